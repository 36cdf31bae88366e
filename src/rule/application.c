/* application.c: what may be asked for, and how; see application.h. */
#include "rule/application.h"

#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "rule/day_read.h"
#include "rule/moment_read.h"

enum { DUE_HOUR = 18 };

static const struct {
    const char *code, *word;
    AsksKind kind;
} all[ASKS__N] = {
    [ASKS_NONE] = { "", "", ASKS_EXTENSION },
    [ASKS_DATE] = { "date", "延期（任务完成时限）", ASKS_EXTENSION },
    [ASKS_DEADLINE] = { "deadline", "延期（报送截止时间）", ASKS_EXTENSION },
    [ASKS_TARGET] = { "target", "调整（量化目标）", ASKS_ADJUSTMENT },
    [ASKS_CONTENT] = { "content", "调整（任务内容）", ASKS_ADJUSTMENT },
    [ASKS_LEAD] = { "lead", "调整（牵头单位）", ASKS_ADJUSTMENT },
    [ASKS_ASSIGNMENT] = { "assignment", "异议（责任分工）", ASKS_OBJECTION },
    [ASKS_LIGHT] = { "light", "异议（认定亮灯）", ASKS_OBJECTION },
    [ASKS_CLOSURE] = { "closure", "销号", ASKS_STRIKING },
};

static const struct {
    const char *code, *word;
} kinds[ASKS_KIND__N] = {
    [ASKS_EXTENSION] = { "extension", "延期" },
    [ASKS_ADJUSTMENT] = { "adjustment", "调整" },
    [ASKS_OBJECTION] = { "objection", "异议" },
    [ASKS_STRIKING] = { "closure", "销号" },
};

const char *asks_code(Asks asks)
{
    return all[asks].code;
}

Asks asks_of(const char *code)
{
    for (int asks = ASKS_NONE + 1; asks < ASKS__N; asks++)
        if (strcmp(all[asks].code, code) == 0)
            return (Asks)asks;
    return ASKS_NONE;
}

const char *asks_word(Asks asks)
{
    return all[asks].word;
}

AsksKind asks_kind(Asks asks)
{
    return all[asks].kind;
}

const char *asks_kind_code(AsksKind kind)
{
    return kinds[kind].code;
}

const char *asks_kind_word(AsksKind kind)
{
    return kinds[kind].word;
}

/* ---- what each must say */

typedef struct {
    Complaints *to;
    const Application *typed;
    const Ground *ground;
    const char **stood, **asked;
} Judging;

