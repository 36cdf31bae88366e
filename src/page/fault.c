/* fault.c: see fault.h. */
#include <string.h>

#include "page/fault.h"

#include "base/err.h"
#include "base/log.h"
#include "base/words.h"
#include "page/echo.h"
#include "page/gate.h"
#include "page/kept.h"
#include "page/login.h"
#include "page/problems.h"
#include "page/routes.h"
#include "page/show.h"
#include "store/ledger.h"
#include "store/report_read.h"

static const struct {
    int status;
    const char *part; /* of fault.tpl */
    const char *title;
} faults[ERR__N] = {
    [ERR_NONE] = { 500, "BROKEN", "系统出错" },
    [ERR_BAD_INPUT] = { 400, "BAD_INPUT", "无法识别的请求" },
    [ERR_DENIED] = { 403, "DENIED", "没有权限" },
    [ERR_NOT_FOUND] = { 404, "NOT_FOUND", "没有找到" },
    [ERR_CONFLICT] = { 409, "CONFLICT", "内容已有变化" },
    [ERR_BUSY] = { 503, "BUSY", "系统繁忙" },
    [ERR_BROKEN] = { 500, "BROKEN", "系统出错" },
};

/* When even the page cannot be made. */
static void plain_fault(const Req *req, Resp *resp, int status)
{
    *resp = (Resp){ .status = 500 };
    resp_text(resp, status,
              mem_printf(req->mem, "系统出错，操作未完成。请重试；若再次出现，请把编号 %s 告诉管理员。\n",
                         req->id));
}

static void answer(Req *req, Resp *resp, View *body, int status, const char *title)
{
    g_autoptr(GError) error = NULL;

    if (page_show(req, resp, body, status, NAV_NONE, title, &error))
        return;
    log_line(LOG_ERROR, req->id, "the error page failed: %s", error->message);
    plain_fault(req, resp, status);
}

static Req *without_session(Req *req)
{
    req->frame = NULL;
    req->message = "";
    return req;
}

/* What was typed, so that no error loses it (ux.md D9): to be copied. */
static void echo_form(const Req *req, View *view)
{
    View *box = view_part(view, "KEPT");

    KeptForm typed = kept_of_post(req);

    if (echo_show(req->mem, box, "ECHO", &typed.fields, NULL, false) > 0)
        view_show(box, "ANY");
}

/* What was done to the report in the address while its form was open: who, when, what. */
static bool last_deed(Req *req, ReportPlace *place, LastDeed *last)
{
    ReportAddress at = { .plan = req->arg[0], .period = req->arg[2] };

    return at.period != NULL && req->arg[3] != NULL && number_read(req->arg[1], &at.no) &&
           number_read(req->arg[3], &at.unit.v) &&
           report_place(req->app->db, req->mem, &req->who, &at, req->now_us, place, NULL) &&
           report_last_deed(req->app->db, req->mem, place, last, NULL) && last->action[0] != '\0';
}

static void show_happened(Req *req, View *reason)
{
    ReportPlace place;
    LastDeed last;

    if (!last_deed(req, &place, &last)) {
        view_show(reason, "UNKNOWN");
        return;
    }
    View *happened = view_part(reason, "HAPPENED");
    view_text(happened, "ACTOR", last.actor);
    view_moment(happened, req->mem, "AT", last.at_us, word_moment);
    bool undone = strcmp(last.action, "report.undo") == 0;
    view_show(happened, undone ? "undone" : report_state_code(place.facts.report));
}

/* Of a problem: where it stands, and who holds that step. */
static void show_holder(Req *req, View *reason)
{
    Problem problem;

    if (!g_str_has_prefix(req->path, "/problems/") || !problem_of_address(req, &problem, NULL)) {
        view_show(reason, "REPORT");
        return;
    }
    View *held = view_part(reason, "HELD");
    view_text(held, "STEP", problem_step_word(problem.step));
    view_text(held, "HOLDER", problem_holder_word(&problem));
}

