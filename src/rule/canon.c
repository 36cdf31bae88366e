/* canon.c: see canon.h. */
#include "rule/canon.h"

#include <string.h>

enum { IS_NULL = 0, IS_PRESENT = 1 };

static void put_number(GByteArray *to, uint64_t number, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        guint8 byte = (guint8)(number >> shift);
        g_byte_array_append(to, &byte, 1);
    }
}

static void put_bytes(GByteArray *to, const void *bytes, size_t size_bytes)
{
    put_number(to, IS_PRESENT, 1);
    put_number(to, size_bytes, 4);
    g_byte_array_append(to, bytes, (guint)size_bytes);
}

static void put_text(GByteArray *to, const char *text)
{
    put_bytes(to, text, strlen(text));
}

static void put_id(GByteArray *to, int64_t id)
{
    if (id == 0) {
        put_number(to, IS_NULL, 1);
        return;
    }
    put_number(to, IS_PRESENT, 1);
    put_number(to, 8, 4);
    put_number(to, (uint64_t)id, 8);
}

static void put_session(GByteArray *to, const uint8_t *session)
{
    if (session == NULL)
        put_number(to, IS_NULL, 1);
    else
        put_bytes(to, session, HASH_BYTES);
}

const uint8_t *canon_bytes(Mem *mem, const CanonEvent *event, size_t *size_bytes)
{
    GByteArray *to = g_byte_array_sized_new(512);

    put_number(to, CANON_ALG, 1);
    put_text(to, event->etype);
    put_id(to, event->entity_id);
    put_id(to, event->entity_seq);
    put_id(to, event->at_us);
    put_id(to, event->person_id);
    put_text(to, event->actor);
    put_text(to, event->actor_unit);
    put_text(to, event->actor_role);
    put_text(to, event->ip);
    put_text(to, event->agent);
    put_session(to, event->session);
    put_text(to, event->action);
    put_text(to, event->result);
    put_id(to, event->task_id);
    put_id(to, event->unit_id);
    put_id(to, event->period_id);
    put_bytes(to, event->request.bytes, sizeof event->request.bytes);
    put_number(to, (uint64_t)event->request_no, 2);
    put_text(to, event->body);
    put_bytes(to, event->prev.bytes, sizeof event->prev.bytes);
    *size_bytes = to->len;
    uint8_t *bytes = (uint8_t *)mem_text_n(mem, (const char *)to->data, to->len);
    g_byte_array_free(to, TRUE);
    return bytes;
}
