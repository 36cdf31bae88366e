/* moment_read.h: a moment as people type it: a day in any form that day_read() takes, and a time behind a blank: 2023-4-5
 * 18:00; full-width signs too. Pure. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* other_hour: of a day without a time. False: not a moment; *at_us is untouched then. */
bool moment_read(const char *typed, int other_hour, int64_t *at_us);
