/* directory.h: asking LDAP who somebody is (RFC 4511, RFC 4513). Only the sign-in pool and 'taizhangctl sync-directory' call
 * this.
 *
 * Search with the service account for exactly one entry, bind as it, read its groups; over TLS, with the certificate
 * and the name checked. libldap may hang in a TLS handshake for as long as the peer likes (F10), so each server is
 * asked in a child process that is killed when its time is over; the next server is asked then, and a silent one is
 * left for last for a minute.
 */
#pragma once
#include "base/conf.h"
#include "base/mem.h"
#include "rule/model.h"

enum { UUID_BYTES = 16, NAME_BYTES = 64, PASSWORD_BYTES = 1024, LOGIN_CHARS = 64, UNIT_CODES = 8 };

typedef struct {
    uint8_t bytes[UUID_BYTES];
} Uuid;

typedef enum {
    ASK_NONE,
    ASK_GOOD,
    ASK_UNKNOWN, /* no such entry, or more than one */
    ASK_WRONG,   /* the password, or the directory refuses for a reason it keeps to itself */
    ASK_LOCKED,  /* the directory has locked the account (and may not have looked at the password) */
    ASK_EXPIRED, /* right password, but its time is over and no grace is left */
    ASK_CHANGE,  /* right password, but it must be changed first */
    ASK_AWAY,    /* no server answered in time */
    ASK_DISABLED /* right password, but [directory] disabled_filter matches */
} Asked;

typedef struct {
    uint8_t uuid[UUID_BYTES];   /* entryUUID, RFC 4530: also known for ASK_WRONG, when an entry was found */
    bool known;                 /* uuid is set */
    char login[NAME_BYTES + 1]; /* as the directory spells it */
    char name[NAME_BYTES + 1];
    char unit_codes[UNIT_CODES][NAME_BYTES + 1];
    int n_unit_codes; /* as many as the entry has, which may be more than UNIT_CODES */
    bool in_grace;    /* the password's time is over; the directory lets it in grace_left times more */
    int grace_left;
    Roles roles;
} Found;

/* login and password as typed; both are checked before anything is sent: an empty password, or one with a NUL or over
 * PASSWORD_BYTES, never reaches a bind (F11). */
Asked directory_ask(const DirectoryConf *conf, const char *login, const char *password, Found *found);

/* What the directory says now of people who are signed in, without their passwords. answers[i]: ASK_GOOD with found[i] filled,
 * ASK_UNKNOWN (the entry is gone, or nobody could sign in with it any more), ASK_DISABLED or ASK_AWAY. */
void directory_look(const DirectoryConf *conf, const Uuid *uuids, gsize n, Asked *answers, Found *found);
