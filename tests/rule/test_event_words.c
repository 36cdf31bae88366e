/* test_event_words.c: codes of the change records become words; what has no word is shown as it is. */
#include "rule/event_words.h"
#include "rule/field_words.h"

#include <string.h>

#include "rule/authz.h"

static void test_values(void)
{
    static const struct {
        const char *field, *value, *want;
    } cases[] = {
        { "state", "none", "未报送" },
        { "state", "submitted", "待审核" },
        { "state", "returned", "已退回" },
        { "state", "open", "填报中" },
        { "state", "frozen", "已关闭" },
        { "state", "other", "other" },
        { "light", "red", "红灯" },
        { "decided_light", "green", "绿灯" },
        { "light", "purple", "purple" },
        { "roles", "1", "填报员" },
        { "roles", "18", "督查员、市领导" },
        { "roles", "0", "无角色" },
        { "late", "yes", "是" },
        { "source", "assigned", "台账指定" },
        { "narrative", "red", "red" }, /* a text is never taken for a code */
        { "comment", "submitted", "submitted" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s=%s", cases[i].field, cases[i].value);
        g_assert_cmpstr(value_word(mem, cases[i].field, cases[i].value), ==, cases[i].want);
    }
    g_assert_null(value_word(mem, "state", NULL));
}

static void test_codes_without_words(void)
{
    g_assert_cmpstr(action_word("report.submit"), ==, "提交报送");
    g_assert_cmpstr(action_word("new.action"), ==, "new.action");
    g_assert_cmpstr(field_word("new_field"), ==, "new_field");
    g_assert_cmpstr(etype_word("new_type"), ==, "new_type");
    g_assert_cmpstr(result_word("ok"), ==, "");
    g_assert_cmpstr(result_word("new"), ==, "new");
}

static void test_target_fields(void)
{
    static const struct {
        const char *field;
        int64_t target;
        bool is_note;
    } cases[] = {
        { "value.17", 17, false }, { "note.17", 17, true },   { "value", 0, false },
        { "value_max", 0, false }, { "narrative", 0, false }, { "value.", 0, false },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool is_note;
        g_test_message("%s", cases[i].field);
        g_assert_cmpint(field_target(cases[i].field, &is_note), ==, cases[i].target);
        g_assert_cmpint(is_note, ==, cases[i].is_note);
    }
}

/* Every denial of the rule has words of its own in the records. */
static void test_verdicts_have_words(void)
{
    for (int verdict = 0; verdict < VERDICT__N; verdict++) {
        const char *code = verdict_code((Verdict)verdict);
        g_test_message("%s", code);
        g_assert_true(verdict == MAY || strcmp(result_word(code), code) != 0);
    }
}

static void test_groups(void)
{
    for (gsize i = 0; i < n_action_groups; i++)
        g_assert_true(action_group(action_groups[i].code) == &action_groups[i]);
    g_assert_null(action_group("all"));
    g_assert_null(action_group(""));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/event_words/values", test_values);
    g_test_add_func("/event_words/codes", test_codes_without_words);
    g_test_add_func("/event_words/targets", test_target_fields);
    g_test_add_func("/event_words/verdicts", test_verdicts_have_words);
    g_test_add_func("/event_words/groups", test_groups);
    return g_test_run();
}
