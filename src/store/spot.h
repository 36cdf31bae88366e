/* spot.h: the table spot_check: 抽查复核, a random share of the approvals that a second reviewer looks at.
 *
 * Which ones is no choice of anybody: a number 0 … 9999 is computed of each submission with the key of the audit log, so
 * nobody at the keyboard can foretell it, a second approval of the same submission draws the same, and the auditors, who
 * hold the key, can compute all draws again. Drawn is what is below 100 times the plan's share in percent.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem.
 */
#pragma once
#include "store/report.h"

typedef enum { SPOT_NONE, SPOT_WAITING, SPOT_SAME, SPOT_DIFFERENT, SPOT_VOID, SPOT__N } SpotState;

const char *spot_state_code(SpotState state);

/* HMAC-SHA-256 of "spot " and the id of the submission; its first eight bytes, big-endian, modulo 10000. */
int spot_draw(Mem *mem, int64_t version_id);

typedef struct {
    int64_t id, version;
    ReportId report;
    SpotState state;
    const char *comment, *checked_name;
    int64_t checked_us; /* 0: not yet */
    ReportAddress at;
    const char *title, *unit_name;
    PeriodState period;
    Light declared, light;
    PersonId decided_by, filed_by;
    bool took_part; /* Facts.took_part, of the actor */
    const char *decided_name;
    int64_t decided_us;
} SpotCheck;

/* ERR_NOT_FOUND: no such check. */
bool spot_find(Db *db, Mem *mem, PersonId actor, int64_t id, SpotCheck *spot, GError **err);

/* Of an approval; .state SPOT_NONE: it was not drawn. */
bool spot_of_decision(Db *db, Mem *mem, PersonId actor, int64_t decision_id, SpotCheck *spot, GError **err);

/* The newest first, 200 at most. */
bool spot_list(Db *db, Mem *mem, PersonId actor, SpotState state, SpotCheck **list, gsize *n, GError **err);

/* What the rule must know: filer, decider, whether it waits. */
Facts spot_facts(const SpotCheck *spot);

/* ---- called by act/ only */

/* The plan's share, in percent. */
bool spot_share(Tx *tx, Mem *mem, ReportId report, int64_t *share, GError **err);

typedef struct {
    int64_t id;
    ReportId report;
    int64_t decision_id;
    int drawn;
    int64_t share;
} NewSpot;

bool spot_insert(Tx *tx, const NewSpot *spot, GError **err);

/* The approval was taken back; what was said of it stays. */
bool spot_drop(Tx *tx, const SpotCheck *spot, GError **err);

/* The row as it is, locked until the transaction ends. */
bool spot_locked(Tx *tx, Mem *mem, PersonId actor, int64_t id, SpotCheck *spot, GError **err);

bool spot_settle(Tx *tx, const SpotCheck *spot, SpotState state, const char *comment, PersonId by,
                 int64_t now_us, GError **err);
