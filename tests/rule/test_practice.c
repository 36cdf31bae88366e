/* test_practice.c: every state of a 经验做法 with every step, and what its forms may bring. */
#include "rule/practice.h"

#include <string.h>

/* Which steps lead where; all other pairs lead nowhere. */
static const struct {
    PracticeState from;
    PracticeStep step;
    PracticeState to;
} known[] = {
    { PRACTICE_NONE, PRACTICE_SAVE, PRACTICE_DRAFT },
    { PRACTICE_NONE, PRACTICE_SUBMIT, PRACTICE_SUBMITTED },
    { PRACTICE_DRAFT, PRACTICE_SAVE, PRACTICE_DRAFT },
    { PRACTICE_DRAFT, PRACTICE_SUBMIT, PRACTICE_SUBMITTED },
    { PRACTICE_RETURNED, PRACTICE_SAVE, PRACTICE_RETURNED },
    { PRACTICE_RETURNED, PRACTICE_SUBMIT, PRACTICE_SUBMITTED },
    { PRACTICE_SUBMITTED, PRACTICE_WITHDRAW, PRACTICE_DRAFT },
    { PRACTICE_SUBMITTED, PRACTICE_SELECT, PRACTICE_SELECTED },
    { PRACTICE_SUBMITTED, PRACTICE_SEND_BACK, PRACTICE_RETURNED },
    { PRACTICE_SELECTED, PRACTICE_ROLL_OUT, PRACTICE_ROLLED_OUT },
    { PRACTICE_ROLLED_OUT, PRACTICE_ROLL_OUT, PRACTICE_ROLLED_OUT },
    { PRACTICE_ROLLED_OUT, PRACTICE_NOTE, PRACTICE_ROLLED_OUT },
};

static void test_every_state_with_every_step(void)
{
    for (int from = 0; from < PRACTICE__N; from++)
        for (int step = 0; step < PRACTICE_STEP__N; step++) {
            PracticeState want = PRACTICE_NONE;
            for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
                if ((int)known[i].from == from && (int)known[i].step == step)
                    want = known[i].to;
            g_test_message("from %d by %d", from, step);
            g_assert_cmpint(practice_next((PracticeState)from, (PracticeStep)step), ==, want);
        }
}

static void test_what_is_public_stays_public(void)
{
    for (int from = 0; from < PRACTICE__N; from++)
        for (int step = 0; step < PRACTICE_STEP__N; step++) {
            PracticeState to = practice_next((PracticeState)from, (PracticeStep)step);
            if (practice_is_public((PracticeState)from) && to != PRACTICE_NONE)
                g_assert_true(practice_is_public(to));
        }
}

static void test_words_go_both_ways(void)
{
    for (int state = PRACTICE_DRAFT; state < PRACTICE__N; state++)
        g_assert_cmpint(practice_state_of(practice_state_code((PracticeState)state)), ==, state);
    g_assert_cmpint(practice_state_of("gone"), ==, PRACTICE_NONE);
    g_assert_cmpint(practice_step_of("send_back"), ==, PRACTICE_SEND_BACK);
    g_assert_cmpint(practice_step_of("gone"), ==, PRACTICE_STEP__N);
}

static const char *text_of(Mem *mem, int chars)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < chars; i++)
        g_string_append(text, "做");
    return mem_keep(mem, g_string_free(text, FALSE), g_free);
}

static void test_what_the_form_may_bring(void)
{
    static const struct {
        const char *label;
        int body;
        PracticeFields fields; /* but for the body */
        bool handing_in, in_order;
        const char *want; /* the field that is complained of; NULL: none */
    } cases[] = {
        { "all of it", 50, { "x", "", "x", 0, 0, 0 }, true, true, NULL },
        { "one sign too few", 49, { "x", "", "x", 0, 0, 0 }, true, true, "body" },
        { "a draft may be short", 0, { "x", "", "", 0, 0, 0 }, false, true, NULL },
        { "as long as may be", PRACTICE_BODY_MOST, { "x", "", "x", 0, 0, 0 }, true, true, NULL },
        { "too long, even for a draft",
          PRACTICE_BODY_MOST + 1,
          { "x", "", "", 0, 0, 0 },
          false,
          true,
          "body" },
        { "a title of blanks", 50, { "  ", "", "x", 0, 0, 0 }, false, true, "title" },
        { "nothing reached", 50, { "x", "", " ", 0, 0, 0 }, true, true, "effect" },
        { "both values", 50, { "x", "", "x", 4, 1, 2 }, true, true, NULL },
        { "no value before", 50, { "x", "", "x", 4, 0, 2 }, true, true, "before" },
        { "no value after", 50, { "x", "", "x", 4, 1, 0 }, true, true, "after" },
        { "a draft may have one", 50, { "x", "", "x", 4, 1, 0 }, false, true, NULL },
        { "the later first", 50, { "x", "", "x", 4, 2, 1 }, false, false, "after" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        PracticeFields fields = cases[i].fields;
        gsize n;
        fields.body = text_of(mem, cases[i].body);
        Complaint *list = practice_complaints(mem, &fields, cases[i].handing_in, cases[i].in_order, &n);
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(n, ==, cases[i].want == NULL ? 0 : 1);
        g_assert_cmpstr(n == 0 ? NULL : list[0].field, ==, cases[i].want);
    }
}

static void test_sending_back_needs_words(void)
{
    g_autoptr(Mem) mem = mem_new();
    gsize n;

    practice_opinion_complaints(mem, PRACTICE_SEND_BACK, " ", &n);
    g_assert_cmpint(n, ==, 1);
    practice_opinion_complaints(mem, PRACTICE_SELECT, "", &n);
    g_assert_cmpint(n, ==, 0);
    practice_opinion_complaints(mem, PRACTICE_SELECT, text_of(mem, PRACTICE_WORDS_MOST + 1), &n);
    g_assert_cmpint(n, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/practice/every state with every step", test_every_state_with_every_step);
    g_test_add_func("/practice/what is public stays public", test_what_is_public_stays_public);
    g_test_add_func("/practice/words go both ways", test_words_go_both_ways);
    g_test_add_func("/practice/what the form may bring", test_what_the_form_may_bring);
    g_test_add_func("/practice/sending back needs words", test_sending_back_needs_words);
    return g_test_run();
}
