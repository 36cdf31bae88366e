/* test_pace.c: what is due by the calendar, and how far a promise is (ux.md D8). */
#include "rule/pace.h"

enum { CASES = 20000, SEED = 20230401, E4 = 10000 };

static const Thresholds usual = { .green_pct = 100, .yellow_pct = 80, .red_days = 5 };

static Promise read_promise(const char *kind, const char *comparator, int64_t goal, int64_t base,
                            const char *pace)
{
    PromiseWords words = { .kind = kind,
                           .comparator = comparator,
                           .pace = pace,
                           .due_on = "",
                           .value_e4 = goal * E4,
                           .has_base = base >= 0,
                           .base_e4 = MAX(base, 0) * E4,
                           .year = 2023 };

    return promise_of(&words);
}

static void test_period_month(void)
{
    static const struct {
        const char *code;
        int month;
    } cases[] = {
        { "2023-01", 1 }, { "2023-03", 3 },  { "2023-12", 12 }, { "2023-Q1", 3 },  { "2023-Q4", 12 },
        { "2023-H1", 6 }, { "2023-H2", 12 }, { "2023-Y", 12 },  { "2023-00", 0 },  { "2023-13", 0 },
        { "2023-Q5", 0 }, { "2023-H0", 0 },  { "2022-03", 0 },  { "2023", 0 },     { "2023-", 0 },
        { "", 0 },        { "2023-3", 0 },   { "2023-0x", 0 },  { "2023-033", 0 }, { "2023-YY", 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].code);
        g_assert_cmpint(period_month(cases[i].code, 2023), ==, cases[i].month);
    }
}

static void test_pace_words(void)
{
    static const struct {
        const char *text, *again; /* NULL: refused */
    } cases[] = {
        { "", "" },
        { "3:5 6:10 12:20", "3:5 6:10 12:20" },
        { "12:0", "12:0" },
        { "3:5.5", "3:5.5000" },
        { "3:0.0001", "3:0.0001" },
        { "3:5 3:6", NULL },
        { "6:5 3:6", NULL },
        { "0:5", NULL },
        { "13:5", NULL },
        { "3:", NULL },
        { "3:x", NULL },
        { "3:5,6:10", NULL },
        { "3:-5", NULL },
        { "3:5.00001", NULL },
        { "3:99999999999999999", NULL },
        { "3:9999999999999999", NULL },
        { "3 5", NULL },
        { ":5", NULL },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Pace pace;
        bool good = pace_read(cases[i].text, &pace);
        g_test_message("'%s'", cases[i].text);
        g_assert_cmpint(good, ==, cases[i].again != NULL);
        if (good)
            g_assert_cmpstr(pace_write(mem, &pace), ==, cases[i].again);
    }
}

