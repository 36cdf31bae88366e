/* attempts.c: see attempts.h. */
#include "act/attempts.h"

#include <string.h>

#include "base/clock.h"
#include "base/err.h"

enum { KEY_DIGITS = 32 }; /* of a hash; a key has at most 64 bytes */

static char *hashed_key(Mem *mem, char kind, const char *text)
{
    Hash hash = hash_of(text, strlen(text));
    GString *key = g_string_new(NULL);

    g_string_append_c(key, kind);
    for (int i = 0; i < KEY_DIGITS / 2; i++)
        g_string_append_printf(key, "%02x", hash.bytes[i]);
    char *out = mem_text(mem, key->str);
    g_string_free(key, TRUE);
    return out;
}

AttemptKeys attempt_keys(Mem *mem, const char *login, const char *ip)
{
    g_autofree char *wide = g_utf8_normalize(login, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *folded = g_utf8_casefold(wide == NULL ? "" : wide, -1);

    return (AttemptKeys){ .name = hashed_key(mem, 'n', g_strstrip(folded)),
                          .address = hashed_key(mem, 'a', ip) };
}

void attempt_keys_person(Mem *mem, AttemptKeys *keys, const uint8_t uuid[16])
{
    g_autofree char *text = g_base64_encode(uuid, 16);

    keys->person = hashed_key(mem, 'p', text);
}

static bool is_locked(Db *db, Mem *mem, const char *key, int64_t now_us, const char **locked, GError **err)
{
    Attempts attempts;

    if (key == NULL || *locked != NULL)
        return true;
    TRY(attempts_find(db, mem, key, &attempts, err));
    if (attempts.locked_until_us > now_us)
        *locked = key;
    return true;
}

bool attempts_locked(Db *db, Mem *mem, const AttemptKeys *keys, int64_t now_us, const char **locked,
                     GError **err)
{
    *locked = NULL;
    TRY(is_locked(db, mem, keys->address, now_us, locked, err));
    TRY(is_locked(db, mem, keys->name, now_us, locked, err));
    return is_locked(db, mem, keys->person, now_us, locked, err);
}

/* By then the longest window and the longest lock are over, and locks count from one again. */
#define FORGOTTEN_US (2 * DAY_US)

/* A stranger who knows a name must not be able to keep its owner out for long (R10). */
#define LOCK_MOST_US (DAY_US / 24)

static int64_t lock_length_us(const Conf *conf, int64_t locks)
{
    int64_t length_us = conf->lock_us;

    for (int64_t i = 1; i < locks && length_us < LOCK_MOST_US; i++)
        length_us *= 2;
    return MIN(length_us, LOCK_MOST_US);
}

/* The row is locked while it is looked at: sign-ins at the same time count one by one. */
static bool count_wrong(Tx *tx, Mem *mem, const Conf *conf, const char *key, int most, int64_t now_us,
                        GError **err)
{
    Attempts a;

    if (key == NULL)
        return true;
    TRY(attempts_lock(tx, mem, key, now_us, &a, err));
    if (a.locked_until_us > now_us) /* it was asked before the lock began, and makes it no longer */
        return true;
    if (now_us - a.locked_until_us > DAY_US && now_us - a.since_us > DAY_US)
        a.locks = 0;
    if (now_us - a.since_us > conf->window_us)
        a = (Attempts){ .since_us = now_us, .locks = a.locks };
    a.wrong++;
    if (a.wrong >= most) {
        a.locks++;
        a.locked_until_us = now_us + lock_length_us(conf, a.locks);
        a.wrong = 0;
    }
    return attempts_save(tx, key, &a, err);
}

bool attempts_wrong(Tx *tx, Mem *mem, const Conf *conf, const AttemptKeys *keys, int64_t now_us, GError **err)
{
    TRY(count_wrong(tx, mem, conf, keys->address, conf->address_most, now_us, err));
    TRY(count_wrong(tx, mem, conf, keys->name, conf->wrong_most, now_us, err));
    return count_wrong(tx, mem, conf, keys->person, conf->wrong_most, now_us, err);
}

bool attempts_forget(Db *db, int64_t now_us, GError **err)
{
    return attempts_sweep(db, now_us - FORGOTTEN_US, err);
}

bool attempts_good(Db *db, const AttemptKeys *keys, GError **err)
{
    TRY(attempts_clear(db, keys->name, err));
    return keys->person == NULL || attempts_clear(db, keys->person, err);
}
