/* verify.c: see verify.h. */
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "store/verify_inner.h"

enum { PART = 16384, GAP_MOST = 1 << 20, LATE_SECONDS = 60, TAIL = 20000, TILE_LEVEL_MOST = 8 };

void verify_found(Verifier *v, const Finding *finding)
{
    VerifyReport *report = v->report;
    Finding kept = *finding;

    bool vague = finding->kind == FOUND_ROOT || finding->kind == FOUND_UNSIGNED; /* somewhere in a range */
    if (finding->leaf >= 0 && (v->first_is_vague ? !vague || report->first_bad_leaf < 0
                                                 : !vague && finding->leaf < report->first_bad_leaf)) {
        report->first_bad_leaf = finding->leaf;
        v->first_is_vague = vague;
    }
    if (report->n_findings++ >= FINDINGS_MOST)
        return;
    kept.etype = mem_text(v->mem, finding->etype == NULL ? "" : finding->etype);
    kept.actor = mem_text(v->mem, finding->actor == NULL ? "" : finding->actor);
    kept.action = mem_text(v->mem, finding->action == NULL ? "" : finding->action);
    kept.detail = mem_text(v->mem, finding->detail == NULL ? "" : finding->detail);
    g_array_append_val(v->findings, kept);
}

void verify_found_event(Verifier *v, FindingKind kind, int64_t leaf, const SealedEvent *event)
{
    const CanonEvent *e = &event->canon;
    Finding finding = { .kind = kind,
                        .leaf = leaf,
                        .leaf_end = leaf < 0 ? 0 : leaf + 1,
                        .audit_id = event->id,
                        .etype = e->etype,
                        .entity_id = e->entity_id,
                        .entity_seq = e->entity_seq,
                        .actor = e->actor,
                        .action = e->action,
                        .at_us = e->at_us };

    verify_found(v, &finding);
}

static void add_leaf(Verifier *v, const Hash *hash)
{
    Hash complete[MERKLE_LEVELS];
    int n = edge_add(&v->edge, hash, complete);

    verify_tile_hash(v, hash, complete, n);
    verify_notes_at(v);
}

/* Missing leaves are told once, and stand in the tree as zeros so that the numbers behind them stay right. */
static bool skip_to(Verifier *v, uint64_t index, GError **err)
{
    static const Hash nothing;
    Finding gap = { .kind = FOUND_LEAF_GONE, .leaf = (int64_t)v->edge.size, .leaf_end = (int64_t)index };

    if (index == v->edge.size)
        return true;
    if (index < v->edge.size)
        return fail(err, ERR_BROKEN, "leaf %" G_GUINT64_FORMAT " comes twice", index);
    verify_found(v, &gap);
    while (v->edge.size < index)
        add_leaf(v, &nothing);
    return true;
}

/* Of an event that is gone nothing is left but the leaf's own hash. */
static void leaf_without_event(Verifier *v, const Cell *c, const Hash *stored)
{
    Finding gone = { .kind = FOUND_EVENT_GONE,
                     .leaf = (int64_t)v->edge.size,
                     .leaf_end = (int64_t)v->edge.size + 1,
                     .audit_id = c[LEAF_ROWS_AUDIT_ID].i };

    verify_found(v, &gone);
    add_leaf(v, stored);
}

static Hash hash_in(const Cell *cell)
{
    Hash hash = { 0 };

    if (cell->size_bytes == HASH_BYTES)
        memcpy(hash.bytes, cell->s, HASH_BYTES);
    return hash;
}

