/* test_target_set.c: what a supervisor types of a target becomes numbers and days, or words that say what to do. */
#include "rule/target_set.h"

#include <string.h>

/* The first complaint as "field: text", "" when there is none. */
static char *first(Mem *mem, const Complaints *to)
{
    return to->n == 0 ? mem_text(mem, "") : mem_printf(mem, "%s: %s", to->list[0].field, to->list[0].text);
}

static TermsTyped typed_of(const char *kind, const char *base, const char *due_on, const char *unit)
{
    TermsTyped typed = { .kind = kind, .base = base, .due_on = due_on, .unit = unit };

    for (int month = 0; month <= MONTHS; month++)
        typed.plan[month] = "";
    return typed;
}

static void test_terms(void)
{
    static const UnitId leads[] = { { 7 }, { 9 } };
    static const TermsOf of = { leads, G_N_ELEMENTS(leads), 2023 };
    static const struct {
        const char *label, *kind, *base, *due_on, *unit;
        int month;
        const char *planned, *want;
    } cases[] = {
        { "linear", "cumulative", "", "", "7", 0, "", "" },
        { "planned", "cumulative", "", "", "9", 6, "１,２００家", "" },
        { "stock with base", "stock", "16", "", "7", 0, "", "" },
        { "stock without base", "stock", "", "", "7", 0, "", "" },
        { "milestone with a day", "milestone", "", "2023年9月30日", "7", 0, "", "" },
        { "no kind", "", "", "", "7", 0, "", "kind: 请选择目标类型" },
        { "base of a cumulative one", "cumulative", "3", "", "7", 0, "",
          "base: 只有存量型目标有基数。请清空基数，或把类型改为存量型" },
        { "base in words", "stock", "十几家", "", "7", 0, "", "base: 基数：请填写数字，例如 16 或 16.5" },
        { "negative base", "stock", "-1", "", "7", 0, "", "base: 基数：不能为负数" },
        { "day of a stock", "stock", "", "2023-9-30", "7", 0, "",
          "due_on: 只有节点型目标有完成时限。请清空时限，或把类型改为节点型" },
        { "no such day", "milestone", "", "2023-2-30", "7", 0, "",
          "due_on: 完成时限请填写日期，例如 2023-9-30" },
        { "of the year before", "milestone", "", "2022-12-31", "7", 0, "",
          "due_on: 完成时限不能早于 2023 年" },
        { "nobody", "cumulative", "", "", "", 0, "", "unit: 请选择责任单位" },
        { "no lead", "cumulative", "", "", "8", 0, "", "unit: 责任单位须是本任务现在的牵头单位，请重新选择" },
        { "plan of a milestone", "milestone", "", "", "7", 3, "1",
          "plan.3: 节点型目标按完成时限判断，请清空各月计划值" },
        { "plan in words", "cumulative", "", "", "7", 3, "一半",
          "plan.3: 3月计划值：请填写数字，例如 16 或 16.5" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Complaints to = complaints_new(mem);
        TermsTyped typed = typed_of(cases[i].kind, cases[i].base, cases[i].due_on, cases[i].unit);
        Terms terms;
        typed.plan[cases[i].month] = cases[i].planned;
        terms_read(&to, &typed, "家", &of, &terms);
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(first(mem, &to), ==, cases[i].want);
    }
}

static void test_terms_are_understood(void)
{
    static const UnitId leads[] = { { 7 } };
    static const TermsOf of = { leads, 1, 2023 }, nobody = { NULL, 0, 2023 };
    g_autoptr(Mem) mem = mem_new();
    Complaints to = complaints_new(mem);
    TermsTyped typed = typed_of("stock", "1,200.5 家", "", "7");
    Terms terms;

    typed.plan[3] = "5";
    typed.plan[12] = "20.25";
    terms_read(&to, &typed, "家", &of, &terms);
    g_assert_cmpint(terms.base_e4, ==, 12005000);
    g_assert_cmpstr(terms.pace, ==, "3:5 12:20.2500");
    typed = typed_of("milestone", "", "20230930", "");
    terms_read(&to, &typed, "", &nobody, &terms); /* nobody leads: nobody is responsible yet */
    g_assert_cmpstr(terms.due_on, ==, "2023-09-30");
    g_assert_cmpint((int64_t)to.n, ==, 0);
}

static void test_planned_values_add_up(void)
{
    static const UnitId leads[] = { { 7 } };
    static const TermsOf of = { leads, 1, 2023 };
    g_autoptr(Mem) mem = mem_new();

    for (int stock = 0; stock <= 1; stock++) {
        Complaints to = complaints_new(mem);
        TermsTyped typed = typed_of(stock ? "stock" : "cumulative", "", "", "7");
        Terms terms;
        typed.plan[3] = "10";
        typed.plan[6] = "8";
        terms_read(&to, &typed, "", &of, &terms);
        g_assert_cmpstr(first(mem, &to), ==,
                        stock ? "" : "plan.6: 6月计划值小于 3月：累计型目标填年初至当月末的累计数，不能减少");
    }
}

static void test_corrections(void)
{
    static const Promised fifteen = { 150000, false, 0 }, range = { 10000, true, 20000 };
    static const struct {
        const char *label, *low, *high, *basis, *comparator;
        const Promised *printed;
        const char *want;
    } cases[] = {
        { "another number", "1.5", "", "更正通知", ">=", &fifteen, "" },
        { "a range", "1", "3", "更正通知", "range", &range, "" },
        { "the printed one", "15", "", "更正通知", ">=", &fifteen,
          "corrected: 勘误值与原文数值相同。原文无误的，直接确认即可" },
        { "no number", "", "", "更正通知", ">=", &fifteen, "corrected: 请填写数值，例如 16 或 16.5" },
        { "two numbers", "1.5—2", "", "更正通知", ">=", &fifteen,
          "corrected: 数值：只能填写一个数字，例如 16 或 16.5" },
        { "no basis", "1.5", "", " \n", ">=", &fifteen,
          "basis: 请填写勘误依据，例如更正通知的文号或核实经过" },
        { "an upper end without range", "1.5", "2", "更正通知", ">=", &fifteen,
          "corrected_max: 只有区间目标有上限，请清空" },
        { "no upper end", "1", "", "更正通知", "range", &range, "corrected_max: 请填写区间上限" },
        { "the wrong way round", "3", "1", "更正通知", "range", &range, "corrected_max: 区间上限须大于下限" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Complaints to = complaints_new(mem);
        PromisedTyped typed = { cases[i].low, cases[i].high };
        Promised corrected;
        correction_read(&to, &typed, cases[i].basis, cases[i].comparator, "万人", cases[i].printed,
                        &corrected);
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(first(mem, &to), ==, cases[i].want);
    }
}

static void test_quotes(void)
{
    static const char issued[] = "建成园区3个,道路5条;\n新增(含改造)20所。";
    static const struct {
        const char *label, *typed, *want, *complaint;
    } cases[] = {
        { "as issued", "园区3个,道路5条", "园区3个,道路5条", "" },
        { "as shown", " 园区3个，道路5条； ", "园区3个,道路5条;", "" },
        { "full-width digits", "新增（含改造）２０所", "新增(含改造)20所", "" },
        { "other words", "园区4个", NULL,
          "quote: 任务原文中没有这段文字。请从任务原文中原样复制，不要改动或跨段" },
        { "nothing", "　", NULL, "quote: 请填写原文片段：从任务原文中复制含有该数字的一段文字" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Complaints to = complaints_new(mem);
        g_test_message("%s", cases[i].label);
        g_assert_cmpstr(quote_read(&to, cases[i].typed, issued), ==, cases[i].want);
        g_assert_cmpstr(first(mem, &to), ==, cases[i].complaint);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/target_set/terms", test_terms);
    g_test_add_func("/target_set/understood", test_terms_are_understood);
    g_test_add_func("/target_set/plan", test_planned_values_add_up);
    g_test_add_func("/target_set/corrections", test_corrections);
    g_test_add_func("/target_set/quotes", test_quotes);
    return g_test_run();
}
