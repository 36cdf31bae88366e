/* notice_flow.c: see notice_flow.h. */
#include "rule/notice_flow.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "rule/day_read.h"

static const struct {
    const char *code, *word, *title;
    Rung above;
    RungDays days;
} rungs[RUNG__N] = {
    [RUNG_NONE] = { "", "", "", RUNG_NONE, { 0, 0 } },
    [RUNG_REMIND] = { "remind", "提醒", "督查提醒函", RUNG_URGE, { 2, 5 } },
    [RUNG_URGE] = { "urge", "催办", "催办通知单", RUNG_ORDER, { 1, 3 } },
    [RUNG_ORDER] = { "order", "督办", "督办通知单", RUNG_NONE, { 1, 5 } },
};

/* In numbers: 提醒函〔2023〕第1号. */
static const char *const number_words[RUNG__N] = { "", "提醒函", "催办单", "督办单" };

static const struct {
    const char *code, *word;
} states[SHEET__N] = {
    [SHEET_NONE] = { "", "" },
    [SHEET_ISSUED] = { "issued", "待签收" },
    [SHEET_RECEIVED] = { "received", "待答复" },
    [SHEET_ANSWERED] = { "answered", "已答复" },
    [SHEET_SETTLED] = { "settled", "已办结" },
    [SHEET_ESCALATED] = { "escalated", "已升级" },
    [SHEET_WITHDRAWN] = { "withdrawn", "已撤销" },
};

static const struct {
    const char *code, *word;
} steps[STEP__N] = {
    [STEP_NONE] = { "", "" },
    [STEP_ISSUE] = { "issue", "印发" },
    [STEP_RECEIVE] = { "receive", "签收" },
    [STEP_ANSWER] = { "answer", "答复" },
    [STEP_RETURN] = { "return", "退回答复" },
    [STEP_SETTLE] = { "settle", "办结" },
    [STEP_ESCALATE] = { "escalate", "升级" },
    [STEP_WITHDRAW] = { "withdraw", "撤销" },
    [STEP_LATE] = { "late", "逾期未办" },
};

/* Zero is SHEET_NONE: a step that is not in the table does not exist. */
static const SheetState next_states[SHEET__N][STEP__N] = {
    [SHEET_NONE] = { [STEP_ISSUE] = SHEET_ISSUED },
    [SHEET_ISSUED] = { [STEP_RECEIVE] = SHEET_RECEIVED,
                       [STEP_SETTLE] = SHEET_SETTLED,
                       [STEP_ESCALATE] = SHEET_ESCALATED,
                       [STEP_WITHDRAW] = SHEET_WITHDRAWN,
                       [STEP_LATE] = SHEET_ISSUED },
    [SHEET_RECEIVED] = { [STEP_ANSWER] = SHEET_ANSWERED,
                         [STEP_SETTLE] = SHEET_SETTLED,
                         [STEP_ESCALATE] = SHEET_ESCALATED,
                         [STEP_WITHDRAW] = SHEET_WITHDRAWN,
                         [STEP_LATE] = SHEET_RECEIVED },
    [SHEET_ANSWERED] = { [STEP_RETURN] = SHEET_RECEIVED,
                         [STEP_SETTLE] = SHEET_SETTLED,
                         [STEP_ESCALATE] = SHEET_ESCALATED,
                         [STEP_WITHDRAW] = SHEET_WITHDRAWN },
};

const char *rung_code(Rung rung)
{
    return rungs[rung].code;
}

Rung rung_of(const char *code)
{
    for (int rung = RUNG_REMIND; rung < RUNG__N; rung++)
        if (strcmp(rungs[rung].code, code) == 0)
            return (Rung)rung;
    return RUNG_NONE;
}

const char *rung_word(Rung rung)
{
    return rungs[rung].word;
}

const char *rung_title(Rung rung)
{
    return rungs[rung].title;
}

const char *sheet_state_code(SheetState state)
{
    return states[state].code;
}

SheetState sheet_state_of(const char *code)
{
    for (int state = SHEET_ISSUED; state < SHEET__N; state++)
        if (strcmp(states[state].code, code) == 0)
            return (SheetState)state;
    return SHEET_NONE;
}

const char *sheet_state_word(SheetState state)
{
    return states[state].word;
}

const char *sheet_step_code(SheetStep step)
{
    return steps[step].code;
}

SheetStep sheet_step_of(const char *code)
{
    for (int step = STEP_ISSUE; step < STEP__N; step++)
        if (strcmp(steps[step].code, code) == 0)
            return (SheetStep)step;
    return STEP_NONE;
}

const char *sheet_step_word(SheetStep step)
{
    return steps[step].word;
}

