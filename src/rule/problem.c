/* problem.c: see problem.h. */
#include "rule/problem.h"

#include "base/clock.h"
#include "rule/day_read.h"

static const char *const words_labels[MOVE__N] = {
    [MOVE_NONE] = "备注",       [MOVE_RAISE] = "问题说明",  [MOVE_COORDINATE] = "需要协调的事项",
    [MOVE_SOLVE] = "解决措施",  [MOVE_ANSWER] = "解决结果", [MOVE_CLOSE] = "验收意见",
    [MOVE_REFUSE] = "退回理由", [MOVE_REOPEN] = "重开理由",
};

bool problem_asks_due(ProblemMove move)
{
    return move == MOVE_RAISE || move == MOVE_COORDINATE || move == MOVE_SOLVE || move == MOVE_REFUSE ||
           move == MOVE_REOPEN;
}

bool problem_asks_words(ProblemMove move)
{
    return move != MOVE_NONE && move != MOVE_RAISE && move != MOVE_CLOSE;
}

const char *problem_words_label(ProblemMove move)
{
    return words_labels[move];
}

int64_t problem_usual_due(ProblemStep step, int64_t now_us)
{
    int days = problem_step_days(step);
    CivilTime day = civil_of(now_us + days * DAY_US);
    CivilTime start = { .year = day.year, .month = day.month, .day = day.day };

    return days == 0 ? 0 : civil_to_us(&start);
}

static void check_text(Complaints *to, const char *field, const char *label, const char *text, int64_t most)
{
    if (text_is_blank(text))
        complain(to, field, mem_printf(to->mem, "请填写%s", label));
    complain_most(to, field, label, text, most);
}

static void check_due(Complaints *to, const char *typed, int64_t now_us, int64_t *due_us)
{
    int64_t day_us;

    if (text_is_blank(typed)) {
        complain(to, "due_on", "请填写办理时限");
        return;
    }
    if (!day_read(typed, &day_us)) {
        complain(to, "due_on", "办理时限无法识别，请按 2023-4-5 或 2023年4月5日 的格式填写");
        return;
    }
    int64_t ahead = civil_days_between(now_us, day_us);
    if (ahead < 0)
        complain(to, "due_on", "办理时限不能早于今天");
    else if (ahead > PROBLEM_DAYS_MOST)
        complain(to, "due_on", "办理时限超过两年，请核对年份");
    else
        *due_us = day_us;
}

static void check_coordination(Complaints *to, const ProblemFields *f)
{
    if (f->level == LEVEL_NONE)
        complain(to, "level", "请选择协调层级");
    if (f->level != LEVEL_UNIT && f->n_units == 0)
        complain(to, "units", "请勾选协调单位；在本单位内部协调的，层级选“本单位”");
    if (f->n_units > PROBLEM_UNITS_MOST)
        complain(to, "units", mem_printf(to->mem, "协调单位最多 %d 个", PROBLEM_UNITS_MOST));
}

Complaint *problem_complaints(Mem *mem, const ProblemFields *f, int64_t now_us, int64_t *due_us, gsize *n)
{
    Complaints to = complaints_new(mem);

    *due_us = 0;
    if (f->move == MOVE_RAISE) {
        check_text(&to, "title", "问题名称", f->title, PROBLEM_TITLE_MOST);
        check_text(&to, "body", "问题说明", f->body, PROBLEM_BODY_MOST);
        if (f->level == LEVEL_NONE)
            complain(&to, "level", "请选择协调层级");
    }
    if (f->move == MOVE_COORDINATE)
        check_coordination(&to, f);
    if (problem_asks_words(f->move))
        check_text(&to, "words", problem_words_label(f->move), f->words, PROBLEM_WORDS_MOST);
    else if (f->move == MOVE_CLOSE)
        complain_most(&to, "words", problem_words_label(f->move), f->words, PROBLEM_WORDS_MOST);
    if (f->move == MOVE_ANSWER && f->n_files > PROBLEM_FILES_MOST)
        complain(&to, "files", mem_printf(mem, "佐证材料最多 %d 份", PROBLEM_FILES_MOST));
    if (problem_asks_due(f->move))
        check_due(&to, f->due_on, now_us, due_us);
    else if (f->move == MOVE_ANSWER)
        *due_us = problem_usual_due(PROBLEM_FEEDBACK, now_us);
    *n = to.n;
    return to.list;
}

Complaint *problem_note_complaints(Mem *mem, const char *words, gsize *n)
{
    Complaints to = complaints_new(mem);

    check_text(&to, "words", problem_words_label(MOVE_NONE), words, PROBLEM_WORDS_MOST);
    *n = to.n;
    return to.list;
}
