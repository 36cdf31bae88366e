/* practice_form.c: writing a 经验做法: first its task, then its words and the target that moved. */
#include <inttypes.h>
#include <string.h>

#include "act/practice_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/complaints.h"
#include "page/pages.h"
#include "page/practice.h"
#include "page/show.h"
#include "web/form.h"

enum { LONG_TEXT = 20000, SHORT_TEXT = 4000 };

/* An approved value: the submission that says it, and of which target. */
typedef struct {
    int64_t version, target;
} Chosen;

typedef struct {
    Req *req;
    Resp *resp;
    const Practice *practice; /* NULL: a new one */
    PracticeTask task;
    PracticeValue *values; /* of the task */
    gsize n_values;
    PracticeFields fields; /* as stored, or as typed */
    Chosen before, after;  /* of fields */
    int64_t rev;
    Complaint *complaints;
    gsize n_complaints;
    bool clash; /* changed meanwhile: both are shown */
} PracticeForm;

/* ---- which task */

static bool show_tasks(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "practice_task.tpl");
    const Book *book;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &book, err));
    page_crumb(req, body, "经验做法", "/practices");
    page_crumb(req, body, "报送", NULL);
    View *some = NULL;
    for (gsize i = 0; i < book->n_tasks; i++) {
        const BookTask *task = &book->tasks[i];
        if (book_lead(task, req->who.unit) == NULL && !book_takes_part(task, req->who.unit))
            continue;
        some = some != NULL ? some : view_part(body, "SOME");
        View *option = view_part(some, "TASK");
        view_number(option, "NO", task->no);
        view_text(option, "TITLE", task->wide_title);
    }
    if (some == NULL)
        view_show(body, "NONE");
    return page_show(req, resp, body, 200, NAV_PRACTICES, "报送经验做法", err);
}

/* ---- the form */

static void field(PracticeForm *f, View *body, const char *part, const char *name, const char *value,
                  const char *theirs)
{
    View *view = view_part(body, part);
    const char *why = complaint_about(f->req->mem, f->complaints, f->n_complaints, name);

    view_text(view, "V", value);
    if (why != NULL)
        view_text(view_part(view, "BAD"), "WHY", why);
    if (f->clash && strcmp(theirs, value) != 0)
        view_text(view_part(view, "THEIRS"), "THEIRS_TEXT", theirs[0] == '\0' ? "（空）" : theirs);
}

static const BookTarget *target_of(const BookTask *task, int64_t id)
{
    for (gsize i = 0; i < task->n_targets; i++)
        if (task->targets[i].id == id)
            return &task->targets[i];
    return NULL;
}

/* 入库项目数 · 2023年1月：12 个. Its value is the submission and the target: 17.4. */
static void show_value(PracticeForm *f, View *box, const BookTarget *target, const PracticeValue *v,
                       Chosen chosen)
{
    Mem *mem = f->req->mem;
    View *option = view_part(box, "VALUE");

    view_text(option, "OPTION_ID", mem_printf(mem, "%" PRId64 ".%" PRId64, v->version, v->target));
    view_text(option, "OPTION_WORD",
              mem_printf(mem, "%s · %s：%s%s", zh_punct(mem, target->subject), word_period(mem, v->period),
                         word_amount(mem, v->value_e4), target->unit_word));
    if (v->version == chosen.version && v->target == chosen.target)
        view_show(option, "SELECTED");
}

static void show_values(PracticeForm *f, View *box, const BookTask *task, const char *name, Chosen chosen)
{
    const char *why = complaint_about(f->req->mem, f->complaints, f->n_complaints, name);
    View *select = view_part(box, "VALUES");

    view_text(select, "F", name);
    view_show(select, strcmp(name, "before") == 0 ? "IS_BEFORE" : "IS_AFTER");
    if (why != NULL)
        view_text(view_part(select, "BAD"), "WHY", why);
    for (gsize i = 0; i < f->n_values; i++) {
        const BookTarget *target = target_of(task, f->values[i].target);
        if (target != NULL)
            show_value(f, select, target, &f->values[i], chosen);
    }
}

static bool show_targets(PracticeForm *f, View *body, GError **err)
{
    const Book *book;

    TRY(shelf_book(f->req->app->shelf, f->req->app->db, f->req->mem, f->task.plan, &book, err));
    const BookTask *task = book_task(book, f->task.no);
    if (task == NULL || task->n_targets == 0 || f->n_values == 0)
        return true;
    View *box = view_part(body, "TARGETS");
    show_values(f, box, task, "before", f->before);
    show_values(f, box, task, "after", f->after);
    return true;
}

