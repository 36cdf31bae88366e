/* session.h: the tables session, attempt and person: who is signed in, who failed to, and who they are.
 *
 * The database knows a session by the SHA-256 of its token only; the token is in the cookie and nowhere else.
 */
#pragma once
#include "base/secret.h"
#include "rule/model.h"
#include "store/db.h"
#include "store/tx.h"

typedef struct {
    PersonId person;
    UnitId unit;
    Roles roles;
    const char *name, *login, *unit_name;
    int64_t created_us, seen_us;
    int64_t checked_us;                /* when the directory last confirmed these rights */
    int64_t display;                   /* rule/display.h */
    const char *message;               /* to be shown once; "" */
    int64_t book_stamp, reports_stamp; /* for shelf_know() (book.h); reports: of the session's unit */
} Session;

/* ERR_NOT_FOUND: no such session (or it is over and was cleaned up). */
bool session_find(Db *db, Mem *mem, const Hash *token_hash, Session *session, GError **err);

bool session_seen(Db *db, const Hash *token_hash, int64_t now_us, GError **err);
bool session_say(Db *db, const Hash *token_hash, const char *message, GError **err);
bool session_end(Db *db, const Hash *token_hash, GError **err);

/* All sessions of a person, in the transaction of the event that says why. */
bool sessions_end(Tx *tx, PersonId person, int64_t *n, GError **err); /* n may be NULL */

/* All but the one at hand. */
bool sessions_end_others(Tx *tx, PersonId person, const Hash *token_hash, int64_t *n, GError **err);

/* Somebody's rights were confirmed after that moment: by a sign-in. */
bool sessions_newer(Tx *tx, PersonId person, int64_t than_us, bool *newer, GError **err);

/* The directory, asked at that moment, has confirmed a person's rights, or given others: sessions that are open go on with
 * them. */
bool sessions_confirm(Db *db, PersonId person, int64_t asked_us, GError **err);
bool sessions_change(Tx *tx, PersonId person, UnitId unit, Roles roles, const char *message, int64_t asked_us,
                     GError **err);

/* Whoever has a session, open or only not swept yet. */
typedef struct {
    PersonId id;
    uint8_t uuid[16];
    const char *name;
} SessionPerson;

bool session_people(Db *db, Mem *mem, SessionPerson **people, gsize *n, GError **err);

/* Removes some of the sessions that are over, idle or too old. */
bool session_sweep(Db *db, int64_t created_before_us, int64_t seen_before_us, GError **err);

/* Opens a session; of more than most, the person's oldest end. */
bool session_open(Db *db, Mem *mem, const Hash *token_hash, const Session *session, const char *ip, int most,
                  GError **err);

/* When and from where the person signed in before the newest time; 0 and "" for the first. */
bool sign_in_before(Db *db, Mem *mem, PersonId person, int64_t *at_us, const char **ip, GError **err);

/* Wrong sign-ins of an identity or an address. A key is at most 64 bytes. */
typedef struct {
    int64_t wrong, since_us, locked_until_us, locks;
} Attempts;

bool attempts_find(Db *db, Mem *mem, const char *who, Attempts *attempts, GError **err); /* zeros when none */

/* The same, as nobody else may change it before the transaction ends; a key that is new is made. */
bool attempts_lock(Tx *tx, Mem *mem, const char *who, int64_t now_us, Attempts *attempts, GError **err);
bool attempts_save(Tx *tx, const char *who, const Attempts *attempts, GError **err);
bool attempts_sweep(Db *db, int64_t since_before_us, GError **err);    /* some of those that began before */
bool attempts_lift(Tx *tx, const char *who, int64_t *n, GError **err); /* clears it, in a deed */
bool attempts_clear(Db *db, const char *who, GError **err);
