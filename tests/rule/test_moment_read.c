/* test_moment_read.c: deadlines as people type them. */
#include "base/mem.h"
#include "base/words.h"
#include "rule/moment_read.h"

static void test_moments(void)
{
    static const struct {
        const char *typed, *want; /* NULL: refused */
    } cases[] = {
        { "2023-4-5 18:00", "2023-04-05 18:00:00" },
        { " 2023年4月5日 9:05 ", "2023-04-05 09:05:00" },
        { "２０２３／４／５　１８：００", "2023-04-05 18:00:00" },
        { "20230405", "2023-04-05 17:00:00" },
        { "2023-4-5 00:00", "2023-04-05 00:00:00" },
        { "2023-4-5 24:00", NULL },
        { "2023-4-5 18:60", NULL },
        { "2023-4-5 18:0", NULL },
        { "2023-4-5 18", NULL },
        { "2023-2-30 18:00", NULL },
        { "18:00", NULL },
        { "", NULL },
        { "明天 18:00", NULL },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t at_us = -1;
        g_test_message("%s", cases[i].typed);
        g_assert_cmpint(moment_read(cases[i].typed, 17, &at_us), ==, cases[i].want != NULL);
        if (cases[i].want != NULL)
            g_assert_cmpstr(word_stamp(mem, at_us), ==, cases[i].want);
        else
            g_assert_cmpint(at_us, ==, -1);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/moment_read/typed", test_moments);
    return g_test_run();
}
