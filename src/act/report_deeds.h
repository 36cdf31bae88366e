/* report_deeds.h: the four deeds on a report: save its draft, hand it in, take it back, decide on it.
 *
 * Each is one transaction; each asks authz() on the locked rows; each but saving a draft writes one event. ERR_DENIED
 * carries the Verdict as its detail. ERR_CONFLICT: somebody saved or decided since the form was opened; nothing was
 * changed. The same request id again is the same deed: true, and nothing is done twice.
 */
#pragma once
#include "base/secret.h"
#include "store/report.h"

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
