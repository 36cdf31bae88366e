/* task_history.c: who changed what of a task, newest first (ux.md §3, …/history). */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "page/task_show.h"
#include "rule/event_words.h"
#include "rule/field_words.h"
#include "store/item.h"

enum { EVENTS_A_PAGE = 50 };

typedef struct {
    Req *req;
    const Book *book;
    const BookTask *task;
    ItemName *items;
    gsize n_items;
} History;

/* What another lead hands in is its own until it is approved, and this page cannot tell the rounds of one report apart:
 * a bureau sees that something happened, not the words. */
static bool may_see_words(const History *h, const TaskEvent *event)
{
    bool watches = (h->req->who.roles & (ROLE_BIT(ROLE_SUPERVISOR) | ROLE_BIT(ROLE_AUDITOR))) != 0;

    return watches || event->about.v == 0 || event->about.v == h->req->who.unit.v ||
           strcmp(event->etype, "report") != 0;
}

static const char *change_name(const History *h, const char *field)
{
    bool is_note = false;
    int64_t target = field_target(field, &is_note);

    for (gsize i = 0; target != 0 && i < h->task->n_targets; i++)
        if (h->task->targets[i].id == target)
            return mem_printf(h->req->mem, "%s%s", h->task->targets[i].subject, is_note ? "（说明）" : "");
    int64_t item = field_item(field, &is_note);
    for (gsize i = 0; item != 0 && i < h->n_items; i++)
        if (h->items[i].id == item)
            return mem_printf(h->req->mem, "%s（%s）", h->items[i].name, is_note ? "实际成果" : "状态");
    return field_word(field);
}

static void show_change(const History *h, View *event, const TaskChange *change)
{
    Mem *mem = h->req->mem;
    bool had = change->old != NULL && change->old[0] != '\0',
         has = change->new != NULL && change->new[0] != '\0';

    if (!had && !has)
        return;
    View *view = view_part(event, "CHANGE");
    view_text(view, "FIELD", change_name(h, change->field));
    if (had)
        view_text(view_part(view, "OLD"), "VALUE", value_word(mem, change->field, change->old));
    if (has)
        view_text(view_part(view, "NEW"), "VALUE", value_word(mem, change->field, change->new));
    if (!has)
        view_show(view, "EMPTIED");
}

static void show_event(const History *h, View *body, const TaskEvent *event)
{
    Mem *mem = h->req->mem;
    View *view = view_part(body, "EVENT");

    view_text(view, "ACTION", action_word(event->action));
    if (strcmp(event->etype, "report") != 0)
        view_text(view_part(view, "THING"), "ETYPE", etype_word(event->etype));
    view_moment(view, mem, "AT", event->at_us, word_stamp);
    view_text(view, "PERSON", event->person);
    if (event->person_unit[0] != '\0')
        view_text(view_part(view, "FROM"), "UNIT", event->person_unit);
    view_number(view, "EVENT_NO", event->id);
    if (event->period[0] != '\0')
        view_text(view_part(view, "OF_PERIOD"), "PERIOD", word_period(mem, event->period));
    if (event->about_name[0] != '\0')
        view_text(view_part(view, "ABOUT"), "UNIT", event->about_name);
    if (!may_see_words(h, event)) {
        view_show(view, "NOT_SHOWN");
        return;
    }
    for (gsize i = 0; i < event->n_changes; i++)
        show_change(h, view, &event->changes[i]);
}

static bool show_events(const History *h, View *body, GError **err)
{
    Req *req = h->req;
    const char *asked = query_get(req, "before");
    int64_t before = INT64_MAX;
    TaskEvent *events;
    gsize n;

    if (asked != NULL && !number_read(asked, &before))
        before = INT64_MAX;
    TRY(task_events(req->app->db, req->mem, h->task->id, before, EVENTS_A_PAGE + 1, &events, &n, err));
    for (gsize i = 0; i < MIN(n, EVENTS_A_PAGE); i++)
        show_event(h, body, &events[i]);
    if (n == 0)
        view_show(body, before == INT64_MAX ? "NONE" : "NO_MORE");
    if (n > EVENTS_A_PAGE)
        view_number(view_part(body, "OLDER"), "BEFORE", events[EVENTS_A_PAGE - 1].id);
    if (before != INT64_MAX)
        view_show(body, "NEWEST");
    return true;
}

bool page_task_history(Req *req, Resp *resp, GError **err)
{
    History h = { .req = req };

    TRY(task_of_address(req, &h.book, &h.task, err));
    Facts facts = task_facts(req, h.task, NULL, PERIOD_NONE, NULL);
    Verdict verdict = authz(&req->who, DEED_READ_TASK_HISTORY, &facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "history of task %" PRId64 ": %s", h.task->no,
                           verdict_code(verdict));
    View *body = page_view(req, "task_history.tpl");
    task_show_head(req, body, h.book, h.task, "变更记录");
    TRY(item_names(req->app->db, req->mem, h.task->id, &h.items, &h.n_items, err));
    TRY(show_events(&h, body, err));
    const char *title = mem_printf(req->mem, "第%" PRId64 "项 变更记录", h.task->no);
    return page_show(req, resp, body, 200, NAV_LEDGER, title, err);
}
