/* report_post.c: what the report's form does: save, check, preview, submit, withdraw (ux.md §4.5). */
#include <inttypes.h>

#include "act/report_deeds.h"
#include "base/err.h"
#include "base/log.h"
#include "base/words.h"
#include "page/app.h"
#include "page/files.h"
#include "page/gate.h"
#include "page/pages.h"
#include "page/report_copy.h"
#include "page/report_form.h"
#include "page/show.h"
#include "rule/complain.h"
#include "store/ledger.h"
#include "web/form.h"

enum { NAME_CHARS = 60 };
enum { MISSING_NAMED = 6 }; /* so many numbers of what is still missing go into the message */

typedef struct {
    Req *req;
    Resp *resp;
    ReportForm *form;
    ReportWish wish;
    const char *section;
    Complaints files; /* what became of files that came along */
} Post;

/* Before a page is shown without any deed: who may not save gets the reason, not the form. */
static bool may_save(const Post *p, GError **err)
{
    TRY(report_form_place(p->req, p->form, err));
    Verdict verdict = authz(&p->req->who, DEED_SAVE_DRAFT, &p->form->place.facts);

    return verdict == MAY ||
           fail_detail(err, ERR_DENIED, (int)verdict, "report form: %s", verdict_code(verdict));
}

static bool form_again(Post *p, bool kept, GError **err)
{
    return report_edit_show(p->req, p->resp, p->form, 422, kept, err);
}

/* A deed that failed: a conflict becomes the page that keeps both texts. */
static bool clash_or_fail(Post *p, GError *error, GError **err)
{
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    TRY(report_form_place(p->req, p->form, err));
    return report_clash_show(p->req, p->resp, p->form, err);
}

/* Texts that are too long and files that were not kept are told on one page. */
static void add_complaints_of_files(Post *p)
{
    ReportForm *form = p->form;
    Complaints all = complaints_new(p->req->mem);

    form->only_files = form->n_complaints == 0;
    for (gsize i = 0; i < form->n_complaints; i++)
        complain(&all, form->complaints[i].field, form->complaints[i].text);
    for (gsize i = 0; i < p->files.n; i++)
        complain(&all, p->files.list[i].field, p->files.list[i].text);
    form->complaints = all.list;
    form->n_complaints = all.n;
}

/* The form goes on from what is stored now, with what a colleague had changed. */
static void take_saved(Post *p, const DraftSaved *saved)
{
    Mem *mem = p->req->mem;
    ReportForm *form = p->form;
    const char *at = word_moment(mem, saved->at_us);

    form->rev = saved->rev;
    form->fields = saved->fields;
    form->base = fields_marks(mem, &form->fields);
    if (saved->merged.n_theirs == 0)
        return;
    bool own = saved->by.v == p->req->who.person.v;
    form->merged = merged_words(mem, &saved->merged);
    form->merged_by = own ? mem_printf(mem, "您本人 %s 在另一个窗口", at)
                          : mem_printf(mem, "同事 %s %s", saved->by_name, at);
}

/* *done false: the answer is made already. */
static bool save(Post *p, bool *done, GError **err)
{
    Req *req = p->req;
    ReportForm *form = p->form;
    DraftSaved saved;
    GError *error = NULL;

    *done = false;
    form->complaints = draft_complaints(req->mem, &form->fields, &form->n_complaints);
    if (form->n_complaints > 0) {
        add_complaints_of_files(p);
        return may_save(p, err) && form_again(p, false, err);
    }
    if (!act_draft_save(req->app->db, req->mem, &req->who, &p->wish, &saved, &error))
        return clash_or_fail(p, error, err);
    take_saved(p, &saved);
    form->saved_name = req->who.name;
    form->saved_us = req->now_us;
    *done = true;
    return true;
}

/* Chosen, but another button was pressed than the one that sends files: nobody is to believe that it is there. */
static bool is_unsent(const Post *p)
{
    return p->form->unsent != NULL && p->form->unsent[0] != '\0';
}

static bool unsent_again(Post *p, GError **err)
{
    TRY(report_form_place(p->req, p->form, err));
    complain(&p->files, "files",
             mem_printf(p->req->mem, "“%s”还没有上传，请重新选择文件，再点“上传所选文件”",
                        text_short(p->req->mem, p->form->unsent, NAME_CHARS)));
    p->form->n_complaints = 0;
    add_complaints_of_files(p);
    return form_again(p, true, err);
}

static bool post_save(Post *p, GError **err)
{
    bool done;

    TRY(save(p, &done, err));
    if (!done)
        return true;
    if (is_unsent(p))
        return unsent_again(p, err);
    const char *clock = word_moment(p->req->mem, p->req->now_us);
    const char *mark = p->section[0] == '\0' ? "" : mem_printf(p->req->mem, "#%s", p->section);
    if (p->form->merged != NULL)
        page_say(p->req, "已保存，并合入%s 修改的“%s”", p->form->merged_by, p->form->merged);
    else
        page_say(p->req, "已保存草稿（%s）", clock);
    return resp_see_other(p->resp, p->req->mem, "%s/edit%s", p->form->path, mark);
}

