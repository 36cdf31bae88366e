/* attempts.h: how often somebody may be wrong: per identity and per address (R09, R10). Locks are soft and end by
 * themselves; each further one lasts twice as long, up to an hour. */
#pragma once
#include "base/conf.h"
#include "store/session.h"

/* The keys under which a sign-in counts. The name is folded, so that ALICE, ａlice and " alice " count as one. */
typedef struct {
    char *name, *address;
    char *person; /* NULL while the directory has not said who it is */
} AttemptKeys;

AttemptKeys attempt_keys(Mem *mem, const char *login, const char *ip);
void attempt_keys_person(Mem *mem, AttemptKeys *keys, const uint8_t uuid[16]);

/* locked: the key that is locked; NULL: none of them. */
bool attempts_locked(Db *db, Mem *mem, const AttemptKeys *keys, int64_t now_us, const char **locked,
                     GError **err);
bool attempts_wrong(Tx *tx, Mem *mem, const Conf *conf, const AttemptKeys *keys, int64_t now_us,
                    GError **err);
bool attempts_good(Db *db, const AttemptKeys *keys, GError **err);

/* Drops some of the rows that mean nothing any more. */
bool attempts_forget(Db *db, int64_t now_us, GError **err);
