/* target_set.c: kind, base, date, responsible unit and planned values of a target; see target_deeds.h. */
#include "act/target_deed.h"
#include "base/err.h"

static bool leads_now(const TargetTask *task, UnitId unit)
{
    for (gsize i = 0; i < task->n_leads; i++)
        if (task->leads[i].v == unit.v)
            return true;
    return unit.v == 0 && task->n_leads == 0;
}

static bool apply(const TargetDeed *deed, TargetSettings *settings, Changes *more, GError **err)
{
    const Terms *terms = deed->wish;

    (void)more;
    if (!leads_now(&deed->task, terms->unit))
        return fail(err, ERR_CONFLICT, "target: the unit does not lead the task any more");
    settings->terms = *terms;
    settings->set = target_done(deed);
    target_confirm_by(settings, deed->at->confirm, target_done(deed));
    return true;
}

bool act_target_set(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const Terms *terms, GError **err)
{
    TargetDeed deed = {
        .mem = mem, .who = who, .at = at, .action = "target.set", .apply = apply, .wish = terms
    };

    return target_deed_run(db, &deed, err);
}

/* Who reports it is no number: what was confirmed stays confirmed. */
static bool apply_unit(const TargetDeed *deed, TargetSettings *settings, Changes *more, GError **err)
{
    const UnitId *unit = deed->wish;

    (void)more;
    (void)err;
    settings->terms.unit = *unit;
    settings->set = target_done(deed);
    return true;
}

bool targets_hand_over_within(Tx *tx, Mem *mem, const Actor *who, const TargetAt *at, UnitId from, UnitId to,
                              GError **err)
{
    TargetTask task;

    TRY(target_task_locked(tx, mem, at->plan, at->no, &task, err));
    for (gsize i = 0; i < task.n; i++) {
        if (target_is_ended(&task.rows[i]) || task.rows[i].settings.terms.unit.v != from.v)
            continue;
        TargetAt one = *at;
        one.target = task.rows[i].id;
        TargetDeed deed = {
            .mem = mem, .who = who, .at = &one, .action = "target.set", .apply = apply_unit, .wish = &to
        };
        TRY(target_deed_within(tx, &deed, err));
    }
    return true;
}