/* What is in the draft, once more: or the form, when something keeps it from being handed in. */
static bool show_check(Post *p, bool preview, GError **err)
{
    ReportForm *form = p->form;

    TRY(report_form_judge(p->req, form, err));
    form->complaints = report_complaints(p->req->mem, &form->fields, &form->n_complaints);
    if (form->n_complaints > 0 && !preview)
        return form_again(p, true, err);
    return report_check_show(p->req, p->resp, form, err);
}

static bool post_check(Post *p, bool preview, GError **err)
{
    bool done;

    TRY(save(p, &done, err));
    if (!done)
        return true;
    return is_unsent(p) ? unsent_again(p, err) : show_check(p, preview, err);
}

static bool is_handed_in(const UnitReport *line)
{
    return line->status == REPORT_SUBMITTED || line->status == REPORT_APPROVED;
}

/* 第 21 项、第 27 项; only the first few of many. */
static const char *missing_words(Mem *mem, const UnitReport *list, gsize n, int64_t *missing)
{
    const char *words = "";

    *missing = 0;
    for (gsize i = 0; i < n; i++) {
        if (is_handed_in(&list[i]) || ++*missing > MISSING_NAMED)
            continue;
        words = mem_printf(mem, "%s%s第 %" PRId64 " 项", words, words[0] == '\0' ? "" : "、",
                           list[i].task_no);
    }
    return *missing > MISSING_NAMED ? mem_printf(mem, "%s等", words) : words;
}

static bool say_how_many(Post *p, GError **err)
{
    const ReportPlace *place = &p->form->place;
    UnitReport *list;
    gsize n;
    int64_t missing;

    TRY(unit_reports(p->req->app->db, p->req->mem, place->period, place->facts.period, place->unit, &list, &n,
                     err));
    const char *words = missing_words(p->req->mem, list, n, &missing);
    if (missing == 0)
        return page_say(p->req, "已提交，等待督查室审核。本单位本期 %" G_GSIZE_FORMAT " 项已全部提交。", n);
    return page_say(p->req,
                    "已提交，等待督查室审核。本单位本期 %" G_GSIZE_FORMAT " 项已提交 %" PRId64
                    " 项，还差 %" PRId64 " 项：%s",
                    n, (int64_t)n - missing, missing, words);
}

/* The report is stored: nothing that fails from here on may say otherwise. */
static void say_submitted(Post *p)
{
    g_autoptr(GError) error = NULL;

    if (say_how_many(p, &error))
        return;
    log_line(LOG_WARN, p->req->id, "after it was handed in: %s", error->message);
    page_say(p->req, "已提交，等待督查室审核。");
}

/* Somebody saved since the page was checked: what was merged is shown once more before it is handed in. */
static bool submit_again(Post *p, GError *error, GError **err)
{
    bool done;

    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    TRY(save(p, &done, err));
    return !done || show_check(p, false, err);
}

static bool post_submit(Post *p, GError **err)
{
    Req *req = p->req;
    ReportForm *form = p->form;
    GError *error = NULL;

    if (!act_report_submit(req->app->db, req->mem, &req->who, &p->wish, &error)) {
        if (err_kind(error) != ERR_BAD_INPUT)
            return submit_again(p, error, err);
        g_clear_error(&error);
        return post_check(p, false, err); /* which says what keeps it from being handed in */
    }
    say_submitted(p);
    return resp_see_other(p->resp, req->mem, "%s", form->task_path);
}

static bool post_withdraw(Post *p, GError **err)
{
    Req *req = p->req;

    TRY(act_report_withdraw(req->app->db, req->mem, &req->who, &p->wish, err));
    page_say(req, "已撤回第 %" PRId64 " 项 %s进展，可以修改后重新提交。", p->form->place.task_no,
             word_period(req->mem, p->form->place.period_code));
    return resp_see_other(p->resp, req->mem, "%s", p->form->task_path);
}

/* Files first: each is kept or taken away by itself, whatever becomes of the words. Then the words, for the page that they
 * were typed on is gone. */
static bool post_files(Post *p, bool remove, GError **err)
{
    ReportForm *form = p->form;
    const char *said = "";
    bool done;

    TRY(may_save(p, err));
    if (remove)
        TRY(files_remove(p->req, &form->at, form->removed, &said, err));
    else
        TRY(files_take(p->req, &form->at, &p->files, &said, err));
    if (said[0] != '\0')
        page_say(p->req, "%s", said);
    TRY(save(p, &done, err));
    if (!done)
        return true;
    if (p->files.n == 0)
        return resp_see_other(p->resp, p->req->mem, "%s/edit#s6", form->path);
    add_complaints_of_files(p);
    return form_again(p, true, err);
}

