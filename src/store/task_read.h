/* task_read.h: what the pages of one task read.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. known: what is known of the task, from
 * known_task(). amount_e4 and value_e4 are in ten-thousandths of the target's printed unit.
 */
#pragma once
#include "store/known.h"
#include "store/report.h"

/* A promise of the task, and the value of it that was approved last. */
typedef struct {
    const BookTarget *target;
    bool has_now;
    int64_t now_e4;
    const Period *now_period; /* state as stored */
    bool has[MONTHS + 1];     /* approved by the end of a month, 1 … 12 */
    int64_t value_e4[MONTHS + 1];
} TaskTarget;

/* As many as the task has targets, in their order. */
bool task_targets(Db *db, Mem *mem, Known *known, const Book *book, const BookTask *task,
                  TaskTarget **targets, GError **err);

/* One lead's report of one period. */
typedef struct {
    ReportId report; /* 0: none handed in */
    UnitId unit;
    ReportState state;
    int64_t round;
    Light declared, light;
    bool late, on_behalf;
    PersonId filed_by;
    const char *narrative; /* its first 200 signs */
    const char *filed_name, *decided_name;
    int64_t submitted_us, decided_us;
} TaskReport;

/* A period, and what was reported in it. */
typedef struct {
    Period period;
    TaskReport *reports; /* in no order, at most one a unit */
    gsize n_reports;
    int64_t draft_us;       /* own's draft; 0: none */
    const char *draft_name; /* who saved it */
} TaskPeriod;

/* One a period of the book, newest first. own: the unit whose drafts may be known of; 0: nobody's. */
bool task_periods(Db *db, Mem *mem, Known *known, const Book *book, const BookTask *task, UnitId own,
                  int64_t now_us, TaskPeriod **periods, GError **err);

/* The whole of one lead's report of a period. */
typedef struct {
    TaskReport head;
    int64_t version_id;
    const char *narrative, *next_steps, *light_reason, *comment; /* comment: of the decision on it */
    bool on_behalf;
    ReportedValue *values;
    gsize n_values;
} TaskFullReport;

/* What was handed in for a task in a period, at most one a unit, in no order. */
bool task_reports(Db *db, Mem *mem, TaskId task, PeriodId period, TaskFullReport **reports, gsize *n,
                  GError **err);

/* One field of an event. old, new: NULL when there was or is no value. */
typedef struct {
    const char *field, *old, *new;
} TaskChange;

typedef struct {
    int64_t id, at_us;
    const char *person, *person_unit, *role, *action, *result, *etype, *period;
    UnitId about; /* whose report it is about; 0: nobody's */
    const char *about_name;
    TaskChange *changes;
    gsize n_changes;
} TaskEvent;

/* Newest first, with numbers below before. */
bool task_events(Db *db, Mem *mem, TaskId task, int64_t before, gsize most, TaskEvent **events, gsize *n,
                 GError **err);
