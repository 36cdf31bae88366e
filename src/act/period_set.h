/* period_set.h: opens a reporting period, or moves its dates. Freezing is a deed of its own, not here. */
#pragma once
#include "rule/authz.h"
#include "store/db.h"

typedef struct {
    const char *plan, *code; /* 2023-03, 2023-Q1, 2023-H1, 2023-Y */
    int64_t opens_us, due_us;
    bool open; /* false: planned */
} PeriodWish;

/* ERR_BAD_INPUT: the code is none, or the deadline is not after the opening. ERR_NOT_FOUND: no such plan. ERR_CONFLICT: it
 * is frozen. *changed: whether anything was. */
bool act_period_set(Db *db, Mem *mem, const Actor *who, const PeriodWish *wish, int64_t now_us, bool *changed,
                    GError **err);
