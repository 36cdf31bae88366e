/* dispatch_read.c: see dispatch_read.h. */
#include "store/dispatch_read.h"

#include "base/err.h"

bool period_counts(Db *db, Mem *mem, PlanId plan, PeriodCount **counts, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PERIOD_COUNTS, ARGS(num(plan.v), num(plan.v)), &rows, err));
    *n = rows.n;
    *counts = mem_array(mem, PeriodCount, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*counts)[i] = (PeriodCount){ .period = { c[PERIOD_COUNTS_PERIOD_ID].i },
                                      .done = c[PERIOD_COUNTS_DONE].i,
                                      .due = c[PERIOD_COUNTS_DUE].i };
    }
    return true;
}

int64_t period_due_count(const Book *book, const Period *period)
{
    int64_t n = 0;

    for (gsize i = 0; i < book->n_tasks; i++)
        if (book_task_state(&book->tasks[i], period) != TASK_CLOSED && period_asks(period, book->tasks[i].id))
            n += (int64_t)book->tasks[i].n_leads;
    return n;
}
