/* notice_import.h: writes a parsed notice into a plan, all or nothing.
 *
 * Again is harmless: rows are found by plan and number, changed where they differ, never doubled and never deleted; what
 * the notice no longer names is ended with today's date. Leads that were assigned in the ledger stay.
 */
#pragma once
#include "rule/authz.h"
#include "rule/notice.h"
#include "store/db.h"

typedef struct {
    const char *plan, *title;
    int64_t year;
    const Notice *notice; /* its source becomes the issued text, byte for byte */
    int64_t now_us;
} ImportWish;

/* What was written, as sentences for the operator; lives as long as mem. */
typedef struct {
    int added, changed, ended;
    const char *lines; /* one a line, in Chinese */
} ImportResult;

bool act_notice_import(Db *db, Mem *mem, const Actor *who, const ImportWish *wish, ImportResult *result,
                       GError **err);
