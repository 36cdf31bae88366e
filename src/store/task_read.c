/* task_read.c: see task_read.h. The events are read in task_events.c. */
#include "store/task_read.h"

#include "base/err.h"

static const Period *period_of(const Book *book, int64_t id)
{
    for (gsize i = 0; i < book->n_periods; i++)
        if (book->periods[i].id.v == id)
            return &book->periods[i];
    return NULL; /* opened since the book was read */
}

/* The rows come oldest first: what comes later stays. */
static void add_value(const Book *book, TaskTarget *targets, gsize n, const Cell *c)
{
    const Period *period = period_of(book, c[TASK_VALUES_PERIOD_ID].i);

    for (gsize i = 0; period != NULL && i < n; i++) {
        TaskTarget *target = &targets[i];
        int month = period_month(period->code, (int)book->plan.year);
        if (target->target->id != c[TASK_VALUES_TARGET_ID].i)
            continue;
        target->has_now = target->has[month] = true;
        target->now_e4 = target->value_e4[month] = cell_amount_e4(&c[TASK_VALUES_VALUE]);
        target->now_period = period;
    }
}

bool task_targets(Db *db, Mem *mem, Known *known, const Book *book, const BookTask *task,
                  TaskTarget **targets, GError **err)
{
    Rows values = { 0 };

    if (task->n_targets > 0)
        TRY(known_read(known, db, mem, SQL_TASK_VALUES, 0, ARGS(num(task->id.v)), &values, err));
    *targets = mem_array(mem, TaskTarget, task->n_targets);
    for (gsize i = 0; i < task->n_targets; i++)
        (*targets)[i].target = &task->targets[i];
    for (gsize i = 0; i < values.n; i++)
        add_value(book, *targets, task->n_targets, values.row[i]);
    return true;
}

static TaskReport report_of(const Cell *c)
{
    return (TaskReport){ .report = { c[TASK_PERIODS_REPORT_ID].i },
                         .unit = { c[TASK_PERIODS_UNIT_ID].i },
                         .state = report_state_of(c[TASK_PERIODS_STATE].s),
                         .round = c[TASK_PERIODS_ROUND].i,
                         .declared = light_of(c[TASK_PERIODS_DECLARED].s),
                         .light = light_of(c[TASK_PERIODS_LIGHT].s),
                         .late = c[TASK_PERIODS_LATE].i != 0,
                         .filed_by = { c[TASK_PERIODS_FILED_BY].i },
                         .narrative = c[TASK_PERIODS_NARRATIVE].s,
                         .filed_name = c[TASK_PERIODS_FILED_NAME].s,
                         .on_behalf = c[TASK_PERIODS_ON_BEHALF].i != 0,
                         .decided_name = c[TASK_PERIODS_DECIDED_NAME].s,
                         .submitted_us = c[TASK_PERIODS_SUBMITTED_AT].i,
                         .decided_us = c[TASK_PERIODS_DECIDED_AT].i };
}

static TaskPeriod *period_at(TaskPeriod *periods, gsize n, int64_t id)
{
    for (gsize i = 0; i < n; i++)
        if (periods[i].period.id.v == id)
            return &periods[i];
    return NULL; /* opened since the book was read */
}

