/* spot_share.c: how many of a plan's approvals are looked at twice; see spot_deeds.h. */
#include "act/spot_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const char *plan;
    int64_t percent, now_us;
    bool changed;
} Set;

static bool set(Tx *tx, void *what, GError **err)
{
    Set *s = what;
    Changes *changes = changes_new(s->mem);
    const Cell *c;

    TRY(db_read_one(tx_db(tx), s->mem, SQL_SPOT_SHARE_OF_PLAN, ARGS(txt(s->plan)), &c, err));
    int64_t id = c[SPOT_SHARE_OF_PLAN_ID].i, version = c[SPOT_SHARE_OF_PLAN_VERSION].i;
    change_number(changes, "spot_share", c[SPOT_SHARE_OF_PLAN_SHARE].i, s->percent);
    s->changed = changes_any(changes);
    if (!s->changed)
        return true;
    Event event = { .etype = "plan",
                    .entity_id = id,
                    .entity_seq = version + 1,
                    .action = "plan.spot_share",
                    .result = "ok",
                    .changes = changes,
                    .at_us = s->now_us };
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    return tx_change_one(tx, SQL_SPOT_SHARE_UPDATE, ARGS(num(s->percent), num(id), num(version)), err);
}

bool act_spot_share(Db *db, Mem *mem, const Actor *who, const char *plan, int64_t percent, int64_t now_us,
                    bool *changed, GError **err)
{
    Set s = { .mem = mem, .who = who, .plan = plan, .percent = percent, .now_us = now_us };
    RequestId request;

    if (percent < 0 || percent > 100)
        return fail(err, ERR_BAD_INPUT, "spot-share: percent are 0 to 100");
    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, set, &s, err));
    *changed = s.changed;
    return true;
}
