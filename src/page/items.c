/* items.c: the project list of one task and lead unit (工作项目化、项目清单化、清单责任化、责任实效化). */
#include "page/items.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "page/task_show.h"
#include "web/form.h"

enum { PLAN, TASK, UNIT }; /* the pieces {} of the address */

bool items_open(Req *req, ItemsPage *page, GError **err)
{
    ItemsPage p = { .req = req, .at = { .plan = req->arg[PLAN] } };
    Db *db = req->app->db;

    TRY(task_of_address(req, &p.book, &p.task, err));
    if (!number_read(req->arg[UNIT], &p.at.unit.v) || p.at.unit.v == 0)
        return fail(err, ERR_NOT_FOUND, "a unit has a number");
    p.at.no = p.task->no;
    TRY(item_place(db, req->mem, &req->who, &p.at, &p.place, err));
    TRY(item_list(db, req->mem, &req->who, &p.at, &p.items, &p.n, err));
    if (book_lead(p.task, p.at.unit) == NULL && p.n == 0 && req->method == GET)
        return fail(err, ERR_NOT_FOUND, "the unit does not lead the task");
    p.task_path = mem_printf(req->mem, "/plans/%s/tasks/%" PRId64, p.at.plan, p.at.no);
    p.path = mem_printf(req->mem, "%s/items/%" PRId64, p.task_path, p.at.unit.v);
    p.keep = authz(&req->who, DEED_KEEP_ITEMS, &p.place.facts);
    p.confirm = authz(&req->who, DEED_CONFIRM_ITEMS, &p.place.facts);
    *page = p;
    return true;
}

static void show_confirm_all(const ItemsPage *page, View *body, int64_t unconfirmed)
{
    if (page->confirm != MAY || unconfirmed == 0)
        return;
    View *all = view_part(body, "CONFIRM_ALL");
    view_text(all, "RID", request_id_new(page->req->mem));
    view_number(all, "CONFIRM_N", unconfirmed);
    for (gsize i = 0; i < page->n; i++) {
        const WorkItem *item = &page->items[i];
        if (item->ended_us != 0 || item->confirmed)
            continue;
        View *seen = view_part(all, "SEEN");
        view_number(seen, "SEEN_NO", item->no);
        view_number(seen, "SEEN_REV", item->version);
    }
}

static void show_leads(const ItemsPage *page, View *body)
{
    View *box = page->task->n_leads < 2 ? NULL : view_part(body, "LEADS");

    for (gsize i = 0; box != NULL && i < page->task->n_leads; i++) {
        const BookUnit *unit = page->task->leads[i].unit;
        View *lead = view_part(box, "LEAD");
        view_text(lead, "LEAD_NAME", unit->name);
        view_text(lead, "LEAD_PATH",
                  mem_printf(page->req->mem, "%s/items/%" PRId64, page->task_path, unit->id.v));
        if (unit->id.v == page->at.unit.v)
            view_show(lead, "HERE");
    }
}

static void show_head(const ItemsPage *page, View *body, const ItemCounts *counts)
{
    Req *req = page->req;

    view_text(body, "PATH", page->path);
    view_text(body, "UNIT", page->place.unit_name);
    view_text(body, "UNIT_LIST_PATH",
              mem_printf(req->mem, "/plans/%s/items?unit=%" PRId64, page->at.plan, page->at.unit.v));
    view_text(body, "PRINTED_BY", req->who.name);
    view_text(body, "PRINTED_AT", word_full(req->mem, req->now_us));
    if (counts->all > 0)
        view_text(view_part(body, "COUNTS"), "COUNTS_WORDS", word_item_counts(req->mem, counts));
    show_confirm_all(page, body, counts->unconfirmed);
    show_leads(page, body);
}

/* One table of those on the list, one of those that were taken off. */
static void show_tables(const ItemsPage *page, View *body, int64_t listed)
{
    bool acts = page->keep == MAY || page->confirm == MAY;
    ItemTable table = { page->req, page->book, false, acts ? page : NULL };
    ItemTable closed = { page->req, page->book, false, NULL };
    int64_t ended = (int64_t)page->n - listed;
    View *details = ended == 0 ? NULL : view_part(body, "ENDED_LIST");
    View *rows = listed == 0 ? NULL : view_items(view_part(body, "TABLE"), "ITEMS", &table, "工作项目清单");
    View *off = ended == 0 ? NULL : view_items(details, "ENDED_ITEMS", &closed, "已移出清单的项目");

    for (gsize i = 0; i < page->n; i++) {
        bool is_off = page->items[i].ended_us != 0;
        view_item(is_off ? off : rows, is_off ? &closed : &table, &page->items[i], 0);
    }
    if (ended > 0)
        view_number(details, "ENDED_N", ended);
}

static void show_empty(const ItemsPage *page, View *body)
{
    View *empty = view_part(body, "EMPTY");

    view_show(empty, page->at.unit.v == page->req->who.unit.v ? "OWN" : "OTHER");
    if (page->keep == MAY)
        view_show(empty, "ADD");
}

bool items_show(const ItemsPage *page, Resp *resp, const ItemsForm *form, int status, GError **err)
{
    Req *req = page->req;
    ItemCounts counts = items_counts(page->items, page->n, req->now_us);
    View *body = page_view(req, "items.tpl");

    task_show_head(req, body, page->book, page->task, "工作项目清单");
    show_head(page, body, &counts);
    if (form->notice != NULL)
        view_text(view_part(body, "NOTICE"), "NOTICE_TEXT", form->notice);
    if (form->mode != ITEMS_LIST)
        items_show_form(page, body, form);
    else if (page->keep == MAY && counts.all > 0)
        view_show(body, "ADD");
    show_tables(page, body, counts.all);
    if (counts.all == 0 && form->mode == ITEMS_LIST)
        show_empty(page, body);
    const char *title = mem_printf(req->mem, "第%" PRId64 "项 工作项目清单", page->task->no);
    return page_show(req, resp, body, status, NAV_ITEMS, title, err);
}

/* ?edit=new, ?edit=3, ?end=3; what may not be done, or is not there, is the plain list. */
static ItemsForm form_wanted(const ItemsPage *page)
{
    Req *req = page->req;
    const char *edit = query_get(req, "edit"), *end = query_get(req, "end");
    const char *number = edit != NULL ? edit : end;
    ItemsForm form = { .mode = ITEMS_LIST, .reason = "" };
    int64_t no;

    if (page->keep != MAY || number == NULL)
        return form;
    form.fields = item_fields_of(req->mem, NULL);
    if (edit != NULL && strcmp(edit, "new") == 0)
        form.mode = ITEMS_ADD;
    if (!number_read(number, &no))
        return form;
    form.item = item_numbered(page->items, page->n, no);
    if (form.item == NULL || form.item->ended_us != 0)
        return form;
    form.mode = edit != NULL ? ITEMS_CHANGE : ITEMS_END;
    form.fields = item_fields_of(req->mem, form.item);
    form.base_version = form.item->version;
    return form;
}

bool page_items(Req *req, Resp *resp, GError **err)
{
    ItemsPage page;

    TRY(items_open(req, &page, err));
    ItemsForm form = form_wanted(&page);
    return items_show(&page, resp, &form, 200, err);
}
