/* brief_step.c: issuing, recalling and dropping a 简报; see brief_deeds.h. */
#include "act/brief_deeds.h"
#include "act/deed.h"
#include "base/clock.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const BriefStepWish *wish;
} Step;

Event brief_event(int64_t brief, int64_t version, const char *action, Changes *changes, int64_t now_us)
{
    return (Event){ .etype = "brief",
                    .entity_id = brief,
                    .entity_seq = version,
                    .action = action,
                    .result = "ok",
                    .changes = changes,
                    .at_us = now_us };
}

bool brief_for_step(Tx *tx, Mem *mem, const Actor *who, const BriefAim *aim, Brief *brief, bool *stored,
                    GError **err)
{
    TRY(brief_locked(tx, mem, aim->id, brief, err));
    TRY(audit_seen(tx, mem, who, brief_action(aim->step), brief->id, stored, err));
    if (*stored)
        return true;
    TRY(deed_allowed(who, DEED_KEEP_BRIEF, &brief->facts, err));
    bool known = brief_next(brief->state, aim->step) != BRIEF_NONE;
    return (known && brief->version == aim->base_version) ||
           fail(err, ERR_CONFLICT, "brief: %s in version %" G_GINT64_FORMAT " now",
                brief_state_code(brief->state), brief->version);
}

static bool record(Tx *tx, const Step *s, const Brief *brief, Changes *changes, GError **err)
{
    const BriefStepWish *wish = s->wish;

    change_text(changes, "brief_state", brief_state_code(brief->state),
                brief_state_code(brief_next(brief->state, wish->step)));
    Event event = brief_event(brief->id, brief->version + 1, brief_action(wish->step), changes, wish->now_us);
    return audit_append(tx, s->mem, s->who, &event, err);
}

/* The number is that of the year of this day in the city. */
static bool issue(Tx *tx, const Step *s, const Brief *brief, GError **err)
{
    int year = civil_of(s->wish->now_us).year;
    Changes *changes = changes_new(s->mem);
    BriefItem *items;
    int64_t no;
    gsize n;

    TRY(brief_items(tx_db(tx), s->mem, brief->id, &items, &n, err));
    if (brief_items_in(items, n) == 0)
        return fail(err, ERR_BAD_INPUT, "brief: it has no items");
    TRY(brief_next_no(tx, s->mem, year, &no, err));
    change_note(changes, "brief_no", mem_printf(s->mem, "%d年第%" G_GINT64_FORMAT "期", year, no));
    TRY(record(tx, s, brief, changes, err));
    return brief_issue(tx, brief, year, no, s->who->person, s->wish->now_us, err);
}

static bool recall(Tx *tx, const Step *s, const Brief *brief, GError **err)
{
    Changes *changes = changes_new(s->mem);

    change_note(changes, "reason", s->wish->reason);
    TRY(record(tx, s, brief, changes, err));
    return brief_recall(tx, brief, s->wish->reason, s->who->person, s->wish->now_us, err);
}

static bool drop(Tx *tx, const Step *s, const Brief *brief, GError **err)
{
    TRY(record(tx, s, brief, changes_new(s->mem), err));
    return brief_drop(tx, brief, err);
}

static bool step(Tx *tx, void *what, GError **err)
{
    Step *s = what;
    BriefAim aim = { s->wish->id, s->wish->base_version, s->wish->step };
    Brief brief;
    bool stored;

    TRY(brief_for_step(tx, s->mem, s->who, &aim, &brief, &stored, err));
    if (stored)
        return true;
    if (aim.step == BRIEF_ISSUE)
        return issue(tx, s, &brief, err);
    return aim.step == BRIEF_RECALL ? recall(tx, s, &brief, err) : drop(tx, s, &brief, err);
}

bool act_brief_step(Db *db, Mem *mem, const Actor *who, const BriefStepWish *wish, GError **err)
{
    Step s = { mem, who, wish };
    gsize n = 0;

    if (wish->step == BRIEF_RECALL)
        brief_recall_complaints(mem, wish->reason, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "brief: a recall has its reason");
    return tx_run(db, &wish->request, step, &s, err);
}
