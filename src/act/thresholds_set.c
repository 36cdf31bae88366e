/* thresholds_set.c: see thresholds_set.h. */
#include "act/thresholds_set.h"

#include "base/err.h"
#include "store/audit.h"

enum { GREEN_LEAST = 50, GREEN_MOST = 120, DAYS_MOST = 60 };

typedef struct {
    Mem *mem;
    const Actor *who;
    const char *plan;
    Thresholds wanted;
    int64_t now_us;
    bool changed;
} Set;

static bool set(Tx *tx, void *what, GError **err)
{
    Set *s = what;
    const Thresholds *w = &s->wanted;
    Changes *changes = changes_new(s->mem);
    const Cell *c;

    TRY(db_read_one(tx_db(tx), s->mem, SQL_THRESHOLDS_OF_PLAN, ARGS(txt(s->plan)), &c, err));
    int64_t id = c[THRESHOLDS_OF_PLAN_ID].i, version = c[THRESHOLDS_OF_PLAN_VERSION].i;
    change_number(changes, "green_pct", c[THRESHOLDS_OF_PLAN_GREEN_PCT].i, w->green_pct);
    change_number(changes, "yellow_pct", c[THRESHOLDS_OF_PLAN_YELLOW_PCT].i, w->yellow_pct);
    change_number(changes, "red_days", c[THRESHOLDS_OF_PLAN_RED_DAYS].i, w->red_days);
    s->changed = changes_any(changes);
    if (!s->changed)
        return true;
    Event event = { .etype = "plan",
                    .entity_id = id,
                    .entity_seq = version + 1,
                    .action = "plan.thresholds",
                    .result = "ok",
                    .changes = changes,
                    .at_us = s->now_us };
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    return tx_change_one(tx, SQL_THRESHOLDS_UPDATE,
                         ARGS(num(w->green_pct), num(w->yellow_pct), num(w->red_days), num(id), num(version)),
                         err);
}

bool act_thresholds_set(Db *db, Mem *mem, const Actor *who, const char *plan, const Thresholds *wanted,
                        int64_t now_us, bool *changed, GError **err)
{
    Set s = { .mem = mem, .who = who, .plan = plan, .wanted = *wanted, .now_us = now_us };
    RequestId request;

    if (wanted->green_pct < GREEN_LEAST || wanted->green_pct > GREEN_MOST || wanted->yellow_pct < 1 ||
        wanted->yellow_pct > wanted->green_pct || wanted->red_days < 1 || wanted->red_days > DAYS_MOST)
        return fail(err, ERR_BAD_INPUT,
                    "thresholds: green is 50 to 120, yellow 1 to green, days are 1 to 60");
    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, set, &s, err));
    *changed = s.changed;
    return true;
}
