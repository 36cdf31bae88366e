/* period_reports.h: what the leads of a plan handed in for one period, kept in the worker's memory beside the book.
 *
 * What is kept has a stamp: how many reports the period has and the sum of their versions, which every change of one
 * raises and nothing lowers (sql/schema/105_stamp.sql). It is asked for each time; the rows are read anew only when it
 * has changed. Frozen lines never change (sql/schema/082_periods.sql) and go with the book. ERR_BUSY and ERR_BROKEN may
 * come from any function.
 */
#pragma once
#include "rule/light.h"
#include "store/book.h"

typedef struct {
    gsize task, lead; /* book->tasks[task].leads[lead] */
    ReportId report;  /* 0 in a frozen line */
    LightFacts facts;
    Light light; /* of a frozen line: the one that counted */
    bool late;
    int64_t updated_us; /* handed in or decided on; 0 in a frozen line */
} PeriodReport;

typedef struct {
    gsize n;
    const PeriodReport *row; /* in no order; those of leads that have ended are left out */
} PeriodReports;

/* Good until the next call with the same book, or the book goes. The book must not be one that a transaction changed
 * reports under: see book_copy(). */
bool period_reports(Db *db, Mem *mem, const Book *book, PeriodId period, PeriodReports *reports,
                    GError **err);
bool period_frozen_lines(Db *db, Mem *mem, const Book *book, PeriodId period, PeriodReports *reports,
                         GError **err);
