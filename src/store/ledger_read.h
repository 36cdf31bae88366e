/* ledger_read.h: what one period says about all tasks of a plan.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem.
 */
#pragma once
#include "store/light_read.h"
#include "store/value_read.h"

/* The report of one lead of a task. */
typedef struct {
    LeadLight light;
    bool has_draft;     /* of own's drafts only */
    int64_t updated_us; /* 0: nothing happened yet */
} LedgerReport;

/* reports[i][k] is that of book->tasks[i].leads[k]. */
typedef struct {
    LedgerReport **reports;
    PeriodValues values;
} LedgerFacts;

/* own: the unit whose drafts may be known of; 0: nobody's. period NULL: nothing was reported. */
bool ledger_read(Db *db, Mem *mem, const Book *book, const Period *period, UnitId own, int64_t now_us,
                 LedgerFacts *facts, GError **err);

/* What was handed in for a lead of a task; both "" when nothing was. */
typedef struct {
    const char *narrative, *next_steps;
} LedgerTexts;

/* texts[i][k] as above: the last submissions, whoever may read them. */
bool ledger_texts(Db *db, Mem *mem, const Book *book, PeriodId period, LedgerTexts ***texts, GError **err);
