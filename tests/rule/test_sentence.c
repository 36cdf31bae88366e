/* Which sentences of a text stood in an earlier one. */
#include <string.h>

#include "rule/sentence.h"

/* same: a letter a sentence, s for one that the earlier text has, n for a new one. */
static void test_compares(void)
{
    static const struct {
        const char *label, *now, *before, *same;
    } cases[] = {
        { "nothing at all", "", "", "" },
        { "nothing before", "一。二。", "", "nn" },
        { "the same text", "一。二。", "一。二。", "ss" },
        { "one more", "一。二。三。", "一。二。", "ssn" },
        { "one changed", "完成三成。继续推进；", "完成两成。继续推进；", "ns" },
        { "another order", "二。一。", "一。二。", "ss" },
        { "lines end sentences", "一\n二\n", "一\n三\n", "sn" },
        { "blanks do not count", "  一。\n\n二。", "一。二。", "ss" },
        { "no mark at the end", "一。二", "二", "ns" },
        { "marks in a row", "真的？！是。", "真的？！", "sn" },
        { "a point within a number is none", "完成1.5万户。", "完成1。5万户。", "n" },
        { "said twice", "一。一。", "一。", "ss" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_autoptr(GString) all = g_string_new(NULL), same = g_string_new(NULL);
        gsize n;
        Sentence *list = sentences(mem, cases[i].now, cases[i].before, &n);
        g_test_message("%s", cases[i].label);
        for (gsize k = 0; k < n; k++) {
            g_string_append(all, list[k].text);
            g_string_append_c(same, list[k].same ? 's' : 'n');
        }
        g_assert_cmpstr(all->str, ==, cases[i].now);
        g_assert_cmpstr(same->str, ==, cases[i].same);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentence/compares", test_compares);
    return g_test_run();
}
