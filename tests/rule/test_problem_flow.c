/* test_problem_flow.c: the problem loop, over all steps, moves, levels and parts (ux.md 4.14). */
#include "rule/problem_flow.h"

#include "base/clock.h"

enum { R = PART_RESPONSIBLE, O = PART_OFFICE, S = PART_RAISER, C = PART_COORDINATES, T = PART_ON_TASK };

/* What exists, and who may; what does not stand here goes for nobody. who_city: where the city coordinates. */
static const struct {
    ProblemStep from;
    ProblemMove move;
    ProblemStep to;
    unsigned who, who_city;
} rows[] = {
    { PROBLEM_NONE, MOVE_RAISE, PROBLEM_FOUND, T | O, T | O },
    { PROBLEM_FOUND, MOVE_COORDINATE, PROBLEM_COORDINATE, R | O, R | O },
    { PROBLEM_FOUND, MOVE_SOLVE, PROBLEM_SOLVE, R, R },
    { PROBLEM_COORDINATE, MOVE_COORDINATE, PROBLEM_COORDINATE, R | O, O },
    { PROBLEM_COORDINATE, MOVE_SOLVE, PROBLEM_SOLVE, R, O },
    { PROBLEM_SOLVE, MOVE_COORDINATE, PROBLEM_COORDINATE, R | O, R | O },
    { PROBLEM_SOLVE, MOVE_ANSWER, PROBLEM_FEEDBACK, R, R },
    { PROBLEM_FEEDBACK, MOVE_CLOSE, PROBLEM_CLOSED, O, O },
    { PROBLEM_FEEDBACK, MOVE_REFUSE, PROBLEM_SOLVE, O, O },
    { PROBLEM_CLOSED, MOVE_REOPEN, PROBLEM_SOLVE, O | S, O | S },
};

static unsigned wanted(int from, int move, int level, ProblemStep *to)
{
    *to = PROBLEM_NONE;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if ((int)rows[i].from == from && (int)rows[i].move == move) {
            *to = rows[i].to;
            return level == LEVEL_CITY ? rows[i].who_city : rows[i].who;
        }
    return 0;
}

static void test_all_pairs(void)
{
    for (int from = 0; from < PROBLEM__N; from++)
        for (int move = 0; move < MOVE__N; move++)
            for (int level = LEVEL_UNIT; level < LEVEL__N; level++) {
                ProblemStep to;
                unsigned who = wanted(from, move, level, &to);
                g_test_message("%s, %s, %s", problem_step_code((ProblemStep)from),
                               problem_move_code((ProblemMove)move), problem_level_code((ProblemLevel)level));
                g_assert_cmpint(problem_next((ProblemStep)from, (ProblemMove)move), ==, to);
                for (unsigned parts = 0; parts <= PARTS__ALL; parts++)
                    g_assert_cmpint(
                        problem_may((ProblemStep)from, (ProblemMove)move, (ProblemLevel)level, parts), ==,
                        (who & parts) != 0);
            }
}

/* Nobody is stuck: of each step that is not the end somebody who holds it may go on. */
static void test_holders_can_go_on(void)
{
    for (int step = PROBLEM_FOUND; step < PROBLEM_CLOSED; step++)
        for (int level = LEVEL_UNIT; level < LEVEL__N; level++) {
            ProblemPart holder = problem_holder((ProblemStep)step, (ProblemLevel)level);
            bool goes = false;
            g_assert_true(holder == PART_RESPONSIBLE || holder == PART_OFFICE);
            for (int move = MOVE_COORDINATE; move < MOVE__N; move++)
                goes |= problem_next((ProblemStep)step, (ProblemMove)move) > (ProblemStep)step &&
                        problem_may((ProblemStep)step, (ProblemMove)move, (ProblemLevel)level, holder);
            g_assert_true(goes);
            g_assert_cmpint(problem_step_days((ProblemStep)step), >, 0);
        }
    g_assert_cmpint(problem_holder(PROBLEM_CLOSED, LEVEL_CITY), ==, 0);
}

static void test_notes(void)
{
    for (unsigned parts = 0; parts <= PARTS__ALL; parts++)
        g_assert_cmpint(problem_may_note(parts), ==, parts != 0);
}

static void test_late(void)
{
    const int64_t due_us = INT64_C(1680451200000000); /* 2023-04-03, its first moment in the city */
    static const struct {
        const char *label;
        ProblemStep step;
        int64_t after_us, late;
    } cases[] = {
        { "on the day itself", PROBLEM_SOLVE, DAY_US - 1, 0 },
        { "the day after", PROBLEM_SOLVE, DAY_US, 1 },
        { "three days later", PROBLEM_FEEDBACK, 3 * DAY_US + 5, 3 },
        { "before", PROBLEM_FOUND, -DAY_US, 0 },
        { "closed", PROBLEM_CLOSED, 9 * DAY_US, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(problem_days_late(cases[i].step, due_us, due_us + cases[i].after_us), ==,
                        cases[i].late);
    }
    g_assert_cmpint(problem_days_late(PROBLEM_SOLVE, 0, due_us), ==, 0);
}

static void test_codes(void)
{
    for (int i = PROBLEM_FOUND; i < PROBLEM__N; i++)
        g_assert_cmpint(problem_step_of(problem_step_code((ProblemStep)i)), ==, i);
    for (int i = MOVE_RAISE; i < MOVE__N; i++)
        g_assert_cmpint(problem_move_of(problem_move_code((ProblemMove)i)), ==, i);
    for (int i = LEVEL_UNIT; i < LEVEL__N; i++)
        g_assert_cmpint(problem_level_of(problem_level_code((ProblemLevel)i)), ==, i);
    g_assert_cmpint(problem_step_of(""), ==, PROBLEM_NONE);
    g_assert_cmpint(problem_move_of("x"), ==, MOVE_NONE);
    g_assert_cmpint(problem_level_of(""), ==, LEVEL_NONE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/problem/all pairs", test_all_pairs);
    g_test_add_func("/problem/holders can go on", test_holders_can_go_on);
    g_test_add_func("/problem/notes", test_notes);
    g_test_add_func("/problem/late", test_late);
    g_test_add_func("/problem/codes", test_codes);
    return g_test_run();
}
