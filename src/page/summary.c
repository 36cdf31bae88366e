/* summary.c: a plan at the end of a period, by section or by unit: reports, lights, completion. No ranking. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/chart.h"
#include "page/ledger_filter.h"
#include "page/pages.h"
#include "page/readable.h"
#include "page/show.h"
#include "store/value_read.h"

enum { TREND_MOST = 12 };

typedef enum { BY_SECTION, BY_UNIT } By;

/* One row of the table. */
typedef struct {
    const char *name, *query; /* query: the ledger's condition that shows its tasks */
    int64_t tasks, due, handed, approved, overdue;
    int64_t lights[LIGHT__N];
    ProgressSum sum;
} Line;

typedef struct {
    Req *req;
    const Book *book;
    const Period *periods; /* as of now */
    const Period *period;  /* NULL: none was opened */
    By by;
    LeadLight **lights;
    PeriodValues values;
    int month;
    Line *lines, all;
    gsize n_lines;
} Summary;

static void count_report(Line *line, const LeadLight *lead)
{
    ReportState state = lead->facts.state;

    line->due += lead->asked;
    line->handed += state == REPORT_SUBMITTED || state == REPORT_RETURNED || state == REPORT_APPROVED;
    line->approved += state == REPORT_APPROVED;
    line->overdue += lead->facts.overdue;
}

/* A whole task: its light is the worst of its leads'. */
static void count_task(const Summary *s, Line *line, gsize i)
{
    const BookTask *task = &s->book->tasks[i];

    line->tasks++;
    line->lights[task_light_readable(&s->req->who, task, s->lights[i])]++;
    for (gsize k = 0; k < task->n_leads; k++)
        count_report(line, &s->lights[i][k]);
    progress_add(&line->sum, s->book, task, s->values.of[i], s->month, (UnitId){ 0 });
}

/* One unit's share of a task: its own report, its own light, its own targets. */
static void count_lead(const Summary *s, Line *line, gsize i, gsize k)
{
    const BookTask *task = &s->book->tasks[i];

    line->tasks++;
    line->lights[light_readable(&s->req->who, task, &s->lights[i][k])]++;
    count_report(line, &s->lights[i][k]);
    progress_add(&line->sum, s->book, task, s->values.of[i], s->month, task->leads[k].unit->id);
}

static void by_section(Summary *s)
{
    s->n_lines = s->book->n_sections;
    s->lines = mem_array(s->req->mem, Line, s->n_lines);
    for (gsize i = 0; i < s->n_lines; i++) {
        const BookSection *section = &s->book->sections[i];
        s->lines[i].name = mem_printf(s->req->mem, "%s%s", section->label, section->title);
        s->lines[i].query = mem_printf(s->req->mem, "sec=%" PRId64, section->no);
    }
    for (gsize i = 0; i < s->book->n_tasks; i++) {
        const BookSection *section = s->book->tasks[i].section;
        if (section != NULL)
            count_task(s, &s->lines[section - s->book->sections], i);
    }
}

static void by_unit(Summary *s)
{
    Line *of_unit = mem_array(s->req->mem, Line, s->book->n_units);

    for (gsize i = 0; i < s->book->n_tasks; i++)
        for (gsize k = 0; k < s->book->tasks[i].n_leads; k++)
            count_lead(s, &of_unit[s->book->tasks[i].leads[k].unit - s->book->units], i, k);
    s->lines = mem_array(s->req->mem, Line, s->book->n_units);
    for (gsize i = 0; i < s->book->n_units; i++) {
        if (of_unit[i].tasks == 0)
            continue;
        of_unit[i].name = s->book->units[i].name;
        of_unit[i].query = mem_printf(s->req->mem, "unit=%" PRId64, s->book->units[i].id.v);
        s->lines[s->n_lines++] = of_unit[i];
    }
}