char *sheet_number(Mem *mem, Rung rung, int64_t year, int64_t no)
{
    return mem_printf(mem, "%s〔%" PRId64 "〕第%" PRId64 "号", number_words[rung], year, no);
}

char *sheet_title(Mem *mem, Rung rung, const char *subject)
{
    static const char *const kinds[RUNG__N] = { "", "提醒函", "催办通知", "督办通知" };

    if (g_str_has_prefix(subject, "关于"))
        return mem_text(mem, subject);
    return mem_printf(mem, "关于%s的%s", subject, kinds[rung]);
}

SheetState sheet_next(SheetState from, SheetStep step)
{
    return next_states[from][step];
}

bool sheet_has_ended(SheetState state)
{
    return state == SHEET_SETTLED || state == SHEET_ESCALATED || state == SHEET_WITHDRAWN;
}

Rung rung_above(Rung rung)
{
    return rungs[rung].above;
}

/* An answer stops the clock: from then on it is the office that is waited for. */
SheetStep sheet_step_due(Rung rung, SheetState state, bool late, int64_t receive_by_us, int64_t answer_by_us,
                         int64_t now_us)
{
    bool not_received = state == SHEET_ISSUED && now_us > receive_by_us;
    bool not_answered = (state == SHEET_ISSUED || state == SHEET_RECEIVED) && now_us > answer_by_us;

    if (!not_received && !not_answered)
        return STEP_NONE;
    if (rung_above(rung) != RUNG_NONE)
        return STEP_ESCALATE;
    return late ? STEP_NONE : STEP_LATE;
}

RungDays rung_days(Rung rung)
{
    return rungs[rung].days;
}

static void check_text(Complaints *to, const char *field, const char *label, const char *text, int64_t most)
{
    if (text_is_blank(text))
        complain(to, field, mem_printf(to->mem, "请填写%s", label));
    complain_most(to, field, label, text, most);
}

/* A limit is the end of a day's work: a day that has passed, or today after hours, is none. */
static bool check_limit(Complaints *to, const char *field, const char *label, const char *typed,
                        int64_t now_us, int64_t *at_us)
{
    int64_t day_us;

    if (text_is_blank(typed))
        complain(to, field, mem_printf(to->mem, "请填写%s", label));
    else if (!day_read(typed, &day_us))
        complain(to, field,
                 mem_printf(to->mem, "%s无法识别，请按 2023-4-5 或 2023年4月5日 的格式填写", label));
    else if (day_us + 18 * 3600 * SECOND_US <= now_us)
        complain(to, field, mem_printf(to->mem, "%s（当日 18:00）已过，请填写以后的日期", label));
    else {
        *at_us = day_us + 18 * 3600 * SECOND_US;
        return true;
    }
    return false;
}

Complaint *sheet_complaints(Mem *mem, SheetFields *f, int64_t now_us, gsize *n)
{
    Complaints to = complaints_new(mem);

    check_text(&to, "subject", "事由", f->subject, SUBJECT_MOST);
    check_text(&to, "body", "情况和要求", f->body, SHEET_BODY_MOST);
    bool receive = check_limit(&to, "receive_by", "签收时限", f->receive_by, now_us, &f->receive_us);
    bool answer = check_limit(&to, "answer_by", "答复时限", f->answer_by, now_us, &f->answer_us);
    if (receive && answer && f->receive_us > f->answer_us)
        complain(&to, "answer_by", "答复时限不能早于签收时限");
    *n = to.n;
    return to.list;
}

static const char *words_label(SheetStep step)
{
    static const char *const labels[STEP__N] = { [STEP_ANSWER] = "答复内容",
                                                 [STEP_RETURN] = "退回理由",
                                                 [STEP_SETTLE] = "办结意见",
                                                 [STEP_ESCALATE] = "升级理由",
                                                 [STEP_WITHDRAW] = "撤销理由" };

    return labels[step];
}

/* Settling what was answered needs no words; without an answer it does. */
static bool needs_words(SheetStep step, SheetState from)
{
    return words_label(step) != NULL && !(step == STEP_SETTLE && from == SHEET_ANSWERED);
}

Complaint *step_complaints(Mem *mem, SheetStep step, SheetState from, StepFields *f, int64_t now_us, gsize *n)
{
    Complaints to = complaints_new(mem);

    if (needs_words(step, from) && text_is_blank(f->words))
        complain(
            &to, "words",
            mem_printf(mem, step == STEP_SETTLE ? "单位尚未答复，请写明%s" : "请填写%s", words_label(step)));
    if (words_label(step) != NULL)
        complain_most(&to, "words", words_label(step), f->words, SHEET_WORDS_MOST);
    if (step == STEP_RETURN)
        check_limit(&to, "answer_by", "新的答复时限", f->answer_by, now_us, &f->answer_us);
    *n = to.n;
    return to.list;
}
