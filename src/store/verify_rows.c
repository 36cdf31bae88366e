/* verify_rows.c: events of the same row follow each other, and the row is as its last event left it. */
#include <string.h>

#include "base/err.h"
#include "store/row_state.h"
#include "store/verify_inner.h"

static guint hash_entity(gconstpointer key)
{
    const Entity *e = key;

    return (guint)((uint64_t)e->id * UINT64_C(0x9E3779B97F4A7C15) >> 32) ^ (guint)e->type;
}

static gboolean same_entity(gconstpointer a, gconstpointer b)
{
    const Entity *left = a, *right = b;

    return left->id == right->id && left->type == right->type;
}

void verify_rows_begin(Verifier *v)
{
    v->entities = g_hash_table_new_full(hash_entity, same_entity, g_free, NULL);
    v->other_types = g_ptr_array_new_with_free_func(g_free);
}

void verify_rows_end(Verifier *v)
{
    g_hash_table_unref(v->entities);
    g_ptr_array_unref(v->other_types);
}

static int type_of(Verifier *v, const char *etype)
{
    int type = row_type_of(etype);
    guint place;

    if (type >= 0)
        return type;
    for (place = 0; place < v->other_types->len; place++)
        if (strcmp(v->other_types->pdata[place], etype) == 0)
            return row_types() + (int)place;
    g_ptr_array_add(v->other_types, g_strdup(etype));
    return row_types() + (int)place;
}

static const char *type_name(const Verifier *v, int type)
{
    return type < row_types() ? row_type_name(type) : v->other_types->pdata[type - row_types()];
}

static bool is_first(const SealedEvent *event)
{
    static const Hash zero;

    return event->canon.entity_seq == 1 && memcmp(&event->canon.prev, &zero, sizeof zero) == 0;
}

static Entity *entity_of(Verifier *v, const SealedEvent *event)
{
    Entity key = { .type = type_of(v, event->canon.etype), .id = event->canon.entity_id };
    Entity *entity = g_hash_table_lookup(v->entities, &key);

    if (entity != NULL)
        return entity;
    entity = g_memdup2(&key, sizeof key);
    g_hash_table_add(v->entities, entity);
    return entity;
}

void verify_chain(Verifier *v, int64_t leaf, const SealedEvent *event, const Hash *state)
{
    if (!event_has_row(event->canon.etype)) { /* a random entity, of which nothing is remembered */
        if (!is_first(event))
            verify_found_event(v, FOUND_CHAIN, leaf, event);
        return;
    }
    Entity *entity = entity_of(v, event);
    bool follows = entity->seq == 0 ? is_first(event)
                                    : event->canon.entity_seq == entity->seq + 1 &&
                                          memcmp(&event->canon.prev, &entity->hash, sizeof entity->hash) == 0;
    if (!follows)
        verify_found_event(v, FOUND_CHAIN, leaf, event);
    entity->seq = event->canon.entity_seq;
    entity->hash = event->hash;
    entity->leaf = leaf;
    entity->audit_id = event->id;
    entity->has_state = state != NULL;
    if (state != NULL)
        entity->state = *state;
}

static void found_row(Verifier *v, FindingKind kind, const Entity *entity)
{
    Finding finding = { .kind = kind,
                        .leaf = entity->leaf,
                        .leaf_end = entity->leaf + 1,
                        .audit_id = entity->audit_id,
                        .etype = type_name(v, entity->type),
                        .entity_id = entity->id,
                        .entity_seq = entity->seq };

    verify_found(v, &finding);
}

static bool one_row(void *what, int type, const RowState *row, GError **err)
{
    Verifier *v = what;
    Entity key = { .type = type, .id = row->id, .leaf = -1 };
    Entity *entity = g_hash_table_lookup(v->entities, &key);

    (void)err;
    v->report->rows++;
    if (entity == NULL) {
        found_row(v, FOUND_ROW_UNKNOWN, &key);
        return true;
    }
    entity->seen = true;
    if (row->version != entity->seq)
        found_row(v, FOUND_ROW_VERSION, entity);
    else if (entity->leaf >= 0 &&
             (!entity->has_state || memcmp(&row->state, &entity->state, sizeof row->state) != 0))
        found_row(v, FOUND_ROW_CHANGED, entity);
    return true;
}

static void rows_that_are_gone(Verifier *v)
{
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init(&iter, v->entities);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Entity *entity = key;
        if (entity->type < row_types() && !entity->seen)
            found_row(v, FOUND_ROW_GONE, entity);
    }
}

static bool one_issued(void *what, const Cell *c, GError **err)
{
    Verifier *v = what;
    Finding finding = { .kind = FOUND_ISSUED_CHANGED, .leaf = -1, .etype = "issued_text" };

    (void)c;
    (void)err;
    verify_found(v, &finding);
    return true;
}

bool verify_ledger(Verifier *v, GError **err)
{
    v->report->entities = g_hash_table_size(v->entities);
    for (int type = 0; type < row_types(); type++)
        TRY(row_states(v->db, type, one_row, v, err));
    rows_that_are_gone(v);
    for (guint i = 0; i < v->other_types->len; i++) {
        Finding finding = { .kind = FOUND_TYPE_UNKNOWN, .leaf = -1, .etype = v->other_types->pdata[i] };
        verify_found(v, &finding);
    }
    return db_each(v->db, SQL_VERIFY_ISSUED, NO_ARGS, one_issued, v, err);
}
