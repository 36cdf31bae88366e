/* reviews.c: the queue of reports that wait for a decision (ux.md §4.7). */
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/review_view.h"
#include "page/show.h"
#include "page/undo.h"
#include "store/ledger.h"
#include "store/spot.h"

typedef struct {
    int64_t unit; /* 0: all */
    Light light;
    ReviewFlag flag;
    const char *period; /* "": all */
    const char *ignored;
} Filter;

static const struct {
    const char *code, *word;
} flags[FLAG__N] = {
    [FLAG_NONE] = { "", "" },
    [FLAG_RETURNED] = { "returned", "曾退回" },
    [FLAG_LATE] = { "late", "逾期" },
    [FLAG_LIGHT] = { "light", "亮灯变化" },
    [FLAG_ADVICE] = { "advice", "灯与建议不一致" },
    [FLAG_LOWER] = { "lower", "数据倒退" },
    [FLAG_SAME] = { "same", "与上期文字相同" },
};

bool review_has_flag(const ReviewRow *row, ReviewFlag flag)
{
    switch (flag) {
    case FLAG_RETURNED:
        return row->returned;
    case FLAG_LATE:
        return row->late;
    case FLAG_LIGHT:
        return row->before != LIGHT_NONE && row->before != row->declared;
    case FLAG_ADVICE:
        return row->computed != LIGHT_NONE && row->computed != row->declared;
    case FLAG_LOWER:
        return row->lower;
    case FLAG_SAME:
        return row->same;
    default:
        return false;
    }
}

ReviewFlag review_flag_of(const char *code)
{
    for (int flag = FLAG_NONE + 1; flag < FLAG__N; flag++)
        if (strcmp(flags[flag].code, code) == 0)
            return (ReviewFlag)flag;
    return FLAG_NONE;
}

const char *review_flag_code(ReviewFlag flag)
{
    return flags[flag].code;
}

const char *review_flag_word(ReviewFlag flag)
{
    return flags[flag].word;
}

void view_flags(View *view, const ReviewRow *row)
{
    bool any = false;

    for (int flag = FLAG_NONE + 1; flag < FLAG__N; flag++) {
        if (!review_has_flag(row, (ReviewFlag)flag))
            continue;
        view_text(view_part(view, "FLAG"), "FLAG_WORD", flags[flag].word);
        any = true;
    }
    if (!any)
        view_show(view, "NO_FLAG");
}

static void ignore(Req *req, Filter *filter, const char *name, const char *value)
{
    const char *before = filter->ignored;

    filter->ignored = mem_printf(req->mem, "%s%s%s=%s", before, before[0] == '\0' ? "" : "、", name, value);
}

static bool unit_waits(const ReviewRow *rows, gsize n, int64_t unit)
{
    for (gsize i = 0; i < n; i++)
        if (rows[i].unit.v == unit)
            return true;
    return false;
}

static bool period_waits(const ReviewRow *rows, gsize n, const char *period)
{
    for (gsize i = 0; i < n; i++)
        if (strcmp(rows[i].period, period) == 0)
            return true;
    return false;
}

static const char *asked(const Req *req, const char *name)
{
    const char *value = query_get(req, name);

    return value == NULL ? "" : value;
}

/* A unit or period that waits for nothing is no mistake: the list is empty then. */
static Filter filter_of(Req *req)
{
    Filter filter = { .ignored = "", .period = asked(req, "period") };
    const char *unit = asked(req, "unit"), *light = asked(req, "light"), *flag = asked(req, "flag");

    if (unit[0] != '\0' && !number_read(unit, &filter.unit))
        ignore(req, &filter, "unit", unit);
    filter.light = light_of(light);
    if (light[0] != '\0' && filter.light == LIGHT_NONE)
        ignore(req, &filter, "light", light);
    filter.flag = review_flag_of(flag);
    if (flag[0] != '\0' && filter.flag == FLAG_NONE)
        ignore(req, &filter, "flag", flag);
    return filter;
}

static bool fits(const Filter *filter, const ReviewRow *row)
{
    if (filter->unit != 0 && filter->unit != row->unit.v)
        return false;
    if (filter->light != LIGHT_NONE && filter->light != row->declared)
        return false;
    if (filter->flag != FLAG_NONE && !review_has_flag(row, filter->flag))
        return false;
    return filter->period[0] == '\0' || strcmp(filter->period, row->period) == 0;
}

static void add_option(View *body, const char *part, const char *code, const char *word, bool chosen)
{
    View *option = view_part(body, part);

    view_text(option, "CODE", code);
    view_text(option, "WORD", word);
    if (chosen)
        view_show(option, "CHOSEN");
}

/* Each unit that waits, once, with how many; in the order of the queue. */
static void show_units(View *body, const ReviewRow *rows, gsize n, int64_t chosen)
{
    for (gsize i = 0; i < n; i++) {
        if (unit_waits(rows, i, rows[i].unit.v))
            continue;
        View *option = view_part(body, "UNIT_OPTION");
        int64_t count = 0;
        for (gsize k = i; k < n; k++)
            count += rows[k].unit.v == rows[i].unit.v;
        view_number(option, "ID", rows[i].unit.v);
        view_text(option, "NAME", rows[i].unit_name);
        view_number(option, "N", count);
        if (rows[i].unit.v == chosen)
            view_show(option, "CHOSEN");
    }
}

