/* targets.c: all targets of a plan, what wants a look first: doubtful ones, then 待核, then confirmed (ux.md 4.15). The
 * conditions are in the address: st, unit, kind, q. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "page/target_page.h"
#include "page/target_words.h"
#include "rule/find_text.h"

enum { WORDS_MOST = 8, QUERY_CHARS = 100, IGNORED_CHARS = 40 };

typedef enum { ST_ANY, ST_DOUBT, ST_OPEN, ST_DONE, ST__N } State;

static const struct {
    const char *code, *word;
} states[ST__N] = { { "", "全部" }, { "doubt", "存疑" }, { "open", "待核" }, { "done", "已确认" } };

typedef struct {
    State state;
    UnitId unit;
    const char *kind, *q; /* "": any */
    char **words;
    const char *ignored;
} Filter;

typedef struct {
    Req *req;
    const Book *book;
    const char *address;
    Filter filter;
    int64_t count[ST__N]; /* of those that the other conditions leave */
} List;

static void ignore(List *l, const char *name, const char *value)
{
    const char *before = l->filter.ignored;

    if (g_utf8_strlen(value, -1) > IGNORED_CHARS)
        value = mem_printf(l->req->mem, "%s…", text_stretch(l->req->mem, value, 0, IGNORED_CHARS));
    l->filter.ignored = mem_printf(l->req->mem, "%s%s%s=%s", before, before[0] == '\0' ? "" : "、", name,
                                   value);
}

static void take_state(List *l, const char *value)
{
    for (int st = ST_ANY + 1; st < ST__N; st++)
        if (strcmp(states[st].code, value) == 0)
            l->filter.state = (State)st;
    if (l->filter.state == ST_ANY)
        ignore(l, "st", value);
}

static void take_unit(List *l, const char *value)
{
    int64_t id;

    if (number_read(value, &id) && book_unit(l->book, (UnitId){ id }) != NULL)
        l->filter.unit = (UnitId){ id };
    else
        ignore(l, "unit", value);
}

static void take_kind(List *l, const char *value)
{
    if (target_sort_of(value) != KIND_NONE)
        l->filter.kind = value;
    else
        ignore(l, "kind", value);
}

static void take_q(List *l, const char *value)
{
    char *q = g_strstrip(mem_text(l->req->mem, value));

    if (g_utf8_strlen(q, -1) > QUERY_CHARS)
        q = text_stretch(l->req->mem, q, 0, QUERY_CHARS);
    l->filter.q = q;
    l->filter.words = search_words(l->req->mem, q, WORDS_MOST);
}

static void read_filter(List *l)
{
    static const struct {
        const char *name;
        void (*take)(List *, const char *);
    } parameters[] = { { "st", take_state }, { "unit", take_unit }, { "kind", take_kind }, { "q", take_q } };

    l->filter = (Filter){ .kind = "", .q = "", .ignored = "", .words = mem_array(l->req->mem, char *, 1) };
    for (gsize i = 0; i < l->req->query.n; i++) {
        const Param *param = &l->req->query.list[i];
        gsize k = 0;
        while (k < G_N_ELEMENTS(parameters) && strcmp(parameters[k].name, param->name) != 0)
            k++;
        if (k == G_N_ELEMENTS(parameters))
            ignore(l, param->name, param->value);
        else if (param->value[0] != '\0')
            parameters[k].take(l, param->value);
    }
}

/* The conditions as an address, with another state. */
static const char *query_with(const List *l, State state)
{
    Mem *mem = l->req->mem;
    const Filter *f = &l->filter;
    const char *query = state == ST_ANY ? "" : mem_printf(mem, "&st=%s", states[state].code);

    if (f->unit.v != 0)
        query = mem_printf(mem, "%s&unit=%" PRId64, query, f->unit.v);
    if (f->kind[0] != '\0')
        query = mem_printf(mem, "%s&kind=%s", query, f->kind);
    if (f->q[0] != '\0')
        query = mem_printf(mem, "%s&q=%s", query, url_escape(mem, f->q));
    return query[0] == '\0' ? l->address : mem_printf(mem, "%s?%s", l->address, query + 1);
}

static State state_of(const BookTarget *target)
{
    if (target->confirmed)
        return ST_DONE;
    return target->doubt[0] == '\0' ? ST_OPEN : ST_DOUBT;
}

static bool has_words(const List *l, const BookTask *task, const BookTarget *target)
{
    char **words = l->filter.words;
    int64_t no;

    if (words[0] == NULL || (words[1] == NULL && search_number(words[0], &no) && no == task->no))
        return true;
    char *all = text_folded(
        l->req->mem, mem_printf(l->req->mem, "%s\n%s\n%s", task->title, target->subject, target->quote));
    for (gsize i = 0; words[i] != NULL; i++)
        if (strstr(all, words[i]) == NULL)
            return false;
    return true;
}

static bool fits(const List *l, const BookTask *task, const BookTarget *target)
{
    const Filter *f = &l->filter;

    return (f->unit.v == 0 || f->unit.v == target->unit.v) &&
           (f->kind[0] == '\0' || strcmp(f->kind, target->kind) == 0) && has_words(l, task, target);
}

