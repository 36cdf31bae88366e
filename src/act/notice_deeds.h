/* notice_deeds.h: the deeds on supervision notices (提醒, 催办, 督办单): issue one, take a step with it, let the clock take one.
 *
 * Each is one transaction in which numbers and the notice are locked. ERR_DENIED carries the Verdict as its detail.
 * ERR_CONFLICT: somebody took a step since the form was made, and nothing was changed. ERR_BAD_INPUT: there are complaints
 * (rule/notice_flow.h; the page asks first). The same request id again is the same deed: true, and nothing is done twice.
 */
#pragma once
#include "base/secret.h"
#include "store/book.h"
#include "store/sheet.h"

/* The limits of a rung counted in working days of the plan's calendar, each at 18:00. */
typedef struct {
    int64_t receive_us, answer_us;
} SheetLimits;

SheetLimits sheet_limits(const Book *book, Rung rung, int64_t now_us);

typedef struct {
    SheetAddress at;
    Rung rung;
    SheetFields fields;
    RequestId request;
    int64_t now_us;
} IssueWish;

/* *id: of the notice, also of one that this request has issued before. ERR_NOT_FOUND as sheet_place(). */
bool act_notice_issue(Db *db, Mem *mem, const Actor *who, const IssueWish *wish, int64_t *id, GError **err);

typedef struct {
    int64_t id;
    SheetStep step; /* one that a person takes */
    StepFields fields;
    int64_t base_version;
    RequestId request;
    const Book *book; /* for the limits of the next rung */
    int64_t now_us;
} StepWish;

bool act_notice_step(Db *db, Mem *mem, const Actor *who, const StepWish *wish, GError **err);

/* What the clock asks for now: *step STEP_ESCALATE, STEP_LATE, or STEP_NONE when there is nothing to do (any more). */
bool act_notice_tick(Db *db, Mem *mem, const Actor *who, int64_t id, const Book *book, int64_t now_us,
                     SheetStep *step, GError **err);

/* ---- what these deeds share: notice_issue.c */

/* Numbers and stores a new notice with its event and its first step; sheet->id, year and no are filled. */
bool notice_store_new(Tx *tx, Mem *mem, const Actor *who, NewSheet *sheet, const char *follows, GError **err);
