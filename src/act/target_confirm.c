/* target_confirm.c: somebody says that a target's numbers are right; see target_deeds.h. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/target_deed.h"
#include "base/err.h"

typedef struct {
    TargetDeed deed;
    const ConfirmWish *wish;
} Confirm;

static bool all_confirmed(const Confirm *c)
{
    for (gsize i = 0; i < c->wish->n; i++) {
        const TargetRow *row = target_in(c->deed.task.rows, c->deed.task.n, c->wish->targets[i]);
        if (row == NULL || !row->settings.is_confirmed)
            return false;
    }
    return true;
}

static bool confirm_one(Tx *tx, Confirm *c, gsize i, GError **err)
{
    const TargetRow *row = target_in(c->deed.task.rows, c->deed.task.n, c->wish->targets[i]);
    Changes *changes = changes_new(c->deed.mem);

    if (row == NULL)
        return fail(err, ERR_NOT_FOUND, "no target %" PRId64, c->wish->targets[i]);
    if (row->version != c->wish->base_versions[i] || target_is_ended(row))
        return fail(err, ERR_CONFLICT, "target %" PRId64 " has changed", row->id);
    if (row->settings.is_confirmed)
        return true;
    TargetSettings settings = row->settings;
    target_confirm_by(&settings, true, target_done(&c->deed));
    change_note(changes, "of_target", row->subject);
    target_changes(c->deed.mem, changes, &row->settings, &settings);
    Event event = target_event(&c->deed, row->id, row->version + 1, c->deed.action, settings.terms.unit,
                               changes);
    TRY(audit_append(tx, c->deed.mem, c->deed.who, &event, err));
    return target_save(tx, c->deed.mem, row, &settings, err);
}

static bool confirm(Tx *tx, void *what, GError **err)
{
    Confirm *c = what;
    TargetDeed *d = &c->deed;
    int64_t first;
    bool stored;

    TRY(target_task_locked(tx, d->mem, c->wish->plan, c->wish->no, &d->task, err));
    TRY(deed_allowed(d->who, DEED_SET_TARGETS, NULL, err));
    TRY(target_of_request(tx, d->mem, &first, err));
    if (first != 0) {
        TRY(audit_seen(tx, d->mem, d->who, d->action, first, &stored, err));
        if (all_confirmed(c))
            return true;
    }
    for (gsize i = 0; i < c->wish->n; i++)
        TRY(confirm_one(tx, c, i, err));
    return true;
}

bool act_target_confirm(Db *db, Mem *mem, const Actor *who, const ConfirmWish *wish, GError **err)
{
    TargetAt at = { .plan = wish->plan, .no = wish->no, .now_us = wish->now_us };
    Confirm c = { .deed = { .mem = mem, .who = who, .at = &at, .action = "target.confirm" }, .wish = wish };

    return tx_run(db, &wish->request, confirm, &c, err);
}
