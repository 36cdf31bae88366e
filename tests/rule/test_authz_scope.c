/* test_authz_scope.c: what the page of rights says is what the rule says. */
#include "rule/authz_scope.h"

#include <string.h>

#include "rule/standing.h"

static void test_may_is_the_rules_may(void)
{
    for (int role = 0; role < ROLE__N; role++)
        for (int deed = 0; deed < DEED__N; deed++) {
            Scope scope = authz_scope((Role)role, (Deed)deed);
            g_assert_cmpint(scope.may, ==, authz_role(ROLE_BIT(role), (Deed)deed));
        }
}

static void test_each_deed_has_a_word(void)
{
    for (int deed = DEED_NONE + 1; deed < DEED__N; deed++)
        g_assert_cmpstr(deed_word((Deed)deed), !=, deed_code((Deed)deed));
}

static void test_words(void)
{
    static const struct {
        Role role;
        Deed deed;
        const char *word;
    } cases[] = {
        { ROLE_FILER, DEED_SUBMIT, "本单位牵头的任务" },
        { ROLE_FILER, DEED_DECIDE, NULL },
        { ROLE_SUPERVISOR, DEED_SUBMIT, "代填：没有可登录账号的单位和督查室本身" },
        { ROLE_SUPERVISOR, DEED_DECIDE, "可以（本人提交的除外）" },
        { ROLE_SUPERVISOR, DEED_SET_PERIODS, "可以" },
        { ROLE_AUDITOR, DEED_READ_AUDIT, "可以" },
        { ROLE_SECURITY, DEED_READ_AUDIT, "本人的操作记录" },
        { ROLE_LEADER, DEED_READ_REPORT, "已通过的报送" },
        { ROLE_FILER, DEED_READ_REPORT, "已通过的报送；本单位的全部" },
    };
    g_autoptr(Mem) mem = mem_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Scope scope = authz_scope(cases[i].role, cases[i].deed);
        g_assert_cmpstr(scope_word(mem, &scope), ==, cases[i].word);
    }
}

static void test_standing(void)
{
    static const struct {
        const char *label;
        Roles roles;
        int n_units;
        Standing want;
    } cases[] = {
        { "filer of a unit", ROLE_BIT(ROLE_FILER), 1, STANDING_GOOD },
        { "filer of none", ROLE_BIT(ROLE_FILER), 0, STANDING_NO_ROLE },
        { "filer of two", ROLE_BIT(ROLE_FILER), 2, STANDING_UNITS },
        { "keeper of none", ROLE_BIT(ROLE_SECURITY), 0, STANDING_GOOD },
        { "leader of none", ROLE_BIT(ROLE_LEADER), 0, STANDING_GOOD },
        { "leader and filer of none", ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_FILER), 0, STANDING_NO_ROLE },
        { "two keepers", ROLE_BIT(ROLE_SECURITY) | ROLE_BIT(ROLE_ADMIN), 1, STANDING_CLASH },
        { "no role", 0, 1, STANDING_NO_ROLE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].label);
        g_assert_cmpint(standing_by(cases[i].roles, cases[i].n_units), ==, cases[i].want);
    }
    for (int i = 0; i < STANDING__N; i++)
        g_assert_cmpint(standing_of(standing_code((Standing)i)), ==, i);
    g_assert_cmpint(standing_of("x"), !=, STANDING_GOOD);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scope/may is the rule's may", test_may_is_the_rules_may);
    g_test_add_func("/scope/each deed has a word", test_each_deed_has_a_word);
    g_test_add_func("/scope/words", test_words);
    g_test_add_func("/standing/by the directory", test_standing);
    return g_test_run();
}
