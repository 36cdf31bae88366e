/* value_read.c: see value_read.h. */
#include "store/value_read.h"

#include "base/err.h"
#include "rule/light.h"

enum { FULL_PCT = 100 };

/* id → place in the lists of values. */
static GHashTable *places(const Book *book, TargetValue **values)
{
    GHashTable *at = g_hash_table_new(NULL, NULL);

    for (gsize i = 0; i < book->n_tasks; i++)
        for (gsize k = 0; k < book->tasks[i].n_targets; k++)
            g_hash_table_insert(at, GSIZE_TO_POINTER((gsize)book->tasks[i].targets[k].id), &values[i][k]);
    return at;
}

/* The two lists have the same columns in the same order. */
G_STATIC_ASSERT((int)LEDGER_VALUES__N == (int)LEDGER_FROZEN_VALUES__N);

bool values_of_period(Db *db, Mem *mem, const Book *book, const Period *period, TargetValue ***values,
                      GError **err)
{
    TargetValue **made = mem_array(mem, TargetValue *, book->n_tasks);
    bool frozen = period->state == PERIOD_FROZEN;
    Rows rows;

    for (gsize i = 0; i < book->n_tasks; i++)
        made[i] = mem_array(mem, TargetValue, book->tasks[i].n_targets);
    TRY(db_read(db, mem, frozen ? SQL_LEDGER_FROZEN_VALUES : SQL_LEDGER_VALUES, ARGS(num(period->id.v)),
                &rows, err));
    g_autoptr(GHashTable) at = rows.n == 0 ? g_hash_table_new(NULL, NULL) : places(book, made);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        TargetValue *value = g_hash_table_lookup(at, GSIZE_TO_POINTER((gsize)c[LEDGER_VALUES_TARGET_ID].i));
        if (value != NULL) /* a later period overwrites the one before */
            *value = (TargetValue){ true, cell_amount_e4(&c[LEDGER_VALUES_VALUE]) };
    }
    *values = made;
    return true;
}

static void add_shares(ProgressSum *sum, const Promise *promise, const TargetValue *value, int month)
{
    int64_t planned_e4;
    int pct;

    if (!promise_done_pct(promise, value->has_value ? value->value_e4 : promise->base_e4, &pct))
        return;
    sum->done += MIN(pct, FULL_PCT);
    sum->n_done++;
    if (promise_planned(promise, month, &planned_e4) && promise_done_pct(promise, planned_e4, &pct)) {
        sum->pace += MIN(pct, FULL_PCT);
        sum->n_pace++;
    }
}

static bool is_good(Judged judged)
{
    return judged == JUDGED_OK || judged == JUDGED_DONE || judged == JUDGED_OVER;
}

static void add_target(ProgressSum *sum, const Book *book, const BookTarget *target, const TargetValue *value,
                       int month)
{
    TaskProgress *p = &sum->progress;
    Judged judged = promise_judge(&target->promise, value->has_value, value->value_e4, month,
                                  &book->thresholds);

    p->n_confirmed++;
    p->n_waiting += judged == JUDGED_WAIT;
    if (judged == JUDGED_NONE || judged == JUDGED_WAIT)
        return;
    p->n_due++;
    p->n_good += is_good(judged);
    p->look = light_worst(p->look, judged_light(judged));
    add_shares(sum, &target->promise, value, month);
}

void progress_add(ProgressSum *sum, const Book *book, const BookTask *task, const TargetValue *values,
                  int month, UnitId unit)
{
    for (gsize k = 0; k < task->n_targets; k++) {
        const BookTarget *target = &task->targets[k];
        if (target->confirmed && (unit.v == 0 || unit.v == target->unit.v))
            add_target(sum, book, target, &values[k], month);
    }
}

TaskProgress progress_of(const ProgressSum *sum)
{
    TaskProgress p = sum->progress;

    p.has_done = sum->n_done > 0;
    p.done_pct = p.has_done ? sum->done / sum->n_done : 0;
    p.pace_pct = p.has_done && sum->n_pace == sum->n_done ? sum->pace / sum->n_pace : -1;
    return p;
}

TaskProgress task_progress(const Book *book, const BookTask *task, const TargetValue *values, int month)
{
    ProgressSum sum = { 0 };

    progress_add(&sum, book, task, values, month, (UnitId){ 0 });
    return progress_of(&sum);
}
