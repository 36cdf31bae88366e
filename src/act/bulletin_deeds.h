/* bulletin_deeds.h: the deeds on circulars (通报) and on the scores in them. Each is one transaction with its event.
 *
 * ERR_DENIED carries the Verdict as its detail. ERR_CONFLICT: it is not as it was when the form was made; nothing was
 * changed. ERR_BAD_INPUT: the complaints of the wish are not empty (the page asks first). The same request id again is the
 * same deed.
 */
#pragma once
#include "base/secret.h"
#include "rule/complain.h"
#include "store/audit.h"
#include "store/bulletin.h"

typedef struct {
    const char *plan, *period; /* codes */
    RequestId request;
    int64_t now_us;
} DraftWish;

/* A draft with the words that one begins with. ERR_CONFLICT: the period is not frozen. */
bool act_bulletin_draft(Db *db, Mem *mem, const Actor *who, const DraftWish *wish, int64_t *id, GError **err);

typedef struct {
    int64_t id, base_version; /* the version that the form was made from */
    RequestId request;
    const char *title, *main_to, *copies_to; /* of a change */
    BulletinPart parts[PART__N];             /* of a change */
    const char *reason;                      /* of a recall */
    int64_t now_us;
} BulletinWish;

Complaint *bulletin_complaints(Mem *mem, const BulletinWish *wish, gsize *n);
Complaint *recall_complaints(Mem *mem, const char *reason, gsize *n);

bool act_bulletin_change(Db *db, Mem *mem, const Actor *who, const BulletinWish *wish, GError **err);

/* Gives number and day, keeps content, scores and the last checkpoint of the sealed log; nothing of it changes then.
 * ERR_BUSY: there is no checkpoint yet. */
bool act_bulletin_issue(Db *db, Mem *mem, const Actor *who, const BulletinWish *wish, GError **err);
bool act_bulletin_recall(Db *db, Mem *mem, const Actor *who, const BulletinWish *wish, GError **err);

typedef struct {
    int64_t bulletin;
    RequestId request;
    const char *words;               /* the reason, or the answer */
    int64_t objection, base_version; /* to settle */
    bool upheld;
    int64_t now_us;
} ObjectionWish;

enum { OBJECTION_MOST = 500 };

Complaint *objection_complaints(Mem *mem, const char *field, const char *words, gsize *n);

/* By the unit itself. ERR_NOT_FOUND: it has no score in that bulletin. ERR_CONFLICT: one is open already, or the bulletin
 * is not (or no longer) issued. */
bool act_score_object(Db *db, Mem *mem, const Actor *who, const ObjectionWish *wish, GError **err);
bool act_score_settle(Db *db, Mem *mem, const Actor *who, const ObjectionWish *wish, GError **err);

/* The weights of a plan, for drafts made from now on. */
bool act_score_weights(Db *db, Mem *mem, const Actor *who, const char *plan, const ScoreWeights *wanted,
                       int64_t now_us, bool *changed, GError **err);

/* ---- what these deeds share: bulletin_deed.c */

/* Locked, at the version that was seen, and so far that the step can be taken. *stored: this request did it already. */
bool deed_bulletin(Tx *tx, Mem *mem, const Actor *who, const BulletinWish *wish, BulletinStep step,
                   const char *action, Bulletin *bulletin, bool *stored, GError **err);

/* The event that moves a bulletin to its next version. */
bool bulletin_event(Tx *tx, Mem *mem, const Actor *who, const Bulletin *bulletin, const char *action,
                    Changes *changes, int64_t now_us, GError **err);
