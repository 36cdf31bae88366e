/* target_add.c: a number of the issued text that the importer did not take for a promise; see target_deeds.h. */
#include <string.h>

#include "act/deed.h"
#include "act/target_deed.h"
#include "base/err.h"

static bool is_same(const TargetRow *row, const NewTarget *t)
{
    return strcmp(row->subject, t->subject) == 0 && strcmp(row->comparator, t->comparator) == 0 &&
           strcmp(row->unit_word, t->unit_word) == 0 && strcmp(row->quote, t->quote) == 0 &&
           row->printed.low_e4 == t->number.low_e4 && row->printed.high_e4 == t->number.high_e4;
}

/* The second press of a button; other words under the same id were typed since, and are not to be lost. */
static bool added_already(Tx *tx, const TargetDeed *d, int64_t id, GError **err)
{
    const TargetRow *row = target_in(d->task.rows, d->task.n, id);
    bool stored;

    TRY(audit_seen(tx, d->mem, d->who, d->action, id, &stored, err));
    return (row != NULL && is_same(row, d->wish)) ||
           fail(err, ERR_CONFLICT, "target: another one was added with this request");
}

static TargetRow row_of(const TargetDeed *d)
{
    const NewTarget *t = d->wish;
    TargetRow row = { .no = target_next_no(&d->task),
                      .subject = t->subject,
                      .comparator = t->comparator,
                      .unit_word = t->unit_word,
                      .quote = t->quote,
                      .printed = t->number,
                      .origin = FROM_ADDED,
                      .settings = { .terms = t->terms, .basis = "", .ended_on = "", .drop_reason = "" } };

    row.settings.set = target_done(d);
    target_confirm_by(&row.settings, d->at->confirm, target_done(d));
    return row;
}

static bool add(Tx *tx, void *what, GError **err)
{
    TargetDeed *d = what;
    const NewTarget *t = d->wish;
    int64_t before;

    TRY(target_task_locked(tx, d->mem, d->at->plan, d->at->no, &d->task, err));
    TRY(target_of_request(tx, d->mem, &before, err));
    if (before != 0)
        return added_already(tx, d, before, err);
    TRY(deed_allowed(d->who, DEED_SET_TARGETS, NULL, err));
    if (t->quote[0] == '\0' || strstr(d->task.source, t->quote) == NULL)
        return fail(err, ERR_BAD_INPUT, "target: its quote is not in the issued text");
    TargetRow row = row_of(d);
    return target_put(tx, d, &row, err);
}

bool act_target_add(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const NewTarget *target,
                    GError **err)
{
    TargetDeed deed = { .mem = mem, .who = who, .at = at, .action = "target.add", .wish = target };

    return tx_run(db, &at->request, add, &deed, err);
}
