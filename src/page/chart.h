/* chart.h: the house's charts: SVG from the server, as includes of templates/chart_*.tpl (ux.md 6.5).
 *
 * This file computes places in whole numbers; form and colour stand in the templates, as classes. Each chart says its
 * numbers in words to those who do not see it, and the page shows the same numbers in a table beside it. Lists of lights
 * are indexed by Light and drawn in the order green, yellow, red, none.
 */
#pragma once
#include "rule/pace.h"
#include "web/view.h"

/* 绿灯 96 项，黄灯 17 项，红灯 5 项，未亮灯 10 项. */
const char *chart_light_words(Mem *mem, const int64_t lights[LIGHT__N]);

/* One line, the whole width of its place, with gaps of 2 px; empty when all are 0. */
void chart_lights(Mem *mem, View *view, const char *marker, const int64_t lights[LIGHT__N]);

/* How much of something is done, with a line where it should be by now. done_pct over 100 fills the bar; pace_pct -1: no
 * line. what: the words before the numbers, such as 平均完成率. */
void chart_bar(Mem *mem, View *view, const char *marker, const char *what, Light look, int64_t done_pct,
               int64_t pace_pct);

/* Stacked columns, for up to 12 periods, oldest first; numbers stand beside the pieces that are tall enough. */
typedef struct {
    const char *label; /* short: 3月 */
    int64_t lights[LIGHT__N];
} ChartColumn;

void chart_columns(Mem *mem, View *view, const char *marker, const ChartColumn *columns, gsize n);

/* Single columns with their numbers above; what: the words before them. */
typedef struct {
    const char *label;
    int64_t n;
} ChartCount;

void chart_counts(Mem *mem, View *view, const char *marker, const char *what, const ChartCount *counts,
                  gsize n);

/* What was planned and what was reported by the end of each month, 1 … 12; 0 stands for the beginning of the year. */
typedef struct {
    bool has_planned[MONTHS + 1], has_value[MONTHS + 1];
    int64_t planned_e4[MONTHS + 1], value_e4[MONTHS + 1];
    int64_t goal_e4;
    const char *unit_word;
} ChartPace;

/* The year of a target with its months below, and the same in small for a cell of a table. */
void chart_pace(Mem *mem, View *view, const char *marker, const ChartPace *pace);
void chart_spark(Mem *mem, View *view, const char *marker, const ChartPace *pace);