static bool show_form(PracticeForm *f, int status, GError **err)
{
    static const PracticeFields nothing = { .title = "", .body = "", .effect = "" };
    const PracticeFields *now = f->practice == NULL ? &nothing : &f->practice->fields;
    Req *req = f->req;
    View *body = page_view(req, "practice_form.tpl");
    const char *title = f->practice == NULL ? "报送经验做法" : "修改经验做法";

    page_crumb(req, body, "经验做法", "/practices");
    page_crumb(req, body, title, NULL);
    view_text(body, "HEADING", title);
    view_number(body, "NO", f->task.no);
    view_text(body, "TASK", zh_punct(req->mem, f->task.title));
    view_text(body, "ADDRESS",
              f->practice == NULL ? "/practices/new"
                                  : mem_printf(req->mem, "/practices/%" PRId64 "/edit", f->practice->id));
    view_text(body, "BACK",
              f->practice == NULL ? "/practices"
                                  : mem_printf(req->mem, "/practices/%" PRId64, f->practice->id));
    view_text(body, "RID", request_id_new(req->mem));
    view_number(body, "REV", f->rev);
    view_complaints(body, f->complaints, f->n_complaints);
    if (f->clash)
        view_show(body, "CLASH");
    if (f->practice != NULL && f->practice->state == PRACTICE_RETURNED)
        view_text(view_part(body, "RETURNED"), "OPINION", f->practice->opinion);
    field(f, body, "TITLE", "title", f->fields.title, now->title);
    field(f, body, "WORDS", "body", f->fields.body, now->body);
    field(f, body, "EFFECT", "effect", f->fields.effect, now->effect);
    TRY(show_targets(f, body, err));
    return page_show(req, f->resp, body, status, NAV_PRACTICES, title, err);
}

static bool may_keep(const PracticeForm *f, const Facts *facts, GError **err)
{
    Verdict verdict = authz(&f->req->who, DEED_KEEP_PRACTICE, facts);

    return verdict == MAY ||
           fail_detail(err, ERR_DENIED, (int)verdict, "keep practice: %s", verdict_code(verdict));
}

static bool read_task(PracticeForm *f, const char *typed, GError **err)
{
    Req *req = f->req;
    const Book *book;
    int64_t no;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &book, err));
    if (!number_read(typed, &no) || book_task(book, no) == NULL)
        return fail(err, ERR_NOT_FOUND, "practice: no task %s", typed);
    f->task = (PracticeTask){
        .id = book_task(book, no)->id, .no = no, .plan = book->plan.code, .title = book_task(book, no)->title
    };
    f->task.facts = (Facts){ .unit_leads = book_lead(book_task(book, no), req->who.unit) != NULL,
                             .unit_participates = book_takes_part(book_task(book, no), req->who.unit) };
    TRY(may_keep(f, &f->task.facts, err));
    return practice_values(req->app->db, req->mem, f->task.id, &f->values, &f->n_values, err);
}

static bool read_practice(PracticeForm *f, Practice *practice, GError **err)
{
    TRY(practice_of_address(f->req, practice, err));
    TRY(may_keep(f, &practice->facts, err));
    f->practice = practice;
    f->task = practice->task;
    return practice_values(f->req->app->db, f->req->mem, f->task.id, &f->values, &f->n_values, err);
}

bool page_practice_new(Req *req, Resp *resp, GError **err)
{
    PracticeForm f = { .req = req, .resp = resp, .fields = { .title = "", .body = "", .effect = "" } };
    const char *task = query_get(req, "task");

    if (task == NULL)
        return show_tasks(req, resp, err);
    TRY(read_task(&f, task, err));
    return show_form(&f, 200, err);
}

/* What is no longer in the unit's hands is shown as it is. */
bool page_practice_edit(Req *req, Resp *resp, GError **err)
{
    PracticeForm f = { .req = req, .resp = resp };
    Practice practice;

    TRY(read_practice(&f, &practice, err));
    if (practice_next(practice.state, PRACTICE_SAVE) == PRACTICE_NONE)
        return resp_see_other(resp, req->mem, "/practices/%" PRId64, practice.id);
    f.fields = practice.fields;
    f.before = (Chosen){ practice.fields.before, practice.fields.target };
    f.after = (Chosen){ practice.fields.after, practice.fields.target };
    f.rev = practice.version;
    return show_form(&f, 200, err);
}

/* ---- what it brings */

enum { ACTION, REV, TASK, TITLE, BODY, EFFECT, BEFORE, AFTER, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [ACTION] = { "action", 16, false },    [REV] = { "rev", 18, false },
    [TASK] = { "task", 6, false },         [TITLE] = { "title", SHORT_TEXT, false },
    [BODY] = { "body", LONG_TEXT, false }, [EFFECT] = { "effect", LONG_TEXT, false },
    [BEFORE] = { "before", 40, false },    [AFTER] = { "after", 40, false },
};

