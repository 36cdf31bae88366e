/* brief_deeds.h: the deeds on 简报: make a draft, pick items into it, edit, issue, recall, drop.
 *
 * Each is one transaction with one event a changed row; each asks authz() and the table of rule/brief.h with the brief's row
 * locked. The brief's version grows with every deed, also when only its items change: whoever has an older one in the browser
 * gets ERR_CONFLICT and nothing was changed. The same request id again is the same deed: true, and nothing is done twice.
 */
#pragma once
#include "base/secret.h"
#include "store/audit.h"
#include "store/brief.h"

typedef struct {
    RequestId request;
    const char *plan, *title;
    int64_t now_us;
} BriefNewWish;

bool act_brief_new(Db *db, Mem *mem, const Actor *who, const BriefNewWish *wish, int64_t *id, GError **err);

/* A submission, or a practice. */
typedef struct {
    bool practice;
    int64_t id;
} Picked;

typedef struct {
    RequestId request;
    int64_t id, base_version;
    const Picked *picked; /* at least one; those that stand in it already are left as they are */
    gsize n;
    int64_t now_us;
} BriefPickWish;

/* ERR_BAD_INPUT: more than BRIEF_ITEMS_MOST. ERR_CONFLICT: one is no longer approved. *added: how many came into it. */
bool act_brief_pick(Db *db, Mem *mem, const Actor *who, const BriefPickWish *wish, gsize *added,
                    GError **err);

typedef struct {
    RequestId request;
    int64_t id, base_version;
    BriefFields fields;
    int64_t now_us;
} BriefSaveWish;

bool act_brief_save(Db *db, Mem *mem, const Actor *who, const BriefSaveWish *wish, GError **err);

typedef struct {
    RequestId request;
    int64_t id, base_version;
    BriefStep step;     /* BRIEF_ISSUE, BRIEF_RECALL, BRIEF_DROP */
    const char *reason; /* of a recall */
    int64_t now_us;
} BriefStepWish;

/* ERR_BAD_INPUT: a brief without items is not issued. */
bool act_brief_step(Db *db, Mem *mem, const Actor *who, const BriefStepWish *wish, GError **err);

/* ---- what these deeds share: brief_step.c */

Event brief_event(int64_t brief, int64_t version, const char *action, Changes *changes, int64_t now_us);

/* The brief under its lock, when the step may be done on the version that was seen. *stored: it was done already. */
typedef struct {
    int64_t id, base_version;
    BriefStep step;
} BriefAim;

bool brief_for_step(Tx *tx, Mem *mem, const Actor *who, const BriefAim *aim, Brief *brief, bool *stored,
                    GError **err);
