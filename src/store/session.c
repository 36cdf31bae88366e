/* session.c: see session.h. */
#include "store/session.h"

#include <string.h>

#include "base/err.h"

static Arg hash_arg(const Hash *hash)
{
    return raw(hash->bytes, sizeof hash->bytes);
}

bool session_find(Db *db, Mem *mem, const Hash *token_hash, Session *session, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_SESSION_FIND, ARGS(hash_arg(token_hash)), &c, err));
    *session = (Session){
        .person = { c[SESSION_FIND_PERSON_ID].i },
        .unit = { c[SESSION_FIND_UNIT_ID].i },
        .roles = (Roles)c[SESSION_FIND_ROLES].i,
        .name = c[SESSION_FIND_NAME].s,
        .login = c[SESSION_FIND_LOGIN].s,
        .unit_name = c[SESSION_FIND_UNIT_NAME].s,
        .created_us = c[SESSION_FIND_CREATED_AT].i,
        .seen_us = c[SESSION_FIND_SEEN_AT].i,
        .checked_us = c[SESSION_FIND_CHECKED_AT].i,
        .display = c[SESSION_FIND_DISPLAY].i,
        .message = c[SESSION_FIND_MESSAGE].s,
        .book_stamp = c[SESSION_FIND_BOOK_STAMP].i,
        .reports_stamp = c[SESSION_FIND_REPORTS_STAMP].i,
    };
    return true;
}

bool session_seen(Db *db, const Hash *token_hash, int64_t now_us, GError **err)
{
    return db_touch(db, SQL_SESSION_SEEN, ARGS(at_us(now_us), hash_arg(token_hash)), NULL, err);
}

bool session_say(Db *db, const Hash *token_hash, const char *message, GError **err)
{
    return db_touch(db, SQL_SESSION_SAY, ARGS(txt(message), hash_arg(token_hash)), NULL, err);
}

bool session_end(Db *db, const Hash *token_hash, GError **err)
{
    return db_touch(db, SQL_SESSION_DELETE, ARGS(hash_arg(token_hash)), NULL, err);
}

bool sessions_end(Tx *tx, PersonId person, int64_t *n, GError **err)
{
    return tx_change(tx, SQL_SESSION_DELETE_PERSON, ARGS(num(person.v)), n, err);
}

bool sessions_end_others(Tx *tx, PersonId person, const Hash *token_hash, int64_t *n, GError **err)
{
    return tx_change(tx, SQL_SESSION_DELETE_OTHERS, ARGS(num(person.v), hash_arg(token_hash)), n, err);
}

bool sessions_newer(Tx *tx, PersonId person, int64_t than_us, bool *newer, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    const Cell *row;

    TRY(db_read_one(tx_db(tx), mem, SQL_SESSION_NEWER, ARGS(num(person.v), at_us(than_us)), &row, err));
    *newer = row[SESSION_NEWER_N].i > 0;
    return true;
}

bool sessions_confirm(Db *db, PersonId person, int64_t asked_us, GError **err)
{
    return db_touch(db, SQL_SESSION_CONFIRM, ARGS(at_us(asked_us), num(person.v)), NULL, err);
}

bool sessions_change(Tx *tx, PersonId person, UnitId unit, Roles roles, const char *message, int64_t asked_us,
                     GError **err)
{
    return tx_change(tx, SQL_SESSION_RIGHTS,
                     ARGS(num(roles), id_or_null(unit.v), at_us(asked_us), txt(message), num(person.v)), NULL,
                     err);
}

bool session_people(Db *db, Mem *mem, SessionPerson **people, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_SESSION_PEOPLE, NO_ARGS, &rows, err));
    *people = mem_array(mem, SessionPerson, rows.n + 1);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*people)[i] = (SessionPerson){ .id = { c[SESSION_PEOPLE_ID].i }, .name = c[SESSION_PEOPLE_NAME].s };
        memcpy((*people)[i].uuid, c[SESSION_PEOPLE_UUID].s, sizeof(*people)[i].uuid);
    }
    return true;
}

bool session_sweep(Db *db, int64_t created_before_us, int64_t seen_before_us, GError **err)
{
    return db_touch(db, SQL_SESSION_DELETE_OLD, ARGS(at_us(created_before_us), at_us(seen_before_us)), NULL,
                    err);
}

