/* report_deeds.h: the deeds on a report: save its draft, hand it in, take it back, decide on it, take the decision back.
 *
 * Each is one transaction; each asks authz() on the locked rows; each but saving a draft writes one event. ERR_DENIED
 * carries the Verdict as its detail. ERR_CONFLICT: somebody saved or decided since the form was opened; nothing was
 * changed. The same request id again is the same deed: true, and nothing is done twice.
 */
#pragma once
#include "base/secret.h"
#include "store/report.h"
#include "store/spot.h"

typedef struct {
    ReportAddress at;
    RequestId request;
    int64_t base_rev; /* the draft's revision that the form was made from; 0: there was none */
    ReportFields fields;
    int64_t now_us;
} ReportWish;

bool act_draft_save(Db *db, Mem *mem, const Actor *who, const ReportWish *wish, GError **err);

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
