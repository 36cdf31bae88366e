/* ledger_read.h: what one period says about all tasks of a plan.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem.
 */
#pragma once
#include "store/book.h"

/* The report of one lead of a task. */
typedef struct {
    ReportState state; /* REPORT_NONE: none handed in */
    Light declared, light;
    bool late;
    bool has_draft;     /* of own's drafts only */
    int64_t updated_us; /* 0: nothing happened yet */
} LedgerReport;

/* reports[i][k] is that of book->tasks[i].leads[k]. own: the unit whose drafts may be known of; 0: nobody's. period 0:
 * nothing was reported. */
bool ledger_read(Db *db, Mem *mem, const Book *book, PeriodId period, UnitId own, LedgerReport ***reports,
                 GError **err);
