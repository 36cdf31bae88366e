/* test_field.c: what people type as numbers, and the exact words when a form is not complete (ux.md §4.5). */
#include "rule/field.h"

#include <string.h>

static void test_amounts(void)
{
    static const struct {
        const char *typed, *unit;
        AmountRead want;
        int64_t amount_e4;
    } cases[] = {
        { "16", "个", AMOUNT_GOOD, 160000 },
        { " 16.5 ", "个", AMOUNT_GOOD, 165000 },
        { "0", "", AMOUNT_GOOD, 0 },
        { "007", "", AMOUNT_GOOD, 70000 },
        { "1,200", "", AMOUNT_GOOD, 12000000 },
        { "12,345,678.9", "", AMOUNT_GOOD, INT64_C(123456789000) },
        { "１２．５", "万辆", AMOUNT_GOOD, 125000 },
        { "１，２００", "", AMOUNT_GOOD, 12000000 },
        { "25万辆", "万辆", AMOUNT_GOOD, 250000 },
        { "25 万辆", "万辆", AMOUNT_GOOD, 250000 },
        { "25　万辆", "万辆", AMOUNT_GOOD, 250000 },
        { "5%", "%", AMOUNT_GOOD, 50000 },
        { "5％", "%", AMOUNT_GOOD, 50000 },
        { "5%", "％", AMOUNT_GOOD, 50000 },
        { "0.0001", "", AMOUNT_GOOD, 1 },
        { "0.12340", "", AMOUNT_GOOD, 1234 },
        { "0.123400", "", AMOUNT_GOOD, 1234 },
        { "0.12345", "", AMOUNT_TOO_FINE, 0 },
        { "0.123405", "", AMOUNT_TOO_FINE, 0 },
        { "999999999999", "", AMOUNT_GOOD, INT64_C(9999999999990000) },
        { "999999999999.9999", "", AMOUNT_GOOD, INT64_C(9999999999999999) },
        { "1000000000000", "", AMOUNT_TOO_BIG, 0 },
        { "0001000000000000", "", AMOUNT_TOO_BIG, 0 },
        { "99999999999999999999999999999999999999999999", "", AMOUNT_TOO_BIG, 0 },
        { "", "个", AMOUNT_EMPTY, 0 },
        { "   　", "个", AMOUNT_EMPTY, 0 },
        { "二十", "个", AMOUNT_WORDS, 0 },
        { "约16", "个", AMOUNT_WORDS, 0 },
        { "16左右", "个", AMOUNT_WORDS, 0 },
        { "16万", "万辆", AMOUNT_WORDS, 0 },
        { "万辆", "万辆", AMOUNT_WORDS, 0 },
        { "5.", "", AMOUNT_WORDS, 0 },
        { ".5", "", AMOUNT_WORDS, 0 },
        { "+5", "", AMOUNT_WORDS, 0 },
        { "NaN", "", AMOUNT_WORDS, 0 },
        { "16 17", "个", AMOUNT_TWO, 0 },
        { "16-17", "个", AMOUNT_TWO, 0 },
        { "16、17", "个", AMOUNT_TWO, 0 },
        { "1,2", "", AMOUNT_TWO, 0 },
        { "1234,567", "", AMOUNT_TWO, 0 },
        { "1,23,456", "", AMOUNT_TWO, 0 },
        { "1.2.3", "", AMOUNT_TWO, 0 },
        { "1e5", "", AMOUNT_TWO, 0 },
        { "-5", "", AMOUNT_NEGATIVE, 0 },
        { "－5", "", AMOUNT_NEGATIVE, 0 },
        { "−5", "", AMOUNT_NEGATIVE, 0 },
        { "负5", "", AMOUNT_NEGATIVE, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t amount_e4 = -77;
        g_test_message("'%s' in %s", cases[i].typed, cases[i].unit);
        g_assert_cmpint(amount_read(cases[i].typed, cases[i].unit, &amount_e4), ==, cases[i].want);
        g_assert_cmpint(amount_e4, ==,
                        cases[i].want == AMOUNT_GOOD ? cases[i].amount_e4 : -77); /* untouched on failure */
    }
}

static void test_words_of_complaints(void)
{
    g_assert_null(amount_complaint(AMOUNT_EMPTY));
    g_assert_null(amount_complaint(AMOUNT_GOOD));
    g_assert_cmpstr(amount_complaint(AMOUNT_WORDS), ==, "请填写数字，例如 16 或 16.5");
    g_assert_cmpstr(amount_complaint(AMOUNT_TWO), ==, "只能填写一个数字，例如 16 或 16.5");
    g_assert_cmpstr(amount_complaint(AMOUNT_NEGATIVE), ==, "本期值不能为负数");
    g_assert_cmpstr(amount_complaint(AMOUNT_TOO_BIG), ==, "数字过大，请核对，整数部分不超过 12 位");
    g_assert_cmpstr(amount_complaint(AMOUNT_TOO_FINE), ==, "小数请不超过 4 位");
}

static char *random_text(Mem *mem)
{
    static const char *const bits[] = { "0",  "1",  "9",  ",",  ".", " ",  "-",  "５", "，",
                                        "．", "　", "万", "辆", "%", "\n", "𠀀", "e" };
    GString *text = g_string_new(NULL);
    int n = g_test_rand_int_range(0, 60);

    for (int i = 0; i < n; i++)
        g_string_append(text, bits[g_test_rand_int_range(0, G_N_ELEMENTS(bits))]);
    return mem_keep(mem, g_string_free(text, FALSE), g_free);
}

/* Whatever is typed: no crash, and a good number has at most 12 and 4 digits and is not negative. */
static void test_any_text(void)
{
    for (int i = 0; i < 20000; i++) {
        g_autoptr(Mem) mem = mem_new();
        int64_t amount_e4 = 0;
        AmountRead read = amount_read(random_text(mem), random_text(mem), &amount_e4);
        g_assert_cmpint(read, >=, AMOUNT_EMPTY);
        g_assert_cmpint(read, <=, AMOUNT_TOO_FINE);
        g_assert_true(amount_e4 >= 0 && amount_e4 <= INT64_C(9999999999999999));
    }
}

static ReportFields good_fields(AmountField *amounts, gsize n)
{
    return (ReportFields){ .narrative = "已完成项目选址和立项，设备采购合同已经签订，正在安装调试。",
                           .next_steps = "",
                           .light_reason = "",
                           .light = LIGHT_GREEN,
                           .amounts = amounts,
                           .n_amounts = n };
}

static void check(const ReportFields *fields, const char *field, const char *text)
{
    g_autoptr(Mem) mem = mem_new();
    gsize n;
    Complaint *list = report_complaints(mem, fields, &n);

    for (gsize i = 0; i < n; i++)
        g_test_message("%s: %s", list[i].field, list[i].text);
    if (field == NULL) {
        g_assert_cmpuint(n, ==, 0);
        return;
    }
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpstr(list[0].field, ==, field);
    g_assert_cmpstr(list[0].text, ==, text);
}

static void test_narrative(void)
{
    Mem *mem = mem_new();
    static const char say[] = "请填写本期进展情况，不少于 20 字";
    char *long_text = mem_alloc(mem, 3 * (NARRATIVE_MOST + 2) + 1);
    const struct {
        const char *label;
        const char *text;
        const char *want;
    } cases[] = {
        { "twenty characters", "一二三四五六七八九十一二三四五六七八九十", NULL },
        { "nineteen characters", "一二三四五六七八九十一二三四五六七八九", say },
        { "bytes do not count", "一二三四五六七", say },
        { "nothing", "", say },
        { "blanks only", "　　　　　　　　　　　　　　　　　　　　　　　　", say },
        { "newlines only", "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", say },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ReportFields fields = good_fields(NULL, 0);
        fields.narrative = cases[i].text;
        g_test_message("%s", cases[i].label);
        check(&fields, cases[i].want == NULL ? NULL : "narrative", cases[i].want);
    }
    ReportFields fields = good_fields(NULL, 0);
    fields.narrative = long_text;
    for (int i = 0; i < NARRATIVE_MOST; i++)
        memcpy(long_text + 3 * i, "字", 3);
    check(&fields, NULL, NULL);
    memcpy(long_text + 3 * NARRATIVE_MOST, "多", 3);
    memcpy(long_text + 3 * NARRATIVE_MOST + 3, "余", 3);
    check(&fields, "narrative", "进展情况超出 2000 字，请删减 2 字");
    mem_free(mem);
}

static void test_lights(void)
{
    ReportFields fields = good_fields(NULL, 0);

    fields.light = LIGHT_NONE;
    check(&fields, "light", "请选择亮灯");
    fields.light = LIGHT_YELLOW;
    fields.next_steps = "加快推进";
    check(&fields, "light_reason", "黄灯、红灯任务请说明理由");
    fields.light_reason = "设备晚到";
    check(&fields, NULL, NULL);
    fields.light = LIGHT_RED;
    fields.next_steps = " \n　";
    check(&fields, "next_steps", "黄灯、红灯任务请填写下一步措施");
}

static void test_values(void)
{
    AmountField amount = {
        .target = 17, .subject = "新增5G基站", .unit_word = "个", .typed = "", .note = ""
    };
    ReportFields fields = good_fields(&amount, 1);

    check(&fields, "value.17", "“新增5G基站”本期值：请填写本期值，如无法取得请在说明中写明");
    amount.note = "统计局尚未发布";
    check(&fields, NULL, NULL);
    amount.typed = "一千个";
    check(&fields, "value.17", "“新增5G基站”本期值：请填写数字，例如 16 或 16.5");
    amount.typed = "1200个";
    check(&fields, NULL, NULL);
}

static void test_a_total_that_shrinks(void)
{
    static const struct {
        const char *label, *typed, *note;
        bool grows, has_before, complains;
    } cases[] = {
        { "less than before", "15.5", "", true, true, true },
        { "with a note", "15.5", "上月多计", true, true, false },
        { "a note of blanks", "15.5", " 　", true, true, true },
        { "as before", "16", "", true, true, false },
        { "more", "17", "", true, true, false },
        { "a level may fall", "15.5", "", false, true, false },
        { "the first value", "15.5", "", true, false, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        AmountField amount = { .target = 17,
                               .subject = "新增企业",
                               .unit_word = "家",
                               .typed = cases[i].typed,
                               .note = cases[i].note,
                               .grows = cases[i].grows,
                               .has_before = cases[i].has_before,
                               .before_e4 = 160000 };
        ReportFields fields = good_fields(&amount, 1);
        g_test_message("%s", cases[i].label);
        check(&fields, cases[i].complains ? "note.17" : NULL, "“新增企业”累计值比上期减少 0.5，请说明原因");
    }
}

static void test_another_light_than_the_ledgers(void)
{
    static const struct {
        const char *label;
        Light light, suggested;
        const char *reason, *says; /* says NULL: nothing */
    } cases[] = {
        { "the same", LIGHT_GREEN, LIGHT_GREEN, "", NULL },
        { "nothing suggested", LIGHT_GREEN, LIGHT_NONE, "", NULL },
        { "better", LIGHT_GREEN, LIGHT_RED, "", "亮灯与系统建议不一致，请说明理由" },
        { "better, explained", LIGHT_GREEN, LIGHT_RED, "月底集中验收", NULL },
        { "worse", LIGHT_RED, LIGHT_YELLOW, "", "亮灯与系统建议不一致，请说明理由" },
        { "yellow as suggested", LIGHT_YELLOW, LIGHT_YELLOW, "", "黄灯、红灯任务请说明理由" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ReportFields fields = good_fields(NULL, 0);
        fields.light = cases[i].light;
        fields.suggested = cases[i].suggested;
        fields.light_reason = cases[i].reason;
        fields.next_steps = "加快推进。";
        g_test_message("%s", cases[i].label);
        check(&fields, cases[i].says == NULL ? NULL : "light_reason", cases[i].says);
    }
}

static void test_drafts_are_kept_as_they_are(void)
{
    g_autoptr(Mem) mem = mem_new();
    AmountField amount = {
        .target = 17, .subject = "基站", .unit_word = "个", .typed = "不知道", .note = ""
    };
    ReportFields fields = {
        .narrative = "", .next_steps = "", .light_reason = "", .amounts = &amount, .n_amounts = 1
    };
    gsize n;

    draft_complaints(mem, &fields, &n);
    g_assert_cmpuint(n, ==, 0);
    amount.typed = "12345678901234567890123456789012345678901";
    Complaint *list = draft_complaints(mem, &fields, &n);
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpstr(list[0].text, ==, "“基站”本期值超出 40 字，请删减 1 字");
}

static void test_decisions(void)
{
    static const struct {
        const char *label;
        bool approve;
        const char *comment;
        Light declared, light;
        const char *field, *want;
    } cases[] = {
        { "approve as declared", true, "", LIGHT_GREEN, LIGHT_GREEN, NULL, NULL },
        { "approve without a light", true, "", LIGHT_GREEN, LIGHT_NONE, "light", "请选择督查认定亮灯" },
        { "approve another light silently", true, " ", LIGHT_GREEN, LIGHT_RED, "comment",
          "认定亮灯与单位自评不一致，请在意见中说明理由" },
        { "approve another light with words", true, "进度落后", LIGHT_GREEN, LIGHT_RED, NULL, NULL },
        { "return silently", false, "　\n", LIGHT_GREEN, LIGHT_NONE, "comment", "退回必须填写意见" },
        { "return with words", false, "请补充数据来源", LIGHT_GREEN, LIGHT_NONE, NULL, NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mem) mem = mem_new();
        gsize n;
        Complaint *list = decision_complaints(mem, cases[i].approve, cases[i].comment, cases[i].declared,
                                              cases[i].light, &n);
        g_test_message("%s", cases[i].label);
        g_assert_cmpuint(n, ==, cases[i].want == NULL ? 0 : 1);
        if (n > 0) {
            g_assert_cmpstr(list[0].field, ==, cases[i].field);
            g_assert_cmpstr(list[0].text, ==, cases[i].want);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/field/amounts", test_amounts);
    g_test_add_func("/field/words of complaints", test_words_of_complaints);
    g_test_add_func("/field/any text", test_any_text);
    g_test_add_func("/field/narrative", test_narrative);
    g_test_add_func("/field/lights", test_lights);
    g_test_add_func("/field/values", test_values);
    g_test_add_func("/field/drafts are kept as they are", test_drafts_are_kept_as_they_are);
    g_test_add_func("/field/decisions", test_decisions);
    g_test_add_func("/field/a_total_that_shrinks", test_a_total_that_shrinks);
    g_test_add_func("/field/another_light_than_the_ledgers", test_another_light_than_the_ledgers);
    return g_test_run();
}
