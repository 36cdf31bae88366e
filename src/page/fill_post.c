/* fill_post.c: what the page of all tasks does: save, begin with the last period's words, check, submit. Each row is a
 * deed of its own, with its own transaction and its own answer. */
#include <inttypes.h>
#include <string.h>

#include "act/report_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/fill.h"
#include "page/pages.h"
#include "page/report_copy.h"
#include "page/show.h"
#include "store/item.h"
#include "store/light_read.h"
#include "store/version.h"
#include "web/form.h"

enum { COMPLAINTS_ROOM = 160 };

typedef struct {
    Req *req;
    Resp *resp;
    Fill *fill;
    RequestId request;
} Post;

/* Each row's deed has an id of its own that comes from the form's: the same form again is the same deeds. */
static RequestId request_of(const RequestId *form, int64_t no)
{
    RequestId id = *form;

    for (int i = 0; i < 8; i++)
        id.bytes[REQUEST_ID_BYTES - 1 - i] ^= (uint8_t)((uint64_t)no >> (8 * i));
    return id;
}

static ReportWish wish_of(const Req *req, const Fill *fill, const RequestId *form, const FillLine *line)
{
    const ReportPlace *place = &line->row->place;

    return (ReportWish){ .at = { fill->book->plan.code, place->task_no, place->period_code, place->unit },
                         .request = request_of(form, place->task_no),
                         .base_rev = line->rev,
                         .base = line->was,
                         .fields = line->fields,
                         .now_us = req->now_us };
}

