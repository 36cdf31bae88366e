/* sign_in.h: signing in and out. Nothing is kept from an earlier sign-in: the directory is asked each time.
 */
#pragma once
#include "base/conf.h"
#include "rule/authz.h"
#include "store/session.h"

typedef enum {
    SIGN_IN_NONE,
    SIGN_IN_GOOD,
    SIGN_IN_REFUSED, /* unknown, wrong, locked, expired: one answer for all (R04, R05) */
    SIGN_IN_CHANGE,  /* the password must be changed first, at the directory */
    SIGN_IN_NO_ROLE, /* right password, but no unit or no role */
    SIGN_IN_UNITS,   /* right password, but the directory names several of our units */
    SIGN_IN_CLASH,   /* roles that must not meet (三员分立) */
    SIGN_IN_AWAY,    /* no directory server answers */
    SIGN_IN__N
} SignIn;

typedef struct {
    const char *login, *password; /* as typed; the caller sees to it that they are wiped */
    const char *ip, *agent;
    int64_t now_us;
} SignInWish;

/* token: TOKEN_CHARS + 1 bytes, filled only for SIGN_IN_GOOD. roles: what clashes, for SIGN_IN_CLASH. Every outcome is an
 * event. Who is refused in spite of the right password loses the sessions that are still open (R15). */
bool act_sign_in(Db *db, Mem *mem, const Conf *conf, const SignInWish *wish, SignIn *outcome, char *token,
                 Roles *roles, GError **err);

bool act_sign_out(Db *db, Mem *mem, const Actor *who, const Hash *token_hash, int64_t now_us, GError **err);

typedef struct {
    const char *deed, *why; /* codes */
    const char *what;       /* method and path */
} Denial;

/* A refusal at the gate or in a deed, as an event of its own, unless the same person was refused the same deed for the same
 * reason within the minute (repeats.h). */
bool act_record_denial(Db *db, Mem *mem, const Actor *who, const Denial *denial, int64_t now_us,
                       GError **err);
