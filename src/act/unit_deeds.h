/* unit_deeds.h: the administrator's deeds on units as master data (ux.md §4.15), each with a typed reason.
 *
 * One transaction each, with an event a changed row; all units are locked first, so that two of these never cross. ERR_DENIED
 * carries the Verdict. ERR_CONFLICT: the unit is not as it was seen. The same request id again is the same deed.
 */
#pragma once
#include "base/secret.h"
#include "rule/complain.h"
#include "store/audit.h"

typedef enum {
    UNIT_DEED_NONE,
    UNIT_RENAME,  /* name, short name, parent; the old name is kept with its last day */
    UNIT_STOP,    /* 停用 */
    UNIT_RESUME,  /* in use again */
    UNIT_ALIAS,   /* another name in notices */
    UNIT_UNALIAS, /* row: of the alias */
    UNIT_JOIN,    /* other becomes a member of this group */
    UNIT_LEAVE,   /* row: of the membership */
    UNIT_SUCCEED, /* other takes over from this unit: leads, parts, targets, memberships; this one is stopped */
    UNIT_DEED__N
} UnitDeed;

enum { UNIT_NAME_MOST = 64, UNIT_SHORT_MOST = 32, UNIT_REASON_MOST = 500 };

typedef struct {
    UnitDeed deed;
    UnitId unit, other; /* other: the parent of UNIT_RENAME as well; 0: none */
    int64_t row, base_version;
    const char *name, *short_name, *day, *reason; /* as typed */
    RequestId request;
    int64_t now_us;
} UnitWish;

const char *unit_deed_code(UnitDeed deed); /* as forms send it: rename */
UnitDeed unit_deed_of(const char *code);

/* What keeps the words of a form from being taken. *day_us: the first moment of the day; today when none is asked for. */
Complaint *unit_complaints(Mem *mem, const UnitWish *wish, int64_t *day_us, gsize *n);

/* ERR_CONFLICT also: the name is taken, the unit leads tasks and cannot be stopped, or other cannot do that. */
bool act_unit(Db *db, Mem *mem, const Actor *who, const UnitWish *wish, GError **err);

/* ---- between the files of this deed */

typedef struct {
    Mem *mem;
    const Actor *who;
    const UnitWish *wish;
    const char *today, *day;
    Rows units; /* unit_all */
    const Cell *unit, *other;
} UnitAct;

/* One row's event; changes are its body, with the reason. */
bool unit_event(Tx *tx, const UnitAct *a, const char *etype, int64_t id, int64_t version, const char *action,
                int64_t task, int64_t unit, Changes *changes, GError **err);
bool unit_stop_row(Tx *tx, const UnitAct *a, const char *day, GError **err);
bool unit_join_row(Tx *tx, const UnitAct *a, int64_t group, int64_t unit, GError **err);
bool unit_leave_row(Tx *tx, const UnitAct *a, int64_t id, int64_t version, int64_t unit, GError **err);
bool unit_succeed(Tx *tx, const UnitAct *a, GError **err);
