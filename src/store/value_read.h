/* value_read.h: how far the targets of a plan were at the end of a period.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Results live as long as mem. Values are in ten-thousandths of the
 * target's printed unit.
 */
#pragma once
#include "store/book.h"

typedef struct {
    bool has_value;
    int64_t value_e4;
} TargetValue;

/* The targets of one task at the end of a period, put together (ux.md 4.3). Percentages are whole, rounded down. */
typedef struct {
    int n_confirmed;   /* 待核 targets count for nothing */
    int n_waiting;     /* of them: 节点型 before their month */
    int n_due, n_good; /* of them: those that something was due of, and those of these that reach 序时 */
    bool has_done;     /* whether an average can be said */
    int64_t done_pct;  /* the mean of those due, each counted as 100 at most */
    int64_t pace_pct;  /* the same of what was planned; -1: cannot be said of all of them */
    Light look;        /* the worst of their judgements */
} TaskProgress;

/* of[i][k] is of book->tasks[i].targets[k]: what was approved last in the period or in one before; of a frozen period: as
 * it was then. */
typedef struct {
    TargetValue **of;
    const TaskProgress *progress; /* one a task */
} PeriodValues;

bool values_of_period(Db *db, Mem *mem, const Book *book, const Period *period, PeriodValues *values,
                      GError **err);

/* Several tasks put together; begin with zeros. */
typedef struct {
    TaskProgress progress; /* without its percentages */
    int64_t done, pace;    /* sums of percentages */
    int n_done, n_pace;
} ProgressSum;

/* unit: only targets that this lead reports; 0: all. */
void progress_add(ProgressSum *sum, const Book *book, const BookTask *task, const TargetValue *values,
                  int month, UnitId unit);
TaskProgress progress_of(const ProgressSum *sum);
