/* sealed_event.c: see sealed_event.h. */
#include "store/sealed_event.h"

#include <string.h>

static const char *text_of(const Cell *cell, bool *whole)
{
    *whole = *whole && strlen(cell->s) == cell->size_bytes; /* a NUL inside would hide what follows it */
    return cell->s;
}

static void bytes_of(const Cell *cell, void *to, size_t size_bytes, bool *whole)
{
    *whole = *whole && cell->size_bytes == size_bytes;
    if (cell->size_bytes == size_bytes)
        memcpy(to, cell->s, size_bytes);
}

static const uint8_t *session_of(const Cell *cell, bool *whole)
{
    *whole = *whole && (cell->is_null || cell->size_bytes == HASH_BYTES);
    return cell->is_null ? NULL : (const uint8_t *)cell->s;
}

void sealed_event_read(const Cell *c, SealedEvent *event)
{
    bool whole = c[SEAL_ROWS_ALG].i == CANON_ALG;

    *event = (SealedEvent){ .id = c[SEAL_ROWS_ID].i };
    if (event->id == 0)
        return;
    event->canon = (CanonEvent){
        .etype = text_of(&c[SEAL_ROWS_ETYPE], &whole),
        .entity_id = c[SEAL_ROWS_ENTITY_ID].i,
        .entity_seq = c[SEAL_ROWS_ENTITY_SEQ].i,
        .at_us = c[SEAL_ROWS_AT_US].i,
        .person_id = c[SEAL_ROWS_PERSON_ID].i,
        .actor = text_of(&c[SEAL_ROWS_ACTOR], &whole),
        .actor_unit = text_of(&c[SEAL_ROWS_ACTOR_UNIT], &whole),
        .actor_role = text_of(&c[SEAL_ROWS_ACTOR_ROLE], &whole),
        .ip = text_of(&c[SEAL_ROWS_IP], &whole),
        .agent = text_of(&c[SEAL_ROWS_AGENT], &whole),
        .session = session_of(&c[SEAL_ROWS_SESSION], &whole),
        .action = text_of(&c[SEAL_ROWS_ACTION], &whole),
        .result = text_of(&c[SEAL_ROWS_RESULT], &whole),
        .task_id = c[SEAL_ROWS_TASK_ID].i,
        .unit_id = c[SEAL_ROWS_UNIT_ID].i,
        .period_id = c[SEAL_ROWS_PERIOD_ID].i,
        .request_no = c[SEAL_ROWS_REQ_NO].i,
        .body = text_of(&c[SEAL_ROWS_BODY], &whole),
    };
    bytes_of(&c[SEAL_ROWS_REQ_ID], event->canon.request.bytes, REQUEST_ID_BYTES, &whole);
    bytes_of(&c[SEAL_ROWS_PREV_HASH], event->canon.prev.bytes, HASH_BYTES, &whole);
    bytes_of(&c[SEAL_ROWS_HASH], event->hash.bytes, HASH_BYTES, &whole);
    bytes_of(&c[SEAL_ROWS_MAC], event->mac.bytes, HASH_BYTES, &whole);
    event->whole = whole;
}

EventFault sealed_event_fault(const SealedEvent *event, const Key *key, GByteArray *bytes)
{
    if (event->id == 0)
        return EVENT_GONE;
    g_byte_array_set_size(bytes, 0);
    canon_write(bytes, &event->canon);
    Hash hash = hash_of(bytes->data, bytes->len);
    if (!event->whole || memcmp(hash.bytes, event->hash.bytes, HASH_BYTES) != 0)
        return EVENT_CHANGED;
    Hash mac = mac_of(key, bytes->data, bytes->len);
    return secret_equal(mac.bytes, event->mac.bytes, HASH_BYTES) ? EVENT_GOOD : EVENT_FORGED;
}
