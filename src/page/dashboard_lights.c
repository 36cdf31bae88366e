/* dashboard_lights.c: how many tasks have which light, now and in the periods before, and what changed since the last
 * one. The numbers are the ledger's: a task's light is the worst of its leads' that counts (store/light_read.h). */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/chart.h"
#include "page/dashboard.h"
#include "page/readable.h"
#include "page/show.h"

enum { TREND_MOST = 6, CHANGES_SHOWN = 12 };

/* The lights of all tasks in one period, as the viewer may know them. */
typedef struct {
    const Period *period;
    Light *lights; /* of each task of the book */
    int64_t count[LIGHT__N];
} Sky;

static void count_sky(Req *req, const Season *season, const Period *period, LeadLight **leads, Sky *sky)
{
    const Book *book = season->book;

    *sky = (Sky){ .period = period, .lights = mem_array(req->mem, Light, book->n_tasks) };
    for (gsize i = 0; i < book->n_tasks; i++) {
        sky->lights[i] = task_light_readable(&req->who, &book->tasks[i], leads[i]);
        sky->count[sky->lights[i]]++;
    }
}

/* The current period and those before it, the newest first. */
static bool read_skies(Req *req, const Season *season, Sky *skies, gsize *n, GError **err)
{
    const Period *periods[TREND_MOST] = { NULL };
    LeadLight **leads[TREND_MOST];

    *n = 0;
    for (gsize i = season->n_periods; i-- > 0 && *n < TREND_MOST;) {
        const Period *period = &season->periods[i];
        if (period->state != PERIOD_PLANNED && period->due_us <= season->current->due_us)
            periods[(*n)++] = period;
    }
    TRY(lights_of_periods(req->app->db, req->mem, season->book, periods, *n, req->now_us, leads, err));
    for (gsize i = 0; i < *n; i++)
        count_sky(req, season, periods[i], leads[i], &skies[i]);
    return true;
}

/* 3月; a quarter by its whole name. */
static const char *short_period(Mem *mem, const char *code)
{
    const char *name = word_period(mem, code), *year = strstr(name, "年");

    return year == NULL ? name : year + strlen("年");
}

static void show_trend(Req *req, View *some, const Sky *skies, gsize n)
{
    ChartColumn *columns = mem_array(req->mem, ChartColumn, n);

    if (n < 2)
        return; /* one column shows no trend */
    for (gsize i = 0; i < n; i++) {
        const Sky *sky = &skies[n - 1 - i];
        columns[i].label = short_period(req->mem, sky->period->code);
        memcpy(columns[i].lights, sky->count, sizeof columns[i].lights);
    }
    chart_columns(req->mem, view_part(some, "TREND"), "COLUMNS", columns, n);
}

static void show_distribution(Req *req, View *part, const Season *season, const Sky *skies, gsize n)
{
    View *lights = view_include(part, "LIGHTS", "dash_lights.tpl");
    View *some = view_part(lights, n == 0 ? "NOTHING" : "SOME");

    view_text(lights, "LEDGER", dash_ledger(req, season, ""));
    show_trend(req, some, skies, n);
    for (gsize i = 0; i < n; i++) {
        View *row = view_part(some, "ROW");
        view_text(row, "PERIOD", word_period(req->mem, skies[i].period->code));
        chart_lights(req->mem, row, "STRIP", skies[i].count);
        view_number(row, "GREEN", skies[i].count[LIGHT_GREEN]);
        view_number(row, "YELLOW", skies[i].count[LIGHT_YELLOW]);
        view_number(row, "RED", skies[i].count[LIGHT_RED]);
        view_number(row, "NONE", skies[i].count[LIGHT_NONE]);
    }
}

static void show_change(Req *req, View *list, const Season *season, const BookTask *task, Light old,
                        Light now)
{
    View *item = view_part(list, "ITEM");

    view_text(item, "NO", task->no_text);
    view_text(item, "TITLE", task->wide_title);
    view_text(item, "ADDRESS",
              mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "?period=%s", season->plan.code, task->no,
                         season->current->code));
    view_light(item, "OLD", old, false);
    view_light(item, "NOW", now, false);
}

typedef struct {
    Req *req;
    const Season *season;
    const Sky *now, *old;
    View *changes;
} Changed;

static bool is_alarm(Light light)
{
    return light == LIGHT_YELLOW || light == LIGHT_RED;
}

/* worse: to yellow or red; better: away from them. What has no light yet is no change. */
static int64_t show_changed(const Changed *c, const char *part, bool worse)
{
    int64_t n = 0;
    View *list = NULL;

    for (gsize i = 0; i < c->season->book->n_tasks; i++) {
        Light old = c->old->lights[i], now = c->now->lights[i];
        bool fits = worse ? now > old && is_alarm(now) : now < old && now != LIGHT_NONE && is_alarm(old);
        if (!fits)
            continue;
        list = list != NULL ? list : view_part(c->changes, part);
        if (n++ < CHANGES_SHOWN)
            show_change(c->req, list, c->season, &c->season->book->tasks[i], old, now);
    }
    if (n > 0)
        view_number(list, "N", n);
    if (n > CHANGES_SHOWN)
        view_number(view_part(list, "MORE"), "MORE_N", n - CHANGES_SHOWN);
    return n;
}

static void show_changes(Req *req, View *part, const Season *season, const Sky *now, const Sky *old)
{
    Changed c = { req, season, now, old, view_include(part, "CHANGES", "dash_changes.tpl") };

    view_text(c.changes, "PERIOD", word_period(req->mem, now->period->code));
    view_text(c.changes, "OLD_PERIOD", word_period(req->mem, old->period->code));
    int64_t worse = show_changed(&c, "WORSE", true);
    if (show_changed(&c, "BETTER", false) + worse == 0)
        view_show(c.changes, "NOTHING");
}

bool dash_city_lights(Req *req, View *part, const Season *season, GError **err)
{
    Sky skies[TREND_MOST];
    gsize n = 0;

    if (season->current != NULL)
        TRY(read_skies(req, season, skies, &n, err));
    show_distribution(req, part, season, skies, n);
    if (n > 1)
        show_changes(req, part, season, &skies[0], &skies[1]);
    return true;
}

bool dash_own_lights(Req *req, View *part, const Season *season, GError **err)
{
    static const Light order[] = { LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED, LIGHT_NONE };
    int64_t count[LIGHT__N] = { 0 }, all = 0;
    LeadLight **leads;
    Sky sky;

    if (season->current == NULL)
        return true;
    TRY(lights_of_period(req->app->db, req->mem, season->book, season->current, req->now_us, &leads, err));
    count_sky(req, season, season->current, leads, &sky);
    for (gsize i = 0; i < season->book->n_tasks; i++)
        if (book_lead(&season->book->tasks[i], req->who.unit) != NULL) {
            count[sky.lights[i]]++;
            all++;
        }
    if (all == 0)
        return true;
    View *lights = view_part(part, "LIGHTS");
    view_text(lights, "LEDGER", dash_ledger(req, season, "&mine=1"));
    view_text(lights, "PERIOD", word_period(req->mem, season->current->code));
    view_number(lights, "ALL_N", all);
    for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
        const char *code = order[i] == LIGHT_NONE ? "none" : light_code(order[i]);
        View *light = view_part(lights, "LIGHT");
        view_light(light, "BADGE", order[i], false);
        view_number(light, "N", count[order[i]]);
        view_text(light, "ADDRESS", dash_ledger(req, season, mem_printf(req->mem, "&light=%s&mine=1", code)));
    }
    return true;
}
