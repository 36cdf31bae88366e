/* brief_pick.c: what could be picked into a draft of a 简报: approved reports of a period, selected 经验做法. */
#include <inttypes.h>
#include <string.h>

#include "act/brief_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/brief.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

typedef struct {
    Req *req;
    Resp *resp;
    Brief brief;
    const Book *book;
    const Period *period; /* NULL: there is none */
    int64_t offset;
    const char *trouble; /* why nothing was picked; NULL */
} PickPage;

static bool open_page(PickPage *p, GError **err)
{
    Req *req = p->req;
    const char *code = query_get(req, "period"), *from = query_get(req, "from");

    TRY(brief_of_address(req, &p->brief, err));
    Verdict verdict = authz(&req->who, DEED_KEEP_BRIEF, &p->brief.facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "keep brief: %s", verdict_code(verdict));
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, p->brief.plan, &p->book, err));
    Period *periods = book_periods(req->mem, p->book, req->now_us);
    p->period = code == NULL ? NULL : book_period(p->book, code);
    if (p->period == NULL)
        p->period = period_current(periods, p->book->n_periods);
    if (from == NULL || !number_read(from, &p->offset) || p->offset > INT32_MAX)
        p->offset = 0;
    return true;
}

static void show_source(Req *req, View *table, const BriefSource *source)
{
    View *row = view_part(table, "ROW");

    view_number(row, "SOURCE_ID", source->id);
    view_number(row, "NO", source->task_no);
    view_text(row, "TITLE", zh_punct(req->mem, source->title));
    view_text(row, "UNIT", source->unit_name);
    view_text(row, "TEXT", text_short(req->mem, source->text, 150));
    view_show(row, source->taken ? "TAKEN" : "FREE");
    if (source->used)
        view_show(row, "USED");
}

static bool show_reports(const PickPage *p, View *body, GError **err)
{
    Req *req = p->req;
    BriefSource *list;
    bool more;
    gsize n;

    if (p->period == NULL)
        return true;
    TRY(brief_reports(req->app->db, req->mem, p->brief.id, p->period->id, p->offset, &list, &n, &more, err));
    View *table = view_part(body, n == 0 ? "NO_REPORTS" : "REPORTS");
    for (gsize i = 0; i < n; i++) {
        show_source(req, table, &list[i]);
    }
    if (more)
        view_number(view_part(body, "MORE"), "FROM", p->offset + BRIEF_PAGE);
    return true;
}

static bool show_practices(const PickPage *p, View *body, GError **err)
{
    Req *req = p->req;
    BriefSource *list;
    gsize n;

    TRY(brief_practices(req->app->db, req->mem, p->brief.id, &list, &n, err));
    View *table = view_part(body, n == 0 ? "NO_PRACTICES" : "PRACTICES");
    for (gsize i = 0; i < n; i++)
        show_source(req, table, &list[i]);
    return true;
}

static bool show_page(const PickPage *p, int status, GError **err)
{
    Req *req = p->req;
    View *body = page_view(req, "brief_pick.tpl");

    page_crumb(req, body, "简报", "/briefs");
    page_crumb(req, body, "编辑草稿", mem_printf(req->mem, "/briefs/%" PRId64 "/edit", p->brief.id));
    page_crumb(req, body, "选入条目", NULL);
    view_number(body, "ID", p->brief.id);
    view_text(body, "RID", request_id_new(req->mem));
    view_number(body, "REV", p->brief.version);
    view_number(body, "MOST", BRIEF_ITEMS_MOST);
    if (p->trouble != NULL)
        view_text(view_part(body, "TROUBLE"), "TROUBLE_TEXT", p->trouble);
    for (gsize i = 0; i < p->book->n_periods; i++) {
        View *option = view_part(body, "PERIOD");
        view_text(option, "CODE", p->book->periods[i].code);
        view_text(option, "WORD", word_period(req->mem, p->book->periods[i].code));
        if (p->period != NULL && strcmp(p->book->periods[i].code, p->period->code) == 0)
            view_show(option, "SELECTED");
    }
    view_text(body, "PERIOD_CODE", p->period == NULL ? "" : p->period->code);
    TRY(show_practices(p, body, err));
    TRY(show_reports(p, body, err));
    return page_show(req, p->resp, body, status, NAV_BRIEFS, "选入条目", err);
}

bool page_brief_pick(Req *req, Resp *resp, GError **err)
{
    PickPage p = { .req = req, .resp = resp };

    TRY(open_page(&p, err));
    if (brief_next(p.brief.state, BRIEF_PICK) == BRIEF_NONE)
        return resp_see_other(resp, req->mem, "/briefs/%" PRId64, p.brief.id);
    return show_page(&p, 200, err);
}

/* report.17=1, practice.5=1 */
static Picked *read_picked(Req *req, gsize *n)
{
    Picked *picked = mem_array(req->mem, Picked, req->form.n);

    *n = 0;
    for (gsize i = 0; i < req->form.n; i++) {
        const char *name = req->form.list[i].name, *dot = strchr(name, '.');
        if (dot == NULL || !number_read(dot + 1, &picked[*n].id))
            continue;
        picked[*n].practice = g_str_has_prefix(name, "practice.");
        (*n)++;
    }
    return picked;
}

static bool trouble(PickPage *p, int status, const char *words, GError **err)
{
    TRY(open_page(p, err));
    p->trouble = words;
    return show_page(p, status, err);
}

enum { REV, PERIOD, REPORT, PRACTICE, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [REV] = { "rev", 18, false },
    [PERIOD] = { "period", 16, false },
    [REPORT] = { "report", 1, true },
    [PRACTICE] = { "practice", 1, true },
};

bool page_brief_pick_post(Req *req, Resp *resp, GError **err)
{
    PickPage p = { .req = req, .resp = resp };
    BriefPickWish wish = { .now_us = req->now_us };
    const char *v[N_FIELDS];
    GError *error = NULL;
    gsize added;

    TRY(open_page(&p, err));
    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    TRY(form_request_id(req, &wish.request, err));
    wish.id = p.brief.id;
    wish.picked = read_picked(req, &wish.n);
    if (!number_read(v[REV], &wish.base_version))
        return fail(err, ERR_BAD_INPUT, "brief: rev is no number");
    if (wish.n == 0)
        return trouble(&p, 422, "请至少勾选一条。", err);
    if (act_brief_pick(req->app->db, req->mem, &req->who, &wish, &added, &error)) {
        page_say(req, "已选入 %" G_GSIZE_FORMAT " 条，可以修改标题、正文和次序。", added);
        return resp_see_other(resp, req->mem, "/briefs/%" PRId64 "/edit", p.brief.id);
    }
    ErrKind kind = err_kind(error);
    if (kind != ERR_CONFLICT && kind != ERR_BAD_INPUT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    if (kind == ERR_BAD_INPUT)
        return trouble(&p, 422, mem_printf(req->mem, "一期简报最多 %d 条，没有选入。", BRIEF_ITEMS_MOST),
                       err);
    return trouble(&p, 409, "在您选择期间，草稿或所选内容已有变化，没有选入。请核对后重新勾选。", err);
}