static bool end_oldest(Db *db, const Rows *newest_first, int most, GError **err)
{
    for (gsize i = (gsize)most - 1; i < newest_first->n; i++) {
        const Cell *hash = &newest_first->row[i][SESSION_OF_PERSON_TOKEN_HASH];
        TRY(db_touch(db, SQL_SESSION_DELETE, ARGS(raw(hash->s, hash->size_bytes)), NULL, err));
    }
    return true;
}

bool session_open(Db *db, Mem *mem, const Hash *token_hash, const Session *session, const char *ip, int most,
                  GError **err)
{
    Rows open;

    TRY(db_read(db, mem, SQL_SESSION_OF_PERSON, ARGS(num(session->person.v)), &open, err));
    TRY(end_oldest(db, &open, most, err));
    return db_touch(db, SQL_SESSION_INSERT,
                    ARGS(hash_arg(token_hash), num(session->person.v), id_or_null(session->unit.v),
                         num(session->roles), at_us(session->created_us), at_us(session->seen_us),
                         at_us(session->created_us), txt(ip), txt(session->message), num(session->person.v)),
                    NULL, err);
}

bool sign_in_before(Db *db, Mem *mem, PersonId person, int64_t *at, const char **ip, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_SIGN_IN_BEFORE, ARGS(num(person.v)), &rows, err));
    *at = rows.n == 0 ? 0 : rows.row[0][SIGN_IN_BEFORE_AT_US].i;
    *ip = rows.n == 0 ? "" : rows.row[0][SIGN_IN_BEFORE_IP].s;
    return true;
}

static Arg who_arg(const char *who)
{
    return raw(who, strlen(who));
}

bool attempts_find(Db *db, Mem *mem, const char *who, Attempts *attempts, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_ATTEMPT_FIND, ARGS(who_arg(who)), &rows, err));
    *attempts = (Attempts){ 0 };
    if (rows.n > 0)
        *attempts = (Attempts){ .wrong = rows.row[0][ATTEMPT_FIND_WRONG].i,
                                .since_us = rows.row[0][ATTEMPT_FIND_SINCE_AT].i,
                                .locked_until_us = rows.row[0][ATTEMPT_FIND_LOCKED_UNTIL].i,
                                .locks = rows.row[0][ATTEMPT_FIND_LOCKS].i };
    return true;
}

bool attempts_lock(Tx *tx, Mem *mem, const char *who, int64_t now_us, Attempts *attempts, GError **err)
{
    const Cell *c;

    TRY(tx_change(tx, SQL_ATTEMPT_HOLD, ARGS(who_arg(who), at_us(now_us)), NULL, err));
    TRY(db_read_one(tx_db(tx), mem, SQL_ATTEMPT_LOCK, ARGS(who_arg(who)), &c, err));
    *attempts = (Attempts){ .wrong = c[ATTEMPT_LOCK_WRONG].i,
                            .since_us = c[ATTEMPT_LOCK_SINCE_AT].i,
                            .locked_until_us = c[ATTEMPT_LOCK_LOCKED_UNTIL].i,
                            .locks = c[ATTEMPT_LOCK_LOCKS].i };
    return true;
}

bool attempts_save(Tx *tx, const char *who, const Attempts *attempts, GError **err)
{
    return tx_change(tx, SQL_ATTEMPT_SAVE,
                     ARGS(num(attempts->wrong), at_us(attempts->since_us),
                          at_us_or_null(attempts->locked_until_us), num(attempts->locks), who_arg(who)),
                     NULL, err);
}

bool attempts_sweep(Db *db, int64_t since_before_us, GError **err)
{
    return db_touch(db, SQL_ATTEMPT_DELETE_OLD, ARGS(at_us(since_before_us)), NULL, err);
}

bool attempts_lift(Tx *tx, const char *who, int64_t *n, GError **err)
{
    return tx_change(tx, SQL_ATTEMPT_DELETE, ARGS(who_arg(who)), n, err);
}

bool attempts_clear(Db *db, const char *who, GError **err)
{
    return db_touch(db, SQL_ATTEMPT_DELETE, ARGS(who_arg(who)), NULL, err);
}
