/* problems.h: what the pages of the problem loop (问题闭环, ux.md 4.14) share. Texts live as long as the request. */
#pragma once
#include "store/book.h"
#include "store/problem.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* Chip of the step, and how the limit stands: fills STEP_* parts, LATE {DAYS}, LEFT {LEFT_WORDS, DUE}. */
void view_problem_step(View *view, Mem *mem, const Problem *problem, int64_t now_us);

/* Title, task, responsible unit, level, limits and what was said last. */
void view_problem(View *view, Mem *mem, const Problem *problem, int64_t now_us);

/* Who holds the step: 市政府督查室, 市科技局; "" when it is closed. */
const char *problem_holder_word(const Problem *problem);

/* The card of the task page. */
bool problems_show_card(Req *req, View *body, Known *known, const Book *book, const BookTask *task,
                        GError **err);

/* The problem in the address, for a fault page that says who holds it. */
bool problem_of_address(Req *req, Problem *problem, GError **err);

/* Radio buttons of the levels: parts LEVEL of the view. */
void view_levels(View *view, ProblemLevel chosen);

/* A complaint about a field: its BAD part with WHY; true: there is one. */
bool view_bad(View *view, const char *part, const char *field, const Complaint *list, gsize n);

/* The summary above a form: ERRORS part with one ERROR a complaint. */
void view_errors(View *body, const Complaint *list, gsize n);

/* The forms of a problem's page, as typed. */
typedef struct {
    ProblemFields fields; /* .move: which form stands open; MOVE_NONE: none */
    bool is_note;         /* what is wrong is wrong with the note */
    Complaint *complaints;
    gsize n_complaints;
    const char *notice; /* why nothing was done; NULL: none */
} ProblemForm;

bool problem_show(Req *req, Resp *resp, const Problem *problem, const ProblemForm *form, int status,
                  GError **err);

/* Whether this person may make the move now. */
Verdict problem_verdict(const Req *req, const Problem *problem, ProblemMove move);
