/* target_deeds.h: what supervisors do to targets. Each is one transaction with an event for each target that changes.
 *
 * A deed that changes what counts (kind, base, date, unit, planned values, correction) says whether the one who does it
 * confirms the target with it: confirming is somebody's word that the numbers are right, and nobody's word about other
 * numbers lasts. So after such a change the target is confirmed by this person, or 待核 again. Printed words, numbers
 * and units never change here.
 *
 * ERR_DENIED with the verdict as detail. ERR_CONFLICT: the target was changed since base_version, or has ended.
 * ERR_NOT_FOUND: no such task or target. ERR_BAD_INPUT: what the form's rules refuse (rule/target_set.h); pages ask them
 * before, so that people get words.
 */
#pragma once
#include "base/secret.h"
#include "rule/authz.h"
#include "store/db.h"
#include "store/target.h"
#include "store/tx.h"

typedef struct {
    const char *plan;
    int64_t no, target, base_version;
    bool confirm;
    RequestId request;
    int64_t now_us;
} TargetAt;

bool act_target_set(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const Terms *terms, GError **err);

bool act_target_correct(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const Promised *corrected,
                        const char *basis, GError **err);
/* As a part of another deed, which answers for its request: at->base_version does not count. */
bool target_correct_within(Tx *tx, Mem *mem, const Actor *who, const TargetAt *at, const Promised *corrected,
                           const char *basis, GError **err);
/* The same: what one unit reported another one reports from now on. at->target does not count. */
bool targets_hand_over_within(Tx *tx, Mem *mem, const Actor *who, const TargetAt *at, UnitId from, UnitId to,
                              GError **err);
/* Takes the correction back; the target is 待核 then, whatever at->confirm says. */
bool act_target_uncorrect(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const char *reason,
                          GError **err);

bool act_target_drop(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const char *reason,
                     GError **err);

/* A number of its own. */
typedef struct {
    const char *subject, *comparator, *unit_word, *quote; /* quote: exact words of the issued text */
    Promised number;
    Terms terms;
} NewTarget;

/* at->target and base_version are not used. */
bool act_target_add(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const NewTarget *target,
                    GError **err);

/* The target is dropped with the reason; its parts take its quote, unit word and kind. parts[].terms: only .unit counts. */
bool act_target_split(Db *db, Mem *mem, const Actor *who, const TargetAt *at, const NewTarget *parts, gsize n,
                      const char *reason, GError **err);

/* One target of a task or several: all or none. Those that are confirmed already stay as they are. */
typedef struct {
    const char *plan;
    int64_t no;
    const int64_t *targets, *base_versions;
    gsize n;
    RequestId request;
    int64_t now_us;
} ConfirmWish;

bool act_target_confirm(Db *db, Mem *mem, const Actor *who, const ConfirmWish *wish, GError **err);
