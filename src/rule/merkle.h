/* merkle.h: the hash tree over the audit log: RFC 9162 §2.1 (the same as RFC 6962 §2.1) with SHA-256.
 *
 * Leaves are numbered from 0. A node (level, index) is the root of the complete subtree over the leaves from
 * index << level, 1 << level of them; an odd one out is passed up, never doubled. Pure: whoever holds the nodes hands
 * them over through a function. Proofs are at most MERKLE_LEVELS hashes long.
 */
#pragma once
#include <stdbool.h>

#include "base/secret.h"

enum { MERKLE_LEVELS = 64 };

Hash merkle_leaf(const void *bytes, size_t size_bytes); /* SHA-256(0x00 ‖ bytes) */
Hash merkle_node(const Hash *left, const Hash *right);  /* SHA-256(0x01 ‖ left ‖ right) */

/* A tree of which only the right edge is kept: .node[l] is one of its complete subtrees where bit l of size is set.
 * Zero is the empty tree. */
typedef struct {
    uint64_t size;
    Hash node[MERKLE_LEVELS];
} Edge;

/* complete, when not NULL, gets the hashes of the subtrees that this leaf completes, from level 1 up; returns how many
 * they are. */
int edge_add(Edge *edge, const Hash *leaf, Hash complete[MERKLE_LEVELS]);
Hash edge_root(const Edge *edge); /* of the empty tree: SHA-256 of nothing */

/* Gives the node of a complete subtree. false with *err set: it cannot be had. */
typedef bool (*MerkleNode)(void *from, int level, uint64_t index, Hash *node, GError **err);

typedef struct {
    int n;
    Hash hash[MERKLE_LEVELS];
} Proof;

/* The root of the first size leaves. */
bool merkle_root(MerkleNode node, void *from, uint64_t size, Hash *root, GError **err);

/* §2.1.3.1: that leaf index is in the tree of size leaves. index < size. */
bool merkle_prove(MerkleNode node, void *from, uint64_t index, uint64_t size, Proof *proof, GError **err);

/* §2.1.4.1: that the tree of old leaves is the beginning of that of size. old <= size. */
bool merkle_prove_growth(MerkleNode node, void *from, uint64_t old, uint64_t size, Proof *proof,
                         GError **err);

/* §2.1.3.2 and §2.1.4.2: whether a proof holds. */
bool merkle_holds(const Hash *leaf, uint64_t index, uint64_t size, const Proof *proof, const Hash *root);
bool merkle_growth_holds(uint64_t old, const Hash *old_root, uint64_t size, const Hash *root,
                         const Proof *proof);