static bool read_summary(Req *req, Summary *s, GError **err)
{
    const char *by = query_get(req, "by");

    *s = (Summary){ .req = req, .by = g_strcmp0(by, "unit") == 0 ? BY_UNIT : BY_SECTION };
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], &s->book, err));
    s->periods = book_periods(req->mem, s->book, req->now_us);
    s->period = ledger_filter_period(req, s->periods, s->book->n_periods);
    if (s->period == NULL)
        return true;
    s->month = period_month(s->period->code, (int)s->book->plan.year);
    TRY(lights_of_period(req->app->db, req->mem, s->book, s->period, req->now_us, &s->lights, err));
    TRY(values_of_period(req->app->db, req->mem, s->book, s->period, &s->values, err));
    if (s->by == BY_UNIT)
        by_unit(s);
    else
        by_section(s);
    for (gsize i = 0; i < s->book->n_tasks; i++)
        count_task(s, &s->all, i);
    return true;
}

/* ---- showing */

static void show_progress(const Summary *s, View *row, const ProgressSum *sum)
{
    TaskProgress p = progress_of(sum);

    if (p.n_due == 0) {
        view_show(row, "NO_PROGRESS");
        return;
    }
    View *part = view_part(row, "PROGRESS");
    view_number(part, "N_GOOD", p.n_good);
    view_number(part, "N_DUE", p.n_due);
    if (!p.has_done) {
        view_show(part, "UNKNOWN");
        return;
    }
    View *done = view_part(part, "DONE");
    view_number(done, "PCT", p.done_pct);
    chart_bar(s->req->mem, done, "BAR", "平均完成率", p.look, p.done_pct, p.pace_pct);
}

static const char *address_of(const Summary *s, const Line *line)
{
    const char *period = s->period == period_current(s->periods, s->book->n_periods) ? "" : s->period->code;

    return mem_printf(s->req->mem, "/plans/%s/tasks%s%s%s%s", s->book->plan.code,
                      line->query[0] == '\0' ? "" : "?", line->query,
                      period[0] == '\0'        ? ""
                      : line->query[0] == '\0' ? "?period="
                                               : "&period=",
                      period);
}

static void show_line(const Summary *s, View *row, const Line *line)
{
    view_text(row, "NAME", line->name);
    view_text(row, "ADDRESS", address_of(s, line));
    view_number(row, "TASKS", line->tasks);
    view_number(row, "DUE", line->due);
    view_number(row, "HANDED", line->handed);
    view_number(row, "APPROVED", line->approved);
    if (line->overdue > 0)
        view_number(view_part(row, "OVERDUE"), "N", line->overdue);
    else
        view_show(row, "IN_TIME");
    chart_lights(s->req->mem, row, "LIGHTS", line->lights);
    view_number(row, "GREEN", line->lights[LIGHT_GREEN]);
    view_number(row, "YELLOW", line->lights[LIGHT_YELLOW]);
    view_number(row, "RED", line->lights[LIGHT_RED]);
    view_number(row, "NONE", line->lights[LIGHT_NONE]);
    show_progress(s, row, &line->sum);
}

static void show_table(const Summary *s, View *part)
{
    Line all = s->all;

    view_text(part, "WHAT", s->by == BY_UNIT ? "牵头单位" : "章节");
    for (gsize i = 0; i < s->n_lines; i++)
        show_line(s, view_part(part, "ROW"), &s->lines[i]);
    all.name = s->by == BY_UNIT ? "全市（按任务计）" : "全市";
    all.query = "";
    show_line(s, view_part(part, "ALL"), &all);
    if (s->by == BY_UNIT)
        view_show(part, "UNIT_NOTE");
}

/* 3月; quarters and longer keep their whole name. */
static const char *short_period(Mem *mem, const char *code)
{
    const char *words = word_period(mem, code), *year = strstr(words, "年");

    return year == NULL ? words : year + strlen("年");
}

static bool is_month(const Period *period)
{
    return strlen(period->code) == strlen("2023-03") && g_ascii_isdigit(period->code[5]);
}

