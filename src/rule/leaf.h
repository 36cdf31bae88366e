/* leaf.h: the bytes of one leaf of the sealed log (security.md §3.2): what the tree is made over.
 *
 *     version ‖ event ‖ mac ‖ state
 *
 * Each after its presence (1) and its length (4 bytes, big endian); a state that is not known is one byte 0. event is the
 * canonical bytes of rule/canon.h, mac the event's own, state the digest of the changed row. Whoever holds these bytes and
 * a proof needs no database to see what was recorded.
 */
#pragma once
#include "base/secret.h"

enum { LEAF_VERSION = 1 };

/* Adds the leaf's bytes to an empty array. */
void leaf_write(GByteArray *to, const void *event, size_t event_bytes, const Hash *mac, const Hash *state);

typedef struct {
    const uint8_t *event; /* points into the leaf */
    size_t event_bytes;
    Hash mac, state;
    bool has_state;
} Leaf;

/* false: these are not the bytes of a leaf. */
bool leaf_read(const uint8_t *bytes, size_t size_bytes, Leaf *leaf);
