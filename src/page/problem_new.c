/* problem_new.c: the form that raises a problem, alone or from a report whose submission is kept with it (ux.md 4.14). */
#include <inttypes.h>
#include <string.h>

#include "act/problem_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/problems.h"
#include "page/readable.h"
#include "page/show.h"
#include "page/task_show.h"
#include "web/form.h"

enum { LONG_TEXT = 10000, SHORT_TEXT = 4000 };

enum { UNIT, TITLE, BODY, LEVEL, DUE_ON, PERIOD, REPORT_UNIT, VERSION, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [UNIT] = { "unit", 18, false },
    [TITLE] = { "title", SHORT_TEXT, false },
    [BODY] = { "body", LONG_TEXT, false },
    [LEVEL] = { "level", 16, false },
    [DUE_ON] = { "due_on", 100, false },
    [PERIOD] = { "period", 16, false },
    [REPORT_UNIT] = { "report_unit", 18, false },
    [VERSION] = { "version", 18, false },
};

typedef struct {
    Req *req;
    const Book *book;
    const BookTask *task;
    RaiseWish wish;
    ProblemOrigin origin;
    Complaint *complaints;
    gsize n_complaints;
    const char *notice;
} Raise;

static Facts facts_of(const Raise *r)
{
    return (Facts){ .unit_leads = book_lead(r->task, r->req->who.unit) != NULL,
                    .unit_participates = book_takes_part(r->task, r->req->who.unit),
                    .task = r->task->state };
}

static bool open_raise(Raise *r, GError **err)
{
    TRY(task_of_address(r->req, &r->book, &r->task, err));
    if (r->task->n_leads == 0)
        return fail(err, ERR_NOT_FOUND, "nobody leads the task");
    Facts facts = facts_of(r);
    Verdict verdict = authz(&r->req->who, DEED_RAISE_PROBLEM, &facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "problem: %s", verdict_code(verdict));
    r->wish = (RaiseWish){ .at = { .plan = r->book->plan.code, .no = r->task->no },
                           .fields = { .move = MOVE_RAISE, .title = "", .body = "", .words = "" },
                           .period = "",
                           .now_us = r->req->now_us };
    return true;
}

/* The newest submission in the address, when this person may read it; else the problem stands alone. */
static bool find_origin(Raise *r, const char *period, UnitId unit, GError **err)
{
    ProblemAddress at = { r->wish.at.plan, r->wish.at.no, unit };

    if (period == NULL || unit.v == 0 || book_period(r->book, period) == NULL)
        return true;
    TRY(problem_origin(r->req->app->db, r->req->mem, &at, period, &r->origin, err));
    if (r->origin.version_id == 0 || !report_is_readable(&r->req->who, r->task, unit, r->origin.state)) {
        r->origin = (ProblemOrigin){ 0 };
        return true;
    }
    r->wish.period = period;
    r->wish.report_unit = unit;
    r->wish.version_id = r->origin.version_id;
    return true;
}

static void show_leads(const Raise *r, View *body)
{
    View *box = view_part(body, r->task->n_leads > 1 ? "LEADS" : "ONE_LEAD");

    for (gsize i = 0; i < r->task->n_leads; i++) {
        const BookUnit *unit = r->task->leads[i].unit;
        View *option = view_part(box, "LEAD");
        view_number(option, "LEAD_ID", unit->id.v);
        view_text(option, "LEAD_NAME", unit->name);
        if (unit->id.v == r->wish.at.unit.v)
            view_show(option, "SELECTED");
    }
}

static void show_origin(const Raise *r, View *body)
{
    if (r->wish.version_id == 0)
        return;
    const BookLead *lead = book_lead(r->task, r->wish.report_unit);
    View *origin = view_part(body, "ORIGIN");
    view_text(origin, "PERIOD_WORD", word_period(r->req->mem, r->wish.period));
    view_text(origin, "PERIOD", r->wish.period);
    view_number(origin, "REPORT_UNIT", r->wish.report_unit.v);
    view_number(origin, "VERSION", r->wish.version_id);
    view_text(origin, "REPORT_UNIT_NAME", lead == NULL ? "" : lead->unit->name);
}