static void show_filter(Req *req, View *body, const Filter *filter, const ReviewRow *rows, gsize n)
{
    show_units(body, rows, n, filter->unit);
    for (int light = LIGHT_GREEN; light < LIGHT__N; light++)
        add_option(body, "LIGHT_OPTION", light_code((Light)light), light_word((Light)light),
                   filter->light == (Light)light);
    for (int flag = FLAG_NONE + 1; flag < FLAG__N; flag++)
        add_option(body, "FLAG_OPTION", flags[flag].code, flags[flag].word, filter->flag == (ReviewFlag)flag);
    for (gsize i = 0; i < n; i++)
        if (!period_waits(rows, i, rows[i].period))
            add_option(body, "PERIOD_OPTION", rows[i].period, word_period(req->mem, rows[i].period),
                       strcmp(filter->period, rows[i].period) == 0);
}

static void show_row(Req *req, View *table, const ReviewRow *r)
{
    View *row = view_part(table, "ROW");

    view_number(row, "ID", r->report.v);
    view_number(row, "VERSION", r->version);
    view_number(row, "NO", r->no);
    view_text(row, "TITLE", zh_punct(req->mem, r->title));
    view_text(row, "UNIT", r->unit_name);
    view_text(row, "PERIOD", word_period(req->mem, r->period));
    view_moment(row, req->mem, "AT", r->submitted_us, word_moment);
    view_light(row, "LIGHT", r->declared, true);
    if (r->computed != LIGHT_NONE)
        view_light(view_part(row, "ADVICE"), "COMPUTED", r->computed, false);
    if (r->round > 1)
        view_number(view_part(row, "AGAIN"), "ROUND", r->round);
    view_flags(row, r);
}

static int64_t show_rows(Req *req, View *full, const Filter *filter, const ReviewRow *rows, gsize n)
{
    View *table = NULL;
    int64_t shown = 0;

    for (gsize i = 0; i < n; i++) {
        if (!fits(filter, &rows[i]))
            continue;
        if (table == NULL)
            table = view_part(full, "TABLE");
        show_row(req, table, &rows[i]);
        shown++;
    }
    return shown;
}

static void show_queue(Req *req, View *body, const Filter *filter, const ReviewRow *rows, gsize n)
{
    View *full = view_part(body, "FULL");
    int64_t oldest_us = rows[0].submitted_us;

    for (gsize i = 1; i < n; i++)
        oldest_us = MIN(oldest_us, rows[i].submitted_us);
    view_moment(view_part(full, "OLDEST"), req->mem, "AT", oldest_us, word_moment);
    show_filter(req, full, filter, rows, n);
    int64_t shown = show_rows(req, full, filter, rows, n);
    if (shown == (int64_t)n)
        view_show(full, "WHOLE");
    else
        view_number(view_part(full, "NARROWED"), "N_SHOWN", shown);
    if (shown == 0)
        view_show(full, "NO_MATCH");
}

/* What is still to come: of the current period. */
static bool show_nothing(Req *req, View *body, GError **err)
{
    View *nothing = view_part(body, "NOTHING");
    Db *db = req->app->db;
    Plan plan;
    Period *periods;
    gsize n;
    int64_t missing;

    view_text(nothing, "LEDGER", "/dashboard");
    if (!plan_newest(db, req->mem, &plan, NULL))
        return true;
    TRY(period_list(db, req->mem, plan.id, req->now_us, &periods, &n, err));
    const Period *current = period_current(periods, n);
    if (current == NULL)
        return true;
    TRY(review_missing(db, req->mem, plan.id, current->id, &missing, err));
    view_text(nothing, "LEDGER", mem_printf(req->mem, "/plans/%s/tasks?period=%s", plan.code, current->code));
    View *part = view_part(nothing, missing > 0 ? "MISSING" : "ALL_IN");
    view_text(part, "PERIOD", word_period(req->mem, current->code));
    view_number(part, "MISSING_N", missing);
    return true;
}

/* Approvals that were drawn and that this person may look at again; and this person's own that were found wrong. */
static bool show_spots(Req *req, View *body, GError **err)
{
    SpotCheck *list;
    gsize n;
    int64_t mine = 0;

    TRY(spot_list(req->app->db, req->mem, req->who.person, SPOT_WAITING, &list, &n, err));
    for (gsize i = 0; i < n; i++) {
        Facts facts = spot_facts(&list[i]);
        mine += authz(&req->who, DEED_SPOT_CHECK, &facts) == MAY;
    }
    if (mine > 0)
        view_number(view_part(body, "SPOTS"), "N_SPOTS", mine);
    TRY(spot_list(req->app->db, req->mem, req->who.person, SPOT_DIFFERENT, &list, &n, err));
    mine = 0;
    for (gsize i = 0; i < n; i++)
        mine += list[i].decided_by.v == req->who.person.v;
    if (mine > 0)
        view_number(view_part(body, "DIFFERENT"), "N_DIFFERENT", mine);
    return true;
}

bool page_reviews(Req *req, Resp *resp, GError **err)
{
    Filter filter = filter_of(req);
    ReviewRow *rows;
    gsize n;

    TRY(review_queue(req->app->db, req->mem, &rows, &n, err));
    View *body = page_view(req, "reviews.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "审核", NULL);
    view_number(body, "N_ALL", (int64_t)n);
    TRY(undo_strip(req, body, "UNDO", err));
    TRY(show_spots(req, body, err));
    if (filter.ignored[0] != '\0')
        view_text(view_part(body, "IGNORED"), "IGNORED_WORDS", filter.ignored);
    if (n == 0)
        TRY(show_nothing(req, body, err));
    else
        show_queue(req, body, &filter, rows, n);
    return page_show(req, resp, body, 200, NAV_REVIEWS, "审核", err);
}
