/* item_deeds.h: the four deeds on the project list under a task: put an item on it, change one, take one off, confirm.
 *
 * Each is one transaction with one event a changed row; each asks authz() with the lead's row locked. ERR_DENIED carries
 * the Verdict as its detail. ERR_CONFLICT: the list is not as it was when the form was opened; nothing was changed. The
 * same request id again is the same deed: true, and nothing is done twice.
 */
#pragma once
#include "base/secret.h"
#include "store/audit.h"
#include "store/item.h"

typedef struct {
    ItemAddress at;
    RequestId request;
    int64_t no;           /* of the item; not for adding */
    int64_t base_version; /* the item's version that the form was made from; not for adding */
    ItemFields fields;    /* for adding and changing */
    const char *reason;   /* for taking off */
    int64_t now_us;
} ItemWish;

/* ERR_BAD_INPUT: item_complaints() has some, or the list is full (the page asks first). ERR_CONFLICT: this request has
 * put another item on the list already. */
bool act_item_add(Db *db, Mem *mem, const Actor *who, const ItemWish *wish, GError **err);

/* Takes a supervisor's confirmation back when anything changed. ERR_NOT_FOUND: no such item on this list. */
bool act_item_change(Db *db, Mem *mem, const Actor *who, const ItemWish *wish, GError **err);
bool act_item_end(Db *db, Mem *mem, const Actor *who, const ItemWish *wish, GError **err);

/* Items as the supervisor saw them. */
typedef struct {
    int64_t no, version;
} SeenItem;

typedef struct {
    ItemAddress at;
    RequestId request;
    const SeenItem *seen; /* at least one; those that are confirmed already are left as they are */
    gsize n_seen;
    int64_t now_us;
} ConfirmWish;

bool act_item_confirm(Db *db, Mem *mem, const Actor *who, const ConfirmWish *wish, GError **err);

/* ---- what these deeds share: item_deed.c */

/* The item of a list, as it is under the lock. ERR_NOT_FOUND, or ERR_CONFLICT when it has another version by now or is
 * off the list. base_version 0: any. */
bool deed_item(Tx *tx, Mem *mem, const Actor *who, const ItemPlace *place, const SeenItem *seen,
               const WorkItem **item, GError **err);

/* The event that moves an item to its next version; version 0: the item is new. */
Event item_event(const ItemPlace *place, int64_t id, int64_t version, const char *action, Changes *changes,
                 int64_t now_us);

/* Old and new of an item's plan; old NULL: it is new. */
Changes *item_changes(Mem *mem, const WorkItem *old, const ItemPlan *plan);
