/* application.c: one application: what is asked, the checklist of a 销号, the decision and what can be done now. */
#include <inttypes.h>
#include <string.h>

#include "act/application_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/application_words.h"
#include "page/complaints.h"
#include "page/files.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

enum { ACTION, REV, OPINION, VERIFIED, VERIFIERS, VERIFIED_ON, N_FIELDS };

static const Field fields[N_FIELDS] = {
    [ACTION] = { "action", 10, false },         [REV] = { "rev", 18, false },
    [OPINION] = { "opinion", 20000, false },    [VERIFIED] = { "verified", 10, false },
    [VERIFIERS] = { "verifiers", 4000, false }, [VERIFIED_ON] = { "verified_on", 60, false },
};

typedef struct {
    Req *req;
    StoredApplication row;
    ItemPlace place;
    const char *value[N_FIELDS]; /* as typed */
    const char *reason;          /* of reopening, as typed */
    StoredCheck *checks;         /* as they are now, while it waits; else as they were */
    gsize n_checks;
    Complaint *obstacles; /* to granting it now */
    gsize n_obstacles;
    Complaint *complaints;
    gsize n_complaints;
    bool late; /* somebody else was first */
} One;

static bool read_checks(One *one, GError **err)
{
    Db *db = one->req->app->db;

    if (one->row.asks != ASKS_CLOSURE)
        return true;
    if (one->row.state == APPLICATION_WAITING)
        return closing_now_explained(db, one->req->mem, &one->row, &one->checks, &one->n_checks, err);
    return closing_checks(db, one->req->mem, one->row.id, &one->checks, &one->n_checks, err);
}

/* The facts of the rule, with the application's own. */
static bool open_one(Req *req, One *one, GError **err)
{
    int64_t id;

    *one = (One){ .req = req, .reason = "" };
    for (int i = 0; i < N_FIELDS; i++)
        one->value[i] = "";
    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "no application %s", req->arg[0]);
    TRY(application_find(req->app->db, req->mem, id, &one->row, err));
    TRY(item_place(req->app->db, req->mem, &req->who, &one->row.at, &one->place, err));
    one->place.facts.application = one->row.state;
    one->place.facts.filed_by = one->row.applied_by;
    one->place.facts.objects = application_objects(&req->who, &one->place, one->row.asks);
    one->place.facts.for_own_unit |= req->who.unit.v != 0 && req->who.unit.v == one->row.at.unit.v;
    Verdict verdict = authz(&req->who, DEED_READ_APPLICATIONS, &one->place.facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "application: %s", verdict_code(verdict));
    TRY(read_checks(one, err));
    return one->row.state != APPLICATION_WAITING ||
           application_obstacles(req->app->db, req->mem, &one->row, req->now_us, &one->obstacles,
                                 &one->n_obstacles, err);
}

static bool may(const One *one, Deed deed)
{
    return authz(&one->req->who, deed, &one->place.facts) == MAY;
}

/* ---- showing */

static bool show_files(One *one, View *body, GError **err)
{
    Req *req = one->req;
    ApplicationFile *files;
    gsize n;

    TRY(application_files(req->app->db, req->mem, one->row.id, &files, &n, err));
    View *list = n == 0 ? NULL : view_part(body, "FILES");
    for (gsize i = 0; i < n; i++) {
        Facts facts = one->place.facts;
        facts.report = files[i].state;
        View *file = view_part(list, "FILE");
        bool readable = authz(&req->who, DEED_READ_REPORT, &facts) == MAY;
        View *name = view_part(file, readable ? "OPEN" : "SHUT");
        view_text(name, "FILE_NAME", files[i].name);
        if (readable)
            view_text(
                name, "FILE_PATH",
                mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64 "/files/%" PRId64,
                           one->row.at.plan, one->row.at.no, files[i].period, files[i].unit.v, files[i].id));
        view_text(file, "FILE_PERIOD", word_period(req->mem, files[i].period));
        view_text(file, "FILE_SIZE", word_file_size(req->mem, files[i].size_bytes));
    }
    return true;
}

