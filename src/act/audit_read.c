/* audit_read.c: see audit_read.h. */
#include "act/audit_read.h"

#include "base/clock.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const char *kind;
    int64_t now_us;
} Reading;

static Changes *changes_of(const Reading *r)
{
    Changes *changes = changes_new(r->mem);

    change_note(changes, "looked", r->kind);
    return changes;
}

static bool is_known(Db *db, const Reading *r, bool *known, GError **err)
{
    CivilTime day = civil_of(r->now_us);
    Rows rows;

    day.hour = day.minute = day.second = 0;
    TRY(db_read(db, r->mem, SQL_AUDIT_READ_BEFORE,
                ARGS(num(r->who->person.v), num(civil_to_us(&day)), txt(changes_json(r->mem, changes_of(r)))),
                &rows, err));
    *known = rows.n > 0;
    return true;
}

static bool record(Tx *tx, void *what, GError **err)
{
    const Reading *r = what;
    Event event = {
        .etype = "audit", .action = "audit.read", .result = "ok", .changes = changes_of(r), .at_us = r->now_us
    };

    return audit_append(tx, r->mem, r->who, &event, err);
}

bool act_audit_read(Db *db, Mem *mem, const Actor *who, const char *kind, int64_t now_us, GError **err)
{
    Reading reading = { mem, who, kind, now_us };
    RequestId request;
    bool known;

    TRY(is_known(db, &reading, &known, err));
    if (known)
        return true;
    secret_random(request.bytes, sizeof request.bytes);
    return tx_run(db, &request, record, &reading, err);
}
