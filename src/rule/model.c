/* model.c: word tables; see model.h. */
#include "rule/model.h"

static const char *const role_codes[] = {
    "filer", "supervisor", "auditor", "admin", "leader", "security", ""
};
static const char *const role_words[] = { "填报员", "督查员",     "审计员", "系统管理员",
                                          "市领导", "安全管理员", "无角色" };

static const char *const report_codes[] = {
    "none", "draft", "submitted", "returned", "withdrawn", "approved"
};
static const char *const report_words[] = { "未报送", "草稿", "待审核", "已退回", "已撤回", "已通过" };

static const char *const period_codes[] = { "", "planned", "open", "due", "frozen" };
static const char *const period_words[] = { "", "未开放", "填报中", "已截止", "已关闭" };

static const char *const task_codes[] = { "", "open", "closing", "closed" };

static const char *const light_codes[] = { "", "green", "yellow", "red" };
static const char *const light_words[] = { "未亮灯", "绿灯", "黄灯", "红灯" };

static int find_word(const char *const *words, int n, const char *word)
{
    for (int i = 0; i < n; i++)
        if (g_strcmp0(words[i], word) == 0)
            return i;
    return 0;
}

const char *role_code(Role role)
{
    return role_codes[role];
}

const char *report_state_code(ReportState state)
{
    return report_codes[state];
}

const char *period_state_code(PeriodState state)
{
    return period_codes[state];
}

const char *light_code(Light light)
{
    return light_codes[light];
}

ReportState report_state_of(const char *code)
{
    return (ReportState)find_word(report_codes, REPORT__N, code);
}

PeriodState period_state_of(const char *code)
{
    return (PeriodState)find_word(period_codes, PERIOD__N, code);
}

TaskState task_state_of(const char *code)
{
    return (TaskState)find_word(task_codes, TASK__N, code);
}

Light light_of(const char *code)
{
    return (Light)find_word(light_codes, LIGHT__N, code);
}

const char *role_word(Role role)
{
    return role_words[role];
}

const char *report_state_word(ReportState state)
{
    return report_words[state];
}

const char *period_state_word(PeriodState state)
{
    return period_words[state];
}

const char *light_word(Light light)
{
    return light_words[light];
}

Role first_role(Roles roles)
{
    for (int role = 0; role < ROLE__N; role++)
        if (roles & ROLE_BIT(role))
            return (Role)role;
    return ROLE__N;
}

bool roles_agree(Roles roles)
{
    bool alone = (roles & (roles - 1)) == 0;

    return alone || (roles & ROLES_KEEPERS) == 0;
}
