/* fill_read.c: see fill_read.h. */
#include "store/fill_read.h"

#include "base/err.h"
#include "rule/flow.h"

bool fill_period(Db *db, Mem *mem, const Book *book, const char *code, UnitId unit, int64_t now_us,
                 FillPeriod *period, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_FILL_PERIOD, ARGS(num(unit.v), txt(book->plan.code), txt(code)), &c, err));
    PeriodState stored = period_state_of(c[FILL_PERIOD_STATE].s);
    *period = (FillPeriod){ .id = { c[FILL_PERIOD_ID].i },
                            .code = c[FILL_PERIOD_CODE].s,
                            .opens_us = c[FILL_PERIOD_OPENS_AT].i,
                            .due_us = c[FILL_PERIOD_DUE_AT].i };
    period->state = period_state_at(stored, period->due_us, now_us);
    return true;
}

static ReportTarget target_of(const BookTarget *t, gsize i)
{
    return (ReportTarget){ .id = t->id,
                           .no = (int64_t)i + 1,
                           .subject = t->subject,
                           .comparator = t->comparator,
                           .unit_word = t->unit_word,
                           .quote = t->quote,
                           .doubt = t->doubt,
                           .kind = t->kind,
                           .value_e4 = t->value_e4,
                           .value_max_e4 = t->value_max_e4 };
}

static void take_targets(Mem *mem, FillRow *row, UnitId unit)
{
    row->targets = mem_array(mem, ReportTarget, row->task->n_targets);
    for (gsize i = 0; i < row->task->n_targets; i++)
        if (row->task->targets[i].unit.v == unit.v)
            row->targets[row->n_targets++] = target_of(&row->task->targets[i], i);
}

static Facts facts_of(const Actor *who, const FillRow *row, const FillPeriod *period, const Cell *c)
{
    (void)who; /* the rows are those of the actor's own unit, which leads these tasks now */
    return (Facts){ .unit_leads = true,
                    .for_own_unit = true,
                    .stands_in = true,
                    .task = row->state,
                    .period = period->state,
                    .report = report_state_of(c[FILL_ROWS_STATE].s),
                    .filed_by = { c[FILL_ROWS_FILED_BY].i } };
}

static ReportPlace place_of(const Actor *who, const FillRow *row, const FillPeriod *period, const Cell *c)
{
    return (ReportPlace){ .facts = facts_of(who, row, period, c),
                          .task = row->task->id,
                          .task_no = row->task->no,
                          .title = row->task->title,
                          .unit = who->unit,
                          .unit_name = who->unit_name,
                          .period = period->id,
                          .period_code = period->code,
                          .due_us = period->due_us,
                          .report = { c[FILL_ROWS_REPORT_ID].i },
                          .version = c[FILL_ROWS_VERSION].i,
                          .round = c[FILL_ROWS_ROUND].i,
                          .declared = light_of(c[FILL_ROWS_DECLARED].s),
                          .light = light_of(c[FILL_ROWS_LIGHT].s),
                          .submitted_us = c[FILL_ROWS_SUBMITTED_AT].i };
}

static Draft draft_of(Mem *mem, const FillRow *row, const Cell *c)
{
    return (Draft){ .rev = c[FILL_ROWS_REV].i,
                    .fields = { .narrative = c[FILL_ROWS_NARRATIVE].s,
                                .next_steps = c[FILL_ROWS_NEXT_STEPS].s,
                                .light = light_of(c[FILL_ROWS_DRAFT_LIGHT].s),
                                .light_reason = c[FILL_ROWS_LIGHT_REASON].s,
                                .copied_from = c[FILL_ROWS_COPIED_FROM].s,
                                .amounts = draft_amounts(mem, c[FILL_ROWS_AMOUNTS].s, row->targets,
                                                         row->n_targets),
                                .n_amounts = row->n_targets },
                    .saved_by = { c[FILL_ROWS_SAVED_BY].i },
                    .saved_name = c[FILL_ROWS_SAVED_NAME].s,
                    .saved_us = c[FILL_ROWS_SAVED_AT].i };
}

