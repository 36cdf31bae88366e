/* calendar_load.h: days that are not what their weekday says: adds what is missing, changes what differs, removes
 * nothing. */
#pragma once
#include "rule/authz.h"
#include "store/db.h"

typedef struct {
    const char *day; /* 2023-04-05 */
    bool is_work;    /* a weekend that is worked; else a holiday */
    const char *note;
} DayRow;

typedef struct {
    int added, changed;
} DayCount;

bool act_calendar_load(Db *db, Mem *mem, const Actor *who, const DayRow *rows, gsize n, int64_t now_us,
                       DayCount *count, GError **err);
