/* ledger_read.c: see ledger_read.h. */
#include "store/ledger_read.h"

#include "base/err.h"

typedef struct {
    const Book *book;
    LedgerReport **reports;
} Making;

static LedgerReport *report_of(const Making *m, int64_t task_id, int64_t unit_id)
{
    const BookTask *task = book_task_by_id(m->book, (TaskId){ task_id });

    for (gsize i = 0; task != NULL && i < task->n_leads; i++)
        if (task->leads[i].unit->id.v == unit_id)
            return &m->reports[task - m->book->tasks][i];
    return NULL; /* the lead has ended */
}

static void add(LedgerReport *report, const Cell *c)
{
    ReportState state = report_state_of(c[LEDGER_REPORTS_STATE].s);

    if (state == REPORT_DRAFT) {
        report->has_draft = true;
        if (report->state == REPORT_NONE)
            report->updated_us = c[LEDGER_REPORTS_UPDATED_AT].i;
        return;
    }
    report->state = state;
    report->declared = light_of(c[LEDGER_REPORTS_DECLARED].s);
    report->light = light_of(c[LEDGER_REPORTS_LIGHT].s);
    report->late = c[LEDGER_REPORTS_LATE].i != 0;
    report->updated_us = c[LEDGER_REPORTS_UPDATED_AT].i;
}

bool ledger_read(Db *db, Mem *mem, const Book *book, PeriodId period, UnitId own, LedgerReport ***reports,
                 GError **err)
{
    Making m = { .book = book, .reports = mem_array(mem, LedgerReport *, book->n_tasks) };
    Rows rows = { 0 };

    for (gsize i = 0; i < book->n_tasks; i++)
        m.reports[i] = mem_array(mem, LedgerReport, book->tasks[i].n_leads);
    if (period.v != 0)
        TRY(db_read(db, mem, SQL_LEDGER_REPORTS, ARGS(num(period.v), num(period.v), num(own.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LedgerReport *report = report_of(&m, c[LEDGER_REPORTS_TASK_ID].i, c[LEDGER_REPORTS_UNIT_ID].i);
        if (report != NULL)
            add(report, c);
    }
    *reports = m.reports;
    return true;
}
