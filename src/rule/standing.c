/* standing.c: see standing.h. */
#include "rule/standing.h"

static const struct {
    const char *code, *word;
} standings[STANDING__N] = {
    [STANDING_GOOD] = { "", "" },
    [STANDING_GONE] = { "gone", "账号已从统一身份认证中删除" },
    [STANDING_DISABLED] = { "disabled", "账号已停用" },
    [STANDING_NO_ROLE] = { "no_role", "未分配单位或角色" },
    [STANDING_CLASH] = { "clash", "角色不能兼任" },
    [STANDING_UNITS] = { "units", "登记了多个单位" },
};

/* Keepers of the house and leaders belong to no unit that reports. */
#define UNITLESS (ROLES_KEEPERS | ROLE_BIT(ROLE_LEADER))

Standing standing_by(Roles roles, int n_units)
{
    if (!roles_agree(roles))
        return STANDING_CLASH;
    if (n_units > 1)
        return STANDING_UNITS;
    if (roles == 0 || (n_units == 0 && (roles & ~UNITLESS) != 0))
        return STANDING_NO_ROLE;
    return STANDING_GOOD;
}

const char *standing_code(Standing standing)
{
    return standings[standing].code;
}

Standing standing_of(const char *code)
{
    for (int i = 0; i < STANDING__N; i++)
        if (g_strcmp0(standings[i].code, code) == 0)
            return (Standing)i;
    return STANDING_GONE;
}

const char *standing_word(Standing standing)
{
    return standings[standing].word;
}
