/* dashboard_filer.c: what a unit has to hand in, how its tasks stand, what happened lately. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/dashboard.h"
#include "page/instruction.h"
#include "page/show.h"
#include "store/dashboard_read.h"
#include "store/report_read.h"

enum { COMMENT_CHARS = 60 };

/* One thing to do: a report of one's unit that is not with the reviewers. */
typedef struct {
    const Period *period;
    const UnitReport *report;
    const Returned *back; /* NULL: it was not given back */
    int rank;
} Todo;

static bool is_done(const UnitReport *report)
{
    return report->status == REPORT_SUBMITTED || report->status == REPORT_APPROVED;
}

static int rank_of(const UnitReport *report)
{
    if (report->status == REPORT_RETURNED)
        return 0;
    return report->overdue ? 1 : 2;
}

static int by_rank(const void *a, const void *b)
{
    const Todo *x = a, *y = b;

    if (x->rank != y->rank)
        return x->rank - y->rank;
    if (x->period->due_us != y->period->due_us)
        return x->period->due_us < y->period->due_us ? -1 : 1;
    return x->report->task_no < y->report->task_no ? -1 : x->report->task_no > y->report->task_no;
}

static const Returned *returned_of(const Returned *list, gsize n, const Season *season, const Todo *todo)
{
    for (gsize i = 0; i < n; i++)
        if (list[i].no == todo->report->task_no && strcmp(list[i].period, todo->period->code) == 0 &&
            strcmp(list[i].plan, season->plan.code) == 0)
            return &list[i];
    return NULL;
}

/* The season with the unit's own deadlines. */
static Season own_season(const Req *req, const Season *city)
{
    Season own = *city;

    own.periods = mem_array(req->mem, Period, city->n_periods);
    for (gsize i = 0; i < city->n_periods; i++)
        own.periods[i] = city->periods[i];
    periods_as_of(own.periods, own.n_periods, req->who.unit, req->now_us);
    if (city->current != NULL)
        own.current = &own.periods[city->current - city->periods];
    return own;
}

static Known *own_known(Req *req, const Season *season)
{
    return season->has_plan ? known_unit(req->app->shelf, req->mem, season->book, req->who.unit) : NULL;
}

static bool read_own(Req *req, const Season *season, const Period *period, const OwnReports **own,
                     GError **err)
{
    OwnReports *place = &season->own[period - season->periods];

    *own = place;
    if (place->is_read)
        return true;
    TRY(unit_reports(req->app->db, req->mem, period->id, period->state, req->who.unit, &place->list,
                     &place->n, err));
    return place->is_read = true;
}

/* Adds to list what the unit owes of one period. */
static bool add_period(Req *req, const Season *season, const Period *period, Todo **list, gsize *n,
                       GError **err)
{
    const OwnReports *own;

    TRY(read_own(req, season, period, &own, err));
    const UnitReport *reports = own->list;
    gsize n_reports = own->n;
    Todo *longer = mem_array(req->mem, Todo, *n + n_reports);
    for (gsize i = 0; i < *n; i++)
        longer[i] = (*list)[i];
    for (gsize i = 0; i < n_reports; i++)
        if (!is_done(&reports[i]))
            longer[(*n)++] = (Todo){ .period = period, .report = &reports[i], .rank = rank_of(&reports[i]) };
    *list = longer;
    return true;
}

static bool is_workable(const Period *period)
{
    return period->state == PERIOD_OPEN || period->state == PERIOD_DUE;
}

static bool read_todos(Req *req, const Season *season, Todo **list, gsize *n, GError **err)
{
    Returned *returned;
    gsize n_returned;

    *list = NULL;
    *n = 0;
    for (gsize i = 0; i < season->n_periods; i++)
        if (is_workable(&season->periods[i]))
            TRY(add_period(req, season, &season->periods[i], list, n, err));
    TRY(dashboard_returns(req->app->db, req->mem, own_known(req, season), req->who.unit, &returned,
                          &n_returned, err));
    for (gsize i = 0; i < *n; i++)
        if ((*list)[i].rank == 0)
            (*list)[i].back = returned_of(returned, n_returned, season, &(*list)[i]);
    if (*n > 0)
        qsort(*list, *n, sizeof **list, by_rank);
    return true;
}

static const char *button_of(const UnitReport *report)
{
    switch (report->status) {
    case REPORT_RETURNED:
    case REPORT_WITHDRAWN:
        return "MEND";
    case REPORT_DRAFT:
        return "GO_ON";
    default:
        return "FILL";
    }
}

static void show_back(Req *req, View *item, const Returned *back)
{
    View *part = view_part(item, "BACK");

    view_text(part, "NAME", back->name);
    view_text(part, "AT", word_moment(req->mem, back->decided_us));
    view_text(part, "COMMENT", text_short(req->mem, back->comment, COMMENT_CHARS));
}

