/* practice.h: the life of a 经验做法 (good practice), as a table, and what its forms may bring. Pure.
 *
 * A unit hands one in under a task that it leads or takes part in; a supervisor selects it or sends it back with an opinion;
 * what was selected is rolled out to units, which take note (任务 126–128 of the notice: 总结推广经验做法).
 */
#pragma once
#include "rule/complain.h"

typedef enum {
    PRACTICE_NONE,
    PRACTICE_DRAFT,
    PRACTICE_SUBMITTED,
    PRACTICE_RETURNED,
    PRACTICE_SELECTED,
    PRACTICE_ROLLED_OUT,
    PRACTICE__N
} PracticeState;

typedef enum {
    PRACTICE_SAVE,
    PRACTICE_SUBMIT,
    PRACTICE_WITHDRAW,
    PRACTICE_SELECT,
    PRACTICE_SEND_BACK,
    PRACTICE_ROLL_OUT, /* also to further units */
    PRACTICE_NOTE,
    PRACTICE_STEP__N
} PracticeStep;

enum {
    PRACTICE_TITLE_MOST = 100,
    PRACTICE_BODY_LEAST = 50, /* to be handed in */
    PRACTICE_BODY_MOST = 3000,
    PRACTICE_EFFECT_MOST = 1000,
    PRACTICE_WORDS_MOST = 500, /* opinions, what is asked of units, notes */
};

/* PRACTICE_NONE: the step does not exist. */
PracticeState practice_next(PracticeState from, PracticeStep step);

/* Code words as stored; "" for PRACTICE_NONE. An unknown word is PRACTICE_NONE. */
const char *practice_state_code(PracticeState state);
PracticeState practice_state_of(const char *code);
const char *practice_state_word(PracticeState state); /* 待选用 */

/* The action of the step's event: practice.submit. */
const char *practice_action(PracticeStep step);

/* A step as the forms name it: submit. PRACTICE_STEP__N: an unknown word. */
PracticeStep practice_step_of(const char *code);

/* Everybody may read what was selected. */
bool practice_is_public(PracticeState state);

/* For the rule (authz.h), which knows papers by the states of a report: approved is what is public. */
ReportState practice_as_report(PracticeState state);

/* As typed. Version ids are of approved submissions (0: none). */
typedef struct {
    const char *title, *body, *effect;
    int64_t target, before, after;
} PracticeFields;

/* handing_in: all that keeps it from being handed in, else only what keeps a draft from being saved. in_order: the value of
 * after is of a later period than that of before. */
Complaint *practice_complaints(Mem *mem, const PracticeFields *fields, bool handing_in, bool in_order,
                               gsize *n);

/* Of an opinion; sending back needs one. */
Complaint *practice_opinion_complaints(Mem *mem, PracticeStep step, const char *opinion, gsize *n);
