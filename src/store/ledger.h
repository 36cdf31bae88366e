/* ledger.h: what the reading pages ask: plans, periods, who leads, how much waits. Each page's own reading is in a file
 * of its own beside this one. */
#pragma once
#include "store/period.h"

typedef struct {
    PlanId id;
    const char *code, *title;
    int64_t year;
} Plan;

bool plan_newest(Db *db, Mem *mem, Plan *plan, GError **err); /* ERR_NOT_FOUND: nothing imported yet */

/* Of a plan, oldest first, with their states at a moment: those of the city, without anybody's extension (see
 * periods_as_of()). */
bool period_list(Db *db, Mem *mem, PlanId plan, int64_t now_us, Period **periods, gsize *n, GError **err);

/* The period that pages begin with: the one that is open and due soonest, else the newest that is not planned; NULL when
 * there is none. */
const Period *period_current(const Period *periods, gsize n);

/* 市科技局、市海洋发展局; "" when none is named. */
bool task_lead_words(Db *db, Mem *mem, const char *plan, int64_t no, const char **words, GError **err);

/* How many reports wait for a decision. */
bool waiting_for_review(Db *db, Mem *mem, int64_t *n, GError **err);