static void test_planned(void)
{
    static const struct {
        const char *label, *kind, *comparator;
        int64_t goal, base; /* base -1: none */
        const char *pace;
        int month;
        int64_t planned_e4; /* -1: no pace */
    } cases[] = {
        { "linear, a quarter", "cumulative", "=", 20, -1, "", 3, 5 * E4 },
        { "linear, one month", "cumulative", "=", 1, -1, "", 1, 833 },
        { "linear, the year", "cumulative", ">=", 20, -1, "", 12, 20 * E4 },
        { "planned", "cumulative", ">=", 20, -1, "3:2 6:12", 3, 2 * E4 },
        { "between two planned", "cumulative", ">=", 20, -1, "3:2 6:11", 4, 5 * E4 },
        { "before the first planned", "cumulative", ">=", 20, -1, "6:12", 3, 6 * E4 },
        { "after the last planned, to the goal", "cumulative", ">=", 20, -1, "6:8", 9, 14 * E4 },
        { "planned values that go back", "cumulative", ">=", 20, -1, "3:10 6:4", 6, 10 * E4 },
        { "from a base", "stock", ">=", 20, 16, "", 6, 18 * E4 },
        { "a falling level", "stock", "<=", 10, 22, "", 6, 16 * E4 },
        { "a falling level, without the word", "stock", "=", 10, 22, "", 6, 16 * E4 },
        { "a level without base", "stock", ">=", 20, -1, "", 11, -1 },
        { "a level without base, in December", "stock", ">=", 20, -1, "", 12, 20 * E4 },
        { "a level without base, planned", "stock", ">=", 20, -1, "6:10", 6, 10 * E4 },
        { "a level without base, before it is planned", "stock", ">=", 20, -1, "6:10", 5, -1 },
        { "a level without base, after", "stock", ">=", 20, -1, "6:10", 9, 15 * E4 },
        { "a level that is to stay", "stock", ">=", 20, 20, "", 1, 20 * E4 },
        { "a limit of a total", "cumulative", "<=", 5, -1, "", 1, 5 * E4 },
        { "a limit of a total has no pace", "cumulative", "<=", 5, -1, "3:1", 3, 5 * E4 },
        { "a limit of a level", "stock", "<=", 5, -1, "", 2, 5 * E4 },
        { "a limit above where it began", "stock", "<", 5, 4, "", 2, 5 * E4 },
        { "a milestone before its month", "milestone", "=", 1, -1, "", 11, -1 },
        { "a milestone in its month", "milestone", "=", 1, -1, "", 12, 1 * E4 },
        { "no month", "cumulative", "=", 20, -1, "", 0, -1 },
        { "no kind", "", "=", 20, -1, "", 3, -1 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Promise p = read_promise(cases[i].kind, cases[i].comparator, cases[i].goal, cases[i].base,
                                 cases[i].pace);
        int64_t planned_e4 = -1;
        bool any = promise_planned(&p, cases[i].month, &planned_e4);
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(any, ==, cases[i].planned_e4 >= 0);
        g_assert_cmpint(planned_e4, ==, cases[i].planned_e4);
    }
}

/* Whoever reaches what he reads has done enough. */
static void test_planned_as_shown(void)
{
    Promise total = read_promise("cumulative", ">=", 20, -1, "");
    Promise falling = read_promise("stock", "<=", 10, 22, "");

    g_assert_cmpint(promise_planned_shown(&total, 16666), ==, 16700);
    g_assert_cmpint(promise_planned_shown(&total, 16700), ==, 16700);
    g_assert_cmpint(promise_planned_shown(&total, 1), ==, 100);
    g_assert_cmpint(promise_planned_shown(&falling, 16666), ==, 16600);
}

static void test_done(void)
{
    static const struct {
        const char *label, *kind, *comparator;
        int64_t goal_e4, max_e4, base_e4; /* base -1: none */
        int64_t value_e4;
        int pct; /* -1: cannot be said */
    } cases[] = {
        { "rounded down", "cumulative", "=", 1000 * E4, 0, -1, 996 * E4, 99 },
        { "one ten-thousandth short", "cumulative", "=", 20 * E4, 0, -1, 20 * E4 - 1, 99 },
        { "reached", "cumulative", "=", 20 * E4, 0, -1, 20 * E4, 100 },
        { "over", "cumulative", ">=", 20 * E4, 0, -1, 25 * E4, 125 },
        { "nothing", "cumulative", ">=", 20 * E4, 0, -1, 0, 0 },
        { "a goal of zero", "cumulative", "=", 0, 0, -1, 0, 100 },
        { "within a range", "cumulative", "range", 1 * E4, 2 * E4, -1, 2 * E4, 100 },
        { "below a range", "cumulative", "range", 10 * E4, 20 * E4, -1, 5 * E4, 50 },
        { "above a range", "cumulative", "range", 1 * E4, 2 * E4, -1, 3 * E4, 150 },
        { "17 of 20, from 16", "stock", ">=", 20 * E4, 0, 16 * E4, 17 * E4, 25 },
        { "below its base", "stock", ">=", 20 * E4, 0, 16 * E4, 12 * E4, 0 },
        { "falling, half way", "stock", "<=", 10 * E4, 0, 20 * E4, 15 * E4, 50 },
        { "falling, beyond", "stock", "<=", 10 * E4, 0, 20 * E4, 5 * E4, 150 },
        { "falling, from 20.0001", "stock", "=", 10 * E4, 0, 20 * E4 + 1, 20 * E4, 0 },
        { "no base", "stock", ">=", 20 * E4, 0, -1, 17 * E4, -1 },
        { "to stay", "stock", ">=", 20 * E4, 0, 20 * E4, 20 * E4, 100 },
        { "to stay, and fell", "stock", ">=", 20 * E4, 0, 20 * E4, 19 * E4, 95 },
        { "below a limit", "cumulative", "<=", 5 * E4, 0, -1, 3 * E4, 100 },
        { "over a limit", "cumulative", "<=", 5 * E4, 0, -1, 10 * E4, 50 },
        { "over a limit of zero", "cumulative", "<=", 0, 0, -1, 1 * E4, 0 },
        { "milestone, not yet", "milestone", "=", 3 * E4, 0, -1, 2 * E4, 0 },
        { "milestone, done", "milestone", "=", 3 * E4, 0, -1, 3 * E4, 100 },
        { "milestone without a number", "milestone", "=", 0, 0, -1, 0, 0 },
        { "the largest numbers", "cumulative", "=", 9999999999999999, 0, -1, 9999999999999998, 99 },
        { "the largest number of a tiny goal", "cumulative", "=", 1, 0, -1, G_MAXINT64, 999999 },
        { "the largest way down", "stock", "<=", 0, 0, G_MAXINT64, G_MAXINT64 / 2, 50 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Promise p = { .kind = target_sort_of(cases[i].kind),
                      .at_most = cases[i].comparator[0] == '<',
                      .goal_e4 = cases[i].goal_e4,
                      .goal_max_e4 = cases[i].max_e4,
                      .has_base = cases[i].base_e4 >= 0,
                      .base_e4 = MAX(cases[i].base_e4, 0),
                      .due_month = MONTHS };
        int pct = -1;
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(promise_done_pct(&p, cases[i].value_e4, &pct), ==, cases[i].pct >= 0);
        g_assert_cmpint(pct, ==, cases[i].pct);
    }
}

static void test_judge(void)
{
    static const struct {
        const char *label, *kind, *comparator;
        int64_t goal, base, value; /* base, value -1: none */
        const char *pace;
        int month;
        const char *word;
    } cases[] = {
        { "on pace", "cumulative", "=", 20, -1, 5, "", 3, "达到序时" },
        { "80 % of pace", "cumulative", "=", 20, -1, 4, "", 3, "低于序时" },
        { "below 80 %", "cumulative", "=", 20, -1, 3, "", 3, "严重滞后" },
        { "nothing reported", "cumulative", "=", 20, -1, -1, "", 1, "严重滞后" },
        { "nothing due, nothing done", "cumulative", "=", 20, -1, -1, "6:0", 6, "达到序时" },
        { "done in March", "cumulative", "=", 20, -1, 20, "", 3, "已完成" },
        { "over", "cumulative", "=", 20, -1, 21, "", 3, "已超额" },
        { "a goal of zero", "cumulative", "=", 0, -1, 0, "", 3, "已完成" },
        { "a level on its way", "stock", ">=", 20, 16, 17, "", 3, "达到序时" },
        { "a level that did not move", "stock", ">=", 20, 16, 16, "", 3, "严重滞后" },
        { "no report yet counts as the base", "stock", ">=", 20, 16, -1, "", 3, "严重滞后" },
        { "a level that fell", "stock", ">=", 20, 16, 12, "", 3, "严重滞后" },
        { "a level without base", "stock", ">=", 20, -1, 17, "", 11, "" },
        { "a level without base, reached", "stock", ">=", 20, -1, 20, "", 2, "已完成" },
        { "a level without base, December", "stock", ">=", 20, -1, 17, "", 12, "低于序时" },
        { "falling on its way", "stock", "<=", 10, 22, 19, "", 3, "达到序时" },
        { "falling too slowly", "stock", "<=", 10, 22, 21, "", 3, "严重滞后" },
        { "falling, arrived", "stock", "<=", 10, 22, 10, "", 3, "已完成" },
        { "below a limit", "cumulative", "<=", 5, -1, 3, "", 3, "达到序时" },
        { "below a limit in December", "cumulative", "<=", 5, -1, 3, "", 12, "已完成" },
        { "over a limit", "cumulative", "<=", 5, -1, 6, "", 3, "严重滞后" },
        { "a level a little over its limit", "stock", "<=", 10, -1, 12, "", 3, "低于序时" },
        { "a level far over its limit", "stock", "<=", 10, -1, 20, "", 3, "严重滞后" },
        { "a level with a limit that nobody measured", "stock", "<=", 10, -1, -1, "", 3, "" },
        { "milestone to come", "milestone", "=", 1, -1, 0, "", 11, "未到节点" },
        { "milestone passed", "milestone", "=", 1, -1, 0, "", 12, "严重滞后" },
        { "milestone done", "milestone", "=", 1, -1, 1, "", 2, "已完成" },
        { "planned later", "cumulative", "=", 20, -1, 2, "3:2", 3, "达到序时" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Promise p = read_promise(cases[i].kind, cases[i].comparator, cases[i].goal, cases[i].base,
                                 cases[i].pace);
        Judged got = promise_judge(&p, cases[i].value >= 0, MAX(cases[i].value, 0) * E4, cases[i].month,
                                   &usual);
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(judged_word(got), ==, cases[i].word);
    }
}

static void test_words_of_a_target(void)
{
    PromiseWords words = { .kind = "milestone",
                           .comparator = "<",
                           .pace = "nonsense",
                           .due_on = "2023-06-30",
                           .value_e4 = 15 * E4,
                           .has_correction = true,
                           .corrected_e4 = 15000,
                           .year = 2023 };
    Promise p = promise_of(&words);

    g_assert_cmpint(p.goal_e4, ==, 15000); /* 勘误 counts, not what is printed */
    g_assert_cmpint(p.due_month, ==, 6);
    g_assert_true(p.at_most);
    g_assert_false(p.pace.any);
    words.due_on = "";
    g_assert_cmpint(promise_of(&words).due_month, ==, 12);
    words.due_on = "2024-03-01";
    g_assert_cmpint(promise_of(&words).due_month, ==, 13);
    words.due_on = "2022-12-01";
    g_assert_cmpint(promise_of(&words).due_month, ==, 1);
}

/* ---- whatever the promise is */

static int64_t any_amount(GRand *rand)
{
    switch (g_rand_int_range(rand, 0, 4)) {
    case 0:
        return g_rand_int_range(rand, 0, 4) * E4;
    case 1:
        return g_rand_int_range(rand, 0, 30 * E4);
    case 2:
        return g_rand_int_range(rand, 0, 40);
    default:
        return (int64_t)(g_rand_double(rand) * 9.9e15); /* as large as a field takes */
    }
}

static Promise any_promise(GRand *rand)
{
    Promise p = { .kind = (TargetSort)g_rand_int_range(rand, KIND_CUMULATIVE, KIND__N),
                  .at_most = g_rand_int_range(rand, 0, 4) == 0,
                  .goal_e4 = any_amount(rand),
                  .has_base = g_rand_boolean(rand),
                  .base_e4 = any_amount(rand),
                  .due_month = g_rand_int_range(rand, 1, MONTHS + 2) };

    if (g_rand_int_range(rand, 0, 5) == 0)
        p.goal_max_e4 = p.goal_e4 + any_amount(rand);
    for (int m = 1; g_rand_boolean(rand) && m <= MONTHS; m += g_rand_int_range(rand, 1, 5)) {
        p.pace.has[m] = p.pace.any = true;
        p.pace.value_e4[m] = any_amount(rand);
    }
    return p;
}

static bool smaller_is_better(const Promise *p)
{
    return p->at_most || (p->kind == KIND_STOCK && p->has_base && p->goal_e4 < p->base_e4);
}

static int severity(const Promise *p, int64_t value_e4, int month)
{
    Light light = judged_light(promise_judge(p, true, value_e4, month, &usual));

    return light == LIGHT_GREEN ? 0 : (int)light;
}

static void say(const Promise *p, int month, int64_t value_e4)
{
    g_autoptr(Mem) mem = mem_new();

    g_test_message("kind %d, at most %d, goal %" G_GINT64_FORMAT "—%" G_GINT64_FORMAT
                   ", base %d %" G_GINT64_FORMAT ", due %d, pace '%s', month %d, value %" G_GINT64_FORMAT,
                   p->kind, p->at_most, p->goal_e4, p->goal_max_e4, p->has_base, p->base_e4, p->due_month,
                   pace_write(mem, &p->pace), month, value_e4);
}

static void test_more_progress_is_never_worse(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED);

    for (int i = 0; i < CASES; i++) {
        Promise p = any_promise(rand);
        int64_t a = any_amount(rand), b = any_amount(rand);
        int month = g_rand_int_range(rand, 1, MONTHS + 1);
        bool down = smaller_is_better(&p) && p.kind != KIND_MILESTONE;
        int64_t less = down ? MAX(a, b) : MIN(a, b), more = down ? MIN(a, b) : MAX(a, b);
        if (severity(&p, more, month) > severity(&p, less, month)) {
            say(&p, month, less);
            say(&p, month, more);
            g_test_fail();
            return;
        }
    }
}

static void test_a_later_month_is_never_better(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED + 1);

    for (int i = 0; i < CASES; i++) {
        Promise p = any_promise(rand);
        int64_t value_e4 = any_amount(rand);
        for (int month = 1; month < MONTHS; month++)
            if (severity(&p, value_e4, month + 1) < severity(&p, value_e4, month)) {
                say(&p, month, value_e4);
                g_test_fail();
                return;
            }
    }
}

static void test_what_was_due_stays_due(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED + 2);

    for (int i = 0; i < CASES; i++) {
        Promise p = any_promise(rand);
        int64_t before_e4 = 0, now_e4;
        bool any = false;
        for (int month = 1; month <= MONTHS; month++) {
            bool known = promise_planned(&p, month, &now_e4);
            bool back = any && (!known || (smaller_is_better(&p) ? now_e4 > before_e4 : now_e4 < before_e4));
            if (back) {
                say(&p, month, now_e4);
                g_test_fail();
                return;
            }
            any = known;
            before_e4 = now_e4;
        }
    }
}

