/* sheet_take.c: see sheet_take.h. */
#include "act/sheet_take.h"

#include <inttypes.h>

#include "act/deed.h"
#include "base/err.h"
#include "store/audit.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const SheetTaken *note;
} Taking;

static bool take(Tx *tx, void *what, GError **err)
{
    const Taking *t = what;
    Changes *changes = changes_new(t->mem);
    Event event = {
        .etype = "sheet", .action = "sheet.take", .result = "ok", .changes = changes, .at_us = t->note->now_us
    };

    TRY(deed_allowed(t->who, DEED_BRING_SHEET, NULL, err)); /* each draft was asked about with its facts */
    change_note(changes, "sheet", t->note->name);
    change_note(changes, "period", t->note->period);
    change_note(changes, "tasks", t->note->tasks);
    change_note(changes, "rows", mem_printf(t->mem, "%" PRId64, t->note->rows));
    return audit_append(tx, t->mem, t->who, &event, err);
}

bool act_sheet_take(Db *db, Mem *mem, const Actor *who, const SheetTaken *note, GError **err)
{
    Taking taking = { .mem = mem, .who = who, .note = note };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    return tx_run(db, &request, take, &taking, err);
}
