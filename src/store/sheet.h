/* sheet.h: the tables notice and notice_step: the sheets of paper of the supervision ladder (提醒, 催办, 督办单).
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem; _us 0: not set.
 */
#pragma once
#include "rule/authz.h"
#include "rule/notice_flow.h"
#include "store/tx.h"

/* What a list shows of one. */
typedef struct {
    int64_t id;
    Rung rung;
    int64_t year, no;
    const char *plan;
    UnitId unit;
    const char *unit_name;
    int64_t task_no;            /* 0: about the unit's work as a whole */
    const char *title, *period; /* of the task; "" when there is none */
    const char *subject;
    SheetState state;
    int64_t receive_by_us, answer_by_us;
    bool late; /* the last rung, and its limit has passed */
    int64_t issued_us;
} SheetRow;

/* Another one of the same ladder; id 0: none. */
typedef struct {
    int64_t id;
    Rung rung;
    int64_t year, no;
} SheetLink;

typedef struct {
    SheetRow row;
    int64_t version;
    const char *body, *issued_name; /* "" by the clock */
    const char *unit_code;          /* "": nobody can sign in for the unit */
    TaskId task;
    PeriodId period;
    SheetLink follows, followed;
    PersonId answered_by; /* who answered last */
} Sheet;

/* ERR_NOT_FOUND: no such notice. */
bool sheet_find(Db *db, Mem *mem, int64_t id, Sheet *sheet, GError **err);

/* What the rule must know: whose it is, who answered. */
Facts sheet_facts(const Actor *who, const Sheet *sheet);

typedef struct {
    int64_t at_version;
    SheetStep step;
    const char *words, *name, *unit_name; /* name "": the clock */
    bool on_behalf;
    int64_t at_us;
} StepRow;

bool sheet_steps(Db *db, Mem *mem, int64_t id, StepRow **steps, gsize *n, GError **err);

typedef struct {
    UnitId unit; /* 0: all */
    Rung rung;   /* RUNG_NONE: all */
    bool open_only;
    int64_t before; /* only those before this one; 0: from the newest */
    int64_t most;
} SheetQuery;

/* The newest first. */
bool sheet_list(Db *db, Mem *mem, const SheetQuery *query, SheetRow **list, gsize *n, GError **err);

/* Those that have not ended, the highest rung first, 50 at most. */
bool sheets_open_of_unit(Db *db, Mem *mem, UnitId unit, SheetRow **list, gsize *n, GError **err);
bool sheets_open_of_task(Db *db, Mem *mem, TaskId task, SheetRow **list, gsize *n, GError **err);

typedef struct {
    int64_t open, answered, late;
} SheetCounts;

bool sheet_counts(Db *db, Mem *mem, SheetCounts *counts, GError **err);

/* A notice whose limit has passed. */
typedef struct {
    int64_t id;
    const char *plan;
} PastLimit;

bool sheets_past_limit(Db *db, Mem *mem, int64_t now_us, PastLimit **list, gsize *n, GError **err);

/* What a new one would be about. task_no 0, period "": neither. */
typedef struct {
    const char *plan;
    int64_t task_no;
    const char *period;
    UnitId unit;
} SheetAddress;

typedef struct {
    PlanId plan;
    UnitId unit;
    const char *unit_name, *title;
    TaskId task; /* 0: none was named */
    PeriodId period;
    int64_t due_us; /* of the period, for this unit; 0: none */
} SheetPlace;

/* ERR_NOT_FOUND: no such plan, task, period or unit, or the unit does not lead the task. */
bool sheet_place(Db *db, Mem *mem, const SheetAddress *at, SheetPlace *place, GError **err);

/* A report that a unit has not handed in though its time is over. */
typedef struct {
    int64_t task_no;
    const char *period;
} OwedReport;

/* The oldest period first. */
bool sheet_owed(Db *db, Mem *mem, PlanId plan, UnitId unit, int64_t now_us, OwedReport **list, gsize *n,
                GError **err);

/* ---- called by act/ only */

/* Numbers are given to one notice at a time; what is read afterwards is as the one before has left it. To be called
 * first in its transaction. */
bool sheet_plan_lock(Tx *tx, Mem *mem, const char *plan, GError **err);

/* The same for a notice that is there, which is locked as well. */
bool sheet_locked(Tx *tx, Mem *mem, int64_t id, Sheet *sheet, GError **err);

/* Under one of these locks. */
bool sheet_next_no(Tx *tx, Mem *mem, Rung rung, int64_t year, int64_t *no, GError **err);

typedef struct {
    int64_t id;
    Rung rung;
    int64_t year, no;
    SheetPlace place;
    const char *subject, *body;
    int64_t receive_us, answer_us, follows;
    PersonId by; /* 0: the clock */
    int64_t at_us;
} NewSheet;

bool sheet_insert(Tx *tx, const NewSheet *sheet, GError **err);

/* From sheet->version to the next. */
bool sheet_update(Tx *tx, const Sheet *sheet, SheetState state, int64_t answer_us, bool late, GError **err);

/* The row of a step that has just been made. */
bool sheet_step_insert(Tx *tx, int64_t id, int64_t at_version, SheetStep step, const char *words,
                       bool on_behalf, PersonId by, int64_t now_us, GError **err);