static void test_completion_grows_and_rounds_down(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED + 3);

    for (int i = 0; i < CASES; i++) {
        Promise p = any_promise(rand);
        int64_t a = any_amount(rand), b = any_amount(rand);
        bool down = smaller_is_better(&p) && p.kind != KIND_MILESTONE;
        int less = 0, more = 0;
        if (!promise_done_pct(&p, down ? MAX(a, b) : MIN(a, b), &less) ||
            !promise_done_pct(&p, down ? MIN(a, b) : MAX(a, b), &more))
            continue;
        if (less > more || less < 0) {
            say(&p, 1, a);
            say(&p, 1, b);
            g_test_fail();
            return;
        }
        Judged judged = promise_judge(&p, true, a, MONTHS, &usual);
        int pct = 0;
        (void)promise_done_pct(&p, a, &pct);
        if ((judged == JUDGED_LOW || judged == JUDGED_BAD) && pct >= 100) { /* 99.99 % is not done */
            say(&p, MONTHS, a);
            g_test_fail();
            return;
        }
    }
}

static void test_written_and_read_again(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED + 4);
    g_autoptr(Mem) mem = mem_new();

    for (int i = 0; i < 2000; i++) {
        Promise p = any_promise(rand);
        Pace again;
        g_assert_true(pace_read(pace_write(mem, &p.pace), &again));
        g_assert_cmpmem(&again, sizeof again, &p.pace, sizeof p.pace);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pace/period_month", test_period_month);
    g_test_add_func("/pace/words", test_pace_words);
    g_test_add_func("/pace/planned", test_planned);
    g_test_add_func("/pace/planned_as_shown", test_planned_as_shown);
    g_test_add_func("/pace/done", test_done);
    g_test_add_func("/pace/judge", test_judge);
    g_test_add_func("/pace/words_of_a_target", test_words_of_a_target);
    g_test_add_func("/pace/more_progress_is_never_worse", test_more_progress_is_never_worse);
    g_test_add_func("/pace/a_later_month_is_never_better", test_a_later_month_is_never_better);
    g_test_add_func("/pace/what_was_due_stays_due", test_what_was_due_stays_due);
    g_test_add_func("/pace/completion_grows_and_rounds_down", test_completion_grows_and_rounds_down);
    g_test_add_func("/pace/written_and_read_again", test_written_and_read_again);
    return g_test_run();
}
