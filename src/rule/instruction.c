/* instruction.c: see instruction.h. */
#include "rule/instruction.h"

#include <string.h>

#include "base/clock.h"
#include "rule/day_read.h"

static const struct {
    const char *code, *word;
} states[INSTRUCTION__N] = {
    [INSTRUCTION_NONE] = { "", "" },
    [INSTRUCTION_WAITING] = { "waiting", "待签收" },
    [INSTRUCTION_SIGNED] = { "signed", "办理中" },
    [INSTRUCTION_ANSWERED] = { "answered", "已反馈，待核" },
    [INSTRUCTION_RETURNED] = { "returned", "退回重办" },
    [INSTRUCTION_SETTLED] = { "settled", "已办结" },
};

static const struct {
    const char *code, *word;
    Deed deed;
} steps[INSTRUCTION_STEP__N] = {
    [INSTRUCTION_STEP_NONE] = { "", "", DEED_NONE },
    [INSTRUCTION_SIGN] = { "sign", "签收", DEED_FOLLOW_INSTRUCTION },
    [INSTRUCTION_ANSWER] = { "answer", "反馈", DEED_FOLLOW_INSTRUCTION },
    [INSTRUCTION_SETTLE] = { "settle", "办结", DEED_SETTLE_INSTRUCTION },
    [INSTRUCTION_SEND_BACK] = { "return", "退回重办", DEED_SETTLE_INSTRUCTION },
};

/* Zero is INSTRUCTION_NONE: a step that is not in the table does not exist. */
static const InstructionState next_states[INSTRUCTION__N][INSTRUCTION_STEP__N] = {
    [INSTRUCTION_WAITING] = { [INSTRUCTION_SIGN] = INSTRUCTION_SIGNED },
    [INSTRUCTION_SIGNED] = { [INSTRUCTION_ANSWER] = INSTRUCTION_ANSWERED },
    [INSTRUCTION_RETURNED] = { [INSTRUCTION_ANSWER] = INSTRUCTION_ANSWERED },
    [INSTRUCTION_ANSWERED] = { [INSTRUCTION_SETTLE] = INSTRUCTION_SETTLED,
                               [INSTRUCTION_SEND_BACK] = INSTRUCTION_RETURNED },
};

const char *instruction_state_code(InstructionState state)
{
    return states[state].code;
}

InstructionState instruction_state_of(const char *code)
{
    for (int state = INSTRUCTION_NONE + 1; state < INSTRUCTION__N; state++)
        if (strcmp(states[state].code, code) == 0)
            return (InstructionState)state;
    return INSTRUCTION_NONE;
}

const char *instruction_state_word(InstructionState state)
{
    return states[state].word;
}

const char *instruction_step_code(InstructionStep step)
{
    return steps[step].code;
}

InstructionStep instruction_step_of(const char *code)
{
    for (int step = INSTRUCTION_STEP_NONE + 1; step < INSTRUCTION_STEP__N; step++)
        if (strcmp(steps[step].code, code) == 0)
            return (InstructionStep)step;
    return INSTRUCTION_STEP_NONE;
}

const char *instruction_step_word(InstructionStep step)
{
    return steps[step].word;
}

InstructionState instruction_next(InstructionState from, InstructionStep step)
{
    return next_states[from][step];
}

Deed instruction_deed(InstructionStep step)
{
    return steps[step].deed;
}

int64_t instruction_days_late(InstructionState state, int64_t due_us, int64_t now_us)
{
    bool owed = state == INSTRUCTION_WAITING || state == INSTRUCTION_SIGNED || state == INSTRUCTION_RETURNED;
    int64_t days = civil_days_between(due_us, now_us);

    return owed ? MAX(days, 0) : 0;
}

Complaint *instruction_complaints(Mem *mem, const InstructionFields *fields, int64_t now_us, int64_t *due_us,
                                  gsize *n)
{
    Complaints to = complaints_new(mem);

    if (text_is_blank(fields->body))
        complain(&to, "body", "请填写批示内容");
    complain_most(&to, "body", "批示内容", fields->body, INSTRUCTION_MOST);
    if (!day_read(fields->due_on, due_us))
        complain(&to, "due_on", "反馈时限请按 2023-4-10 或 2023年4月10日 的格式填写");
    else if (civil_days_between(now_us, *due_us) < 0)
        complain(&to, "due_on", "反馈时限不能早于今天");
    if (fields->n_units == 0)
        complain(&to, "to", "请至少选择一个承办单位");
    else if (fields->n_units > INSTRUCTION_UNITS_MOST)
        complain(&to, "to", mem_printf(mem, "承办单位最多 %d 个", INSTRUCTION_UNITS_MOST));
    *n = to.n;
    return to.list;
}

Complaint *instruction_step_complaints(Mem *mem, InstructionStep step, const char *words, gsize *n)
{
    Complaints to = complaints_new(mem);

    if (step == INSTRUCTION_ANSWER && text_is_blank(words))
        complain(&to, "words", "请填写办理情况");
    if (step == INSTRUCTION_SEND_BACK && text_is_blank(words))
        complain(&to, "words", "退回的，请写明理由和要求");
    complain_most(&to, "words", step == INSTRUCTION_ANSWER ? "办理情况" : "意见", words, INSTRUCTION_MOST);
    *n = to.n;
    return to.list;
}
