/* pace.h: what a target promises, how much of it is due by the calendar (序时进度), and how far it is (ux.md D8).
 *
 * Pure decimal arithmetic: amounts in ten-thousandths of the printed unit, percentages whole and rounded down. Months
 * are 1 … 12 of the plan's year; a period counts as its last month.
 */
#pragma once
#include "base/mem.h"
#include "rule/model.h"

typedef enum { KIND_NONE, KIND_CUMULATIVE, KIND_STOCK, KIND_MILESTONE, KIND__N } TargetSort;

enum { MONTHS = 12 };

/* The planned values of a target.pace: "3:5 6:10 12:20" says 5 by the end of March, 10 of June; between two of them, and
 * from the base to the first, it is linear. Nothing planned: linear over the year. */
typedef struct {
    bool any;
    bool has[MONTHS + 1]; /* by month; 0 is not used */
    int64_t value_e4[MONTHS + 1];
} Pace;

/* false: not of that form, a month twice or out of order. */
bool pace_read(const char *text, Pace *pace);
char *pace_write(Mem *mem, const Pace *pace); /* "" when nothing is planned */

/* A target as it counts: the corrected numbers where there are any. */
typedef struct {
    TargetSort kind;
    bool at_most;        /* <= and <: smaller is better */
    int64_t goal_e4;     /* the lower end of a range */
    int64_t goal_max_e4; /* its upper end; 0: no range */
    bool has_base;       /* of a stock; a cumulative one begins with 0 */
    int64_t base_e4;
    int due_month; /* of a milestone; 12 when it names no day, 13 when that day is of a later year */
    Pace pace;
} Promise;

/* A target as it is stored. due_on is "2023-06-30" or "", pace as pace_read() wants it (of another form: nothing planned). */
typedef struct {
    const char *kind, *comparator, *pace, *due_on;
    int64_t value_e4, value_max_e4; /* as printed; max 0: no range */
    bool has_correction;
    int64_t corrected_e4, corrected_max_e4;
    bool has_base;
    int64_t base_e4;
    int year; /* of the plan */
} PromiseWords;

Promise promise_of(const PromiseWords *words);

TargetSort target_sort_of(const char *kind); /* cumulative, stock, milestone; else KIND_NONE */

/* The last month of a period: 2023-03 → 3, 2023-Q1 → 3, 2023-H1 → 6, 2023-Y → 12. 0: not a period of that year. */
int period_month(const char *period_code, int year);

/* What is due by the end of a month. false: there is no pace to speak of (a milestone before its month, a stock
 * without base and without planned values). */
bool promise_planned(const Promise *promise, int month, int64_t *planned_e4);

/* The same as people read it: to two decimals, so that whoever reaches what he reads has done enough. */
int64_t promise_planned_shown(const Promise *promise, int64_t planned_e4);

/* How much of the promise is done, in per cent, rounded down, 0 or more; over 100 stays over. A milestone is 0 or 100.
 * false: a stock without base. */
bool promise_done_pct(const Promise *promise, int64_t value_e4, int *pct);

typedef enum {
    JUDGED_NONE,
    JUDGED_WAIT,
    JUDGED_OK,
    JUDGED_LOW,
    JUDGED_BAD,
    JUDGED_DONE,
    JUDGED_OVER,
    JUDGED__N
} Judged;

/* Thresholds of a plan. */
typedef struct {
    int green_pct, yellow_pct; /* of the pace */
    int red_days;              /* working days without a report */
} Thresholds;

/* has_value false: nothing was reported yet, which counts as the base (0 for a cumulative one). */
Judged promise_judge(const Promise *promise, bool has_value, int64_t value_e4, int month,
                     const Thresholds *at);

const char *judged_word(Judged judged); /* 达到序时 / 低于序时 / 严重滞后 / 未到节点 / 已完成 / 已超额; "" */
Light judged_light(Judged judged); /* LIGHT_NONE for JUDGED_NONE and JUDGED_WAIT */