/* 17.4; anything else is none. */
static Chosen chosen_of(Mem *mem, const char *typed)
{
    char **parts = text_split(mem, typed, ".");
    Chosen c = { 0 };

    if (parts[0] == NULL || parts[1] == NULL || !number_read(parts[0], &c.version) ||
        !number_read(parts[1], &c.target))
        return (Chosen){ 0 };
    return c;
}

static void take_fields(PracticeForm *f, const char *const *v)
{
    Mem *mem = f->req->mem;

    f->before = chosen_of(mem, v[BEFORE]);
    f->after = chosen_of(mem, v[AFTER]);
    f->fields = (PracticeFields){ .title = g_strstrip(mem_text(mem, v[TITLE])),
                                  .body = g_strstrip(mem_text(mem, v[BODY])),
                                  .effect = g_strstrip(mem_text(mem, v[EFFECT])),
                                  .target = f->before.target != 0 ? f->before.target : f->after.target,
                                  .before = f->before.version,
                                  .after = f->after.version };
}

static bool judge(PracticeForm *f, bool handing_in)
{
    bool in_order = practice_in_order(f->values, f->n_values, f->fields.before, f->fields.after);
    Complaints more = complaints_new(f->req->mem);

    f->complaints = practice_complaints(f->req->mem, &f->fields, handing_in, in_order, &f->n_complaints);
    for (gsize i = 0; i < f->n_complaints; i++)
        complain(&more, f->complaints[i].field, f->complaints[i].text);
    if (f->before.target != 0 && f->after.target != 0 && f->before.target != f->after.target)
        complain(&more, "after", "实施前、实施后须选择同一指标的数值");
    f->complaints = more.list;
    f->n_complaints = more.n;
    return more.n == 0;
}

/* Somebody was first: the form with both, or, when it left the unit's hands, the page with what was typed. */
static bool clash(PracticeForm *f, GError **err)
{
    Practice now;

    TRY(practice_of_address(f->req, &now, err));
    if (practice_next(now.state, PRACTICE_SAVE) == PRACTICE_NONE) {
        PracticeTyped typed = { .text = f->fields.body, .late = true };
        return practice_show(f->req, f->resp, &now, &typed, 409, err);
    }
    f->practice = &now;
    f->rev = now.version;
    f->clash = true;
    return show_form(f, 409, err);
}

static bool keep(PracticeForm *f, PracticeStep step, GError **err)
{
    Req *req = f->req;
    PracticeWish wish = { .id = f->practice == NULL ? 0 : f->practice->id,
                          .base_version = f->rev,
                          .plan = f->task.plan,
                          .no = f->task.no,
                          .step = step,
                          .fields = f->fields,
                          .now_us = req->now_us };
    GError *error = NULL;
    int64_t id;

    TRY(form_request_id(req, &wish.request, err));
    if (!judge(f, step == PRACTICE_SUBMIT))
        return show_form(f, 422, err);
    if (act_practice_keep(req->app->db, req->mem, &req->who, &wish, &id, &error)) {
        page_say(req, step == PRACTICE_SUBMIT ? "已报送，等待督查室选用。" : "已保存草稿，尚未报送。");
        return resp_see_other(f->resp, req->mem, "/practices/%" PRId64, id);
    }
    if (err_kind(error) == ERR_CONFLICT && f->practice != NULL) {
        g_clear_error(&error);
        return clash(f, err);
    }
    g_propagate_error(err, error);
    return false;
}

static bool read_form(PracticeForm *f, const char **v, PracticeStep *step, GError **err)
{
    TRY(form_take(f->req, post_fields, N_FIELDS, v, err));
    *step = practice_step_of(v[ACTION]);
    if (*step != PRACTICE_SAVE && *step != PRACTICE_SUBMIT)
        return fail(err, ERR_BAD_INPUT, "practice: no action %s", v[ACTION]);
    if (!number_read(v[REV], &f->rev))
        return fail(err, ERR_BAD_INPUT, "practice: rev is no number");
    take_fields(f, v);
    return true;
}

bool page_practice_new_post(Req *req, Resp *resp, GError **err)
{
    PracticeForm f = { .req = req, .resp = resp };
    const char *v[N_FIELDS];
    PracticeStep step;

    TRY(read_form(&f, v, &step, err));
    TRY(read_task(&f, v[TASK], err));
    return keep(&f, step, err);
}

bool page_practice_edit_post(Req *req, Resp *resp, GError **err)
{
    PracticeForm f = { .req = req, .resp = resp };
    const char *v[N_FIELDS];
    Practice practice;
    PracticeStep step;

    TRY(read_practice(&f, &practice, err));
    TRY(read_form(&f, v, &step, err));
    return keep(&f, step, err);
}
