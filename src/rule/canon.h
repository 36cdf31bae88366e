/* canon.h: the canonical bytes of an audit event: what is hashed, chained and authenticated.
 *
 * Versioned, length-prefixed fields in fixed order, big endian; NULL is not empty (security.md §3.2). The numbering of
 * fields must never change; a new field takes a new alg.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/secret.h"

enum { CANON_ALG = 1 };

typedef struct {
    const char *etype;
    int64_t entity_id, entity_seq, at_us;
    int64_t person_id; /* 0: NULL, as with all ids here */
    const char *actor, *actor_unit, *actor_role, *ip, *agent;
    const uint8_t *session; /* HASH_BYTES, or NULL */
    const char *action, *result;
    int64_t task_id, unit_id, period_id;
    RequestId request;
    int64_t request_no;
    const char *body;
    Hash prev;
} CanonEvent;

/* Whether events of this type belong to a row of the table of that name, whose version they count. The others (sign-ins,
 * exports, readings of the log, its ceremonies) have a random number for an entity and are always the first of it. */
bool event_has_row(const char *etype);

/* Adds the bytes to an array: for those who write a million of them. */
void canon_write(GByteArray *to, const CanonEvent *event);

/* The bytes; *size_bytes of them, in mem. */
const uint8_t *canon_bytes(Mem *mem, const CanonEvent *event, size_t *size_bytes);

/* The way back: texts in mem. false: not the canonical bytes of an event. */
bool canon_read(Mem *mem, const uint8_t *bytes, size_t size_bytes, CanonEvent *event);
