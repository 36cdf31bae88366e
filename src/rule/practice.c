/* practice.c: see practice.h. */
#include "rule/practice.h"

#include <string.h>

#include "base/words.h"

/* Zero is PRACTICE_NONE: a step that is not in the table does not exist. */
static const PracticeState next_states[PRACTICE__N][PRACTICE_STEP__N] = {
    [PRACTICE_NONE] = { [PRACTICE_SAVE] = PRACTICE_DRAFT, [PRACTICE_SUBMIT] = PRACTICE_SUBMITTED },
    [PRACTICE_DRAFT] = { [PRACTICE_SAVE] = PRACTICE_DRAFT, [PRACTICE_SUBMIT] = PRACTICE_SUBMITTED },
    [PRACTICE_RETURNED] = { [PRACTICE_SAVE] = PRACTICE_RETURNED, [PRACTICE_SUBMIT] = PRACTICE_SUBMITTED },
    [PRACTICE_SUBMITTED] = { [PRACTICE_WITHDRAW] = PRACTICE_DRAFT,
                             [PRACTICE_SELECT] = PRACTICE_SELECTED,
                             [PRACTICE_SEND_BACK] = PRACTICE_RETURNED },
    [PRACTICE_SELECTED] = { [PRACTICE_ROLL_OUT] = PRACTICE_ROLLED_OUT },
    [PRACTICE_ROLLED_OUT] = { [PRACTICE_ROLL_OUT] = PRACTICE_ROLLED_OUT,
                              [PRACTICE_NOTE] = PRACTICE_ROLLED_OUT },
};

static const struct {
    const char *code, *word;
    ReportState as_report;
} states[PRACTICE__N] = {
    [PRACTICE_NONE] = { "", "", REPORT_NONE },
    [PRACTICE_DRAFT] = { "draft", "草稿", REPORT_DRAFT },
    [PRACTICE_SUBMITTED] = { "submitted", "待选用", REPORT_SUBMITTED },
    [PRACTICE_RETURNED] = { "returned", "已退回", REPORT_RETURNED },
    [PRACTICE_SELECTED] = { "selected", "已选用", REPORT_APPROVED },
    [PRACTICE_ROLLED_OUT] = { "rolled_out", "已推广", REPORT_APPROVED },
};

static const struct {
    const char *code, *action;
} steps[PRACTICE_STEP__N] = {
    [PRACTICE_SAVE] = { "save", "practice.save" },
    [PRACTICE_SUBMIT] = { "submit", "practice.submit" },
    [PRACTICE_WITHDRAW] = { "withdraw", "practice.withdraw" },
    [PRACTICE_SELECT] = { "select", "practice.select" },
    [PRACTICE_SEND_BACK] = { "send_back", "practice.send_back" },
    [PRACTICE_ROLL_OUT] = { "roll_out", "practice.roll_out" },
    [PRACTICE_NOTE] = { "note", "practice.note" },
};

PracticeState practice_next(PracticeState from, PracticeStep step)
{
    return next_states[from][step];
}

const char *practice_state_code(PracticeState state)
{
    return states[state].code;
}

PracticeState practice_state_of(const char *code)
{
    for (int state = PRACTICE_DRAFT; state < PRACTICE__N; state++)
        if (strcmp(states[state].code, code) == 0)
            return (PracticeState)state;
    return PRACTICE_NONE;
}

const char *practice_state_word(PracticeState state)
{
    return states[state].word;
}

const char *practice_action(PracticeStep step)
{
    return steps[step].action;
}

PracticeStep practice_step_of(const char *code)
{
    int step = 0;

    while (step < PRACTICE_STEP__N && strcmp(steps[step].code, code) != 0)
        step++;
    return (PracticeStep)step;
}

bool practice_is_public(PracticeState state)
{
    return states[state].as_report == REPORT_APPROVED;
}

ReportState practice_as_report(PracticeState state)
{
    return states[state].as_report;
}

static void check_values(Complaints *to, const PracticeFields *f, bool handing_in, bool in_order)
{
    if (f->target != 0 && handing_in && (f->before == 0 || f->after == 0))
        complain(to, f->before == 0 ? "before" : "after", "请选择做法实施前和实施后的数值");
    if (f->before != 0 && f->after != 0 && !in_order)
        complain(to, "after", "实施后的数值须取自较晚的报送期");
}

Complaint *practice_complaints(Mem *mem, const PracticeFields *f, bool handing_in, bool in_order, gsize *n)
{
    Complaints to = complaints_new(mem);

    if (text_is_blank(f->title))
        complain(&to, "title", "请填写标题");
    complain_most(&to, "title", "标题", f->title, PRACTICE_TITLE_MOST);
    if (handing_in && text_chars(f->body) < PRACTICE_BODY_LEAST)
        complain(&to, "body",
                 mem_printf(mem, "主要做法不少于 %d 字，请写明怎么做的、好在哪里", PRACTICE_BODY_LEAST));
    complain_most(&to, "body", "主要做法", f->body, PRACTICE_BODY_MOST);
    if (handing_in && text_is_blank(f->effect))
        complain(&to, "effect", "请填写取得的成效");
    complain_most(&to, "effect", "取得成效", f->effect, PRACTICE_EFFECT_MOST);
    check_values(&to, f, handing_in, in_order);
    *n = to.n;
    return to.list;
}

Complaint *practice_opinion_complaints(Mem *mem, PracticeStep step, const char *opinion, gsize *n)
{
    Complaints to = complaints_new(mem);

    if (step == PRACTICE_SEND_BACK && text_is_blank(opinion))
        complain(&to, "opinion", "退回的，请填写意见，写明需要补充什么");
    complain_most(&to, "opinion", "意见", opinion, PRACTICE_WORDS_MOST);
    *n = to.n;
    return to.list;
}