/* What an extension adds to: where the task's date began, and how often it was put off. */
static void show_due(const One *one, View *body)
{
    Req *req = one->req;
    const Book *book;

    if (one->row.asks != ASKS_DATE ||
        !shelf_book(req->app->shelf, req->app->db, req->mem, one->row.at.plan, &book, NULL))
        return;
    const BookTask *task = book_task(book, one->row.at.no);
    View *due = view_part(body, "DUE");
    view_text(due, "FIRST_DUE", mem_printf(req->mem, "%" PRId64 "年12月31日", one->place.year));
    if (task->extended > 0)
        view_number(view_part(due, "EXTENDED"), "TIMES", task->extended);
}

static void show_what(const One *one, View *body)
{
    const StoredApplication *a = &one->row;
    Req *req = one->req;

    view_text(body, "STOOD", application_value(req, a, false));
    view_text(body, "ASKED", application_value(req, a, true));
    if (a->asks != ASKS_CLOSURE)
        view_show(body, "CHANGE");
    show_due(one, body);
    if (a->period[0] != '\0')
        view_text(view_part(body, "OF_PERIOD"), "PERIOD", word_period(req->mem, a->period));
    if (a->target != 0)
        view_text(view_part(body, "OF_TARGET"), "TARGET", a->target_subject);
    view_text(body, "REASON", a->reason);
    if (a->evidence[0] != '\0')
        view_text(view_part(body, "EVIDENCE"), "EVIDENCE_WORDS", a->evidence);
    if (a->on_behalf)
        view_show(body, "ON_BEHALF");
    if (one->n_checks > 0) {
        View *list = view_part(body, "CHECKS");
        view_show(list, a->state == APPLICATION_WAITING ? "NOW" : "THEN");
        view_checks(list, one->checks, one->n_checks);
    }
}

static void show_verdict(const One *one, View *body)
{
    const StoredApplication *a = &one->row;
    Req *req = one->req;

    if (a->state != APPLICATION_GRANTED && a->state != APPLICATION_REFUSED)
        return;
    View *verdict = view_part(body, "VERDICT");
    view_show(verdict, a->state == APPLICATION_GRANTED ? "GRANTED" : "REFUSED");
    view_text(verdict, "BY", a->decided_name);
    view_moment(verdict, req->mem, "AT", a->decided_us, word_full);
    view_text(verdict, "OPINION_WORDS", a->opinion);
    if (a->verified[0] != '\0') {
        View *verified = view_part(verdict, "VERIFIED");
        view_text(verified, "HOW", strcmp(a->verified, "site") == 0 ? "现场核验" : "书面核验");
        view_text(verified, "WHO", a->verifiers);
        view_text(verified, "DAY", asked_word(req->mem, ASKS_DATE, a->verified_on, ""));
    }
    if (a->reopened_us == 0)
        return;
    View *reopened = view_part(body, "REOPENED");
    view_text(reopened, "BY", a->reopened_name);
    view_moment(reopened, req->mem, "AT", a->reopened_us, word_full);
    view_text(reopened, "WHY", a->reopen_reason);
}

static void show_verifying(const One *one, View *form)
{
    Mem *mem = one->req->mem;
    const Complaint *list = one->complaints;
    gsize n = one->n_complaints;
    FormField how = { "verified", "核验方式", "", NULL, complaint_about(mem, list, n, "verified") };
    FormField who = { "verifiers", "核验人员", one->value[VERIFIERS], "姓名，几人的用顿号隔开",
                      complaint_about(mem, list, n, "verifiers") };
    FormField day = { "verified_on", "核验日期", one->value[VERIFIED_ON], "例如 2023-4-3",
                      complaint_about(mem, list, n, "verified_on") };
    View *verify = view_part(form, "VERIFY");
    View *pick = view_form_field(verify, "HOW_FIELD", "field_pick.tpl", &how);

    view_form_option(pick, "", "请选择", one->value[VERIFIED]);
    view_form_option(pick, "paper", "书面核验", one->value[VERIFIED]);
    view_form_option(pick, "site", "现场核验", one->value[VERIFIED]);
    (void)view_form_field(verify, "WHO_FIELD", "field_line.tpl", &who);
    (void)view_form_field(verify, "DAY_FIELD", "field_line.tpl", &day);
}

