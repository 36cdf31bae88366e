/* problem_deeds.h: the deeds of the problem loop: raise a problem, make its next move, add a note.
 *
 * Each is one transaction with one event; each asks authz() on locked rows. ERR_DENIED carries the Verdict as its detail.
 * ERR_CONFLICT: the problem is not at the step that the form was made from; nothing was changed. The same request id again is
 * the same deed: true, and nothing is done twice.
 */
#pragma once
#include "base/secret.h"
#include "store/audit.h"
#include "store/problem.h"

typedef struct {
    ProblemAddress at; /* .unit: the lead that is to be responsible */
    RequestId request;
    ProblemFields fields;
    const char *period; /* the submission of that unit that told of it; "": none */
    UnitId report_unit;
    int64_t version_id; /* that the form was made from; 0: none */
    int64_t now_us;
} RaiseWish;

/* *id: of the problem. ERR_BAD_INPUT: problem_complaints() has some (the page asks first), or that is no submission of the task.
 * ERR_NOT_FOUND: no such task, or the unit does not lead it. */
bool act_problem_raise(Db *db, Mem *mem, const Actor *who, const RaiseWish *wish, int64_t *id, GError **err);

typedef struct {
    int64_t id;
    RequestId request;
    int64_t base_step; /* Problem.step_no that the form was made from */
    ProblemFields fields;
    int64_t now_us;
} MoveWish;

/* ERR_NOT_FOUND: no such problem. */
bool act_problem_move(Db *db, Mem *mem, const Actor *who, const MoveWish *wish, GError **err);

/* Whatever step the problem is at. fields.words only. */
bool act_problem_note(Db *db, Mem *mem, const Actor *who, const MoveWish *wish, GError **err);

/* ---- what these deeds share */

Event problem_event(const Problem *problem, const char *action, Changes *changes, int64_t now_us);
