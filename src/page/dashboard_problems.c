/* dashboard_problems.c: open problems on the home pages: those that wait for this unit, or those of the city. */
#include "base/err.h"
#include "page/app.h"
#include "page/dashboard.h"
#include "store/problem_read.h"

static void show_late(View *note, int64_t late)
{
    if (late > 0)
        view_number(view_part(note, "LATE"), "LATE_N", late);
}

static void show_steps(View *note, const ProblemCounts *c)
{
    View *steps = view_part(note, "STEPS");

    view_number(steps, "FOUND_N", c->at_step[PROBLEM_FOUND]);
    view_number(steps, "COORDINATE_N", c->at_step[PROBLEM_COORDINATE]);
    view_number(steps, "SOLVE_N", c->at_step[PROBLEM_SOLVE]);
    view_number(steps, "FEEDBACK_N", c->at_step[PROBLEM_FEEDBACK]);
}

bool dash_problems_own(Req *req, View *part, GError **err)
{
    ProblemCounts c;

    TRY(problem_counts(req->app->db, req->mem, req->who.unit, req->now_us, &c, err));
    if (c.own + c.coordinating == 0)
        return true;
    View *note = view_include(part, "PROBLEMS", "dash_problems.tpl");
    view_number(view_part(note, "OWN"), "OWN_N", c.own);
    show_late(note, c.own_late);
    if (c.coordinating > 0)
        view_number(view_part(note, "COORDINATING"), "COORDINATING_N", c.coordinating);
    view_show(note, "ACT");
    view_text(note, "PATH", "/problems?view=board&mine=1");
    return true;
}

bool dash_problems_city(Req *req, View *part, bool acts, GError **err)
{
    ProblemCounts c;

    TRY(problem_counts(req->app->db, req->mem, (UnitId){ 0 }, req->now_us, &c, err));
    if (c.open == 0)
        return true;
    View *note = view_include(part, "PROBLEMS", "dash_problems.tpl");
    view_number(view_part(note, "ALL"), "OPEN_N", c.open);
    show_late(note, c.late);
    if (acts && c.office > 0)
        view_number(view_part(note, "WAITING"), "WAITING_N", c.office);
    else
        show_steps(note, &c);
    view_show(note, acts && c.office > 0 ? "ACT" : "CALM");
    view_text(note, "PATH", acts && c.office > 0 ? "/problems?view=board&mine=1" : "/problems");
    return true;
}
