/* problem_flow.h: the life of a problem (问题闭环: 发现 → 协调 → 解决 → 反馈 → 销号), as a table of step × move × who.
 *
 * Task 128 of the 2023 notice asks for 问题发现—协调—解决—反馈闭环; ux.md 4.14 names the moves. Each step has one that holds
 * it: the responsible lead unit, or the supervision office. Pure.
 */
#pragma once
#include "rule/model.h"

typedef enum {
    PROBLEM_NONE,
    PROBLEM_FOUND,      /* 发现: the responsible unit says what is to be done */
    PROBLEM_COORDINATE, /* 协调: several units find a way */
    PROBLEM_SOLVE,      /* 解决: the responsible unit works on it, by a promised day */
    PROBLEM_FEEDBACK,   /* 反馈: the office looks at what was done */
    PROBLEM_CLOSED,     /* 已销号 */
    PROBLEM__N
} ProblemStep;

typedef enum {
    MOVE_NONE,
    MOVE_RAISE,
    MOVE_COORDINATE, /* 转入协调, or once more with other units or another limit */
    MOVE_SOLVE,      /* 开始解决 */
    MOVE_ANSWER,     /* 提交反馈 */
    MOVE_CLOSE,      /* 验收销号 */
    MOVE_REFUSE,     /* 退回继续解决 */
    MOVE_REOPEN,     /* 重开 */
    MOVE__N
} ProblemMove;

/* 协调层级. */
typedef enum { LEVEL_NONE, LEVEL_UNIT, LEVEL_DEPARTMENT, LEVEL_CITY, LEVEL__N } ProblemLevel;

/* What somebody is to a problem; a person may be several things. */
typedef enum {
    PART_RESPONSIBLE =
        1, /* acts for the responsible unit: its filer, or a supervisor where nobody signs in for it */
    PART_OFFICE = 2,      /* a supervisor */
    PART_RAISER = 4,      /* a filer of the unit that raised it */
    PART_COORDINATES = 8, /* a filer of a unit that was asked to help */
    PART_ON_TASK = 16,    /* a filer of a unit that leads the task or takes part in it */
    PARTS__ALL = 31
} ProblemPart;
typedef unsigned ProblemParts; /* sum of ProblemPart */

/* PROBLEM_NONE: the move does not go from there. */
ProblemStep problem_next(ProblemStep from, ProblemMove move);

/* Whether any of these may make the move; false when it does not go. */
bool problem_may(ProblemStep from, ProblemMove move, ProblemLevel level, ProblemParts parts);

/* Who holds a step: PART_RESPONSIBLE or PART_OFFICE; 0 for PROBLEM_CLOSED. A problem of the city's level is coordinated by
 * the office, any other by the responsible unit. */
ProblemPart problem_holder(ProblemStep step, ProblemLevel level);

/* Who may add a note, at any step. */
bool problem_may_note(ProblemParts parts);

/* How many days a step is given when nobody says another limit; 0: the step has none. */
int problem_step_days(ProblemStep step);

/* Civil days since the limit's day, while it is not closed; else 0. */
int64_t problem_days_late(ProblemStep step, int64_t due_us, int64_t now_us);

/* Code words, as stored and sent in forms; "" for none. An unknown word is none. */
const char *problem_step_code(ProblemStep step);
ProblemStep problem_step_of(const char *code);
const char *problem_step_word(ProblemStep step); /* 协调 */
const char *problem_move_code(ProblemMove move);
ProblemMove problem_move_of(const char *code);
const char *problem_move_word(ProblemMove move); /* 转入协调 */
const char *problem_level_code(ProblemLevel level);
ProblemLevel problem_level_of(const char *code);
const char *problem_level_word(ProblemLevel level); /* 部门 */
