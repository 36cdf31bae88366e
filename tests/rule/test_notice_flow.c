/* test_notice_flow.c: the ladder of supervision and the life of one notice (design.md §4). */
#include "rule/notice_flow.h"

#include "base/clock.h"
#include "rule/remind.h"

static void test_steps(void)
{
    static const struct {
        SheetState from;
        SheetStep step;
        SheetState to;
    } steps[] = {
        { SHEET_NONE, STEP_ISSUE, SHEET_ISSUED },
        { SHEET_ISSUED, STEP_RECEIVE, SHEET_RECEIVED },
        { SHEET_RECEIVED, STEP_ANSWER, SHEET_ANSWERED },
        { SHEET_ANSWERED, STEP_RETURN, SHEET_RECEIVED },
        { SHEET_ANSWERED, STEP_SETTLE, SHEET_SETTLED },
        { SHEET_ISSUED, STEP_SETTLE, SHEET_SETTLED },
        { SHEET_RECEIVED, STEP_SETTLE, SHEET_SETTLED },
        { SHEET_ISSUED, STEP_ESCALATE, SHEET_ESCALATED },
        { SHEET_RECEIVED, STEP_ESCALATE, SHEET_ESCALATED },
        { SHEET_ANSWERED, STEP_ESCALATE, SHEET_ESCALATED },
        { SHEET_ISSUED, STEP_WITHDRAW, SHEET_WITHDRAWN },
        { SHEET_RECEIVED, STEP_WITHDRAW, SHEET_WITHDRAWN },
        { SHEET_ANSWERED, STEP_WITHDRAW, SHEET_WITHDRAWN },
        { SHEET_ISSUED, STEP_LATE, SHEET_ISSUED },
        { SHEET_RECEIVED, STEP_LATE, SHEET_RECEIVED },
    };
    SheetState want[SHEET__N][STEP__N] = { 0 }; /* all other steps do not exist */

    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        want[steps[i].from][steps[i].step] = steps[i].to;
    for (int from = 0; from < SHEET__N; from++)
        for (int step = 0; step < STEP__N; step++) {
            g_test_message("%s, %s", sheet_state_code((SheetState)from), sheet_step_code((SheetStep)step));
            g_assert_cmpint(sheet_next((SheetState)from, (SheetStep)step), ==, want[from][step]);
        }
}

static void test_what_has_ended_stays(void)
{
    for (int from = 0; from < SHEET__N; from++)
        for (int step = 0; step < STEP__N; step++)
            if (sheet_has_ended((SheetState)from))
                g_assert_cmpint(sheet_next((SheetState)from, (SheetStep)step), ==, SHEET_NONE);
}

static void test_codes_come_back(void)
{
    for (int rung = RUNG_REMIND; rung < RUNG__N; rung++)
        g_assert_cmpint(rung_of(rung_code((Rung)rung)), ==, rung);
    for (int state = SHEET_ISSUED; state < SHEET__N; state++)
        g_assert_cmpint(sheet_state_of(sheet_state_code((SheetState)state)), ==, state);
    for (int step = STEP_ISSUE; step < STEP__N; step++)
        g_assert_cmpint(sheet_step_of(sheet_step_code((SheetStep)step)), ==, step);
    g_assert_cmpint(rung_of("x"), ==, RUNG_NONE);
    g_assert_cmpint(sheet_state_of(""), ==, SHEET_NONE);
    g_assert_cmpint(sheet_step_of(""), ==, STEP_NONE);
}

