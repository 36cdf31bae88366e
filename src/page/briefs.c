/* briefs.c: the list of 简报, and a draft of the next. */
#include <inttypes.h>

#include "act/brief_deeds.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/brief.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

enum { LINES = 30 };

static void show_line(Req *req, View *table, const BriefLine *line)
{
    static const char *const parts[BRIEF__N] = { "DRAFT", "DRAFT", "ISSUED", "RECALLED", "DROPPED" };
    View *row = view_part(table, "ROW");

    view_number(row, "ID", line->id);
    view_text(row, "TITLE", line->title);
    view_number(row, "ITEMS", line->items);
    view_show(row, parts[line->state]);
    if (line->no != 0) {
        View *number = view_part(row, "NUMBER");
        view_number(number, "YEAR", line->year);
        view_number(number, "NO", line->no);
    }
    view_text(row, "NAME", line->no != 0 ? line->issued_name : line->made_name);
    view_moment(row, req->mem, "AT", line->no != 0 ? line->issued_us : line->made_us, word_date);
}

bool page_briefs(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "briefs.tpl");
    const char *before = query_get(req, "before");
    int64_t from = 0;
    BriefLine *lines;
    gsize n;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "简报", NULL);
    if (before != NULL && !number_read(before, &from))
        from = 0;
    TRY(brief_list(req->app->db, req->mem, &req->who, from, LINES + 1, &lines, &n, err));
    View *table = view_part(body, n == 0 ? "EMPTY" : "TABLE");
    for (gsize i = 0; i < MIN(n, LINES); i++)
        show_line(req, table, &lines[i]);
    if (n > LINES)
        view_number(view_part(body, "MORE"), "BEFORE", lines[LINES - 1].id);
    if (authz_role(req->who.roles, DEED_KEEP_BRIEF))
        view_text(view_part(body, "WRITE"), "RID", request_id_new(req->mem));
    return page_show(req, resp, body, 200, NAV_BRIEFS, "简报", err);
}

/* Its title is there to be changed: 4月重点工作推进情况. */
bool page_brief_new_post(Req *req, Resp *resp, GError **err)
{
    BriefNewWish wish = { .now_us = req->now_us };
    const Book *book;
    int64_t id;

    TRY(form_take(req, NULL, 0, NULL, err));
    TRY(form_request_id(req, &wish.request, err));
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &book, err));
    wish.plan = book->plan.code;
    wish.title = mem_printf(req->mem, "%d月重点工作推进情况", civil_of(req->now_us).month);
    TRY(act_brief_new(req->app->db, req->mem, &req->who, &wish, &id, err));
    page_say(req, "已新建简报草稿，请选入条目。");
    return resp_see_other(resp, req->mem, "/briefs/%" PRId64 "/edit", id);
}
