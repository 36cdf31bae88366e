/* light.h: the light that the ledger computes for one lead of a task in one period, with its reasons (design.md §4).
 *
 * Pure, and monotone: more progress never makes it worse, a later day without progress never better. The unit declares
 * its own, the reviewer decides; this one is the suggestion beside them, and the one that counts while nobody reported.
 */
#pragma once
#include "rule/pace.h"

typedef struct {
    int64_t target;
    const char *subject, *unit_word;
    Promise promise;
    bool confirmed; /* 待核 targets are shown, and count for no light */
    bool has_value;
    int64_t value_e4; /* as reported, in this period or the last before */
} LightTarget;

typedef struct {
    const char *period_code;
    int month; /* period_month() */
    Thresholds thresholds;
    const LightTarget *targets;
    gsize n_targets;
    bool is_missing;          /* no report in, and the (unit's own) deadline is over */
    int workdays_overdue;     /* since then */
    bool task_is_past;        /* the year is over and the task not struck off */
    int late_items;           /* work items past their date */
    int late_problems;        /* problems past their limit */
    const char *late_problem; /* the one that is late longest, in words; NULL or "" when not known */
} LightInput;

typedef enum {
    REASON_NONE,
    REASON_TARGET_LOW, /* .target, .planned_e4, .value_e4 */
    REASON_TARGET_BAD,
    REASON_MISSING, /* .count working days */
    REASON_MISSING_LONG,
    REASON_TASK_PAST,
    REASON_ITEMS_LATE, /* .count */
    REASON_PROBLEMS_LATE,
    REASON_ON_PACE,   /* nothing speaks against green */
    REASON_NO_TARGET, /* a task without numbers, and nothing else to judge by: no suggestion */
    REASON__N
} ReasonKind;

typedef struct {
    ReasonKind kind;
    Light light; /* what this reason alone asks for */
    int64_t target, planned_e4, value_e4;
    int count;
    const char *words; /* one Chinese sentence with its numbers */
} LightReason;

typedef struct {
    Light light;          /* LIGHT_NONE: nothing to judge by */
    LightReason *reasons; /* the worst first; at least one */
    gsize n_reasons;
} ComputedLight;

ComputedLight light_compute(Mem *mem, const LightInput *input);

/* NONE < GREEN < YELLOW < RED. */
Light light_worst(Light a, Light b);

/* The light that counts: what the reviewer decided, else what the ledger computed for a report that is missing, else
 * what the unit declared. */
typedef struct {
    ReportState state;
    bool overdue;
    Light declared, computed, decided;
} LightFacts;

typedef enum { LIGHT_BY_NOBODY, LIGHT_BY_UNIT, LIGHT_BY_REVIEWER, LIGHT_BY_LEDGER } LightBy;

Light light_counts(const LightFacts *facts, LightBy *by);

/* When a target that stays where it is falls behind: the first month after input->month in which its light would be
 * worse than now, and which it would be. month 0: not this year. */
typedef struct {
    int month;
    Light light;
} Forecast;

Forecast light_forecast(const LightInput *input);

/* The rule in words, for /help/lights and the page of a light; one sentence each, NULL at the end. */
char **light_rule_words(Mem *mem, const Thresholds *thresholds);
