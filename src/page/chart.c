/* chart.c: see chart.h. */
#include "page/chart.h"

#include <inttypes.h>

#include "base/words.h"

static const Light order[LIGHT__N] = { LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED, LIGHT_NONE };
static const char *const fills[LIGHT__N] = {
    [LIGHT_NONE] = "f-n", [LIGHT_GREEN] = "f-g", [LIGHT_YELLOW] = "f-y", [LIGHT_RED] = "f-r"
};

static int64_t sum_of(const int64_t lights[LIGHT__N])
{
    int64_t sum = 0;

    for (int i = 0; i < LIGHT__N; i++)
        sum += lights[i];
    return sum;
}

const char *chart_light_words(Mem *mem, const int64_t lights[LIGHT__N])
{
    return mem_printf(mem,
                      "绿灯 %" PRId64 " 项，黄灯 %" PRId64 " 项，红灯 %" PRId64 " 项，未亮灯 %" PRId64 " 项",
                      lights[LIGHT_GREEN], lights[LIGHT_YELLOW], lights[LIGHT_RED], lights[LIGHT_NONE]);
}

/* Hundredths of a percent, as SVG wants them: 8.33. */
static const char *percent(Mem *mem, int64_t part, int64_t whole)
{
    int64_t e2 = part * 10000 / whole;

    return mem_printf(mem, "%" PRId64 ".%02" PRId64, e2 / 100, e2 % 100);
}

void chart_lights(Mem *mem, View *view, const char *marker, const int64_t lights[LIGHT__N])
{
    View *chart = view_include(view, marker, "chart_lights.tpl");
    int64_t whole = sum_of(lights), before = 0;

    view_text(chart, "WORDS", chart_light_words(mem, lights));
    for (int i = 0; i < LIGHT__N; i++) {
        int64_t n = lights[order[i]];
        if (n == 0)
            continue;
        View *piece = view_part(chart, "PIECE");
        view_text(piece, "CLASS", fills[order[i]]);
        view_text(piece, "X", percent(mem, before, whole));
        view_text(piece, "W", percent(mem, n, whole));
        if (before > 0)
            view_text(view_part(chart, "GAP"), "X", percent(mem, before, whole));
        before += n;
    }
}

void chart_bar(Mem *mem, View *view, const char *marker, const char *what, Light look, int64_t done_pct,
               int64_t pace_pct)
{
    View *chart = view_include(view, marker, "chart_bar.tpl");

    view_text(chart, "WHAT", what);
    view_number(chart, "DONE", done_pct);
    view_text(chart, "CLASS", fills[look]);
    if (done_pct > 0)
        view_text(view_part(chart, "SOME"), "W", percent(mem, CLAMP(done_pct, 0, 100), 100));
    if (pace_pct >= 0) {
        View *line = view_part(chart, "PACE");
        view_number(line, "PCT", pace_pct);
        view_text(line, "X", percent(mem, MIN(pace_pct, 100), 100));
    }
}

/* ---- columns: one is COLUMN_STEP wide, its bar begins COLUMN_LEFT from the left and stands on COLUMN_FOOT */

enum {
    COLUMN_STEP = 72,
    COLUMN_LEFT = 8,
    COLUMN_FOOT = 128,
    COLUMN_HIGH = 120,
    COLUMN_GAP = 2,
    LABEL_HIGH = 10
};

static void show_column(View *chart, const ChartColumn *column, int64_t at, int64_t highest)
{
    View *view = view_part(chart, "COLUMN");
    int64_t x = at * COLUMN_STEP + COLUMN_LEFT, before = 0;

    view_number(view, "X", x);
    view_text(view, "LABEL", column->label);
    for (int i = 0; i < LIGHT__N; i++) {
        int64_t n = column->lights[order[i]];
        int64_t foot = before * COLUMN_HIGH / highest, head = (before + n) * COLUMN_HIGH / highest;
        before += n;
        if (n == 0)
            continue;
        View *piece = view_part(view, "PIECE");
        int64_t high = MAX(head - foot - (foot > 0 ? COLUMN_GAP : 0), 1);
        view_text(piece, "CLASS", fills[order[i]]);
        view_number(piece, "Y", COLUMN_FOOT - head);
        view_number(piece, "H", high);
        if (high < LABEL_HIGH)
            continue;
        View *label = view_part(piece, "NUMBER");
        view_number(label, "N", n);
        view_number(label, "MIDDLE", COLUMN_FOOT - head + high / 2 + 4);
    }
}

void chart_columns(Mem *mem, View *view, const char *marker, const ChartColumn *columns, gsize n)
{
    View *chart = view_include(view, marker, "chart_columns.tpl");
    int64_t highest = 1;
    const char *words = "";

    for (gsize i = 0; i < n; i++) {
        highest = MAX(highest, sum_of(columns[i].lights));
        words = mem_printf(mem, "%s%s%s：%s", words, i == 0 ? "" : "；", columns[i].label,
                           chart_light_words(mem, columns[i].lights));
    }
    view_text(chart, "WORDS", words);
    view_number(chart, "WIDE", (int64_t)MAX(n, 1) * COLUMN_STEP);
    for (gsize i = 0; i < n; i++)
        show_column(chart, &columns[i], (int64_t)i, highest);
}

