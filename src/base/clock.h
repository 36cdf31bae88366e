/* clock.h: what time it is, and what day that is in the city.
 *
 * _us is microseconds since 1970 UTC. A day is a civil day in Asia/Shanghai (UTC+8 without summer time since 1991:
 * GB/T 7408); no other zone is used. Only this file asks the system for the time.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define SECOND_US INT64_C(1000000)
#define DAY_US    (INT64_C(86400) * SECOND_US)

typedef struct {
    int year, month, day, hour, minute, second;
    int weekday; /* 0 is Sunday */
} CivilTime;

/* Moves the clock by so many seconds: for the demo, which plays the spring of 2023. Pages say so while it is not 0. */
void clock_shift(int64_t seconds);
bool clock_is_shifted(void);

int64_t clock_now_us(void);
int64_t clock_steady_us(void); /* never goes back; only differences mean something */

CivilTime civil_of(int64_t at_us);
int64_t civil_to_us(const CivilTime *civil); /* weekday is ignored */

/* Whole civil days from one moment's day to another's: today is 0, tomorrow 1. */
int64_t civil_days_between(int64_t from_us, int64_t to_us);
