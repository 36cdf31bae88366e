/* application_settle.c: taking an application back, deciding on it, reopening what was struck off; see application_deeds.h. */
#include <inttypes.h>
#include <string.h>

#include "act/application_deeds.h"
#include "act/deed.h"
#include "base/err.h"
#include "rule/day_read.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ApplicationAt *at;
    const ApplicationVerdict *verdict; /* of a decision */
    const char *reason;                /* of reopening */
    StoredApplication row;
    ItemPlace place;
    bool stored;
} Settle;

Event application_event(const StoredApplication *application, const char *action, Changes *changes,
                        int64_t now_us)
{
    return (Event){ .etype = "application",
                    .entity_id = application->id,
                    .entity_seq = application->version + 1,
                    .action = action,
                    .result = "ok",
                    .task = application->task,
                    .unit = application->at.unit,
                    .changes = changes,
                    .at_us = now_us };
}

bool task_step(Tx *tx, Mem *mem, const Actor *who, const ItemPlace *place, TaskStep step, int64_t now_us,
               GError **err)
{
    static const char *const actions[TASK_STEP__N] = { "task.ask_closing", "task.keep_open", "task.close",
                                                       "task.reopen" };
    GroundFacts now;

    TRY(application_ground(tx_db(tx), mem, &place->at, &(Named){ .period = "" }, now_us, &now, err));
    TaskState next = task_next(now.task_state, step);
    if (next == TASK_NONE)
        return fail(err, ERR_CONFLICT, "task %" PRId64 " is %s: %s", place->at.no,
                    task_state_code(now.task_state), actions[step]);
    Changes *changes = changes_new(mem);
    change_text(changes, "task_state", task_state_code(now.task_state), task_state_code(next));
    Event event = { .etype = "task",
                    .entity_id = place->task.v,
                    .entity_seq = now.task_version + 1,
                    .action = actions[step],
                    .result = "ok",
                    .task = place->task,
                    .unit = place->at.unit,
                    .changes = changes,
                    .at_us = now_us };
    TRY(audit_append(tx, mem, who, &event, err));
    return task_set_state(tx, place->task, now.task_version, next, next == TASK_CLOSED ? now_us : 0, err);
}

/* The row and its place, locked, and whether this request was done before. */
static bool begin(Tx *tx, Settle *s, const char *action, GError **err)
{
    TRY(application_find(tx_db(tx), s->mem, s->at->id, &s->row, err));
    TRY(item_place_locked(tx, s->mem, s->who, &s->row.at, &s->place, err));
    TRY(part_lock(tx, s->mem, s->place.task, s->row.at.unit, err));
    TRY(application_locked(tx, s->mem, s->at->id, &s->row, err));
    s->place.facts.application = s->row.state;
    s->place.facts.filed_by = s->row.applied_by;
    s->place.facts.objects = application_objects(s->who, &s->place, s->row.asks);
    return audit_seen(tx, s->mem, s->who, action, s->row.id, &s->stored, err);
}

/* Somebody was first, or it is not as it was: that is no denial. */
static bool allowed(const Settle *s, Deed deed, GError **err)
{
    Verdict verdict = authz(s->who, deed, &s->place.facts);

    if (s->row.version != s->at->base_version && (verdict == MAY || verdict == NO_STATE))
        return fail(err, ERR_CONFLICT, "application %" PRId64 ": version %" PRId64 " now", s->row.id,
                    s->row.version);
    return deed_allowed(s->who, deed, &s->place.facts, err);
}

static Changes *state_changes(const Settle *s, ApplicationState to)
{
    Changes *changes = changes_new(s->mem);

    change_note(changes, "asks", asks_code(s->row.asks));
    change_text(changes, "application_state", application_state_code(s->row.state),
                application_state_code(to));
    return changes;
}

static bool withdraw(Tx *tx, void *what, GError **err)
{
    Settle *s = what;

    TRY(begin(tx, s, "application.withdraw", err));
    if (s->stored)
        return true;
    if (s->row.state != APPLICATION_WAITING)
        return fail(err, ERR_CONFLICT, "application %" PRId64 " is decided", s->row.id);
    TRY(allowed(s, DEED_APPLY, err));
    Event event = application_event(&s->row, "application.withdraw", state_changes(s, APPLICATION_WITHDRAWN),
                                    s->at->now_us);
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    TRY(application_withdraw(tx, &s->row, err));
    return s->row.asks != ASKS_CLOSURE ||
           task_step(tx, s->mem, s->who, &s->place, TASK_KEPT, s->at->now_us, err);
}

