/* target_post.c: what the forms of the targets page ask for; see target_page.h. */
#include <inttypes.h>
#include <string.h>

#include "act/target_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "page/target_page.h"
#include "web/form.h"

/* Longer is no slip of the pen; friendly limits are rule/target_set.h's. */
enum { LONG_TEXT = 4000, SHORT_TEXT = 400, CODE_TEXT = 20 };

enum {
    ACTION,
    REV,
    CONFIRM,
    KIND,
    BASE,
    DUE_ON,
    UNIT,
    PLAN,
    CORRECTED,
    CORRECTED_MAX,
    BASIS,
    REASON,
    QUOTE,
    UNIT_WORD,
    SUBJECT,
    COMPARATOR,
    AMOUNT,
    AMOUNT_MAX,
    REVS,
    SUBJECTS,
    COMPARATORS,
    AMOUNTS,
    AMOUNT_MAXES,
    UNITS,
    N_FIELDS
};

static const Field fields[N_FIELDS] = {
    [ACTION] = { "action", CODE_TEXT, false },
    [REV] = { "rev", CODE_TEXT, false },
    [CONFIRM] = { "confirm", CODE_TEXT, false },
    [KIND] = { "kind", CODE_TEXT, false },
    [BASE] = { "base", SHORT_TEXT, false },
    [DUE_ON] = { "due_on", SHORT_TEXT, false },
    [UNIT] = { "unit", CODE_TEXT, false },
    [PLAN] = { "plan", SHORT_TEXT, true },
    [CORRECTED] = { "corrected", SHORT_TEXT, false },
    [CORRECTED_MAX] = { "corrected_max", SHORT_TEXT, false },
    [BASIS] = { "basis", LONG_TEXT, false },
    [REASON] = { "reason", LONG_TEXT, false },
    [QUOTE] = { "quote", LONG_TEXT, false },
    [UNIT_WORD] = { "unit_word", SHORT_TEXT, false },
    [SUBJECT] = { "subject", SHORT_TEXT, false },
    [COMPARATOR] = { "comparator", CODE_TEXT, false },
    [AMOUNT] = { "amount", SHORT_TEXT, false },
    [AMOUNT_MAX] = { "amount_max", SHORT_TEXT, false },
    [REVS] = { "rev", CODE_TEXT, true },
    [SUBJECTS] = { "subject", SHORT_TEXT, true },
    [COMPARATORS] = { "comparator", CODE_TEXT, true },
    [AMOUNTS] = { "amount", SHORT_TEXT, true },
    [AMOUNT_MAXES] = { "amount_max", SHORT_TEXT, true },
    [UNITS] = { "unit", CODE_TEXT, true },
};

typedef struct {
    Req *req;
    Resp *resp;
    TargetPage page;
    const TargetRow *row; /* NULL: of the whole task */
    TargetFields typed;
    TargetAt at;
    Complaints wrong;
} Post;

static const char *of_family(const Req *req, const char *name, int number)
{
    const char *value = form_get(req, mem_printf(req->mem, "%s.%d", name, number));

    return value == NULL ? "" : value;
}

static void take_parts(Post *p, const char *const *v)
{
    TargetFields *f = &p->typed;
    const char *unit_word = p->row == NULL ? v[UNIT_WORD] : p->row->unit_word;

    f->parts[0] = (PartTyped){ v[SUBJECT], v[COMPARATOR], unit_word, "", { v[AMOUNT], v[AMOUNT_MAX] } };
    f->part_units[0] = v[UNIT];
    for (int i = 1; i <= PARTS_MOST; i++) {
        f->parts[i] = (PartTyped){ .subject = of_family(p->req, "subject", i),
                                   .comparator = of_family(p->req, "comparator", i),
                                   .unit_word = unit_word,
                                   .quote = "",
                                   .number = { of_family(p->req, "amount", i),
                                               of_family(p->req, "amount_max", i) } };
        f->part_units[i] = of_family(p->req, "unit", i);
    }
}

