/* dashboard.c: what must I do now? One answer a role (ux.md §4.2). */
#include "page/dashboard.h"

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/reminders.h"
#include "page/sheets.h"
#include "page/show.h"

typedef bool (*Part)(Req *req, View *body, const Season *season, GError **err);

static const Part parts[ROLE__N] = {
    [ROLE_FILER] = dash_filer, [ROLE_SUPERVISOR] = dash_supervisor, [ROLE_AUDITOR] = dash_auditor,
    [ROLE_ADMIN] = dash_admin, [ROLE_LEADER] = dash_leader,         [ROLE_SECURITY] = dash_security,
};

/* No plan yet is a state of the house, not an error. */
static bool read_season(Req *req, Season *season, GError **err)
{
    GError *error = NULL;

    *season = (Season){ 0 };
    if (!shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &season->book, &error)) {
        bool none = err_kind(error) == ERR_NOT_FOUND;
        if (none)
            g_clear_error(&error);
        else
            g_propagate_error(err, error);
        return none;
    }
    season->has_plan = true;
    season->plan = season->book->plan;
    season->periods = book_periods(req->mem, season->book, req->now_us);
    season->n_periods = season->book->n_periods;
    season->current = period_current(season->periods, season->n_periods);
    season->own = mem_array(req->mem, OwnReports, season->n_periods);
    return true;
}

const char *dash_ledger(Req *req, const Season *season, const char *more)
{
    if (!season->has_plan)
        return "/dashboard";
    if (season->current == NULL)
        return mem_printf(req->mem, "/plans/%s/tasks", season->plan.code);
    return mem_printf(req->mem, "/plans/%s/tasks?period=%s%s", season->plan.code, season->current->code,
                      more);
}

/* Keepers of the house have no deadlines. */
static void show_head(Req *req, View *body, const Season *season)
{
    bool reports = !(req->who.roles & ROLES_KEEPERS);
    const Period *current = season->current;

    if (!reports || current == NULL) {
        View *none = view_part(body, "NO_PERIOD");
        if (!season->has_plan)
            view_show(none, "NO_PLAN");
        return;
    }
    View *head = view_part(body, current->state == PERIOD_OPEN ? "RUNNING" : "OVER");
    view_text(head, "PERIOD", word_period(req->mem, current->code));
    view_text(head, "LEFT", word_left(req->mem, req->now_us, current->due_us));
    view_moment(head, req->mem, "AT", current->due_us, word_deadline);
}

bool page_dashboard(Req *req, Resp *resp, GError **err)
{
    Season season;

    TRY(read_season(req, &season, err));
    View *body = page_view(req, "dashboard.tpl");
    page_crumb(req, body, "工作台", NULL);
    show_head(req, body, &season);
    TRY(sheets_show_home(req, body, err));
    TRY(reminders_show_home(req, body, err));
    for (int role = 0; role < ROLE__N; role++)
        if (req->who.roles & ROLE_BIT(role))
            TRY(parts[role](req, body, &season, err));
    return page_show(req, resp, body, 200, NAV_DASHBOARD, "工作台", err);
}
