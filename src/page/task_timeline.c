/* task_timeline.c: a task's progress, period by period; see task_show.h. */
#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/frozen.h"
#include "page/readable.h"
#include "page/show.h"
#include "page/task_show.h"
#include "rule/flow.h"

enum { SHOWN_CHARS = 120 };

typedef struct {
    const TaskView *v;
    const TaskPeriod *period;
    const BookLead *lead;
    const TaskReport *report; /* NULL: none handed in */
    Facts facts;
    ReportState status; /* as this person may know it */
    bool readable;
    const LeadLight *light;
    bool former; /* it leads the task no more (机构改革); its report stays */
} Item;

/* The book has its periods oldest first, the page newest first. */
static const LeadLight *light_of_item(const TaskView *v, const TaskPeriod *period, const BookLead *lead)
{
    gsize p = v->book->n_periods - 1 - (gsize)(period - v->periods);

    return &v->lights[p][lead - v->task->leads];
}

/* Of a unit that leads no more the book knows no light: its report's own. */
static const LeadLight *light_of_report(const TaskView *v, const BookLead *lead, const TaskReport *report)
{
    LeadLight *light = mem_alloc(v->req->mem, sizeof *light);
    bool approved = report->state == REPORT_APPROVED;

    *light = (LeadLight){ .lead = lead,
                          .report = report->report,
                          .facts = { .state = report->state },
                          .light = approved ? report->light : report->declared,
                          .by = approved ? LIGHT_BY_REVIEWER : LIGHT_BY_UNIT };
    return light;
}

static Item item_of(const TaskView *v, const TaskPeriod *period, const BookLead *lead)
{
    Item item = { .v = v, .period = period, .lead = lead };
    bool knows_draft = draft_unit(v->req).v == lead->unit->id.v && period->draft_us != 0;

    item.report = task_report_of(period->reports, period->n_reports, lead->unit->id);
    item.facts = task_facts(v->req, v->task, lead,
                            period_state_for(&period->period, lead->unit->id, v->req->now_us), item.report);
    item.facts.task = book_task_state(v->task, &period->period);
    item.facts.not_asked = !period_asks(&period->period, v->task->id);
    item.status = report_status(item.facts.report, knows_draft);
    item.former = book_lead(v->task, lead->unit->id) == NULL;
    item.light = item.former ? light_of_report(v, lead, item.report) : light_of_item(v, period, lead);
    item.readable = item.report != NULL && authz(&v->req->who, DEED_READ_REPORT, &item.facts) == MAY;
    return item;
}

/* A light stands on its way to the page that explains it. */
static void show_light(const Item *item, View *view)
{
    static const char *const points[LIGHT__N] = { "P_NONE", "P_GREEN", "P_YELLOW", "P_RED" };
    const LeadLight *lead = item->light;
    Light light = light_readable(&item->v->req->who, item->v->task, lead);

    view_show(view, points[lead->by == LIGHT_BY_UNIT ? LIGHT_NONE : light]);
    if (light == LIGHT_NONE)
        return;
    View *lit = view_part(view, "LIT");
    view_light(lit, "LIGHT", light, lead->by == LIGHT_BY_UNIT);
    view_text(lit, "CODE", item->period->period.code);
    if (lead->by == LIGHT_BY_LEDGER)
        view_text(view_part(lit, "BY"), "WHO", light_by_word(lead->by));
}

static void show_who(const Item *item, View *view)
{
    Mem *mem = item->v->req->mem;

    if (item->status == REPORT_DRAFT) {
        View *saved = view_part(view, "SAVED");
        view_text(saved, "NAME", item->period->draft_name);
        view_text(saved, "AT", word_moment(mem, item->period->draft_us));
    }
    if (item->report == NULL)
        return;
    View *filed = view_part(view, "FILED");
    view_text(filed, "NAME", item->report->filed_name);
    view_text(filed, "AT", word_moment(mem, item->report->submitted_us));
    if (item->report->on_behalf)
        view_show(filed, "ON_BEHALF");
    if (item->report->decided_us != 0 && item->report->decided_name[0] != '\0') {
        View *decided = view_part(view, item->status == REPORT_RETURNED ? "SENT_BACK" : "DECIDED");
        view_text(decided, "NAME", item->report->decided_name);
        view_text(decided, "AT", word_moment(mem, item->report->decided_us));
    }
    if (item->report->round > 1)
        view_number(view_part(view, "ROUNDS"), "ROUND", item->report->round);
}

