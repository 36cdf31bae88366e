/* test_merkle.c: the tree against published vectors, against RFC 9162's own recursive definition, and against itself
 * with every bit of a proof turned over. */
#include "rule/merkle.h"

#include <string.h>

enum { LEAVES = 70 };

static Hash hash_from(const char *hex)
{
    Hash hash;

    for (int i = 0; i < HASH_BYTES; i++)
        hash.bytes[i] = (uint8_t)(g_ascii_xdigit_value(hex[2 * i]) << 4 |
                                  g_ascii_xdigit_value(hex[2 * i + 1]));
    return hash;
}

static bool same(const Hash *a, const Hash *b)
{
    return memcmp(a->bytes, b->bytes, HASH_BYTES) == 0;
}

/* The eight leaves of the test vectors that Certificate Transparency's implementations share. */
static const struct {
    const char *bytes;
    size_t size_bytes;
    const char *root; /* of the tree that ends with this leaf */
} vectors[] = {
    { "", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
    { "\x00", 1, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
    { "\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77" },
    { "\x20\x21", 2, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" },
    { "\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4" },
    { "\x40\x41\x42\x43", 4, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef" },
    { "\x50\x51\x52\x53\x54\x55\x56\x57", 8,
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c" },
    { "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
};

static void test_vectors(void)
{
    Edge edge = { 0 };
    Hash root = edge_root(&edge);
    Hash empty = hash_from("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    g_assert_true(same(&root, &empty));
    for (gsize i = 0; i < G_N_ELEMENTS(vectors); i++) {
        Hash leaf = merkle_leaf(vectors[i].bytes, vectors[i].size_bytes), want = hash_from(vectors[i].root);
        edge_add(&edge, &leaf, NULL);
        root = edge_root(&edge);
        g_assert_true(same(&root, &want));
    }
}

static Hash leaf_no(uint64_t i)
{
    return merkle_leaf(&i, sizeof i);
}

/* MTH of RFC 9162 §2.1.1, as the RFC writes it. */
static Hash mth(uint64_t first, uint64_t n)
{
    uint64_t k = 1;

    if (n == 0)
        return hash_of("", 0);
    if (n == 1)
        return leaf_no(first);
    while (2 * k < n)
        k *= 2;
    Hash left = mth(first, k), right = mth(first + k, n - k);
    return merkle_node(&left, &right);
}

static bool node_of(void *from, int level, uint64_t index, Hash *node, GError **err)
{
    uint64_t size = *(uint64_t *)from, n = UINT64_C(1) << level;

    (void)err;
    g_assert_cmpuint((index + 1) * n, <=,
                     size); /* only complete subtrees of the tree at hand are asked for */
    *node = mth(index * n, n);
    return true;
}

static void test_roots(void)
{
    Edge edge = { 0 };

    for (uint64_t n = 0; n <= LEAVES; n++) {
        Hash want = mth(0, n), root = edge_root(&edge), walked;
        g_assert_true(same(&root, &want));
        g_assert_true(merkle_root(node_of, &n, n, &walked, NULL));
        g_assert_true(same(&walked, &want));
        Hash leaf = leaf_no(n), complete[MERKLE_LEVELS];
        int levels = edge_add(&edge, &leaf, complete);
        for (int l = 0; l < levels; l++) {
            want = mth((n >> (l + 1)) << (l + 1), UINT64_C(1) << (l + 1));
            g_assert_true(same(&complete[l], &want));
        }
    }
}

static void test_inclusion(void)
{
    for (uint64_t n = 1; n <= LEAVES; n++)
        for (uint64_t i = 0; i < n; i++) {
            Proof proof;
            Hash root = mth(0, n), leaf = leaf_no(i), other = leaf_no(i + 1);
            g_assert_true(merkle_prove(node_of, &n, i, n, &proof, NULL));
            g_assert_true(merkle_holds(&leaf, i, n, &proof, &root));
            g_assert_false(merkle_holds(&other, i, n, &proof, &root));
            g_assert_false(n > 1 && merkle_holds(&leaf, i == 0 ? 1 : i - 1, n, &proof, &root));
        }
}

static void test_growth(void)
{
    for (uint64_t n = 0; n <= LEAVES; n++)
        for (uint64_t old = 0; old <= n; old++) {
            Proof proof;
            Hash root = mth(0, n), old_root = mth(0, old), other = mth(1, old == 0 ? 1 : old);
            g_assert_true(merkle_prove_growth(node_of, &n, old, n, &proof, NULL));
            g_assert_true(merkle_growth_holds(old, &old_root, n, &root, &proof));
            g_assert_false(merkle_growth_holds(old, &other, n, &root, &proof));
            g_assert_false(old > 0 && old < n && merkle_growth_holds(old, &old_root, n, &other, &proof));
        }
}

/* Each bit of what the verifier is given is turned over once; none may still be taken. */
static void test_every_bit(void)
{
    uint64_t n = 45, i = 19, old = 22;
    Proof in, grown;
    Hash root = mth(0, n), old_root = mth(0, old), leaf = leaf_no(i);

    g_assert_true(merkle_prove(node_of, &n, i, n, &in, NULL));
    g_assert_true(merkle_prove_growth(node_of, &n, old, n, &grown, NULL));
    for (int bit = 0; bit < 8 * HASH_BYTES * in.n; bit++) {
        in.hash[bit / 256].bytes[bit / 8 % 32] ^= (uint8_t)(1 << bit % 8);
        g_assert_false(merkle_holds(&leaf, i, n, &in, &root));
        in.hash[bit / 256].bytes[bit / 8 % 32] ^= (uint8_t)(1 << bit % 8);
    }
    for (int bit = 0; bit < 8 * HASH_BYTES * grown.n; bit++) {
        grown.hash[bit / 256].bytes[bit / 8 % 32] ^= (uint8_t)(1 << bit % 8);
        g_assert_false(merkle_growth_holds(old, &old_root, n, &root, &grown));
        grown.hash[bit / 256].bytes[bit / 8 % 32] ^= (uint8_t)(1 << bit % 8);
    }
    for (int bit = 0; bit < 64; bit++) {
        g_assert_false(merkle_holds(&leaf, i ^ UINT64_C(1) << bit, n, &in, &root));
        g_assert_false(merkle_growth_holds(old ^ UINT64_C(1) << bit, &old_root, n, &root, &grown));
    }
}

/* A proof with a hash too many or too few is none. */
static void test_lengths(void)
{
    uint64_t n = 45, i = 19, old = 22;
    Proof in, grown;
    Hash root = mth(0, n), old_root = mth(0, old), leaf = leaf_no(i);

    g_assert_true(merkle_prove(node_of, &n, i, n, &in, NULL));
    g_assert_true(merkle_prove_growth(node_of, &n, old, n, &grown, NULL));
    for (int more = -1; more <= 1; more += 2) {
        in.n += more;
        grown.n += more;
        g_assert_false(merkle_holds(&leaf, i, n, &in, &root));
        g_assert_false(merkle_growth_holds(old, &old_root, n, &root, &grown));
        in.n -= more;
        grown.n -= more;
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/merkle/published roots", test_vectors);
    g_test_add_func("/merkle/roots as the RFC defines them", test_roots);
    g_test_add_func("/merkle/inclusion", test_inclusion);
    g_test_add_func("/merkle/growth", test_growth);
    g_test_add_func("/merkle/every bit", test_every_bit);
    g_test_add_func("/merkle/lengths", test_lengths);
    return g_test_run();
}
