/* task_read.c: see task_read.h. The events are read in task_events.c. */
#include "store/task_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "rule/flow.h"

typedef struct {
    TaskUnit unit;
    int64_t place;
} Placed;

static int by_place(const void *a, const void *b)
{
    const Placed *p = a, *q = b;

    return (p->place > q->place) - (p->place < q->place);
}

static void take_units(Mem *mem, const Rows *rows, bool leads, TaskUnit **units, gsize *n)
{
    Placed *placed = mem_array(mem, Placed, rows->n);

    *n = 0;
    for (gsize i = 0; i < rows->n; i++) {
        const Cell *c = rows->row[i];
        if ((c[TASK_PARTS_IS_LEAD].i != 0) != leads)
            continue;
        placed[(*n)++] = (Placed){
            .unit = {.id = { c[TASK_PARTS_UNIT_ID].i },
                     .name = c[TASK_PARTS_NAME].s,
                     .signs_in = c[TASK_PARTS_SIGNS_IN].i != 0,
                     .assigned = c[TASK_PARTS_ASSIGNED].i != 0},
            .place = c[TASK_PARTS_PLACE].i
        };
    }
    qsort(placed, *n, sizeof *placed, by_place);
    *units = mem_array(mem, TaskUnit, *n);
    for (gsize i = 0; i < *n; i++)
        (*units)[i] = placed[i].unit;
}

bool task_page_read(Db *db, Mem *mem, const char *plan, int64_t no, TaskPage *task, GError **err)
{
    const Cell *c;
    Rows parts;

    TRY(db_read_one(db, mem, SQL_TASK_PAGE, ARGS(txt(plan), num(no)), &c, err));
    int64_t id = c[TASK_PAGE_ID].i;
    TRY(db_read(db, mem, SQL_TASK_PARTS, ARGS(num(id), num(id)), &parts, err));
    *task = (TaskPage){ .plan = { c[TASK_PAGE_PLAN_ID].i },
                        .plan_code = mem_text(mem, plan),
                        .plan_title = c[TASK_PAGE_PLAN_TITLE].s,
                        .id = { id },
                        .no = c[TASK_PAGE_NO].i,
                        .year = c[TASK_PAGE_YEAR].i,
                        .section_no = c[TASK_PAGE_SECTION_NO].i,
                        .title = c[TASK_PAGE_TITLE].s,
                        .source = c[TASK_PAGE_SOURCE].s,
                        .section_label = c[TASK_PAGE_LABEL].s,
                        .section_title = c[TASK_PAGE_SECTION].s,
                        .state = task_state_of(c[TASK_PAGE_STATE].s) };
    take_units(mem, &parts, true, &task->leads, &task->n_leads);
    take_units(mem, &parts, false, &task->takers, &task->n_takers);
    return true;
}

const TaskUnit *task_lead(const TaskPage *task, UnitId unit)
{
    for (gsize i = 0; i < task->n_leads; i++)
        if (task->leads[i].id.v == unit.v)
            return &task->leads[i];
    return NULL;
}

bool task_taker(const TaskPage *task, UnitId unit)
{
    for (gsize i = 0; i < task->n_takers; i++)
        if (task->takers[i].id.v == unit.v)
            return true;
    return false;
}

static TaskTarget target_of(const Cell *c)
{
    return (TaskTarget){ .id = c[TASK_TARGETS_ID].i,
                         .unit = { c[TASK_TARGETS_UNIT_ID].i },
                         .subject = c[TASK_TARGETS_SUBJECT].s,
                         .comparator = c[TASK_TARGETS_COMPARATOR].s,
                         .value_e4 = cell_amount_e4(&c[TASK_TARGETS_VALUE]),
                         .value_max_e4 = cell_amount_e4(&c[TASK_TARGETS_VALUE_MAX]),
                         .unit_word = c[TASK_TARGETS_UNIT_WORD].s,
                         .quote = c[TASK_TARGETS_QUOTE].s,
                         .doubt = c[TASK_TARGETS_DOUBT].s,
                         .kind = c[TASK_TARGETS_KIND].s,
                         .confirmed = c[TASK_TARGETS_CONFIRMED].i != 0 };
}

/* The values come newest first: the first one of a target is the one. */
static void add_value(TaskTarget *targets, gsize n, const Cell *c)
{
    for (gsize i = 0; i < n; i++) {
        if (targets[i].id != c[TASK_VALUES_TARGET_ID].i || targets[i].has_now)
            continue;
        targets[i].has_now = true;
        targets[i].now_e4 = cell_amount_e4(&c[TASK_VALUES_VALUE]);
        targets[i].now_period = c[TASK_VALUES_PERIOD].s;
    }
}