/* Earlier submissions were never public (page/report_versions.h). */
static bool knows_versions(const Item *item)
{
    const Actor *who = &item->v->req->who;

    return (who->roles & (ROLE_BIT(ROLE_SUPERVISOR) | ROLE_BIT(ROLE_AUDITOR))) != 0 ||
           authz(who, DEED_READ_DRAFT, &item->facts) == MAY;
}

static void show_text(const Item *item, View *view)
{
    Mem *mem = item->v->req->mem;

    if (item->readable) {
        View *text = view_part(view, "TEXT");
        view_text(text, "NARRATIVE", text_short(mem, item->report->narrative, SHOWN_CHARS));
        view_text(text, "PERIOD_CODE", item->period->period.code);
        view_number(text, "UNIT_ID", item->lead->unit->id.v);
        if (item->report->round > 1 && knows_versions(item))
            view_number(view_part(text, "VERSIONS"), "N", item->report->round);
    } else if (item->report != NULL) {
        view_show(view, "HIDDEN");
    } else if (item->status == REPORT_DRAFT) {
        view_show(view, "ONLY_DRAFT");
    } else {
        view_show(view, "NOTHING");
    }
}

/* Earlier periods that are still open to the unit: the button above is for the current one. */
static void show_catch_up(const Item *item, View *view)
{
    if (item->former || item->period == item->v->now ||
        authz(&item->v->req->who, DEED_SAVE_DRAFT, &item->facts) != MAY)
        return;
    View *link = view_part(view, "CATCH_UP");
    view_text(link, "PERIOD_CODE", item->period->period.code);
    view_number(link, "UNIT_ID", item->lead->unit->id.v);
}

/* What stands there was frozen; what is right stands beside it. */
static void show_frozen(const Item *item, View *view)
{
    const TaskView *v = item->v;
    PeriodId period = item->period->period.id;

    view_show(view, "IS_FROZEN");
    if (item->readable || item->report == NULL)
        corrections_show(view, "CORRECTIONS", v->req->mem, period, v->corrections, v->n_corrections,
                         v->task->id, item->lead->unit->id, NULL, 0);
}

static void show_item(const Item *item, View *body)
{
    View *view = view_part(body, "ITEM");
    bool overdue = !item->facts.not_asked && report_is_overdue(item->status, item->facts.period);

    view_text(view, "PERIOD", word_period(item->v->req->mem, item->period->period.code));
    if (item->period->period.state == PERIOD_FROZEN)
        show_frozen(item, view);
    const char *name = book_unit_name(item->v->book, item->lead->unit, item->period->period.due_us);
    if (item->former || item->v->task->n_leads > 1 || strcmp(name, item->lead->unit->name) != 0)
        view_text(view_part(view, "OF"), "UNIT", name);
    show_light(item, view);
    view_status(view, "STATUS", item->status, overdue, item->report != NULL && item->report->late);
    show_who(item, view);
    show_text(item, view);
    show_catch_up(item, view);
}

static void show_former_leads(const TaskView *v, const TaskPeriod *period, View *body)
{
    for (gsize i = 0; i < period->n_reports; i++) {
        BookLead *lead = mem_alloc(v->req->mem, sizeof *lead);
        *lead = (BookLead){ .unit = book_unit(v->book, period->reports[i].unit) };
        if (lead->unit == NULL || book_lead(v->task, lead->unit->id) != NULL)
            continue;
        Item item = item_of(v, period, lead);
        show_item(&item, body);
    }
}

void task_show_timeline(const TaskView *v, View *body)
{
    gsize n_shown = 0;

    for (gsize i = 0; i < v->book->n_periods; i++) {
        if (v->periods[i].period.state == PERIOD_PLANNED)
            continue;
        bool asked = period_asks(&v->periods[i].period, v->task->id);
        n_shown += asked;
        for (gsize k = 0; k < v->task->n_leads; k++) {
            Item item = item_of(v, &v->periods[i], &v->task->leads[k]);
            if (asked || item.report != NULL)
                show_item(&item, body);
        }
        show_former_leads(v, &v->periods[i], body);
    }
    if (n_shown > 0 && v->task->n_leads > 0)
        view_number(view_part(body, "PERIODS"), "PERIODS_N", (int64_t)n_shown);
    else
        view_show(body, "NO_ITEMS");
}
