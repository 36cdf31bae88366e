/* account_read.h: accounts as the pages show them. Errors and ownership as in ledger.h; moments in microseconds, 0: never. */
#pragma once
#include "base/secret.h"
#include "rule/standing.h"
#include "store/db.h"

typedef struct {
    PersonId id;
    uint8_t uuid[16];
    const char *login, *name, *unit_name;
    Roles roles;
    Standing standing;
    int64_t sessions, last_us;
} AccountRow;

bool account_rows(Db *db, Mem *mem, AccountRow **rows, gsize *n, GError **err);
bool account_row(Db *db, Mem *mem, PersonId id, AccountRow *row, GError **err); /* ERR_NOT_FOUND */

/* Keys of attempts that are locked now → when that ends. */
typedef struct {
    const char *who;
    int64_t until_us;
} AccountLock;

bool account_locks(Db *db, Mem *mem, int64_t now_us, AccountLock **locks, gsize *n, GError **err);

/* The last ten times that somebody signed in with the account, or tried to. */
typedef struct {
    int64_t at_us;
    const char *ip, *agent, *result, *body;
    bool good;
} SignInRow;

bool account_sign_ins(Db *db, Mem *mem, PersonId id, SignInRow **rows, gsize *n, GError **err);

typedef struct {
    Hash token_hash;
    int64_t created_us, seen_us, checked_us;
    const char *ip;
} SessionRow;

bool account_sessions(Db *db, Mem *mem, PersonId id, SessionRow **rows, gsize *n, GError **err);

/* The last ten deeds about an account, by people and by the comparison with the directory. */
typedef struct {
    int64_t at_us;
    const char *actor, *actor_role, *action, *body;
} AccountEvent;

bool account_events(Db *db, Mem *mem, PersonId id, AccountEvent **events, gsize *n, GError **err);

/* Accounts that the directory lets in and we do not. */
typedef struct {
    const char *name, *result;
    int64_t at_us, times;
} RefusedAccount;

bool account_refused(Db *db, Mem *mem, int64_t since_us, RefusedAccount **list, gsize *n, GError **err);

/* Units for which nobody has ever signed in. */
typedef struct {
    const char *name;
    bool has_code;
    int64_t tasks;
} EmptyUnit;

bool account_empty_units(Db *db, Mem *mem, EmptyUnit **list, gsize *n, GError **err);

/* rule/display.h; sessions that are open follow. */
bool display_save(Db *db, PersonId id, int64_t choice, GError **err);
