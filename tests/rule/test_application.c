/* test_application.c: what each kind of application must say, over all grounds it may stand on. */
#include "rule/application.h"

#include <string.h>

#include "base/clock.h"

static const int64_t HOUR_US = INT64_C(3600) * 1000000;

static Ground plain(void)
{
    int64_t due_us = civil_to_us(&(CivilTime){ .year = 2023, .month = 4, .day = 8, .hour = 18 });

    return (Ground){ .due_on = "2023-12-31",
                     .has_period = true,
                     .deadline_us = due_us,
                     .freezes_us = due_us + 240 * HOUR_US,
                     .has_target = true,
                     .target_word = "个",
                     .goal_e4 = 300000,
                     .content = "",
                     .has_other = true,
                     .other_leads_n = 1,
                     .light = LIGHT_RED };
}

typedef struct {
    const char *label;
    Asks asks;
    const char *asked;
    int change;        /* of the ground, below */
    const char *field; /* that is complained of; NULL: nothing is */
    const char *stood, *stored;
} Case;

enum { AS_IT_IS, NO_PERIOD, FROZEN, NO_TARGET, RANGE, SAME_WORDS, NO_OTHER, OWN, ONLY_LEAD, PART, NO_LIGHT };

static Ground changed(int change)
{
    Ground g = plain();

    g.has_period = change != NO_PERIOD;
    g.period_frozen = change == FROZEN;
    g.has_target = change != NO_TARGET;
    g.target_is_range = change == RANGE;
    g.content = change == SAME_WORDS ? "改为试点" : "";
    g.has_other = change != NO_OTHER;
    g.other_is_own = change == OWN;
    g.other_leads_n = change == ONLY_LEAD || change == PART ? 0 : 1;
    g.takes_part = change == PART;
    g.light = change == NO_LIGHT ? LIGHT_NONE : LIGHT_RED;
    return g;
}

static const Case cases[] = {
    { "a later day", ASKS_DATE, "2024/3/31", AS_IT_IS, NULL, "2023-12-31", "2024-03-31" },
    { "the same day", ASKS_DATE, "2023-12-31", AS_IT_IS, "asked", NULL, NULL },
    { "an earlier day", ASKS_DATE, "2023-6-30", AS_IT_IS, "asked", NULL, NULL },
    { "no day", ASKS_DATE, "", AS_IT_IS, "asked", NULL, NULL },
    { "a day that is none", ASKS_DATE, "2024-2-30", AS_IT_IS, "asked", NULL, NULL },
    { "a later moment", ASKS_DEADLINE, "2023-4-9 12:00", AS_IT_IS, NULL, "2023-04-08 18:00",
      "2023-04-09 12:00" },
    { "the same moment", ASKS_DEADLINE, "2023-4-8 18:00", AS_IT_IS, "asked", NULL, NULL },
    { "after the freezing", ASKS_DEADLINE, "2023-4-30", AS_IT_IS, "asked", NULL, NULL },
    { "of no period", ASKS_DEADLINE, "2023-4-9", NO_PERIOD, "period", NULL, NULL },
    { "of a frozen period", ASKS_DEADLINE, "2023-4-9", FROZEN, "period", NULL, NULL },
    { "another amount", ASKS_TARGET, "25", AS_IT_IS, NULL, "30", "25" },
    { "the same amount", ASKS_TARGET, "30.0", AS_IT_IS, "asked", NULL, NULL },
    { "no amount", ASKS_TARGET, "", AS_IT_IS, "asked", NULL, NULL },
    { "words for an amount", ASKS_TARGET, "若干", AS_IT_IS, "asked", NULL, NULL },
    { "of no target", ASKS_TARGET, "25", NO_TARGET, "target", NULL, NULL },
    { "of a range", ASKS_TARGET, "25", RANGE, "target", NULL, NULL },
    { "other words", ASKS_CONTENT, "改为试点", AS_IT_IS, NULL, "", "改为试点" },
    { "the same words", ASKS_CONTENT, "改为试点", SAME_WORDS, "asked", NULL, NULL },
    { "blank words", ASKS_CONTENT, " \n", AS_IT_IS, "asked", NULL, NULL },
    { "another lead", ASKS_LEAD, "7", AS_IT_IS, NULL, "", "7" },
    { "no other lead", ASKS_LEAD, "", AS_IT_IS, "asked", NULL, NULL },
    { "the unit itself", ASKS_LEAD, "7", OWN, "asked", NULL, NULL },
    { "a unit that is none", ASKS_LEAD, "7", NO_OTHER, "asked", NULL, NULL },
    { "an objection that names nobody", ASKS_ASSIGNMENT, "", AS_IT_IS, NULL, "", "" },
    { "the only lead names nobody", ASKS_ASSIGNMENT, "", ONLY_LEAD, "asked", NULL, NULL },
    { "a part needs no heir", ASKS_ASSIGNMENT, "", PART, NULL, ASKS_STOOD_PART, "" },
    { "a part goes to another", ASKS_ASSIGNMENT, "7", PART, NULL, ASKS_STOOD_PART, "7" },
    { "another light", ASKS_LIGHT, "green", AS_IT_IS, NULL, "red", "green" },
    { "the same light", ASKS_LIGHT, "red", AS_IT_IS, "asked", NULL, NULL },
    { "no light", ASKS_LIGHT, "blue", AS_IT_IS, "asked", NULL, NULL },
    { "a light nobody decided", ASKS_LIGHT, "green", NO_LIGHT, "period", NULL, NULL },
    { "a frozen light may be objected to", ASKS_LIGHT, "green", FROZEN, NULL, "red", "green" },
    { "a striking-off", ASKS_CLOSURE, "", AS_IT_IS, NULL, "", "" },
    { "none", ASKS_NONE, "", AS_IT_IS, "asked", NULL, NULL },
};

