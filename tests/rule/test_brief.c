/* test_brief.c: every state of a 简报 with every step, and what its forms may bring. */
#include "rule/brief.h"

static const struct {
    BriefState from;
    BriefStep step;
    BriefState to;
} known[] = {
    { BRIEF_NONE, BRIEF_NEW, BRIEF_DRAFT },     { BRIEF_DRAFT, BRIEF_PICK, BRIEF_DRAFT },
    { BRIEF_DRAFT, BRIEF_SAVE, BRIEF_DRAFT },   { BRIEF_DRAFT, BRIEF_ISSUE, BRIEF_ISSUED },
    { BRIEF_DRAFT, BRIEF_DROP, BRIEF_DROPPED }, { BRIEF_ISSUED, BRIEF_RECALL, BRIEF_RECALLED },
};

static void test_every_state_with_every_step(void)
{
    for (int from = 0; from < BRIEF__N; from++)
        for (int step = 0; step < BRIEF_STEP__N; step++) {
            BriefState want = BRIEF_NONE;
            for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
                if ((int)known[i].from == from && (int)known[i].step == step)
                    want = known[i].to;
            g_test_message("from %d by %d", from, step);
            g_assert_cmpint(brief_next((BriefState)from, (BriefStep)step), ==, want);
        }
}

static void test_words_go_both_ways(void)
{
    for (int state = BRIEF_DRAFT; state < BRIEF__N; state++)
        g_assert_cmpint(brief_state_of(brief_state_code((BriefState)state)), ==, state);
    g_assert_cmpint(brief_state_of("gone"), ==, BRIEF_NONE);
    g_assert_cmpint(brief_step_of("recall"), ==, BRIEF_RECALL);
    g_assert_cmpint(brief_step_of("gone"), ==, BRIEF_STEP__N);
}

static void test_what_the_form_may_bring(void)
{
    static const struct {
        const char *label, *title;
        BriefItemFields item;
        const char *want; /* the field that is complained of; NULL: none */
    } cases[] = {
        { "all of it", "x", { 7, 1, 1, "x", "x", false }, NULL },
        { "no title", "", { 7, 1, 1, "x", "x", false }, "title" },
        { "an item without title", "x", { 7, 1, 1, " ", "x", false }, "entry_title.7" },
        { "an item without words", "x", { 7, 1, 1, "x", "", false }, "entry_text.7" },
        { "a place that is none", "x", { 7, 1, 0, "x", "x", false }, "entry_place.7" },
        { "what is taken out may be anything", "x", { 7, 1, 0, "", "", true }, NULL },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        BriefItemFields item = cases[i].item;
        BriefFields fields = { cases[i].title, "", "", "", "", &item, 1 };
        gsize n;
        Complaint *list = brief_complaints(mem, &fields, &n);
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(n, ==, cases[i].want == NULL ? 0 : 1);
        g_assert_cmpstr(n == 0 ? NULL : list[0].field, ==, cases[i].want);
    }
}

static void test_a_recall_needs_its_reason(void)
{
    g_autoptr(Mem) mem = mem_new();
    gsize n;

    brief_recall_complaints(mem, " \n", &n);
    g_assert_cmpint(n, ==, 1);
    brief_recall_complaints(mem, "数据有误", &n);
    g_assert_cmpint(n, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/brief/every state with every step", test_every_state_with_every_step);
    g_test_add_func("/brief/words go both ways", test_words_go_both_ways);
    g_test_add_func("/brief/what the form may bring", test_what_the_form_may_bring);
    g_test_add_func("/brief/a recall needs its reason", test_a_recall_needs_its_reason);
    return g_test_run();
}
