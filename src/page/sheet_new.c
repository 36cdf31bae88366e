/* sheet_new.c: the form that issues a supervision notice to a unit, about a task, a report, or its work as a whole. */
#include <inttypes.h>
#include <string.h>

#include "act/notice_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/sheets.h"
#include "page/show.h"
#include "web/form.h"

enum { PLAN, KIND, UNIT, TASK, PERIOD, MATTER, BODY, RECEIVE_BY, ANSWER_BY, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [PLAN] = { "plan", 16, false },
    [KIND] = { "kind", 16, false },
    [UNIT] = { "unit", 18, false },
    [TASK] = { "task", 18, false },
    [PERIOD] = { "period", 16, false },
    [MATTER] = { "matter", 4000, false },
    [BODY] = { "body", 20000, false },
    [RECEIVE_BY] = { "receive_by", 100, false },
    [ANSWER_BY] = { "answer_by", 100, false },
};

typedef struct {
    const Book *book;
    Rung rung;
    const BookUnit *unit; /* NULL: none was chosen */
    const BookTask *task; /* NULL: none was named */
    const Period *period; /* NULL: likewise */
    SheetFields fields;   /* as typed */
    const char *typed_task;
    Complaints complaints;
} Form;

static const char *asked(const Req *req, const char *name)
{
    const char *value = query_get(req, name);

    return value == NULL ? "" : value;
}

/* What the fields name; what is not there is complained of. */
static void find_place(Form *f, const char *unit, const char *task, const char *period)
{
    int64_t number;

    f->typed_task = task;
    f->unit = number_read(unit, &number) ? book_unit(f->book, (UnitId){ number }) : NULL;
    f->task = number_read(task, &number) ? book_task(f->book, number) : NULL;
    f->period = period[0] == '\0' ? NULL : book_period(f->book, period);
    if (f->unit == NULL)
        complain(&f->complaints, "unit", "请选择单位");
    if (task[0] != '\0' && f->task == NULL)
        complain(&f->complaints, "task", "没有这个序号的任务，请核对；不涉及具体任务的，不填");
    if (f->unit != NULL && f->task != NULL && book_lead(f->task, f->unit->id) == NULL)
        complain(&f->complaints, "task",
                 mem_printf(f->complaints.mem, "第 %s 项不由%s牵头，请核对任务或单位", task, f->unit->name));
    if (period[0] != '\0' && f->period == NULL)
        complain(&f->complaints, "period", "没有这个报送期");
}

/* Words to begin with, out of what the notice is about. */
static bool suggest(Req *req, Form *f, GError **err)
{
    SheetDraft draft = { .book = f->book, .unit = f->unit, .task = f->task, .period = f->period };

    TRY(sheet_suggest(req, &draft, err));
    f->task = draft.task;
    f->period = draft.period;
    f->typed_task = draft.task == NULL ? "" : mem_printf(req->mem, "%" PRId64, draft.task->no);
    f->fields.subject = draft.subject;
    f->fields.body = draft.body;
    return true;
}

static void show_option(View *body, const char *marker, const char *code, const char *word, bool chosen)
{
    View *option = view_part(body, marker);

    view_text(option, "V", code);
    view_text(option, "T", word);
    if (chosen)
        view_show(option, "SELECTED");
}

static void show_choices(Req *req, View *body, const Form *f)
{
    Mem *mem = req->mem;

    for (int rung = RUNG_REMIND; rung < RUNG__N; rung++) {
        View *tab = view_part(body, "TAB");
        view_text(tab, "TAB_WORD", rung_title((Rung)rung));
        view_text(tab, "TAB_PATH",
                  mem_printf(mem, "/notices/new?plan=%s&kind=%s&unit=%" PRId64 "&task=%" PRId64 "&period=%s",
                             f->book->plan.code, rung_code((Rung)rung), f->unit == NULL ? 0 : f->unit->id.v,
                             f->task == NULL ? 0 : f->task->no, f->period == NULL ? "" : f->period->code));
        if ((int)f->rung == rung)
            view_show(tab, "HERE");
    }
    show_option(body, "UNIT_OPTION", "", "请选择", f->unit == NULL);
    for (gsize i = 0; i < f->book->n_units; i++)
        if (f->book->units[i].leads)
            show_option(body, "UNIT_OPTION", mem_printf(mem, "%" PRId64, f->book->units[i].id.v),
                        f->book->units[i].name, f->unit == &f->book->units[i]);
    show_option(body, "PERIOD_OPTION", "", "不涉及某期报送", f->period == NULL);
    for (gsize i = f->book->n_periods; i-- > 0;)
        if (f->book->periods[i].state != PERIOD_PLANNED)
            show_option(body, "PERIOD_OPTION", f->book->periods[i].code,
                        word_period(mem, f->book->periods[i].code), f->period == &f->book->periods[i]);
}

