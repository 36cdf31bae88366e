/* period.c: see period.h. */
#include "store/period.h"

#include <string.h>

#include "base/err.h"
#include "rule/flow.h"

static Period period_of(const Cell *c)
{
    return (Period){ .id = { c[PERIOD_ROWS_ID].i },
                     .version = c[PERIOD_ROWS_VERSION].i,
                     .code = c[PERIOD_ROWS_CODE].s,
                     .instructions = c[PERIOD_ROWS_INSTRUCTIONS].s,
                     .opens_us = c[PERIOD_ROWS_OPENS_AT].i,
                     .due_us = c[PERIOD_ROWS_DUE_AT].i,
                     .freezes_us = c[PERIOD_ROWS_FREEZES_AT].i,
                     .frozen_us = c[PERIOD_ROWS_FROZEN_AT].i,
                     .state = period_state_of(c[PERIOD_ROWS_STATE].s),
                     .chosen_only = strcmp(c[PERIOD_ROWS_SCOPE].s, "chosen") == 0 };
}

static Period *period_at(Period *periods, gsize n, int64_t id)
{
    for (gsize i = 0; i < n; i++)
        if (periods[i].id.v == id)
            return &periods[i];
    return NULL; /* made since the periods were read */
}

/* The rows come period by period, so that the tasks of one lie side by side. */
static bool read_tasks(Db *db, Mem *mem, PlanId plan, Period *periods, gsize n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PERIOD_TASKS, ARGS(num(plan.v)), &rows, err));
    TaskId *tasks = mem_array(mem, TaskId, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        Period *period = period_at(periods, n, rows.row[i][PERIOD_TASKS_PERIOD_ID].i);
        tasks[i].v = rows.row[i][PERIOD_TASKS_TASK_ID].i;
        if (period != NULL && period->n_tasks++ == 0)
            period->tasks = &tasks[i];
    }
    return true;
}

static Extension extension_of(const Cell *c)
{
    return (Extension){ .id = c[PERIOD_EXTENSIONS_ID].i,
                        .version = c[PERIOD_EXTENSIONS_VERSION].i,
                        .unit = { c[PERIOD_EXTENSIONS_UNIT_ID].i },
                        .due_us = c[PERIOD_EXTENSIONS_DUE_AT].i,
                        .granted_us = c[PERIOD_EXTENSIONS_GRANTED_AT].i,
                        .reason = c[PERIOD_EXTENSIONS_REASON].s,
                        .granted_name = c[PERIOD_EXTENSIONS_GRANTED_NAME].s };
}

static bool read_extensions(Db *db, Mem *mem, PlanId plan, Period *periods, gsize n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PERIOD_EXTENSIONS, ARGS(num(plan.v)), &rows, err));
    Extension *list = mem_array(mem, Extension, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        Period *period = period_at(periods, n, rows.row[i][PERIOD_EXTENSIONS_PERIOD_ID].i);
        list[i] = extension_of(rows.row[i]);
        if (period != NULL && period->n_extensions++ == 0)
            period->extensions = &list[i];
    }
    return true;
}

bool periods_read(Db *db, Mem *mem, PlanId plan, Period **periods, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PERIOD_ROWS, ARGS(num(plan.v)), &rows, err));
    Period *list = mem_array(mem, Period, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        list[i] = period_of(rows.row[i]);
    TRY(read_tasks(db, mem, plan, list, rows.n, err));
    TRY(read_extensions(db, mem, plan, list, rows.n, err));
    *periods = list;
    *n = rows.n;
    return true;
}

bool period_asks(const Period *period, TaskId task)
{
    if (!period->chosen_only)
        return true;
    for (gsize i = 0; i < period->n_tasks; i++)
        if (period->tasks[i].v == task.v)
            return true;
    return false;
}

int64_t period_due_for(const Period *period, UnitId unit)
{
    for (gsize i = 0; unit.v != 0 && i < period->n_extensions; i++)
        if (period->extensions[i].unit.v == unit.v)
            return period->extensions[i].due_us;
    return period->due_us;
}

PeriodState period_state_for(const Period *period, UnitId unit, int64_t now_us)
{
    return period_state_at(period->state, period_due_for(period, unit), now_us);
}

