/* account_deeds.h: what is done about an account here; rights themselves are the directory's. Each deed is an event in the chain
 * of the person's row. ERR_NOT_FOUND: no such person. The same request again is the same deed. */
#pragma once
#include "base/secret.h"
#include "rule/authz.h"
#include "store/tx.h"

typedef enum {
    ACCOUNT_END,        /* all sessions of somebody, with a reason */
    ACCOUNT_END_OTHERS, /* one's own sessions but the one at hand */
    ACCOUNT_UNLOCK,     /* the lock after wrong passwords (R10), with a reason */
    ACCOUNT__N
} AccountDeed;

typedef struct {
    AccountDeed deed;
    PersonId person;
    const char *reason;
    const Hash *token_hash; /* of the session at hand */
    RequestId request;
    int64_t now_us;
} AccountWish;

/* n: how many sessions or locks there were. */
bool act_account(Db *db, Mem *mem, const Actor *who, const AccountWish *wish, int64_t *n, GError **err);