static const char *day_text(Mem *mem, int64_t day_us)
{
    CivilTime c = civil_of(day_us);

    return mem_printf(mem, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void judge_date(Judging *j)
{
    int64_t now_us = 0, day_us;

    (void)day_read(j->ground->due_on, &now_us);
    *j->stood = j->ground->due_on;
    if (!day_read(j->typed->asked, &day_us))
        complain(j->to, "asked", "延期后的完成时限请按“2024-3-31”填写");
    else if (day_us <= now_us)
        complain(
            j->to, "asked",
            mem_printf(j->to->mem, "延期后的完成时限应晚于现在的时限 %s", word_date(j->to->mem, now_us)));
    else
        *j->asked = day_text(j->to->mem, day_us);
}

/* 2023-04-08 18:00, as moment_read() takes it. */
static const char *moment_text(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

static void judge_deadline(Judging *j)
{
    const Ground *g = j->ground;
    int64_t at_us;

    if (!g->has_period || g->period_frozen) {
        complain(j->to, "period",
                 g->period_frozen ? "该报送期已冻结，不能再延期" : "请选择要求本单位报送的报送期");
        if (text_is_blank(j->typed->asked))
            complain(j->to, "asked", "请填写延期后的截止时间");
        return;
    }
    *j->stood = moment_text(j->to->mem, g->deadline_us);
    if (!moment_read(j->typed->asked, DUE_HOUR, &at_us))
        complain(j->to, "asked", "延期后的截止时间请按“2023-4-8 18:00”填写");
    else if (at_us <= g->deadline_us)
        complain(j->to, "asked",
                 mem_printf(j->to->mem, "延期后的截止时间应晚于 %s", word_full(j->to->mem, g->deadline_us)));
    else if (g->freezes_us != 0 && at_us > g->freezes_us)
        complain(j->to, "asked",
                 mem_printf(j->to->mem, "延期后的截止时间不能晚于自动冻结时间 %s",
                            word_full(j->to->mem, g->freezes_us)));
    else
        *j->asked = moment_text(j->to->mem, at_us);
}

static void judge_target(Judging *j)
{
    const Ground *g = j->ground;
    int64_t amount_e4;

    if (!g->has_target || g->target_is_range) {
        complain(j->to, "target",
                 g->has_target ? "区间目标请用“调整（任务内容）”申请" : "请选择要调整的量化目标");
        if (text_is_blank(j->typed->asked))
            complain(j->to, "asked", "请填写调整后的目标值");
        return;
    }
    *j->stood = word_amount(j->to->mem, g->goal_e4);
    AmountRead read = amount_read(j->typed->asked, g->target_word, &amount_e4);
    if (read == AMOUNT_EMPTY)
        complain(j->to, "asked", "请填写调整后的目标值");
    else if (read != AMOUNT_GOOD)
        complain(j->to, "asked", amount_complaint(read));
    else if (amount_e4 == g->goal_e4)
        complain(j->to, "asked", "调整后的目标值与现在的相同");
    else
        *j->asked = word_amount(j->to->mem, amount_e4);
}

static void judge_content(Judging *j)
{
    *j->stood = j->ground->content;
    *j->asked = j->typed->asked;
    if (text_is_blank(j->typed->asked))
        complain(j->to, "asked", "请填写调整后的任务内容");
    else if (strcmp(j->typed->asked, j->ground->content) == 0)
        complain(j->to, "asked", "调整后的任务内容与现在的相同");
    complain_most(j->to, "asked", "调整后的任务内容", j->typed->asked, APPLY_CONTENT_MOST);
}

/* An objection may leave open who leads instead, when others lead already. */
static void judge_lead(Judging *j)
{
    const Ground *g = j->ground;
    bool none = j->typed->asked[0] == '\0';

    *j->stood = g->takes_part ? ASKS_STOOD_PART : "";
    *j->asked = j->typed->asked;
    if (none && !g->takes_part && (j->typed->asks == ASKS_LEAD || g->other_leads_n == 0))
        complain(j->to, "asked",
                 j->typed->asks == ASKS_LEAD ? "请选择改由哪个单位牵头"
                                             : "本任务只有本单位牵头，请选择建议由哪个单位牵头");
    else if (!none && (!g->has_other || g->other_is_own))
        complain(j->to, "asked", g->other_is_own ? "请选择本单位以外的单位" : "请选择名单中的单位");
}

static void judge_light(Judging *j)
{
    Light light = light_of(j->typed->asked);

    if (!j->ground->has_period || j->ground->light == LIGHT_NONE) {
        complain(j->to, "period", "请选择督查已认定亮灯的报送期");
        if (light == LIGHT_NONE)
            complain(j->to, "asked", "请选择本单位认为应当认定的亮灯");
        return;
    }
    *j->stood = light_code(j->ground->light);
    if (light == LIGHT_NONE)
        complain(j->to, "asked", "请选择本单位认为应当认定的亮灯");
    else if (light == j->ground->light)
        complain(j->to, "asked", "与督查认定的亮灯相同，无需提出异议");
    *j->asked = light_code(light);
}

static void judge_closure(Judging *j)
{
    *j->stood = *j->asked = "";
}

Complaint *application_complaints(Mem *mem, const Application *typed, const Ground *ground,
                                  const char **stood, const char **asked, gsize *n)
{
    static void (*const judges[ASKS__N])(Judging *) = {
        [ASKS_DATE] = judge_date,       [ASKS_DEADLINE] = judge_deadline, [ASKS_TARGET] = judge_target,
        [ASKS_CONTENT] = judge_content, [ASKS_LEAD] = judge_lead,         [ASKS_ASSIGNMENT] = judge_lead,
        [ASKS_LIGHT] = judge_light,     [ASKS_CLOSURE] = judge_closure,
    };
    Complaints to = complaints_new(mem);
    Judging j = { &to, typed, ground, stood, asked };

    if (judges[typed->asks] == NULL)
        complain(&to, "asked", "没有这一种申请");
    else
        judges[typed->asks](&j);
    if (text_is_blank(typed->reason))
        complain(&to, "reason", typed->asks == ASKS_CLOSURE ? "请填写完成情况" : "请填写申请理由");
    complain_most(&to, "reason", typed->asks == ASKS_CLOSURE ? "完成情况" : "申请理由", typed->reason,
                  APPLY_REASON_MOST);
    complain_most(&to, "evidence", "佐证说明", typed->evidence, APPLY_EVIDENCE_MOST);
    *n = to.n;
    return to.list;
}

const char *asked_word(Mem *mem, Asks asks, const char *asked, const char *unit_word)
{
    int64_t at_us;

    if (asks == ASKS_DATE && day_read(asked, &at_us))
        return word_date(mem, at_us);
    if (asks == ASKS_DEADLINE && moment_read(asked, DUE_HOUR, &at_us))
        return word_full(mem, at_us);
    if (asks == ASKS_TARGET && asked[0] != '\0')
        return mem_printf(mem, "%s %s", asked, unit_word);
    if (asks == ASKS_LIGHT && light_of(asked) != LIGHT_NONE)
        return light_word(light_of(asked));
    return asked;
}
