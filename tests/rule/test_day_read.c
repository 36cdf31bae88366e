/* test_day_read.c: days as people type them (ux.md §5.5). */
#include "rule/day_read.h"

#include <glib.h>

#include "base/clock.h"

static void test_days(void)
{
    static const struct {
        const char *typed;
        int year, month, day; /* year 0: not a day */
    } cases[] = {
        { "2023-4-5", 2023, 4, 5 },
        { "2023-04-05", 2023, 4, 5 },
        { "2023/4/5", 2023, 4, 5 },
        { "2023.4.5", 2023, 4, 5 },
        { "20230405", 2023, 4, 5 },
        { "2023年4月5日", 2023, 4, 5 },
        { " 2023-4-5 ", 2023, 4, 5 },
        { "２０２３年４月５日", 2023, 4, 5 },
        { "2024-2-29", 2024, 2, 29 },
        { "2023-2-29", 0, 0, 0 },
        { "2023-13-1", 0, 0, 0 },
        { "2023-0-1", 0, 0, 0 },
        { "2023-4-31", 0, 0, 0 },
        { "2023-4/5", 0, 0, 0 },
        { "2023年4月5", 0, 0, 0 },
        { "2023-4-5-6", 0, 0, 0 },
        { "2023-4", 0, 0, 0 },
        { "23-4-5", 0, 0, 0 },
        { "202304051", 0, 0, 0 },
        { "12023-4-5", 0, 0, 0 },
        { "-2023-4-5", 0, 0, 0 },
        { "4月5日", 0, 0, 0 },
        { "今天", 0, 0, 0 },
        { "", 0, 0, 0 },
        { "2023-4-5                                                            ", 0, 0, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t starts_us = -1;
        g_test_message("%s", cases[i].typed);
        g_assert_cmpint(day_read(cases[i].typed, &starts_us), ==, cases[i].year != 0);
        CivilTime day = civil_of(starts_us);
        if (cases[i].year == 0) {
            g_assert_cmpint(starts_us, ==, -1); /* untouched */
            continue;
        }
        g_assert_cmpint(day.year, ==, cases[i].year);
        g_assert_cmpint(day.month, ==, cases[i].month);
        g_assert_cmpint(day.day, ==, cases[i].day);
        g_assert_cmpint(day.hour * 3600 + day.minute * 60 + day.second, ==, 0);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/day/read", test_days);
    return g_test_run();
}
