/* bulletins.c: the circulars there are, and a new one from a frozen period (ux.md 4.13). */
#include <inttypes.h>

#include "act/bulletin_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/bulletin.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/ledger.h"
#include "web/form.h"

static void show_row(Req *req, View *table, const BulletinRow *r, bool keeps)
{
    static const char *const states[BULLETIN__N] = { "", "DRAFT", "ISSUED", "RECALLED" };
    View *row = view_part(table, "ROW");
    bool is_draft = r->state == BULLETIN_DRAFT;

    view_number(row, "ID", r->id);
    view_text(row, "NO", is_draft ? "—" : issue_no_word(req->mem, r->year, r->no));
    view_text(row, "TITLE", r->title);
    view_text(row, "PERIOD", word_period(req->mem, r->period));
    view_show(row, states[r->state]);
    view_text(row, "NAME", is_draft ? r->drafted_name : r->issued_name);
    view_moment(row, req->mem, "AT", is_draft ? r->drafted_us : r->issued_us, word_full);
    if (keeps && r->open_objections > 0)
        view_number(view_part(row, "OBJECTIONS"), "N", r->open_objections);
}

bool page_bulletins(Req *req, Resp *resp, GError **err)
{
    bool keeps = authz_role(req->who.roles, DEED_KEEP_BULLETINS);
    BulletinRow *rows;
    gsize n;

    TRY(bulletin_list(req->app->db, req->mem, keeps, &rows, &n, err));
    View *body = page_view(req, "bulletins.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "通报", NULL);
    if (keeps)
        view_show(body, "MAY_DRAFT");
    View *table = view_part(body, n == 0 ? "EMPTY" : "LIST");
    for (gsize i = 0; i < n; i++)
        show_row(req, table, &rows[i], keeps);
    return page_show(req, resp, body, 200, NAV_BULLETINS, "通报", err);
}

/* ---- a new one */

static bool show_new(Req *req, Resp *resp, const char *complaint, int status, GError **err)
{
    const Book *book;
    bool any = false;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &book, err));
    View *body = page_view(req, "bulletin_new.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "通报", "/bulletins");
    page_crumb(req, body, "起草通报", NULL);
    View *form = view_part(body, "FORM");
    view_text(form, "RID", request_id_new(req->mem));
    if (complaint != NULL) {
        view_text(view_part(body, "ERRORS"), "TEXT", complaint);
        view_text(view_part(form, "BAD"), "TEXT", complaint);
    }
    for (gsize i = book->n_periods; i-- > 0;) {
        const Period *period = &book->periods[i];
        if (period->state != PERIOD_FROZEN)
            continue;
        View *option = view_part(form, "PERIOD");
        view_text(option, "CODE", mem_printf(req->mem, "%s/%s", book->plan.code, period->code));
        view_text(option, "WORD", word_period(req->mem, period->code));
        view_text(option, "FROZEN", word_full(req->mem, period->frozen_us));
        if (!any)
            view_show(option, "FIRST");
        any = true;
    }
    view_show(form, any ? "ANY" : "NONE");
    return page_show(req, resp, body, status, NAV_BULLETINS, "起草通报", err);
}

bool page_bulletin_new(Req *req, Resp *resp, GError **err)
{
    return show_new(req, resp, NULL, 200, err);
}

bool page_bulletin_new_post(Req *req, Resp *resp, GError **err)
{
    static const Field fields[] = { { "period", 60, false } };
    const char *typed;
    DraftWish wish = { .now_us = req->now_us };
    GError *error = NULL;
    int64_t id;

    TRY(form_take(req, fields, G_N_ELEMENTS(fields), &typed, err));
    TRY(form_request_id(req, &wish.request, err));
    char **pieces = text_split(req->mem, typed, "/");
    if (pieces[0] == NULL || pieces[1] == NULL || pieces[2] != NULL)
        return show_new(req, resp, "请选择已冻结的报送期", 422, err);
    wish.plan = pieces[0];
    wish.period = pieces[1];
    if (!act_bulletin_draft(req->app->db, req->mem, &req->who, &wish, &id, &error)) {
        if (err_kind(error) != ERR_CONFLICT && err_kind(error) != ERR_NOT_FOUND) {
            g_propagate_error(err, error);
            return false;
        }
        g_clear_error(&error);
        return show_new(req, resp, "请选择已冻结的报送期", 422, err);
    }
    page_say(req, "已生成%s通报草稿，可以修改文字后发布。", word_period(req->mem, wish.period));
    return resp_see_other(resp, req->mem, "%s", bulletin_path(req->mem, id));
}