void chart_counts(Mem *mem, View *view, const char *marker, const char *what, const ChartCount *counts,
                  gsize n)
{
    View *chart = view_include(view, marker, "chart_counts.tpl");
    int64_t highest = 1;

    for (gsize i = 0; i < n; i++) {
        highest = MAX(highest, counts[i].n);
        what = mem_printf(mem, "%s%s%s %" PRId64, what, i == 0 ? "：" : "；", counts[i].label, counts[i].n);
    }
    view_text(chart, "WORDS", what);
    view_number(chart, "WIDE", (int64_t)MAX(n, 1) * COLUMN_STEP);
    for (gsize i = 0; i < n; i++) {
        View *column = view_part(chart, "COLUMN");
        int64_t high = counts[i].n * (COLUMN_HIGH - LABEL_HIGH - 4) / highest;
        view_number(column, "X", (int64_t)i * COLUMN_STEP + COLUMN_LEFT);
        view_number(column, "Y", COLUMN_FOOT - high);
        view_number(column, "H", high);
        view_number(column, "LABEL_Y", COLUMN_FOOT - high - 4);
        view_number(column, "N", counts[i].n);
        view_text(column, "LABEL", counts[i].label);
    }
}

/* ---- the year of a target */

typedef struct {
    int64_t left, top, wide, high; /* of the field within its SVG */
    int64_t least_e4, most_e4;
} Plot;

static void stretch(Plot *plot, int64_t value_e4)
{
    plot->least_e4 = MIN(plot->least_e4, value_e4);
    plot->most_e4 = MAX(plot->most_e4, value_e4);
}

/* The field holds 0, the goal and all that is drawn. */
static void fit(Plot *plot, const ChartPace *pace)
{
    plot->least_e4 = MIN(pace->goal_e4, 0);
    plot->most_e4 = MAX(pace->goal_e4, 1);
    for (int m = 0; m <= MONTHS; m++) {
        if (pace->has_planned[m])
            stretch(plot, pace->planned_e4[m]);
        if (pace->has_value[m])
            stretch(plot, pace->value_e4[m]);
    }
}

static int64_t x_of(const Plot *plot, int month)
{
    return plot->left + plot->wide * month / MONTHS;
}

static int64_t y_of(const Plot *plot, int64_t value_e4)
{
    __int128 up = (__int128)(value_e4 - plot->least_e4) * plot->high;

    return plot->top + plot->high - (int64_t)(up / (plot->most_e4 - plot->least_e4));
}

static const char *points_of(Mem *mem, const Plot *plot, const bool *has, const int64_t *value_e4)
{
    const char *points = "";

    for (int m = 0; m <= MONTHS; m++)
        if (has[m])
            points = mem_printf(mem, "%s%s%" PRId64 ",%" PRId64, points, points[0] == '\0' ? "" : " ",
                                x_of(plot, m), y_of(plot, value_e4[m]));
    return points;
}

static const char *year_words(Mem *mem, const ChartPace *pace)
{
    const char *words = mem_printf(mem, "目标 %s%s", word_amount(mem, pace->goal_e4), pace->unit_word);

    for (int m = 1; m <= MONTHS; m++) {
        if (!pace->has_value[m])
            continue;
        words = mem_printf(mem, "%s；%d月实际 %s", words, m, word_amount(mem, pace->value_e4[m]));
        if (pace->has_planned[m])
            words = mem_printf(mem, "%s，序时 %s", words, word_amount(mem, pace->planned_e4[m]));
    }
    return words;
}

/* The last month that was reported is a dot, and its light is not needed: what it means is said beside the chart. */
static void show_year(Mem *mem, View *chart, Plot *plot, const ChartPace *pace)
{
    int last = -1;

    fit(plot, pace);
    view_text(chart, "WORDS", year_words(mem, pace));
    view_number(chart, "GOAL_Y", y_of(plot, pace->goal_e4));
    view_number(chart, "FOOT_Y", y_of(plot, plot->least_e4));
    view_text(chart, "PLANNED", points_of(mem, plot, pace->has_planned, pace->planned_e4));
    view_text(chart, "ACTUAL", points_of(mem, plot, pace->has_value, pace->value_e4));
    for (int m = 0; m <= MONTHS; m++)
        if (pace->has_value[m])
            last = m;
    if (last < 0)
        return;
    View *dot = view_part(chart, "LAST");
    view_number(dot, "X", x_of(plot, last));
    view_number(dot, "Y", y_of(plot, pace->value_e4[last]));
}

void chart_pace(Mem *mem, View *view, const char *marker, const ChartPace *pace)
{
    View *chart = view_include(view, marker, "chart_pace.tpl");
    Plot plot = { .left = 8, .top = 18, .wide = 384, .high = 96 };

    view_text(chart, "GOAL", mem_printf(mem, "%s %s", word_amount(mem, pace->goal_e4), pace->unit_word));
    for (int m = 1; m <= MONTHS; m++) {
        View *month = view_part(chart, "MONTH");
        view_number(month, "X", x_of(&plot, m));
        view_number(month, "M", m);
    }
    show_year(mem, chart, &plot, pace);
}

void chart_spark(Mem *mem, View *view, const char *marker, const ChartPace *pace)
{
    Plot plot = { .left = 3, .top = 4, .wide = 90, .high = 24 };

    show_year(mem, view_include(view, marker, "chart_spark.tpl"), &plot, pace);
}