static void show_item(Req *req, View *some, const Season *season, const Todo *todo)
{
    View *item = view_part(some, "ITEM");
    const UnitReport *report = todo->report;

    view_number(item, "NO", report->task_no);
    view_text(item, "TITLE", zh_punct(req->mem, report->title));
    view_text(item, "PERIOD", word_period(req->mem, todo->period->code));
    view_text(item, "DUE", word_moment(req->mem, todo->period->due_us));
    view_text(item, "LEFT", word_left(req->mem, req->now_us, todo->period->due_us));
    view_status(item, "STATUS", report->status, report->overdue, false);
    view_show(item, button_of(report));
    view_text(item, "ADDRESS",
              mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64 "/edit",
                         season->plan.code, report->task_no, todo->period->code, req->who.unit.v));
    if (todo->back != NULL)
        show_back(req, item, todo->back);
}

/* When all is done: what comes next. */
static void show_done(Req *req, View *part, const Season *season, gsize n_all)
{
    View *done = view_part(part, "DONE");

    view_number(view_part(done, n_all > 0 ? "ALL" : "NONE"), "N", (int64_t)n_all);
    for (gsize i = 0; i < season->n_periods; i++) {
        const Period *period = &season->periods[i];
        if (period->state != PERIOD_PLANNED)
            continue;
        View *next = view_part(done, "NEXT");
        view_text(next, "PERIOD", word_period(req->mem, period->code));
        view_text(next, "OPENS", word_day(req->mem, period->opens_us));
        return;
    }
}

static void show_todos(Req *req, View *part, const Season *season, const Todo *list, gsize n, gsize n_all)
{
    view_show(part, req->who.roles & ROLE_BIT(ROLE_FILER) ? "OWN" : "STANDS_IN");
    if (n == 0) {
        show_done(req, part, season, n_all);
        return;
    }
    View *some = view_part(part, "SOME");
    view_number(some, "N", (int64_t)n);
    for (gsize i = 0; i < n; i++)
        show_item(req, some, season, &list[i]);
}

static bool read_current(Req *req, const Season *season, const OwnReports **own, GError **err)
{
    static const OwnReports nothing = { 0 };

    *own = &nothing;
    return season->current == NULL || read_own(req, season, season->current, own, err);
}

bool dash_todo(Req *req, View *view, const Season *city, GError **err)
{
    Season own = own_season(req, city);
    const Season *season = &own;
    bool filer = req->who.roles & ROLE_BIT(ROLE_FILER);
    const OwnReports *now;
    Todo *list;
    gsize n;

    TRY(read_todos(req, season, &list, &n, err));
    TRY(read_current(req, season, &now, err));
    if (filer || n > 0) /* a reviewer's office that leads nothing needs no empty list */
        show_todos(req, view_include(view, "TODO", "dash_todo.tpl"), season, list, n, now->n);
    return true;
}

static void show_progress(Req *req, View *part, const Season *season, const UnitReport *reports, gsize n)
{
    int64_t done = 0;

    if (n == 0)
        return;
    for (gsize i = 0; i < n; i++)
        done += is_done(&reports[i]);
    View *progress = view_part(part, "PROGRESS");
    view_number(progress, "DONE", done);
    view_number(progress, "N", (int64_t)n);
    view_number(progress, "PERCENT", done * 100 / (int64_t)n);
    if (done < (int64_t)n && is_workable(season->current))
        view_text(
            view_part(progress, "FILL"), "FILL_PATH",
            mem_printf(req->mem, "/plans/%s/periods/%s/fill", season->plan.code, season->current->code));
}

static void show_recent_item(Req *req, View *recent, const Recent *r)
{
    View *item = view_part(recent, "ITEM");
    bool submitted = strcmp(r->what, "submit") == 0;
    View *what = view_part(item, submitted                         ? "SUBMITTED"
                                 : strcmp(r->what, "approve") == 0 ? "APPROVED"
                                                                   : "RETURNED");

    if (submitted && r->round > 1)
        view_number(view_part(what, "AGAIN"), "ROUND", r->round);
    view_text(item, "ADDRESS",
              mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, r->plan, r->no,
                         r->period, req->who.unit.v));
    view_number(item, "NO", r->no);
    view_text(item, "PERIOD", word_period(req->mem, r->period));
    view_text(item, "NAME", r->name);
    view_moment(item, req->mem, "AT", r->at_us, word_moment);
}

static bool show_recent(Req *req, View *part, Known *known, GError **err)
{
    Recent *list;
    gsize n;

    TRY(dashboard_recent(req->app->db, req->mem, known, req->who.unit, &list, &n, err));
    View *recent = view_part(part, n == 0 ? "NO_RECENT" : "RECENT");
    for (gsize i = 0; i < n; i++)
        show_recent_item(req, recent, &list[i]);
    return true;
}

bool dash_filer(Req *req, View *body, const Season *city, GError **err)
{
    Season own = own_season(req, city);
    const Season *season = &own;
    View *part = view_include(body, "FILER", "dash_filer.tpl");
    const OwnReports *now;

    TRY(read_current(req, season, &now, err));
    show_progress(req, part, season, now->list, now->n);
    TRY(dash_own_lights(req, part, season, err));
    TRY(dash_problems_own(req, part, err));
    TRY(instructions_dash(req, part, err));
    TRY(dash_todo(req, part, season, err));
    TRY(dash_applications(req, part, req->who.unit, err));
    TRY(dash_adoption(req, part, err));
    return show_recent(req, part, own_known(req, season), err);
}
