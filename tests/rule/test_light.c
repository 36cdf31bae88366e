/* test_light.c: the light that the ledger computes, and the one that counts (design.md §4). */
#include "rule/light.h"

#include <string.h>

enum { CASES = 10000, SEED = 20230401, E4 = 10000, TARGETS_MOST = 4 };

static const Thresholds usual = { .green_pct = 100, .yellow_pct = 80, .red_days = 5 };

static LightTarget total(int64_t goal, int64_t value, bool confirmed)
{
    return (LightTarget){ .target = 7,
                          .subject = "新增企业",
                          .unit_word = "家",
                          .promise = { .kind = KIND_CUMULATIVE, .goal_e4 = goal * E4, .due_month = MONTHS },
                          .confirmed = confirmed,
                          .has_value = value >= 0,
                          .value_e4 = MAX(value, 0) * E4 };
}

static void test_reasons(void)
{
    static const struct {
        const char *label;
        int64_t value; /* of a total of 20, in March; -1: none, -2: no target at all, -3: 待核 */
        bool missing;
        int days;
        bool past;
        int items, problems;
        Light light;
        ReasonKind kind;
        const char *words;
    } cases[] = {
        { "on pace", 5, false, 0, false, 0, 0, LIGHT_GREEN, REASON_ON_PACE,
          "量化目标达到序时进度，没有其他预警" },
        { "low", 4, false, 0, false, 0, 0, LIGHT_YELLOW, REASON_TARGET_LOW,
          "“新增企业”为4家，按序时应达到5家，低于序时" },
        { "bad", 3, false, 0, false, 0, 0, LIGHT_RED, REASON_TARGET_BAD,
          "“新增企业”为3家，按序时应达到5家，严重滞后" },
        { "no value", -1, false, 0, false, 0, 0, LIGHT_RED, REASON_TARGET_BAD,
          "“新增企业”尚未填报，按序时应达到5家，严重滞后" },
        { "no target", -2, false, 0, false, 0, 0, LIGHT_NONE, REASON_NO_TARGET,
          "没有已核定的量化目标，系统不作建议" },
        { "not confirmed", -3, false, 0, false, 0, 0, LIGHT_NONE, REASON_NO_TARGET,
          "没有已核定的量化目标，系统不作建议" },
        { "missing at once", -2, true, 0, false, 0, 0, LIGHT_YELLOW, REASON_MISSING,
          "已过截止时间，尚未报送" },
        { "missing for a day", -2, true, 1, false, 0, 0, LIGHT_YELLOW, REASON_MISSING,
          "逾期未报已 1 个工作日" },
        { "missing for five", -2, true, 5, false, 0, 0, LIGHT_YELLOW, REASON_MISSING,
          "逾期未报已 5 个工作日" },
        { "missing for six", -2, true, 6, false, 0, 0, LIGHT_RED, REASON_MISSING_LONG,
          "逾期未报已 6 个工作日，超过 5 个工作日" },
        { "the year is over", 5, false, 0, true, 0, 0, LIGHT_RED, REASON_TASK_PAST,
          "已过完成时限，任务尚未销号" },
        { "late items", 5, false, 0, false, 2, 0, LIGHT_YELLOW, REASON_ITEMS_LATE,
          "2 个工作项目超过完成时限" },
        { "late problems", -2, false, 0, false, 0, 1, LIGHT_YELLOW, REASON_PROBLEMS_LATE,
          "1 个问题超过办理时限" },
        { "the worst stands first", 3, false, 0, false, 2, 1, LIGHT_RED, REASON_TARGET_BAD,
          "“新增企业”为3家，按序时应达到5家，严重滞后" },
        { "days count for nothing when a report is in", 5, false, 9, false, 0, 0, LIGHT_GREEN, REASON_ON_PACE,
          "量化目标达到序时进度，没有其他预警" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        LightTarget target = total(20, cases[i].value == -3 ? 3 : cases[i].value, cases[i].value != -3);
        LightInput input = { .period_code = "2023-03",
                             .month = 3,
                             .thresholds = usual,
                             .targets = &target,
                             .n_targets = cases[i].value == -2 ? 0 : 1,
                             .is_missing = cases[i].missing,
                             .workdays_overdue = cases[i].days,
                             .task_is_past = cases[i].past,
                             .late_items = cases[i].items,
                             .late_problems = cases[i].problems };
        ComputedLight got = light_compute(mem, &input);
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(got.light, ==, cases[i].light);
        g_assert_cmpint(got.reasons[0].kind, ==, cases[i].kind);
        g_assert_cmpint(got.reasons[0].light, ==, cases[i].light);
        g_assert_cmpstr(got.reasons[0].words, ==, cases[i].words);
    }
}

static void test_numbers_of_a_reason(void)
{
    g_autoptr(Mem) mem = mem_new();
    LightTarget targets[] = { total(20, 4, true), total(40, 1, true), total(20, 9, true) };
    LightInput input = {
        .month = 3, .thresholds = usual, .targets = targets, .n_targets = 3, .late_items = 1
    };

    targets[1].target = 8;
    ComputedLight got = light_compute(mem, &input);
    g_assert_cmpuint(got.n_reasons, ==, 3);
    g_assert_cmpint(got.reasons[0].target, ==, 8);
    g_assert_cmpint(got.reasons[0].planned_e4, ==, 10 * E4);
    g_assert_cmpint(got.reasons[0].value_e4, ==, 1 * E4);
    g_assert_cmpint(got.reasons[1].kind, ==, REASON_TARGET_LOW);
    g_assert_cmpint(got.reasons[2].kind, ==, REASON_ITEMS_LATE);
    g_assert_cmpint(got.reasons[2].count, ==, 1);
}

static void test_thresholds(void)
{
    static const struct {
        const char *label;
        int green, yellow;
        int64_t value; /* of 5 due */
        Light light;
    } cases[] = {
        { "90 for green", 90, 60, 450, LIGHT_GREEN },
        { "just below 90", 90, 60, 449, LIGHT_YELLOW },
        { "60 for yellow", 90, 60, 300, LIGHT_YELLOW },
        { "just below 60", 90, 60, 299, LIGHT_RED },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        LightTarget target = total(20, 0, true);
        LightInput input = { .month = 3, .targets = &target, .n_targets = 1 };
        target.value_e4 = cases[i].value * E4 / 100;
        input.thresholds = (Thresholds){ cases[i].green, cases[i].yellow, 5 };
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(light_compute(mem, &input).light, ==, cases[i].light);
    }
}

static void test_which_counts(void)
{
    static const struct {
        const char *label;
        LightFacts facts;
        Light light;
        LightBy by;
    } cases[] = {
        { "the reviewer's",
          { REPORT_APPROVED, false, LIGHT_GREEN, LIGHT_RED, LIGHT_YELLOW },
          LIGHT_YELLOW,
          LIGHT_BY_REVIEWER },
        { "the unit's, until then",
          { REPORT_SUBMITTED, false, LIGHT_GREEN, LIGHT_RED, LIGHT_NONE },
          LIGHT_GREEN,
          LIGHT_BY_UNIT },
        { "the ledger's for a missing report",
          { REPORT_NONE, true, LIGHT_NONE, LIGHT_YELLOW, LIGHT_NONE },
          LIGHT_YELLOW,
          LIGHT_BY_LEDGER },
        { "and for one taken back",
          { REPORT_WITHDRAWN, true, LIGHT_GREEN, LIGHT_RED, LIGHT_NONE },
          LIGHT_RED,
          LIGHT_BY_LEDGER },
        { "nothing is due yet",
          { REPORT_NONE, false, LIGHT_NONE, LIGHT_NONE, LIGHT_NONE },
          LIGHT_NONE,
          LIGHT_BY_NOBODY },
        { "sent back",
          { REPORT_RETURNED, false, LIGHT_GREEN, LIGHT_GREEN, LIGHT_NONE },
          LIGHT_NONE,
          LIGHT_BY_NOBODY },
        { "a draft",
          { REPORT_DRAFT, false, LIGHT_GREEN, LIGHT_GREEN, LIGHT_NONE },
          LIGHT_NONE,
          LIGHT_BY_NOBODY },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        LightBy by;
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(light_counts(&cases[i].facts, &by), ==, cases[i].light);
        g_assert_cmpint(by, ==, cases[i].by);
    }
}

static void test_forecast(void)
{
    static const struct {
        const char *label;
        int64_t value; /* of 12 in the year, as of March */
        int month;
        Light light;
    } cases[] = {
        { "on pace, 3 of 4 in April", 3, 4, LIGHT_RED },
        { "a month ahead: 4 of 5 in May", 4, 5, LIGHT_YELLOW },
        { "far ahead: 8 of 9 in September", 8, 9, LIGHT_YELLOW },
        { "done", 12, 0, LIGHT_NONE },
        { "already red", 0, 0, LIGHT_NONE },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        LightTarget target = total(12, cases[i].value, true);
        LightInput input = { .month = 3, .thresholds = usual, .targets = &target, .n_targets = 1 };
        Forecast got = light_forecast(&input);
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(got.month, ==, cases[i].month);
        g_assert_cmpint(got.light, ==, cases[i].light);
    }
}

static void test_the_rule_names_the_thresholds(void)
{
    g_autoptr(Mem) mem = mem_new();
    char **words = light_rule_words(mem, &(Thresholds){ 95, 70, 3 });

    g_assert_nonnull(strstr(words[0], "95%"));
    g_assert_nonnull(strstr(words[0], "70%"));
    gsize n = 0;
    bool days = false;
    for (; words[n] != NULL; n++)
        days |= strstr(words[n], "超过 3 个工作日") != NULL;
    g_assert_true(days);
    g_assert_cmpuint(n, >=, 8);
}

/* ---- whatever the task is */

static LightTarget any_target(GRand *rand)
{
    LightTarget t = total(g_rand_int_range(rand, 0, 50), g_rand_int_range(rand, -1, 60),
                          g_rand_int_range(rand, 0, 5) > 0);

    t.promise.kind = (TargetSort)g_rand_int_range(rand, KIND_CUMULATIVE, KIND__N);
    t.promise.at_most = g_rand_int_range(rand, 0, 4) == 0;
    t.promise.has_base = g_rand_boolean(rand);
    t.promise.base_e4 = g_rand_int_range(rand, 0, 60) * E4;
    t.promise.due_month = g_rand_int_range(rand, 1, MONTHS + 2);
    return t;
}

static LightInput any_input(GRand *rand, LightTarget *targets)
{
    gsize n = (gsize)g_rand_int_range(rand, 0, TARGETS_MOST);

    for (gsize i = 0; i < n; i++)
        targets[i] = any_target(rand);
    return (LightInput){ .month = g_rand_int_range(rand, 1, MONTHS),
                         .thresholds = usual,
                         .targets = targets,
                         .n_targets = n,
                         .is_missing = g_rand_int_range(rand, 0, 4) == 0,
                         .workdays_overdue = g_rand_int_range(rand, 0, 10),
                         .task_is_past = g_rand_int_range(rand, 0, 10) == 0,
                         .late_items = g_rand_int_range(rand, 0, 3),
                         .late_problems = g_rand_int_range(rand, 0, 2) };
}

static int severity(Mem *mem, const LightInput *input)
{
    Light light = light_compute(mem, input).light;

    return light == LIGHT_GREEN ? 0 : (int)light;
}

static bool smaller_is_better(const Promise *p)
{
    return p->kind != KIND_MILESTONE &&
           (p->at_most || (p->kind == KIND_STOCK && p->has_base && p->goal_e4 < p->base_e4));
}

static void test_more_progress_is_never_worse(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED);

    for (int i = 0; i < CASES; i++) {
        g_autoptr(Mem) mem = mem_new();
        LightTarget targets[TARGETS_MOST];
        LightInput input = any_input(rand, targets);
        int before = severity(mem, &input);
        for (gsize k = 0; k < input.n_targets; k++) {
            int64_t step = g_rand_int_range(rand, 0, 20) * E4;
            bool down = smaller_is_better(&targets[k].promise);
            if (targets[k].has_value) /* a first value is news, not progress */
                targets[k].value_e4 += down ? -MIN(step, targets[k].value_e4) : step;
        }
        input.late_items -= input.late_items > 0 && g_rand_boolean(rand);
        input.is_missing = input.is_missing && g_rand_boolean(rand);
        g_assert_cmpint(severity(mem, &input), <=, before);
    }
}

