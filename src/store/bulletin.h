/* bulletin.h: the tables bulletin, bulletin_part, bulletin_score and score_objection: circulars (通报), the scores of units
 * in them, and what units say against those.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. _us 0: not yet.
 */
#pragma once
#include "rule/bulletin.h"
#include "rule/score.h"
#include "store/proof.h"
#include "store/tx.h"

typedef struct {
    bool shown;
    const char *words;
} BulletinPart;

typedef struct {
    int64_t id, version;
    PlanId plan_id;
    const char *plan;
    PeriodId period_id;
    const char *period;          /* code */
    int64_t opens_us, frozen_us; /* the period's */
    BulletinState state;
    const char *title, *main_to, *copies_to;
    ScoreWeights weights;
    BulletinPart parts[PART__N];
    const char *drafted_name;
    int64_t drafted_us;
    int64_t year, no;   /* 0 of a draft, as all that follows is "" or 0 */
    const char *issuer; /* the unit */
    const char *issued_name;
    int64_t issued_us;
    int64_t tree_size;
    const char *checkpoint, *content;
    const char *recalled_name, *recall_reason;
    int64_t recalled_us;
} Bulletin;

/* ERR_NOT_FOUND: no such bulletin. */
bool bulletin_find(Db *db, Mem *mem, int64_t id, Bulletin *bulletin, GError **err);

typedef struct {
    int64_t id;
    BulletinState state;
    const char *title, *period, *drafted_name, *issued_name;
    int64_t year, no, drafted_us, issued_us, open_objections;
} BulletinRow;

/* Drafts first, then the newest; 200 at most. */
bool bulletin_list(Db *db, Mem *mem, bool with_drafts, BulletinRow **rows, gsize *n, GError **err);

/* From where the points of a period come. */
typedef enum { TRACE_SUBMIT, TRACE_DECIDE, TRACE_RETURN, TRACE_FREEZE } TraceKind;

typedef struct {
    TaskId task; /* 0, as the unit: freezing the period */
    UnitId unit;
    TraceKind kind;
    int64_t event; /* number of the change record */
    const char *person;
    int64_t at_us;
} ScoreTrace;

bool score_traces(Db *db, Mem *mem, PeriodId period, ScoreTrace **traces, gsize *n, GError **err);

/* The last checkpoint, when it is over all records up to the freezing of the period; else note is NULL. */
bool freeze_note(Db *db, Mem *mem, PeriodId period, LastNote *last, GError **err);

/* What units said of their yellow and red lights. */
typedef struct {
    TaskId task;
    UnitId unit;
    const char *words;
} LightWords;

bool light_words(Db *db, Mem *mem, PeriodId period, LightWords **words, gsize *n, GError **err);

bool plan_weights(Db *db, Mem *mem, const char *plan, PlanId *id, int64_t *version, ScoreWeights *weights,
                  GError **err);

/* A unit's score as issued. points: JSON as in store/score_account.h. *found false: the unit has none. */
typedef struct {
    UnitId unit;
    const char *unit_name;
    int64_t place, tasks, score_e1;
    const char *points;
} StoredScore;

bool bulletin_score(Db *db, Mem *mem, int64_t bulletin, UnitId unit, StoredScore *score, bool *found,
                    GError **err);

typedef enum {
    OBJECTION_NONE,
    OBJECTION_OPEN,
    OBJECTION_UPHELD,
    OBJECTION_REFUSED,
    OBJECTION__N
} ObjectionState;

const char *objection_state_code(ObjectionState state);

typedef struct {
    int64_t id, version;
    UnitId unit;
    const char *unit_name, *reason, *answer, *raised_name, *settled_name;
    PersonId raised_by;
    int64_t raised_us, settled_us;
    ObjectionState state;
} Objection;

/* Of one bulletin, oldest first; 500 at most. */
bool objections(Db *db, Mem *mem, int64_t bulletin, Objection **list, gsize *n, GError **err);

/* ---- writes, called by act/ only */

/* The row as it is, locked until the transaction ends. */
bool bulletin_locked(Tx *tx, Mem *mem, int64_t id, Bulletin *bulletin, GError **err);

bool bulletin_insert(Tx *tx, const Bulletin *bulletin, PersonId by, int64_t now_us, GError **err);
bool bulletin_change(Tx *tx, const Bulletin *bulletin, GError **err);
/* The parts of one version. */
bool bulletin_parts_insert(Tx *tx, int64_t id, int64_t at_version, const BulletinPart *parts, GError **err);
bool bulletin_last_no(Tx *tx, Mem *mem, int64_t year, int64_t *no, GError **err);
bool bulletin_issue(Tx *tx, const Bulletin *bulletin, PersonId by, GError **err);
bool bulletin_score_insert(Tx *tx, int64_t bulletin, const StoredScore *score, GError **err);
bool bulletin_recall(Tx *tx, const Bulletin *bulletin, const char *reason, PersonId by, int64_t now_us,
                     GError **err);
bool objection_insert(Tx *tx, int64_t id, int64_t bulletin, UnitId unit, const char *reason, PersonId by,
                      int64_t now_us, GError **err);
bool objection_settle(Tx *tx, const Objection *o, ObjectionState state, const char *answer, PersonId by,
                      int64_t now_us, GError **err);
bool plan_weights_update(Tx *tx, PlanId id, int64_t version, const ScoreWeights *weights, GError **err);
