/* spot_deeds.h: 抽查复核: the draw with each approval, the second reviewer's verdict, the share of a plan.
 *
 * ERR_DENIED carries the Verdict as its detail. The same request id again is the same deed.
 */
#pragma once
#include "base/secret.h"
#include "store/audit.h"
#include "store/spot.h"

/* What was drawn for a submission; share 0: the plan has no spot checks. */
typedef struct {
    int drawn;
    int64_t share;
} Draw;

/* Within the deed of approving. */
bool spot_drawn(Tx *tx, Mem *mem, ReportId report, int64_t version_id, Draw *draw, GError **err);
bool spot_begin(Tx *tx, Mem *mem, const Actor *who, const ReportPlace *place, int64_t decision_id,
                const Draw *draw, int64_t now_us, GError **err);

/* Within the deed of taking an approval back. */
bool spot_void(Tx *tx, Mem *mem, const Actor *who, const ReportPlace *place, const SpotCheck *spot,
               int64_t now_us, GError **err);

typedef struct {
    int64_t spot;
    RequestId request;
    int64_t base_version; /* of the check, that the person saw */
    bool same;            /* 一致; else 不一致, which needs words */
    const char *comment;
    int64_t now_us;
} VerdictWish;

Complaint *verdict_complaints(Mem *mem, bool same, const char *comment, gsize *n);

/* ERR_CONFLICT: somebody else was first, or the approval was taken back. */
bool act_spot_verdict(Db *db, Mem *mem, const Actor *who, const VerdictWish *wish, GError **err);

/* percent: 0 to 100. *changed false: it was so already. ERR_NOT_FOUND: no such plan. */
bool act_spot_share(Db *db, Mem *mem, const Actor *who, const char *plan, int64_t percent, int64_t now_us,
                    bool *changed, GError **err);