static void check_leaf(Verifier *v, const Cell *c, const SealedEvent *event, const Hash *stored)
{
    static const FindingKind kinds[] = {
        [EVENT_CHANGED] = FOUND_EVENT_CHANGED, [EVENT_FORGED] = FOUND_EVENT_FORGED
    };
    int64_t leaf = (int64_t)v->edge.size;
    EventFault fault = sealed_event_fault(event, v->wish->audit_key, v->bytes);
    const Cell *cell = &c[LEAF_ROWS_STATE];
    Hash state = hash_in(cell);

    if (fault != EVENT_GOOD)
        verify_found_event(v, kinds[fault], leaf, event);
    g_byte_array_set_size(v->leaf_bytes, 0);
    leaf_write(v->leaf_bytes, v->bytes->data, v->bytes->len, &event->mac, cell->is_null ? NULL : &state);
    Hash hash = merkle_leaf(v->leaf_bytes->data, v->leaf_bytes->len);
    if (fault == EVENT_GOOD && memcmp(&hash, stored, sizeof hash) != 0)
        verify_found_event(v, FOUND_LEAF_CHANGED, leaf, event);
    verify_chain(v, leaf, event, cell->is_null ? NULL : &state);
    verify_epoch(v, event);
    if (v->unsigned_since_us == 0)
        v->unsigned_since_us = event->canon.at_us;
    add_leaf(v, &hash);
}

static bool one_leaf(void *what, const Cell *c, GError **err)
{
    Verifier *v = what;
    SealedEvent event;
    Hash stored = hash_in(&c[LEAF_ROWS_LEAF_HASH]);

    TRY(skip_to(v, (uint64_t)c[LEAF_ROWS_LEAF_INDEX].i, err));
    sealed_event_read(c, &event);
    v->done++;
    v->met += event.id != 0;
    if (event.id == 0)
        leaf_without_event(v, c, &stored);
    else
        check_leaf(v, c, &event, &stored);
    return true;
}

static bool all_leaves(Verifier *v, uint64_t end, GError **err)
{
    for (uint64_t from = 0; from < end; from += PART) {
        uint64_t upto = MIN(from + PART, end);
        TRY(verify_notes_read(v, from, upto, err));
        TRY(db_each(v->db, SQL_LEAF_ROWS, ARGS(num((int64_t)from), num((int64_t)upto)), one_leaf, v, err));
        TRY(verify_tiles_stored(v, err));
        if (v->wish->progress != NULL)
            v->wish->progress(v->wish->whom, v->done, v->all);
    }
    return skip_to(v, end, err);
}

/* ---- events that have no leaf yet */

static bool count_one(void *what, const Cell *c, GError **err)
{
    (void)c;
    (void)err;
    ++*(int64_t *)what;
    return true;
}

static bool one_unsealed(void *what, const Cell *c, GError **err)
{
    Verifier *v = what;
    SealedEvent event;
    EventFault fault;

    (void)err;
    sealed_event_read(c, &event);
    fault = sealed_event_fault(&event, v->wish->audit_key, v->bytes);
    v->report->unsealed++;
    if (v->report->oldest_unsealed_us == 0)
        v->report->oldest_unsealed_us = event.canon.at_us;
    if (fault != EVENT_GOOD)
        verify_found_event(v, fault == EVENT_CHANGED ? FOUND_EVENT_CHANGED : FOUND_EVENT_FORGED, -1, &event);
    else if (event.canon.at_us < v->wish->now_us - LATE_SECONDS * SECOND_US)
        verify_found_event(v, FOUND_UNSEALED, -1, &event);
    verify_chain(v, -1, &event, NULL);
    return true;
}

/* To look for them among all events takes long; mostly they are the last ones, and their number says whether that is all. */
static bool all_unsealed(Verifier *v, int64_t missing, int64_t last_audit_id, GError **err)
{
    int64_t after = MAX(last_audit_id - TAIL, 0), n = 0;

    if (missing == 0)
        return true;
    TRY(db_each(v->db, SQL_VERIFY_UNSEALED, ARGS(num(after)), count_one, &n, err));
    return db_each(v->db, SQL_VERIFY_UNSEALED, ARGS(num(n == missing ? after : 0)), one_unsealed, v, err);
}

/* ---- the whole */

static void found_size(Verifier *v, const char *what, int64_t is, int64_t should)
{
    Finding finding = { .kind = FOUND_SIZE,
                        .leaf = -1,
                        .detail = mem_printf(v->mem, "%s: %" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, what, is,
                                             should) };

    if (is != should)
        verify_found(v, &finding);
}