bool task_targets(Db *db, Mem *mem, TaskId task, TaskTarget **targets, gsize *n, GError **err)
{
    Rows rows, values = { 0 };

    TRY(db_read(db, mem, SQL_TASK_TARGETS, ARGS(num(task.v)), &rows, err));
    if (rows.n > 0)
        TRY(db_read(db, mem, SQL_TASK_VALUES, ARGS(num(task.v)), &values, err));
    *targets = mem_array(mem, TaskTarget, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++)
        (*targets)[i] = target_of(rows.row[i]);
    for (gsize i = 0; i < values.n; i++)
        add_value(*targets, *n, values.row[i]);
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
                         .decided_name = c[TASK_PERIODS_DECIDED_NAME].s,
                         .submitted_us = c[TASK_PERIODS_SUBMITTED_AT].i,
                         .decided_us = c[TASK_PERIODS_DECIDED_AT].i };
}

static TaskPeriod period_of(const Cell *c, int64_t now_us)
{
    int64_t due_us = c[TASK_PERIODS_DUE_AT].i;

    return (TaskPeriod){ .id = { c[TASK_PERIODS_PERIOD_ID].i },
                         .code = c[TASK_PERIODS_CODE].s,
                         .opens_us = c[TASK_PERIODS_OPENS_AT].i,
                         .due_us = due_us,
                         .state = period_state_at(period_state_of(c[TASK_PERIODS_PERIOD_STATE].s), due_us,
                                                  now_us),
                         .draft_us = c[TASK_PERIODS_DRAFT_AT].i,
                         .draft_name = c[TASK_PERIODS_DRAFT_NAME].s };
}

bool task_periods(Db *db, Mem *mem, const TaskPage *task, UnitId own, int64_t now_us, TaskPeriod **periods,
                  gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_TASK_PERIODS,
                ARGS(num(task->id.v), num(task->id.v), num(own.v), num(task->plan.v)), &rows, err));
    TaskPeriod *list = mem_array(mem, TaskPeriod, rows.n);
    TaskReport *reports = mem_array(mem, TaskReport, rows.n);
    gsize made = 0;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        if (made == 0 || list[made - 1].id.v != c[TASK_PERIODS_PERIOD_ID].i) {
            list[made] = period_of(c, now_us);
            list[made++].reports = &reports[i];
        }
        if (c[TASK_PERIODS_REPORT_ID].i != 0)
            list[made - 1].reports[list[made - 1].n_reports++] = report_of(c);
    }
    *periods = list;
    *n = made;
    return true;
}

static TaskFullReport full_of(const Cell *c)
{
    return (TaskFullReport){
        .head = {.unit = { c[TASK_REPORTS_UNIT_ID].i },
                 .state = report_state_of(c[TASK_REPORTS_STATE].s),
                 .round = c[TASK_REPORTS_ROUND].i,
                 .declared = light_of(c[TASK_REPORTS_DECLARED].s),
                 .light = light_of(c[TASK_REPORTS_LIGHT].s),
                 .late = c[TASK_REPORTS_LATE].i != 0,
                 .filed_by = { c[TASK_REPORTS_FILED_BY].i },
                 .filed_name = c[TASK_REPORTS_FILED_NAME].s,
                 .decided_name = c[TASK_REPORTS_DECIDED_NAME].s,
                 .submitted_us = c[TASK_REPORTS_SUBMITTED_AT].i,
                 .decided_us = c[TASK_REPORTS_DECIDED_AT].i},
        .version_id = c[TASK_REPORTS_VERSION_ID].i,
        .narrative = c[TASK_REPORTS_NARRATIVE].s,
        .next_steps = c[TASK_REPORTS_NEXT_STEPS].s,
        .light_reason = c[TASK_REPORTS_LIGHT_REASON].s,
        .comment = c[TASK_REPORTS_COMMENT].s,
        .on_behalf = c[TASK_REPORTS_ON_BEHALF].i != 0
    };
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

bool task_reports(Db *db, Mem *mem, const TaskPage *task, const char *period, int64_t now_us,
                  TaskReports *reports, GError **err)
{
    Rows rows, values;

    TRY(db_read(db, mem, SQL_TASK_REPORTS, ARGS(num(task->id.v), txt(period), num(task->plan.v)), &rows,
                err));
    if (rows.n == 0)
        return fail(err, ERR_NOT_FOUND, "no such period");
    const Cell *first = rows.row[0];
    int64_t due_us = first[TASK_REPORTS_DUE_AT].i;
    PeriodId period_id = { first[TASK_REPORTS_PERIOD_ID].i };
    TRY(db_read(db, mem, SQL_TASK_REPORT_VALUES, ARGS(num(task->id.v), num(period_id.v)), &values, err));
    *reports = (TaskReports){ .id = period_id,
                              .due_us = due_us,
                              .state = period_state_at(period_state_of(first[TASK_REPORTS_PERIOD_STATE].s),
                                                       due_us, now_us),
                              .reports = mem_array(mem, TaskFullReport, rows.n) };
    for (gsize i = 0; i < rows.n; i++) {
        if (rows.row[i][TASK_REPORTS_UNIT_ID].i == 0)
            continue;
        reports->reports[reports->n] = full_of(rows.row[i]);
        take_values(mem, &reports->reports[reports->n++], &values);
    }
    return true;
}
