/* seal_leaves.c: see seal_leaves.h. */
#include "store/seal_leaves.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "store/row_state.h"
#include "store/sealed_event.h"
#include "store/tree.h"
#include "store/tx.h"

enum { BATCH_MOST = 2048 }; /* rows of one SEAL_ROWS */

void seal_stop_at(const char *step)
{
#ifdef TAIZHANG_STOPS
    if (g_strcmp0(getenv("TAIZHANG_SEAL_STOP"), step) == 0)
        raise(SIGKILL);
#else
    (void)step;
#endif
}

typedef struct {
    Sealer *sealer;
    Tx *tx;
    Mem *mem;
    Edge edge;
    gsize sealed;
    GHashTable *accepted; /* ids of this transaction's events */
    GByteArray *bytes, *leaf;
} Batch;

/* ---- leaves that are there already */

typedef struct {
    const Key *key;
    Edge edge;
    GByteArray *bytes, *leaf;
} Again;

static bool leaf_again(void *what, const Cell *c, GError **err)
{
    Again *a = what;
    SealedEvent event;
    const Cell *state = &c[LEAF_ROWS_STATE], *stored = &c[LEAF_ROWS_LEAF_HASH];
    Hash digest;

    sealed_event_read(c, &event);
    if ((uint64_t)c[LEAF_ROWS_LEAF_INDEX].i != a->edge.size ||
        sealed_event_fault(&event, a->key, a->bytes) != EVENT_GOOD ||
        (!state->is_null && state->size_bytes != HASH_BYTES) || stored->size_bytes != HASH_BYTES)
        return fail(err, ERR_CONFLICT, "leaf %" PRIu64 " is not as it was sealed", a->edge.size);
    memcpy(digest.bytes, state->s, state->size_bytes);
    g_byte_array_set_size(a->leaf, 0);
    leaf_write(a->leaf, a->bytes->data, a->bytes->len, &event.mac, state->is_null ? NULL : &digest);
    Hash hash = merkle_leaf(a->leaf->data, a->leaf->len);
    if (memcmp(hash.bytes, stored->s, HASH_BYTES) != 0)
        return fail(err, ERR_CONFLICT, "leaf %" PRIu64 " is not that of its event", a->edge.size);
    edge_add(&a->edge, &hash, NULL);
    return true;
}

bool seal_catch_up(Db *db, const Key *audit_key, uint64_t size, Edge *edge, GError **err)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GByteArray) leaf = g_byte_array_new();
    Again again = { .key = audit_key, .edge = *edge, .bytes = bytes, .leaf = leaf };

    while (again.edge.size < size) {
        uint64_t from = again.edge.size, upto = MIN(from + BATCH_MOST, size);
        TRY(db_each(db, SQL_LEAF_ROWS, ARGS(num((int64_t)from), num((int64_t)upto)), leaf_again, &again,
                    err));
        if (again.edge.size != upto)
            return fail(err, ERR_CONFLICT, "leaf %" PRIu64 " is not there", again.edge.size);
    }
    *edge = again.edge;
    return true;
}

/* ---- new ones */

static bool is_zero(const Hash *hash)
{
    static const Hash zero;

    return memcmp(hash->bytes, zero.bytes, HASH_BYTES) == 0;
}

/* An event follows one that is sealed already, or in this batch before it. */
static bool follows(const Batch *b, const SealedEvent *event, const Cell *c)
{
    if (event->canon.entity_seq == 1)
        return is_zero(&event->canon.prev);
    int64_t before = c[SEAL_ROWS_BEFORE_ID].i;
    const Cell *hash = &c[SEAL_ROWS_BEFORE_HASH];
    return event_has_row(event->canon.etype) && before != 0 && hash->size_bytes == HASH_BYTES &&
           memcmp(hash->s, event->canon.prev.bytes, HASH_BYTES) == 0 &&
           (c[SEAL_ROWS_BEFORE_LEAF].i > 0 || g_hash_table_contains(b->accepted, GSIZE_TO_POINTER(before)));
}

static const char *fault_of(Batch *b, const SealedEvent *event, const Cell *c)
{
    static const char *const words[] = { [EVENT_GOOD] = NULL,
                                         [EVENT_GONE] = "it is gone",
                                         [EVENT_CHANGED] = "its hash is not that of its content",
                                         [EVENT_FORGED] = "its MAC is wrong" };
    EventFault fault = sealed_event_fault(event, b->sealer->audit_key, b->bytes);

    if (fault == EVENT_GOOD && !follows(b, event, c))
        return "it does not follow the one before it";
    return words[fault];
}

/* Each once: it stays in the outbox and comes again every second. */
static void tell(Batch *b, int64_t id, const char *fault)
{
    if (!g_hash_table_add(b->sealer->alarmed, GSIZE_TO_POINTER(id)))
        return;
    g_autofree char *text = g_strdup_printf("event %" PRId64 " is not sealed: %s", id, fault);
    b->sealer->alarm(text);
}

/* The row's state, when it is still the one that this event made. */
static bool state_of(Batch *b, const SealedEvent *event, bool newest, RowState *state, bool *known,
                     GError **err)
{
    int type = newest ? row_type_of(event->canon.etype) : -1;

    *known = false;
    if (type < 0)
        return true;
    TRY(row_state(tx_db(b->tx), b->mem, type, event->canon.entity_id, state, known, err));
    *known = *known && state->version == event->canon.entity_seq;
    return true;
}

