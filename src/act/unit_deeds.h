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
    UNIT_NEW,     /* see UnitBirth */
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

/* A unit that is new: by a reform it may take over from others on the day that the wish says. */
typedef struct {
    bool is_group;
    const char *const *aliases; /* n_aliases, none of them blank */
    gsize n_aliases;
    const UnitId *members; /* of a group */
    gsize n_members;
    const UnitId *olds; /* whose duties it takes over; none of a group */
    gsize n_olds;
} UnitBirth;

/* Why a deed that was rightly asked for cannot be done: the detail of ERR_CONFLICT. */
typedef enum {
    UNIT_MOVED, /* somebody has changed it meanwhile */
    UNIT_NAME_TAKEN,
    UNIT_STILL_LEADS,
    UNIT_FOLLOWED, /* another one has taken over from it: it does not come back */
    UNIT_UNFIT,    /* other is a group, stopped, or this unit itself */
    UNIT_BELONGS,  /* other is a member already */
    UNIT_REFUSAL__N
} UnitRefusal;

/* The refusal as a complaint about a field of the form; NULL of UNIT_MOVED. */
const Complaint *unit_refusal(int refusal);

const char *unit_deed_code(UnitDeed deed); /* as forms send it: rename */
UnitDeed unit_deed_of(const char *code);

/* What keeps the words of a form from being taken. *day_us: the first moment of the day; today when none is asked for. */
Complaint *unit_complaints(Mem *mem, const UnitWish *wish, int64_t *day_us, gsize *n);

/* ERR_CONFLICT with its UnitRefusal. */
bool act_unit(Db *db, Mem *mem, const Actor *who, const UnitWish *wish, GError **err);

/* The same of a new unit, with what is wrong with its birth. */
Complaint *unit_birth_complaints(Mem *mem, const UnitWish *wish, const UnitBirth *birth, int64_t *day_us,
                                 gsize *n);

/* wish->deed is UNIT_NEW, wish->other its parent; base_version is not looked at. *id: of the new unit. */
bool act_unit_new(Db *db, Mem *mem, const Actor *who, const UnitWish *wish, const UnitBirth *birth,
                  int64_t *id, GError **err);

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
bool unit_name_is_free(Tx *tx, Mem *mem, const char *name, GError **err);

/* Another name of a->wish->unit; until: the first day of the next one, of a former name; NULL: an alias. */
bool unit_add_name(Tx *tx, const UnitAct *a, const char *name, const char *short_name, const char *until,
                   GError **err);
const Cell *unit_with(const Rows *units, UnitId unit); /* of unit_all; NULL: none */
bool unit_is_kind(const Cell *unit, const char *kind); /* and in use; of NULL it is not */

/* The row that this request has made or changed first, when it is stored already. */
bool unit_stored(Tx *tx, Mem *mem, const Actor *who, UnitDeed deed, int64_t *id, bool *stored, GError **err);
bool unit_stop_row(Tx *tx, const UnitAct *a, const char *day, GError **err);
bool unit_join_row(Tx *tx, const UnitAct *a, int64_t group, int64_t unit, GError **err);
bool unit_leave_row(Tx *tx, const UnitAct *a, int64_t id, int64_t version, int64_t unit, GError **err);
bool unit_succeed(Tx *tx, const UnitAct *a, GError **err);
