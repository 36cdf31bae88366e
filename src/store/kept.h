/* kept.h: the table kept: what was typed when a session ended, for the session after it. It holds no passwords and no tokens:
 * the caller leaves them out. ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem.
 */
#pragma once
#include "base/secret.h"
#include "rule/model.h"
#include "store/db.h"

enum { KEPT_ID_CHARS = 43 };                  /* of an id, in base64url */
#define KEPT_US (INT64_C(3600) * 1000 * 1000) /* so long it is there */

typedef struct {
    const char *name, *value;
} KeptField;

typedef struct {
    PersonId author;     /* 0: nobody can tell */
    const char *login;   /* the author's; "" */
    const char *address; /* that the form was sent to */
    KeptField *fields;
    gsize n;
} Kept;

/* Keeps it for the session; *id is the new id's text. Some of what is old goes, and of
 * the session's own all but the one before. */
bool kept_put(Db *db, Mem *mem, const Hash *session, const Kept *kept, int64_t now_us, const char **id,
              GError **err);

/* ERR_NOT_FOUND: no such id, another session's, or too old. */
bool kept_find(Db *db, Mem *mem, const Hash *session, const char *id, int64_t now_us, Kept *kept,
               GError **err);

/* Throws away what nobody came back for in time. */
bool kept_sweep(Db *db, int64_t now_us, GError **err);

/* Whatever is kept for a session that ends. */
bool kept_forget(Db *db, const Hash *session, GError **err);
