/* target.h: the table target as supervisors read and set it. (Pages that only need what counts take it from book.h.)
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. Amounts are ten-thousandths of the
 * printed unit. A day is "2023-06-30", or "" when there is none.
 */
#pragma once
#include "rule/target_set.h"
#include "store/tx.h"

typedef enum { FROM_NOTICE, FROM_ADDED, FROM_SPLIT, FROM__N } TargetOrigin;

/* Somebody, and when; .person 0: nobody. */
typedef struct {
    PersonId person;
    const char *name;
    int64_t at_us;
} Done;

/* What people set, and may set again. */
typedef struct {
    Terms terms;
    bool has_correction;
    Promised corrected;
    const char *basis; /* "" without a correction */
    const char *ended_on, *drop_reason;
    bool is_confirmed;
    Done confirmed, corrected_by, set, dropped;
} TargetSettings;

typedef struct {
    int64_t id, version, no, split_of;
    const char *subject, *comparator, *unit_word, *quote, *doubt;
    Promised printed; /* what was added stands here too */
    TargetOrigin origin;
    const char *unit_name; /* of settings.terms.unit; "" */
    bool unit_leads;       /* still */
    TargetSettings settings;
} TargetRow;

/* All of a task, dropped and ended ones too, by number. */
bool target_rows(Db *db, Mem *mem, TaskId task, TargetRow **rows, gsize *n, GError **err);

bool target_is_dropped(const TargetRow *row);
bool target_is_ended(const TargetRow *row); /* no longer in the notice, or dropped */

/* NULL: not there. */
const TargetRow *target_in(const TargetRow *rows, gsize n, int64_t id);

/* What was last done to a target: who, when; the action's code. ERR_NOT_FOUND. */
bool target_last_event(Db *db, Mem *mem, int64_t target, int64_t version, Done *done, const char **action,
                       GError **err);

/* ---- for deeds */

typedef struct {
    TaskId task;
    const char *source; /* the issued text */
    TargetRow *rows;
    gsize n;
    UnitId *leads; /* now */
    gsize n_leads;
} TargetTask;

/* A task's targets and leads, with the task's row locked until the deed ends. ERR_NOT_FOUND: no such task. */
bool target_task_locked(Tx *tx, Mem *mem, const char *plan, int64_t no, TargetTask *task, GError **err);

/* The row that the request at hand has changed first, when it was sent before; 0: it is new. */
bool target_of_request(Tx *tx, Mem *mem, int64_t *target, GError **err);

/* Its event must stand there already. ERR_CONFLICT: another version is stored. */
bool target_save(Tx *tx, Mem *mem, const TargetRow *row, const TargetSettings *settings, GError **err);

/* row: all of it but version and names; the number is the task's next. */
bool target_add(Tx *tx, Mem *mem, const TargetTask *task, const TargetRow *row, GError **err);
int64_t target_next_no(const TargetTask *task);
const char *target_origin_code(TargetOrigin origin);
