/* person_sync.h: what the directory says now of somebody who is signed in (R15). Their sessions go on with the rights they have
 * now, or end; each change is an event. */
#pragma once
#include "rule/authz.h"
#include "rule/standing.h"
#include "store/directory.h"
#include "store/tx.h"

typedef enum { SYNC_SAME, SYNC_CHANGED, SYNC_OUT } Synced;

/* asked: not ASK_AWAY. at_us: before the directory was asked; what a sign-in since then learned is newer and stays
 * (SYNC_SAME). standing: why somebody is out. */
typedef struct {
    Asked asked;
    const Found *found;
    int64_t at_us;
} DirectoryWord;

bool act_person_sync(Db *db, Mem *mem, const Actor *who, PersonId person, const DirectoryWord *word,
                     Synced *synced, Standing *standing, GError **err);
