/* export_ask.c: see export_ask.h. */
#include "act/export_ask.h"

#include <inttypes.h>

#include "act/deed.h"
#include "base/err.h"

enum { OPEN_MOST = 5 }; /* jobs of one person that have not ended */

typedef struct {
    Mem *mem;
    const Actor *who;
    const ExportNote *note;
    const ExportJob *job; /* NULL: a direct download */
    int64_t id;
} Asking;

static bool record(Tx *tx, const Asking *a, GError **err)
{
    Changes *changes = changes_new(a->mem);
    Event event = {
        .etype = "export", .action = "export", .result = "ok", .changes = changes, .at_us = a->note->now_us
    };

    change_note(changes, "export", a->note->what);
    change_note(changes, "query", a->note->conditions);
    if (a->note->rows >= 0)
        change_note(changes, "rows", mem_printf(a->mem, "%" PRId64, a->note->rows));
    return audit_append(tx, a->mem, a->who, &event, err);
}

static bool ask(Tx *tx, void *what, GError **err)
{
    Asking *a = what;
    int64_t n;

    TRY(deed_allowed(a->who, DEED_EXPORT, NULL, err));
    if (a->job != NULL) {
        TRY(export_jobs_open(tx_db(tx), a->mem, a->who->person, &n, err));
        if (n >= OPEN_MOST)
            return fail(err, ERR_CONFLICT, "export: %" PRId64 " jobs of this person have not ended", n);
    }
    TRY(record(tx, a, err));
    return a->job == NULL || export_job_add(tx, a->who, a->job, &a->id, err);
}

bool act_export_record(Db *db, Mem *mem, const Actor *who, const ExportNote *note, GError **err)
{
    Asking asking = { .mem = mem, .who = who, .note = note };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    return tx_run(db, &request, ask, &asking, err);
}

bool act_export_ask(Db *db, Mem *mem, const Actor *who, const RequestId *request, const ExportJob *job,
                    const ExportNote *note, int64_t *id, GError **err)
{
    Asking asking = { .mem = mem, .who = who, .note = note, .job = job };

    TRY(tx_run(db, request, ask, &asking, err));
    *id = asking.id;
    return true;
}