void periods_as_of(Period *periods, gsize n, UnitId unit, int64_t now_us)
{
    for (gsize i = 0; i < n; i++) {
        periods[i].state = period_state_for(&periods[i], unit, now_us);
        periods[i].due_us = period_due_for(&periods[i], unit);
    }
}

const Period *period_coded(const Period *periods, gsize n, const char *code)
{
    for (gsize i = 0; i < n; i++)
        if (strcmp(periods[i].code, code) == 0)
            return &periods[i];
    return NULL;
}

bool period_lock(Tx *tx, Mem *mem, const char *plan, const char *code, PlanId *plan_id, Period *period,
                 GError **err)
{
    const Cell *c;
    Period *all;
    gsize n;

    TRY(db_read_one(tx_db(tx), mem, SQL_PERIOD_LOCK, ARGS(txt(plan), txt(code)), &c, err));
    PlanId of = { c[PERIOD_LOCK_PLAN_ID].i };
    TRY(periods_read(tx_db(tx), mem, of, &all, &n, err));
    const Period *found = period_coded(all, n, code);
    if (found == NULL)
        return fail(err, ERR_NOT_FOUND, "period %s", code);
    *plan_id = of;
    *period = *found;
    return true;
}

static Arg scope_of(const Period *period)
{
    return txt(period->chosen_only ? "chosen" : "all");
}

bool period_insert(Tx *tx, PlanId plan, const Period *period, GError **err)
{
    return tx_change_one(tx, SQL_PERIOD_INSERT,
                         ARGS(num(period->id.v), num(plan.v), txt(period->code), at_us(period->opens_us),
                              at_us(period->due_us), at_us_or_null(period->freezes_us),
                              txt(period_state_code(period->state)), scope_of(period),
                              txt(period->instructions)),
                         err);
}

bool period_update(Tx *tx, const Period *period, GError **err)
{
    return tx_change_one(tx, SQL_PERIOD_UPDATE,
                         ARGS(at_us(period->opens_us), at_us(period->due_us),
                              at_us_or_null(period->freezes_us), at_us_or_null(period->frozen_us),
                              txt(period_state_code(period->state)), scope_of(period),
                              txt(period->instructions), num(period->id.v), num(period->version)),
                         err);
}

bool period_task_rows(Db *db, Mem *mem, PeriodId period, PeriodTask **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PERIOD_TASK_ROWS, ARGS(num(period.v)), &rows, err));
    *n = rows.n;
    *list = mem_array(mem, PeriodTask, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (PeriodTask){ .id = c[PERIOD_TASK_ROWS_ID].i,
                                   .version = c[PERIOD_TASK_ROWS_VERSION].i,
                                   .task = { c[PERIOD_TASK_ROWS_TASK_ID].i },
                                   .no = c[PERIOD_TASK_ROWS_NO].i,
                                   .chosen = c[PERIOD_TASK_ROWS_CHOSEN].i != 0 };
    }
    return true;
}

bool period_task_insert(Tx *tx, PeriodId period, int64_t fresh_id, TaskId task, GError **err)
{
    return tx_change_one(tx, SQL_PERIOD_TASK_INSERT, ARGS(num(fresh_id), num(period.v), num(task.v)), err);
}

bool period_task_update(Tx *tx, const PeriodTask *row, bool chosen, GError **err)
{
    return tx_change_one(tx, SQL_PERIOD_TASK_UPDATE, ARGS(num(chosen), num(row->id), num(row->version)), err);
}

bool extension_store(Tx *tx, PeriodId period, const Extension *ext, PersonId granted_by, GError **err)
{
    if (ext->version == 0)
        return tx_change_one(tx, SQL_EXTENSION_INSERT,
                             ARGS(num(ext->id), num(period.v), num(ext->unit.v), at_us(ext->due_us),
                                  txt(ext->reason), num(granted_by.v), at_us(ext->granted_us)),
                             err);
    return tx_change_one(tx, SQL_EXTENSION_UPDATE,
                         ARGS(at_us(ext->due_us), txt(ext->reason), num(granted_by.v), at_us(ext->granted_us),
                              num(ext->id), num(ext->version)),
                         err);
}