static void test_a_later_day_is_never_better(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED + 1);

    for (int i = 0; i < CASES; i++) {
        g_autoptr(Mem) mem = mem_new();
        LightTarget targets[TARGETS_MOST];
        LightInput input = any_input(rand, targets);
        int before = severity(mem, &input);
        input.workdays_overdue += g_rand_int_range(rand, 0, 4);
        input.late_items += g_rand_int_range(rand, 0, 2);
        input.month += g_rand_int_range(rand, 0, MONTHS - input.month + 1);
        input.task_is_past = input.task_is_past || g_rand_int_range(rand, 0, 8) == 0;
        g_assert_cmpint(severity(mem, &input), >=, before);
    }
}

static void test_each_light_has_its_reason(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED + 2);

    for (int i = 0; i < CASES; i++) {
        g_autoptr(Mem) mem = mem_new();
        LightTarget targets[TARGETS_MOST];
        LightInput input = any_input(rand, targets);
        ComputedLight got = light_compute(mem, &input);
        g_assert_cmpuint(got.n_reasons, >, 0);
        g_assert_cmpint(got.reasons[0].light, ==, got.light);
        for (gsize k = 0; k < got.n_reasons; k++) {
            g_assert_cmpint(got.reasons[k].kind, !=, REASON_NONE);
            g_assert_cmpint(got.reasons[k].words[0], !=, '\0');
            g_assert_true(k == 0 || got.reasons[k].light <= got.reasons[k - 1].light);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/light/reasons", test_reasons);
    g_test_add_func("/light/numbers_of_a_reason", test_numbers_of_a_reason);
    g_test_add_func("/light/thresholds", test_thresholds);
    g_test_add_func("/light/which_counts", test_which_counts);
    g_test_add_func("/light/forecast", test_forecast);
    g_test_add_func("/light/the_rule_names_the_thresholds", test_the_rule_names_the_thresholds);
    g_test_add_func("/light/more_progress_is_never_worse", test_more_progress_is_never_worse);
    g_test_add_func("/light/a_later_day_is_never_better", test_a_later_day_is_never_better);
    g_test_add_func("/light/each_light_has_its_reason", test_each_light_has_its_reason);
    return g_test_run();
}
