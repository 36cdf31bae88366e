/* period_move.c: opening a period, by a person or by the clock, and more time for a unit; see period_deeds.h. */
#include <string.h>

#include "act/deed.h"
#include "act/period_inner.h"
#include "base/err.h"
#include "base/words.h"

static bool open(Tx *tx, void *what, GError **err)
{
    PeriodDeed *d = what;

    TRY(period_begin(tx, d, err));
    if (d->stored)
        return true;
    TRY(period_is_fresh(d, err));
    if (d->old.state != PERIOD_PLANNED)
        return fail(err, ERR_CONFLICT, "period %s is %s", d->at->code, period_state_code(d->old.state));
    d->next.state = PERIOD_OPEN;
    d->next.opens_us = MIN(d->old.opens_us, d->at->now_us);
    return period_store(tx, d, NULL, err);
}

bool act_period_open(Db *db, Mem *mem, const Actor *who, const PeriodAt *at, GError **err)
{
    PeriodDeed d = { .mem = mem, .who = who, .at = at, .action = "period.open" };

    return tx_run(db, &at->request, open, &d, err);
}

typedef struct {
    PeriodDeed deed;
    const ExtensionWish *wish;
} Extend;

static const Extension *extension_of(const Period *period, UnitId unit)
{
    for (gsize i = 0; i < period->n_extensions; i++)
        if (period->extensions[i].unit.v == unit.v)
            return &period->extensions[i];
    return NULL;
}

static Changes *extension_changes(const Extend *e, const Extension *old)
{
    Mem *mem = e->deed.mem;
    Changes *changes = changes_new(mem);

    change_text(changes, "due_at", word_stamp(mem, old == NULL ? e->deed.old.due_us : old->due_us),
                word_stamp(mem, e->wish->due_us));
    change_text(changes, "reason", old == NULL ? NULL : old->reason, e->wish->reason);
    return changes;
}

/* Two rows change: the extension, and the period that it belongs to. */
static bool store_extension(Tx *tx, Extend *e, const Extension *old, GError **err)
{
    PeriodDeed *d = &e->deed;
    const ExtensionWish *wish = e->wish;

    TRY(period_is_fresh(d, err));
    Extension ext = {
        .unit = wish->unit, .due_us = wish->due_us, .reason = wish->reason, .granted_us = d->at->now_us
    };
    if (old != NULL)
        ext.id = old->id, ext.version = old->version;
    else
        TRY(tx_new_id(tx, &ext.id, err));
    Changes *changes = changes_new(d->mem);
    change_note(changes, "extended", wish->unit_name);
    TRY(period_store(tx, d, changes, err));
    Event event = { .etype = "period_extension",
                    .entity_id = ext.id,
                    .entity_seq = ext.version + 1,
                    .unit = wish->unit,
                    .changes = extension_changes(e, old) };
    TRY(period_event(tx, d, event, err));
    return extension_store(tx, d->old.id, &ext, d->who->person, err);
}

static bool extend(Tx *tx, void *what, GError **err)
{
    Extend *e = what;
    PeriodDeed *d = &e->deed;
    const ExtensionWish *wish = e->wish;

    TRY(period_begin(tx, d, err));
    const Extension *old = extension_of(&d->old, wish->unit);
    if (d->stored && old != NULL && old->due_us == wish->due_us && strcmp(old->reason, wish->reason) == 0)
        return true;
    return store_extension(tx, e, old, err);
}

bool period_extend_within(Tx *tx, Mem *mem, const Actor *who, const PeriodAt *at, const ExtensionWish *wish,
                          GError **err)
{
    Extend e = { .deed = { .mem = mem, .who = who, .at = at, .action = "period.extend" }, .wish = wish };
    PeriodDeed *d = &e.deed;

    TRY(period_lock(tx, mem, at->plan, at->code, &d->plan, &d->old, err));
    d->next = d->old;
    TRY(deed_allowed(who, DEED_SET_PERIODS, NULL, err));
    return store_extension(tx, &e, extension_of(&d->old, wish->unit), err);
}

bool act_period_extend(Db *db, Mem *mem, const Actor *who, const PeriodAt *at, const ExtensionWish *wish,
                       GError **err)
{
    Extend e = { .deed = { .mem = mem, .who = who, .at = at, .action = "period.extend" }, .wish = wish };

    if (wish->reason[0] == '\0')
        return fail(err, ERR_BAD_INPUT, "an extension needs a reason");
    return tx_run(db, &at->request, extend, &e, err);
}

typedef struct {
    PeriodDeed deed;
    Shelf *shelf;
    PeriodState to;
} Tick;

/* What the clock asks for now. */
static PeriodState next_state(const Period *p, int64_t now_us)
{
    if (p->state == PERIOD_PLANNED && p->opens_us <= now_us)
        return PERIOD_OPEN;
    if (p->state == PERIOD_OPEN && p->due_us < now_us)
        return PERIOD_DUE;
    if (p->state == PERIOD_DUE && p->freezes_us != 0 && p->freezes_us <= now_us && p->due_us < now_us)
        return PERIOD_FROZEN;
    return PERIOD_NONE;
}

static bool tick(Tx *tx, void *what, GError **err)
{
    static const char *const actions[PERIOD__N] = { [PERIOD_NONE] = "period.tick",
                                                    [PERIOD_OPEN] = "period.open",
                                                    [PERIOD_DUE] = "period.due",
                                                    [PERIOD_FROZEN] = "period.freeze" };
    Tick *t = what;
    PeriodDeed *d = &t->deed;

    t->to = PERIOD_NONE;
    TRY(period_lock(tx, d->mem, d->at->plan, d->at->code, &d->plan, &d->old, err));
    d->next = d->old;
    t->to = next_state(&d->old, d->at->now_us);
    d->action = actions[t->to];
    if (t->to == PERIOD_NONE)
        return true;
    if (t->to == PERIOD_FROZEN)
        return period_freeze(tx, d, t->shelf, err);
    d->next.state = t->to;
    return period_store(tx, d, NULL, err);
}

bool act_period_tick(Db *db, Mem *mem, Shelf *shelf, const Actor *who, const PeriodAt *at, PeriodState *to,
                     GError **err)
{
    Tick t = { .deed = { .mem = mem, .who = who, .at = at }, .shelf = shelf };

    TRY(tx_run(db, &at->request, tick, &t, err));
    *to = t.to;
    return true;
}
