/* account_read.c: see account_read.h. */
#include "store/account_read.h"

#include <string.h>

#include "base/err.h"

static AccountRow row_of(const Cell *c)
{
    AccountRow row = { .id = { c[ACCOUNT_LIST_ID].i },
                       .login = c[ACCOUNT_LIST_LOGIN].s,
                       .name = c[ACCOUNT_LIST_NAME].s,
                       .unit_name = c[ACCOUNT_LIST_UNIT_NAME].s,
                       .roles = (Roles)c[ACCOUNT_LIST_ROLES].i,
                       .standing = standing_of(c[ACCOUNT_LIST_STANDING].s),
                       .sessions = c[ACCOUNT_LIST_SESSIONS].i,
                       .last_us = c[ACCOUNT_LIST_LAST_US].i };

    memcpy(row.uuid, c[ACCOUNT_LIST_UUID].s, sizeof row.uuid);
    return row;
}

bool account_rows(Db *db, Mem *mem, AccountRow **rows, gsize *n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_ACCOUNT_LIST, NO_ARGS, &found, err));
    *rows = mem_array(mem, AccountRow, found.n + 1);
    *n = found.n;
    for (gsize i = 0; i < found.n; i++)
        (*rows)[i] = row_of(found.row[i]);
    return true;
}

/* Its columns are those of account_list. */
bool account_row(Db *db, Mem *mem, PersonId id, AccountRow *row, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_ACCOUNT_ONE, ARGS(num(id.v)), &c, err));
    *row = row_of(c);
    return true;
}

bool account_locks(Db *db, Mem *mem, int64_t now_us, AccountLock **locks, gsize *n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_ACCOUNT_LOCKS, ARGS(at_us(now_us)), &found, err));
    *locks = mem_array(mem, AccountLock, found.n + 1);
    *n = found.n;
    for (gsize i = 0; i < found.n; i++)
        (*locks)[i] = (AccountLock){ .who = found.row[i][ACCOUNT_LOCKS_WHO].s,
                                     .until_us = found.row[i][ACCOUNT_LOCKS_LOCKED_UNTIL].i };
    return true;
}

bool account_sign_ins(Db *db, Mem *mem, PersonId id, SignInRow **rows, gsize *n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_ACCOUNT_SIGN_INS, ARGS(num(id.v)), &found, err));
    *rows = mem_array(mem, SignInRow, found.n + 1);
    *n = found.n;
    for (gsize i = 0; i < found.n; i++) {
        const Cell *c = found.row[i];
        (*rows)[i] = (SignInRow){ .at_us = c[ACCOUNT_SIGN_INS_AT_US].i,
                                  .ip = c[ACCOUNT_SIGN_INS_IP].s,
                                  .agent = c[ACCOUNT_SIGN_INS_AGENT].s,
                                  .result = c[ACCOUNT_SIGN_INS_RESULT].s,
                                  .body = c[ACCOUNT_SIGN_INS_BODY].s,
                                  .good = strcmp(c[ACCOUNT_SIGN_INS_ACTION].s, "auth.sign_in") == 0 };
    }
    return true;
}

bool account_sessions(Db *db, Mem *mem, PersonId id, SessionRow **rows, gsize *n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_ACCOUNT_SESSIONS, ARGS(num(id.v)), &found, err));
    *rows = mem_array(mem, SessionRow, found.n + 1);
    *n = found.n;
    for (gsize i = 0; i < found.n; i++) {
        const Cell *c = found.row[i];
        (*rows)[i] = (SessionRow){ .created_us = c[ACCOUNT_SESSIONS_CREATED_AT].i,
                                   .seen_us = c[ACCOUNT_SESSIONS_SEEN_AT].i,
                                   .checked_us = c[ACCOUNT_SESSIONS_CHECKED_AT].i,
                                   .ip = c[ACCOUNT_SESSIONS_IP].s };
        memcpy((*rows)[i].token_hash.bytes, c[ACCOUNT_SESSIONS_TOKEN_HASH].s, HASH_BYTES);
    }
    return true;
}

bool account_events(Db *db, Mem *mem, PersonId id, AccountEvent **events, gsize *n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_ACCOUNT_EVENTS, ARGS(num(id.v)), &found, err));
    *events = mem_array(mem, AccountEvent, found.n + 1);
    *n = found.n;
    for (gsize i = 0; i < found.n; i++) {
        const Cell *c = found.row[i];
        (*events)[i] = (AccountEvent){ .at_us = c[ACCOUNT_EVENTS_AT_US].i,
                                       .actor = c[ACCOUNT_EVENTS_ACTOR].s,
                                       .actor_role = c[ACCOUNT_EVENTS_ACTOR_ROLE].s,
                                       .action = c[ACCOUNT_EVENTS_ACTION].s,
                                       .body = c[ACCOUNT_EVENTS_BODY].s };
    }
    return true;
}

bool account_refused(Db *db, Mem *mem, int64_t since_us, RefusedAccount **list, gsize *n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_ACCOUNT_REFUSED, ARGS(num(since_us)), &found, err));
    *list = mem_array(mem, RefusedAccount, found.n + 1);
    *n = found.n;
    for (gsize i = 0; i < found.n; i++) {
        const Cell *c = found.row[i];
        (*list)[i] = (RefusedAccount){ .name = c[ACCOUNT_REFUSED_ACTOR].s,
                                       .result = c[ACCOUNT_REFUSED_RESULT].s,
                                       .at_us = c[ACCOUNT_REFUSED_AT_US].i,
                                       .times = c[ACCOUNT_REFUSED_N].i };
    }
    return true;
}

bool account_empty_units(Db *db, Mem *mem, EmptyUnit **list, gsize *n, GError **err)
{
    Rows found;

    TRY(db_read(db, mem, SQL_ACCOUNT_EMPTY_UNITS, NO_ARGS, &found, err));
    *list = mem_array(mem, EmptyUnit, found.n + 1);
    *n = found.n;
    for (gsize i = 0; i < found.n; i++) {
        const Cell *c = found.row[i];
        (*list)[i] = (EmptyUnit){ .name = c[ACCOUNT_EMPTY_UNITS_NAME].s,
                                  .has_code = c[ACCOUNT_EMPTY_UNITS_HAS_CODE].i != 0,
                                  .tasks = c[ACCOUNT_EMPTY_UNITS_TASKS].i };
    }
    return true;
}

bool display_save(Db *db, PersonId id, int64_t choice, GError **err)
{
    TRY(db_touch(db, SQL_DISPLAY_SAVE, ARGS(num(id.v), num(choice)), NULL, err));
    return db_touch(db, SQL_SESSION_DISPLAY, ARGS(num(choice), num(id.v)), NULL, err);
}