static TargetForm form_of(const char *code)
{
    for (int form = FORM_NONE + 1; form < FORM__N; form++)
        if (strcmp(target_form_code((TargetForm)form), code) == 0)
            return (TargetForm)form;
    return FORM_NONE;
}

static bool take(Post *p, GError **err)
{
    const char *v[N_FIELDS];
    TargetFields *f = &p->typed;

    TRY(form_take(p->req, fields, N_FIELDS, v, err));
    *f = (TargetFields){ .form = form_of(v[ACTION]),
                         .target = p->row == NULL ? 0 : p->row->id,
                         .terms = { .kind = v[KIND], .base = v[BASE], .due_on = v[DUE_ON], .unit = v[UNIT] },
                         .corrected = { v[CORRECTED], v[CORRECTED_MAX] },
                         .basis = v[BASIS],
                         .reason = v[REASON],
                         .quote = v[QUOTE] };
    for (int month = 0; month <= MONTHS; month++)
        f->terms.plan[month] = of_family(p->req, "plan", month);
    take_parts(p, v);
    p->at = (TargetAt){ .plan = p->page.book->plan.code,
                        .no = p->page.task->no,
                        .target = f->target,
                        .confirm = strcmp(v[CONFIRM], "1") == 0,
                        .now_us = p->req->now_us };
    TRY(form_request_id(p->req, &p->at.request, err));
    return p->row == NULL || number_read(v[REV], &p->at.base_version) ||
           fail(err, ERR_BAD_INPUT, "target: rev is no number");
}

static bool done(Post *p, const char *said)
{
    if (p->row == NULL) {
        page_say(p->req, "%s", said);
        return resp_see_other(p->resp, p->req->mem, "%s", p->page.address);
    }
    page_say(p->req, "%s：%s。", said, zh_punct(p->req->mem, p->row->subject));
    return resp_see_other(p->resp, p->req->mem, "%s#t-%" PRId64, p->page.address, p->row->id);
}

static bool again(Post *p, GError **err)
{
    p->page.typed = p->typed;
    p->page.complaints = p->wrong.list;
    p->page.n_complaints = p->wrong.n;
    return target_page_show(&p->page, p->resp, 422, err);
}

/* What is there now, and what was typed beside it. */
static bool clash_or_fail(Post *p, GError *error, GError **err)
{
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    TRY(target_page_read(p->req, &p->page, err));
    p->page.typed = p->typed;
    p->page.conflict = true;
    return target_page_show(&p->page, p->resp, 409, err);
}

static bool after(Post *p, bool good, GError *error, const char *said, GError **err)
{
    if (!good)
        return clash_or_fail(p, error, err);
    return done(p, said);
}

/* A stale form gets its conflict before its complaints: they may be about what is no longer there. */
static bool is_stale(const Post *p)
{
    return p->row != NULL && (p->row->version != p->at.base_version || target_is_ended(p->row));
}

static bool post_confirm(Post *p, GError **err)
{
    ConfirmWish wish = { .plan = p->at.plan,
                         .no = p->at.no,
                         .targets = &p->at.target,
                         .base_versions = &p->at.base_version,
                         .n = 1,
                         .request = p->at.request,
                         .now_us = p->at.now_us };
    GError *error = NULL;
    bool good = act_target_confirm(p->req->app->db, p->req->mem, &p->req->who, &wish, &error);

    return after(p, good, error, "已确认", err);
}

/* rev.17=3, rev.18=1: those that stood on the page, as they stood there. */
static bool post_confirm_all(Post *p, GError **err)
{
    Req *req = p->req;
    int64_t *targets = mem_array(req->mem, int64_t, req->form.n),
            *revs = mem_array(req->mem, int64_t, req->form.n);
    ConfirmWish wish = { .plan = p->at.plan,
                         .no = p->at.no,
                         .targets = targets,
                         .base_versions = revs,
                         .request = p->at.request,
                         .now_us = p->at.now_us };
    GError *error = NULL;

    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        if (!g_str_has_prefix(param->name, "rev."))
            continue;
        if (!number_read(param->name + strlen("rev."), &targets[wish.n]) ||
            !number_read(param->value, &revs[wish.n]))
            return fail(err, ERR_BAD_INPUT, "targets: %s is no number", param->name);
        wish.n++;
    }
    if (wish.n == 0)
        return fail(err, ERR_BAD_INPUT, "targets: nothing to confirm");
    bool good = act_target_confirm(req->app->db, req->mem, &req->who, &wish, &error);
    return after(p, good, error, mem_printf(req->mem, "已确认 %" G_GSIZE_FORMAT " 个目标。", wish.n), err);
}

