/* person_sync.h: what the directory says now of somebody who is signed in (R15). Their sessions go on with the rights they have
 * now, or end; each change is an event. */
#pragma once
#include "rule/authz.h"
#include "rule/standing.h"
#include "store/directory.h"
#include "store/tx.h"

typedef enum { SYNC_SAME, SYNC_CHANGED, SYNC_OUT } Synced;

/* asked: not ASK_AWAY. standing: why somebody is out. */
bool act_person_sync(Db *db, Mem *mem, const Actor *who, PersonId person, Asked asked, const Found *found,
                     int64_t now_us, Synced *synced, Standing *standing, GError **err);