static void show_deciding(const One *one, View *body)
{
    Mem *mem = one->req->mem;
    FormField opinion = { "opinion", "审批意见", mem_printf(mem, "\n%s", one->value[OPINION]),
                          "1000 字以内，该单位可见",
                          complaint_about(mem, one->complaints, one->n_complaints, "opinion") };
    View *form = view_part(body, "DECIDE");

    view_text(form, "PATH", application_path(one->req, one->row.id));
    view_text(form, "RID", request_id_new(mem));
    view_number(form, "REV", one->row.version);
    if (one->row.asks == ASKS_CLOSURE && one->n_obstacles == 0)
        show_verifying(one, form);
    (void)view_form_field(form, "OPINION", "field_area.tpl", &opinion);
    if (one->n_obstacles == 0)
        view_show(form, "CAN_GRANT");
    for (gsize i = 0; i < one->n_obstacles; i++)
        view_text(view_part(form, "OBSTACLE"), "OBSTACLE_WORDS", one->obstacles[i].text);
}

static void show_buttons(const One *one, View *body)
{
    const StoredApplication *a = &one->row;
    Req *req = one->req;

    if (may(one, DEED_DECIDE_APPLICATION))
        show_deciding(one, body);
    else if (authz(&req->who, DEED_DECIDE_APPLICATION, &one->place.facts) == NO_SELF_APPLIED)
        view_show(body, "OWN");
    if (a->state == APPLICATION_WAITING && may(one, DEED_APPLY)) {
        View *withdraw = view_part(body, "WITHDRAW");
        view_text(withdraw, "PATH", application_path(req, a->id));
        view_text(withdraw, "RID", request_id_new(req->mem));
        view_number(withdraw, "REV", a->version);
    }
    bool struck = a->asks == ASKS_CLOSURE && a->state == APPLICATION_GRANTED && a->reopened_us == 0;
    if (!struck || !may(one, DEED_REOPEN_TASK))
        return;
    FormField reason = { "reason", "重开理由", mem_printf(req->mem, "\n%s", one->reason),
                         "500 字以内，牵头单位可见",
                         complaint_about(req->mem, one->complaints, one->n_complaints, "reason") };
    View *form = view_part(body, "REOPEN");
    view_text(form, "PATH", application_path(req, a->id));
    view_text(form, "RID", request_id_new(req->mem));
    view_number(form, "REV", a->version);
    (void)view_form_field(form, "REASON_FIELD", "field_area.tpl", &reason);
}

static void show_head(const One *one, View *body)
{
    const StoredApplication *a = &one->row;
    Req *req = one->req;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "申请与销号", "/applications");
    page_crumb(req, body, mem_printf(req->mem, "第 %" PRId64 " 项", a->at.no), NULL);
    view_application_row(req, body, a);
    view_text(body, "TASK_PATH", mem_printf(req->mem, "/plans/%s/tasks/%" PRId64, a->at.plan, a->at.no));
    view_text(body, "TASK_STATE", task_state_word(a->task_state));
    if (one->late)
        view_show(body, "LATE");
    if (one->late && (one->value[OPINION][0] != '\0' || one->reason[0] != '\0'))
        view_text(view_part(body, "KEPT"), "KEPT_TEXT",
                  mem_printf(req->mem, "\n%s%s", one->value[OPINION], one->reason));
}

static bool show(One *one, Resp *resp, int status, GError **err)
{
    Req *req = one->req;
    View *body = page_view(req, "application.tpl");
    const char *title = mem_printf(req->mem, "%s申请", asks_word(one->row.asks));

    show_head(one, body);
    view_complaints(body, one->complaints, one->n_complaints);
    show_what(one, body);
    TRY(show_files(one, body, err));
    show_verdict(one, body);
    show_buttons(one, body);
    return page_show(req, resp, body, status, NAV_APPLICATIONS, title, err);
}

bool page_application(Req *req, Resp *resp, GError **err)
{
    One one;

    TRY(open_one(req, &one, err));
    return show(&one, resp, 200, err);
}

/* ---- what was sent */

/* Somebody was first: the page as it is now, with what was typed. */
static bool show_late(One *one, Resp *resp, GError *error, GError **err)
{
    One now;

    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    shelf_begin(one->req->app->shelf);
    TRY(open_one(one->req, &now, err));
    for (int i = 0; i < N_FIELDS; i++)
        now.value[i] = one->value[i];
    now.reason = one->reason;
    now.late = true;
    return show(&now, resp, 409, err);
}

