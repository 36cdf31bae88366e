/* items_task.c: the card of the task page that shows the project lists of its leads; see items.h. */
#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/items.h"
#include "page/show.h"

static void show_row(View *list, Req *req, const Book *book, const WorkItem *item)
{
    View *row = view_part(list, "WORK_ITEM");

    view_text(row, "ITEM_NAME", item->name);
    view_text(row, "PERSON", item->person);
    view_text(row, "DAYS_WORDS", word_item_days(req->mem, item, book->plan.year));
    view_item_state(row, item->state, false, item->due_us, req->now_us);
    if (item->result[0] != '\0')
        view_text(view_part(row, "RESULT"), "RESULT_TEXT", item->result);
    else
        view_show(row, "NO_RESULT");
}

static void show_list(View *card, Req *req, const Book *book, const BookTask *task, const BookUnit *unit,
                      const WorkItem *items, gsize n)
{
    View *list = view_part(card, "ITEM_LIST");
    ItemCounts counts = items_counts(items, n, req->now_us);
    View *table = NULL;

    view_text(list, "LIST_UNIT", unit->name);
    view_text(list, "LIST_PATH",
              mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/items/%" PRId64, book->plan.code, task->no,
                         unit->id.v));
    if (counts.all == 0) {
        view_show(list, "NO_WORK_ITEMS");
        return;
    }
    view_text(view_part(list, "LIST_COUNTS"), "COUNTS_WORDS", word_item_counts(req->mem, &counts));
    for (gsize i = 0; i < n; i++) {
        if (items[i].ended_us != 0)
            continue;
        if (table == NULL)
            table = view_part(list, "WORK_ITEMS");
        show_row(table, req, book, &items[i]);
    }
}

bool items_show_card(Req *req, View *body, Known *known, const Book *book, const BookTask *task, GError **err)
{
    WorkItem *items;
    gsize n, from, to;

    if (task->n_leads == 0)
        return true;
    TRY(item_list_of_task(req->app->db, req->mem, known, &req->who, book, task, &items, &n, err));
    view_show(body, "HAS_ITEMS");
    View *card = view_include(body, "ITEM_CARD", "items_card.tpl");
    for (gsize i = 0; i < task->n_leads; i++) {
        const BookUnit *unit = task->leads[i].unit;
        for (from = 0; from < n && items[from].unit.v != unit->id.v; from++)
            ;
        for (to = from; to < n && items[to].unit.v == unit->id.v; to++)
            ;
        show_list(card, req, book, task, unit, &items[from], to - from);
    }
    return true;
}