static void test_clock(void)
{
    enum { RECEIVE = 100, ANSWER = 200 };
    static const struct {
        const char *label;
        Rung rung;
        SheetState state;
        bool late;
        int64_t now;
        SheetStep want;
    } cases[] = {
        { "at the limit of the receipt", RUNG_REMIND, SHEET_ISSUED, false, 100, STEP_NONE },
        { "not signed for in time", RUNG_REMIND, SHEET_ISSUED, false, 101, STEP_ESCALATE },
        { "signed for, not answered yet", RUNG_REMIND, SHEET_RECEIVED, false, 200, STEP_NONE },
        { "not answered in time", RUNG_URGE, SHEET_RECEIVED, false, 201, STEP_ESCALATE },
        { "answered: the office is waited for", RUNG_URGE, SHEET_ANSWERED, false, 999, STEP_NONE },
        { "the last rung, first time", RUNG_ORDER, SHEET_ISSUED, false, 101, STEP_LATE },
        { "the last rung, again", RUNG_ORDER, SHEET_ISSUED, true, 999, STEP_NONE },
        { "the last rung, signed for, not answered", RUNG_ORDER, SHEET_RECEIVED, false, 201, STEP_LATE },
        { "settled", RUNG_REMIND, SHEET_SETTLED, false, 999, STEP_NONE },
        { "withdrawn", RUNG_REMIND, SHEET_WITHDRAWN, false, 999, STEP_NONE },
        { "escalated", RUNG_REMIND, SHEET_ESCALATED, false, 999, STEP_NONE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(
            sheet_step_due(cases[i].rung, cases[i].state, cases[i].late, RECEIVE, ANSWER, cases[i].now), ==,
            cases[i].want);
    }
}

static void test_the_clock_takes_only_steps_that_exist(void)
{
    for (int rung = RUNG_REMIND; rung < RUNG__N; rung++)
        for (int state = 0; state < SHEET__N; state++)
            for (int late = 0; late < 2; late++) {
                SheetStep step = sheet_step_due((Rung)rung, (SheetState)state, late != 0, 1, 2, 3);
                if (step != STEP_NONE)
                    g_assert_cmpint(sheet_next((SheetState)state, step), !=, SHEET_NONE);
            }
}

static void test_ladder(void)
{
    g_autoptr(Mem) mem = mem_new();

    g_assert_cmpint(rung_above(RUNG_REMIND), ==, RUNG_URGE);
    g_assert_cmpint(rung_above(RUNG_URGE), ==, RUNG_ORDER);
    g_assert_cmpint(rung_above(RUNG_ORDER), ==, RUNG_NONE);
    g_assert_cmpstr(sheet_number(mem, RUNG_ORDER, 2023, 7), ==, "督办单〔2023〕第7号");
    g_assert_cmpstr(sheet_title(mem, RUNG_REMIND, "第5项任务推进情况"), ==, "关于第5项任务推进情况的提醒函");
    g_assert_cmpstr(sheet_title(mem, RUNG_URGE, "推进情况"), ==, "关于推进情况的催办通知");
    g_assert_cmpstr(sheet_title(mem, RUNG_ORDER, "关于限期整改的通知"), ==, "关于限期整改的通知");
    for (int rung = RUNG_REMIND; rung < RUNG__N; rung++)
        g_assert_cmpint(rung_days((Rung)rung).receive, <, rung_days((Rung)rung).answer);
}

static void test_days_of_reminders(void)
{
    static const struct {
        const char *label;
        int days_left, days_off;
        bool want;
    } cases[] = {
        { "eight days before", 8, 0, false },
        { "T-7", 7, 0, true },
        { "six days before", 6, 0, false },
        { "T-7 was on Saturday, today is Monday", 5, 2, true },
        { "T-3", 3, 0, true },
        { "two days before", 2, 0, false },
        { "T-3 was on Sunday, today is Monday", 2, 2, true },
        { "the day before", 1, 0, false },
        { "T-0", 0, 0, true },
        { "a day late", -1, 0, true },
        { "a week late", -7, 0, true },
        { "eight days late", -8, 0, false },
        { "two weeks late", -14, 0, true },
        { "two weeks late was on Sunday", -15, 1, true },
        { "fifteen days late", -15, 0, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(remind_today(cases[i].days_left, cases[i].days_off), ==, cases[i].want);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/notice_flow/steps", test_steps);
    g_test_add_func("/notice_flow/what_has_ended_stays", test_what_has_ended_stays);
    g_test_add_func("/notice_flow/codes_come_back", test_codes_come_back);
    g_test_add_func("/notice_flow/clock", test_clock);
    g_test_add_func("/notice_flow/only_steps_that_exist", test_the_clock_takes_only_steps_that_exist);
    g_test_add_func("/notice_flow/ladder", test_ladder);
    g_test_add_func("/remind/days", test_days_of_reminders);
    return g_test_run();
}