static bool show(Raise *r, Resp *resp, int status, GError **err)
{
    Req *req = r->req;
    const ProblemFields *f = &r->wish.fields;
    View *body = page_view(req, "problem_new.tpl");

    task_show_head(req, body, r->book, r->task, "提出问题");
    view_errors(body, r->complaints, r->n_complaints);
    if (r->notice != NULL)
        view_text(view_part(body, "NOTICE"), "NOTICE_TEXT", r->notice);
    view_text(body, "RID", request_id_new(req->mem));
    view_text(body, "TITLE_V", f->title);
    view_text(body, "BODY_V", mem_printf(req->mem, "\n%s", f->body));
    view_text(body, "DUE_V", f->due_on);
    view_number(body, "BODY_MOST", PROBLEM_BODY_MOST);
    view_levels(body, f->level);
    view_bad(body, "BAD_TITLE", "title", r->complaints, r->n_complaints);
    view_bad(body, "BAD_BODY", "body", r->complaints, r->n_complaints);
    view_bad(body, "BAD_LEVEL", "level", r->complaints, r->n_complaints);
    view_bad(body, "BAD_DUE", "due_on", r->complaints, r->n_complaints);
    show_leads(r, body);
    show_origin(r, body);
    return page_show(req, resp, body, status, NAV_PROBLEMS, "提出问题", err);
}

bool page_problem_new(Req *req, Resp *resp, GError **err)
{
    Raise r = { .req = req };
    const char *unit = query_get(req, "unit");
    UnitId report_unit = { 0 };

    TRY(open_raise(&r, err));
    if (unit != NULL)
        (void)number_read(unit, &report_unit.v); /* no number: no report */
    const BookLead *own = book_lead(r.task, req->who.unit), *other = book_lead(r.task, report_unit);
    r.wish.at.unit = own != NULL     ? own->unit->id
                     : other != NULL ? other->unit->id
                                     : r.task->leads[0].unit->id;
    r.wish.fields.due_on = problem_day(req->mem, problem_usual_due(PROBLEM_FOUND, req->now_us));
    TRY(find_origin(&r, query_get(req, "period"), report_unit, err));
    return show(&r, resp, 200, err);
}

static bool read_form(Raise *r, GError **err)
{
    const char *v[N_FIELDS];
    Mem *mem = r->req->mem;
    RaiseWish *wish = &r->wish;

    TRY(form_take(r->req, post_fields, N_FIELDS, v, err));
    TRY(form_request_id(r->req, &wish->request, err));
    wish->fields = (ProblemFields){ .move = MOVE_RAISE,
                                    .title = g_strstrip(mem_text(mem, v[TITLE])),
                                    .body = g_strstrip(mem_text(mem, v[BODY])),
                                    .words = "",
                                    .due_on = v[DUE_ON],
                                    .level = problem_level_of(v[LEVEL]) };
    if (!number_read(v[UNIT], &wish->at.unit.v) || book_lead(r->task, wish->at.unit) == NULL)
        return fail(err, ERR_BAD_INPUT, "problem: unit %s does not lead the task", v[UNIT]);
    if (v[VERSION][0] == '\0')
        return true;
    if (!number_read(v[VERSION], &wish->version_id) || !number_read(v[REPORT_UNIT], &wish->report_unit.v))
        return fail(err, ERR_BAD_INPUT, "problem: no report");
    wish->period = v[PERIOD];
    return true;
}

/* The report was handed in once more while the form was open: the problem goes with what it says now. */
static bool newer_report(Raise *r, Resp *resp, GError **err)
{
    const char *period = r->wish.period;
    UnitId unit = r->wish.report_unit;

    r->wish.version_id = 0;
    r->notice =
        "在您填写期间，来源报送又提交了一次，问题尚未提出，您填写的内容都保留在下面。请核对后再次提交。";
    TRY(find_origin(r, period, unit, err));
    return show(r, resp, 409, err);
}

bool page_problem_new_post(Req *req, Resp *resp, GError **err)
{
    Raise r = { .req = req };
    GError *error = NULL;
    int64_t id, due_us;

    TRY(open_raise(&r, err));
    TRY(read_form(&r, err));
    r.complaints = problem_complaints(req->mem, &r.wish.fields, req->now_us, &due_us, &r.n_complaints);
    if (r.n_complaints > 0)
        return show(&r, resp, 422, err);
    if (act_problem_raise(req->app->db, req->mem, &req->who, &r.wish, &id, &error)) {
        page_say(req, "已提出问题“%s”，处于“发现”环节。", r.wish.fields.title);
        return resp_see_other(resp, req->mem, "/problems/%" PRId64, id);
    }
    if (err_kind(error) == ERR_CONFLICT && r.wish.version_id != 0) {
        g_clear_error(&error);
        return newer_report(&r, resp, err);
    }
    g_propagate_error(err, error);
    return false;
}
