/* items_show.c: rows of project lists; see items.h. */
#include <inttypes.h>

#include "base/clock.h"
#include "base/words.h"
#include "page/items.h"
#include "page/show.h"
#include "web/form.h"

void view_item_state(View *view, ItemState state, bool ended, int64_t due_us, int64_t now_us)
{
    static const char *const parts[ITEM__N] = { "WAITING", "WAITING", "DOING", "DONE", "STOPPED" };
    int64_t late = item_days_late(state, ended, due_us, now_us);

    view_show(view, parts[state]);
    if (late > 0)
        view_number(view_part(view, "LATE"), "DAYS", late);
}

char *word_item_days(Mem *mem, const WorkItem *item, int64_t year)
{
    bool within = civil_of(item->starts_us).year == year && civil_of(item->due_us).year == year;
    char *(*word)(Mem *, int64_t) = within ? word_day : word_date;

    return mem_printf(mem, "%s—%s", word(mem, item->starts_us), word(mem, item->due_us));
}

ItemCounts items_counts(const WorkItem *items, gsize n, int64_t now_us)
{
    ItemCounts counts = { 0 };

    for (gsize i = 0; i < n; i++) {
        const WorkItem *item = &items[i];
        if (item->ended_us != 0)
            continue;
        counts.all++;
        counts.done += item->state == ITEM_DONE;
        counts.late += item_days_late(item->state, false, item->due_us, now_us) > 0;
        counts.unconfirmed += !item->confirmed;
    }
    return counts;
}

static char *with_count(Mem *mem, const char *words, const char *name, int64_t n)
{
    return n == 0 ? mem_text(mem, words) : mem_printf(mem, "%s，%s %" PRId64 " 个", words, name, n);
}

char *word_item_counts(Mem *mem, const ItemCounts *counts)
{
    char *words = mem_printf(mem, "%" PRId64 " 个项目", counts->all);

    words = with_count(mem, words, "已完成", counts->done);
    words = with_count(mem, words, "超期", counts->late);
    return with_count(mem, words, "未确认", counts->unconfirmed);
}

View *view_items(View *view, const char *marker, const ItemTable *table, const char *caption)
{
    View *rows = view_include(view, marker, "item_table.tpl");

    view_text(rows, "CAPTION", caption);
    if (table->with_task)
        view_show(rows, "WITH_TASK");
    if (table->page != NULL)
        view_show(rows, "WITH_ACTS");
    return rows;
}

static void show_progress(View *row, Mem *mem, const WorkItem *item, int64_t now_us)
{
    view_item_state(row, item->state, item->ended_us != 0, item->due_us, now_us);
    if (item->result[0] != '\0')
        view_text(view_part(row, "RESULT"), "RESULT_TEXT", item->result);
    else
        view_show(row, "NO_RESULT");
    if (item->period[0] == '\0')
        return;
    View *since = view_part(row, "SINCE");
    view_text(since, "SINCE_PERIOD", word_period(mem, item->period));
    if (!item->is_approved)
        view_show(since, "WAITS");
}

static void show_confirmation(View *row, Mem *mem, const WorkItem *item)
{
    if (!item->confirmed) {
        view_show(row, "UNCONFIRMED");
        return;
    }
    View *part = view_part(row, "CONFIRMED");
    view_text(part, "NAME", item->confirmed_name);
    view_moment(part, mem, "AT", item->confirmed_us, word_day);
}

/* 修改 and 移出 for whoever keeps the list, 确认 for supervisors. */
static void show_acts(View *row, const ItemTable *table, const WorkItem *item)
{
    const ItemsPage *page = table->page;
    View *acts = view_part(row, "ACTS");

    view_text(acts, "PATH", page->path);
    view_number(acts, "ITEM_NO", item->no);
    if (page->keep == MAY && item->ended_us == 0)
        view_show(acts, "KEEP");
    if (page->confirm != MAY || item->confirmed || item->ended_us != 0)
        return;
    View *confirm = view_part(acts, "CONFIRM");
    view_text(confirm, "RID", request_id_new(table->req->mem));
    view_number(confirm, "REV", item->version);
}

static void show_task(View *row, const ItemTable *table, const WorkItem *item)
{
    Mem *mem = table->req->mem;
    const BookTask *task = book_task(table->book, item->task_no);
    View *part = view_part(row, "TASK");

    view_number(part, "TASK_NO", item->task_no);
    view_text(part, "TASK_TITLE", task == NULL ? "" : task->wide_title);
    view_text(part, "LIST_PATH",
              mem_printf(mem, "/plans/%s/tasks/%" PRId64 "/items/%" PRId64, table->book->plan.code,
                         item->task_no, item->unit.v));
}

void view_item(View *rows, const ItemTable *table, const WorkItem *item, int64_t running_no)
{
    Mem *mem = table->req->mem;
    View *row = view_part(rows, "ITEM");

    view_number(row, "NO", table->with_task ? running_no : item->no);
    view_text(row, "ANCHOR", mem_printf(mem, "i%" PRId64 "-%" PRId64, item->task_no, item->no));
    if (table->with_task)
        show_task(row, table, item);
    view_text(row, "ITEM_NAME", item->name);
    view_text(row, "PERSON", item->person);
    view_text(row, "DAYS_WORDS", word_item_days(mem, item, table->book->plan.year));
    if (item->span_reason[0] != '\0')
        view_text(view_part(row, "SPAN"), "SPAN_REASON", item->span_reason);
    for (int i = 0; i < QUARTERS; i++) {
        View *quarter = view_part(row, "QUARTER");
        view_text(quarter, "QUARTER_WORD", item_quarter_word(i));
        view_text(quarter, "EXPECTED", item->expected[i]);
        if (item->expected[i][0] == '\0')
            view_show(quarter, "NOTHING");
    }
    show_progress(row, mem, item, table->req->now_us);
    show_confirmation(row, mem, item);
    if (item->ended_us != 0) {
        View *ended = view_part(row, "ENDED");
        view_text(ended, "ENDED_ON", word_date(mem, item->ended_us));
        view_text(ended, "END_REASON", item->end_reason);
    }
    if (table->page != NULL)
        show_acts(row, table, item);
}
