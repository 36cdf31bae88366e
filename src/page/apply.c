/* apply.c: a lead unit asks for 延期, 调整, 异议, 销号; see apply.h. */
#include "page/apply.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "page/app.h"
#include "page/application_words.h"
#include "page/pages.h"
#include "page/show.h"
#include "page/task_show.h"

enum { FILES_MOST = 60 };

static const Field fields[APPLY__N] = {
    [APPLY_UNIT] = { "unit", 18, false },        [APPLY_PERIOD] = { "period", 16, false },
    [APPLY_TARGET] = { "target", 18, false },    [APPLY_ASKED] = { "asked", 20000, false },
    [APPLY_REASON] = { "reason", 20000, false }, [APPLY_EVIDENCE] = { "evidence", 20000, false },
    [APPLY_FILE] = { "file", 4, true },          [APPLY_EXPLAIN] = { "explain", 20000, true },
};

/* Of one's own unit; a supervisor may name one that nobody can sign in for (代填). */
static UnitId unit_of(const Apply *form)
{
    int64_t unit;

    if (form->value[APPLY_UNIT] != NULL && number_read(form->value[APPLY_UNIT], &unit))
        return (UnitId){ unit };
    return form->req->who.unit;
}

/* The task page said who may; whoever comes by another way gets the rule's reason. */
static bool open_place(Apply *form, GError **err)
{
    Req *req = form->req;
    ItemAddress at = { .plan = req->arg[0], .no = form->task->no, .unit = unit_of(form) };
    GError *error = NULL;

    if (!item_place(req->app->db, req->mem, &req->who, &at, &form->place, &error)) {
        if (err_kind(error) != ERR_NOT_FOUND || at.unit.v != 0) {
            g_propagate_error(err, error);
            return false;
        }
        g_clear_error(&error); /* somebody without a unit */
        return fail_detail(err, ERR_DENIED, (int)NO_LEAD, "apply: of no unit");
    }
    form->place.facts.objects = application_objects(&req->who, &form->place, form->asks);
    Verdict verdict = authz(&req->who, DEED_APPLY, &form->place.facts);
    return verdict == MAY || fail_detail(err, ERR_DENIED, (int)verdict, "apply: %s", verdict_code(verdict));
}

static bool may_point_to(const Apply *form, const TaskEvidence *file)
{
    return file->unit.v == form->place.at.unit.v;
}

static bool read_files(Apply *form, GError **err)
{
    TaskEvidence *all;
    gsize n;

    TRY(evidence_of_task(form->req->app->db, form->req->mem, form->task->id, &all, &n, err));
    form->files = mem_array(form->req->mem, TaskEvidence, n);
    for (gsize i = 0; i < n && form->n_files < FILES_MOST; i++)
        if (may_point_to(form, &all[i]))
            form->files[form->n_files++] = all[i];
    return true;
}

static bool apply_open(Req *req, Apply *form, GError **err)
{
    form->req = req;
    TRY(task_of_address(req, &form->book, &form->task, err));
    form->asks = asks_of(req->arg[2]);
    if (form->asks == ASKS_NONE)
        return fail(err, ERR_NOT_FOUND, "no application of kind %s", req->arg[2]);
    form->path = req->path;
    TRY(open_place(form, err));
    return read_files(form, err);
}

static Named named_of(const Apply *form)
{
    Named named = { .period = form->value[APPLY_PERIOD] };

    if (form->value[APPLY_TARGET][0] != '\0')
        (void)number_read(form->value[APPLY_TARGET], &named.target); /* no number: no target */
    if (form->asks == ASKS_LEAD || form->asks == ASKS_ASSIGNMENT)
        (void)number_read(form->value[APPLY_ASKED], &named.other_unit);
    return named;
}

static bool read_ground(Apply *form, GError **err)
{
    Req *req = form->req;
    Named named = named_of(form);
    CheckLine *lines;

    TRY(application_ground(req->app->db, req->mem, &form->place.at, &named, req->now_us, &form->facts, err));
    if (form->asks != ASKS_CLOSURE)
        return true;
    TRY(closing_now(req->app->db, req->mem, form->task->id, (int64_t)form->n_picked,
                    !text_is_blank(form->value[APPLY_EVIDENCE]), &lines, &form->n_checks, err));
    form->checks = mem_array(req->mem, StoredCheck, form->n_checks);
    for (gsize i = 0; i < form->n_checks; i++) {
        const char *typed = form_get(req, mem_printf(req->mem, "explain.%" PRId64, lines[i].target));
        form->checks[i] = (StoredCheck){ lines[i], lines[i].target == 0 || typed == NULL ? "" : typed };
    }
    return true;
}

