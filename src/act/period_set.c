/* period_set.c: see period_set.h. */
#include "act/period_set.h"

#include "act/period_inner.h"
#include "base/err.h"

typedef struct {
    PeriodDeed deed;
    const PeriodWish *wish;
    bool changed;
} Set;

static bool set(Tx *tx, void *what, GError **err)
{
    Set *s = what;
    PeriodDeed *d = &s->deed;

    s->changed = false;
    TRY(period_begin(tx, d, err));
    TRY(period_is_fresh(d, err));
    d->next.opens_us = s->wish->opens_us;
    d->next.due_us = s->wish->due_us;
    d->next.state = s->wish->open ? PERIOD_OPEN : PERIOD_PLANNED;
    Changes *changes = period_changes(d->mem, &d->old, &d->next);
    s->changed = changes_any(changes);
    return !s->changed || period_store(tx, d, changes, err);
}

static bool add(Db *db, Mem *mem, const Actor *who, const PeriodAt *at, const PeriodWish *wish, GError **err)
{
    PeriodTerms terms = { .opens_us = wish->opens_us, .due_us = wish->due_us, .instructions = "" };

    return act_period_new(db, mem, who, at, &terms, wish->open ? PERIOD_OPEN : PERIOD_PLANNED, err);
}

bool act_period_set(Db *db, Mem *mem, const Actor *who, const PeriodWish *wish, int64_t now_us, bool *changed,
                    GError **err)
{
    PeriodAt at = { .plan = wish->plan, .code = wish->code, .by_operator = true, .now_us = now_us };
    Set s = { .deed = { .mem = mem, .who = who, .at = &at, .action = "period.change" }, .wish = wish };
    GError *error = NULL;

    if (!is_period_code(wish->code))
        return fail(err, ERR_BAD_INPUT, "%s: not a period such as 2023-03, 2023-Q1, 2023-H1 or 2023-Y",
                    wish->code);
    if (wish->due_us <= wish->opens_us)
        return fail(err, ERR_BAD_INPUT, "%s: the deadline must be after the opening", wish->code);
    secret_random(at.request.bytes, sizeof at.request.bytes);
    if (tx_run(db, &at.request, set, &s, &error)) {
        *changed = s.changed;
        return true;
    }
    if (err_kind(error) != ERR_NOT_FOUND) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    TRY(add(db, mem, who, &at, wish, err));
    *changed = true;
    return true;
}
