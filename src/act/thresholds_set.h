/* thresholds_set.h: by which shares of the pace, and after how many days, the lights of a plan change. What was computed
 * before stays as it was. */
#pragma once
#include "rule/authz.h"
#include "rule/pace.h"
#include "store/db.h"

/* ERR_BAD_INPUT: out of bounds (green 50–120, yellow 1 to green, days 1–60). ERR_NOT_FOUND: no such plan. */
bool act_thresholds_set(Db *db, Mem *mem, const Actor *who, const char *plan, const Thresholds *wanted,
                        int64_t now_us, bool *changed, GError **err);
