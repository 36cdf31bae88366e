/* clock.c: see clock.h. */
#include "base/clock.h"

#include <time.h>

enum { SHANGHAI_SECONDS = 8 * 3600 };

static int64_t shift_us; /* set once, before the first request */

void clock_shift(int64_t seconds)
{
    shift_us = seconds * SECOND_US;
}

bool clock_is_shifted(void)
{
    return shift_us != 0;
}

static int64_t read_us(clockid_t which)
{
    struct timespec now;

    clock_gettime(which, &now);
    return (int64_t)now.tv_sec * SECOND_US + now.tv_nsec / 1000;
}

int64_t clock_now_us(void)
{
    return read_us(CLOCK_REALTIME) + shift_us;
}

int64_t clock_steady_us(void)
{
    return read_us(CLOCK_MONOTONIC);
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

CivilTime civil_of(int64_t at_us)
{
    time_t seconds = (time_t)(floor_div(at_us, SECOND_US) + SHANGHAI_SECONDS);
    struct tm parts;

    gmtime_r(&seconds, &parts);
    return (CivilTime){ .year = parts.tm_year + 1900,
                        .month = parts.tm_mon + 1,
                        .day = parts.tm_mday,
                        .hour = parts.tm_hour,
                        .minute = parts.tm_min,
                        .second = parts.tm_sec,
                        .weekday = parts.tm_wday };
}

int64_t civil_to_us(const CivilTime *civil)
{
    struct tm parts = { .tm_year = civil->year - 1900,
                        .tm_mon = civil->month - 1,
                        .tm_mday = civil->day,
                        .tm_hour = civil->hour,
                        .tm_min = civil->minute,
                        .tm_sec = civil->second };

    return ((int64_t)timegm(&parts) - SHANGHAI_SECONDS) * SECOND_US;
}

int64_t civil_days_between(int64_t from_us, int64_t to_us)
{
    int64_t east_us = SHANGHAI_SECONDS * SECOND_US;

    return floor_div(to_us + east_us, DAY_US) - floor_div(from_us + east_us, DAY_US);
}
