/* light.c: see light.h. */
#include "rule/light.h"

#include "base/words.h"

enum { REASONS_BESIDE = 5 }; /* reasons that are about no target, at most */

typedef struct {
    Mem *mem;
    const LightInput *input;
    LightReason *list;
    gsize n;
} Reasons;

static int severity(Light light)
{
    return light == LIGHT_GREEN ? LIGHT_NONE
                                : light; /* for getting worse, no light and a green one are one */
}

Light light_worst(Light a, Light b)
{
    return a > b ? a : b;
}

static void add(Reasons *to, ReasonKind kind, Light light, int count, const char *words)
{
    to->list[to->n++] = (LightReason){ .kind = kind, .light = light, .count = count, .words = words };
}

static const char *amount(Mem *mem, const LightTarget *t, int64_t value_e4)
{
    return mem_printf(mem, "%s%s", word_amount(mem, value_e4), t->unit_word);
}

static const char *value_words(Mem *mem, const LightTarget *t)
{
    return t->has_value ? mem_printf(mem, "为%s", amount(mem, t, t->value_e4)) : "尚未填报";
}

static const char *target_words(Reasons *to, const LightTarget *t, bool planned, int64_t planned_e4,
                                Judged judged)
{
    Mem *mem = to->mem;
    const char *due = t->promise.at_most ? "应不超过" : "按序时应达到";

    if (t->promise.kind == KIND_MILESTONE)
        return mem_printf(mem, "“%s”应于%d月末前完成，尚未完成", t->subject, t->promise.due_month);
    if (!planned)
        return mem_printf(mem, "“%s”%s", t->subject, judged_word(judged));
    return mem_printf(mem, "“%s”%s，%s%s，%s", t->subject, value_words(mem, t), due,
                      amount(mem, t, promise_planned_shown(&t->promise, planned_e4)), judged_word(judged));
}

/* Whether the target gives a light at all. */
static bool judge_target(Reasons *to, const LightTarget *t)
{
    const LightInput *in = to->input;
    Judged judged = promise_judge(&t->promise, t->has_value, t->value_e4, in->month, &in->thresholds);
    Light light = judged_light(judged);
    int64_t planned_e4 = 0;

    if (!t->confirmed || light == LIGHT_NONE)
        return false;
    if (light == LIGHT_GREEN)
        return true;
    bool planned = promise_planned(&t->promise, in->month, &planned_e4);
    add(to, judged == JUDGED_LOW ? REASON_TARGET_LOW : REASON_TARGET_BAD, light, 0,
        target_words(to, t, planned, planned_e4, judged));
    LightReason *reason = &to->list[to->n - 1];
    reason->target = t->target;
    reason->planned_e4 = planned_e4;
    reason->value_e4 = t->value_e4;
    return true;
}

static void judge_missing(Reasons *to)
{
    const LightInput *in = to->input;
    int days = in->workdays_overdue, limit = in->thresholds.red_days;

    if (!in->is_missing)
        return;
    if (days > limit)
        add(to, REASON_MISSING_LONG, LIGHT_RED, days,
            mem_printf(to->mem, "逾期未报已 %d 个工作日，超过 %d 个工作日", days, limit));
    else if (days > 0)
        add(to, REASON_MISSING, LIGHT_YELLOW, days, mem_printf(to->mem, "逾期未报已 %d 个工作日", days));
    else
        add(to, REASON_MISSING, LIGHT_YELLOW, 0, "已过截止时间，尚未报送");
}

static char *problem_words(const Reasons *to)
{
    const LightInput *in = to->input;
    char *words = mem_printf(to->mem, "%d 个问题超过办理时限", in->late_problems);

    if (in->late_problem == NULL || in->late_problem[0] == '\0')
        return words;
    return mem_printf(to->mem, "%s（%s%s）", words, in->late_problem, in->late_problems > 1 ? "等" : "");
}

static void judge_rest(Reasons *to)
{
    const LightInput *in = to->input;

    if (in->task_is_past)
        add(to, REASON_TASK_PAST, LIGHT_RED, 0, "已过完成时限，任务尚未销号");
    if (in->late_items > 0)
        add(to, REASON_ITEMS_LATE, LIGHT_YELLOW, in->late_items,
            mem_printf(to->mem, "%d 个工作项目超过完成时限", in->late_items));
    if (in->late_problems > 0)
        add(to, REASON_PROBLEMS_LATE, LIGHT_YELLOW, in->late_problems, problem_words(to));
}