bool page_apply(Req *req, Resp *resp, GError **err)
{
    Apply form = { 0 };
    const char *period = query_get(req, "period"), *target = query_get(req, "target");

    for (int i = 0; i < APPLY__N; i++)
        form.value[i] = "";
    form.value[APPLY_UNIT] = query_get(req, "unit");
    form.value[APPLY_PERIOD] = period == NULL ? "" : period;
    form.value[APPLY_TARGET] = target == NULL ? "" : target;
    TRY(apply_open(req, &form, err));
    TRY(read_ground(&form, err));
    return apply_show(&form, resp, 200, err);
}

/* ---- what was sent */

static void take_picked(Apply *form)
{
    int64_t *picked = mem_array(form->req->mem, int64_t, form->n_files + 1);

    for (gsize i = 0; i < form->n_files; i++)
        if (form_get(form->req, mem_printf(form->req->mem, "file.%" PRId64, form->files[i].id)) != NULL)
            picked[form->n_picked++] = form->files[i].id;
    form->picked = picked;
}

static void complain_of_checks(const Apply *form, Complaints *to)
{
    for (gsize i = 0; i < form->n_checks; i++) {
        const CheckLine *line = &form->checks[i].line;
        const char *field = line->may_explain ? mem_printf(to->mem, "explain.%" PRId64, line->target)
                            : line->kind == CHECK_EVIDENCE ? "evidence"
                                                           : "checks";
        if (closing_blocks(line, form->checks[i].explained))
            complain(to, field,
                     line->may_explain ? mem_printf(to->mem, "%s；请说明原因和处理意见", line->words)
                     : line->kind == CHECK_EVIDENCE ? "请勾选佐证材料，或在佐证说明中写明"
                                                    : mem_printf(to->mem, "%s，暂不能申请销号", line->words));
        complain_most(to, field, "说明", form->checks[i].explained, APPLY_EXPLAIN_MOST);
    }
}

static Application typed_of(const Apply *form)
{
    return (Application){ .asks = form->asks,
                          .asked = form->value[APPLY_ASKED],
                          .reason = form->value[APPLY_REASON],
                          .evidence = form->value[APPLY_EVIDENCE] };
}

static void judge(Apply *form)
{
    Application typed = typed_of(form);
    Complaints to = { .mem = form->req->mem };
    const char *stood, *asked;

    to.list = application_complaints(form->req->mem, &typed, &form->facts.ground, &stood, &asked, &to.n);
    complain_of_checks(form, &to);
    form->complaints = to.list;
    form->n_complaints = to.n;
}

static Explained *explained_of(const Apply *form)
{
    Explained *list = mem_array(form->req->mem, Explained, form->n_checks + 1);

    for (gsize i = 0; i < form->n_checks; i++)
        list[i] = (Explained){ form->checks[i].line.kind, form->checks[i].line.target,
                               form->checks[i].explained };
    return list;
}

static bool hand_in(Apply *form, Resp *resp, GError **err)
{
    Req *req = form->req;
    ApplyWish wish = { .at = form->place.at,
                       .named = named_of(form),
                       .typed = typed_of(form),
                       .files = form->picked,
                       .n_files = form->n_picked,
                       .explained = explained_of(form),
                       .n_explained = form->n_checks,
                       .now_us = req->now_us };
    GError *error = NULL;
    int64_t id;

    TRY(form_request_id(req, &wish.request, err));
    if (act_application_new(req->app->db, req->mem, &req->who, &wish, &id, &error)) {
        page_say(req, "已提交%s申请，等待督查室审批；审批前可以撤回。", asks_word(form->asks));
        return resp_see_other(resp, req->mem, "%s", application_path(req, id));
    }
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    form->twin = true;
    return apply_show(form, resp, 409, err);
}

bool page_apply_post(Req *req, Resp *resp, GError **err)
{
    Apply form = { 0 };

    TRY(form_take(req, fields, APPLY__N, form.value, err));
    form.value[APPLY_FILE] = form.value[APPLY_EXPLAIN] = "";
    TRY(apply_open(req, &form, err));
    take_picked(&form);
    TRY(read_ground(&form, err));
    judge(&form);
    if (form.n_complaints > 0)
        return apply_show(&form, resp, 422, err);
    return hand_in(&form, resp, err);
}
