/* items_unit.c: the whole project list of a unit, or of all units, with filters; made to be printed. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/items.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

typedef struct {
    UnitId unit;     /* 0: all */
    int64_t section; /* 0: all */
    ItemState state; /* ITEM_NONE: any */
    bool late, unconfirmed;
} ItemFilter;

typedef struct {
    Req *req;
    const Book *book;
    ItemFilter filter;
    WorkItem *items; /* only those that the filter lets through, none that was taken off */
    gsize n;
} UnitPage;

static bool is_on(const Req *req, const char *name)
{
    const char *value = query_get(req, name);

    return value != NULL && strcmp(value, "1") == 0;
}

/* Without a word in the address a bureau begins with its own list, everybody else with all of them. */
static UnitId unit_wanted(const UnitPage *p)
{
    const char *asked = query_get(p->req, "unit");
    const BookUnit *own = p->req->who.unit.v == 0 ? NULL : book_unit(p->book, p->req->who.unit);
    UnitId unit = { 0 };

    if (asked == NULL)
        return own != NULL && own->leads && (p->req->who.roles & ROLE_BIT(ROLE_FILER)) ? own->id : unit;
    if (!number_read(asked, &unit.v) || book_unit(p->book, unit) == NULL)
        unit.v = 0;
    return unit;
}

static void read_filter(UnitPage *p)
{
    const char *section = query_get(p->req, "sec"), *state = query_get(p->req, "state");

    p->filter = (ItemFilter){ .unit = unit_wanted(p),
                              .state = state == NULL ? ITEM_NONE : item_state_of(state),
                              .late = is_on(p->req, "late"),
                              .unconfirmed = is_on(p->req, "unconfirmed") };
    if (section == NULL || !number_read(section, &p->filter.section))
        p->filter.section = 0;
}

static bool passes(const UnitPage *p, const WorkItem *item)
{
    const ItemFilter *f = &p->filter;
    const BookTask *task = book_task(p->book, item->task_no);
    bool in_section = f->section == 0 ||
                      (task != NULL && task->section != NULL && task->section->no == f->section);
    bool in_state = f->state == ITEM_NONE || item->state == f->state ||
                    (f->state == ITEM_WAITING && item->state == ITEM_NONE);

    return item->ended_us == 0 && in_section && in_state && !(f->unconfirmed && item->confirmed) &&
           (!f->late || item_days_late(item->state, false, item->due_us, p->req->now_us) > 0);
}

static bool read_items(UnitPage *p, GError **err)
{
    ItemAddress of = { .plan = p->book->plan.code, .unit = p->filter.unit };
    WorkItem *all;
    gsize n;

    TRY(item_list(p->req->app->db, p->req->mem, &p->req->who, &of, &all, &n, err));
    p->items = mem_array(p->req->mem, WorkItem, n);
    for (gsize i = 0; i < n; i++)
        if (passes(p, &all[i]))
            p->items[p->n++] = all[i];
    return true;
}

static void option(View *form, const char *select, const char *value, const char *text, bool selected)
{
    View *o = view_part(form, select);

    view_text(o, "V", value);
    view_text(o, "T", text);
    if (selected)
        view_show(o, "SELECTED");
}

static void show_filter(const UnitPage *p, View *body)
{
    Mem *mem = p->req->mem;
    const ItemFilter *f = &p->filter;

    for (gsize i = 0; i < p->book->n_units; i++)
        if (p->book->units[i].leads)
            option(body, "UNIT_OPTION", mem_printf(mem, "%" PRId64, p->book->units[i].id.v),
                   p->book->units[i].name, p->book->units[i].id.v == f->unit.v);
    for (gsize i = 0; i < p->book->n_sections; i++) {
        const BookSection *s = &p->book->sections[i];
        option(body, "SEC_OPTION", mem_printf(mem, "%" PRId64, s->no),
               mem_printf(mem, "%s%s", s->label, s->title), s->no == f->section);
    }
    for (int state = ITEM_WAITING; state < ITEM__N; state++)
        option(body, "STATE_OPTION", item_state_code((ItemState)state), item_state_word((ItemState)state),
               f->state == (ItemState)state);
    if (f->late)
        view_show(body, "LATE_ON");
    if (f->unconfirmed)
        view_show(body, "UNCONFIRMED_ON");
}

/* Items from … to of one unit, under its name. */
static void show_group(const UnitPage *p, View *body, gsize from, gsize to)
{
    ItemTable table = { p->req, p->book, true, NULL };
    ItemCounts counts = items_counts(&p->items[from], to - from, p->req->now_us);
    const BookUnit *unit = book_unit(p->book, p->items[from].unit);
    const char *name = unit == NULL ? "" : unit->name;
    View *group = view_part(body, "GROUP");

    view_text(group, "GROUP_UNIT", name);
    view_text(group, "GROUP_COUNTS", word_item_counts(p->req->mem, &counts));
    View *rows = view_items(group, "ITEMS", &table, mem_printf(p->req->mem, "%s工作项目清单", name));
    for (gsize i = from; i < to; i++)
        view_item(rows, &table, &p->items[i], (int64_t)(i - from) + 1);
}

static void show_groups(const UnitPage *p, View *body)
{
    gsize from = 0;

    for (gsize i = 1; i <= p->n; i++) {
        if (i < p->n && p->items[i].unit.v == p->items[from].unit.v)
            continue;
        show_group(p, body, from, i);
        from = i;
    }
}

static void show_empty(const UnitPage *p, View *body)
{
    const ItemFilter *f = &p->filter;
    bool narrowed = f->section != 0 || f->state != ITEM_NONE || f->late || f->unconfirmed;
    View *empty = view_part(body, "EMPTY");

    if (narrowed)
        view_show(empty, "NARROWED");
    else
        view_show(empty, f->unit.v == 0 ? "NOBODY" : f->unit.v == p->req->who.unit.v ? "OWN" : "OTHER");
}

static void show_head(const UnitPage *p, View *body)
{
    Req *req = p->req;
    ItemCounts counts = items_counts(p->items, p->n, req->now_us);
    const BookUnit *unit = p->filter.unit.v == 0 ? NULL : book_unit(p->book, p->filter.unit);

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "任务台账", mem_printf(req->mem, "/plans/%s/tasks", p->book->plan.code));
    page_crumb(req, body, "工作项目清单", NULL);
    view_text(body, "PLAN_TITLE", p->book->plan.title);
    view_text(body, "WHOSE", unit == NULL ? "全部单位" : unit->name);
    view_text(body, "COUNTS", word_item_counts(req->mem, &counts));
    view_text(body, "PRINTED_BY", req->who.name);
    view_text(body, "PRINTED_AT", word_full(req->mem, req->now_us));
}

bool page_items_of_unit(Req *req, Resp *resp, GError **err)
{
    UnitPage p = { .req = req };

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], &p.book, err));
    read_filter(&p);
    TRY(read_items(&p, err));
    View *body = page_view(req, "items_unit.tpl");
    show_head(&p, body);
    show_filter(&p, body);
    if (p.n == 0)
        show_empty(&p, body);
    else
        show_groups(&p, body);
    return page_show(req, resp, body, 200, NAV_ITEMS, "工作项目清单", err);
}