static void show_errors(View *body, const Form *f)
{
    static const struct {
        const char *field, *marker;
    } bad[] = { { "unit", "BAD_UNIT" },       { "task", "BAD_TASK" }, { "period", "BAD_PERIOD" },
                { "subject", "BAD_MATTER" },  { "body", "BAD_BODY" }, { "receive_by", "BAD_RECEIVE" },
                { "answer_by", "BAD_ANSWER" } };
    View *errors = f->complaints.n == 0 ? NULL : view_part(body, "ERRORS");

    for (gsize i = 0; i < f->complaints.n; i++) {
        const Complaint *c = &f->complaints.list[i];
        View *line = view_part(errors, "ERROR");
        view_text(line, "FIELD", strcmp(c->field, "subject") == 0 ? "matter" : c->field);
        view_text(line, "TEXT", c->text);
        for (gsize k = 0; k < G_N_ELEMENTS(bad); k++)
            if (strcmp(bad[k].field, c->field) == 0)
                view_text(view_part(body, bad[k].marker), "WHY", c->text);
    }
    if (errors != NULL)
        view_number(errors, "ERRORS_N", (int64_t)f->complaints.n);
}

/* What this unit has open already, so that nobody writes the same twice. */
static bool show_open(Req *req, View *body, const Form *f, GError **err)
{
    SheetRow *list;
    gsize n;

    if (f->unit == NULL)
        return true;
    TRY(sheets_open_of_unit(req->app->db, req->mem, f->unit->id, &list, &n, err));
    sheets_show_open(req, body, "SHEETS", list, n);
    return true;
}

static bool form_show(Req *req, Resp *resp, const Form *f, int status, GError **err)
{
    View *body = page_view(req, "sheet_new.tpl");
    RungDays days = rung_days(f->rung);

    page_crumb(req, body, "督查通知", "/notices");
    page_crumb(req, body, "印发", NULL);
    view_text(body, "RUNG_TITLE", rung_title(f->rung));
    view_text(body, "KIND", rung_code(f->rung));
    view_text(body, "PLAN", f->book->plan.code);
    view_text(body, "RID", request_id_new(req->mem));
    view_text(body, "TASK_NO", f->typed_task);
    view_text(body, "MATTER", f->fields.subject);
    view_text(body, "BODY", mem_printf(req->mem, "\n%s", f->fields.body));
    view_text(body, "RECEIVE_BY", f->fields.receive_by);
    view_text(body, "ANSWER_BY", f->fields.answer_by);
    view_number(body, "RECEIVE_DAYS", days.receive);
    view_number(body, "ANSWER_DAYS", days.answer);
    show_choices(req, body, f);
    show_errors(body, f);
    TRY(show_open(req, body, f, err));
    return page_show(req, resp, body, status, NAV_NOTICES, "印发督查通知", err);
}

static const char *plan_asked(const char *code)
{
    return code[0] == '\0' ? NULL : code;
}

bool page_notice_new(Req *req, Resp *resp, GError **err)
{
    Form f = { .complaints = complaints_new(req->mem) };
    const char *task = asked(req, "task");

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, plan_asked(asked(req, "plan")), &f.book, err));
    find_place(&f, asked(req, "unit"), strcmp(task, "0") == 0 ? "" : task, asked(req, "period"));
    f.complaints.n = 0; /* nothing was sent yet */
    f.rung = rung_of(asked(req, "kind"));
    if (f.rung == RUNG_NONE)
        f.rung = RUNG_REMIND;
    SheetLimits limits = sheet_limits(f.book, f.rung, req->now_us);
    TRY(suggest(req, &f, err));
    f.fields.receive_by = sheet_day(req->mem, limits.receive_us);
    f.fields.answer_by = sheet_day(req->mem, limits.answer_us);
    return form_show(req, resp, &f, 200, err);
}

static void judge(Req *req, Form *f)
{
    gsize n;
    Complaint *more = sheet_complaints(req->mem, &f->fields, req->now_us, &n);

    for (gsize i = 0; i < n; i++)
        complain(&f->complaints, more[i].field, more[i].text);
}

bool page_notice_new_post(Req *req, Resp *resp, GError **err)
{
    Form f = { .complaints = complaints_new(req->mem) };
    IssueWish wish = { .now_us = req->now_us };
    const char *v[N_FIELDS];
    int64_t id;

    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    TRY(form_request_id(req, &wish.request, err));
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, v[PLAN], &f.book, err));
    f.rung = rung_of(v[KIND]);
    if (f.rung == RUNG_NONE)
        return fail(err, ERR_BAD_INPUT, "notice: no such kind");
    f.fields = (SheetFields){
        .subject = v[MATTER], .body = v[BODY], .receive_by = v[RECEIVE_BY], .answer_by = v[ANSWER_BY]
    };
    find_place(&f, v[UNIT], v[TASK], v[PERIOD]);
    judge(req, &f);
    if (f.complaints.n > 0)
        return form_show(req, resp, &f, 422, err);
    wish.rung = f.rung;
    wish.fields = f.fields;
    wish.at = (SheetAddress){ .plan = f.book->plan.code,
                              .task_no = f.task == NULL ? 0 : f.task->no,
                              .period = f.period == NULL ? "" : f.period->code,
                              .unit = f.unit->id };
    TRY(act_notice_issue(req->app->db, req->mem, &req->who, &wish, &id, err));
    page_say(req, "%s已印发给%s。", rung_title(f.rung), f.unit->name);
    return resp_see_other(resp, req->mem, "/notices/%" PRId64, id);
}
