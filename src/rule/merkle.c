/* merkle.c: see merkle.h. */
#include "rule/merkle.h"

#include <string.h>

#include "base/err.h"

Hash merkle_leaf(const void *bytes, size_t size_bytes)
{
    static const uint8_t leaf = 0x00;

    return hash_of_two(&leaf, sizeof leaf, bytes, size_bytes);
}

Hash merkle_node(const Hash *left, const Hash *right)
{
    uint8_t bytes[1 + 2 * HASH_BYTES] = { 0x01 };

    memcpy(bytes + 1, left->bytes, HASH_BYTES);
    memcpy(bytes + 1 + HASH_BYTES, right->bytes, HASH_BYTES);
    return hash_of(bytes, sizeof bytes);
}

int edge_add(Edge *edge, const Hash *leaf, Hash complete[MERKLE_LEVELS])
{
    Hash top = *leaf;
    int level = 0;

    for (uint64_t n = edge->size; n & 1; n >>= 1) {
        top = merkle_node(&edge->node[level], &top);
        if (complete != NULL)
            complete[level] = top;
        level++;
    }
    edge->node[level] = top;
    edge->size++;
    return level;
}

Hash edge_root(const Edge *edge)
{
    Hash root = hash_of("", 0);
    bool any = false;

    for (int level = 0; level < MERKLE_LEVELS; level++) {
        if (!(edge->size >> level & 1))
            continue;
        root = any ? merkle_node(&edge->node[level], &root) : edge->node[level];
        any = true;
    }
    return root;
}

/* The largest power of two below n, for n > 1. */
static int split_level(uint64_t n)
{
    return 63 - __builtin_clzll(n - 1);
}

/* Nodes and where they come from, so that the recursions below carry one thing. */
typedef struct {
    MerkleNode node;
    void *from;
    Proof *proof;
    GError **err;
} Walk;

/* The root over the leaves [first, first + n); first is a multiple of the largest power of two in n. */
static bool subtree(const Walk *w, uint64_t first, uint64_t n, Hash *root)
{
    Hash right;

    if ((n & (n - 1)) == 0) {
        int level = __builtin_ctzll(n);
        return w->node(w->from, level, first >> level, root, w->err);
    }
    uint64_t half = UINT64_C(1) << split_level(n);
    TRY(subtree(w, first, half, root));
    TRY(subtree(w, first + half, n - half, &right));
    *root = merkle_node(root, &right);
    return true;
}

bool merkle_root(MerkleNode node, void *from, uint64_t size, Hash *root, GError **err)
{
    Walk walk = { .node = node, .from = from, .err = err };

    if (size > 0)
        return subtree(&walk, 0, size, root);
    *root = hash_of("", 0);
    return true;
}

static bool add_subtree(const Walk *w, uint64_t first, uint64_t n)
{
    Hash root;

    TRY(subtree(w, first, n, &root));
    w->proof->hash[w->proof->n++] = root;
    return true;
}

/* PATH(index, leaves [first, first + n)) of §2.1.3.1; index counts from first. */
static bool path(const Walk *w, uint64_t index, uint64_t first, uint64_t n)
{
    if (n == 1)
        return true;
    uint64_t half = UINT64_C(1) << split_level(n);
    if (index < half) {
        TRY(path(w, index, first, half));
        return add_subtree(w, first + half, n - half);
    }
    TRY(path(w, index - half, first + half, n - half));
    return add_subtree(w, first, half);
}

bool merkle_prove(MerkleNode node, void *from, uint64_t index, uint64_t size, Proof *proof, GError **err)
{
    Walk walk = { .node = node, .from = from, .proof = proof, .err = err };

    proof->n = 0;
    return index < size ? path(&walk, index, 0, size) : fail(err, ERR_BAD_INPUT, "no such leaf in the tree");
}

/* SUBPROOF(old, leaves [first, first + n), whole) of §2.1.4.1. */
static bool growth(const Walk *w, uint64_t old, uint64_t first, uint64_t n, bool whole)
{
    if (old == n)
        return whole || add_subtree(w, first, n);
    uint64_t half = UINT64_C(1) << split_level(n);
    if (old <= half) {
        TRY(growth(w, old, first, half, whole));
        return add_subtree(w, first + half, n - half);
    }
    TRY(growth(w, old - half, first + half, n - half, false));
    return add_subtree(w, first, half);
}

bool merkle_prove_growth(MerkleNode node, void *from, uint64_t old, uint64_t size, Proof *proof, GError **err)
{
    Walk walk = { .node = node, .from = from, .proof = proof, .err = err };

    proof->n = 0;
    if (old > size)
        return fail(err, ERR_BAD_INPUT, "the tree is smaller than that");
    return old == 0 || growth(&walk, old, 0, size, true);
}

bool merkle_holds(const Hash *leaf, uint64_t index, uint64_t size, const Proof *proof, const Hash *root)
{
    Hash r = *leaf;
    uint64_t fn = index, sn = size - 1;

    if (index >= size)
        return false;
    for (int i = 0; i < proof->n; i++) {
        if (sn == 0)
            return false;
        if ((fn & 1) || fn == sn) {
            r = merkle_node(&proof->hash[i], &r);
            for (; !(fn & 1) && fn != 0; fn >>= 1)
                sn >>= 1;
        } else {
            r = merkle_node(&r, &proof->hash[i]);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && secret_equal(r.bytes, root->bytes, HASH_BYTES);
}

/* Folds the proof into both roots at once (§2.1.4.2). */
typedef struct {
    Hash old, new;
    uint64_t fn, sn;
} Fold;

static bool fold_one(Fold *f, const Hash *hash)
{
    if (f->sn == 0)
        return false;
    if ((f->fn & 1) || f->fn == f->sn) {
        f->old = merkle_node(hash, &f->old);
        f->new = merkle_node(hash, &f->new);
        for (; !(f->fn & 1) && f->fn != 0; f->fn >>= 1)
            f->sn >>= 1;
    } else {
        f->new = merkle_node(&f->new, hash);
    }
    f->fn >>= 1;
    f->sn >>= 1;
    return true;
}

static bool fold_all(uint64_t old, const Hash *old_root, uint64_t size, const Proof *proof, Fold *f)
{
    bool power = (old & (old - 1)) == 0;
    int next = 0;

    if (!power && proof->n == 0)
        return false;
    f->fn = old - 1;
    f->sn = size - 1;
    for (; f->fn & 1; f->fn >>= 1)
        f->sn >>= 1;
    f->old = f->new = power ? *old_root : proof->hash[next++];
    for (; next < proof->n; next++)
        if (!fold_one(f, &proof->hash[next]))
            return false;
    return f->sn == 0;
}

bool merkle_growth_holds(uint64_t old, const Hash *old_root, uint64_t size, const Hash *root,
                         const Proof *proof)
{
    Fold f;

    if (old > size)
        return false;
    if (old == 0 || old == size) {
        Hash empty = hash_of("", 0);
        const Hash *expected = old == 0 ? &empty : root;
        return proof->n == 0 && secret_equal(old_root->bytes, expected->bytes, HASH_BYTES);
    }
    return fold_all(old, old_root, size, proof, &f) &&
           secret_equal(f.old.bytes, old_root->bytes, HASH_BYTES) &&
           secret_equal(f.new.bytes, root->bytes, HASH_BYTES);
}
