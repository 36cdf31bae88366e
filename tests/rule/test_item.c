/* test_item.c: when a work item is late, and what a report may say of its items. */
#include "rule/item.h"

#include <string.h>

#include "base/clock.h"
#include "rule/day_read.h"

static int64_t day(const char *text)
{
    int64_t starts_us = 0;

    g_assert_true(day_read(text, &starts_us));
    return starts_us;
}

static void test_late_from_the_day_after(void)
{
    static const struct {
        const char *label, *due;
        ItemState state;
        bool ended;
        int64_t want;
    } cases[] = {
        { "due tomorrow", "2023-04-04", ITEM_DOING, false, 0 },
        { "due today, in its last hour", "2023-04-03", ITEM_DOING, false, 0 },
        { "due yesterday", "2023-04-02", ITEM_DOING, false, 1 },
        { "due last year", "2022-12-31", ITEM_DOING, false, 93 },
        { "nothing was said of it", "2023-04-01", ITEM_NONE, false, 2 },
        { "not begun", "2023-04-01", ITEM_WAITING, false, 2 },
        { "done", "2023-04-01", ITEM_DONE, false, 0 },
        { "stopped", "2023-04-01", ITEM_STOPPED, false, 0 },
        { "taken off the list", "2023-04-01", ITEM_DOING, true, 0 },
    };
    int64_t now_us = day("2023-04-03") + DAY_US - SECOND_US;

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(item_days_late(cases[i].state, cases[i].ended, day(cases[i].due), now_us), ==,
                        cases[i].want);
    }
}

static void test_states_have_codes(void)
{
    for (int state = ITEM_WAITING; state < ITEM__N; state++)
        g_assert_cmpint(item_state_of(item_state_code((ItemState)state)), ==, state);
    g_assert_cmpint(item_state_of(""), ==, ITEM_NONE);
    g_assert_cmpint(item_state_of("closed"), ==, ITEM_NONE);
    g_assert_cmpstr(item_state_word(ITEM_NONE), ==, "未启动");
}

static void test_what_a_report_says_of_an_item(void)
{
    static const struct {
        const char *label;
        ItemField item;
        bool handing_in;
        const char *want; /* the field that is complained about; NULL: none */
    } cases[] = {
        { "doing, without words", { 7, "x", ITEM_DOING, "", false }, true, NULL },
        { "done, with a result", { 7, "x", ITEM_DONE, "y", false }, true, NULL },
        { "done, without a result", { 7, "x", ITEM_DONE, " ", false }, true, "item_result.7" },
        { "done, without a result, as a draft", { 7, "x", ITEM_DONE, "", false }, false, NULL },
        { "no state", { 7, "x", ITEM_NONE, "y", false }, true, "item_state.7" },
        { "no state, as a draft", { 7, "x", ITEM_NONE, "y", false }, false, NULL },
        { "off the list by now", { 7, "x", ITEM_DOING, "y", true }, false, "items" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ItemField item = cases[i].item;
        ReportFields fields = { .items = &item, .n_items = 1 };
        Complaints to = complaints_new(mem);
        g_test_message("%s", cases[i].label);
        report_items_check(&to, &fields, cases[i].handing_in);
        g_assert_cmpuint(to.n, ==, cases[i].want == NULL ? 0 : 1);
        if (cases[i].want != NULL)
            g_assert_cmpstr(to.list[0].field, ==, cases[i].want);
    }
}

static void test_a_result_has_a_limit(void)
{
    g_autoptr(Mem) mem = mem_new();
    GString *text = g_string_new(NULL);

    for (int i = 0; i < ITEM_RESULT_MOST + 1; i++)
        g_string_append(text, "果");
    ItemField item = { 7, "x", ITEM_DOING, text->str, false };
    ReportFields fields = { .items = &item, .n_items = 1 };
    Complaints to = complaints_new(mem);
    report_items_check(&to, &fields, false);
    g_assert_cmpuint(to.n, ==, 1);
    g_assert_nonnull(strstr(to.list[0].text, "请删减 1 字"));
    g_string_free(text, TRUE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/item/late from the day after", test_late_from_the_day_after);
    g_test_add_func("/item/states have codes", test_states_have_codes);
    g_test_add_func("/item/what a report says of an item", test_what_a_report_says_of_an_item);
    g_test_add_func("/item/a result has a limit", test_a_result_has_a_limit);
    return g_test_run();
}
