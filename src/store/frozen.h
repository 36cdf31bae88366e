/* frozen.h: the tables frozen_line, frozen_value and correction: a period as it stood when it was frozen (冻结), and what
 * was set right since (更正).
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. _e4 is in ten-thousandths of the
 * target's printed unit.
 */
#pragma once
#include "store/known.h"

/* One lead of a task that the period asked for. */
typedef struct {
    TaskId task;
    UnitId unit;
    int64_t place, task_no;
    const char *title, *section, *unit_name; /* as they were */
    int64_t version_id;                      /* of the last submission; 0: none */
    ReportState state;                       /* REPORT_NONE: nothing was handed in */
    int64_t round, decided_us;
    bool late, overdue;
    Light declared, computed, decided;
    Light light;     /* the one that counts */
    const char *why; /* JSON as in report_version */
} FrozenLine;

/* A number that may be unknown. */
typedef struct {
    bool known;
    int64_t e4;
} Figure;

/* One target that was in force. */
typedef struct {
    int64_t target;
    TaskId task;
    UnitId unit;
    const char *subject, *unit_word, *kind, *comparator;
    int64_t goal_e4; /* the corrected one when there was one */
    Figure goal_max, base;
    Figure planned; /* due by the end of the period */
    Figure value;   /* approved last */
    int done_pct;   /* rounded down; -1: cannot be said */
} FrozenValue;

/* In the order of the tasks, then of the leads and the targets. None: the period is not frozen. */
bool frozen_lines(Db *db, Mem *mem, PeriodId period, FrozenLine **lines, gsize *n, GError **err);
bool frozen_values(Db *db, Mem *mem, PeriodId period, FrozenValue **values, gsize *n, GError **err);

/* The words of a submission; both "" for version 0. */
bool frozen_texts(Db *db, Mem *mem, int64_t version_id, const char **narrative, const char **next_steps,
                  GError **err);

/* The book with the leads and the targets of that time in place of today's; a task that was not asked for
 * keeps today's. */
bool frozen_book(Db *db, Mem *mem, const Book *book, const Period *period, const Book **as_it_was,
                 GError **err);

/* What was set right, oldest first. Of field 'value' the texts are amounts, of 'light' codes. */
typedef struct {
    PeriodId period;
    TaskId task;
    UnitId unit;
    int64_t target; /* of field 'value'; 0: none */
    const char *field, *old_text, *new_text, *reason, *made_by;
    int64_t made_us;
} Correction;

/* task 0: of all tasks of the period. */
bool corrections_read(Db *db, Mem *mem, PeriodId period, TaskId task, Correction **list, gsize *n,
                      GError **err);

/* Of all periods, from what is known of the task (known_task()). */
bool corrections_of_task(Db *db, Mem *mem, Known *known, TaskId task, Correction **list, gsize *n,
                         GError **err);

/* How a period would be frozen now: what the lines and values would say. period: not frozen. */
bool freeze_preview(Db *db, Mem *mem, const Book *book, const Period *period, int64_t now_us,
                    FrozenLine **lines, gsize *n_lines, FrozenValue **values, gsize *n_values, GError **err);

/* ---- writes, called by act/ only */

bool frozen_line_insert(Tx *tx, PeriodId period, const FrozenLine *line, GError **err);
bool frozen_value_insert(Tx *tx, Mem *mem, PeriodId period, const FrozenValue *value, GError **err);
/* made_by and made_us are left out of c: they are who and now_us. */
bool correction_insert(Tx *tx, PeriodId period, int64_t fresh_id, const Correction *c, PersonId who,
                       int64_t now_us, GError **err);