/* The reason of a denial as the sentence of ux.md §5.4; it names the leads of the task in the address. */
static void show_denial(Req *req, View *part, Verdict verdict)
{
    View *reason = view_part(part, verdict_code(verdict));
    const char *leads = "";
    int64_t no;

    if (req->arg[0] != NULL && req->arg[1] != NULL && number_read(req->arg[1], &no) &&
        !task_lead_words(req->app->db, req->mem, req->arg[0], no, &leads, NULL))
        leads = "";
    view_text(reason, "LEADS", leads[0] == '\0' ? "牵头单位" : leads);
    view_text(reason, "OWN_UNIT", req->who.unit_name == NULL ? "" : req->who.unit_name);
    view_text(reason, "OWN_ROLE", role_word(first_role(req->who.roles)));
    show_holder(req, reason);
    if (verdict == NO_STATE)
        show_happened(req, reason);
}

static void log_fault(const Req *req, const GError *error)
{
    ErrKind kind = err_kind(error);
    LogLevel level = kind == ERR_BROKEN ? LOG_ERROR : kind == ERR_BUSY ? LOG_WARN : LOG_INFO;

    log_line(level, req->id, "%d %s: %s", faults[kind].status, req->path, error->message);
}

void fault_page(Req *req, Resp *resp, const GError *error)
{
    ErrKind kind = err_kind(error);
    bool reachable = kind != ERR_BUSY && kind != ERR_BROKEN;

    log_fault(req, error);
    *resp = (Resp){ .status = 500, .retry_seconds = kind == ERR_BUSY ? 5 : 0 };
    if (!reachable)
        req->who = (Actor){ .person = { 0 } }; /* the frame asks the database for badges: not now */
    View *body = page_view(without_session(req), "fault.tpl");
    View *part = view_part(body, faults[kind].part);
    view_text(part, "REQUEST", req->id);
    if (kind == ERR_DENIED)
        show_denial(req, part, (Verdict)err_detail(error));
    if (req->method == POST && says_own(req))
        echo_form(req, body);
    answer(req, resp, body, faults[kind].status, faults[kind].title);
}

void fault_method(Req *req, Resp *resp, const char *allow)
{
    View *body = page_view(without_session(req), "fault.tpl");

    view_text(view_part(body, "METHOD"), "REQUEST", req->id);
    *resp = (Resp){ .status = 405, .allow = allow };
    answer(req, resp, body, 405, "不支持的操作");
}

/* Nothing of it is shown: another site may have put it there. */
static void show_nothing(Req *req, Resp *resp)
{
    View *body = page_view(without_session(req), "fault.tpl");

    view_text(view_part(body, "LOST_SESSION"), "REQUEST", req->id);
    answer(req, resp, body, 403, "登录已超时");
}

/* Somebody is signed in, and the form is of another session: a button brings it back. */
static void offer_back(Req *req, Resp *resp, const KeptForm *kept)
{
    View *body = page_view(without_session(req), "fault.tpl");
    View *part = view_part(body, "STALE");

    view_text(part, "REQUEST", req->id);
    if (kept->address[0] != '\0')
        kept_carry(req, view_part(part, "WITH_TEXT"), "KEPT_FORM", kept);
    answer(req, resp, body, 403, "页面已失效");
}

void fault_lost_session(Req *req, Resp *resp)
{
    KeptForm kept = kept_of_post(req);
    g_autoptr(GError) error = NULL;

    log_line(LOG_INFO, req->id, "403 %s: no session or a stale token", req->path);
    if (!says_own(req)) {
        show_nothing(req, resp);
        return;
    }
    if (req->who.person.v != 0) {
        offer_back(req, resp, &kept);
        return;
    }
    const char *next = kept_place(req, &(KeptForm){ .address = req->path, .fields = kept.fields });
    LoginPage page = {
        .status = 403, .username = "", .next = next == NULL ? "/" : next, .timed_out = true, .kept = &kept
    };
    if (!login_show(without_session(req), resp, &page, &error)) {
        log_line(LOG_ERROR, req->id, "the sign-in form failed: %s", error->message);
        plain_fault(req, resp, 403);
    }
}