/* A row's own failure stays with the row; one of the house ends the request, and its page shows what was typed. */
static bool settle(FillLine *line, bool done, LineOutcome outcome, GError *error, GError **err)
{
    if (done) {
        line->outcome = outcome;
        return true;
    }
    switch (err_kind(error)) {
    case ERR_CONFLICT:
        line->outcome = LINE_CLASH;
        break;
    case ERR_DENIED:
        line->outcome = LINE_SHUT;
        line->refused = (Verdict)err_detail(error);
        break;
    default:
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    return true;
}

bool fill_save(Req *req, const Fill *fill, const RequestId *form, FillLine *line, LineOutcome outcome,
               bool by_itself, GError **err)
{
    ReportWish wish = wish_of(req, fill, form, line);
    GError *error = NULL;
    DraftSaved saved = { .rev = line->rev, .fields = line->fields };

    wish.by_itself = by_itself;
    bool done = act_draft_save(req->app->db, req->mem, &req->who, &wish, &saved, &error);
    TRY(settle(line, done, outcome, error, err));
    line->kept = done;
    line->rev = saved.rev;
    line->fields = saved.fields;
    line->merged = saved.merged.n_theirs > 0;
    return true;
}

static bool save(const Post *p, FillLine *line, LineOutcome outcome, GError **err)
{
    return fill_save(p->req, p->fill, &p->request, line, outcome, false, err);
}

/* Adds what is no number: saying so at once spares a second round over thirty tasks. */
static void judge_amounts(Mem *mem, FillLine *line)
{
    Complaint *all = mem_array(mem, Complaint, COMPLAINTS_ROOM + line->n_complaints);

    for (gsize i = 0; i < line->n_complaints; i++)
        all[i] = line->complaints[i];
    for (gsize i = 0; i < line->fields.n_amounts && i < COMPLAINTS_ROOM; i++) {
        const AmountField *amount = &line->fields.amounts[i];
        int64_t amount_e4;
        const char *words = amount_complaint(amount_read(amount->typed, amount->unit_word, &amount_e4));
        if (words != NULL)
            all[line->n_complaints++] = (Complaint){ mem_printf(mem, "value.%" PRId64, amount->target),
                                                     mem_printf(mem, "“%s”本期值：%s", amount->subject,
                                                                words) };
    }
    line->complaints = all;
}

void fill_judge(Mem *mem, FillLine *line)
{
    line->complaints = draft_complaints(mem, &line->fields, &line->n_complaints);
    judge_amounts(mem, line);
}

/* Right rows are saved, wrong ones stay as typed, untouched ones are not written. */
static bool save_line(const Post *p, FillLine *line, GError **err)
{
    if (!line->changed)
        return true;
    fill_judge(p->req->mem, line);
    if (line->n_complaints == 0)
        return save(p, line, LINE_SAVED, err);
    line->outcome = LINE_BAD;
    return true;
}

static bool save_lines(const Post *p, GError **err)
{
    for (gsize i = 0; i < p->fill->n; i++)
        TRY(save_line(p, &p->fill->lines[i], err));
    return true;
}

static gsize troubles(const Fill *fill)
{
    return fill_count(fill, LINE_BAD) + fill_count(fill, LINE_CLASH) + fill_count(fill, LINE_SHUT);
}

static int64_t handed_in(const Fill *fill)
{
    int64_t n = 0;

    for (gsize i = 0; i < fill->n; i++) {
        ReportState state = fill->lines[i].row->place.facts.report;
        n += state == REPORT_SUBMITTED || state == REPORT_APPROVED;
    }
    return n;
}

/* 已保存 28 项，3 项需要修改; the rows in question say what is wrong. */
static bool show_again(const Post *p, int status, const char *trouble, GError **err)
{
    TRY(fill_refresh(p->req, p->fill, err));
    return fill_show(p->req, p->resp, p->fill, status, trouble, err);
}

static bool show_troubles(const Post *p, GError **err)
{
    const Fill *fill = p->fill;
    gsize bad = fill_count(fill, LINE_BAD), late = fill_count(fill, LINE_CLASH) + fill_count(fill, LINE_SHUT);
    gsize saved = fill_count(fill, LINE_SAVED) + fill_count(fill, LINE_COPIED);
    const char *said = mem_printf(p->req->mem, "已保存 %" G_GSIZE_FORMAT " 项", saved);

    if (bad > 0)
        said = mem_printf(p->req->mem, "%s，%" G_GSIZE_FORMAT " 项需要修改", said, bad);
    if (late > 0)
        said = mem_printf(p->req->mem, "%s，%" G_GSIZE_FORMAT " 项已有变化", said, late);
    return show_again(p, bad > 0 ? 422 : 409, said, err);
}

static bool back(const Post *p)
{
    return resp_see_other(p->resp, p->req->mem, "%s", p->fill->path);
}

/* What colleagues had changed since the page was given out is in it, too. */
static const char *merged_words_of(const Post *p)
{
    int64_t n = 0;

    for (gsize i = 0; i < p->fill->n; i++)
        n += p->fill->lines[i].merged;
    return n == 0 ? "" : mem_printf(p->req->mem, "，其中 %" PRId64 " 项合入了同事刚才的修改", n);
}

static bool post_save(const Post *p, GError **err)
{
    gsize n;

    TRY(save_lines(p, err));
    if (troubles(p->fill) > 0)
        return show_troubles(p, err);
    n = fill_count(p->fill, LINE_SAVED);
    if (n == 0)
        page_say(p->req, "没有改动，草稿保持原样。");
    else
        page_say(p->req, "已保存 %" G_GSIZE_FORMAT " 项草稿（%s）%s", n,
                 word_moment(p->req->mem, p->req->now_us), merged_words_of(p));
    return back(p);
}

/* Only what is empty: words that somebody typed are never written over here. */
static bool copy_line(const Post *p, FillLine *line, GError **err)
{
    if (line->verdict != MAY || line->outcome != LINE_REST || !line->row->before.any ||
        fields_have_words(&line->fields) || line->rev != line->row->draft.rev)
        return true;
    line->fields = fields_copied(&line->row->before, &line->fields);
    return save(p, line, LINE_COPIED, err);
}

static bool post_copy(const Post *p, GError **err)
{
    TRY(save_lines(p, err));
    for (gsize i = 0; i < p->fill->n; i++)
        TRY(copy_line(p, &p->fill->lines[i], err));
    if (troubles(p->fill) > 0)
        return show_troubles(p, err);
    gsize n = fill_count(p->fill, LINE_COPIED);
    if (n == 0)
        page_say(p->req, "没有可以沿用的任务：只沿用尚未填写、并且上期有审核通过内容的任务。");
    else
        page_say(
            p->req,
            "已将上期文字作为 %" G_GSIZE_FORMAT " 项任务的草稿，请逐项改为本期情况，并填写本期值和亮灯。", n);
    return back(p);
}

static gsize ticked(const Fill *fill)
{
    gsize n = 0;

    for (gsize i = 0; i < fill->n; i++)
        n += fill->lines[i].ticked;
    return n;
}

/* So are the answers to a return: what is not ticked or said yet is asked for on the single form. */
static bool take_answers(Req *req, const ReportPlace *place, const Draft *draft, ReportFields *all,
                         GError **err)
{
    Reason *reasons;
    gsize n;
    bool back = place->facts.report == REPORT_RETURNED || place->facts.report == REPORT_WITHDRAWN;

    if (!back)
        return true;
    TRY(return_reasons(req->app->db, req->mem, place->report, &reasons, &n, err));
    all->answers = answers_settled(req->mem, reasons, n, NULL, &draft->fields);
    all->n_answers = n;
    return true;
}

/* The work items as the single form has left them: they are handed in with the rest. */
static bool take_items(Req *req, const FillLine *line, ReportFields *all, GError **err)
{
    const ReportPlace *place = &line->row->place;
    ItemAddress of = { req->arg[0], place->task_no, place->unit };
    WorkItem *items;
    Draft draft;
    gsize n;

    TRY(item_list(req->app->db, req->mem, &req->who, &of, &items, &n, err));
    TRY(draft_find(req->app->db, req->mem, place, line->row->targets, line->row->n_targets, &draft, err));
    TRY(take_answers(req, place, &draft, all, err));
    if (n > 0)
        all->items = items_settled(req->mem, items, n, all, &draft.fields, &all->n_items);
    return true;
}

/* All that the deed will look at, so that it has nothing more to say. */
static bool judge(Req *req, FillLine *line, GError **err)
{
    ReportFields all = line->fields;
    ReportLight light;

    TRY(take_items(req, line, &all, err));
    TRY(report_light(req->app->db, req->mem, &line->row->place, &all, req->now_us, &light, err));
    line->complaints = report_complaints(req->mem, &all, &line->n_complaints);
    line->kept = true;
    if (line->n_complaints > 0)
        line->outcome = LINE_BAD;
    return true;
}

static bool judge_ticked(Req *req, FillLine *line, GError **err)
{
    if (!line->ticked || (line->outcome != LINE_REST && line->outcome != LINE_SAVED))
        return true;
    if (line->verdict == MAY)
        return judge(req, line, err);
    line->outcome = LINE_SHUT;
    line->refused = line->verdict;
    return true;
}

static bool post_check(const Post *p, GError **err)
{
    Fill *fill = p->fill;

    TRY(save_lines(p, err));
    for (gsize i = 0; i < fill->n; i++)
        TRY(judge_ticked(p->req, &fill->lines[i], err));
    if (troubles(fill) > 0)
        return show_troubles(p, err);
    if (ticked(fill) == 0)
        return show_again(p, 422, "请先勾选要提交的任务", err);
    return fill_check_show(p->req, p->resp, fill, err);
}

/* What is handed in is the draft that the person has just checked: of that revision, or nothing. */
static bool submit_line(const Post *p, FillLine *line, GError **err)
{
    Req *req = p->req;
    GError *error = NULL;

    if (!line->ticked)
        return true;
    line->fields = line->row->draft.fields;
    ReportWish wish = wish_of(req, p->fill, &p->request, line);
    bool done = act_report_submit(req->app->db, req->mem, &req->who, &wish, &error);
    if (!done && err_kind(error) == ERR_BAD_INPUT) {
        g_clear_error(&error);
        line->outcome = LINE_BAD;
        return judge(req, line, err);
    }
    return settle(line, done, LINE_FILED, error, err);
}

static const char *filed_words(const Post *p)
{
    Mem *mem = p->req->mem;
    gsize n = fill_count(p->fill, LINE_FILED);
    int64_t left = (int64_t)p->fill->n - handed_in(p->fill);
    char *said = mem_printf(mem, "已提交 %" G_GSIZE_FORMAT " 项，等待督查室审核。", n);

    if (left == 0)
        return mem_printf(mem, "%s本单位本期 %" G_GSIZE_FORMAT " 项已全部提交。", said, p->fill->n);
    return mem_printf(mem, "%s本单位本期 %" G_GSIZE_FORMAT " 项还差 %" PRId64 " 项。", said, p->fill->n,
                      left);
}

static bool post_submit(const Post *p, GError **err)
{
    Fill *fill = p->fill;

    for (gsize i = 0; i < fill->n; i++)
        TRY(submit_line(p, &fill->lines[i], err));
    TRY(fill_refresh(p->req, fill, err));
    if (troubles(fill) > 0)
        return fill_show(p->req, p->resp, fill, 409,
                         mem_printf(p->req->mem,
                                    "已提交 %" G_GSIZE_FORMAT " 项，%" G_GSIZE_FORMAT " 项没有提交",
                                    fill_count(fill, LINE_FILED), troubles(fill)),
                         err);
    page_say(p->req, "%s", filed_words(p));
    return back(p);
}

bool fill_may_write(const Req *req, const Fill *fill, GError **err)
{
    for (gsize i = 0; i < fill->n; i++) {
        Verdict verdict = fill->lines[i].verdict;
        if (verdict == NO_PERIOD_YET || verdict == NO_PERIOD_MORE || verdict == NO_ROLE)
            return fail_detail(err, ERR_DENIED, (int)verdict, "fill: %s", verdict_code(verdict));
    }
    return fill->n > 0 ||
           fail_detail(err, ERR_DENIED, (int)NO_LEAD, "fill: %s leads nothing here", req->who.unit_name);
}

/* Made for another period: nothing is saved, and what was typed is shown in the rows of this one. */
static bool wrong_period(const Post *p, GError **err)
{
    Mem *mem = p->req->mem;
    Fill *fill = p->fill;

    fill_settle(mem, fill);
    for (gsize i = 0; i < fill->n; i++) {
        FillLine *line = &fill->lines[i];
        line->rev = line->row->draft.rev;
        line->outcome = line->changed ? LINE_BAD : LINE_REST;
    }
    return show_again(
        p, 422,
        mem_printf(mem, "表单的报送期与页面地址（%s）不一致，没有保存", word_period(mem, fill->period.code)),
        err);
}

bool page_fill_post(Req *req, Resp *resp, GError **err)
{
    Fill fill;
    FillAction action;
    Post p = { .req = req, .resp = resp, .fill = &fill };

    TRY(fill_open(req, &fill, err));
    TRY(fill_typed(req, &fill, &action, err));
    TRY(fill_may_write(req, &fill, err));
    fill_touch(req, &fill);
    TRY(form_request_id(req, &p.request, err));
    if (strcmp(fill.sent_period, fill.period.code) != 0)
        return wrong_period(&p, err);
    if (action != FILL_SUBMIT)
        fill_settle(req->mem, &fill);
    switch (action) {
    case FILL_COPY:
        return post_copy(&p, err);
    case FILL_CHECK:
        return post_check(&p, err);
    case FILL_SUBMIT:
        return post_submit(&p, err);
    default:
        return post_save(&p, err);
    }
}
