/* dispatch_read.h: how much of each period of a plan has been handed in. */
#pragma once
#include "store/book.h"

typedef struct {
    PeriodId period;
    int64_t done; /* handed in: waiting, approved or returned */
    int64_t due;  /* only of frozen periods; of the others see period_due_count() */
} PeriodCount;

/* Of those in which anything was handed in or frozen. ERR_BUSY, ERR_BROKEN. */
bool period_counts(Db *db, Mem *mem, PlanId plan, PeriodCount **counts, gsize *n, GError **err);

/* How many reports a period asks for: one a lead of each task. */
int64_t period_due_count(const Book *book, const Period *period);
