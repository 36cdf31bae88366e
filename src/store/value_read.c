/* value_read.c: see value_read.h. */
#include "store/value_read.h"

#include <string.h>

#include "base/err.h"
#include "rule/light.h"
#include "store/book_inner.h"

enum { FULL_PCT = 100 };

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

static TaskProgress task_progress(const Book *book, const BookTask *task, const TargetValue *values,
                                  int month)
{
    ProgressSum sum = { 0 };

    progress_add(&sum, book, task, values, month, (UnitId){ 0 });
    return progress_of(&sum);
}

/* The two lists have the same columns in the same order. */
G_STATIC_ASSERT((int)LEDGER_VALUES__N == (int)LEDGER_FROZEN_VALUES__N);

/* ---- What was approved up to a period takes thousands of rows to find out, and changes with an approval only. So a
 * worker keeps it beside the book (a change of targets or periods makes a new book), with a stamp: how many approvals
 * were recorded after an event that lies EVENTS_BACK behind the newest one. Numbers of events are given before their
 * transactions end, hence the distance: no approval is under way while so many others are recorded. */

enum { EVENTS_BACK = 5000 };

typedef struct {
    int64_t after, n;       /* the stamp */
    TaskProgress *progress; /* of all tasks; owned by the block that this begins */
    TargetValue list[];     /* of all targets of the book, in its order */
} Kept;

static gsize count_targets(const Book *book)
{
    gsize n = 0;

    for (gsize i = 0; i < book->n_tasks; i++)
        n += book->tasks[i].n_targets;
    return n;
}

/* id → place in the list. */
static GHashTable *places(const Book *book, TargetValue *list)
{
    GHashTable *at = g_hash_table_new(NULL, NULL);

    for (gsize i = 0; i < book->n_tasks; i++)
        for (gsize k = 0; k < book->tasks[i].n_targets; k++)
            g_hash_table_insert(at, GSIZE_TO_POINTER((gsize)book->tasks[i].targets[k].id), list++);
    return at;
}

static bool read_list(Db *db, Mem *mem, const Book *book, const Period *period, TargetValue *list,
                      GError **err)
{
    bool frozen = period->state == PERIOD_FROZEN;
    Rows rows;

    TRY(db_read(db, mem, frozen ? SQL_LEDGER_FROZEN_VALUES : SQL_LEDGER_VALUES, ARGS(num(period->id.v)),
                &rows, err));
    g_autoptr(GHashTable) at = places(book, list);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        TargetValue *value = g_hash_table_lookup(at, GSIZE_TO_POINTER((gsize)c[LEDGER_VALUES_TARGET_ID].i));
        if (value != NULL) /* a later period overwrites the one before */
            *value = (TargetValue){ true, cell_amount_e4(&c[LEDGER_VALUES_VALUE]) };
    }
    return true;
}

static bool approvals_after(Db *db, Mem *mem, int64_t after, int64_t *n, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_VALUES_STAMP, ARGS(num(after)), &c, err));
    *n = c[VALUES_STAMP_N].i;
    return true;
}

/* One block: the stamp, the values, the progress of the tasks. */
static Kept *kept_new(const Book *book)
{
    gsize values_bytes = sizeof(Kept) + (count_targets(book) + 1) * sizeof(TargetValue);
    Kept *kept = g_malloc0(values_bytes + (book->n_tasks + 1) * sizeof(TaskProgress));

    kept->progress = (TaskProgress *)(void *)((char *)kept + values_bytes);
    return kept;
}

static void add_progress(const Book *book, const Period *period, Kept *kept)
{
    const TargetValue *list = kept->list;
    int month = period_month(period->code, (int)book->plan.year);

    for (gsize i = 0; i < book->n_tasks; i++) {
        kept->progress[i] = task_progress(book, &book->tasks[i], list, month);
        list += book->tasks[i].n_targets;
    }
}

/* The stamp first: an approval in between makes it old, not wrong. */
static bool read_kept(Db *db, Mem *mem, const Book *book, const Period *period, Kept **kept, GError **err)
{
    const Cell *c;
    g_autofree Kept *made = kept_new(book);

    TRY(db_read_one(db, mem, SQL_VALUES_LAST, NO_ARGS, &c, err));
    made->after = MAX(c[VALUES_LAST_ID].i - EVENTS_BACK, 0);
    TRY(approvals_after(db, mem, made->after, &made->n, err));
    TRY(read_list(db, mem, book, period, made->list, err));
    add_progress(book, period, made);
    *kept = g_steal_pointer(&made);
    return true;
}

static bool find_kept(Db *db, Mem *mem, const Book *book, const Period *period, const Kept **kept,
                      GError **err)
{
    GHashTable *table = ((const KeptBook *)book)->values; /* its first member */
    void *key = GSIZE_TO_POINTER((gsize)period->id.v);
    Kept *known = g_hash_table_lookup(table, key);
    int64_t n;

    if (known != NULL && period->state != PERIOD_FROZEN) {
        TRY(approvals_after(db, mem, known->after, &n, err));
        if (n != known->n)
            known = NULL;
    }
    if (known == NULL) {
        TRY(read_kept(db, mem, book, period, &known, err));
        g_hash_table_replace(table, key, known);
    }
    *kept = known;
    return true;
}

/* Copies: the kept ones may go with the next request. */
bool values_of_period(Db *db, Mem *mem, const Book *book, const Period *period, PeriodValues *values,
                      GError **err)
{
    gsize n_targets = count_targets(book);
    const Kept *kept;

    TRY(find_kept(db, mem, book, period, &kept, err));
    TargetValue *list = mem_array(mem, TargetValue, n_targets + 1);
    TaskProgress *progress = mem_array(mem, TaskProgress, book->n_tasks + 1);
    memcpy(list, kept->list, n_targets * sizeof *list);
    memcpy(progress, kept->progress, book->n_tasks * sizeof *progress);
    *values = (PeriodValues){ .of = mem_array(mem, TargetValue *, book->n_tasks), .progress = progress };
    for (gsize i = 0; i < book->n_tasks; i++) {
        values->of[i] = list;
        list += book->tasks[i].n_targets;
    }
    return true;
}
