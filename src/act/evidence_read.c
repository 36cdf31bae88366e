/* evidence_read.c: the record of who took a file out; see evidence_deeds.h. */
#include <inttypes.h>

#include "act/evidence_deeds.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/audit.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ReportPlace *place;
    Changes *changes;
    int64_t now_us;
} Reading;

static bool is_known(Db *db, const Reading *r, bool *known, GError **err)
{
    CivilTime day = civil_of(r->now_us);
    Rows rows;

    day.hour = day.minute = day.second = 0;
    TRY(db_read(db, r->mem, SQL_EVIDENCE_READ_BEFORE,
                ARGS(num(r->who->person.v), num(civil_to_us(&day)), txt(changes_json(r->mem, r->changes))),
                &rows, err));
    *known = rows.n > 0;
    return true;
}

static bool record(Tx *tx, void *what, GError **err)
{
    const Reading *r = what;
    Event event = { .etype = "download",
                    .action = "evidence.read",
                    .result = "ok",
                    .task = r->place->task,
                    .unit = r->place->unit,
                    .period = r->place->period,
                    .changes = r->changes,
                    .at_us = r->now_us };

    return audit_append(tx, r->mem, r->who, &event, err);
}

bool act_evidence_read(Db *db, Mem *mem, const Actor *who, const ReportPlace *place, const Evidence *file,
                       int64_t now_us, GError **err)
{
    Reading reading = { mem, who, place, changes_new(mem), now_us };
    RequestId request;
    bool known;

    change_note(reading.changes, "file", file->name);
    change_note(reading.changes, "evidence", mem_printf(mem, "%" PRId64, file->id));
    TRY(is_known(db, &reading, &known, err));
    if (known)
        return true;
    secret_random(request.bytes, sizeof request.bytes);
    return tx_run(db, &request, record, &reading, err);
}
