/* problem.h: what the forms of the problem loop may bring, and the words when they do not (ux.md 4.14). Pure.
 *
 * A day is a civil day in the city; _us is its first moment.
 */
#pragma once
#include "rule/complain.h"
#include "rule/problem_flow.h"

enum {
    PROBLEM_TITLE_MOST = 60,
    PROBLEM_BODY_MOST = 1000,
    PROBLEM_WORDS_MOST = 1000,
    PROBLEM_UNITS_MOST = 60, /* coordinating units of one move, groups expanded */
    PROBLEM_FILES_MOST = 20,
    PROBLEM_DAYS_MOST = 730 /* a limit that is further away is a slip of the pen */
};

/* As typed. */
typedef struct {
    ProblemMove move;
    const char *title, *body; /* of MOVE_RAISE */
    const char *words;        /* what is said with a move, or the note */
    const char *due_on;       /* the limit of the step that begins; in any form that day_read() takes */
    ProblemLevel level;       /* of MOVE_RAISE and MOVE_COORDINATE */
    const int64_t *units;     /* coordinating units, groups as such; of MOVE_COORDINATE */
    gsize n_units;
    const int64_t *files; /* ids of evidence of the task; of MOVE_ANSWER */
    gsize n_files;
} ProblemFields;

/* What the form asks for; a field that it does not ask for is not read. */
bool problem_asks_due(ProblemMove move);
bool problem_asks_words(ProblemMove move); /* and wants them; of MOVE_CLOSE they may be left out */

/* What the words of a move are called: 反馈的结果; of MOVE_NONE: 备注. */
const char *problem_words_label(ProblemMove move);

/* All that keeps a move from being made, in the order of the form. *due_us: the limit, when there is
 * nothing; of a move that asks for none the usual one of the step that begins, 0 when that has none. */
Complaint *problem_complaints(Mem *mem, const ProblemFields *fields, int64_t now_us, int64_t *due_us,
                              gsize *n);

/* Of a note. */
Complaint *problem_note_complaints(Mem *mem, const char *words, gsize *n);

/* The usual limit of a step that begins now. */
int64_t problem_usual_due(ProblemStep step, int64_t now_us);
