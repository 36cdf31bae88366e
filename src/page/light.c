/* light.c: a task's light in one period: who gave it, by which rule and numbers, and what comes next. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/progress.h"
#include "page/readable.h"
#include "page/show.h"
#include "page/target_words.h"
#include "page/task_show.h"

typedef struct {
    Req *req;
    const Book *book;
    const BookTask *task;
    const Period *periods; /* of the book, as of now */
    gsize at;              /* the one of the address */
    LeadLight **lights;    /* [period][lead] */
    TaskTarget *targets;
} Page;

/* What somebody may know of a lead: all, or only what everybody sees who looks for a report in vain. */
static bool may_know(const Page *p, const LeadLight *lead)
{
    return lead->facts.state == REPORT_NONE || lead->by == LIGHT_BY_LEDGER ||
           report_is_readable(&p->req->who, p->task, lead->lead->unit->id, lead->facts.state);
}

static void show_steps(View *view, const LeadLight *lead, Light computed, const char *reason)
{
    View *steps = view_part(view, "STEPS");

    if (computed != LIGHT_NONE)
        view_light(view_part(steps, "SYSTEM"), "COMPUTED", computed, false);
    if (!lead->facts.overdue && lead->facts.declared != LIGHT_NONE) {
        View *own = view_part(steps, "DECLARED");
        view_light(own, "OWN_LIGHT", lead->facts.declared, false);
        if (reason[0] != '\0')
            view_text(view_part(own, "WORDS"), "TEXT", reason);
    }
    if (lead->by == LIGHT_BY_REVIEWER)
        view_light(view_part(steps, "DECIDED"), "DECIDED_LIGHT", lead->facts.decided, false);
}

static const char *forecast_words(Mem *mem, const LightInput *input)
{
    Forecast forecast = light_forecast(input);
    bool judged = false;

    for (gsize i = 0; i < input->n_targets; i++)
        judged |= input->targets[i].confirmed;
    if (!judged || input->month >= MONTHS)
        return NULL;
    if (forecast.month == 0)
        return "按当前数值，年内亮灯不会变差。";
    return mem_printf(mem, "按当前进度（数值不再变化），%d月将转%s。", forecast.month,
                      light_word(forecast.light));
}

/* The sentences of the rule that these reasons come from: the first speaks of targets. */
static void show_why(const Page *p, View *view, const LightInput *input, const ComputedLight *computed)
{
    Mem *mem = p->req->mem;
    View *why = view_part(view, "WHY");
    const char *forecast = forecast_words(mem, input);
    char **rule = light_rule_words(mem, &input->thresholds);
    enum { RULE_TARGETS = 0, RULE_MISSING = 4 };

    for (gsize i = 0; i < computed->n_reasons; i++) {
        View *line = view_part(why, "REASON");
        view_light(line, "REASON_LIGHT", computed->reasons[i].light, false);
        view_text(line, "WORDS", computed->reasons[i].words);
    }
    view_text(view_part(why, "RULE"), "WORDS", rule[input->is_missing ? RULE_MISSING : RULE_TARGETS]);
    if (forecast != NULL)
        view_text(view_part(why, "FORECAST"), "WORDS", forecast);
}

static void show_target(const Page *p, View *table, const LightInput *input, const LightTarget *t)
{
    Mem *mem = p->req->mem;
    View *row = view_part(table, "TARGET");

    view_text(row, "SUBJECT", zh_punct(mem, t->subject));
    view_text(row, "KIND", promise_words(mem, &t->promise, t->unit_word));
    view_text(row, "GOAL", target_number(mem, t->promise.goal_e4, t->promise.goal_max_e4));
    view_text(row, "UNIT_WORD", t->unit_word);
    if (t->has_value)
        view_text(view_part(row, "KNOWN"), "VALUE", word_amount(mem, t->value_e4));
    else
        view_show(row, "UNKNOWN");
    progress_show(mem, row, "PROGRESS", t, input->month, &input->thresholds);
    judged_show(row, "JUDGED", t, input->month, &input->thresholds);
}

/* The year of a target: approved values, which are everybody's. */
static void show_charts(const Page *p, View *view, UnitId unit)
{
    View *box = NULL;

    for (gsize i = 0; i < p->task->n_targets; i++) {
        const TaskTarget *now = &p->targets[i];
        LightTarget t = target_in_book(now->target, now->has_now, now->now_e4);
        ChartPace pace = pace_of(&t);
        if (now->target->unit.v != unit.v || !now->has_now)
            continue;
        memcpy(&pace.has_value[1], &now->has[1], sizeof now->has[0] * MONTHS);
        memcpy(&pace.value_e4[1], &now->value_e4[1], sizeof now->value_e4[0] * MONTHS);
        box = box == NULL ? view_part(view, "CHARTS") : box;
        View *chart = view_part(box, "CHART");
        view_text(chart, "SUBJECT", zh_punct(p->req->mem, t.subject));
        chart_pace(p->req->mem, chart, "YEAR", &pace);
    }
}

