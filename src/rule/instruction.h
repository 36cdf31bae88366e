/* instruction.h: 批示: the life of what a leader told a unit, and what its forms may bring. Pure.
 *
 * 待签收 → 已签收 → 已反馈 → 已办结, or from 已反馈 back to 退回重办 and again 已反馈. Each unit that was told goes its own way.
 */
#pragma once
#include "rule/authz.h"
#include "rule/complain.h"

typedef enum {
    INSTRUCTION_NONE,
    INSTRUCTION_WAITING,
    INSTRUCTION_SIGNED,
    INSTRUCTION_ANSWERED,
    INSTRUCTION_RETURNED,
    INSTRUCTION_SETTLED,
    INSTRUCTION__N
} InstructionState;

typedef enum {
    INSTRUCTION_STEP_NONE,
    INSTRUCTION_SIGN,
    INSTRUCTION_ANSWER,
    INSTRUCTION_SETTLE,
    INSTRUCTION_SEND_BACK,
    INSTRUCTION_STEP__N
} InstructionStep;

enum { INSTRUCTION_MOST = 1000, INSTRUCTION_UNITS_MOST = 60 };

/* Code words as stored and sent; "" for NONE. An unknown word is NONE. */
const char *instruction_state_code(InstructionState state);
InstructionState instruction_state_of(const char *code);
const char *instruction_state_word(InstructionState state); /* 待签收 */
const char *instruction_step_code(InstructionStep step);
InstructionStep instruction_step_of(const char *code);
const char *instruction_step_word(InstructionStep step); /* 签收 */

/* NONE: the step does not go from there. */
InstructionState instruction_next(InstructionState from, InstructionStep step);

/* The deed that a step is, for authz(). */
Deed instruction_deed(InstructionStep step);

/* 超期: civil days since the due day while the unit owes an answer; what waits for the supervisor is not the unit's delay. */
int64_t instruction_days_late(InstructionState state, int64_t due_us, int64_t now_us);

/* As typed. */
typedef struct {
    const char *body, *due_on;
    gsize n_units;
} InstructionFields;

/* *due_us: the first moment of the due day; counts when there is nothing. */
Complaint *instruction_complaints(Mem *mem, const InstructionFields *fields, int64_t now_us, int64_t *due_us,
                                  gsize *n);

Complaint *instruction_step_complaints(Mem *mem, InstructionStep step, const char *words, gsize *n);