/* The worst first; those of one light keep their order. */
static void sort(Reasons *all)
{
    for (gsize i = 1; i < all->n; i++)
        for (gsize k = i; k > 0 && all->list[k - 1].light < all->list[k].light; k--) {
            LightReason reason = all->list[k];
            all->list[k] = all->list[k - 1];
            all->list[k - 1] = reason;
        }
}

static void add_no_target(Reasons *to)
{
    bool any = false;

    for (gsize i = 0; i < to->input->n_targets; i++)
        any |= to->input->targets[i].confirmed;
    add(to, REASON_NO_TARGET, LIGHT_NONE, 0,
        any ? "量化目标本期还不能判断，系统不作建议" : "没有已核定的量化目标，系统不作建议");
}

ComputedLight light_compute(Mem *mem, const LightInput *input)
{
    Reasons all = { .mem = mem, .input = input };
    bool judged = false;

    all.list = mem_array(mem, LightReason, input->n_targets + REASONS_BESIDE);
    for (gsize i = 0; i < input->n_targets; i++)
        judged |= judge_target(&all, &input->targets[i]);
    judge_missing(&all);
    judge_rest(&all);
    sort(&all);
    if (all.n == 0 && judged)
        add(&all, REASON_ON_PACE, LIGHT_GREEN, 0, "量化目标达到序时进度，没有其他预警");
    else if (all.n == 0)
        add_no_target(&all);
    return (ComputedLight){ .light = all.list[0].light, .reasons = all.list, .n_reasons = all.n };
}

Light light_counts(const LightFacts *facts, LightBy *by)
{
    Light light = LIGHT_NONE;

    *by = LIGHT_BY_NOBODY;
    if (facts->state == REPORT_APPROVED && facts->decided != LIGHT_NONE) {
        *by = LIGHT_BY_REVIEWER;
        light = facts->decided;
    } else if (facts->overdue && facts->computed != LIGHT_NONE) {
        *by = LIGHT_BY_LEDGER;
        light = facts->computed;
    } else if (facts->state == REPORT_SUBMITTED && facts->declared != LIGHT_NONE) {
        *by = LIGHT_BY_UNIT;
        light = facts->declared;
    }
    return light;
}

Forecast light_forecast(const LightInput *input)
{
    g_autoptr(Mem) mem = mem_new();
    LightInput later = *input;
    Light now = light_compute(mem, input).light;

    for (later.month = input->month + 1; later.month <= MONTHS; later.month++) {
        Light then = light_compute(mem, &later).light;
        if (severity(then) > severity(now))
            return (Forecast){ later.month, then };
    }
    return (Forecast){ 0, LIGHT_NONE };
}

char **light_rule_words(Mem *mem, const Thresholds *at)
{
    char *words[] = {
        mem_printf(
            mem,
            "有量化目标的：完成序时进度的 %d%% 及以上亮绿灯，%d%% 及以上不足 %d%% 亮黄灯，不足 %d%% 亮红灯。",
            at->green_pct, at->yellow_pct, at->green_pct, at->yellow_pct),
        mem_text(
            mem,
            "序时进度是到报送期末应当完成的部分：督查室填了各期计划值的，按计划值；没有填的，按月均摊到年底。"
            "存量型从年初基数算起，没有基数的在 12 月前不判断。"),
        mem_text(mem, "“不超过”一类的目标全年有效：没有突破上限亮绿灯；累计数突破上限亮红灯。"),
        mem_text(mem, "节点型目标到期前不判断，到期未完成亮红灯。"),
        mem_printf(mem,
                   "逾期未报的，截止时间一过亮黄灯；超过 %d "
                   "个工作日仍未报送亮红灯。工作日按国务院办公厅节假日安排计算。",
                   at->red_days),
        mem_text(mem, "工作项目超过完成时限、问题超过办理时限的，至少亮黄灯。"),
        mem_text(mem, "年度结束任务尚未销号的，亮红灯。"),
        mem_text(mem, "以上几条同时出现时，取最重的一条。待核的量化目标不计入亮灯。"),
        mem_text(mem, "以上是系统建议。单位自评与建议不一致的须说明理由，最后以督查室审核认定的亮灯为准；没有"
                      "报送的，以系统亮灯为准。"),
        mem_text(mem, "一项任务有几个牵头单位的，任务的灯取各牵头单位中最重的。"),
    };
    char **list = mem_array(mem, char *, G_N_ELEMENTS(words) + 1);

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        list[i] = words[i];
    return list;
}