static bool show_reasons(const Page *p, View *view, const LeadLight *lead, GError **err)
{
    LightInput input;
    ComputedLight computed;
    const char *reason;

    TRY(light_why(p->req->app->db, p->req->mem, p->book, p->task, &p->periods[p->at], lead, p->req->now_us,
                  &input, &computed, &reason, err));
    show_steps(view, lead, lead->facts.computed, reason);
    if (computed.n_reasons == 0) {
        view_show(view, "NO_WHY");
        return true;
    }
    show_why(p, view, &input, &computed);
    View *table = input.n_targets == 0 ? NULL : view_part(view, "TARGETS");
    for (gsize i = 0; i < input.n_targets; i++)
        show_target(p, table, &input, &input.targets[i]);
    return true;
}

static void show_past(const Page *p, View *view, gsize k)
{
    for (gsize i = 0; i < p->book->n_periods; i++) {
        const LeadLight *lead = &p->lights[i][k];
        Light light = light_readable(&p->req->who, p->task, lead);
        if (p->periods[i].state == PERIOD_PLANNED)
            continue;
        View *line = view_part(view, "PAST");
        view_text(line, "CODE", p->periods[i].code);
        view_text(line, "LABEL", word_period(p->req->mem, p->periods[i].code));
        view_light(line, "PAST_LIGHT", light, light != LIGHT_NONE && lead->by == LIGHT_BY_UNIT);
        if (light != LIGHT_NONE && lead->by != LIGHT_BY_UNIT)
            view_text(view_part(line, "PAST_BY"), "WHO", light_by_word(lead->by));
        if (i == p->at)
            view_show(line, "HERE");
    }
}

static bool show_lead(const Page *p, View *body, gsize k, GError **err)
{
    const LeadLight *lead = &p->lights[p->at][k];
    const BookUnit *unit = lead->lead->unit;
    View *view = view_part(body, "LEAD");
    bool known = may_know(p, lead), handed_in = lead->facts.state != REPORT_NONE;

    view_text(view, "UNIT", unit->name);
    view_number(view, "UNIT_ID", unit->id.v);
    view_text(view, "CODE", p->periods[p->at].code);
    view_status(view, "STATUS", lead->facts.state, lead->facts.overdue, lead->late);
    view_light(view, "LIGHT", light_readable(&p->req->who, p->task, lead),
               known && lead->by == LIGHT_BY_UNIT);
    if (unit->id.v == p->req->who.unit.v)
        view_show(view, "IS_OWN");
    if (known && lead->light != LIGHT_NONE)
        view_text(view_part(view, "BY"), "WHO", light_by_word(lead->by));
    if (!known)
        view_show(view, "HIDDEN");
    else if (!lead->asked && !handed_in)
        view_show(view, "NOT_ASKED");
    else if (!handed_in && !lead->facts.overdue)
        view_text(view_part(view, "NOT_YET"), "DUE",
                  word_deadline(p->req->mem, period_due_for(&p->periods[p->at], unit->id)));
    else
        TRY(show_reasons(p, view, lead, err));
    if (known && handed_in)
        view_show(view, "READABLE");
    show_charts(p, view, unit->id);
    show_past(p, view, k);
    return true;
}

/* Periods that nobody opened yet have no page to go to. */
static void show_neighbours(const Page *p, View *body)
{
    if (p->at > 0)
        view_text(view_part(body, "EARLIER"), "CODE", p->periods[p->at - 1].code);
    if (p->at + 1 < p->book->n_periods && p->periods[p->at + 1].state != PERIOD_PLANNED)
        view_text(view_part(body, "LATER"), "CODE", p->periods[p->at + 1].code);
}

static bool read_page(Req *req, Page *p, GError **err)
{
    Db *db = req->app->db;
    Known *known;

    *p = (Page){ .req = req };
    TRY(task_of_address(req, &p->book, &p->task, err));
    p->periods = book_periods(req->mem, p->book, req->now_us);
    while (p->at < p->book->n_periods && strcmp(p->periods[p->at].code, req->arg[2]) != 0)
        p->at++;
    if (p->at == p->book->n_periods)
        return fail(err, ERR_NOT_FOUND, "no such period");
    TRY(known_task(db, req->mem, p->book, p->task->id, &known, err));
    TRY(lights_of_task(db, req->mem, known, p->book, p->task, req->now_us, &p->lights, err));
    return task_targets(db, req->mem, known, p->book, p->task, &p->targets, err);
}

bool page_light(Req *req, Resp *resp, GError **err)
{
    Page p;

    TRY(read_page(req, &p, err));
    const Period *period = &p.periods[p.at];
    const char *words = word_period(req->mem, period->code);
    View *body = page_view(req, "light_page.tpl");
    task_show_head(req, body, p.book, p.task, mem_printf(req->mem, "%s亮灯", words));
    view_text(body, "PERIOD", words);
    view_light(body, "TASK_LIGHT", task_light_readable(&req->who, p.task, p.lights[p.at]), false);
    if (p.task->n_leads > 1)
        view_show(body, "SEVERAL");
    if (period->state == PERIOD_FROZEN)
        view_show(body, "FROZEN");
    if (p.task->n_leads == 0)
        view_show(body, "NO_LEADS");
    show_neighbours(&p, body);
    for (gsize k = 0; k < p.task->n_leads; k++)
        TRY(show_lead(&p, body, k, err));
    return page_show(req, resp, body, 200, NAV_LEDGER,
                     mem_printf(req->mem, "第%" PRId64 "项 %s亮灯", p.task->no, words), err);
}