static bool post_set(Post *p, GError **err)
{
    TermsOf of = target_terms_of(&p->page);
    GError *error = NULL;
    Terms terms;

    terms_read(&p->wrong, &p->typed.terms, p->row->unit_word, &of, &terms);
    if (p->wrong.n > 0 && !is_stale(p))
        return again(p, err);
    bool good = p->wrong.n > 0
                    ? fail(&error, ERR_CONFLICT, "target: stale")
                    : act_target_set(p->req->app->db, p->req->mem, &p->req->who, &p->at, &terms, &error);
    return after(p, good, error, p->at.confirm ? "已保存并确认" : "已保存，仍为待核", err);
}

static bool post_correct(Post *p, GError **err)
{
    GError *error = NULL;
    Promised corrected;

    correction_read(&p->wrong, &p->typed.corrected, p->typed.basis, p->row->comparator, p->row->unit_word,
                    &p->row->printed, &corrected);
    if (p->wrong.n > 0 && !is_stale(p))
        return again(p, err);
    bool good = p->wrong.n > 0 ? fail(&error, ERR_CONFLICT, "target: stale")
                               : act_target_correct(p->req->app->db, p->req->mem, &p->req->who, &p->at,
                                                    &corrected, p->typed.basis, &error);
    return after(p, good, error, p->at.confirm ? "勘误已保存并确认" : "勘误已保存，仍为待核", err);
}

static bool post_uncorrect(Post *p, GError **err)
{
    GError *error = NULL;

    reason_check(&p->wrong, "reason", "撤回理由", p->typed.reason);
    if (p->wrong.n > 0 && !is_stale(p))
        return again(p, err);
    bool good = p->wrong.n > 0 ? fail(&error, ERR_CONFLICT, "target: stale")
                               : act_target_uncorrect(p->req->app->db, p->req->mem, &p->req->who, &p->at,
                                                      p->typed.reason, &error);
    return after(p, good, error, "已撤回勘误，恢复为待核", err);
}

static bool post_drop(Post *p, GError **err)
{
    GError *error = NULL;

    reason_check(&p->wrong, "reason", "取消理由", p->typed.reason);
    if (p->wrong.n > 0 && !is_stale(p))
        return again(p, err);
    bool good = p->wrong.n > 0 ? fail(&error, ERR_CONFLICT, "target: stale")
                               : act_target_drop(p->req->app->db, p->req->mem, &p->req->who, &p->at,
                                                 p->typed.reason, &error);
    return after(p, good, error, "已取消目标", err);
}

static bool part_is_empty(const PartTyped *part)
{
    return text_is_blank(part->subject) && text_is_blank(part->number.low) &&
           text_is_blank(part->number.high);
}

static UnitId unit_of(Post *p, const char *field, const char *typed)
{
    for (gsize i = 0; i < p->page.task->n_leads; i++) {
        UnitId unit = p->page.task->leads[i].unit->id;
        if (strcmp(mem_printf(p->req->mem, "%" PRId64, unit.v), typed) == 0)
            return unit;
    }
    if (p->page.task->n_leads > 0)
        complain(&p->wrong, field,
                 typed[0] == '\0' ? "请选择责任单位" : "责任单位须是本任务现在的牵头单位，请重新选择");
    return (UnitId){ 0 };
}

/* What is wrong with a part says with which. */
static void name_part(Post *p, gsize from, int part)
{
    for (gsize i = from; i < p->wrong.n; i++)
        p->wrong.list[i].text = mem_printf(p->req->mem, "第 %d 个目标：%s", part, p->wrong.list[i].text);
}

