/* test_words.c: words for dates, numbers and punctuation (ux.md §5.5). */
#include "base/words.h"

#include <string.h>

#include "base/clock.h"

static int64_t at(int year, int month, int day, int hour, int minute, int second)
{
    CivilTime c = {
        .year = year, .month = month, .day = day, .hour = hour, .minute = minute, .second = second
    };

    return civil_to_us(&c);
}

static void test_dates(void)
{
    g_autoptr(Mem) mem = mem_new();
    int64_t last = at(2022, 12, 31, 23, 59, 59), first = at(2023, 1, 1, 0, 0, 0);

    g_assert_cmpstr(word_date(mem, last), ==, "2022年12月31日");
    g_assert_cmpstr(word_date(mem, first), ==, "2023年1月1日");
    g_assert_cmpstr(word_day(mem, first), ==, "1月1日");
    g_assert_cmpstr(word_moment(mem, at(2023, 4, 3, 14, 20, 5)), ==, "4月3日 14:20");
    g_assert_cmpstr(word_full(mem, at(2023, 4, 3, 0, 5, 0)), ==, "2023年4月3日 00:05");
    g_assert_cmpstr(word_stamp(mem, last), ==, "2022-12-31 23:59:59");
    g_assert_cmpstr(word_iso(mem, at(2023, 4, 3, 14, 20, 5)), ==, "2023-04-03T14:20:05+08:00");
    g_assert_cmpstr(word_deadline(mem, at(2023, 4, 5, 18, 0, 0)), ==, "2023年4月5日（周三）18:00");
    g_assert_cmpstr(word_deadline(mem, at(2023, 4, 9, 0, 0, 0)), ==, "2023年4月9日（周日）00:00");
}

