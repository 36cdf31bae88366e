/* What changed between two texts, piece by piece. */
#include <string.h>

#include "rule/diff.h"

/* [-deleted-] and {+inserted+}, the rest as it is. */
static char *spell(Mem *mem, const Diff *diff)
{
    static const char *const open[] = { "", "[-", "{+" }, *const shut[] = { "", "-]", "+}" };
    g_autoptr(GString) all = g_string_new(NULL);

    for (gsize i = 0; i < diff->n; i++)
        g_string_append_printf(all, "%s%s%s", open[diff->parts[i].kind], diff->parts[i].text,
                               shut[diff->parts[i].kind]);
    return mem_text(mem, all->str);
}

static void test_reads_well(void)
{
    static const struct {
        const char *label, *before, *now, *want;
    } cases[] = {
        { "nothing", "", "", "" },
        { "all new", "", "一。", "{+一。+}" },
        { "all gone", "一。", "", "[-一。-]" },
        { "the same", "一。二。", "一。二。", "一。二。" },
        { "whole numbers", "完成50家", "完成500家", "完成[-50-]{+500+}家" },
        { "decimals", "增长3.5%。", "增长3.55%。", "增长[-3.5%-]{+3.55%+}。" },
        { "thousands", "共1,200户", "共1,250户", "共[-1,200-]{+1,250+}户" },
        { "a list is no thousands", "第1,2项", "第1,3项", "第1,[-2-]{+3+}项" },
        { "full width digits", "共１２家", "共１３家", "共[-１２-]{+１３+}家" },
        { "a sign belongs to it", "增速为5%左右", "增速为-5%左右", "增速为[-5%-]{+-5%+}左右" },
        { "no sign in a range", "建1-2处", "建1-3处", "建1-[-2-]{+3+}处" },
        { "numbers stay apart", "工业5.2%、农业3.1%", "工业5.3%、农业3.2%",
          "工业[-5.2%-]{+5.3%+}、农业[-3.1%-]{+3.2%+}" },
        { "close numbers stay apart", "5、3", "6、4", "[-5-]{+6+}、[-3-]{+4+}" },
        { "words", "推进WTO项目", "推进WHO项目", "推进[-WTO-]{+WHO+}项目" },
        { "accents", "cafe\xCC\x81 好", "cafe 好", "[-cafe\xCC\x81-]{+cafe+} 好" },
        { "a character", "持续推进", "持续促进", "持续[-推-]{+促+}进" },
        { "of four bytes", "𠮷祥", "𠮶祥", "[-𠮷-]{+𠮶+}祥" },
        { "joined signs", "好👨‍👩‍👧", "好👨‍👩‍👦",
          "好[-👨‍👩‍👧-]{+👨‍👩‍👦+}" },
        { "islands are no confetti", "甲乙丙丁戊己庚辛。", "天地丙黄玄宇丁宙。",
          "[-甲乙丙丁戊己庚辛-]{+天地丙黄玄宇丁宙+}。" },
        { "a sentence added begins with it", "一是完成。三是推进。", "一是完成。二是开展。三是推进。",
          "一是完成。{+二是开展。+}三是推进。" },
        { "a sentence taken out", "一是完成。二是开展。三是推进。", "一是完成。三是推进。",
          "一是完成。[-二是开展。-]三是推进。" },
        { "at the end", "一是完成。", "一是完成。二是开展。", "一是完成。{+二是开展。+}" },
        { "lines", "甲\n乙\n", "甲\n丙\n乙\n", "甲\n{+丙\n+}乙\n" },
        { "chance is no structure", "企业5家。召开产业链供需对接会2场，推动三家企业进入序列。是服务。",
          "企业5家。会同金融机构开展专场对接2场，为十四家企业协调授信。是服务。",
          "企业5家。[-召开产业链供需对接会2场，推动三家企业进入序列-]{+"
          "会同金融机构开展专场对接2场，为十四家企业协调授信+}。"
          "是服务。" },
        { "the mock-up", "完成首批培育库入库评审，新增瞪羚企业6家、“小巨人”企业9家。",
          "完成第二批培育库入库评审，3月新增瞪羚企业6家、“小巨人”企业5家。",
          "完成[-首-]{+第二+}批培育库入库评审，{+3月+}新增瞪羚企业6家、“小巨人”企业[-9-]{+5+}家。" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        Diff diff = diff_texts(mem, cases[i].before, cases[i].now);
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(spell(mem, &diff), ==, cases[i].want);
        g_assert_true(diff_any(&diff) == (strcmp(cases[i].before, cases[i].now) != 0));
    }
}

static void test_counts(void)
{
    g_autoptr(Mem) mem = mem_new();
    Diff diff = diff_texts(mem, "完成50家。", "完成500 家。二。");

    g_assert_cmpuint(diff.n_deleted, ==, 2);
    g_assert_cmpuint(diff.n_inserted, ==, 5);
}

/* Both texts are there again, no part is empty, no two parts of a kind stand together. */
static void check_whole(const Diff *diff, const char *before, const char *now)
{
    g_autoptr(GString) old = g_string_new(NULL), new = g_string_new(NULL);

    for (gsize i = 0; i < diff->n; i++) {
        const DiffPart *part = &diff->parts[i];
        g_assert_cmpstr(part->text, !=, "");
        g_assert_true(g_utf8_validate(part->text, -1, NULL));
        g_assert_true(i == 0 || diff->parts[i - 1].kind != part->kind);
        if (part->kind != DIFF_INSERTED)
            g_string_append(old, part->text);
        if (part->kind != DIFF_DELETED)
            g_string_append(new, part->text);
    }
    g_assert_cmpstr(old->str, ==, before);
    g_assert_cmpstr(new->str, ==, now);
}

static void check_mirror(const Diff *there, const Diff *back)
{
    g_assert_cmpuint(there->n, ==, back->n);
    g_assert_cmpuint(there->n_deleted, ==, back->n_inserted);
    for (gsize i = 0; i < there->n; i++) {
        if (there->parts[i].kind == DIFF_EQUAL)
            g_assert_cmpstr(there->parts[i].text, ==, back->parts[i].text);
        else
            g_assert_true(back->parts[i].kind != DIFF_EQUAL);
    }
}

static void check(const char *before, const char *now)
{
    g_autoptr(Mem) mem = mem_new();
    Diff there = diff_texts(mem, before, now), back = diff_texts(mem, now, before);

    check_whole(&there, before, now);
    check_whole(&back, now, before);
    check_mirror(&there, &back);
}

/* From few signs, so that much is equal by chance, or from many. */
static char *random_text(GRand *rand, int n, int n_signs)
{
    static const char *const signs[] = {
        "一", "。", "1",  "a",  "，", " ",  "二",           "进", "\n", "5",
        ".",  "%",  "三", "？", "b",  "-",  "\xCC\x81",     "😀",  "”",  ",",
        "，", "；", "0",  "é",  "𠮷", "\r", "\xE2\x80\x8D", "省", "市", "县"
    };
    GString *text = g_string_new(NULL);

    g_assert_cmpint(n_signs, <=, (int)G_N_ELEMENTS(signs));
    for (int i = 0; i < n; i++)
        g_string_append(text, signs[g_rand_int_range(rand, 0, n_signs)]);
    return g_string_free(text, FALSE);
}

/* The same text with some places written anew. */
static char *edited(GRand *rand, const char *text, int n_edits)
{
    GString *out = g_string_new(text);

    for (int i = 0; i < n_edits; i++) {
        g_autofree char *more = random_text(rand, g_rand_int_range(rand, 0, 8), 30);
        glong n = g_utf8_strlen(out->str, -1), at = n == 0 ? 0 : g_rand_int_range(rand, 0, (int)n);
        glong to = at + g_rand_int_range(rand, 0, 6);
        gssize from = g_utf8_offset_to_pointer(out->str, at) - out->str;
        gssize end = g_utf8_offset_to_pointer(out->str, MIN(n, to)) - out->str;
        g_string_erase(out, from, end - from);
        g_string_insert(out, from, more);
    }
    return g_string_free(out, FALSE);
}

static void test_random_texts(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(20230403);

    for (int i = 0; i < 1500; i++) {
        g_autofree char *before = random_text(rand, g_rand_int_range(rand, 0, 120),
                                              g_rand_int_range(rand, 1, 30));
        g_autofree char *other = random_text(rand, g_rand_int_range(rand, 0, 120),
                                             g_rand_int_range(rand, 1, 30));
        g_autofree char *now = edited(rand, before, g_rand_int_range(rand, 0, 6));
        check(before, other);
        check(before, now);
    }
}

static char *repeated(const char *text, int n, bool numbered)
{
    GString *all = g_string_new(NULL);

    for (int i = 0; i < n; i++) {
        if (numbered)
            g_string_append_printf(all, "%d", i * 7919 % 10007);
        g_string_append(all, text);
    }
    return g_string_free(all, FALSE);
}

/* 200 kB of what is worst for the search: none takes long, and both texts are there again. */
static void test_bounded_time(void)
{
    static const struct {
        const char *label, *before, *now;
        int n_before, n_now;
        bool numbered;
    } cases[] = {
        { "nothing in common", "甲", "乙", 66000, 66000, false },
        { "much in common, in another rhythm", "甲甲乙", "甲乙乙", 22000, 22000, false },
        { "as many sentences as signs", "甲。", "乙。", 33000, 33000, false },
        { "sentences in another rhythm", "甲。甲。乙。", "甲。乙。乙。", 11000, 11000, false },
        { "all numbers different", "，", "、", 30000, 30000, true },
        { "one against all", "甲", "甲", 66000, 1, false },
        { "blanks", " \n", "\n ", 100000, 100000, false },
        { "one word", "a", "b", 200000, 200000, false },
        { "one accent after another", "\xCC\x81", "\xCC\x80", 100000, 100000, false },
        { "half of it", "甲乙", "甲", 33000, 33000, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *before = repeated(cases[i].before, cases[i].n_before, cases[i].numbered);
        g_autofree char *now = repeated(cases[i].now, cases[i].n_now, cases[i].numbered);
        g_autoptr(Mem) mem = mem_new();
        gint64 from_us = g_get_monotonic_time();
        Diff diff = diff_texts(mem, before, now);
        double took_s = (double)(g_get_monotonic_time() - from_us) / 1e6;
        g_test_message("%s: %.2f s, %" G_GSIZE_FORMAT " parts", cases[i].label, took_s, diff.n);
        g_assert_cmpfloat(took_s, <, 5); /* with the sanitizers, on a busy machine */
        check_whole(&diff, before, now);
    }
}

/* Sentences of ten characters, from first_char on; one stays the same. */
static char *essay(GRand *rand, gunichar first_char)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < 300; i++) {
        for (int k = 0; k < 10; k++)
            g_string_append_unichar(text, first_char + (gunichar)g_rand_int_range(rand, 0, 2000));
        g_string_append(text, i == 150 ? "。这一句没有改动过。" : "。");
    }
    return g_string_free(text, FALSE);
}

/* Texts that share little are compared by sentences, and one that stayed is found in whatever stands around it. */
static void test_falls_back_to_sentences(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    g_autofree char *before = essay(rand, 0x5000), *now = essay(rand, 0x6000);
    g_autoptr(Mem) mem = mem_new();
    Diff diff = diff_texts(mem, before, now);
    bool found = false;

    check_whole(&diff, before, now);
    for (gsize i = 0; i < diff.n; i++)
        found |= diff.parts[i].kind == DIFF_EQUAL && strcmp(diff.parts[i].text, "这一句没有改动过。") == 0;
    g_assert_true(found);
    g_assert_cmpuint(diff.n, <=, 6);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diff/reads_well", test_reads_well);
    g_test_add_func("/diff/counts", test_counts);
    g_test_add_func("/diff/random_texts", test_random_texts);
    g_test_add_func("/diff/bounded_time", test_bounded_time);
    g_test_add_func("/diff/falls_back_to_sentences", test_falls_back_to_sentences);
    return g_test_run();
}
