/* ledger_read.c: see ledger_read.h. */
#include "store/ledger_read.h"

#include "base/err.h"

typedef struct {
    Db *db;
    Mem *mem;
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

static bool read_reports(const Making *m, PeriodId period, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_REPORTS, ARGS(num(period.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LedgerReport *report = report_of(m, c[LEDGER_REPORTS_TASK_ID].i, c[LEDGER_REPORTS_UNIT_ID].i);
        if (report == NULL)
            continue;
        *report = (LedgerReport){ .state = report_state_of(c[LEDGER_REPORTS_STATE].s),
                                  .declared = light_of(c[LEDGER_REPORTS_DECLARED].s),
                                  .light = light_of(c[LEDGER_REPORTS_LIGHT].s),
                                  .late = c[LEDGER_REPORTS_LATE].i != 0,
                                  .updated_us = c[LEDGER_REPORTS_UPDATED_AT].i };
    }
    return true;
}

static bool read_drafts(const Making *m, PeriodId period, UnitId own, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_DRAFTS, ARGS(num(period.v), num(own.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LedgerReport *report = report_of(m, c[LEDGER_DRAFTS_TASK_ID].i, own.v);
        if (report == NULL)
            continue;
        report->has_draft = true;
        if (report->state == REPORT_NONE)
            report->updated_us = c[LEDGER_DRAFTS_SAVED_AT].i;
    }
    return true;
}

bool ledger_read(Db *db, Mem *mem, const Book *book, PeriodId period, UnitId own, LedgerReport ***reports,
                 GError **err)
{
    Making m = {
        .db = db, .mem = mem, .book = book, .reports = mem_array(mem, LedgerReport *, book->n_tasks)
    };

    for (gsize i = 0; i < book->n_tasks; i++)
        m.reports[i] = mem_array(mem, LedgerReport, book->tasks[i].n_leads);
    if (period.v != 0)
        TRY(read_reports(&m, period, err));
    if (period.v != 0 && own.v != 0)
        TRY(read_drafts(&m, period, own, err));
    *reports = m.reports;
    return true;
}
