/* notice_flow.h: the ladder of supervision (提醒 → 催办 → 督办单) and the life of one notice on it (design.md §4), as
 * tables. Pure.
 *
 * A notice is issued, received (签收), answered, settled; an answer that does not do goes back to received, with its
 * reason and another limit. When a limit passes, the next rung is issued and this one has ended; above the last rung
 * there is nothing: it is marked late, once, and goes on. What is overdue stays workable on every rung.
 */
#pragma once
#include "base/mem.h"
#include "rule/complain.h"

typedef enum { RUNG_NONE, RUNG_REMIND, RUNG_URGE, RUNG_ORDER, RUNG__N } Rung;

typedef enum {
    SHEET_NONE,
    SHEET_ISSUED,
    SHEET_RECEIVED,
    SHEET_ANSWERED,
    SHEET_SETTLED,
    SHEET_ESCALATED,
    SHEET_WITHDRAWN,
    SHEET__N
} SheetState;

typedef enum {
    STEP_NONE,
    STEP_ISSUE,
    STEP_RECEIVE,
    STEP_ANSWER,
    STEP_RETURN,
    STEP_SETTLE,
    STEP_ESCALATE,
    STEP_WITHDRAW,
    STEP_LATE,
    STEP__N
} SheetStep;

/* Code words as stored, never NULL; an unknown one is the zero value. */
const char *rung_code(Rung rung);
Rung rung_of(const char *code);
const char *sheet_state_code(SheetState state);
SheetState sheet_state_of(const char *code);
const char *sheet_step_code(SheetStep step);
SheetStep sheet_step_of(const char *code);

const char *rung_word(Rung rung);  /* 提醒 / 催办 / 督办 */
const char *rung_title(Rung rung); /* 督查提醒函 / 催办通知单 / 督办通知单 */
const char *sheet_state_word(SheetState state);
const char *sheet_step_word(SheetStep step);

/* 督办单〔2023〕第3号: the year in full in hexagonal brackets, no leading zeros (GB/T 9704—2012, 7.2.5; 第 is the
 * house's own). */
char *sheet_number(Mem *mem, Rung rung, int64_t year, int64_t no);

/* 关于第5项任务推进情况的督办通知: what the paper is called (GB/T 9704—2012, 7.3.1: of what, and which kind). A subject that is a
 * title by itself (关于…) stays as it was typed. */
char *sheet_title(Mem *mem, Rung rung, const char *subject);

/* The state that a step leads to; SHEET_NONE when it does not go. */
SheetState sheet_next(SheetState from, SheetStep step);

/* Nobody waits for anything any more. */
bool sheet_has_ended(SheetState state);

/* RUNG_NONE: there is nothing above. */
Rung rung_above(Rung rung);

/* What the clock does with a notice at a moment: STEP_ESCALATE, STEP_LATE, or STEP_NONE. */
SheetStep sheet_step_due(Rung rung, SheetState state, bool late, int64_t receive_by_us, int64_t answer_by_us,
                         int64_t now_us);

/* Limits in working days after the day of issue, when nobody sets others. */
typedef struct {
    int receive, answer;
} RungDays;

RungDays rung_days(Rung rung);

enum { SUBJECT_MOST = 100, SHEET_BODY_MOST = 2000, SHEET_WORDS_MOST = 2000 };

/* What is typed to issue one. Days as typed; *_us: the end of that day's work (18:00), for good ones. */
typedef struct {
    const char *subject, *body, *receive_by, *answer_by;
    int64_t receive_us, answer_us;
} SheetFields;

/* Also fills the moments. */
Complaint *sheet_complaints(Mem *mem, SheetFields *fields, int64_t now_us, gsize *n);

/* What goes with a step: words, and for a return the new limit. */
typedef struct {
    const char *words, *answer_by;
    int64_t answer_us;
} StepFields;

Complaint *step_complaints(Mem *mem, SheetStep step, SheetState from, StepFields *fields, int64_t now_us,
                           gsize *n);
