/* practice_step.c: withdrawing a 经验做法, selecting it, sending it back; see practice_deeds.h. */
#include "act/deed.h"
#include "act/practice_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const PracticeStepWish *wish;
} Step;

Event practice_event(const Practice *practice, PracticeState to, PracticeStep step, Changes *changes,
                     int64_t now_us)
{
    return (Event){ .etype = "practice",
                    .entity_id = practice->id,
                    .entity_seq = practice->version + 1,
                    .action = practice_action(step),
                    .result = "ok",
                    .task = practice_is_public(to) ? practice->task.id : (TaskId){ 0 },
                    .unit = practice->unit,
                    .changes = changes,
                    .at_us = now_us };
}

bool practice_may_step(const Practice *practice, PracticeStep step, int64_t base_version, GError **err)
{
    bool known = practice_next(practice->state, step) != PRACTICE_NONE;

    return (known && practice->version == base_version) ||
           fail(err, ERR_CONFLICT, "practice: %s in version %" G_GINT64_FORMAT " now",
                practice_state_code(practice->state), practice->version);
}

static bool store(Tx *tx, const Step *s, const Practice *practice, GError **err)
{
    const PracticeStepWish *wish = s->wish;
    PracticeState to = practice_next(practice->state, wish->step);
    bool decides = wish->step != PRACTICE_WITHDRAW;
    Changes *changes = changes_new(s->mem);

    change_text(changes, "practice_state", practice_state_code(practice->state), practice_state_code(to));
    if (decides)
        change_text(changes, "opinion", practice->opinion, wish->opinion);
    Event event = practice_event(practice, to, wish->step, changes, wish->now_us);
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    if (!decides)
        return practice_withdraw(tx, practice, err);
    return practice_decide(tx, practice, to, wish->opinion, s->who->person, wish->now_us, err);
}

static bool step(Tx *tx, void *what, GError **err)
{
    Step *s = what;
    const PracticeStepWish *wish = s->wish;
    Deed deed = wish->step == PRACTICE_WITHDRAW ? DEED_KEEP_PRACTICE : DEED_DECIDE_PRACTICE;
    Practice practice;
    bool stored;

    TRY(practice_locked(tx, s->mem, s->who, wish->id, &practice, err));
    TRY(audit_seen(tx, s->mem, s->who, practice_action(wish->step), practice.id, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(s->who, deed, &practice.facts, err));
    TRY(practice_may_step(&practice, wish->step, wish->base_version, err));
    return store(tx, s, &practice, err);
}

bool act_practice_step(Db *db, Mem *mem, const Actor *who, const PracticeStepWish *wish, GError **err)
{
    Step s = { mem, who, wish };
    gsize n;

    practice_opinion_complaints(mem, wish->step, wish->opinion, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "practice: %" G_GSIZE_FORMAT " complaints", n);
    return tx_run(db, &wish->request, step, &s, err);
}
