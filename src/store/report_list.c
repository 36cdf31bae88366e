/* report_list.c: see report_list.h. */
#include "store/report_list.h"

#include "base/err.h"

static ListedReport listed(const Cell *c)
{
    return (ListedReport){ .task = { c[EXPORT_REPORTS_TASK_ID].i },
                           .unit = { c[EXPORT_REPORTS_UNIT_ID].i },
                           .unit_name = c[EXPORT_REPORTS_UNIT_NAME].s,
                           .state = report_state_of(c[EXPORT_REPORTS_STATE].s),
                           .round = c[EXPORT_REPORTS_ROUND].i,
                           .late = c[EXPORT_REPORTS_LATE].i != 0,
                           .declared = light_of(c[EXPORT_REPORTS_DECLARED].s),
                           .computed = light_of(c[EXPORT_REPORTS_COMPUTED].s),
                           .decided = light_of(c[EXPORT_REPORTS_LIGHT].s),
                           .narrative = c[EXPORT_REPORTS_NARRATIVE].s,
                           .next_steps = c[EXPORT_REPORTS_NEXT_STEPS].s,
                           .light_reason = c[EXPORT_REPORTS_LIGHT_REASON].s,
                           .filed_name = c[EXPORT_REPORTS_FILED_NAME].s,
                           .on_behalf = c[EXPORT_REPORTS_ON_BEHALF].i != 0,
                           .decided_name = c[EXPORT_REPORTS_DECIDED_NAME].s,
                           .comment = c[EXPORT_REPORTS_COMMENT].s,
                           .submitted_us = c[EXPORT_REPORTS_SUBMITTED_AT].i,
                           .decided_us = c[EXPORT_REPORTS_DECIDED_AT].i };
}

bool reports_of_period(Db *db, Mem *mem, PeriodId period, ListedReport **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_EXPORT_REPORTS, ARGS(num(period.v)), &rows, err));
    ListedReport *made = mem_array(mem, ListedReport, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        made[i] = listed(rows.row[i]);
    *list = made;
    *n = rows.n;
    return true;
}

bool reports_count(Db *db, Mem *mem, PlanId plan, int64_t *n, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_EXPORT_REPORTS_COUNT, ARGS(num(plan.v)), &c, err));
    *n = c[EXPORT_REPORTS_COUNT_N].i;
    return true;
}
