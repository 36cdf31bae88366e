/* canon.c: see canon.h. */
#include "rule/canon.h"

#include <string.h>

enum { IS_NULL = 0, IS_PRESENT = 1, LENGTH_BYTES = 4, ID_BYTES = 8 };

bool event_has_row(const char *etype)
{
    static const char *const without[] = { "auth", "export", "audit", "seal", "download", "sheet" };

    for (gsize i = 0; i < G_N_ELEMENTS(without); i++)
        if (strcmp(etype, without[i]) == 0)
            return false;
    return true;
}

/* So many bytes more, to be filled. */
static guint8 *room(GByteArray *to, size_t size_bytes)
{
    guint before = to->len;

    g_byte_array_set_size(to, before + (guint)size_bytes);
    return to->data + before;
}

static void fill_number(guint8 *bytes, uint64_t number, int n)
{
    for (int i = n - 1; i >= 0; i--, number >>= 8)
        bytes[i] = (guint8)number;
}

static void put_number(GByteArray *to, uint64_t number, int n)
{
    fill_number(room(to, (size_t)n), number, n);
}

/* Present, its length, and room for the bytes themselves. */
static guint8 *put_head(GByteArray *to, size_t size_bytes)
{
    guint8 *bytes = room(to, 1 + LENGTH_BYTES + size_bytes);

    bytes[0] = IS_PRESENT;
    fill_number(bytes + 1, size_bytes, LENGTH_BYTES);
    return bytes + 1 + LENGTH_BYTES;
}

static void put_bytes(GByteArray *to, const void *bytes, size_t size_bytes)
{
    memcpy(put_head(to, size_bytes), bytes, size_bytes);
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
    fill_number(put_head(to, ID_BYTES), (uint64_t)id, ID_BYTES);
}

static void put_session(GByteArray *to, const uint8_t *session)
{
    if (session == NULL)
        put_number(to, IS_NULL, 1);
    else
        put_bytes(to, session, HASH_BYTES);
}

void canon_write(GByteArray *to, const CanonEvent *event)
{
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
}

const uint8_t *canon_bytes(Mem *mem, const CanonEvent *event, size_t *size_bytes)
{
    GByteArray *to = g_byte_array_sized_new(512);

    canon_write(to, event);
    *size_bytes = to->len;
    uint8_t *bytes = (uint8_t *)mem_text_n(mem, (const char *)to->data, to->len);
    g_byte_array_free(to, TRUE);
    return bytes;
}

/* What is still to be read; bad once anything was not as it must be. */
typedef struct {
    Mem *mem;
    const uint8_t *at, *end;
    bool bad;
} Bytes;

static uint64_t take_number(Bytes *from, int bytes)
{
    uint64_t number = 0;

    from->bad = from->bad || from->end - from->at < bytes;
    for (int i = 0; i < bytes && !from->bad; i++)
        number = number << 8 | *from->at++;
    return number;
}

/* NULL for one that is absent, and when it is bad. */
static const uint8_t *take_bytes(Bytes *from, size_t *size_bytes)
{
    uint64_t presence = take_number(from, 1);

    from->bad = from->bad || presence > IS_PRESENT;
    if (from->bad || presence == IS_NULL)
        return NULL;
    *size_bytes = take_number(from, LENGTH_BYTES);
    from->bad = from->bad || (size_t)(from->end - from->at) < *size_bytes;
    if (from->bad)
        return NULL;
    from->at += *size_bytes;
    return from->at - *size_bytes;
}

static const char *take_text(Bytes *from)
{
    size_t size_bytes = 0;
    const uint8_t *bytes = take_bytes(from, &size_bytes);

    from->bad = from->bad || bytes == NULL || memchr(bytes, 0, size_bytes) != NULL;
    return from->bad ? "" : mem_text_n(from->mem, (const char *)bytes, size_bytes);
}

static int64_t take_id(Bytes *from)
{
    size_t size_bytes = 0;
    const uint8_t *bytes = take_bytes(from, &size_bytes);

    if (bytes == NULL)
        return 0;
    from->bad = from->bad || size_bytes != ID_BYTES;
    Bytes inner = { .at = bytes, .end = bytes + size_bytes };
    int64_t id = (int64_t)take_number(&inner, ID_BYTES);
    from->bad = from->bad || id == 0; /* 0 is written as absent, and in no other way */
    return id;
}

static const uint8_t *take_exactly(Bytes *from, size_t want_bytes)
{
    size_t size_bytes = 0;
    const uint8_t *bytes = take_bytes(from, &size_bytes);

    from->bad = from->bad || (bytes != NULL && size_bytes != want_bytes);
    return bytes;
}

static void take_into(Bytes *from, void *to, size_t want_bytes)
{
    const uint8_t *bytes = take_exactly(from, want_bytes);

    from->bad = from->bad || bytes == NULL;
    if (!from->bad)
        memcpy(to, bytes, want_bytes);
}

bool canon_read(Mem *mem, const uint8_t *bytes, size_t size_bytes, CanonEvent *event)
{
    Bytes from = { .mem = mem, .at = bytes, .end = bytes + size_bytes };
    CanonEvent e = { 0 };

    from.bad = take_number(&from, 1) != CANON_ALG;
    e.etype = take_text(&from);
    e.entity_id = take_id(&from);
    e.entity_seq = take_id(&from);
    e.at_us = take_id(&from);
    e.person_id = take_id(&from);
    e.actor = take_text(&from);
    e.actor_unit = take_text(&from);
    e.actor_role = take_text(&from);
    e.ip = take_text(&from);
    e.agent = take_text(&from);
    e.session = take_exactly(&from, HASH_BYTES);
    e.action = take_text(&from);
    e.result = take_text(&from);
    e.task_id = take_id(&from);
    e.unit_id = take_id(&from);
    e.period_id = take_id(&from);
    take_into(&from, e.request.bytes, sizeof e.request.bytes);
    e.request_no = (int64_t)take_number(&from, 2);
    e.body = take_text(&from);
    take_into(&from, e.prev.bytes, sizeof e.prev.bytes);
    *event = e;
    return !from.bad && from.at == from.end;
}
