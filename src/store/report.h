/* report.h: the tables report, report_version, report_value, decision and draft.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. amount_e4 is in ten-thousandths of the
 * target's printed unit.
 */
#pragma once
#include "rule/authz.h"
#include "rule/answer.h"
#include "store/tx.h"

/* Which report: a task of a plan, a lead unit, a period — as addresses name them. */
typedef struct {
    const char *plan;
    int64_t no;
    const char *period;
    UnitId unit;
} ReportAddress;

/* All that the rule and the pages must know of one report's place. */
typedef struct {
    Facts facts;
    TaskId task;
    int64_t task_no;
    const char *title;
    UnitId unit;
    const char *unit_name;
    PeriodId period;
    const char *period_code;
    int64_t due_us;  /* the unit's own deadline when it was granted a later one */
    ReportId report; /* 0: none handed in */
    int64_t version, round;
    Light declared, light;
    int64_t submitted_us;
} ReportPlace;

/* ERR_NOT_FOUND: no such plan, task, period or unit. The unit need not lead the task: the rule says so then. */
bool report_place(Db *db, Mem *mem, const Actor *who, const ReportAddress *at, int64_t now_us,
                  ReportPlace *place, GError **err);

/* The same inside a deed, with the lead's row locked, and the period's against freezing, so that the answer still holds when the write comes (R36). */
bool report_place_locked(Tx *tx, Mem *mem, const Actor *who, const ReportAddress *at, int64_t now_us,
                         ReportPlace *place, GError **err);

/* ERR_NOT_FOUND: no such report. */
bool report_address(Db *db, Mem *mem, ReportId report, ReportAddress *at, GError **err);

/* The targets that a unit reports on, with their numbers as printed. */
typedef struct {
    int64_t id, no;
    const char *subject, *comparator, *unit_word, *quote, *doubt, *kind;
    int64_t value_e4, value_max_e4; /* max: 0 when it is no range */
} ReportTarget;

bool report_targets(Db *db, Mem *mem, TaskId task, UnitId unit, ReportTarget **targets, gsize *n,
                    GError **err);

/* What a unit has written so far. rev 0: nothing yet. */
typedef struct {
    int64_t rev;
    ReportFields fields; /* .answers: without reasons, to any return; see answers_settled() */
    PersonId saved_by;
    const char *saved_name;
    int64_t saved_us;
} Draft;

/* What was typed beside each of the targets, out of the stored text. */
AmountField *draft_amounts(Mem *mem, const char *stored, const ReportTarget *targets, gsize n);

/* fields.amounts are those of targets, in their order, with what was typed. fields.items are those that the draft
 * mentions, without names, in no order; they may be off the list by now. */
bool draft_find(Db *db, Mem *mem, const ReportPlace *place, const ReportTarget *targets, gsize n_targets,
                Draft *draft, GError **err);

/* base_rev: what the writer started from. ERR_CONFLICT: somebody saved since. */
bool draft_save(Tx *tx, Mem *mem, const ReportPlace *place, const ReportFields *fields, int64_t base_rev,
                PersonId saved_by, int64_t now_us, GError **err);

/* One submission, as it was handed in; never changes. */
typedef struct {
    int64_t id, round, late, on_behalf;
    const char *narrative, *next_steps, *light_reason, *filed_name, *copied_from;
    Light light;
    PersonId filed_by;
    int64_t submitted_us;
    Light computed;  /* by the ledger, of this submission */
    const char *why; /* JSON as light_why_read() wants it; "" of one from before lights were computed */
} ReportVersion;

/* From a row of version_last or version_of_round, whose columns are the same. */
ReportVersion version_of_cells(const Cell *c);

/* The newest; ERR_NOT_FOUND: nothing was handed in. */
bool version_last(Db *db, Mem *mem, ReportId report, ReportVersion *version, GError **err);

typedef struct {
    int64_t target;
    const char *subject, *unit_word, *note;
    bool has_value;
    int64_t value_e4;
} ReportedValue;

bool version_values(Db *db, Mem *mem, int64_t version_id, ReportedValue **values, gsize *n, GError **err);

typedef struct {
    bool any;
    bool approve;
    const char *comment, *decided_name;
    Light light;
    int64_t decided_us, round;
    int64_t id, at_version; /* the report's version that it made */
    PersonId decided_by;
} Decision;

/* Of those that stand: one that was taken back is none. .any false: none. */
bool decision_last(Db *db, Mem *mem, ReportId report, Decision *decision, GError **err);

/* Whether the unit saved or uploaded anything since it handed the report in; it cannot while the report waits. */
bool report_touched(Db *db, Mem *mem, const ReportPlace *place, bool *touched, GError **err);

/* ---- writes, called by act/ only */

typedef struct {
    const ReportPlace *place;
    const ReportFields
        *fields;     /* amounts already judged: each is empty or good; items: all on the list; suggested: the
                                 * light computed for it */
    const char *why; /* what that was computed from (store/light_read.h) */
    PersonId filed_by;
    bool late, on_behalf;
    int64_t now_us;
} Submission;

/* Inserts the report (id fresh, version 1) or moves it to its next version. */
bool report_submit(Tx *tx, const Submission *s, int64_t fresh_id, GError **err);
/* Adds the submission's texts and values; at_version: the report's version that it made. */
bool version_insert(Tx *tx, Mem *mem, const Submission *s, ReportId report, int64_t at_version, GError **err);
bool report_withdraw(Tx *tx, const ReportPlace *place, GError **err);

typedef struct {
    const ReportPlace *place;
    int64_t version_id; /* of the submission decided on */
    bool approve;
    const char *comment;
    Light light; /* LIGHT_NONE when returned */
    PersonId decided_by;
    int64_t now_us;
    const Reason *reasons; /* of a return, one by one; their decision is not known yet */
    gsize n_reasons;
} NewDecision;

bool report_decide(Tx *tx, const NewDecision *d, int64_t *decision_id, GError **err);

/* Takes the last decision back: the report is with the reviewers again, as it was. */
bool report_undo(Tx *tx, const ReportPlace *place, const Decision *decision, PersonId undone_by,
                 int64_t now_us, GError **err);
