/* correct.c: setting right one line of a frozen period: the form begins with what counts now, what is changed in it
 * becomes a correction. */
#include <inttypes.h>
#include <string.h>

#include "act/correct.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/dispatch.h"
#include "page/frozen.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/complain.h"
#include "web/form.h"

enum { PLAN, PERIOD, TASK_NO, UNIT }; /* the pieces {} of the address */

enum { REV, NARRATIVE, NEXT_STEPS, LIGHT, VALUE, REASON, N_FIELDS };

enum { CORRECTION_REASON_MOST = 200 };

static const Field post_fields[N_FIELDS] = {
    [REV] = { "rev", 18, false },
    [NARRATIVE] = { "narrative", 20000, false },
    [NEXT_STEPS] = { "next_steps", 20000, false },
    [LIGHT] = { "light", 8, false },
    [VALUE] = { "value", 400, true },
    [REASON] = { "reason", 4000, false },
};

/* A target of the line. */
typedef struct {
    const FrozenValue *frozen;
    const char *counts; /* the amount that counts now: frozen or corrected; "" when unknown */
    const char *typed;
} Amount;

typedef struct {
    const Book *book;
    Period period;
    const char *path;
    FrozenLine line;
    const char *narrative, *next_steps; /* that count now */
    Light light;
    Amount *amounts;
    gsize n_amounts;
    FrozenValue *values; /* of the whole period */
    gsize n_values;
    Correction *corrections; /* of the task */
    gsize n_corrections;
    gsize n_own; /* of this line */
    const char *typed_narrative, *typed_next_steps, *reason;
    Light typed_light;
    int64_t rev;
    bool newer;
    Complaint *complaints;
    gsize n_complaints;
} Form;

static bool find_line(const Req *req, Form *f, GError **err)
{
    FrozenLine *lines;
    gsize n;
    int64_t no, unit;

    TRY(frozen_lines(req->app->db, req->mem, f->period.id, &lines, &n, err));
    for (gsize i = 0; number_read(req->arg[TASK_NO], &no) && number_read(req->arg[UNIT], &unit) && i < n; i++)
        if (lines[i].task_no == no && lines[i].unit.v == unit) {
            f->line = lines[i];
            return true;
        }
    return fail(err, ERR_NOT_FOUND, "no frozen line %s of unit %s", req->arg[TASK_NO], req->arg[UNIT]);
}

static void take_amounts(Mem *mem, Form *f)
{
    f->amounts = mem_array(mem, Amount, f->n_values);
    for (gsize i = 0; i < f->n_values; i++) {
        const FrozenValue *v = &f->values[i];
        if (v->task.v != f->line.task.v || v->unit.v != f->line.unit.v)
            continue;
        f->amounts[f->n_amounts++] = (Amount){ .frozen = v,
                                               .counts = v->value.known ? word_amount(mem, v->value.e4)
                                                                        : "" };
    }
}

/* Corrections in their order: the last one of a field counts. */
static void apply(Form *f)
{
    for (gsize i = 0; i < f->n_corrections; i++) {
        const Correction *c = &f->corrections[i];
        if (c->unit.v != f->line.unit.v)
            continue;
        f->n_own++;
        if (strcmp(c->field, "narrative") == 0)
            f->narrative = c->new_text;
        else if (strcmp(c->field, "next_steps") == 0)
            f->next_steps = c->new_text;
        else if (strcmp(c->field, "light") == 0)
            f->light = light_of(c->new_text);
        for (gsize k = 0; k < f->n_amounts; k++)
            if (f->amounts[k].frozen->target == c->target)
                f->amounts[k].counts = c->new_text;
    }
}

static bool read_form(const Req *req, Form *f, GError **err)
{
    Db *db = req->app->db;
    Mem *mem = req->mem;

    *f = (Form){ .reason = "" };
    TRY(dispatch_period(req, &f->book, &f->period, err));
    Facts facts = { .period = f->period.state };
    Verdict verdict = authz(&req->who, DEED_CORRECT, &facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "correction: %s", verdict_code(verdict));
    TRY(find_line(req, f, err));
    TRY(frozen_texts(db, mem, f->line.version_id, &f->narrative, &f->next_steps, err));
    TRY(frozen_values(db, mem, f->period.id, &f->values, &f->n_values, err));
    TRY(corrections_read(db, mem, f->period.id, f->line.task, &f->corrections, &f->n_corrections, err));
    f->path = dispatch_path(req, f->book, &f->period);
    f->light = f->line.light;
    take_amounts(mem, f);
    apply(f);
    f->rev = (int64_t)f->n_own;
    return true;
}

static void begin_with_stored(Form *f)
{
    f->typed_narrative = f->narrative;
    f->typed_next_steps = f->next_steps;
    f->typed_light = f->light;
    for (gsize i = 0; i < f->n_amounts; i++)
        f->amounts[i].typed = f->amounts[i].counts;
}

