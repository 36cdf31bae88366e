/* test_clock.c: what day it is in the city, whatever the machine thinks of time zones. */
#include "base/clock.h"

#include <glib.h>

static int64_t utc(int year, int month, int day, int hour, int minute, int second)
{
    g_autoptr(GDateTime) at = g_date_time_new_utc(year, month, day, hour, minute, second);

    return g_date_time_to_unix(at) * SECOND_US;
}

static void test_civil(void)
{
    static const struct {
        const char *label;
        int utc[6], city[6], weekday;
    } cases[] = {
        { "noon", { 2023, 4, 3, 4, 0, 0 }, { 2023, 4, 3, 12, 0, 0 }, 1 },
        { "last second of a day", { 2023, 4, 3, 15, 59, 59 }, { 2023, 4, 3, 23, 59, 59 }, 1 },
        { "first second of a day", { 2023, 4, 3, 16, 0, 0 }, { 2023, 4, 4, 0, 0, 0 }, 2 },
        { "new year", { 2022, 12, 31, 16, 0, 0 }, { 2023, 1, 1, 0, 0, 0 }, 0 },
        { "before new year", { 2022, 12, 31, 15, 59, 59 }, { 2022, 12, 31, 23, 59, 59 }, 6 },
        { "leap day", { 2024, 2, 28, 16, 30, 0 }, { 2024, 2, 29, 0, 30, 0 }, 4 },
        { "after 2038", { 2038, 1, 19, 3, 14, 8 }, { 2038, 1, 19, 11, 14, 8 }, 2 },
        { "before 1970", { 1969, 12, 31, 23, 59, 59 }, { 1970, 1, 1, 7, 59, 59 }, 4 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const int *u = cases[i].utc, *w = cases[i].city;
        int64_t at = utc(u[0], u[1], u[2], u[3], u[4], u[5]);
        CivilTime c = civil_of(at);
        g_test_message("%s", cases[i].label);
        g_assert_true(c.year == w[0] && c.month == w[1] && c.day == w[2] && c.hour == w[3] &&
                      c.minute == w[4] && c.second == w[5]);
        g_assert_cmpint(c.weekday, ==, cases[i].weekday);
        g_assert_cmpint(civil_to_us(&c), ==, at);
    }
}

static void test_parts_of_a_second(void)
{
    CivilTime before = civil_of(-1), after = civil_of(999999);

    g_assert_true(before.second == 59 && before.hour == 7); /* rounds down, also before 1970 */
    g_assert_true(after.second == 0 && after.hour == 8);
}

static void test_there_and_back(void)
{
    for (int i = 0; i < 5000; i++) {
        int64_t at = ((int64_t)g_test_rand_int_range(-1000000000, G_MAXINT32)) * SECOND_US;
        CivilTime c = civil_of(at);
        g_assert_cmpint(civil_to_us(&c), ==, at);
        g_assert_true(c.month >= 1 && c.month <= 12 && c.day >= 1 && c.day <= 31 && c.hour < 24 &&
                      c.minute < 60);
    }
}

static void test_days_between(void)
{
    int64_t evening = utc(2023, 4, 3, 15, 59, 59), night = utc(2023, 4, 3, 16, 0, 0);

    g_assert_cmpint(civil_days_between(evening, evening), ==, 0);
    g_assert_cmpint(civil_days_between(evening, night), ==, 1);
    g_assert_cmpint(civil_days_between(night, evening), ==, -1);
    g_assert_cmpint(civil_days_between(night, night + DAY_US - 1), ==, 0);
    g_assert_cmpint(civil_days_between(utc(2022, 12, 31, 15, 59, 59), utc(2022, 12, 31, 16, 0, 0)), ==, 1);
    g_assert_cmpint(civil_days_between(utc(2023, 2, 28, 4, 0, 0), utc(2024, 2, 29, 4, 0, 0)), ==, 366);
}

static void test_shift(void)
{
    int64_t steady = clock_steady_us(), now = clock_now_us();

    g_assert_false(clock_is_shifted());
    clock_shift(-3600);
    g_assert_true(clock_is_shifted());
    g_assert_cmpint(clock_now_us(), <, now - 3500 * SECOND_US);
    g_assert_cmpint(clock_steady_us(), >=, steady); /* is not shifted */
    clock_shift(0);
    g_assert_false(clock_is_shifted());
}

int main(int argc, char **argv)
{
    g_setenv("TZ", "America/New_York", TRUE); /* must not matter */
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clock/civil", test_civil);
    g_test_add_func("/clock/parts of a second", test_parts_of_a_second);
    g_test_add_func("/clock/there and back", test_there_and_back);
    g_test_add_func("/clock/days between", test_days_between);
    g_test_add_func("/clock/shift", test_shift);
    return g_test_run();
}
