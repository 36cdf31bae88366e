/* problem.h: the tables problem, problem_step, problem_unit, problem_file and problem_note: the problem loop
 * (发现—协调—解决—反馈—销号; ux.md 4.14, task 128 of the notice). What a step may lead to is rule/problem_flow.h's.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. A day is a civil day in the city; _us is its
 * first moment, 0 when there is none.
 */
#pragma once
#include "rule/authz.h"
#include "rule/problem.h"
#include "store/known.h"
#include "store/tx.h"

typedef struct {
    int64_t id, version;
    const char *plan, *task_title;
    int64_t no; /* of the task */
    TaskId task;
    UnitId unit; /* responsible */
    const char *unit_name, *title, *body;
    ProblemStep step;
    ProblemLevel level;
    int64_t step_no; /* steps taken so far: what a form goes on from */
    int64_t step_us, due_us, promised_us, raised_us, closed_us;
    const char *raised_name, *raised_unit_name; /* "" : no unit */
    int64_t refused, reopened;                  /* how often */
    int64_t version_id;                         /* the submission that told of it; 0: none */
    const char *period;
    UnitId report_unit;
    int64_t round;
    const char *last_words; /* said last, with a step or as a note */
    int64_t last_us;
    Facts facts; /* of the actor; .problem.move is to be set */
} Problem;

/* ERR_NOT_FOUND: no such problem. Whether the actor may read it authz() says. */
bool problem_find(Db *db, Mem *mem, const Actor *who, int64_t id, Problem *problem, GError **err);

/* Open ones, and those closed since a moment, the most urgent first; at most so many. A filer gets what the own unit has a part
 * in, everybody else all. */
enum { PROBLEMS_MOST = 1000 };
bool problem_list(Db *db, Mem *mem, const Actor *who, int64_t closed_since_us, Problem **list, gsize *n,
                  GError **err);

/* Of one task, of which known is kept; open ones first. Only those that the actor may read. */
bool problem_list_of_task(Db *db, Mem *mem, Known *known, const Actor *who, TaskId task, Problem **list,
                          gsize *n, GError **err);

/* A step or a note (move MOVE_NONE). */
typedef struct {
    int64_t at_version;
    ProblemMove move;
    ProblemStep to;
    ProblemLevel level;
    const char *words, *made_name, *made_unit_name;
    int64_t due_us, made_us;
} ProblemEntry;

bool problem_timeline(Db *db, Mem *mem, int64_t problem, ProblemEntry **list, gsize *n, GError **err);

/* A unit that was asked to help; group_name "": it was chosen itself. */
typedef struct {
    int64_t at_version;
    UnitId unit;
    const char *name, *group_name;
} ProblemUnit;

bool problem_units(Db *db, Mem *mem, int64_t problem, ProblemUnit **list, gsize *n, GError **err);

/* A file of the task's reports that an answer shows. */
typedef struct {
    int64_t at_version, id, size_bytes, no;
    const char *name, *period;
    UnitId unit;
} ProblemFile;

bool problem_files(Db *db, Mem *mem, int64_t problem, ProblemFile **list, gsize *n, GError **err);

/* Where a problem is raised: a task and the lead that is to be responsible. */
typedef struct {
    const char *plan;
    int64_t no;
    UnitId unit;
} ProblemAddress;

typedef struct {
    Facts facts;
    TaskId task;
    const char *title, *unit_name;
} ProblemPlace;

/* ERR_NOT_FOUND: no such task, or the unit does not lead it. */
bool problem_place(Db *db, Mem *mem, const Actor *who, const ProblemAddress *at, ProblemPlace *place,
                   GError **err);

/* The same inside a deed, with the lead's row locked. */
bool problem_place_locked(Tx *tx, Mem *mem, const Actor *who, const ProblemAddress *at, ProblemPlace *place,
                          GError **err);

/* The newest submission of that lead in a period; version_id 0: there is none. */
typedef struct {
    int64_t version_id, round;
    ReportState state;
} ProblemOrigin;

bool problem_origin(Db *db, Mem *mem, const ProblemAddress *at, const char *period, ProblemOrigin *origin,
                    GError **err);

/* ---- writes, called by act/ only */

/* As problem_find(), with the row locked until the transaction ends. */
bool problem_locked(Tx *tx, Mem *mem, const Actor *who, int64_t id, Problem *problem, GError **err);

typedef struct {
    int64_t id;
    TaskId task;
    UnitId unit;
    const ProblemFields *fields; /* checked */
    int64_t due_us, version_id;
} NewProblem;

bool problem_insert(Tx *tx, Mem *mem, const Actor *who, const NewProblem *problem, int64_t now_us,
                    GError **err);

/* Members of the groups among the units on a day, and the other units themselves; none twice. A group of which no members are
 * known stands itself. */
typedef struct {
    UnitId unit, group; /* group 0: chosen itself */
    const char *name;
} AskedUnit;

bool problem_units_expand(Tx *tx, Mem *mem, const int64_t *units, gsize n_units, int64_t now_us,
                          AskedUnit **asked, gsize *n, GError **err);

typedef struct {
    ProblemMove move;
    ProblemStep to;
    ProblemLevel level;
    const char *words;
    int64_t due_us;
    const AskedUnit *units;
    gsize n_units;
    const int64_t *files;
    gsize n_files;
} ProblemTaken;

/* The next step of a problem: the row, then its step. */
bool problem_take(Tx *tx, Mem *mem, const Actor *who, const Problem *problem, const ProblemTaken *taken,
                  int64_t now_us, GError **err);

/* A step's row only, of a problem that was inserted just now. */
bool problem_first_step(Tx *tx, Mem *mem, const Actor *who, const NewProblem *problem, int64_t now_us,
                        GError **err);

bool problem_note(Tx *tx, const Actor *who, const Problem *problem, const char *words, int64_t now_us,
                  GError **err);

/* 2023-04-05, as the table and the change records keep days; "" for 0. */
char *problem_day(Mem *mem, int64_t day_us);
