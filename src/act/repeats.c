/* repeats.c: see repeats.h. */
#include "act/repeats.h"

#include <string.h>

#include "base/clock.h"
#include "base/err.h"

#define TOLD_EVERY_US (60 * SECOND_US)

bool repeats_count(Tx *tx, Mem *mem, const char *kind, int64_t now_us, bool *tell, int64_t *left_out,
                   GError **err)
{
    Hash hash = hash_of(kind, strlen(kind));
    Arg key = raw(hash.bytes, sizeof hash.bytes);
    const Cell *c;

    TRY(tx_change(tx, SQL_REFUSAL_HOLD, ARGS(key, at_us(now_us)), NULL, err));
    TRY(db_read_one(tx_db(tx), mem, SQL_REFUSAL_LOCK, ARGS(key), &c, err));
    int64_t untold = c[REFUSAL_LOCK_UNTOLD].i;
    bool soon = now_us - c[REFUSAL_LOCK_SINCE_AT].i < TOLD_EVERY_US;
    *tell = untold == 0 || !soon;
    *left_out = *tell && untold > 0 ? untold - 1 : 0; /* this one is told now */
    return !*tell || untold == 0 || tx_change(tx, SQL_REFUSAL_TOLD, ARGS(at_us(now_us), key), NULL, err);
}

bool repeats_forget(Db *db, int64_t now_us, GError **err)
{
    return db_touch(db, SQL_REFUSAL_DELETE_OLD, ARGS(at_us(now_us - DAY_US)), NULL, err);
}
