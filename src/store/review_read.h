/* review_read.h: what the review pages read. Errors and ownership as in report.h. */
#pragma once
#include "store/report.h"

/* One report that waits for a decision. */
typedef struct {
    ReportId report;
    const char *plan, *title, *unit_name, *period;
    int64_t no;
    UnitId unit;
    int64_t submitted_us, round, version;
    Light declared;
    Light computed; /* LIGHT_NONE: the ledger suggests nothing */
    Light before;   /* of the last approved period before; LIGHT_NONE: there is none */
    bool late;
    bool returned; /* it was given back before */
    bool same;     /* its words are those of the last approved one */
    bool lower;    /* a cumulative target's value is below the last approved one */
} ReviewRow;

/* All that wait: those handed in again first, then by the time they were handed in. */
bool review_queue(Db *db, Mem *mem, ReviewRow **rows, gsize *n, GError **err);

/* The same reports in the same order, for the page of one of them. */
typedef struct {
    ReportId report;
    int64_t no, submitted_us, round;
    const char *title, *unit_name;
    Light declared;
    PersonId filed_by;
} ReviewWaiting;

bool review_line(Db *db, Mem *mem, ReviewWaiting **waiting, gsize *n, GError **err);

/* One report of many that were ticked, as it stands now. */
typedef struct {
    ReportId report;
    const char *plan, *title, *unit_name, *period, *decided_name;
    int64_t no, version, round, submitted_us, decided_us;
    PeriodState period_state;
    ReportState state;
    Light declared, computed, light;
    PersonId filed_by, decided_by; /* decided_by 0: nobody has decided on this version */
    bool took_part;                /* Facts.took_part, of the actor */
} BatchRow;

/* In the order of the queue; those that do not exist are left out. */
bool review_batch(Db *db, Mem *mem, PersonId actor, const int64_t *reports, gsize n, BatchRow **rows,
                  gsize *n_rows, GError **err);

/* The last approved report of the same task and unit, of a period before. report 0: there is none. */
typedef struct {
    ReportId report;
    const char *period;
    Light light;
} ReviewBefore;

bool review_before(Db *db, Mem *mem, ReportId report, ReviewBefore *before, GError **err);

/* The task's paragraphs as issued. */
bool review_source(Db *db, Mem *mem, TaskId task, const char **source, GError **err);

/* How many reports of a period are not handed in. */
bool review_missing(Db *db, Mem *mem, PlanId plan, PeriodId period, int64_t *n, GError **err);
