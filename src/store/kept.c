/* kept.c: see kept.h. */
#include "store/kept.h"

#include <jansson.h>
#include <string.h>

#include "base/err.h"

static char *fields_write(Mem *mem, const Kept *kept)
{
    json_t *all = json_array();

    for (gsize i = 0; i < kept->n; i++)
        json_array_append_new(all, json_pack("[s,s]", kept->fields[i].name, kept->fields[i].value));
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    return mem_keep(mem, text, free);
}

static void fields_read(Mem *mem, const Cell *stored, Kept *kept)
{
    json_t *all = json_loadb(stored->s, stored->size_bytes, 0, NULL);
    gsize n = json_array_size(all);

    kept->fields = mem_array(mem, KeptField, n);
    for (gsize i = 0; i < n; i++) {
        json_t *pair = json_array_get(all, i);
        const char *name = json_string_value(json_array_get(pair, 0));
        const char *value = json_string_value(json_array_get(pair, 1));
        if (name != NULL && value != NULL)
            kept->fields[kept->n++] = (KeptField){ mem_text(mem, name), mem_text(mem, value) };
    }
    json_decref(all);
}

static Hash hash_of_id(const char *id)
{
    return hash_of(id, strlen(id));
}

bool kept_sweep(Db *db, int64_t now_us, GError **err)
{
    return db_touch(db, SQL_KEPT_DELETE_OLD, ARGS(at_us(now_us - KEPT_US)), NULL, err);
}

bool kept_put(Db *db, Mem *mem, const Hash *session, const Kept *kept, int64_t now_us, const char **id,
              GError **err)
{
    uint8_t secret[32];
    char *text = mem_alloc(mem, KEPT_ID_CHARS + 3);

    secret_random(secret, sizeof secret);
    base64url_write(secret, sizeof secret, text, KEPT_ID_CHARS + 3);
    Hash hash = hash_of_id(text);
    TRY(kept_sweep(db, now_us, err));
    TRY(db_touch(db, SQL_KEPT_DELETE_OLDER,
                 ARGS(raw(session->bytes, sizeof session->bytes), raw(session->bytes, sizeof session->bytes)),
                 NULL, err));
    TRY(db_touch(db, SQL_KEPT_INSERT,
                 ARGS(raw(hash.bytes, sizeof hash.bytes), raw(session->bytes, sizeof session->bytes),
                      id_or_null(kept->author.v), txt(kept->address), txt(fields_write(mem, kept)),
                      at_us(now_us)),
                 NULL, err));
    *id = text;
    return true;
}

bool kept_find(Db *db, Mem *mem, const Hash *session, const char *id, int64_t now_us, Kept *kept,
               GError **err)
{
    Hash hash = hash_of_id(id);
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_KEPT_FIND,
                    ARGS(raw(hash.bytes, sizeof hash.bytes), raw(session->bytes, sizeof session->bytes),
                         at_us(now_us - KEPT_US)),
                    &c, err));
    *kept = (Kept){ .author = { c[KEPT_FIND_AUTHOR].i },
                    .login = c[KEPT_FIND_LOGIN].s,
                    .address = c[KEPT_FIND_ADDRESS].s };
    fields_read(mem, &c[KEPT_FIND_FIELDS], kept);
    return true;
}

bool kept_forget(Db *db, const Hash *session, GError **err)
{
    return db_touch(db, SQL_KEPT_DELETE_SESSION, ARGS(raw(session->bytes, sizeof session->bytes)), NULL, err);
}
