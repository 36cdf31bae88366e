/* practice_deeds.h: the deeds on 经验做法: save, hand in, withdraw; select, send back; roll out; take note.
 *
 * Each is one transaction with one event a changed row; each asks authz() and the table of rule/practice.h with the row
 * locked. ERR_DENIED carries the Verdict as its detail. ERR_CONFLICT: it is not as it was when the form was opened; nothing
 * was changed. The same request id again is the same deed: true, and nothing is done twice.
 */
#pragma once
#include "base/secret.h"
#include "store/audit.h"
#include "store/practice.h"

typedef struct {
    RequestId request;
    int64_t id;           /* 0: a new one */
    int64_t base_version; /* that the form was made from */
    const char *plan;     /* of a new one */
    int64_t no;           /* its task */
    PracticeStep step;    /* PRACTICE_SAVE or PRACTICE_SUBMIT */
    PracticeFields fields;
    int64_t now_us;
} PracticeWish;

/* *id: of the practice. ERR_BAD_INPUT: practice_complaints() has some (the page asks first), or a value that is none of the
 * task's approved ones. */
bool act_practice_keep(Db *db, Mem *mem, const Actor *who, const PracticeWish *wish, int64_t *id,
                       GError **err);

/* A step on one that stands: withdraw, select, send back. */
typedef struct {
    RequestId request;
    int64_t id, base_version;
    PracticeStep step;
    const char *opinion; /* of a decision */
    int64_t now_us;
} PracticeStepWish;

bool act_practice_step(Db *db, Mem *mem, const Actor *who, const PracticeStepWish *wish, GError **err);

typedef struct {
    RequestId request;
    int64_t id, base_version;
    const UnitId *units; /* at least one; those that it was rolled out to already are left as they are */
    gsize n_units;
    const char *ask;
    int64_t now_us;
} RollOutWish;

bool act_practice_roll_out(Db *db, Mem *mem, const Actor *who, const RollOutWish *wish, GError **err);

typedef struct {
    RequestId request;
    int64_t id;
    const char *note; /* '' is enough */
    int64_t now_us;
} NoteWish;

/* For the actor's unit. ERR_DENIED: it was not rolled out to it. Note that was taken already stays: true. */
bool act_practice_note(Db *db, Mem *mem, const Actor *who, const NoteWish *wish, GError **err);

/* ---- what these deeds share: practice_step.c */

/* The event that moves a practice to its next version. It tells its task only when everybody may read it: the task's history
 * is open to all its units. */
Event practice_event(const Practice *practice, PracticeState to, PracticeStep step, Changes *changes,
                     int64_t now_us);

/* ERR_CONFLICT unless the table knows the step and the version is the one that was seen. */
bool practice_may_step(const Practice *practice, PracticeStep step, int64_t base_version, GError **err);
