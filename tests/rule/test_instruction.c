/* test_instruction.c: each state with each step, who makes it, when it is late, and what its forms may bring. */
#include "rule/instruction.h"

#include <string.h>

#include "base/clock.h"
#include "rule/day_read.h"

static int64_t day(const char *text)
{
    int64_t starts_us = 0;

    g_assert_true(day_read(text, &starts_us));
    return starts_us;
}

/* All pairs: what is not in the list does not go. */
static void test_each_state_with_each_step(void)
{
    static const struct {
        InstructionState from;
        InstructionStep step;
        InstructionState to;
    } goes[] = {
        { INSTRUCTION_WAITING, INSTRUCTION_SIGN, INSTRUCTION_SIGNED },
        { INSTRUCTION_SIGNED, INSTRUCTION_ANSWER, INSTRUCTION_ANSWERED },
        { INSTRUCTION_RETURNED, INSTRUCTION_ANSWER, INSTRUCTION_ANSWERED },
        { INSTRUCTION_ANSWERED, INSTRUCTION_SETTLE, INSTRUCTION_SETTLED },
        { INSTRUCTION_ANSWERED, INSTRUCTION_SEND_BACK, INSTRUCTION_RETURNED },
    };

    for (int from = 0; from < INSTRUCTION__N; from++)
        for (int step = 0; step < INSTRUCTION_STEP__N; step++) {
            InstructionState want = INSTRUCTION_NONE;
            for (gsize i = 0; i < G_N_ELEMENTS(goes); i++)
                if ((int)goes[i].from == from && (int)goes[i].step == step)
                    want = goes[i].to;
            g_assert_cmpint(instruction_next((InstructionState)from, (InstructionStep)step), ==, want);
        }
}

static void test_codes_come_back(void)
{
    for (int state = 1; state < INSTRUCTION__N; state++)
        g_assert_cmpint(instruction_state_of(instruction_state_code((InstructionState)state)), ==, state);
    for (int step = 1; step < INSTRUCTION_STEP__N; step++)
        g_assert_cmpint(instruction_step_of(instruction_step_code((InstructionStep)step)), ==, step);
    g_assert_cmpint(instruction_state_of(""), ==, INSTRUCTION_NONE);
    g_assert_cmpint(instruction_step_of("settled"), ==, INSTRUCTION_STEP_NONE);
    g_assert_cmpint(instruction_deed(INSTRUCTION_STEP_NONE), ==, DEED_NONE);
}

/* The unit owes its answer; what lies with the supervisor is not the unit's delay. */
static void test_late_from_the_day_after(void)
{
    static const struct {
        InstructionState state;
        const char *due;
        int64_t want;
    } cases[] = {
        { INSTRUCTION_WAITING, "2023-04-03", 0 },  { INSTRUCTION_WAITING, "2023-04-02", 1 },
        { INSTRUCTION_SIGNED, "2023-04-01", 2 },   { INSTRUCTION_RETURNED, "2023-03-03", 31 },
        { INSTRUCTION_ANSWERED, "2023-03-03", 0 }, { INSTRUCTION_SETTLED, "2023-03-03", 0 },
        { INSTRUCTION_SIGNED, "2023-05-01", 0 },
    };
    int64_t now_us = day("2023-04-03") + DAY_US - SECOND_US;

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(instruction_days_late(cases[i].state, day(cases[i].due), now_us), ==, cases[i].want);
}

static const char *fields_of(const Complaint *list, gsize n)
{
    static char all[200];

    all[0] = '\0';
    for (gsize i = 0; i < n; i++) {
        g_strlcat(all, i == 0 ? "" : " ", sizeof all);
        g_strlcat(all, list[i].field, sizeof all);
    }
    return all;
}

static void test_forms(void)
{
    static const struct {
        const char *body, *due_on;
        gsize n_units;
        const char *want;
    } cases[] = {
        { "请抓紧推进。", "2023-4-10", 1, "" },      { "请抓紧推进。", "2023-4-3", 60, "" },
        { "  ", "", 0, "body due_on to" },           { "请抓紧推进。", "2023-4-2", 1, "due_on" },
        { "请抓紧推进。", "下周", 61, "due_on to" },
    };
    g_autoptr(Mem) mem = mem_new();
    int64_t due_us = 0;
    gsize n;

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        InstructionFields fields = { cases[i].body, cases[i].due_on, cases[i].n_units };
        Complaint *list = instruction_complaints(mem, &fields, day("2023-4-3") + 5, &due_us, &n);
        g_assert_cmpstr(fields_of(list, n), ==, cases[i].want);
    }
    for (int step = 1; step < INSTRUCTION_STEP__N; step++) {
        bool wants_words = step == INSTRUCTION_ANSWER || step == INSTRUCTION_SEND_BACK;
        instruction_step_complaints(mem, (InstructionStep)step, "", &n);
        g_assert_cmpint((int)n, ==, wants_words);
        instruction_step_complaints(mem, (InstructionStep)step, mem_printf(mem, "%01001d", 0), &n);
        g_assert_cmpint((int)n, ==, 1);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/instruction/each_state_with_each_step", test_each_state_with_each_step);
    g_test_add_func("/instruction/codes_come_back", test_codes_come_back);
    g_test_add_func("/instruction/late_from_the_day_after", test_late_from_the_day_after);
    g_test_add_func("/instruction/forms", test_forms);
    return g_test_run();
}
