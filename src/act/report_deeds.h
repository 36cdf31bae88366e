/* report_deeds.h: the deeds on a report: save its draft, hand it in, take it back, decide on it, take the decision back.
 *
 * Each is one transaction; each asks authz() on the locked rows; each but saving a draft writes one event. ERR_DENIED
 * carries the Verdict as its detail. ERR_CONFLICT: somebody saved or decided since the form was opened; nothing was
 * changed. The same request id again is the same deed: true, and nothing is done twice.
 */
#pragma once
#include "base/secret.h"
#include "rule/merge.h"
#include "store/report.h"
#include "store/spot.h"

typedef struct {
    ReportAddress at;
    RequestId request;
    int64_t base_rev; /* the draft's revision that the form was made from; 0: there was none */
    const char
        *base; /* marks of the fields that the form was made from (rule/merge.h); "" or NULL: not known */
    bool
        by_itself; /* the page saves, not the person: what others saved since is not merged, but a conflict */
    ReportFields fields;
    int64_t now_us;
} ReportWish;

typedef struct {
    int64_t rev;
    ReportFields fields; /* as stored now */
    Merged merged;       /* .n_theirs > 0: with what somebody else had changed since */
    PersonId by;         /* that one; only with n_theirs, as the next two */
    const char *by_name;
    int64_t at_us;
} DraftSaved;

/* Fields that others changed since the form was made, and the person did not, are taken over. ERR_CONFLICT: some field was
 * changed by both. saved may be NULL. */
bool act_draft_save(Db *db, Mem *mem, const Actor *who, const ReportWish *wish, DraftSaved *saved,
                    GError **err);

/* Also saves the text as the draft. ERR_BAD_INPUT: report_complaints() has some (the page asks first). */
bool act_report_submit(Db *db, Mem *mem, const Actor *who, const ReportWish *wish, GError **err);

/* Only at, request and now_us count. */
bool act_report_withdraw(Db *db, Mem *mem, const Actor *who, const ReportWish *wish, GError **err);

typedef struct {
    ReportId report;
    RequestId request;
    int64_t base_version; /* of the report, that the reviewer saw */
    bool approve;
    const char *comment;
    Light light; /* only for approving */
    int64_t now_us;
} DecisionWish;

bool act_report_decide(Db *db, Mem *mem, const Actor *who, const DecisionWish *wish, GError **err);

enum { UNDO_MINUTES = 10 };

/* Completes place->facts with what DEED_UNDO asks for. */
void undo_facts(Facts *facts, const Decision *decision, const SpotCheck *spot, int64_t now_us);

typedef struct {
    ReportId report;
    RequestId request;
    int64_t decision; /* that the reviewer wants back */
    int64_t now_us;
} UndoWish;

/* Takes one's own last decision on a report back, within UNDO_MINUTES or when a spot check found it wrong: the report stands
 * in the queue again, as it did. ERR_CONFLICT: it is not the last one any more. */
bool act_report_undo(Db *db, Mem *mem, const Actor *who, const UndoWish *wish, GError **err);
