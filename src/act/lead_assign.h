/* lead_assign.h: gives a task a lead unit that the notice does not name (台账指定; design.md §5). */
#pragma once
#include "rule/authz.h"
#include "store/db.h"

/* ERR_NOT_FOUND: no such task or unit. ERR_CONFLICT: a group cannot lead. *changed false: it leads already. */
bool act_lead_assign(Db *db, Mem *mem, const Actor *who, const char *plan, int64_t no, const char *unit,
                     int64_t now_us, bool *changed, GError **err);
