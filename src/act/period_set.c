/* period_set.c: see period_set.h. */
#include "act/period_set.h"

#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "store/audit.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const PeriodWish *wish;
    int64_t now_us;
    bool changed;
} Set;

static bool is_period_code(const char *code)
{
    return g_regex_match_simple("^[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4]|H[12]|Y)$", code, G_REGEX_DOLLAR_ENDONLY, 0);
}

static const Cell *period_coded(const Rows *periods, const char *code)
{
    for (gsize i = 0; i < periods->n; i++)
        if (strcmp(periods->row[i][PERIOD_LIST_CODE].s, code) == 0)
            return periods->row[i];
    return NULL;
}

static Changes *changes_of(const Set *s, const Cell *old)
{
    Changes *changes = changes_new(s->mem);
    const char *opens = old == NULL ? NULL : word_stamp(s->mem, old[PERIOD_LIST_OPENS_AT].i);
    const char *due = old == NULL ? NULL : word_stamp(s->mem, old[PERIOD_LIST_DUE_AT].i);

    change_text(changes, "code", old == NULL ? NULL : s->wish->code, s->wish->code);
    change_text(changes, "opens_at", opens, word_stamp(s->mem, s->wish->opens_us));
    change_text(changes, "due_at", due, word_stamp(s->mem, s->wish->due_us));
    change_text(changes, "state", old == NULL ? NULL : old[PERIOD_LIST_STATE].s,
                s->wish->open ? "open" : "planned");
    return changes;
}

static bool append(Tx *tx, Set *s, int64_t id, int64_t version, const char *action, Changes *changes,
                   GError **err)
{
    Event event = { .etype = "period",
                    .entity_id = id,
                    .entity_seq = version,
                    .action = action,
                    .result = "ok",
                    .period = { id },
                    .changes = changes,
                    .at_us = s->now_us };

    s->changed = true;
    return audit_append(tx, s->mem, s->who, &event, err);
}

static bool add_period(Tx *tx, Set *s, int64_t plan, GError **err)
{
    const PeriodWish *wish = s->wish;
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    TRY(append(tx, s, id, 1, "period.new", changes_of(s, NULL), err));
    return tx_change_one(tx, SQL_PERIOD_INSERT,
                         ARGS(num(id), num(plan), txt(wish->code), at_us(wish->opens_us), at_us(wish->due_us),
                              txt(wish->open ? "open" : "planned")),
                         err);
}

static bool mend_period(Tx *tx, Set *s, const Cell *old, GError **err)
{
    const PeriodWish *wish = s->wish;
    Changes *changes = changes_of(s, old);
    int64_t id = old[PERIOD_LIST_ID].i, version = old[PERIOD_LIST_VERSION].i;

    if (period_state_of(old[PERIOD_LIST_STATE].s) == PERIOD_FROZEN)
        return fail(err, ERR_CONFLICT, "period %s is frozen", wish->code);
    if (!changes_any(changes))
        return true;
    TRY(append(tx, s, id, version + 1, "period.change", changes, err));
    return tx_change_one(tx, SQL_PERIOD_UPDATE,
                         ARGS(at_us(wish->opens_us), at_us(wish->due_us),
                              txt(wish->open ? "open" : "planned"), num(id), num(version)),
                         err);
}

static bool set(Tx *tx, void *what, GError **err)
{
    Set *s = what;
    const Cell *plan;
    Rows periods;

    s->changed = false;
    TRY(db_read_one(tx_db(tx), s->mem, SQL_PLAN_BY_CODE, ARGS(txt(s->wish->plan)), &plan, err));
    TRY(db_read(tx_db(tx), s->mem, SQL_PERIOD_LIST, ARGS(num(plan[PLAN_BY_CODE_ID].i)), &periods, err));
    const Cell *old = period_coded(&periods, s->wish->code);
    return old == NULL ? add_period(tx, s, plan[PLAN_BY_CODE_ID].i, err) : mend_period(tx, s, old, err);
}

bool act_period_set(Db *db, Mem *mem, const Actor *who, const PeriodWish *wish, int64_t now_us, bool *changed,
                    GError **err)
{
    Set s = { .mem = mem, .who = who, .wish = wish, .now_us = now_us };
    RequestId request;

    if (!is_period_code(wish->code))
        return fail(err, ERR_BAD_INPUT, "%s: not a period such as 2023-03, 2023-Q1, 2023-H1 or 2023-Y",
                    wish->code);
    if (wish->due_us <= wish->opens_us)
        return fail(err, ERR_BAD_INPUT, "%s: the deadline must be after the opening", wish->code);
    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, set, &s, err));
    *changed = s.changed;
    return true;
}