bool act_application_withdraw(Db *db, Mem *mem, const Actor *who, const ApplicationAt *at, GError **err)
{
    Settle s = { .mem = mem, .who = who, .at = at };

    return tx_run(db, &at->request, withdraw, &s, err);
}

/* ---- deciding */

static void check_verified(Complaints *to, const ApplicationVerdict *v, int64_t now_us)
{
    int64_t day_us;

    if (strcmp(v->verified, "paper") != 0 && strcmp(v->verified, "site") != 0)
        complain(to, "verified", "请选择书面核验或现场核验");
    if (text_is_blank(v->verifiers))
        complain(to, "verifiers", "请填写核验人员");
    complain_most(to, "verifiers", "核验人员", v->verifiers, VERIFIERS_MOST);
    if (!day_read(v->verified_on, &day_us))
        complain(to, "verified_on", "核验日期请按“2023-4-3”填写");
    else if (day_us > now_us)
        complain(to, "verified_on", "核验日期不能晚于今天");
}

Complaint *verdict_of_application_complaints(Mem *mem, const StoredApplication *application,
                                             const ApplicationVerdict *verdict, int64_t now_us, gsize *n)
{
    Complaints to = complaints_new(mem);

    if (verdict->grant && application->asks == ASKS_CLOSURE)
        check_verified(&to, verdict, now_us);
    if (text_is_blank(verdict->opinion))
        complain(&to, "opinion", verdict->grant ? "请填写审批意见" : "请写明不同意的理由，该单位可见");
    complain_most(&to, "opinion", "审批意见", verdict->opinion, OPINION_MOST);
    *n = to.n;
    return to.list;
}

bool closing_now_explained(Db *db, Mem *mem, const StoredApplication *application, StoredCheck **checks,
                           gsize *n, GError **err)
{
    ApplicationFile *files;
    CheckLine *lines;
    StoredCheck *before;
    gsize n_files, n_before;

    TRY(application_files(db, mem, application->id, &files, &n_files, err));
    TRY(closing_checks(db, mem, application->id, &before, &n_before, err));
    TRY(closing_now(db, mem, application->task, (int64_t)n_files, !text_is_blank(application->evidence),
                    &lines, n, err));
    *checks = mem_array(mem, StoredCheck, *n);
    for (gsize i = 0; i < *n; i++) {
        (*checks)[i] = (StoredCheck){ lines[i], "" };
        for (gsize k = 0; k < n_before; k++)
            if (before[k].line.kind == lines[i].kind && before[k].line.target == lines[i].target)
                (*checks)[i].explained = before[k].explained;
    }
    return true;
}

static bool closing_obstacles(Db *db, Mem *mem, const StoredApplication *application, Complaints *to,
                              GError **err)
{
    StoredCheck *checks;
    gsize n;

    TRY(closing_now_explained(db, mem, application, &checks, &n, err));
    for (gsize i = 0; i < n; i++)
        if (closing_blocks(&checks[i].line, checks[i].explained))
            complain(to, "checks", checks[i].line.words);
    return true;
}

bool application_obstacles(Db *db, Mem *mem, const StoredApplication *a, int64_t now_us, Complaint **list,
                           gsize *n, GError **err)
{
    Named named = application_named(a);
    Application typed = { .asks = a->asks, .asked = a->asked, .reason = a->reason, .evidence = a->evidence };
    const char *stood, *asked;
    GroundFacts facts;

    TRY(application_ground(db, mem, &a->at, &named, now_us, &facts, err));
    Complaints to = { .mem = mem };
    to.list = application_complaints(mem, &typed, &facts.ground, &stood, &asked, &to.n);
    if (a->asks == ASKS_CLOSURE)
        TRY(closing_obstacles(db, mem, a, &to, err));
    *list = to.list;
    *n = to.n;
    return true;
}