/* Tiles that became full with the last leaf. Their hashes come from the database; the root says whether they are ours. */
static bool seal_tiles(Batch *b, const Hash *complete, int n, GError **err)
{
    Tree tree = { tx_db(b->tx), b->mem };
    Hash hashes[TILE_HASHES];

    for (int level = 0; TILE_LEVELS * (level + 1) <= n; level++) {
        uint64_t index = (b->edge.size >> TILE_LEVELS * (level + 1)) - 1;
        TRY(tree_tile(&tree, level, index, hashes, err));
        Hash root = tile_root(hashes, TILE_HASHES);
        if (memcmp(&root, &complete[TILE_LEVELS * (level + 1) - 1], sizeof root) != 0)
            return fail(err, ERR_CONFLICT,
                        "tile %d/%" PRIu64 ": leaves of the database are not those that were sealed", level,
                        index);
        TRY(tx_change_one(b->tx, SQL_SEAL_TILE,
                          ARGS(num(level), num((int64_t)index), raw(hashes, sizeof hashes)), err));
    }
    return true;
}

static bool seal_one(Batch *b, const SealedEvent *event, bool newest, GError **err)
{
    Hash complete[MERKLE_LEVELS];
    RowState state;
    bool known;

    TRY(state_of(b, event, newest, &state, &known, err));
    g_byte_array_set_size(b->leaf, 0);
    leaf_write(b->leaf, b->bytes->data, b->bytes->len, &event->mac, known ? &state.state : NULL);
    Hash hash = merkle_leaf(b->leaf->data, b->leaf->len);
    TRY(tx_change_one(b->tx, SQL_SEAL_LEAF,
                      ARGS(num((int64_t)b->edge.size), num(event->id),
                           known ? raw(state.state.bytes, HASH_BYTES) : (Arg){ 0 },
                           raw(hash.bytes, HASH_BYTES)),
                      err));
    int n = edge_add(&b->edge, &hash, complete);
    b->sealed++;
    g_hash_table_add(b->accepted, GSIZE_TO_POINTER(event->id));
    return seal_tiles(b, complete, n, err);
}

/* Which rows of the page are the last of their entity in it: only those can have the state of today. */
static bool *newest_of(Batch *b, const Rows *rows)
{
    bool *newest = mem_array(b->mem, bool, rows->n);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (gsize i = rows->n; i-- > 0;) {
        const Cell *c = rows->row[i];
        newest[i] = g_hash_table_add(
            seen, mem_printf(b->mem, "%s %" PRId64, c[SEAL_ROWS_ETYPE].s, c[SEAL_ROWS_ENTITY_ID].i));
    }
    return newest;
}

static bool seal_page(Batch *b, const Rows *rows, GError **err)
{
    bool *newest = newest_of(b, rows);

    for (gsize i = 0; i < rows->n; i++) {
        const Cell *c = rows->row[i];
        SealedEvent event;
        if (c[SEAL_ROWS_OWN_LEAF].i > 0)
            continue; /* put into the outbox again: it leaves with the others */
        sealed_event_read(c, &event);
        const char *fault = fault_of(b, &event, c);
        if (fault != NULL)
            tell(b, c[SEAL_ROWS_AUDIT_ID].i, fault);
        else
            TRY(seal_one(b, &event, newest[i], err));
    }
    return true;
}

/* *last: the number of the last event that was looked at. */
static bool seal_waiting(Batch *b, int64_t *last, GError **err)
{
    int64_t after = 0;
    Rows rows;

    do {
        TRY(db_read(tx_db(b->tx), b->mem, SQL_SEAL_ROWS, ARGS(num(after)), &rows, err));
        TRY(seal_page(b, &rows, err));
        after = rows.n > 0 ? rows.row[rows.n - 1][SEAL_ROWS_AUDIT_ID].i : after;
    } while (rows.n == BATCH_MOST && b->sealed < BATCH_MOST);
    *last = after;
    return true;
}

static bool size_of_database(Batch *b, uint64_t *size, GError **err)
{
    const Cell *row;

    TRY(db_read_one(tx_db(b->tx), b->mem, SQL_SEAL_SIZE, NO_ARGS, &row, err));
    *size = (uint64_t)row[SEAL_SIZE_SIZE].i;
    return *size >= b->edge.size ||
           fail(err, ERR_CONFLICT,
                "ROLLED BACK %" PRIu64 "→%" PRIu64 ": the database holds less than was sealed", b->edge.size,
                *size);
}

static bool batch_body(Tx *tx, void *what, GError **err)
{
    Batch *b = what;
    uint64_t size;
    int64_t last;

    b->tx = tx;
    b->edge = b->sealer->memory.edge;
    b->sealed = 0;
    g_hash_table_remove_all(b->accepted);
    TRY(size_of_database(b, &size, err));
    TRY(seal_catch_up(tx_db(tx), b->sealer->audit_key, size, &b->edge, err));
    seal_stop_at("begun");
    TRY(seal_waiting(b, &last, err));
    if (b->sealed > 0) {
        TRY(tx_change(tx, SQL_SEAL_DONE, ARGS(num(last)), NULL, err));
        TRY(tx_change_one(tx, SQL_SEAL_GROW, ARGS(num((int64_t)b->edge.size), num((int64_t)size)), err));
    }
    seal_stop_at("inserted");
    return true;
}

bool seal_leaves(Sealer *sealer, Edge *edge, gsize *sealed, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    g_autoptr(GHashTable) accepted = g_hash_table_new(NULL, NULL);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GByteArray) leaf = g_byte_array_new();
    Batch batch = { .sealer = sealer, .mem = mem, .accepted = accepted, .bytes = bytes, .leaf = leaf };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(sealer->db, &request, batch_body, &batch, err));
    *edge = batch.edge;
    *sealed = batch.sealed;
    return true;
}
