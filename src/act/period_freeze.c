/* period_freeze.c: closing a period for good; see period_deeds.h. */
#include "act/period_inner.h"
#include "base/err.h"
#include "base/words.h"
#include "rule/flow.h"
#include "store/frozen.h"

/* The event goes first: the fences let lines in only between it and the period's last change. */
static bool begin(Tx *tx, PeriodDeed *d, gsize n_lines, GError **err)
{
    d->next.state = PERIOD_FROZEN;
    d->next.frozen_us = d->at->now_us;
    Changes *changes = period_changes(d->mem, &d->old, &d->next);
    change_number(changes, "lines", 0, (int64_t)n_lines);
    return period_event(tx, d,
                        (Event){ .etype = "period",
                                 .entity_id = d->old.id.v,
                                 .entity_seq = d->old.version + 1,
                                 .changes = changes },
                        err);
}

bool period_freeze(Tx *tx, PeriodDeed *d, Shelf *shelf, GError **err)
{
    Db *db = tx_db(tx);
    const Book *book;
    FrozenLine *lines;
    FrozenValue *values;
    gsize n_lines, n_values;

    if (period_state_for(&d->old, (UnitId){ 0 }, d->at->now_us) != PERIOD_DUE)
        return fail(err, ERR_CONFLICT, "period %s: its deadline is not over", d->at->code);
    shelf_begin(shelf); /* the plan as it stands now that the period is locked */
    TRY(shelf_book(shelf, db, d->mem, d->at->plan, &book, err));
    TRY(freeze_preview(db, d->mem, book, &d->old, d->at->now_us, &lines, &n_lines, &values, &n_values, err));
    TRY(begin(tx, d, n_lines, err));
    for (gsize i = 0; i < n_lines; i++)
        TRY(frozen_line_insert(tx, d->old.id, &lines[i], err));
    for (gsize i = 0; i < n_values; i++)
        TRY(frozen_value_insert(tx, d->mem, d->old.id, &values[i], err));
    return period_update(tx, &d->next, err);
}

typedef struct {
    PeriodDeed deed;
    Shelf *shelf;
} Freeze;

static bool freeze(Tx *tx, void *what, GError **err)
{
    Freeze *f = what;

    TRY(period_begin(tx, &f->deed, err));
    if (f->deed.stored)
        return true;
    TRY(period_is_fresh(&f->deed, err));
    return period_freeze(tx, &f->deed, f->shelf, err);
}

bool act_period_freeze(Db *db, Mem *mem, Shelf *shelf, const Actor *who, const PeriodAt *at, GError **err)
{
    Freeze f = { .deed = { .mem = mem, .who = who, .at = at, .action = "period.freeze" }, .shelf = shelf };

    return tx_run(db, &at->request, freeze, &f, err);
}
