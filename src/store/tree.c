/* tree.c: see tree.h. */
#include "store/tree.h"

#include <string.h>

#include "base/err.h"

Hash tile_root(const Hash *hashes, gsize n)
{
    if (n == 1)
        return hashes[0];
    Hash left = tile_root(hashes, n / 2), right = tile_root(hashes + n / 2, n / 2);
    return merkle_node(&left, &right);
}

static bool leaf_hashes(const Tree *tree, uint64_t first, gsize n, Hash *hashes, GError **err)
{
    Rows rows;

    TRY(db_read(tree->db, tree->mem, SQL_LEAF_HASHES, ARGS(num((int64_t)first), num((int64_t)(first + n))),
                &rows, err));
    if (rows.n != n)
        return fail(err, ERR_NOT_FOUND,
                    "leaves from %" G_GUINT64_FORMAT ": %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT, first,
                    rows.n, n);
    for (gsize i = 0; i < n; i++)
        memcpy(hashes[i].bytes, rows.row[i][LEAF_HASHES_LEAF_HASH].s, HASH_BYTES);
    return true;
}

/* A stored tile; *found false: it is not full yet. */
static bool stored_tile(const Tree *tree, int level, uint64_t index, Hash hashes[TILE_HASHES], bool *found,
                        GError **err)
{
    Rows rows;

    TRY(db_read(tree->db, tree->mem, SQL_TILE_ONE, ARGS(num(level), num((int64_t)index)), &rows, err));
    *found = rows.n > 0;
    if (rows.n == 0)
        return true;
    const Cell *cell = &rows.row[0][TILE_ONE_HASHES];
    if (cell->size_bytes != TILE_HASHES * sizeof *hashes)
        return fail(err, ERR_BROKEN, "tile %d/%" G_GUINT64_FORMAT " has no 256 hashes", level, index);
    memcpy(hashes, cell->s, cell->size_bytes);
    return true;
}

/* n hashes of nodes of level TILE_LEVELS * level; each is the root of a full tile of the level below. */
static bool hashes_at(const Tree *tree, int level, uint64_t first, gsize n, Hash *hashes, GError **err)
{
    Hash below[TILE_HASHES];
    bool found;

    if (level == 0)
        return leaf_hashes(tree, first, n, hashes, err);
    for (gsize i = 0; i < n; i++) {
        TRY(stored_tile(tree, level - 1, first + i, below, &found, err));
        if (!found)
            return fail(err, ERR_NOT_FOUND, "tile %d/%" G_GUINT64_FORMAT " is not there", level - 1,
                        first + i);
        hashes[i] = tile_root(below, TILE_HASHES);
    }
    return true;
}

bool tree_tile(const Tree *tree, int level, uint64_t index, Hash hashes[TILE_HASHES], GError **err)
{
    return hashes_at(tree, level, index * TILE_HASHES, TILE_HASHES, hashes, err);
}

bool tree_node(void *from, int level, uint64_t index, Hash *node, GError **err)
{
    const Tree *tree = from;
    int at = level / TILE_LEVELS;
    gsize n = (gsize)1 << level % TILE_LEVELS; /* so many hashes of one tile, side by side */
    uint64_t first = index * n;
    Hash hashes[TILE_HASHES];
    bool found;

    TRY(stored_tile(tree, at, first / TILE_HASHES, hashes, &found, err));
    if (found) {
        *node = tile_root(hashes + first % TILE_HASHES, n);
        return true;
    }
    TRY(hashes_at(tree, at, first, n, hashes, err));
    *node = tile_root(hashes, n);
    return true;
}
