/* dispatch.h: how far the units are with one period (调度), and what the pages of a period share. Texts live as long as
 * the request. */
#pragma once
#include "store/light_read.h"
#include "web/req.h"
#include "web/view.h"

/* What is asked, and what became of it. due = waiting + approved + returned + missing. */
typedef struct {
    int64_t due, waiting, approved, returned;
    int64_t missing; /* not handed in, or taken back */
    int64_t overdue; /* of these: the deadline is over */
    int64_t lights[LIGHT__N];
} Tally;

typedef struct {
    const BookUnit *unit;
    Tally tally;
    int64_t due_us;         /* its own deadline */
    const Extension *extra; /* NULL: that is the period's */
    const char *missing;    /* 第 1、5 项 */
} DispatchUnit;

typedef struct {
    const Book *book; /* for a frozen period: with the leads of that time */
    Period period;    /* state as of now */
    Tally all;
    DispatchUnit *units; /* that are asked; who owes most first */
    gsize n_units;
} Dispatch;

/* The book and the period of the address (its first two pieces); its state as of now. ERR_NOT_FOUND. */
bool dispatch_period(const Req *req, const Book **book, Period *period, GError **err);

bool dispatch_read(const Req *req, Dispatch *dispatch, GError **err);

/* /plans/2023/periods/2023-03 */
char *dispatch_path(const Req *req, const Book *book, const Period *period);

/* 工作台 › 调度 › 2023年3月 › last; last NULL: the period is the page itself. */
void dispatch_crumbs(Req *req, View *body, const Book *book, const Period *period, const char *last);

/* The chip of a period's state: fills an include of period_state.tpl. */
void view_period_state(View *view, const char *marker, PeriodState state);
