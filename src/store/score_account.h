/* score_account.h: the points of one unit in one period, each with the change record that it comes from: as they are
 * counted now, and as they were kept (JSON) when the circular was issued.
 */
#pragma once
#include "rule/score.h"

typedef struct {
    int64_t task_no;
    const char *task;
    PointKind kind;
    int64_t points, most;
    int64_t event; /* number of the change record */
    const char *person;
    int64_t at_us;
} AccountEntry;

const char *account_write(Mem *mem, const AccountEntry *entries, gsize n);
bool account_read(Mem *mem, const char *text, AccountEntry **entries, gsize *n);
