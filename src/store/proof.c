/* proof.c: see proof.h. */
#include "store/proof.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "store/sealed_event.h"
#include "store/tree.h"

bool last_note(Db *db, Mem *mem, LastNote *last, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_CHECKPOINT_LAST, NO_ARGS, &rows, err));
    *last = (LastNote){ 0 };
    if (rows.n > 0)
        *last = (LastNote){ (uint64_t)rows.row[0][CHECKPOINT_LAST_TREE_SIZE].i,
                            rows.row[0][CHECKPOINT_LAST_NOTE].s, rows.row[0][CHECKPOINT_LAST_AT_US].i };
    return true;
}

static bool leaf_index(Db *db, Mem *mem, int64_t audit_id, uint64_t *index, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_LEAF_OF_EVENT, ARGS(num(audit_id)), &rows, err));
    if (rows.n == 0 || rows.row[0][LEAF_OF_EVENT_LEAF].i == 0)
        return fail(err, rows.n == 0 ? ERR_NOT_FOUND : ERR_BUSY, "event %" PRId64 " has no leaf", audit_id);
    *index = (uint64_t)rows.row[0][LEAF_OF_EVENT_LEAF].i - 1;
    return true;
}

/* The leaf's bytes are made again from the event as it is now. Were it changed, the proof would not hold: it is the checker
 * who finds out. */
static bool leaf_bytes(Db *db, Mem *mem, uint64_t index, RecordProof *proof, GError **err)
{
    const Cell *c;
    SealedEvent event;
    Hash state = { 0 };
    size_t event_bytes;

    TRY(db_read_one(db, mem, SQL_LEAF_ROWS, ARGS(num((int64_t)index), num((int64_t)index + 1)), &c, err));
    sealed_event_read(c, &event);
    if (event.id == 0)
        return fail(err, ERR_NOT_FOUND, "the event of leaf %" PRIu64 " is gone", index);
    const Cell *cell = &c[LEAF_ROWS_STATE];
    memcpy(state.bytes, cell->s, MIN(cell->size_bytes, HASH_BYTES));
    const uint8_t *bytes = canon_bytes(mem, &event.canon, &event_bytes);
    GByteArray *leaf = g_byte_array_new();
    leaf_write(leaf, bytes, event_bytes, &event.mac, cell->is_null ? NULL : &state);
    proof->leaf_bytes = leaf->len;
    proof->leaf = (const uint8_t *)mem_text_n(mem, (const char *)leaf->data, leaf->len);
    g_byte_array_free(leaf, TRUE);
    return true;
}

bool proof_of_event(Db *db, Mem *mem, int64_t audit_id, RecordProof *proof, GError **err)
{
    Tree tree = { db, mem };
    RecordProof made = { 0 };
    LastNote last;

    TRY(leaf_index(db, mem, audit_id, &made.index, err));
    TRY(last_note(db, mem, &last, err));
    if (last.note == NULL || made.index >= last.size)
        return fail(err, ERR_BUSY, "no checkpoint covers leaf %" PRIu64 " yet", made.index);
    made.note = last.note;
    TRY(leaf_bytes(db, mem, made.index, &made, err));
    TRY(merkle_prove(tree_node, &tree, made.index, last.size, &made.proof, err));
    *proof = made;
    return true;
}

bool proof_of_growth(Db *db, Mem *mem, uint64_t old, GrowthProof *proof, GError **err)
{
    Tree tree = { db, mem };
    GrowthProof made = { .old = old };
    LastNote last;

    TRY(last_note(db, mem, &last, err));
    if (last.note == NULL)
        return fail(err, ERR_NOT_FOUND, "there is no checkpoint yet");
    made.note = last.note;
    TRY(merkle_prove_growth(tree_node, &tree, old, last.size, &made.proof, err));
    *proof = made;
    return true;
}
