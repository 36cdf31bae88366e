/* fill_read.h: all that one unit writes in one period, in four statements whatever the number of its tasks.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem; tasks belong to the book.
 */
#pragma once
#include "store/book.h"
#include "store/report_read.h"

/* The period as it is for the unit: a later deadline of its own counts. */
typedef struct {
    PeriodId id;
    const char *code;
    PeriodState state;
    int64_t opens_us, due_us;
} FillPeriod;

/* One task that the unit leads and that the period asks for. */
typedef struct {
    const BookTask *task;
    TaskState state; /* as the period sees it */
    ReportPlace place;
    ReportTarget *targets;
    gsize n_targets;
    Draft draft;                  /* rev 0: none; without its items */
    Before before;                /* the last approved report */
    const char *back, *back_name; /* why it was given back, and by whom; "" when it was not */
    int64_t back_us;
} FillRow;

/* ERR_NOT_FOUND: the plan has no such period. */
bool fill_period(Db *db, Mem *mem, const Book *book, const char *code, UnitId unit, int64_t now_us,
                 FillPeriod *period, GError **err);

/* In the order of the tasks. who: whose unit it is; the rows are told as this person sees them. */
bool fill_rows(Db *db, Mem *mem, const Actor *who, const Book *book, const FillPeriod *period, FillRow **rows,
               gsize *n, GError **err);