static void show_row(const List *l, View *table, const BookTask *task, const BookTarget *t)
{
    Mem *mem = l->req->mem;
    View *row = view_part(table, "ROW");
    Promised printed = { t->value_e4, t->value_max_e4 != 0, t->value_max_e4 };
    const BookUnit *unit = book_unit(l->book, t->unit);
    State state = state_of(t);

    view_text(row, "TASK_TARGETS",
              mem_printf(mem, "/plans/%s/tasks/%" PRId64 "/targets", l->book->plan.code, task->no));
    view_number(row, "TARGET_ID", t->id);
    view_number(row, "NO", task->no);
    view_text(row, "TASK", task->wide_title);
    view_text(row, "SUBJECT", zh_punct(mem, t->subject));
    view_text(row, "KIND", target_kind_text(t->kind));
    view_text(row, "GOAL", target_goal(mem, t->comparator, t->quote, &printed, t->unit_word));
    if (t->has_correction) {
        Promised corrected = { t->corrected_e4, t->corrected_max_e4 != 0, t->corrected_max_e4 };
        view_text(view_part(row, "CORRECTION"), "CORRECTED",
                  target_goal(mem, t->comparator, t->quote, &corrected, t->unit_word));
    }
    if (unit == NULL || book_lead(task, t->unit) == NULL)
        view_show(row, "NO_UNIT");
    if (unit != NULL)
        view_text(view_part(row, "UNIT_LINE"), "UNIT", unit->name);
    view_show(row, state == ST_DONE ? "IS_DONE" : state == ST_OPEN ? "IS_OPEN" : "IS_DOUBTFUL");
    if (state == ST_DOUBT)
        view_text(view_part(row, "DOUBT"), "DOUBT_WORDS", t->doubt);
}

/* One round for each state, so that what wants a look comes first. */
static int64_t show_rows(List *l, View *body)
{
    View *table = NULL;
    int64_t shown = 0;

    for (int st = ST_DOUBT; st < ST__N; st++)
        for (gsize i = 0; i < l->book->n_tasks; i++)
            for (gsize k = 0; k < l->book->tasks[i].n_targets; k++) {
                const BookTask *task = &l->book->tasks[i];
                if (state_of(&task->targets[k]) != (State)st || !fits(l, task, &task->targets[k]))
                    continue;
                l->count[st]++;
                l->count[ST_ANY]++;
                if (l->filter.state != ST_ANY && l->filter.state != (State)st)
                    continue;
                table = table == NULL ? view_part(body, "TABLE") : table;
                show_row(l, table, task, &task->targets[k]);
                shown++;
            }
    return shown;
}

static void show_tabs(const List *l, View *body)
{
    static const int order[] = { ST_ANY, ST_DOUBT, ST_OPEN, ST_DONE };

    for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
        View *tab = view_part(body, "TAB");
        view_text(tab, "LINK", query_with(l, (State)order[i]));
        view_text(tab, "WORD", states[order[i]].word);
        view_number(tab, "N", l->count[order[i]]);
        if (l->filter.state == (State)order[i])
            view_show(tab, "HERE");
    }
}

static void show_form(const List *l, View *body)
{
    const Filter *f = &l->filter;

    view_text(body, "ADDRESS", l->address);
    view_text(body, "Q", f->q);
    if (f->state != ST_ANY)
        view_text(view_part(body, "KEEP_STATE"), "CODE", states[f->state].code);
    for (gsize i = 0; i < l->book->n_units; i++) {
        const BookUnit *unit = &l->book->units[i];
        if (!unit->leads)
            continue;
        View *option = view_part(body, "UNIT_OPTION");
        view_number(option, "ID", unit->id.v);
        view_text(option, "NAME", unit->name);
        if (unit->id.v == f->unit.v)
            view_show(option, "CHOSEN");
    }
    for (int sort = KIND_NONE + 1; sort < KIND__N; sort++) {
        const char *code = target_sort_code((TargetSort)sort);
        View *option = view_part(body, "KIND_OPTION");
        view_text(option, "CODE", code);
        view_text(option, "WORD", target_kind_text(code));
        if (strcmp(code, f->kind) == 0)
            view_show(option, "CHOSEN");
    }
}

static int64_t count_all(const Book *book)
{
    int64_t n = 0;

    for (gsize i = 0; i < book->n_tasks; i++)
        n += (int64_t)book->tasks[i].n_targets;
    return n;
}

bool page_targets(Req *req, Resp *resp, GError **err)
{
    List l = { .req = req };

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], &l.book, err));
    l.address = mem_printf(req->mem, "/plans/%s/targets", l.book->plan.code);
    read_filter(&l);
    View *body = page_view(req, "targets.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "量化目标", NULL);
    int64_t all = count_all(l.book), shown = show_rows(&l, body);
    view_text(body, "PLAN_TITLE", l.book->plan.title);
    view_number(body, "ALL_N", all);
    view_number(body, "SHOWN_N", shown);
    show_tabs(&l, body);
    show_form(&l, body);
    if (l.filter.ignored[0] != '\0')
        view_text(view_part(body, "IGNORED"), "IGNORED_WORDS", l.filter.ignored);
    if (shown == 0)
        view_show(body, all == 0 ? "NOTHING" : "NO_MATCH");
    if (strcmp(query_with(&l, l.filter.state), l.address) != 0)
        view_show(body, "NARROWED");
    else
        view_show(body, "WHOLE");
    return page_show(req, resp, body, 200, NAV_TARGETS, "量化目标", err);
}