static FillRow row_of(Mem *mem, const Actor *who, const BookTask *task, const FillPeriod *period,
                      const Period *asked, const Cell *c)
{
    FillRow row = { .task = task,
                    .state = book_task_state(task, asked),
                    .before = { .period_code = "", .narrative = "", .next_steps = "", .light_reason = "" },
                    .back = c[FILL_ROWS_BACK].s,
                    .back_name = c[FILL_ROWS_BACK_NAME].s,
                    .back_us = c[FILL_ROWS_BACK_AT].i };

    take_targets(mem, &row, who->unit);
    row.place = place_of(who, &row, period, c);
    row.draft = draft_of(mem, &row, c);
    return row;
}

static FillRow *row_at(FillRow *rows, gsize n, int64_t task)
{
    for (gsize i = 0; i < n; i++)
        if (rows[i].place.task.v == task)
            return &rows[i];
    return NULL; /* led no longer */
}

static bool read_before(Db *db, Mem *mem, UnitId unit, PeriodId period, FillRow *rows, gsize n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_FILL_BEFORE, ARGS(num(unit.v), num(period.v)), &found, err));
    for (gsize i = 0; i < found.n; i++) {
        const Cell *c = found.row[i];
        FillRow *row = row_at(rows, n, c[FILL_BEFORE_TASK_ID].i);
        if (row != NULL)
            row->before = (Before){ .any = true,
                                    .period_code = c[FILL_BEFORE_PERIOD].s,
                                    .light = light_of(c[FILL_BEFORE_LIGHT].s),
                                    .narrative = c[FILL_BEFORE_NARRATIVE].s,
                                    .next_steps = c[FILL_BEFORE_NEXT_STEPS].s,
                                    .light_reason = c[FILL_BEFORE_LIGHT_REASON].s };
    }
    return true;
}

/* The rows come task by task, so that a report's values lie side by side. */
static bool read_values(Db *db, Mem *mem, UnitId unit, PeriodId period, FillRow *rows, gsize n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_FILL_BEFORE_VALUES, ARGS(num(unit.v), num(period.v)), &found, err));
    ReportedValue *values = mem_array(mem, ReportedValue, found.n);
    for (gsize i = 0; i < found.n; i++) {
        const Cell *c = found.row[i];
        FillRow *row = row_at(rows, n, c[FILL_BEFORE_VALUES_TASK_ID].i);
        values[i] = (ReportedValue){ .target = c[FILL_BEFORE_VALUES_TARGET_ID].i,
                                     .subject = "",
                                     .unit_word = "",
                                     .note = c[FILL_BEFORE_VALUES_NOTE].s,
                                     .has_value = !c[FILL_BEFORE_VALUES_VALUE].is_null,
                                     .value_e4 = cell_amount_e4(&c[FILL_BEFORE_VALUES_VALUE]) };
        if (row == NULL)
            continue;
        if (row->before.n_values++ == 0)
            row->before.values = &values[i];
    }
    return true;
}

bool fill_rows(Db *db, Mem *mem, const Actor *who, const Book *book, const FillPeriod *period, FillRow **rows,
               gsize *n, GError **err)
{
    Rows found;
    gsize made = 0;

    TRY(db_read(db, mem, SQL_FILL_ROWS, ARGS(num(period->id.v), num(who->unit.v)), &found, err));
    FillRow *list = mem_array(mem, FillRow, found.n);
    const Period *asked = book_period(book, period->code);
    for (gsize i = 0; i < found.n; i++) {
        const BookTask *task = book_task_by_id(book, (TaskId){ found.row[i][FILL_ROWS_TASK_ID].i });
        bool closed = task == NULL || (book_task_state(task, asked) == TASK_CLOSED &&
                                       found.row[i][FILL_ROWS_REPORT_ID].i == 0);
        if (!closed)
            list[made++] = row_of(mem, who, task, period, asked, found.row[i]);
    }
    TRY(read_before(db, mem, who->unit, period->id, list, made, err));
    TRY(read_values(db, mem, who->unit, period->id, list, made, err));
    *rows = list;
    *n = made;
    return true;
}
