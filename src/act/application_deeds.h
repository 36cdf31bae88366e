/* application_deeds.h: 延期、调整、异议、销号: a lead unit asks, takes it back while it waits, a supervisor who did not ask
 * decides; what was struck off is reopened with a reason.
 *
 * Each is one transaction. Granting changes the plan's rows by the deeds that always change them (target_deeds.h, period_deeds.h,
 * correct.h), with their own events, under the same request. ERR_DENIED carries the Verdict as its detail. ERR_CONFLICT: it is
 * not as it was when the form was opened, or the same is asked for already; nothing was changed. ERR_BAD_INPUT: what the pure
 * rules refuse (rule/application.h); pages ask them before, so that people get words. The same request id again is the same
 * deed.
 */
#pragma once
#include "base/secret.h"
#include "rule/flow.h"
#include "store/application.h"
#include "store/audit.h"

/* The unit's word on one line of the checklist. */
typedef struct {
    CheckKind kind;
    int64_t target;
    const char *words;
} Explained;

typedef struct {
    ItemAddress at;
    RequestId request;
    Named named;
    Application typed;
    const int64_t *files; /* ids of evidence of the unit on this task */
    gsize n_files;
    const Explained *explained; /* of a closure */
    gsize n_explained;
    int64_t now_us;
} ApplyWish;

/* *id: of the application. */
bool act_application_new(Db *db, Mem *mem, const Actor *who, const ApplyWish *wish, int64_t *id,
                         GError **err);

typedef struct {
    int64_t id, base_version;
    RequestId request;
    int64_t now_us;
} ApplicationAt;

bool act_application_withdraw(Db *db, Mem *mem, const Actor *who, const ApplicationAt *at, GError **err);
bool act_application_decide(Db *db, Mem *mem, const Actor *who, const ApplicationAt *at,
                            const ApplicationVerdict *verdict, GError **err);

/* at->id: of the closure that was granted. */
bool act_task_reopen(Db *db, Mem *mem, const Actor *who, const ApplicationAt *at, const char *reason,
                     GError **err);

/* What is wrong with a decision, in the order of its form. blocked: the task cannot be struck off now. */
Complaint *verdict_of_application_complaints(Mem *mem, const StoredApplication *application,
                                             const ApplicationVerdict *verdict, int64_t now_us, gsize *n);

/* What keeps it from being granted as things stand now: the same rules as when it was asked for; of a closure, its
 * checklist. */
bool application_obstacles(Db *db, Mem *mem, const StoredApplication *application, int64_t now_us,
                           Complaint **list, gsize *n, GError **err);

/* The checklist as it is now beside what the unit said when it asked. */
bool closing_now_explained(Db *db, Mem *mem, const StoredApplication *application, StoredCheck **checks,
                           gsize *n, GError **err);

/* ---- what these deeds share: application_grant.c, application_settle.c */

Event application_event(const StoredApplication *application, const char *action, Changes *changes,
                        int64_t now_us);

/* Moves the task to its next state with its event. ERR_CONFLICT: it does not go there. */
bool task_step(Tx *tx, Mem *mem, const Actor *who, const ItemPlace *place, TaskStep step, int64_t now_us,
               GError **err);

/* What the application asks for, done. place: locked. */
bool application_grant(Tx *tx, Mem *mem, const Actor *who, const ItemPlace *place,
                       const StoredApplication *application, int64_t now_us, GError **err);
