/* leaf.c: see leaf.h. */
#include "rule/leaf.h"

#include <string.h>

enum { IS_NULL = 0, IS_PRESENT = 1, LENGTH_BYTES = 4 };

static void put(GByteArray *to, const void *bytes, size_t size_bytes)
{
    const uint8_t head[] = { IS_PRESENT, (uint8_t)(size_bytes >> 24), (uint8_t)(size_bytes >> 16),
                             (uint8_t)(size_bytes >> 8), (uint8_t)size_bytes };

    g_byte_array_append(to, head, sizeof head);
    g_byte_array_append(to, bytes, (guint)size_bytes);
}

void leaf_write(GByteArray *to, const void *event, size_t event_bytes, const Hash *mac, const Hash *state)
{
    static const uint8_t version = LEAF_VERSION, absent = IS_NULL;

    g_byte_array_append(to, &version, 1);
    put(to, event, event_bytes);
    put(to, mac->bytes, HASH_BYTES);
    if (state == NULL)
        g_byte_array_append(to, &absent, 1);
    else
        put(to, state->bytes, HASH_BYTES);
}

typedef struct {
    const uint8_t *at, *end;
} Bytes;

static bool take(Bytes *from, const uint8_t **bytes, size_t *size_bytes)
{
    if (from->end - from->at < 1 + LENGTH_BYTES || from->at[0] != IS_PRESENT)
        return false;
    *size_bytes = (size_t)from->at[1] << 24 | (size_t)from->at[2] << 16 | (size_t)from->at[3] << 8 |
                  (size_t)from->at[4];
    from->at += 1 + LENGTH_BYTES;
    if ((size_t)(from->end - from->at) < *size_bytes)
        return false;
    *bytes = from->at;
    from->at += *size_bytes;
    return true;
}

static bool take_hash(Bytes *from, Hash *hash)
{
    const uint8_t *bytes;
    size_t size_bytes;

    if (!take(from, &bytes, &size_bytes) || size_bytes != HASH_BYTES)
        return false;
    memcpy(hash->bytes, bytes, HASH_BYTES);
    return true;
}

bool leaf_read(const uint8_t *bytes, size_t size_bytes, Leaf *leaf)
{
    Bytes from = { bytes, bytes + size_bytes };

    if (size_bytes < 1 || *from.at++ != LEAF_VERSION || !take(&from, &leaf->event, &leaf->event_bytes) ||
        !take_hash(&from, &leaf->mac))
        return false;
    leaf->has_state = from.end - from.at != 1;
    if (!leaf->has_state)
        return *from.at == IS_NULL;
    return take_hash(&from, &leaf->state) && from.at == from.end;
}
