/* review_read.c: see review_read.h. */
#include "store/review_read.h"

#include "base/err.h"

static ReviewRow row_of(const Cell *c)
{
    return (ReviewRow){
        .report = { c[REVIEW_QUEUE_REPORT_ID].i },
        .plan = c[REVIEW_QUEUE_PLAN].s,
        .no = c[REVIEW_QUEUE_NO].i,
        .title = c[REVIEW_QUEUE_TITLE].s,
        .unit = { c[REVIEW_QUEUE_UNIT_ID].i },
        .unit_name = c[REVIEW_QUEUE_UNIT_NAME].s,
        .period = c[REVIEW_QUEUE_PERIOD].s,
        .submitted_us = c[REVIEW_QUEUE_SUBMITTED_AT].i,
        .round = c[REVIEW_QUEUE_ROUND].i,
        .declared = light_of(c[REVIEW_QUEUE_DECLARED].s),
        .before = light_of(c[REVIEW_QUEUE_BEFORE_LIGHT].s),
        .filed_by = { c[REVIEW_QUEUE_FILED_BY].i },
        .late = c[REVIEW_QUEUE_LATE].i != 0,
        .returned = c[REVIEW_QUEUE_RETURNED].i != 0,
        .lower = c[REVIEW_QUEUE_LOWER].i != 0,
    };
}

bool review_queue(Db *db, Mem *mem, ReviewRow **rows, gsize *n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_REVIEW_QUEUE, NO_ARGS, &found, err));
    ReviewRow *list = mem_array(mem, ReviewRow, found.n);
    for (gsize i = 0; i < found.n; i++)
        list[i] = row_of(found.row[i]);
    *rows = list;
    *n = found.n;
    return true;
}

bool review_before(Db *db, Mem *mem, ReportId report, ReviewBefore *before, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_REVIEW_BEFORE, ARGS(num(report.v)), &rows, err));
    *before = (ReviewBefore){ .period = "" };
    if (rows.n == 0)
        return true;
    *before = (ReviewBefore){ .report = { rows.row[0][REVIEW_BEFORE_REPORT_ID].i },
                              .period = rows.row[0][REVIEW_BEFORE_PERIOD].s,
                              .light = light_of(rows.row[0][REVIEW_BEFORE_LIGHT].s) };
    return true;
}

bool review_source(Db *db, Mem *mem, TaskId task, const char **source, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_REVIEW_SOURCE, ARGS(num(task.v)), &c, err));
    *source = c[REVIEW_SOURCE_SOURCE].s;
    return true;
}

bool review_missing(Db *db, Mem *mem, PlanId plan, PeriodId period, int64_t *n, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_REVIEW_MISSING, ARGS(num(period.v), num(plan.v)), &c, err));
    *n = c[REVIEW_MISSING_N].i;
    return true;
}