static bool read_drafts(Db *db, Mem *mem, const BookTask *task, UnitId own, TaskPeriod *periods, gsize n,
                        GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_TASK_DRAFTS, ARGS(num(task->id.v), num(own.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        TaskPeriod *period = period_at(periods, n, rows.row[i][TASK_DRAFTS_PERIOD_ID].i);
        if (period == NULL)
            continue;
        period->draft_us = rows.row[i][TASK_DRAFTS_SAVED_AT].i;
        period->draft_name = rows.row[i][TASK_DRAFTS_NAME].s;
    }
    return true;
}

bool task_periods(Db *db, Mem *mem, Known *known, const Book *book, const BookTask *task, UnitId own,
                  int64_t now_us, TaskPeriod **periods, GError **err)
{
    const Period *periods_now = book_periods(mem, book, now_us);
    gsize n = book->n_periods;
    TaskPeriod *list = mem_array(mem, TaskPeriod, n);
    Rows rows;

    TRY(known_read(known, db, mem, SQL_TASK_PERIODS, 0, ARGS(num(task->id.v)), &rows, err));
    for (gsize i = 0; i < n; i++)
        list[i] = (TaskPeriod){ .period = periods_now[n - 1 - i],
                                .reports = mem_array(mem, TaskReport, rows.n) };
    for (gsize i = 0; i < rows.n; i++) {
        TaskPeriod *period = period_at(list, n, rows.row[i][TASK_PERIODS_PERIOD_ID].i);
        if (period != NULL)
            period->reports[period->n_reports++] = report_of(rows.row[i]);
    }
    if (book_lead(task, own) != NULL)
        TRY(read_drafts(db, mem, task, own, list, n, err));
    *periods = list;
    return true;
}

static TaskFullReport full_of(const Cell *c)
{
    return (TaskFullReport){ .head = { .unit = { c[TASK_REPORTS_UNIT_ID].i },
                                       .state = report_state_of(c[TASK_REPORTS_STATE].s),
                                       .round = c[TASK_REPORTS_ROUND].i,
                                       .declared = light_of(c[TASK_REPORTS_DECLARED].s),
                                       .light = light_of(c[TASK_REPORTS_LIGHT].s),
                                       .late = c[TASK_REPORTS_LATE].i != 0,
                                       .filed_by = { c[TASK_REPORTS_FILED_BY].i },
                                       .filed_name = c[TASK_REPORTS_FILED_NAME].s,
                                       .decided_name = c[TASK_REPORTS_DECIDED_NAME].s,
                                       .submitted_us = c[TASK_REPORTS_SUBMITTED_AT].i,
                                       .decided_us = c[TASK_REPORTS_DECIDED_AT].i },
                             .version_id = c[TASK_REPORTS_VERSION_ID].i,
                             .narrative = c[TASK_REPORTS_NARRATIVE].s,
                             .next_steps = c[TASK_REPORTS_NEXT_STEPS].s,
                             .light_reason = c[TASK_REPORTS_LIGHT_REASON].s,
                             .comment = c[TASK_REPORTS_COMMENT].s,
                             .on_behalf = c[TASK_REPORTS_ON_BEHALF].i != 0 };
}

static void take_values(Mem *mem, TaskFullReport *report, const Rows *rows)
{
    report->values = mem_array(mem, ReportedValue, rows->n);
    for (gsize i = 0; i < rows->n; i++) {
        const Cell *c = rows->row[i];
        if (c[TASK_REPORT_VALUES_VERSION_ID].i != report->version_id)
            continue;
        report->values[report->n_values++] = (ReportedValue){
            .target = c[TASK_REPORT_VALUES_TARGET_ID].i,
            .subject = c[TASK_REPORT_VALUES_SUBJECT].s,
            .unit_word = c[TASK_REPORT_VALUES_UNIT_WORD].s,
            .note = c[TASK_REPORT_VALUES_NOTE].s,
            .has_value = !c[TASK_REPORT_VALUES_VALUE].is_null,
            .value_e4 = cell_amount_e4(&c[TASK_REPORT_VALUES_VALUE])
        };
    }
}

bool task_reports(Db *db, Mem *mem, TaskId task, PeriodId period, TaskFullReport **reports, gsize *n,
                  GError **err)
{
    Rows rows, values;

    TRY(db_read(db, mem, SQL_TASK_REPORTS, ARGS(num(task.v), num(period.v)), &rows, err));
    TRY(db_read(db, mem, SQL_TASK_REPORT_VALUES, ARGS(num(task.v), num(period.v)), &values, err));
    *reports = mem_array(mem, TaskFullReport, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        (*reports)[i] = full_of(rows.row[i]);
        take_values(mem, &(*reports)[i], &values);
    }
    return true;
}