static bool may_be_granted(Tx *tx, const Settle *s, GError **err)
{
    Complaint *list;
    gsize n;

    TRY(application_obstacles(tx_db(tx), s->mem, &s->row, s->at->now_us, &list, &n, err));
    return n == 0 || fail(err, ERR_BAD_INPUT, "application %" PRId64 ": cannot be granted now", s->row.id);
}

static Changes *verdict_changes(const Settle *s)
{
    const ApplicationVerdict *v = s->verdict;
    Changes *changes = state_changes(s, v->grant ? APPLICATION_GRANTED : APPLICATION_REFUSED);

    change_text(changes, "opinion", NULL, v->opinion);
    change_text(changes, "verified", "", v->verified);
    change_text(changes, "verifiers", "", v->verifiers);
    change_text(changes, "verified_on", "", v->verified_on);
    return changes;
}

static bool effect(Tx *tx, const Settle *s, GError **err)
{
    if (s->verdict->grant)
        return application_grant(tx, s->mem, s->who, &s->place, &s->row, s->at->now_us, err);
    return s->row.asks != ASKS_CLOSURE ||
           task_step(tx, s->mem, s->who, &s->place, TASK_KEPT, s->at->now_us, err);
}

static bool decide(Tx *tx, void *what, GError **err)
{
    Settle *s = what;
    const ApplicationVerdict *v = s->verdict;
    const char *action = v->grant ? "application.grant" : "application.refuse";
    gsize n;

    TRY(begin(tx, s, action, err));
    if (s->stored)
        return true;
    TRY(allowed(s, DEED_DECIDE_APPLICATION, err));
    verdict_of_application_complaints(s->mem, &s->row, v, s->at->now_us, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "application: %" G_GSIZE_FORMAT " complaints", n);
    TRY(!v->grant || may_be_granted(tx, s, err));
    Event event = application_event(&s->row, action, verdict_changes(s), s->at->now_us);
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    TRY(application_decide(tx, &s->row, v, s->who->person, s->at->now_us, err));
    return effect(tx, s, err);
}

/* The day as the table keeps it. */
static ApplicationVerdict stored_verdict(Mem *mem, const ApplicationVerdict *v)
{
    ApplicationVerdict stored = *v;
    int64_t day_us;

    if (day_read(v->verified_on, &day_us))
        stored.verified_on = item_day(mem, day_us);
    return stored;
}

bool act_application_decide(Db *db, Mem *mem, const Actor *who, const ApplicationAt *at,
                            const ApplicationVerdict *verdict, GError **err)
{
    ApplicationVerdict stored = stored_verdict(mem, verdict);
    Settle s = { .mem = mem, .who = who, .at = at, .verdict = &stored };

    return tx_run(db, &at->request, decide, &s, err);
}

/* ---- reopening */

static bool reopen(Tx *tx, void *what, GError **err)
{
    Settle *s = what;

    TRY(begin(tx, s, "application.reopen", err));
    if (s->stored)
        return true;
    TRY(allowed(s, DEED_REOPEN_TASK, err));
    if (s->row.asks != ASKS_CLOSURE || s->row.state != APPLICATION_GRANTED || s->row.reopened_us != 0)
        return fail(err, ERR_CONFLICT, "application %" PRId64 " is not what the task was struck off by",
                    s->row.id);
    Changes *changes = changes_new(s->mem);
    change_text(changes, "reopen_reason", NULL, s->reason);
    Event event = application_event(&s->row, "application.reopen", changes, s->at->now_us);
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    TRY(application_reopen(tx, &s->row, s->reason, s->who->person, s->at->now_us, err));
    return task_step(tx, s->mem, s->who, &s->place, TASK_REOPENED, s->at->now_us, err);
}

bool act_task_reopen(Db *db, Mem *mem, const Actor *who, const ApplicationAt *at, const char *reason,
                     GError **err)
{
    Settle s = { .mem = mem, .who = who, .at = at, .reason = reason };

    if (text_is_blank(reason) || g_utf8_strlen(reason, -1) > REOPEN_MOST)
        return fail(err, ERR_BAD_INPUT, "reopening without a reason");
    return tx_run(db, &at->request, reopen, &s, err);
}