/* The first two are wanted; a later one only when something stands in it. */
static gsize read_parts(Post *p, NewTarget *parts)
{
    gsize n = 0;

    for (int i = 1; i <= PARTS_MOST; i++) {
        const PartTyped *typed = &p->typed.parts[i];
        char *suffix = mem_printf(p->req->mem, ".%d", i);
        if (i > PARTS_LEAST && part_is_empty(typed))
            continue;
        NewTarget *part = &parts[n++];
        gsize before = p->wrong.n;
        *part = (NewTarget){ .subject = typed->subject, .comparator = typed->comparator };
        part_check(&p->wrong, suffix, typed, &part->number);
        part->terms.unit = unit_of(p, mem_printf(p->req->mem, "unit%s", suffix), p->typed.part_units[i]);
        name_part(p, before, i);
    }
    reason_check(&p->wrong, "reason", "拆分理由", p->typed.reason);
    return n;
}

static bool post_split(Post *p, GError **err)
{
    NewTarget parts[PARTS_MOST];
    GError *error = NULL;
    gsize n = read_parts(p, parts);

    if (p->wrong.n > 0 && !is_stale(p))
        return again(p, err);
    bool good = p->wrong.n > 0 ? fail(&error, ERR_CONFLICT, "target: stale")
                               : act_target_split(p->req->app->db, p->req->mem, &p->req->who, &p->at, parts,
                                                  n, p->typed.reason, &error);
    return after(p, good, error, "已拆分", err);
}

static bool post_add(Post *p, GError **err)
{
    const PartTyped *typed = &p->typed.parts[0];
    TermsOf of = target_terms_of(&p->page);
    NewTarget new = { .subject = typed->subject,
                      .comparator = typed->comparator,
                      .unit_word = typed->unit_word };
    GError *error = NULL;

    new.quote = quote_read(&p->wrong, p->typed.quote, p->page.task->source);
    part_check(&p->wrong, "", typed, &new.number);
    terms_read(&p->wrong, &p->typed.terms, typed->unit_word, &of, &new.terms);
    if (p->wrong.n > 0)
        return again(p, err);
    bool good = act_target_add(p->req->app->db, p->req->mem, &p->req->who, &p->at, &new, &error);
    return after(p, good, error, p->at.confirm ? "已增加并确认一个目标。" : "已增加一个目标，请核对后确认。",
                 err);
}

static bool post_form(Post *p, GError **err)
{
    static bool (*const posts[FORM__N])(Post *, GError **) = {
        [FORM_CONFIRM] = post_confirm,
        [FORM_CONFIRM_ALL] = post_confirm_all,
        [FORM_SET] = post_set,
        [FORM_CORRECT] = post_correct,
        [FORM_UNCORRECT] = post_uncorrect,
        [FORM_SPLIT] = post_split,
        [FORM_DROP] = post_drop,
        [FORM_ADD] = post_add,
    };
    bool of_task = p->typed.form == FORM_CONFIRM_ALL || p->typed.form == FORM_ADD;

    if (p->typed.form == FORM_NONE || of_task != (p->row == NULL))
        return fail(err, ERR_BAD_INPUT, "target: no such action here");
    return posts[p->typed.form](p, err);
}

bool page_task_targets_post(Req *req, Resp *resp, GError **err)
{
    Post p = { .req = req, .resp = resp, .wrong = complaints_new(req->mem) };

    TRY(target_page_read(req, &p.page, err));
    TRY(take(&p, err));
    return post_form(&p, err);
}

bool page_target_post(Req *req, Resp *resp, GError **err)
{
    Post p = { .req = req, .resp = resp, .wrong = complaints_new(req->mem) };
    int64_t target;

    TRY(target_page_read(req, &p.page, err));
    if (!number_read(req->arg[2], &target))
        return fail(err, ERR_NOT_FOUND, "no target %s", req->arg[2]);
    p.row = target_in(p.page.rows, p.page.n, target);
    if (p.row == NULL)
        return fail(err, ERR_NOT_FOUND, "the task has no target %s", req->arg[2]);
    TRY(take(&p, err));
    return post_form(&p, err);
}
