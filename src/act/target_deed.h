/* target_deed.h: what the deeds on targets share: the order lock, rule, version, change, event. Private to act/target_*.c.
 */
#pragma once
#include "act/target_deeds.h"
#include "store/audit.h"

typedef struct TargetDeed TargetDeed;

/* What the deed makes of the settings; adds to the event what no setting says (a reason). Must give the same when it is
 * called again. */
typedef bool (*TargetApply)(const TargetDeed *deed, TargetSettings *settings, Changes *more, GError **err);

struct TargetDeed {
    Mem *mem;
    const Actor *who;
    const TargetAt *at;
    const char *action; /* target.set … */
    TargetApply apply;
    const void *wish;
    bool (*also)(Tx *tx, TargetDeed *deed, GError **err); /* after the row was saved; NULL: nothing */
    TargetTask task;                                      /* filled in under the lock */
    const TargetRow *row;
};

/* The whole deed on one target. A second press of the same button changes nothing and is no error. */
bool target_deed_run(Db *db, TargetDeed *deed, GError **err);

/* The same as a part of another deed, whose events come before: of no request and no version of its own. */
bool target_deed_within(Tx *tx, TargetDeed *deed, GError **err);

/* By whom and when, as settings say it. */
Done target_done(const TargetDeed *deed);
void target_confirm_by(TargetSettings *settings, bool confirm, Done done);

/* The fields that differ, old and new; old NULL: all that is set. */
void target_changes(Mem *mem, Changes *changes, const TargetSettings *old, const TargetSettings *settings);

/* The event of a row's next version. */
Event target_event(const TargetDeed *deed, int64_t target, int64_t version, const char *action, UnitId unit,
                   Changes *changes);

/* Adds a target of the task with its event; row->id and row->no are filled in here. */
bool target_put(Tx *tx, const TargetDeed *deed, TargetRow *row, GError **err);
