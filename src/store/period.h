/* period.h: the tables period, period_task and period_extension: dispatch rounds (调度), of which tasks they ask reports,
 * and who was granted a later deadline.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. _us 0: not set.
 */
#pragma once
#include "rule/model.h"
#include "store/tx.h"

/* A later deadline for one unit (延期). */
typedef struct {
    int64_t id, version;
    UnitId unit;
    int64_t due_us, granted_us;
    const char *reason, *granted_name;
} Extension;

typedef struct {
    PeriodId id;
    int64_t version; /* grows with each deed on it, also on its tasks and extensions */
    const char *code, *instructions;
    int64_t opens_us, due_us;
    int64_t freezes_us; /* by the clock; 0: only by a person */
    int64_t frozen_us;
    PeriodState state; /* as stored, or as of a moment: whoever gives the period out says which */
    bool chosen_only;  /* scope: only the tasks below are asked for */
    const TaskId *tasks;
    gsize n_tasks;
    const Extension *extensions;
    gsize n_extensions;
} Period;

/* Of a plan, oldest first, with their states as stored. */
bool periods_read(Db *db, Mem *mem, PlanId plan, Period **periods, gsize *n, GError **err);

/* Whether the period asks for reports on a task. */
bool period_asks(const Period *period, TaskId task);

/* The deadline of one unit, and what the period is for it at a moment. The city's own are those of unit 0. */
int64_t period_due_for(const Period *period, UnitId unit);
PeriodState period_state_for(const Period *period, UnitId unit, int64_t now_us);

/* Deadlines and states as one unit sees them. */
void periods_as_of(Period *periods, gsize n, UnitId unit, int64_t now_us);

/* NULL: no such period. */
const Period *period_coded(const Period *periods, gsize n, const char *code);

/* ---- writes, called by act/ only */

/* Locks the row until the transaction ends: what is handed in or decided for the period waits (report_place_locked()),
 * and so does every other deed on it. State as stored. ERR_NOT_FOUND: no such plan or period. */
bool period_lock(Tx *tx, Mem *mem, const char *plan, const char *code, PlanId *plan_id, Period *period,
                 GError **err);

/* All but id, version, tasks and extensions are stored; period->id is fresh. */
bool period_insert(Tx *tx, PlanId plan, const Period *period, GError **err);

/* Moves the row from period->version to the next. ERR_CONFLICT: it is not at that version. */
bool period_update(Tx *tx, const Period *period, GError **err);

/* One task that is, or once was, in a chosen scope. */
typedef struct {
    int64_t id, version;
    TaskId task;
    int64_t no;
    bool chosen;
} PeriodTask;

/* In the order of the tasks. */
bool period_task_rows(Db *db, Mem *mem, PeriodId period, PeriodTask **rows, gsize *n, GError **err);
bool period_task_insert(Tx *tx, PeriodId period, int64_t fresh_id, TaskId task, GError **err);
bool period_task_update(Tx *tx, const PeriodTask *row, bool chosen, GError **err);

/* ext->version 0: it is a new row with a fresh ext->id; else its due_us, reason and granting are changed. */
bool extension_store(Tx *tx, PeriodId period, const Extension *ext, PersonId granted_by, GError **err);
