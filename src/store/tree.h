/* tree.h: the nodes of the sealed tree, from the tables audit_tile and audit_leaf. For proofs; whoever wants to know whether
 * these tables are right compares the root with a checkpoint.
 */
#pragma once
#include "rule/merkle.h"
#include "store/db.h"

/* C2SP tlog-tiles: a tile is 256 hashes of nodes of level TILE_LEVELS * its level. */
enum { TILE_LEVELS = 8, TILE_HASHES = 1 << TILE_LEVELS };

/* The root of the complete subtree over so many hashes, a power of two. */
Hash tile_root(const Hash *hashes, gsize n);

typedef struct {
    Db *db;
    Mem *mem;
} Tree;

/* A MerkleNode; from is a Tree *. ERR_NOT_FOUND: its leaves are not all there. */
bool tree_node(void *from, int level, uint64_t index, Hash *node, GError **err);

/* The 256 hashes of the tile (level, index), from the leaves or from the tiles of the level below. */
bool tree_tile(const Tree *tree, int level, uint64_t index, Hash hashes[TILE_HASHES], GError **err);
