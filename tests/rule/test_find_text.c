/* test_find_text.c: what people type is found in the issued text, whatever the width of its signs. */
#include "rule/find_text.h"

#include <string.h>

static void test_signs_have_one_plain_form(void)
{
    static const struct {
        const char *label, *text, *want;
    } cases[] = {
        { "full-width digits", "第２９项", "第29项" }, { "capitals", "5G和AI", "5g和ai" },
        { "full-width capitals", "５Ｇ", "5g" },       { "punctuation", "（青岛），新区：", "(青岛),新区:" },
        { "the wide blank", "青岛　港", "青岛 港" },   { "nothing", "", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        g_test_message("%s", cases[i].label);
        char *got = text_folded(mem, cases[i].text);
        g_assert_cmpstr(got, ==, cases[i].want);
        g_assert_cmpint(g_utf8_strlen(got, -1), ==, g_utf8_strlen(cases[i].text, -1));
    }
}

static void test_a_number_alone(void)
{
    static const struct {
        const char *typed;
        bool want;
        int64_t number;
    } cases[] = {
        { "29", true, 29 },  { "029", true, 29 },        { "0", true, 0 },
        { "", false, 0 },    { "29项", false, 0 },       { "-29", false, 0 },
        { "2 9", false, 0 }, { "1234567890", false, 0 }, { "2.9", false, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t number = 0;
        g_test_message("%s", cases[i].typed);
        g_assert_cmpint(search_number(cases[i].typed, &number), ==, cases[i].want);
        g_assert_cmpint(number, ==, cases[i].number);
    }
}

static void test_words_are_divided_by_blanks(void)
{
    g_autoptr(Mem) mem = mem_new();
    char **words = search_words(mem, " 数据　中心\t５G ", 8);

    g_assert_cmpstr(words[0], ==, "数据");
    g_assert_cmpstr(words[1], ==, "中心");
    g_assert_cmpstr(words[2], ==, "5g");
    g_assert_null(words[3]);
    g_assert_null(search_words(mem, "一 二 三", 2)[2]);
    g_assert_null(search_words(mem, " ", 2)[0]);
}

static void test_quotes_are_found_sorted_and_joined(void)
{
    static const char text[] = "新增35项左右,培育3家以上,达到20个。";
    static const struct {
        const char *label;
        const char *quotes[3];
        gsize n, want;
        Stretch stretches[3];
    } cases[] = {
        { "in another order", { "培育3家以上", "新增35项左右" }, 2, 2, { { 0, 7 }, { 8, 14 } } },
        { "one within another", { "新增35项左右", "35项" }, 2, 1, { { 0, 7 } } },
        { "they overlap", { "新增35项", "35项左右" }, 2, 1, { { 0, 7 } } },
        { "twice the same", { "达到20个", "达到20个" }, 2, 1, { { 15, 20 } } },
        { "not there", { "达到99个", "" }, 2, 0, { { 0, 0 } } },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Stretch got[3];
        g_test_message("%s", cases[i].label);
        g_assert_cmpuint(quotes_find(text, cases[i].quotes, cases[i].n, got), ==, cases[i].want);
        for (gsize k = 0; k < cases[i].want; k++) {
            g_assert_cmpint(got[k].from, ==, cases[i].stretches[k].from);
            g_assert_cmpint(got[k].to, ==, cases[i].stretches[k].to);
        }
    }
}

static void test_a_word_in_its_place(void)
{
    g_autoptr(Mem) mem = mem_new();
    Stretch found = { 0 };

    g_assert_true(word_find(mem, "加快５Ｇ基站建设", "5g", &found));
    g_assert_cmpint(found.from, ==, 2);
    g_assert_cmpint(found.to, ==, 4);
    g_assert_cmpstr(text_stretch(mem, "加快５Ｇ基站建设", found.from, found.to), ==, "５Ｇ");
    g_assert_false(word_find(mem, "加快５Ｇ基站建设", "6g", &found));
}

static void test_all_places_of_words(void)
{
    static const struct {
        const char *label, *typed;
        gsize n;
        Stretch want[3];
    } cases[] = {
        { "one word, twice", "数据", 2, { { 2, 4 }, { 9, 11 } } },
        { "width and case", "5g", 1, { { 6, 8 } } },
        { "two words that touch are one stretch", "数据 中心", 2, { { 2, 6 }, { 9, 13 } } },
        { "a word within another", "数据中心 中心", 2, { { 2, 6 }, { 9, 13 } } },
        { "not there", "港口", 0, { { 0, 0 } } },
        { "one of two is there", "港口 建设", 1, { { 13, 15 } } },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Stretch *got;
        g_test_message("%s", cases[i].label);
        gsize n = words_find(mem, "新型数据中心５Ｇ边数据中心建设", search_words(mem, cases[i].typed, 8),
                             &got);
        g_assert_cmpuint(n, ==, cases[i].n);
        for (gsize k = 0; k < n; k++) {
            g_assert_cmpint(got[k].from, ==, cases[i].want[k].from);
            g_assert_cmpint(got[k].to, ==, cases[i].want[k].to);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/find_text/signs have one plain form", test_signs_have_one_plain_form);
    g_test_add_func("/find_text/a number alone", test_a_number_alone);
    g_test_add_func("/find_text/words are divided by blanks", test_words_are_divided_by_blanks);
    g_test_add_func("/find_text/quotes are found, sorted and joined",
                    test_quotes_are_found_sorted_and_joined);
    g_test_add_func("/find_text/a word in its place", test_a_word_in_its_place);
    g_test_add_func("/find_text/all places of words", test_all_places_of_words);
    return g_test_run();
}
