/* verify_notes.c: checkpoints, those of the database and those kept outside, each at the moment when the tree has its size. */
#include <jansson.h>
#include <string.h>

#include "base/err.h"
#include "store/verify_inner.h"

/* A checkpoint that is waited for. */
typedef struct {
    uint64_t size;
    Hash root;
    const char *note,
        *name; /* name: of one that was given, whose texts are borrowed; NULL: of the database, owned */
} Signed;

static void found_note(Verifier *v, FindingKind kind, const Signed *s, int64_t leaf, int64_t leaf_end)
{
    Finding finding = { .kind = kind, .leaf = leaf, .leaf_end = leaf_end, .detail = s->name };

    if (s->name == NULL)
        finding.detail = mem_printf(v->mem, "%" G_GUINT64_FORMAT, s->size);
    verify_found(v, &finding);
}

static int by_size(gconstpointer a, gconstpointer b)
{
    const Signed *left = a, *right = b;

    return left->size < right->size ? -1 : left->size > right->size;
}

/* Those that were given are read at once; a note without its size cannot wait for anything. */
bool verify_notes_begin(Verifier *v, GError **err)
{
    (void)err;
    v->notes = g_array_new(FALSE, FALSE, sizeof(Signed));
    for (gsize i = 0; i < v->wish->n_given; i++) {
        const GivenNote *given = &v->wish->given[i];
        Signed s = { .note = given->note, .name = given->name };
        Checkpoint checkpoint;
        if (!note_read(v->mem, given->note, v->wish->key, &checkpoint, NULL)) {
            found_note(v, FOUND_NOTE, &s, -1, 0);
            continue;
        }
        s.size = checkpoint.size;
        s.root = checkpoint.root;
        g_array_append_val(v->notes, s);
    }
    g_array_sort(v->notes, by_size);
    verify_notes_at(v);
    return true;
}

static bool one_note(void *what, const Cell *c, GError **err)
{
    Verifier *v = what;
    Signed s = { .size = (uint64_t)c[VERIFY_CHECKPOINTS_TREE_SIZE].i,
                 .note = g_strdup(c[VERIFY_CHECKPOINTS_NOTE].s) };

    (void)err;
    if (c[VERIFY_CHECKPOINTS_ROOT].size_bytes == HASH_BYTES)
        memcpy(s.root.bytes, c[VERIFY_CHECKPOINTS_ROOT].s, HASH_BYTES);
    g_array_append_val(v->notes, s);
    return true;
}

bool verify_notes_read(Verifier *v, uint64_t from, uint64_t upto, GError **err)
{
    TRY(db_each(v->db, SQL_VERIFY_CHECKPOINTS, ARGS(num((int64_t)from), num((int64_t)upto)), one_note, v,
                err));
    g_array_sort(v->notes, by_size);
    return true;
}

/* Whether the text is signed by the key and says what its row says. */
static bool is_signed(Verifier *v, const Signed *s, bool *other_epoch)
{
    g_autoptr(Mem) mem = mem_new();
    Checkpoint checkpoint;

    if (!note_read(mem, s->note, v->wish->key, &checkpoint, NULL) || checkpoint.size != s->size ||
        memcmp(&checkpoint.root, &s->root, sizeof s->root) != 0)
        return false;
    *other_epoch = strcmp(checkpoint.origin, v->origin) != 0;
    return true;
}

static void check_note(Verifier *v, const Signed *s)
{
    Hash root = edge_root(&v->edge);
    bool other_epoch;

    if (!is_signed(v, s, &other_epoch)) {
        found_note(v, FOUND_NOTE, s, -1, 0);
    } else if (other_epoch) {
        bool later = g_str_has_prefix(v->origin, v->wish->key->name) &&
                     strcmp(v->origin, v->wish->key->name) != 0;
        found_note(v, s->name != NULL && later ? FOUND_OTHER_EPOCH : FOUND_NOTE, s, -1, 0);
    } else if (memcmp(&root, &s->root, sizeof root) == 0) {
        if (!v->root_is_lost)
            v->good_size = s->size;
        if (s->name == NULL)
            v->unsigned_since_us = 0;
    } else if (!v->root_is_lost || s->name != NULL) {
        found_note(v, FOUND_ROOT, s, (int64_t)v->good_size, (int64_t)s->size);
        v->root_is_lost = true;
    }
}

static void drop_note(Signed *s)
{
    if (s->name == NULL)
        g_free((char *)(uintptr_t)s->note);
}

void verify_notes_at(Verifier *v)
{
    Signed *s;

    while (v->notes->len > v->next_note &&
           (s = &g_array_index(v->notes, Signed, v->next_note))->size <= v->edge.size) {
        if (s->size == v->edge.size)
            check_note(v, s);
        drop_note(s);
        v->next_note++;
    }
}

/* The ceremony's event: checkpoints behind it have the origin that it names. */
void verify_epoch(Verifier *v, const SealedEvent *event)
{
    if (strcmp(event->canon.action, "seal.epoch") != 0 || strcmp(event->canon.etype, "seal") != 0)
        return;
    json_t *body = json_loads(event->canon.body, 0, NULL);
    const char *origin = json_string_value(json_array_get(json_object_get(body, "origin"), 1));
    if (origin != NULL) {
        g_free(v->origin);
        v->origin = g_strdup(origin);
    }
    v->report->epochs++;
    json_decref(body);
}

/* What still waits is about more leaves than there are. */
bool verify_notes_end(Verifier *v, GError **err)
{
    TRY(verify_notes_read(v, v->edge.size, G_MAXINT64, err));
    for (; v->next_note < v->notes->len; v->next_note++) {
        Signed *s = &g_array_index(v->notes, Signed, v->next_note);
        bool other_epoch = false;
        bool good = is_signed(v, s, &other_epoch);
        FindingKind kind = !good ? FOUND_NOTE : other_epoch ? FOUND_OTHER_EPOCH : FOUND_TAIL_CUT;
        found_note(v, kind, s, good && !other_epoch ? (int64_t)v->edge.size : -1, (int64_t)s->size);
        drop_note(s);
    }
    return true;
}
