/* task_action.c: what this person can do on the task now, or the reason why not; see task_show.h. */
#include <inttypes.h>

#include "base/words.h"
#include "page/task_show.h"
#include "rule/flow.h"
#include "web/form.h"

/* The lead whose report this person would write: the own unit, else the first that nobody can sign in for. */
static const BookLead *lead_to_write(const TaskView *v)
{
    const BookLead *own = v->req->who.unit.v == 0 ? NULL : book_lead(v->task, v->req->who.unit);

    if (own != NULL)
        return own;
    for (gsize i = 0; i < v->task->n_leads; i++)
        if (!v->task->leads[i].unit->signs_in)
            return &v->task->leads[i];
    return v->task->n_leads == 0 ? NULL : &v->task->leads[0];
}

static const char *lead_names(const TaskView *v)
{
    const char *names = "";

    for (gsize i = 0; i < v->task->n_leads; i++)
        names = mem_printf(v->req->mem, "%s%s%s", names, i == 0 ? "" : "、", v->task->leads[i].unit->name);
    return names;
}

static const char *edit_part(ReportState status)
{
    switch (status) {
    case REPORT_DRAFT:
    case REPORT_WITHDRAWN:
        return "CONTINUE";
    case REPORT_RETURNED:
        return "MEND";
    default:
        return "FILL";
    }
}

static void show_button(const TaskView *v, View *body, const BookLead *lead, const char *which)
{
    Mem *mem = v->req->mem;
    View *act = view_part(view_part(body, "ACT"), which);

    view_text(act, "REPORT_ADDRESS",
              mem_printf(mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, v->book->plan.code,
                         v->task->no, v->now->period.code, lead->unit->id.v));
    view_text(act, "PERIOD", word_period(mem, v->now->period.code));
    if (lead->unit->id.v != v->req->who.unit.v)
        view_text(view_part(act, "IN_PLACE"), "UNIT", lead->unit->name);
    if (which[0] == 'W')
        view_text(act, "RID", request_id_new(mem));
}

/* The sentence where the button would be (ux.md §5.4). What the role alone forbids is not spoken of. */
static void show_reason(const TaskView *v, View *body, Verdict verdict)
{
    View *why = view_part(view_part(body, "WHY"), verdict_code(verdict));

    view_text(why, "LEADS", lead_names(v));
    view_text(why, "OWN_UNIT", v->req->who.unit_name);
    view_text(why, "PERIOD", word_period(v->req->mem, v->now->period.code));
}

static void show_strip(const TaskView *v, View *body, const TaskReport *report, ReportState status)
{
    static const char *const parts[REPORT__N] = { "S_NONE",     "S_DRAFT",     "S_SUBMITTED",
                                                  "S_RETURNED", "S_WITHDRAWN", "S_APPROVED" };
    Mem *mem = v->req->mem;
    int64_t due_us = period_due_for(&v->now->period, v->req->who.unit);
    View *strip = view_part(view_part(body, "STRIP"), parts[status]);

    view_text(strip, "PERIOD", word_period(mem, v->now->period.code));
    view_text(strip, "DUE", word_deadline(mem, due_us));
    view_text(strip, "LEFT", word_left(mem, v->req->now_us, due_us));
    if (v->req->now_us > due_us)
        view_show(strip, "IS_DUE");
    if (status == REPORT_DRAFT) {
        view_text(strip, "DRAFT_BY", v->now->draft_name);
        view_text(strip, "DRAFT_AT", word_moment(mem, v->now->draft_us));
    }
    if (report == NULL)
        return;
    view_text(strip, "FILED_BY", report->filed_name);
    view_text(strip, "FILED_AT", word_moment(mem, report->submitted_us));
    view_text(strip, "DECIDED_BY", report->decided_name);
    view_text(strip, "DECIDED_AT", report->decided_us == 0 ? "" : word_moment(mem, report->decided_us));
}

void task_show_action(const TaskView *v, View *body)
{
    const BookLead *lead = lead_to_write(v);

    if (v->now == NULL || lead == NULL)
        return;
    const TaskReport *report = task_report_of(v->now->reports, v->now->n_reports, lead->unit->id);
    PeriodState state = period_state_for(&v->now->period, lead->unit->id, v->req->now_us);
    Facts facts = task_facts(v->req, v->task, lead, state, report);
    facts.task = book_task_state(v->task, &v->now->period);
    facts.not_asked = !period_asks(&v->now->period, v->task->id);
    bool own = facts.for_own_unit;
    ReportState status = report_status(facts.report, own && v->now->draft_us != 0);
    Verdict save = authz(&v->req->who, DEED_SAVE_DRAFT, &facts);
    if (save == MAY)
        show_button(v, body, lead, edit_part(status));
    else if (authz(&v->req->who, DEED_WITHDRAW, &facts) == MAY)
        show_button(v, body, lead, "WITHDRAW");
    else if (save != NO_ROLE && save != NO_STATE)
        show_reason(v, body, save);
    if (own && save != NO_ROLE && save != NO_LEAD && save != NO_PERIOD_TASK)
        show_strip(v, body, report, status);
}
