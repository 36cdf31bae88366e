/* period_inner.c: see period_inner.h. */
#include "act/period_inner.h"

#include <inttypes.h>

#include "act/deed.h"
#include "base/err.h"
#include "base/words.h"

bool is_period_code(const char *code)
{
    return g_regex_match_simple("^[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4]|H[12]|Y)$", code, G_REGEX_DOLLAR_ENDONLY, 0);
}

bool period_begin(Tx *tx, PeriodDeed *d, GError **err)
{
    const PeriodAt *at = d->at;

    TRY(period_lock(tx, d->mem, at->plan, at->code, &d->plan, &d->old, err));
    d->next = d->old;
    TRY(at->by_operator || deed_allowed(d->who, DEED_SET_PERIODS, NULL, err));
    return audit_seen(tx, d->mem, d->who, d->action, d->old.id.v, &d->stored, err);
}

bool period_is_fresh(const PeriodDeed *d, GError **err)
{
    const PeriodAt *at = d->at;

    if (d->old.state == PERIOD_FROZEN)
        return fail(err, ERR_CONFLICT, "period %s is frozen", at->code);
    return at->base_version == 0 || at->base_version == d->old.version ||
           fail(err, ERR_CONFLICT, "period %s: version %" PRId64 " now, the form was made from %" PRId64,
                at->code, d->old.version, at->base_version);
}

static const char *stamp(Mem *mem, int64_t at_us)
{
    return at_us == 0 ? NULL : word_stamp(mem, at_us);
}

static const char *scope_code(const Period *period)
{
    return period->chosen_only ? "chosen" : "all";
}

Changes *period_changes(Mem *mem, const Period *old, const Period *next)
{
    static const Period none = { .code = NULL };
    Changes *changes = changes_new(mem);
    const Period *from = old == NULL ? &none : old;

    change_text(changes, "code", from->code, next->code);
    change_text(changes, "opens_at", stamp(mem, from->opens_us), stamp(mem, next->opens_us));
    change_text(changes, "due_at", stamp(mem, from->due_us), stamp(mem, next->due_us));
    change_text(changes, "freezes_at", stamp(mem, from->freezes_us), stamp(mem, next->freezes_us));
    change_text(changes, "state", old == NULL ? NULL : period_state_code(from->state),
                period_state_code(next->state));
    change_text(changes, "scope", old == NULL ? NULL : scope_code(from), scope_code(next));
    change_text(changes, "instructions", old == NULL ? "" : from->instructions, next->instructions);
    return changes;
}

bool period_event(Tx *tx, const PeriodDeed *d, Event event, GError **err)
{
    event.action = d->action;
    event.result = "ok";
    event.period = d->old.id;
    event.at_us = d->at->now_us;
    return audit_append(tx, d->mem, d->who, &event, err);
}

bool period_store(Tx *tx, PeriodDeed *d, Changes *changes, GError **err)
{
    Event event = { .etype = "period",
                    .entity_id = d->old.id.v,
                    .entity_seq = d->old.version + 1,
                    .changes = changes != NULL ? changes : period_changes(d->mem, &d->old, &d->next) };

    TRY(period_event(tx, d, event, err));
    return period_update(tx, &d->next, err);
}