static void late_signature(Verifier *v)
{
    Finding finding = { .kind = FOUND_UNSIGNED,
                        .leaf = (int64_t)v->good_size,
                        .leaf_end = (int64_t)v->edge.size,
                        .at_us = v->unsigned_since_us };

    if (v->unsigned_since_us != 0 && !v->root_is_lost &&
        v->unsigned_since_us < v->wish->now_us - LATE_SECONDS * SECOND_US)
        verify_found(v, &finding);
}

/* A number far behind the others would have us walk through emptiness. */
static uint64_t end_of_leaves(Verifier *v, const Cell *n)
{
    int64_t leaves = n[VERIFY_COUNTS_LEAVES].i, end = n[VERIFY_COUNTS_LEAF_END].i;

    if (end >= leaves && end - leaves <= GAP_MOST)
        return (uint64_t)end;
    found_size(v, "audit_leaf", end, leaves);
    return (uint64_t)leaves;
}

static bool look(Db *db, void *what, GError **err)
{
    Verifier *v = what;
    const Cell *n;

    TRY(db_read_one(db, v->mem, SQL_VERIFY_COUNTS, NO_ARGS, &n, err));
    v->all = n[VERIFY_COUNTS_LEAVES].i;
    v->report->events = n[VERIFY_COUNTS_EVENTS].i;
    v->report->checkpoints = n[VERIFY_COUNTS_CHECKPOINTS].i;
    v->report->tiles = n[VERIFY_COUNTS_TILES].i;
    v->report->last_audit_id = n[VERIFY_COUNTS_LAST_AUDIT_ID].i;
    TRY(verify_notes_begin(v, err));
    TRY(all_leaves(v, end_of_leaves(v, n), err));
    late_signature(v);
    found_size(v, "tree_state", n[VERIFY_COUNTS_SIZE].i, (int64_t)v->edge.size);
    found_size(v, "audit_tile", n[VERIFY_COUNTS_TILES].i, v->n_tiles);
    TRY(verify_notes_end(v, err));
    TRY(all_unsealed(v, n[VERIFY_COUNTS_EVENTS].i - v->met, n[VERIFY_COUNTS_LAST_AUDIT_ID].i, err));
    return verify_ledger(v, err);
}

static void begin(Verifier *v)
{
    v->report->first_bad_leaf = -1;
    v->first_is_vague = true;
    v->findings = g_array_new(FALSE, FALSE, sizeof(Finding));
    v->bytes = g_byte_array_new();
    v->leaf_bytes = g_byte_array_new();
    v->tiles = g_array_new(FALSE, FALSE, sizeof(MadeTile));
    v->open = g_malloc0(TILE_LEVEL_MOST * sizeof *v->open);
    v->origin = g_strdup(v->wish->key->name);
    verify_rows_begin(v);
}

static void end(Verifier *v)
{
    Finding *kept = mem_array(v->mem, Finding, v->findings->len);

    if (v->findings->len > 0)
        memcpy(kept, v->findings->data, v->findings->len * sizeof *kept);
    v->report->findings = kept;
    v->report->size = v->edge.size;
    v->report->root = edge_root(&v->edge);
    g_array_free(v->findings, TRUE);
    g_byte_array_free(v->bytes, TRUE);
    g_byte_array_free(v->leaf_bytes, TRUE);
    verify_tiles_drop(v);
    g_array_free(v->tiles, TRUE);
    if (v->notes != NULL)
        g_array_free(v->notes, TRUE);
    g_free(v->open);
    g_free(v->origin);
    verify_rows_end(v);
}

bool verify(Db *db, Mem *mem, const VerifyWish *wish, VerifyReport *report, GError **err)
{
    VerifyReport made = { 0 };
    Verifier v = { .db = db, .mem = mem, .wish = wish, .report = &made };
    int64_t began_us = clock_steady_us();

    begin(&v);
    bool done = db_look(db, look, &v, err);
    end(&v);
    made.duration_us = clock_steady_us() - began_us;
    if (done)
        *report = made;
    return done;
}
