/* practice.h: the tables practice and practice_unit: 经验做法, and to which units one was rolled out.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. _us is microseconds since 1970 UTC, 0 when
 * it did not happen; _e4 ten-thousandths of the target's printed unit.
 */
#pragma once
#include "rule/authz.h"
#include "rule/practice.h"
#include "store/tx.h"

/* Under which task one is handed in. */
typedef struct {
    TaskId id;
    int64_t no;
    const char *plan, *title;
    Facts facts; /* the actor's unit in it */
} PracticeTask;

/* Inside a deed the task's row is locked. ERR_NOT_FOUND: no such plan or task. */
bool practice_task(Db *db, Mem *mem, const Actor *who, const char *plan, int64_t no, PracticeTask *task,
                   GError **err);

typedef struct {
    int64_t id, version;
    PracticeTask task;
    UnitId unit;
    const char *unit_name;
    PracticeState state;
    PracticeFields fields;
    const char *saved_name;
    int64_t saved_us;
    PersonId submitted_by;
    const char *submitted_name;
    int64_t submitted_us;
    const char *opinion, *decided_name;
    int64_t decided_us;
    const char *ask, *rolled_name;
    int64_t rolled_us;
    Facts facts; /* what the rule must know, of the actor */
} Practice;

/* ERR_NOT_FOUND: no such practice. */
bool practice_find(Db *db, Mem *mem, const Actor *who, int64_t id, Practice *practice, GError **err);

/* A line of the list. */
typedef struct {
    int64_t id, no;
    UnitId unit;
    const char *unit_name, *title;
    PracticeState state;
    int64_t submitted_us, told, noted; /* units */
} PracticeLine;

typedef struct {
    int64_t before;      /* only those with a smaller id; 0: from the newest */
    UnitId unit;         /* 0: of all */
    PracticeState state; /* PRACTICE_NONE: any */
    int64_t most;
} PracticeFilter;

/* What this person may know of, the newest first. */
bool practice_list(Db *db, Mem *mem, const Actor *who, const PracticeFilter *filter, PracticeLine **lines,
                   gsize *n, GError **err);

/* A unit that one was rolled out to. */
typedef struct {
    int64_t id, version;
    UnitId unit;
    const char *unit_name;
    int64_t told_us, noted_us;
    const char *noted_name, *note;
} PracticeUnit;

/* Those that have not taken note yet first. */
bool practice_units(Db *db, Mem *mem, int64_t practice, PracticeUnit **units, gsize *n, GError **err);

/* NULL: it was not rolled out to that unit. */
const PracticeUnit *practice_unit_in(const PracticeUnit *units, gsize n, UnitId unit);

/* What a unit has still to take note of, 20 at most. */
typedef struct {
    int64_t id;
    const char *title, *unit_name; /* whose it is */
    int64_t told_us;
} PracticeTold;

bool practice_to_note(Db *db, Mem *mem, UnitId unit, PracticeTold **told, gsize *n, GError **err);

/* An approved value of a target of a task. */
typedef struct {
    int64_t version, target; /* the submission that says it */
    const char *period;
    int64_t due_us; /* of the period */
    int64_t value_e4;
} PracticeValue;

/* By target, the oldest period first. */
bool practice_values(Db *db, Mem *mem, TaskId task, PracticeValue **values, gsize *n, GError **err);

/* Whether the two submissions follow each other; true when one of them is 0 or unknown. */
bool practice_in_order(const PracticeValue *values, gsize n, int64_t before, int64_t after);

/* The target that moved. ERR_NOT_FOUND: that submission says nothing of it. */
typedef struct {
    const char *subject, *unit_word, *period;
    int64_t value_e4;
} PracticeMove;

bool practice_value(Db *db, Mem *mem, int64_t version, int64_t target, PracticeMove *move, GError **err);

/* ---- writes, called by act/ only */

/* The row as it is, locked until the transaction ends. */
bool practice_locked(Tx *tx, Mem *mem, const Actor *who, int64_t id, Practice *practice, GError **err);

/* Who handed it in, and when: by, at_us; state SUBMITTED says that this is it. */
typedef struct {
    PracticeState state;
    const PracticeFields *fields;
    PersonId by;
    int64_t at_us;
} PracticeWords;

bool practice_insert(Tx *tx, int64_t id, TaskId task, UnitId unit, const PracticeWords *words, GError **err);
bool practice_save(Tx *tx, const Practice *practice, const PracticeWords *words, GError **err);
bool practice_withdraw(Tx *tx, const Practice *practice, GError **err);
bool practice_decide(Tx *tx, const Practice *practice, PracticeState state, const char *opinion, PersonId by,
                     int64_t at_us, GError **err);
bool practice_roll_out(Tx *tx, const Practice *practice, const char *ask, PersonId by, int64_t at_us,
                       GError **err);
bool practice_unit_insert(Tx *tx, int64_t id, int64_t practice, UnitId unit, int64_t at_us, GError **err);
bool practice_unit_note(Tx *tx, const PracticeUnit *unit, const char *note, PersonId by, int64_t at_us,
                        GError **err);
