/* test_closing.c: the checklist of a 销号 over all its states, and every state of a task with every step (issue 5 §2). */
#include <string.h>

#include "rule/application.h"
#include "rule/flow.h"

static ClosingTarget target(int64_t id, bool has_value, int64_t value_e4, bool confirmed, bool at_most)
{
    return (ClosingTarget){ .target = id,
                            .subject = "新增企业",
                            .unit_word = "户",
                            .promise = { .goal_e4 = 300000, .at_most = at_most },
                            .confirmed = confirmed,
                            .has_value = has_value,
                            .value_e4 = value_e4 };
}

static void test_a_promise_is_reached(void)
{
    static const struct {
        bool at_most, has_value;
        int64_t value_e4;
        bool reached;
    } cases[] = {
        { false, true, 299999, false },  { false, true, 300000, true }, { false, true, 300001, true },
        { true, true, 300001, false },   { true, true, 300000, true },  { true, true, 0, true },
        { false, false, 300000, false }, { true, false, 0, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Promise promise = { .goal_e4 = 300000, .at_most = cases[i].at_most };
        g_assert_cmpint(promise_reached(&promise, cases[i].has_value, cases[i].value_e4), ==,
                        cases[i].reached);
    }
}

/* Every combination of items done, problems left, files and words. */
static void test_every_state_of_the_list(void)
{
    for (int bits = 0; bits < 32; bits++) {
        Mem *mem = mem_new();
        ClosingFacts facts = { .items = (bits & 1) ? 2 : 0,
                               .items_open = (bits & 1) && (bits & 2) ? 1 : 0,
                               .problems = (bits & 4) ? 1 : 0,
                               .files = (bits & 8) ? 1 : 0,
                               .evidence_in_words = (bits & 16) != 0 };
        gsize n;
        CheckLine *lines = closing_lines(mem, &facts, &n);

        g_assert_cmpuint(n, ==, 3);
        g_assert_cmpint(lines[0].kind, ==, CHECK_ITEMS);
        g_assert_cmpint(lines[0].met, ==, facts.items_open == 0);
        g_assert_cmpint(lines[1].kind, ==, CHECK_PROBLEMS);
        g_assert_cmpint(lines[1].met, ==, facts.problems == 0);
        g_assert_cmpint(lines[2].kind, ==, CHECK_EVIDENCE);
        g_assert_cmpint(lines[2].met, ==, facts.files > 0 || facts.evidence_in_words);
        for (gsize i = 0; i < n; i++) { /* nobody talks these away */
            g_assert_false(lines[i].may_explain);
            g_assert_cmpint(closing_blocks(&lines[i], "已说明"), ==, !lines[i].met);
        }
        mem_free(mem);
    }
}

static void test_targets_are_reached_or_explained(void)
{
    Mem *mem = mem_new();
    ClosingTarget list[] = { target(11, true, 300000, true, false), target(12, true, 200000, true, false),
                             target(13, false, 0, true, false), target(14, true, 400000, false, false),
                             target(15, true, 200000, true, true) };
    static const bool met[] = { true, false, false, false, true };
    ClosingFacts facts = { .targets = list, .n_targets = G_N_ELEMENTS(list) };
    gsize n;
    CheckLine *lines = closing_lines(mem, &facts, &n);

    g_assert_cmpuint(n, ==, G_N_ELEMENTS(list) + 3);
    for (gsize i = 0; i < G_N_ELEMENTS(list); i++) {
        g_assert_cmpint(lines[i].kind, ==, CHECK_TARGET);
        g_assert_cmpint(lines[i].target, ==, list[i].target);
        g_assert_cmpint(lines[i].met, ==, met[i]);
        g_assert_cmpint(closing_blocks(&lines[i], ""), ==, !met[i]);
        g_assert_cmpint(closing_blocks(&lines[i], " \n"), ==, !met[i]);
        g_assert_false(closing_blocks(&lines[i], "下半年完成"));
    }
    g_assert_nonnull(strstr(lines[1].words, "已审核 20 户"));
    g_assert_nonnull(strstr(lines[2].words, "没有审核通过的数值"));
    g_assert_nonnull(strstr(lines[3].words, "目标待核"));
    g_assert_nonnull(strstr(lines[4].words, "不超过 30 户"));
    mem_free(mem);
}

static void test_every_state_of_a_task_with_every_step(void)
{
    static const struct {
        TaskState from;
        TaskStep step;
        TaskState to;
    } known[] = {
        { TASK_OPEN, TASK_ASKED, TASK_CLOSING },
        { TASK_CLOSING, TASK_KEPT, TASK_OPEN },
        { TASK_CLOSING, TASK_STRUCK, TASK_CLOSED },
        { TASK_CLOSED, TASK_REOPENED, TASK_OPEN },
    };

    for (int from = 0; from < TASK__N; from++)
        for (int step = 0; step < TASK_STEP__N; step++) {
            TaskState want = TASK_NONE;
            for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
                if ((int)known[i].from == from && (int)known[i].step == step)
                    want = known[i].to;
            g_assert_cmpint(task_next((TaskState)from, (TaskStep)step), ==, want);
        }
}

/* A period that was open when the task was struck off still asks for its report. */
static void test_a_period_that_ran_still_asks(void)
{
    g_assert_cmpint(task_state_in(TASK_CLOSED, 20, 10), ==, TASK_CLOSING);
    g_assert_cmpint(task_state_in(TASK_CLOSED, 20, 20), ==, TASK_CLOSED);
    g_assert_cmpint(task_state_in(TASK_CLOSED, 20, 30), ==, TASK_CLOSED);
    for (int state = 0; state < TASK__N; state++)
        if (state != TASK_CLOSED)
            g_assert_cmpint(task_state_in((TaskState)state, 20, 10), ==, state);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/closing/reached", test_a_promise_is_reached);
    g_test_add_func("/closing/every-state", test_every_state_of_the_list);
    g_test_add_func("/closing/targets", test_targets_are_reached_or_explained);
    g_test_add_func("/closing/task", test_every_state_of_a_task_with_every_step);
    g_test_add_func("/closing/period", test_a_period_that_ran_still_asks);
    return g_test_run();
}
