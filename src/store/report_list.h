/* report_list.h: all that was handed in during a period, with its decisions; for exports and search.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. Nobody's rights are looked at here.
 */
#pragma once
#include "rule/model.h"
#include "store/db.h"

typedef struct {
    TaskId task;
    UnitId unit;
    const char *unit_name;
    ReportState state;
    int64_t round;
    bool late, on_behalf;
    Light declared, computed, decided;
    const char *narrative, *next_steps, *light_reason, *filed_name, *decided_name, *comment;
    int64_t submitted_us, decided_us; /* decided_us 0: not yet */
} ListedReport;

/* In the order of tasks. */
bool reports_of_period(Db *db, Mem *mem, PeriodId period, ListedReport **list, gsize *n, GError **err);

bool reports_count(Db *db, Mem *mem, PlanId plan, int64_t *n, GError **err);
