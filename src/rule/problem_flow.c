/* problem_flow.c: see problem_flow.h. */
#include "rule/problem_flow.h"

#include <glib.h>
#include <string.h>

#include "base/clock.h"

#define HOLDER 32 /* whoever holds the step; becomes a part before it is compared */

/* Zero is PROBLEM_NONE: a move that is not in the table does not exist. */
static const struct {
    ProblemStep to;
    unsigned who;
} table[PROBLEM__N][MOVE__N] = {
    [PROBLEM_NONE] = { [MOVE_RAISE] = { PROBLEM_FOUND, PART_ON_TASK | PART_OFFICE } },
    [PROBLEM_FOUND] = { [MOVE_COORDINATE] = { PROBLEM_COORDINATE, HOLDER | PART_OFFICE },
                        [MOVE_SOLVE] = { PROBLEM_SOLVE, HOLDER } },
    [PROBLEM_COORDINATE] = { [MOVE_COORDINATE] = { PROBLEM_COORDINATE, HOLDER | PART_OFFICE },
                             [MOVE_SOLVE] = { PROBLEM_SOLVE, HOLDER } },
    [PROBLEM_SOLVE] = { [MOVE_COORDINATE] = { PROBLEM_COORDINATE, HOLDER | PART_OFFICE },
                        [MOVE_ANSWER] = { PROBLEM_FEEDBACK, HOLDER } },
    [PROBLEM_FEEDBACK] = { [MOVE_CLOSE] = { PROBLEM_CLOSED, HOLDER },
                           [MOVE_REFUSE] = { PROBLEM_SOLVE, HOLDER } },
    [PROBLEM_CLOSED] = { [MOVE_REOPEN] = { PROBLEM_SOLVE, PART_OFFICE | PART_RAISER } },
};

static const struct {
    const char *code, *word;
    int days;
} steps[PROBLEM__N] = {
    [PROBLEM_NONE] = { "", "", 0 },
    [PROBLEM_FOUND] = { "found", "发现", 5 },
    [PROBLEM_COORDINATE] = { "coordinate", "协调", 10 },
    [PROBLEM_SOLVE] = { "solve", "解决", 30 },
    [PROBLEM_FEEDBACK] = { "feedback", "反馈", 5 },
    [PROBLEM_CLOSED] = { "closed", "已销号", 0 },
};

typedef struct {
    const char *code, *word;
} Words;

static const Words moves[MOVE__N] = {
    [MOVE_NONE] = { "", "" },
    [MOVE_RAISE] = { "raise", "提出问题" },
    [MOVE_COORDINATE] = { "coordinate", "转入协调" },
    [MOVE_SOLVE] = { "solve", "开始解决" },
    [MOVE_ANSWER] = { "answer", "提交反馈" },
    [MOVE_CLOSE] = { "close", "验收销号" },
    [MOVE_REFUSE] = { "refuse", "退回继续解决" },
    [MOVE_REOPEN] = { "reopen", "重开" },
};

static const Words levels[LEVEL__N] = {
    [LEVEL_NONE] = { "", "" },
    [LEVEL_UNIT] = { "unit", "本单位" },
    [LEVEL_DEPARTMENT] = { "department", "部门" },
    [LEVEL_CITY] = { "city", "市级" },
};

ProblemStep problem_next(ProblemStep from, ProblemMove move)
{
    return table[from][move].to;
}

ProblemPart problem_holder(ProblemStep step, ProblemLevel level)
{
    if (step == PROBLEM_NONE || step == PROBLEM_CLOSED)
        return 0;
    bool office = step == PROBLEM_FEEDBACK || (step == PROBLEM_COORDINATE && level == LEVEL_CITY);
    return office ? PART_OFFICE : PART_RESPONSIBLE;
}

bool problem_may(ProblemStep from, ProblemMove move, ProblemLevel level, ProblemParts parts)
{
    unsigned who = table[from][move].who;

    if (who & HOLDER)
        who = (who & ~(unsigned)HOLDER) | problem_holder(from, level);
    return problem_next(from, move) != PROBLEM_NONE && (who & parts & PARTS__ALL) != 0;
}

bool problem_may_note(ProblemParts parts)
{
    return (parts & PARTS__ALL) != 0;
}

int problem_step_days(ProblemStep step)
{
    return steps[step].days;
}

int64_t problem_days_late(ProblemStep step, int64_t due_us, int64_t now_us)
{
    if (due_us == 0 || step == PROBLEM_CLOSED)
        return 0;
    return MAX(civil_days_between(due_us, now_us), 0);
}

const char *problem_step_code(ProblemStep step)
{
    return steps[step].code;
}

ProblemStep problem_step_of(const char *code)
{
    for (int step = PROBLEM_FOUND; step < PROBLEM__N; step++)
        if (strcmp(steps[step].code, code) == 0)
            return (ProblemStep)step;
    return PROBLEM_NONE;
}

const char *problem_step_word(ProblemStep step)
{
    return steps[step].word;
}

/* The place of a code in a word table; 0: it is not there. */
static int place_of(const Words *words, int n, const char *code)
{
    for (int i = 1; i < n; i++)
        if (strcmp(words[i].code, code) == 0)
            return i;
    return 0;
}

const char *problem_move_code(ProblemMove move)
{
    return moves[move].code;
}

ProblemMove problem_move_of(const char *code)
{
    return (ProblemMove)place_of(moves, MOVE__N, code);
}

const char *problem_move_word(ProblemMove move)
{
    return moves[move].word;
}

const char *problem_level_code(ProblemLevel level)
{
    return levels[level].code;
}

ProblemLevel problem_level_of(const char *code)
{
    return (ProblemLevel)place_of(levels, LEVEL__N, code);
}

const char *problem_level_word(ProblemLevel level)
{
    return levels[level].word;
}