static bool read_at(const One *one, ApplicationAt *at, GError **err)
{
    *at = (ApplicationAt){ .id = one->row.id, .now_us = one->req->now_us };
    if (!number_read(one->value[REV], &at->base_version))
        return fail(err, ERR_BAD_INPUT, "application: rev is no number");
    return form_request_id(one->req, &at->request, err);
}

static void judge(One *one, const ApplicationVerdict *verdict)
{
    one->complaints = verdict_of_application_complaints(one->req->mem, &one->row, verdict, one->req->now_us,
                                                        &one->n_complaints);
    if (verdict->grant && one->n_obstacles > 0) {
        one->complaints = one->obstacles;
        one->n_complaints = one->n_obstacles;
    }
}

bool page_application_post(Req *req, Resp *resp, GError **err)
{
    One one;
    ApplicationAt at;
    GError *error = NULL;

    TRY(open_one(req, &one, err));
    TRY(form_take(req, fields, N_FIELDS, one.value, err));
    TRY(read_at(&one, &at, err));
    bool grant = strcmp(one.value[ACTION], "grant") == 0;
    if (!grant && strcmp(one.value[ACTION], "refuse") != 0)
        return fail(err, ERR_BAD_INPUT, "application: no decision");
    bool verifies = grant && one.row.asks == ASKS_CLOSURE;
    ApplicationVerdict verdict = { .grant = grant,
                                   .opinion = one.value[OPINION],
                                   .verified = verifies ? one.value[VERIFIED] : "",
                                   .verifiers = verifies ? one.value[VERIFIERS] : "",
                                   .verified_on = verifies ? one.value[VERIFIED_ON] : "" };
    judge(&one, &verdict);
    if (one.n_complaints > 0 && may(&one, DEED_DECIDE_APPLICATION) && at.base_version == one.row.version)
        return show(&one, resp, 422, err);
    if (!act_application_decide(req->app->db, req->mem, &req->who, &at, &verdict, &error))
        return show_late(&one, resp, error, err);
    page_say(req, "已%s第 %" PRId64 " 项（%s）的%s申请。", grant ? "同意" : "退回", one.row.at.no,
             one.row.unit_name, asks_word(one.row.asks));
    return resp_see_other(resp, req->mem, "/applications");
}

bool page_application_withdraw_post(Req *req, Resp *resp, GError **err)
{
    static const Field rev[] = { { "rev", 18, false } };
    One one;
    ApplicationAt at;
    GError *error = NULL;

    TRY(open_one(req, &one, err));
    TRY(form_take(req, rev, 1, &one.value[REV], err));
    TRY(read_at(&one, &at, err));
    if (!act_application_withdraw(req->app->db, req->mem, &req->who, &at, &error))
        return show_late(&one, resp, error, err);
    page_say(req, "已撤回%s申请。", asks_word(one.row.asks));
    return resp_see_other(resp, req->mem, "%s", application_path(req, one.row.id));
}

bool page_task_reopen_post(Req *req, Resp *resp, GError **err)
{
    enum { REOPEN_REV, REOPEN_REASON, REOPEN__N };
    static const Field reopen_fields[REOPEN__N] = { { "rev", 18, false }, { "reason", 20000, false } };
    const char *v[REOPEN__N];
    One one;
    ApplicationAt at;
    GError *error = NULL;

    TRY(open_one(req, &one, err));
    TRY(form_take(req, reopen_fields, REOPEN__N, v, err));
    one.value[REV] = v[REOPEN_REV];
    one.reason = v[REOPEN_REASON];
    TRY(read_at(&one, &at, err));
    Complaints to = complaints_new(req->mem);
    if (text_is_blank(one.reason))
        complain(&to, "reason", "请填写重开理由");
    complain_most(&to, "reason", "重开理由", one.reason, REOPEN_MOST);
    one.complaints = to.list;
    one.n_complaints = to.n;
    if (to.n > 0 && may(&one, DEED_REOPEN_TASK))
        return show(&one, resp, 422, err);
    if (!act_task_reopen(req->app->db, req->mem, &req->who, &at, one.reason, &error))
        return show_late(&one, resp, error, err);
    page_say(req, "第 %" PRId64 " 项任务已重开，从本报送期起恢复报送。", one.row.at.no);
    return resp_see_other(resp, req->mem, "%s", application_path(req, one.row.id));
}