static void show_errors(View *body, const Form *f)
{
    View *box = f->n_complaints == 0 ? NULL : view_part(body, "ERRORS");

    for (gsize i = 0; i < f->n_complaints; i++) {
        View *line = view_part(box, "ERROR");
        view_text(line, "FIELD", f->complaints[i].field);
        view_text(line, "TEXT", f->complaints[i].text);
        if (strcmp(f->complaints[i].field, "reason") == 0)
            view_text(view_part(body, "BAD_REASON"), "WHY", f->complaints[i].text);
    }
}

static void show_amount(Mem *mem, View *body, const Form *f, const Amount *amount)
{
    View *row = view_part(body, "AMOUNT");
    char *field = mem_printf(mem, "value.%" PRId64, amount->frozen->target);

    view_number(row, "ID", amount->frozen->target);
    view_text(row, "SUBJECT", zh_punct(mem, amount->frozen->subject));
    view_text(row, "FROZEN", figure_words(mem, amount->frozen->value, amount->frozen->unit_word));
    view_text(row, "TYPED", amount->typed);
    view_text(row, "UNIT_WORD", amount->frozen->unit_word);
    for (gsize i = 0; i < f->n_complaints; i++)
        if (strcmp(f->complaints[i].field, field) == 0)
            view_text(view_part(row, "BAD"), "WHY", f->complaints[i].text);
}

static void show_fields(Mem *mem, View *body, const Form *f)
{
    static const char *const chosen[LIGHT__N] = { NULL, "IS_GREEN", "IS_YELLOW", "IS_RED" };

    view_text(body, "NARRATIVE", mem_printf(mem, "\n%s", f->typed_narrative));
    view_text(body, "NEXT_STEPS", mem_printf(mem, "\n%s", f->typed_next_steps));
    view_text(body, "REASON", mem_printf(mem, "\n%s", f->reason));
    view_light(body, "GREEN", LIGHT_GREEN, false);
    view_light(body, "YELLOW", LIGHT_YELLOW, false);
    view_light(body, "RED", LIGHT_RED, false);
    if (chosen[f->typed_light] != NULL)
        view_show(body, chosen[f->typed_light]);
    view_text(body, "FROZEN_LIGHT", light_word(f->line.light));
    for (gsize i = 0; i < f->n_amounts; i++)
        show_amount(mem, view_part(body, "AMOUNTS"), f, &f->amounts[i]);
}

static bool form_show(Req *req, Resp *resp, const Form *f, int status, GError **err)
{
    Mem *mem = req->mem;
    char *title = mem_printf(mem, "更正 %s第 %" PRId64 " 项", word_period(mem, f->period.code),
                             f->line.task_no);
    View *body = page_view(req, "correct.tpl");

    dispatch_crumbs(req, body, f->book, &f->period, "更正");
    view_text(body, "TITLE", title);
    view_text(body, "TASK", zh_punct(mem, f->line.title));
    view_text(body, "UNIT", f->line.unit_name);
    view_text(body, "PATH", f->path);
    view_text(body, "ADDRESS",
              mem_printf(mem, "%s/frozen/%" PRId64 "/%" PRId64, f->path, f->line.task_no, f->line.unit.v));
    view_text(body, "RID", request_id_new(mem));
    view_number(body, "REV", f->rev);
    if (f->newer)
        view_show(body, "NEWER");
    show_errors(body, f);
    show_fields(mem, body, f);
    if (f->n_own > 0)
        corrections_show(view_part(body, "SO_FAR"), "CORRECTIONS", mem, f->period.id, f->corrections,
                         f->n_corrections, f->line.task, f->line.unit, f->values, f->n_values);
    return page_show(req, resp, body, status, NAV_DISPATCH, title, err);
}

bool page_correct(Req *req, Resp *resp, GError **err)
{
    Form form;

    TRY(read_form(req, &form, err));
    begin_with_stored(&form);
    return form_show(req, resp, &form, 200, err);
}

static bool take_values(const Req *req, Form *f, GError **err)
{
    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        int64_t target;
        bool found = false;
        if (!g_str_has_prefix(param->name, "value."))
            continue;
        if (!number_read(param->name + strlen("value."), &target))
            return fail(err, ERR_BAD_INPUT, "correction: %s is no target", param->name);
        for (gsize k = 0; k < f->n_amounts; k++)
            if (f->amounts[k].frozen->target == target) {
                f->amounts[k].typed = param->value;
                found = true;
            }
        if (!found)
            return fail(err, ERR_BAD_INPUT, "correction: %s is no target here", param->name);
    }
    return true;
}

static bool take_typed(const Req *req, Form *f, GError **err)
{
    const char *v[N_FIELDS];

    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    begin_with_stored(f);
    if (!number_read(v[REV], &f->rev))
        return fail(err, ERR_BAD_INPUT, "correction: rev is no number");
    f->typed_narrative = v[NARRATIVE];
    f->typed_next_steps = v[NEXT_STEPS];
    f->typed_light = light_of(v[LIGHT]);
    f->reason = v[REASON];
    return take_values(req, f, err);
}

