/* dashboard_read.h: what the dashboards read. Errors and ownership as in ledger.h; lists are in the order in which they
 * are shown. */
#pragma once
#include "store/audit_read.h"
#include "store/known.h"
#include "store/ledger.h"

/* A report that was given back to a unit, and why. */
typedef struct {
    const char *plan, *period, *comment, *name;
    int64_t no, decided_us;
} Returned;

/* known: of the unit, or NULL; so for dashboard_recent(). */
bool dashboard_returns(Db *db, Mem *mem, Known *known, UnitId unit, Returned **list, gsize *n, GError **err);

/* The newest submissions and decisions on a unit's reports; what: submit, approve, return. */
typedef struct {
    int64_t at_us, round, no;
    const char *what, *name, *plan, *title, *period;
} Recent;

bool dashboard_recent(Db *db, Mem *mem, Known *known, UnitId unit, Recent **list, gsize *n, GError **err);

bool dashboard_waiting(Db *db, Mem *mem, int64_t *n, int64_t *oldest_us,
                       GError **err); /* oldest_us 0: none waits */

/* How far a unit is with one period, and what it still owes of all that are due. */
typedef struct {
    UnitId id;
    const char *name;
    int64_t due, waiting, approved, returned, overdue;
} UnitProgress;

bool dashboard_units(Db *db, Mem *mem, PlanId plan, PeriodId period, int64_t now_us, UnitProgress **list,
                     gsize *n, GError **err);

/* A red or a yellow light of a period. */
typedef struct {
    const char *plan, *title, *period, *unit_name, *reason;
    int64_t no;
    UnitId unit;
    Light light;
    bool own;               /* declared, not yet approved */
    bool decided_otherwise; /* reason is the reviewer's */
} Alarm;

/* with_own: also those that wait for a decision, which only reviewers may see. */
bool dashboard_alarms(Db *db, Mem *mem, PeriodId period, bool with_own, Alarm **list, gsize *n, GError **err);

typedef struct {
    const char *action;
    int64_t today, week;
} ActionCount;

bool dashboard_actions(Db *db, Mem *mem, int64_t day_us, int64_t week_us, ActionCount **list, gsize *n,
                       GError **err);

/* Refused deeds, deeds between 22:00 and 6:00, corrections, and what was taken back after it was handed in or decided. */
typedef struct {
    AuditRow row; /* without unit and period of its object */
    bool night, mended, after_all;
} Unusual;

bool dashboard_unusual(Db *db, Mem *mem, int64_t since_us, Unusual **list, gsize *n, GError **err);

/* One person's deeds of one kind on reports in one minute, when there were many. id: of the last one. */
typedef struct {
    int64_t id, at_us, n;
    const char *actor, *actor_unit, *action;
} Bulk;

bool dashboard_bulk(Db *db, Mem *mem, int64_t since_us, int64_t least, Bulk **list, gsize *n, GError **err);

/* Units that lead tasks and for which nobody has ever signed in. */
typedef struct {
    const char *name;
    bool can_sign_in;
    int64_t n_tasks;
} SilentUnit;

bool dashboard_silent_units(Db *db, Mem *mem, PlanId plan, SilentUnit **list, gsize *n, GError **err);

typedef struct {
    const char *title, *code, *sha256; /* in hex */
    int64_t sections, tasks, units, targets, doubts, leaderless, persons;
} ImportState;

bool dashboard_import(Db *db, Mem *mem, PlanId plan, ImportState *state, GError **err);