/* 返回修改: nothing is stored, the fields come back as they were sent. */
static bool post_edit(Post *p, GError **err)
{
    ReportForm stored = *p->form;

    TRY(may_save(p, err));
    TRY(report_form_draft(p->req, &stored, err));
    p->form->saved_name = stored.saved_name;
    p->form->saved_us = stored.saved_us;
    return report_edit_show(p->req, p->resp, p->form, 200, true, err);
}

static bool post_wish(Post *p, GError **err)
{
    TRY(form_request_id(p->req, &p->wish.request, err));
    p->wish.at = p->form->at;
    p->wish.base_rev = p->form->rev;
    p->wish.base = p->form->base;
    p->wish.fields = p->form->fields;
    p->wish.now_us = p->req->now_us;
    return true;
}

/* What was typed belongs to another period: the form comes back with it, and the person says for which it is. */
static bool wrong_period(Post *p, GError **err)
{
    Mem *mem = p->req->mem;
    ReportForm *form = p->form;
    const char *sent = form->sent_period;
    const char *here = word_period(mem, form->at.period);
    Complaints to = complaints_new(mem);

    TRY(may_save(p, err));
    complain(&to, "period",
             sent[0] == '\0' ? mem_printf(mem, "表单没有写明报送期，页面地址是%s，没有保存", here)
                             : mem_printf(mem, "表单是%s的，页面地址是%s，两者不一致，没有保存",
                                          word_period(mem, sent), here));
    form->base = "";
    form->rev = 0; /* whatever stands in this period's draft is not overwritten without a question */
    form->complaints = to.list;
    form->n_complaints = to.n;
    return form_again(p, false, err);
}

/* Between two versions some field has no choice yet. */
static bool undecided(Post *p, GError **err)
{
    TRY(may_save(p, err));
    return report_clash_show(p->req, p->resp, p->form, err);
}

/* A line for the script of the page: what it goes on from, or why it must stop. Nothing is merged here, for the page would
 * not show it. */
static bool post_autosave(Post *p, GError **err)
{
    Req *req = p->req;
    DraftSaved saved;
    gsize n;
    GError *error = NULL;

    p->wish.by_itself = true;
    draft_complaints(req->mem, &p->form->fields, &n);
    if (n > 0)
        return resp_json(p->resp, req->mem, 422, "long", "1", NULL);
    if (act_draft_save(req->app->db, req->mem, &req->who, &p->wish, &saved, &error))
        return resp_json(p->resp, req->mem, 200, "rev", mem_printf(req->mem, "%" PRId64, saved.rev), "marks",
                         fields_marks(req->mem, &saved.fields), "at", word_moment(req->mem, req->now_us),
                         "until",
                         word_moment(req->mem, MIN(req->now_us + session_idle_us(req), req->ends_us)), NULL);
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    ReportForm stored = *p->form;
    TRY(report_form_place(req, &stored, err));
    TRY(report_form_draft(req, &stored, err));
    return resp_json(p->resp, req->mem, 409, "by", stored.saved_name, "at",
                     word_moment(req->mem, stored.saved_us), NULL);
}

bool page_report_post(Req *req, Resp *resp, GError **err)
{
    ReportForm form;
    ReportAction action;
    Post p = { .req = req, .resp = resp, .form = &form, .files = complaints_new(req->mem) };

    TRY(report_form_address(req, &form, err));
    TRY(report_form_typed(req, &form, &action, &p.section, err));
    if (form.wrong_period)
        return wrong_period(&p, err);
    TRY(post_wish(&p, err));
    if (form.undecided)
        return undecided(&p, err);
    if (action != ACTION_WITHDRAW)
        report_form_touch(req, &form);
    if (action != ACTION_SAVE && action != ACTION_AUTOSAVE) /* which ends without a page when all is well */
        TRY(report_form_place(req, &form, err));
    switch (action) {
    case ACTION_SAVE:
        return post_save(&p, err);
    case ACTION_AUTOSAVE:
        return post_autosave(&p, err);
    case ACTION_CHECK:
    case ACTION_PREVIEW:
        return post_check(&p, action == ACTION_PREVIEW, err);
    case ACTION_SUBMIT:
        return post_submit(&p, err);
    case ACTION_WITHDRAW:
        return post_withdraw(&p, err);
    case ACTION_EDIT:
        return post_edit(&p, err);
    case ACTION_UPLOAD:
    case ACTION_REMOVE:
        return post_files(&p, action == ACTION_REMOVE, err);
    case ACTION_COPY:
    case ACTION_COPY_OVER:
        return report_copy(req, resp, &form, &p.wish, action == ACTION_COPY_OVER, err);
    default:
        return fail(err, ERR_BAD_INPUT, "report: no action");
    }
}
