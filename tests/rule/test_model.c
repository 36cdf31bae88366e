/* test_model.c: the words of the office: each has its code, and the way back. */
#include "rule/model.h"

static void test_codes_come_back(void)
{
    for (int i = 0; i < REPORT__N; i++)
        g_assert_cmpint(report_state_of(report_state_code((ReportState)i)), ==, i);
    for (int i = 0; i < PERIOD__N; i++)
        g_assert_cmpint(period_state_of(period_state_code((PeriodState)i)), ==, i);
    for (int i = 0; i < LIGHT__N; i++)
        g_assert_cmpint(light_of(light_code((Light)i)), ==, i);
}

static void test_unknown_is_zero(void)
{
    static const char *const words[] = { "GREEN", " green", "green ", "绿灯", "approved\n", "x", NULL };

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_assert_cmpint(light_of(words[i]), ==, LIGHT_NONE);
        g_assert_cmpint(report_state_of(words[i]), ==, REPORT_NONE);
        g_assert_cmpint(period_state_of(words[i]), ==, PERIOD_NONE);
        g_assert_cmpint(task_state_of(words[i]), ==, TASK_NONE);
    }
}

/* The words of ux.md §5.6, not only some words. */
static void test_chinese_words(void)
{
    g_assert_cmpstr(role_word(ROLE_FILER), ==, "填报员");
    g_assert_cmpstr(role_word(ROLE_LEADER), ==, "市领导");
    g_assert_cmpstr(role_word(ROLE_SECURITY), ==, "安全管理员");
    g_assert_cmpstr(role_word(ROLE__N), ==, "无角色");
    g_assert_cmpstr(report_state_word(REPORT_SUBMITTED), ==, "待审核");
    g_assert_cmpstr(report_state_word(REPORT_RETURNED), ==, "已退回");
    g_assert_cmpstr(period_state_word(PERIOD_FROZEN), ==, "已关闭");
    g_assert_cmpstr(light_word(LIGHT_NONE), ==, "未亮灯");
    g_assert_cmpstr(light_word(LIGHT_RED), ==, "红灯");
}

static void test_roles_that_agree(void)
{
    const Roles lonely = ROLE_BIT(ROLE_AUDITOR) | ROLE_BIT(ROLE_ADMIN) | ROLE_BIT(ROLE_SECURITY);

    for (Roles roles = 0; roles < (Roles)1 << ROLE__N; roles++) {
        bool clash = (roles & lonely) && (roles & (roles - 1)) != 0;
        g_assert_cmpint(roles_agree(roles), ==, !clash);
    }
}

static void test_first_role(void)
{
    g_assert_cmpint(first_role(0), ==, ROLE__N);
    for (int role = 0; role < ROLE__N; role++)
        g_assert_cmpint(first_role(ROLE_BIT(role)), ==, role);
    g_assert_cmpint(first_role(ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_SUPERVISOR)), ==, ROLE_SUPERVISOR);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/model/codes come back", test_codes_come_back);
    g_test_add_func("/model/unknown is zero", test_unknown_is_zero);
    g_test_add_func("/model/chinese words", test_chinese_words);
    g_test_add_func("/model/roles that agree", test_roles_that_agree);
    g_test_add_func("/model/first role", test_first_role);
    return g_test_run();
}
