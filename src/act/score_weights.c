/* score_weights.c: by which weights the scores of a plan are counted from now on; see bulletin_deeds.h. */
#include "act/bulletin_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const char *plan;
    ScoreWeights wanted;
    int64_t now_us;
    bool changed;
} Set;

static Changes *changes_of(Mem *mem, const ScoreWeights *old, const ScoreWeights *new)
{
    Changes *changes = changes_new(mem);

    change_number(changes, "score_on_time", old->on_time, new->on_time);
    change_number(changes, "score_late", old->late, new->late);
    change_number(changes, "score_green", old->green, new->green);
    change_number(changes, "score_yellow", old->yellow, new->yellow);
    change_number(changes, "score_return", old->returned, new->returned);
    change_number(changes, "score_least", old->least_tasks, new->least_tasks);
    return changes;
}

static bool set(Tx *tx, void *what, GError **err)
{
    Set *s = what;
    PlanId id;
    int64_t version;
    ScoreWeights old;

    TRY(plan_weights(tx_db(tx), s->mem, s->plan, &id, &version, &old, err));
    Changes *changes = changes_of(s->mem, &old, &s->wanted);
    s->changed = changes_any(changes);
    if (!s->changed)
        return true;
    Event event = { .etype = "plan",
                    .entity_id = id.v,
                    .entity_seq = version + 1,
                    .action = "plan.score",
                    .result = "ok",
                    .changes = changes,
                    .at_us = s->now_us };
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    return plan_weights_update(tx, id, version, &s->wanted, err);
}

bool act_score_weights(Db *db, Mem *mem, const Actor *who, const char *plan, const ScoreWeights *wanted,
                       int64_t now_us, bool *changed, GError **err)
{
    Set s = { .mem = mem, .who = who, .plan = plan, .wanted = *wanted, .now_us = now_us };
    RequestId request;

    if (!score_weights_are_sound(wanted))
        return fail(err, ERR_BAD_INPUT, "score: late is at most on-time, yellow at most green, both above 0");
    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, set, &s, err));
    *changed = s.changed;
    return true;
}
