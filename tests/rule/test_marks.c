/* test_marks.c: where the words of targets stand in the text, also when they touch, overlap or come twice. */
#include "rule/marks.h"

#include <string.h>

enum { QUOTES_MOST = 4 };

/* The text with [ ] around marked pieces, the numbers of the quotes that end after them, ¶ where a paragraph begins. */
static char *drawn(Mem *mem, const char *text, const char *const *quotes)
{
    gsize n = 0, n_pieces;
    char *out = mem_text(mem, "");
    Stretch places[QUOTES_MOST];

    while (n < QUOTES_MOST && quotes[n] != NULL)
        n++;
    quotes_place(text, quotes, n, places);
    const MarkPiece *pieces = mark_pieces(mem, text, places, n, &n_pieces);
    for (gsize i = 0; i < n_pieces; i++) {
        const MarkPiece *p = &pieces[i];
        const char *words = text_stretch(mem, text, p->at.from, p->at.to);
        out = mem_printf(mem, "%s%s%s%s%s", out, p->begins_paragraph && i > 0 ? "¶" : "",
                         p->marked ? "[" : "", words, p->marked ? "]" : "");
        for (gsize k = 0; k < p->n_ends; k++)
            out = mem_printf(mem, "%s%" G_GSIZE_FORMAT, out, p->ends[k] + 1);
    }
    return out;
}

static void test_pieces(void)
{
    static const struct {
        const char *label, *text;
        const char *quotes[QUOTES_MOST + 1];
        const char *want;
    } cases[] = {
        { "no quote", "新增企业。", { NULL }, "新增企业。" },
        { "one", "建成园区3个。", { "园区3个" }, "建成[园区3个]1。" },
        { "touching", "园区3个道路5条", { "园区3个", "道路5条" }, "[园区3个]1[道路5条]2" },
        { "overlapping", "甲乙丙丁", { "甲乙丙", "乙丙丁" }, "[甲][乙丙]1[丁]2" },
        { "one within another", "甲乙丙丁", { "甲乙丙丁", "乙丙" }, "[甲][乙丙]2[丁]1" },
        { "the same place twice", "各20所", { "各20所", "各20所" }, "[各20所]12" },
        { "the same words at two places",
          "新增3家,再新增3家",
          { "新增3家", "新增3家" },
          "[新增3家]1,再[新增3家]2" },
        { "both end together", "甲乙丙", { "乙丙", "甲乙丙" }, "[甲][乙丙]12" },
        { "not in the text", "甲乙", { "丙" }, "甲乙" },
        { "empty", "甲乙", { "" }, "甲乙" },
        { "paragraphs", "甲\n\n乙丙\n", { "丙" }, "甲¶乙[丙]1" },
        { "over a line end", "甲乙\n丙", { "乙\n丙" }, "甲[乙]¶[丙]1" },
        { "no text", "", { "甲" }, "" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(drawn(mem, cases[i].text, cases[i].quotes), ==, cases[i].want);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/marks/pieces", test_pieces);
    return g_test_run();
}
