/* task_read.h: what the pages of one task read.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. amount_e4 and value_e4 are in
 * ten-thousandths of the target's printed unit.
 */
#pragma once
#include "store/report.h"

typedef struct {
    UnitId id;
    const char *name;
    bool signs_in; /* somebody can sign in for it */
    bool assigned; /* 台账指定: not printed in the notice */
} TaskUnit;

typedef struct {
    PlanId plan;
    const char *plan_code, *plan_title;
    TaskId id;
    int64_t no, year, section_no;
    const char *title, *source, *section_label, *section_title; /* section "": none */
    TaskState state;
    TaskUnit *leads, *takers; /* in the order of the notice */
    gsize n_leads, n_takers;
} TaskPage;

/* ERR_NOT_FOUND: no such plan or task. */
bool task_page_read(Db *db, Mem *mem, const char *plan, int64_t no, TaskPage *task, GError **err);

/* NULL: it does not lead the task. */
const TaskUnit *task_lead(const TaskPage *task, UnitId unit);
bool task_taker(const TaskPage *task, UnitId unit);

typedef struct {
    int64_t id, value_e4, value_max_e4; /* max 0: no range */
    UnitId unit;                        /* the lead that reports it; 0: none */
    const char *subject, *comparator, *unit_word, *quote, *doubt, *kind;
    bool confirmed;
    bool has_now; /* a value has been approved */
    int64_t now_e4;
    const char *now_period;
} TaskTarget;

bool task_targets(Db *db, Mem *mem, TaskId task, TaskTarget **targets, gsize *n, GError **err);

/* One lead's report of one period. */
typedef struct {
    ReportId report; /* 0: none handed in */
    UnitId unit;
    ReportState state;
    int64_t round;
    Light declared, light;
    bool late;
    PersonId filed_by;
    const char *narrative; /* its first 200 signs */
    const char *filed_name, *decided_name;
    int64_t submitted_us, decided_us;
} TaskReport;

/* A period, and what was reported in it. */
typedef struct {
    PeriodId id;
    const char *code;
    int64_t opens_us, due_us;
    PeriodState state;
    TaskReport *reports; /* in no order, at most one a unit */
    gsize n_reports;
    int64_t draft_us;       /* own's draft; 0: none */
    const char *draft_name; /* who saved it */
} TaskPeriod;

/* Newest first. own: the unit whose drafts may be known of; 0: nobody's. */
bool task_periods(Db *db, Mem *mem, const TaskPage *task, UnitId own, int64_t now_us, TaskPeriod **periods,
                  gsize *n, GError **err);

/* The whole of one lead's report of a period. */
typedef struct {
    TaskReport head;
    int64_t version_id;
    const char *narrative, *next_steps, *light_reason, *comment; /* comment: of the decision on it */
    bool on_behalf;
    ReportedValue *values;
    gsize n_values;
} TaskFullReport;

typedef struct {
    PeriodId id;
    int64_t due_us;
    PeriodState state;
    TaskFullReport *reports;
    gsize n;
} TaskReports;

/* ERR_NOT_FOUND: the plan has no such period. */
bool task_reports(Db *db, Mem *mem, const TaskPage *task, const char *period, int64_t now_us,
                  TaskReports *reports, GError **err);

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
