/* review_read.c: see review_read.h. */
#include "store/review_read.h"

#include <inttypes.h>

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
        .version = c[REVIEW_QUEUE_VERSION].i,
        .computed = light_of(c[REVIEW_QUEUE_COMPUTED].s),
        .before = light_of(c[REVIEW_QUEUE_BEFORE_LIGHT].s),
        .late = c[REVIEW_QUEUE_LATE].i != 0,
        .returned = c[REVIEW_QUEUE_RETURNED].i != 0,
        .lower = c[REVIEW_QUEUE_LOWER].i != 0,
        .same = c[REVIEW_QUEUE_SAME].i != 0,
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

bool review_line(Db *db, Mem *mem, ReviewWaiting **waiting, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_REVIEW_LINE, NO_ARGS, &rows, err));
    *waiting = mem_array(mem, ReviewWaiting, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*waiting)[i] = (ReviewWaiting){ .report = { c[REVIEW_LINE_REPORT_ID].i },
                                         .no = c[REVIEW_LINE_NO].i,
                                         .title = c[REVIEW_LINE_TITLE].s,
                                         .unit_name = c[REVIEW_LINE_UNIT_NAME].s,
                                         .submitted_us = c[REVIEW_LINE_SUBMITTED_AT].i,
                                         .round = c[REVIEW_LINE_ROUND].i,
                                         .declared = light_of(c[REVIEW_LINE_DECLARED].s),
                                         .filed_by = { c[REVIEW_LINE_FILED_BY].i } };
    }
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

static BatchRow batch_row_of(const Cell *c)
{
    return (BatchRow){ .report = { c[REVIEW_BATCH_REPORT_ID].i },
                       .plan = c[REVIEW_BATCH_PLAN].s,
                       .title = c[REVIEW_BATCH_TITLE].s,
                       .unit_name = c[REVIEW_BATCH_UNIT_NAME].s,
                       .period = c[REVIEW_BATCH_PERIOD].s,
                       .decided_name = c[REVIEW_BATCH_DECIDED_NAME].s,
                       .no = c[REVIEW_BATCH_NO].i,
                       .version = c[REVIEW_BATCH_VERSION].i,
                       .round = c[REVIEW_BATCH_ROUND].i,
                       .submitted_us = c[REVIEW_BATCH_SUBMITTED_AT].i,
                       .decided_us = c[REVIEW_BATCH_DECIDED_AT].i,
                       .period_state = period_state_of(c[REVIEW_BATCH_PERIOD_STATE].s),
                       .state = report_state_of(c[REVIEW_BATCH_STATE].s),
                       .declared = light_of(c[REVIEW_BATCH_DECLARED].s),
                       .computed = light_of(c[REVIEW_BATCH_COMPUTED].s),
                       .light = light_of(c[REVIEW_BATCH_LIGHT].s),
                       .filed_by = { c[REVIEW_BATCH_FILED_BY].i },
                       .took_part = c[REVIEW_BATCH_TOOK_PART].i != 0,
                       .decided_by = { c[REVIEW_BATCH_DECIDED_BY].i } };
}

bool review_batch(Db *db, Mem *mem, PersonId actor, const int64_t *reports, gsize n, BatchRow **rows,
                  gsize *n_rows, GError **err)
{
    g_autoptr(GString) ids = g_string_new("[");
    Rows found;

    for (gsize i = 0; i < n; i++)
        g_string_append_printf(ids, "%s%" PRId64, i > 0 ? "," : "", reports[i]);
    g_string_append_c(ids, ']');
    TRY(db_read(db, mem, SQL_REVIEW_BATCH, ARGS(num(actor.v), num(actor.v), num(actor.v), txt(ids->str)),
                &found, err));
    BatchRow *list = mem_array(mem, BatchRow, found.n);
    for (gsize i = 0; i < found.n; i++)
        list[i] = batch_row_of(found.row[i]);
    *rows = list;
    *n_rows = found.n;
    return true;
}
