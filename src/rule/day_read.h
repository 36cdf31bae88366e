/* day_read.h: a day as people type it (ux.md §5.5): 2023-4-5, 2023/4/5, 20230405, 2023年4月5日; full-width digits too. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* *starts_us: the first moment of that day in the city. False: not a day of the calendar, or of another age than
 * 1900–2999; *starts_us is untouched then. */
bool day_read(const char *typed, int64_t *starts_us);

/* Whether a day as stored (2023-12-31) is over at that moment; not one of the calendar: no. */
bool day_is_over(const char *day, int64_t now_us);