static void test_each_kind(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Mem *mem = mem_new();
        Ground ground = changed(cases[i].change);
        Application typed = {
            .asks = cases[i].asks, .asked = cases[i].asked, .reason = "有理由", .evidence = ""
        };
        const char *stood = NULL, *asked = NULL;
        gsize n;
        Complaint *list = application_complaints(mem, &typed, &ground, &stood, &asked, &n);

        g_test_message("%s", cases[i].label);
        g_assert_cmpuint(n, ==, cases[i].field == NULL ? 0 : 1);
        if (n > 0) {
            g_assert_cmpstr(list[0].field, ==, cases[i].field);
        } else {
            g_assert_cmpstr(stood, ==, cases[i].stood);
            g_assert_cmpstr(asked, ==, cases[i].stored);
        }
        mem_free(mem);
    }
}

static void test_reason_and_lengths(void)
{
    Mem *mem = mem_new();
    Ground ground = plain();
    const char *stood, *asked;
    GString *text = g_string_new(NULL);
    gsize n;

    for (int i = 0; i < APPLY_REASON_MOST + 1; i++)
        g_string_append(text, "字");
    for (int asks = ASKS_NONE + 1; asks < ASKS__N; asks++) {
        Application blank = { .asks = (Asks)asks, .asked = "", .reason = " ", .evidence = text->str };
        Complaint *list = application_complaints(mem, &blank, &ground, &stood, &asked, &n);
        bool reason = false, evidence = false;
        for (gsize i = 0; i < n; i++) {
            reason |= strcmp(list[i].field, "reason") == 0;
            evidence |= strcmp(list[i].field, "evidence") == 0;
        }
        g_assert_true(reason && evidence);
    }
    g_string_free(text, TRUE);
    mem_free(mem);
}

static void test_words_go_both_ways(void)
{
    for (int asks = ASKS_NONE + 1; asks < ASKS__N; asks++) {
        g_assert_cmpint(asks_of(asks_code((Asks)asks)), ==, asks);
        g_assert_true(g_str_has_prefix(asks_word((Asks)asks), asks_kind_word(asks_kind((Asks)asks))));
    }
    g_assert_cmpint(asks_of("gone"), ==, ASKS_NONE);
    g_assert_cmpint(asks_of(""), ==, ASKS_NONE);
    for (int kind = 0; kind < CHECK__N; kind++)
        g_assert_cmpint(check_of(check_code((CheckKind)kind)), ==, kind);
    g_assert_cmpint(check_of("gone"), ==, CHECK__N);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/application/each-kind", test_each_kind);
    g_test_add_func("/application/reason-and-lengths", test_reason_and_lengths);
    g_test_add_func("/application/words", test_words_go_both_ways);
    return g_test_run();
}
