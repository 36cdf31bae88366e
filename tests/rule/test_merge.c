/* test_merge.c: two people, one report: what one of them changed is taken, what both changed is asked about. */
#include "rule/merge.h"

#include <string.h>

static AmountField amounts_a[] = { { .target = 7, .typed = "1", .note = "" } };
static AmountField amounts_b[] = { { .target = 7, .typed = "2", .note = "" } };
static ItemField items_a[] = { { .item = 3, .name = "x", .state = ITEM_DOING, .result = "" } };
static ItemField items_b[] = { { .item = 3, .name = "x", .state = ITEM_DONE, .result = "" } };

static ReportFields fields(const char *narrative, const char *next_steps, Light light, bool second)
{
    return (ReportFields){ .narrative = narrative,
                           .next_steps = next_steps,
                           .light_reason = "",
                           .light = light,
                           .amounts = second ? amounts_b : amounts_a,
                           .n_amounts = 1,
                           .items = second ? items_b : items_a,
                           .n_items = 1 };
}

typedef struct {
    const char *label;
    const char *theirs, *mine, *want; /* of narrative; the base is "base" */
    MergeSide side;
} Case;

static const Case cases[] = {
    { "nobody", "base", "base", "base", MERGE_SAME },
    { "only they", "theirs", "base", "theirs", MERGE_THEIRS },
    { "only I", "base", "mine", "mine", MERGE_MINE },
    { "both the same", "both", "both", "both", MERGE_SAME },
    { "both", "theirs", "mine", "mine", MERGE_CLASH },
    { "they emptied it", "", "base", "", MERGE_THEIRS },
    { "I emptied it", "base", "", "", MERGE_MINE },
    { "a blank more", "base ", "base", "base ", MERGE_THEIRS },
};

static void test_sides(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        ReportFields base = fields("base", "", LIGHT_NONE, false);
        ReportFields theirs = fields(cases[i].theirs, "", LIGHT_NONE, false);
        ReportFields mine = fields(cases[i].mine, "", LIGHT_NONE, false);
        Merged merged;
        g_test_message("%s", cases[i].label);
        fields_merge(mem, fields_marks(mem, &base), &theirs, &mine, &merged);
        g_assert_cmpstr(merged.fields.narrative, ==, cases[i].want);
        g_assert_cmpint(merged.list[0].side, ==, cases[i].side);
        g_assert_cmpint(merged.n_clashes, ==, cases[i].side == MERGE_CLASH);
        g_assert_cmpint(merged.n_theirs, ==, cases[i].side == MERGE_THEIRS);
        g_assert_cmpstr(mine.narrative, ==, cases[i].mine);
    }
}

static void test_every_kind_of_field(void)
{
    g_autoptr(Mem) mem = mem_new();
    ReportFields base = fields("n", "s", LIGHT_GREEN, false);
    ReportFields theirs = fields("n", "s2", LIGHT_RED, true);
    ReportFields mine = fields("n2", "s", LIGHT_GREEN, false);
    Merged merged;

    fields_merge(mem, fields_marks(mem, &base), &theirs, &mine, &merged);
    g_assert_cmpuint(merged.n_clashes, ==, 0);
    g_assert_cmpstr(merged.fields.narrative, ==, "n2");
    g_assert_cmpstr(merged.fields.next_steps, ==, "s2");
    g_assert_cmpint(merged.fields.light, ==, LIGHT_RED);
    g_assert_cmpstr(merged.fields.amounts[0].typed, ==, "2");
    g_assert_cmpint(merged.fields.items[0].state, ==, ITEM_DONE);
    g_assert_cmpstr(amounts_a[0].typed, ==, "1");
    g_assert_cmpstr(merged_words(mem, &merged), ==, "本期值（1 项）、亮灯、下一步措施、工作项目（1 项）");
}

static void test_without_marks_all_is_a_clash(void)
{
    static const char *const bases[] = { "", "x", "AAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA" };

    for (gsize i = 0; i < G_N_ELEMENTS(bases); i++) {
        g_autoptr(Mem) mem = mem_new();
        ReportFields theirs = fields("a", "same", LIGHT_RED, true),
                     mine = fields("b", "same", LIGHT_GREEN, false);
        Merged merged;
        fields_merge(mem, bases[i], &theirs, &mine, &merged);
        g_assert_cmpuint(merged.n_clashes, ==, 4);
        g_assert_cmpuint(merged.n_theirs, ==, 0);
        g_assert_cmpstr(merged.fields.narrative, ==, "b");
    }
}

/* The same words in two fields are two marks: one that moved is a change. */
static void test_marks_are_of_names(void)
{
    g_autoptr(Mem) mem = mem_new();
    ReportFields base = fields("x", "y", LIGHT_NONE, false);
    ReportFields theirs = fields("y", "x", LIGHT_NONE, false), mine = fields("z", "z", LIGHT_NONE, false);
    const char *marks = fields_marks(mem, &base);
    Merged merged;

    fields_merge(mem, marks, &theirs, &mine, &merged);
    g_assert_cmpuint(merged.n_clashes, ==, 2);
    g_assert_cmpuint(strlen(marks), ==, 8 * MARK_CHARS);
    const char *less = marks_without(mem, marks, "narrative", "x");
    g_assert_cmpuint(strlen(less), ==, 7 * MARK_CHARS);
    fields_merge(mem, less, &base, &mine, &merged);
    g_assert_cmpint(merged.list[0].side, ==, MERGE_CLASH);
}

static void test_an_item_they_do_not_mention(void)
{
    g_autoptr(Mem) mem = mem_new();
    ReportFields base = fields("x", "y", LIGHT_NONE, false), theirs = base, mine = base;
    Merged merged;

    theirs.items = NULL;
    theirs.n_items = 0;
    fields_merge(mem, fields_marks(mem, &base), &theirs, &mine, &merged);
    g_assert_true(merged.n_clashes == 0 && merged.n_theirs == 0 && merged.fields.n_items == 1);
    fields_merge(mem, fields_marks(mem, &base), &mine, &theirs, &merged);
    g_assert_true(merged.n_clashes == 0 && merged.fields.items == NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/merge/sides", test_sides);
    g_test_add_func("/merge/every_kind_of_field", test_every_kind_of_field);
    g_test_add_func("/merge/without_marks", test_without_marks_all_is_a_clash);
    g_test_add_func("/merge/names", test_marks_are_of_names);
    g_test_add_func("/merge/items", test_an_item_they_do_not_mention);
    return g_test_run();
}