static void test_left(void)
{
    g_autoptr(Mem) mem = mem_new();
    int64_t due = at(2023, 4, 5, 18, 0, 0);
    const struct {
        const char *label;
        int64_t now;
        const char *want;
    } cases[] = {
        { "two days before", at(2023, 4, 3, 9, 0, 0), "还剩 2 天" },
        { "the evening before", at(2023, 4, 4, 23, 59, 59), "还剩 1 天" },
        { "the same day", at(2023, 4, 5, 0, 0, 0), "今天 18:00 截止" },
        { "on the moment", due, "今天 18:00 截止" },
        { "the same evening", at(2023, 4, 5, 18, 0, 1), "今天已逾期" },
        { "after midnight", at(2023, 4, 6, 0, 0, 0), "已逾期 1 天" },
        { "a week later", at(2023, 4, 12, 9, 0, 0), "已逾期 7 天" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(word_left(mem, cases[i].now, due), ==, cases[i].want);
    }
}

static void test_periods(void)
{
    static const struct {
        const char *code, *want;
    } cases[] = {
        { "2023-03", "2023年3月" },
        { "2023-12", "2023年12月" },
        { "2023-Q1", "2023年第一季度" },
        { "2023-Q4", "2023年第四季度" },
        { "2023-H1", "2023年上半年" },
        { "2023-H2", "2023年下半年" },
        { "2023-Y", "2023年全年" },
        /* other shapes come back as they are */
        { "", "" },
        { "2023", "2023" },
        { "2023-", "2023-" },
        { "2023-Q5", "2023-Q5" },
        { "2023-Q", "2023-Q" },
        { "2023-H3", "2023-H3" },
        { "2023-13", "2023-13" },
        { "2023-00", "2023-00" },
        { "2023-3", "2023-3" },
        { "2023-Q11", "2023-Q11" },
        { "2023-Year", "2023-Year" },
        { "abcd-03", "abcd-03" },
        { "2023-0x", "2023-0x" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("'%s'", cases[i].code);
        g_assert_cmpstr(word_period(mem, cases[i].code), ==, cases[i].want);
    }
}

static void test_amounts(void)
{
    static const struct {
        int64_t amount_e4;
        const char *want;
    } cases[] = {
        { 0, "0" },
        { 1, "0.0001" },
        { 10000, "1" },
        { 165000, "16.5" },
        { 100000, "10" },
        { 1000000, "100" },
        { 12340, "1.234" },
        { -1, "-0.0001" },
        { -165000, "-16.5" },
        { INT64_C(9999999999999999), "999999999999.9999" },
        { INT64_MAX, "922337203685477.5807" },
        { INT64_MIN, "-922337203685477.5808" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(word_amount(mem, cases[i].amount_e4), ==, cases[i].want);
}

static void test_punctuation(void)
{
    static const struct {
        const char *label, *text, *want;
    } cases[] = {
        { "comma", "推进改革,加快建设。", "推进改革，加快建设。" },
        { "decimal point", "增长3.5%左右", "增长3.5%左右" },
        { "thousands", "完成1,200套", "完成1,200套" },
        { "clock", "上午10:30开会", "上午10:30开会" },
        { "number of a paper", "(国发〔2022〕18号)", "（国发〔2022〕18号）" },
        { "units", "(牵头单位:市科技局;参与单位:市财政局)", "（牵头单位：市科技局；参与单位：市财政局）" },
        { "after a Latin word", "建设5G,打造", "建设5G，打造" },
        { "after a closing quote", "“一带一路”,深化", "“一带一路”，深化" },
        { "Latin in brackets", "发展生物(Bio)产业", "发展生物（Bio）产业" },
        { "Latin only", "Hello, world (really): yes!", "Hello, world (really): yes!" },
        { "address", "http://www.qingdao.gov.cn", "http://www.qingdao.gov.cn" },
        { "brackets come in pairs", "RCEP(2022)成员国", "RCEP（2022）成员国" },
        { "brackets come in pairs at the start", "(GDP)增长", "（GDP）增长" },
        { "nothing", "", "" },
        { "one mark", ",", "," },
        { "4-byte sign", "𠀀,", "𠀀，" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(zh_punct(mem, cases[i].text), ==, cases[i].want);
        g_assert_cmpstr(zh_punct(mem, cases[i].want), ==, cases[i].want); /* twice is once */
    }
}

static int count(const char *text, const char *what)
{
    int n = 0;

    for (const char *p = strstr(text, what); p != NULL; p = strstr(p + 1, what))
        n++;
    return n;
}

/* The issued notice itself: brackets stay in pairs, numbers stay numbers, nothing but marks changes. */
static void test_the_notice(void)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *path = g_build_filename(g_getenv("TAIZHANG_SOURCE"), "seeds", "qingdao-2023.txt", NULL);
    g_autofree char *text = NULL;

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    char **lines = text_split(mem, text, "\n");
    for (gsize i = 0; lines[i] != NULL; i++) {
        char *wide = zh_punct(mem, lines[i]);
        g_test_message("%s", wide);
        g_assert_cmpint(text_chars(wide), ==, text_chars(lines[i]));
        g_assert_cmpint(count(wide, "("), ==, count(wide, ")"));
        g_assert_cmpint(count(wide, "（"), ==, count(wide, "）"));
        g_assert_cmpint(count(wide, "."), ==, count(lines[i], "."));
    }
}

static void test_clean(void)
{
    static const struct {
        const char *label;
        const char *bytes;
        size_t size;
        bool want;
    } cases[] = {
        { "Chinese", "任务", 6, true },
        { "newline and tab", "a\n\tb", 4, true },
        { "NUL", "a\0b", 3, false },
        { "carriage return", "a\rb", 3, false },
        { "escape", "\x1b[31m", 5, false },
        { "delete", "\x7f", 1, false },
        { "overlong slash", "\xc0\xaf", 2, false },
        { "overlong NUL", "\xc0\x80", 2, false },
        { "surrogate", "\xed\xa0\x80", 3, false },
        { "beyond Unicode", "\xf4\x90\x80\x80", 4, false },
        { "half a sign", "\xe4\xbb", 2, false },
        { "Latin-1", "\xe9", 1, false },
        { "emoji", "\xf0\x9f\x98\x80", 4, true },
        { "nothing", "", 0, true },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(text_is_clean(cases[i].bytes, cases[i].size), ==, cases[i].want);
    }
}

static void test_short_and_split(void)
{
    g_autoptr(Mem) mem = mem_new();

    g_assert_cmpstr(text_short(mem, "一二三", 3), ==, "一二三");
    g_assert_cmpstr(text_short(mem, "一二三四", 3), ==, "一二三…");
    g_assert_cmpstr(text_short(mem, "", 3), ==, "");
    g_assert_cmpint(text_chars("一a𠀀"), ==, 3);
    char **parts = text_split(mem, ",,a,b;;c,", ",;");
    g_assert_cmpstr(parts[0], ==, "a");
    g_assert_cmpstr(parts[1], ==, "b");
    g_assert_cmpstr(parts[2], ==, "c");
    g_assert_null(parts[3]);
    g_assert_null(text_split(mem, "", ",")[0]);
}

int main(int argc, char **argv)
{
    g_setenv("TZ", "UTC", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/dates", test_dates);
    g_test_add_func("/words/left", test_left);
    g_test_add_func("/words/periods", test_periods);
    g_test_add_func("/words/amounts", test_amounts);
    g_test_add_func("/words/punctuation", test_punctuation);
    g_test_add_func("/words/the notice", test_the_notice);
    g_test_add_func("/words/clean", test_clean);
    g_test_add_func("/words/short and split", test_short_and_split);
    return g_test_run();
}