static void add_text(CorrectionWish *wish, CorrectionField *fields, const char *field, const char *old,
                     const char *new)
{
    if (strcmp(old, new) != 0)
        fields[wish->n_fields++] = (CorrectionField){ .field = field, .old_text = old, .new_text = new };
}

static void add_amount(Mem *mem, CorrectionWish *wish, CorrectionField *fields, const Amount *amount,
                       Complaints *to)
{
    int64_t e4;
    const char *field = mem_printf(mem, "value.%" PRId64, amount->frozen->target);
    AmountRead read = amount_read(amount->typed, amount->frozen->unit_word, &e4);
    const char *why = amount_complaint(read);

    if (why != NULL)
        complain(to, field, why);
    else if (read == AMOUNT_EMPTY && amount->counts[0] != '\0')
        complain(to, field, "已有数值，不能更正为空");
    else if (read == AMOUNT_GOOD && strcmp(word_amount(mem, e4), amount->counts) != 0)
        fields[wish->n_fields++] = (CorrectionField){ .field = "value",
                                                      .target = amount->frozen->target,
                                                      .old_text = amount->counts,
                                                      .new_text = word_amount(mem, e4) };
}

/* What differs from what counts now, and what is wrong with it. */
static void judge(Mem *mem, Form *f, CorrectionWish *wish)
{
    CorrectionField *fields = mem_array(mem, CorrectionField, f->n_amounts + 3);
    Complaints to = complaints_new(mem);

    add_text(wish, fields, "narrative", f->narrative, f->typed_narrative);
    for (gsize i = 0; i < f->n_amounts; i++)
        add_amount(mem, wish, fields, &f->amounts[i], &to);
    if (f->typed_light != LIGHT_NONE)
        add_text(wish, fields, "light", light_code(f->light), light_code(f->typed_light));
    add_text(wish, fields, "next_steps", f->next_steps, f->typed_next_steps);
    complain_most(&to, "narrative", "进展情况", f->typed_narrative, NARRATIVE_MOST);
    complain_most(&to, "next_steps", "下一步措施", f->typed_next_steps, NEXT_STEPS_MOST);
    if (wish->n_fields == 0 && to.n == 0)
        complain(&to, "narrative", "没有改动，无需更正");
    if (text_is_blank(f->reason))
        complain(&to, "reason", "请填写更正理由");
    complain_most(&to, "reason", "更正理由", f->reason, CORRECTION_REASON_MOST);
    wish->fields = fields;
    wish->reason = f->reason;
    f->complaints = to.list;
    f->n_complaints = to.n;
}

/* Somebody corrected the line meanwhile: what is typed stays, what counts now stands below. */
static bool clash(Req *req, Resp *resp, Form *typed, GError **err)
{
    Form now;

    TRY(read_form(req, &now, err));
    now.typed_narrative = typed->typed_narrative;
    now.typed_next_steps = typed->typed_next_steps;
    now.typed_light = typed->typed_light;
    now.reason = typed->reason;
    now.newer = true;
    for (gsize i = 0; i < now.n_amounts && i < typed->n_amounts; i++)
        now.amounts[i].typed = typed->amounts[i].typed;
    return form_show(req, resp, &now, 409, err);
}

static bool store(Req *req, Resp *resp, Form *f, const CorrectionWish *wish, GError **err)
{
    GError *error = NULL;

    if (!act_correct(req->app->db, req->mem, &req->who, wish, &error)) {
        if (err_kind(error) != ERR_CONFLICT) {
            g_propagate_error(err, error);
            return false;
        }
        g_clear_error(&error);
        return clash(req, resp, f, err);
    }
    page_say(req, "已更正第 %" PRId64 " 项（%s）%" G_GSIZE_FORMAT " 处。", f->line.task_no, f->line.unit_name,
             wish->n_fields);
    return resp_see_other(resp, req->mem, "%s/frozen", f->path);
}

bool page_correct_post(Req *req, Resp *resp, GError **err)
{
    Form form;
    CorrectionWish wish = { .plan = req->arg[PLAN], .period = req->arg[PERIOD], .now_us = req->now_us };

    TRY(read_form(req, &form, err));
    TRY(take_typed(req, &form, err));
    TRY(form_request_id(req, &wish.request, err));
    bool is_newer = form.rev != (int64_t)form.n_own;
    wish.task = form.line.task;
    wish.unit = form.line.unit;
    wish.base_n = (gsize)form.rev;
    judge(req->mem, &form, &wish);
    if (form.n_complaints > 0 && !is_newer)
        return form_show(req, resp, &form, 422, err);
    if (wish.n_fields == 0 && form.reason[0] != '\0') /* a second press: it counts already */
        return resp_see_other(resp, req->mem, "%s/frozen", form.path);
    if (wish.n_fields == 0 || form.n_complaints > 0)
        return clash(req, resp, &form, err);
    return store(req, resp, &form, &wish, err);
}