/* The months up to the one at hand; other periods stand for themselves only. */
static gsize trend_periods(const Summary *s, const Period **periods)
{
    gsize n = 0;

    for (gsize p = 0; p < s->book->n_periods && n < TREND_MOST; p++) {
        const Period *period = &s->periods[p];
        if (period->state != PERIOD_PLANNED && period->due_us <= s->period->due_us && is_month(period))
            periods[n++] = period;
    }
    return n;
}

static bool read_trend(const Summary *s, ChartColumn *columns, gsize *n, GError **err)
{
    const Period *periods[TREND_MOST] = { NULL };
    LeadLight **lights[TREND_MOST];
    const Book *book = s->book;

    *n = trend_periods(s, periods);
    TRY(lights_of_periods(s->req->app->db, s->req->mem, book, periods, *n, s->req->now_us, lights, err));
    for (gsize p = 0; p < *n; p++) {
        columns[p].label = short_period(s->req->mem, periods[p]->code);
        for (gsize i = 0; i < book->n_tasks; i++)
            columns[p].lights[task_light_readable(&s->req->who, &book->tasks[i], lights[p][i])]++;
    }
    return true;
}

static bool show_trend(const Summary *s, View *some, GError **err)
{
    ChartColumn *columns = mem_array(s->req->mem, ChartColumn, TREND_MOST);
    gsize n;

    TRY(read_trend(s, columns, &n, err));
    if (n == 0)
        return true;
    View *trend = view_part(some, "TREND");
    chart_columns(s->req->mem, trend, "COLUMNS", columns, n);
    for (gsize i = 0; i < n; i++) {
        View *row = view_part(trend, "MONTH");
        view_text(row, "LABEL", columns[i].label);
        view_number(row, "GREEN", columns[i].lights[LIGHT_GREEN]);
        view_number(row, "YELLOW", columns[i].lights[LIGHT_YELLOW]);
        view_number(row, "RED", columns[i].lights[LIGHT_RED]);
        view_number(row, "NONE", columns[i].lights[LIGHT_NONE]);
    }
    return true;
}

static void show_choices(const Summary *s, View *some)
{
    view_text(some, "BY", s->by == BY_UNIT ? "unit" : "section");
    view_show(view_part(some, "TABS"), s->by == BY_UNIT ? "UNIT_HERE" : "SECTION_HERE");
    for (gsize i = s->book->n_periods; i-- > 0;) {
        const Period *period = &s->periods[i];
        if (period->state == PERIOD_PLANNED && period != s->period)
            continue;
        View *option = view_part(some, "PERIOD");
        view_text(option, "V", period->code);
        view_text(option, "T", word_period(s->req->mem, period->code));
        if (period == s->period)
            view_show(option, "SELECTED");
    }
}

bool page_summary(Req *req, Resp *resp, GError **err)
{
    Summary s;

    TRY(read_summary(req, &s, err));
    View *body = page_view(req, "summary.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "任务台账", mem_printf(req->mem, "/plans/%s/tasks", s.book->plan.code));
    page_crumb(req, body, "汇总", NULL);
    view_text(body, "PLAN_TITLE", s.book->plan.title);
    if (s.period == NULL) {
        view_show(body, "NOTHING");
    } else {
        View *some = view_part(body, "SOME");
        view_text(some, "PERIOD_CODE", s.period->code);
        view_text(some, "PERIOD_WORDS", word_period(req->mem, s.period->code));
        if (s.period->state == PERIOD_FROZEN)
            view_show(some, "FROZEN");
        view_text(some, "PRINTED_BY", mem_printf(req->mem, "%s %s", req->who.unit_name, req->who.name));
        view_text(some, "PRINTED_AT", word_full(req->mem, req->now_us));
        show_choices(&s, some);
        show_table(&s, some);
        TRY(show_trend(&s, some, err));
    }
    return page_show(req, resp, body, 200, NAV_SUMMARY, "汇总", err);
}
