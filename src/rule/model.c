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

const char *task_state_code(TaskState state)
{
    return task_codes[state];
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

static const char *const application_codes[APPLICATION__N] = {
    [APPLICATION_NONE] = "",
    [APPLICATION_WAITING] = "waiting",
    [APPLICATION_WITHDRAWN] = "withdrawn",
    [APPLICATION_GRANTED] = "granted",
    [APPLICATION_REFUSED] = "refused",
};
static const char *const application_words[APPLICATION__N] = {
    [APPLICATION_NONE] = "",          [APPLICATION_WAITING] = "待审批", [APPLICATION_WITHDRAWN] = "已撤回",
    [APPLICATION_GRANTED] = "已同意", [APPLICATION_REFUSED] = "未同意",
};
static const char *const task_words[TASK__N] = { "", "进行中", "销号办理中", "已销号" };

const char *application_state_code(ApplicationState state)
{
    return application_codes[state];
}

ApplicationState application_state_of(const char *code)
{
    return (ApplicationState)find_word(application_codes, APPLICATION__N, code);
}

const char *application_state_word(ApplicationState state)
{
    return application_words[state];
}

const char *task_state_word(TaskState state)
{
    return task_words[state];
}
