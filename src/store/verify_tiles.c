/* verify_tiles.c: whether the stored tiles are those of the leaves. */
#include <string.h>

#include "base/err.h"
#include "store/verify_inner.h"

static void add_hash(Verifier *v, int level, uint64_t index, const Hash *hash)
{
    gsize place = index % TILE_HASHES;

    v->open[level][place] = *hash;
    if (place + 1 < TILE_HASHES)
        return;
    MadeTile tile = { level, index / TILE_HASHES, g_memdup2(v->open[level], sizeof v->open[level]), 0 };
    g_array_append_val(v->tiles, tile);
    v->n_tiles++;
}

void verify_tile_hash(Verifier *v, const Hash *leaf, const Hash *complete, int n_complete)
{
    uint64_t last = v->edge.size - 1;

    add_hash(v, 0, last, leaf);
    for (int level = 1; TILE_LEVELS * level <= n_complete; level++)
        add_hash(v, level, last >> TILE_LEVELS * level, &complete[TILE_LEVELS * level - 1]);
}

static void found_tile(Verifier *v, const MadeTile *tile)
{
    int64_t width = INT64_C(1) << TILE_LEVELS * tile->level; /* leaves under one hash */
    int64_t leaf = ((int64_t)tile->index * TILE_HASHES + tile->differs) * width;
    g_autofree char *detail = g_strdup_printf("%d/%" G_GUINT64_FORMAT, tile->level, tile->index);
    Finding finding = { .kind = FOUND_TILE, .leaf = leaf, .leaf_end = leaf + width, .detail = detail };

    verify_found(v, &finding);
}

static int first_difference(const MadeTile *tile, const Cell *stored)
{
    int i = 0;

    if (stored->size_bytes == TILE_HASHES * sizeof *tile->hashes)
        while (i < TILE_HASHES &&
               memcmp(&tile->hashes[i], stored->s + i * (int)sizeof *tile->hashes, HASH_BYTES) == 0)
            i++;
    return i;
}

typedef struct {
    Verifier *v;
    int level;
} OfLevel;

static bool one_tile(void *what, const Cell *c, GError **err)
{
    const OfLevel *of = what;

    (void)err;
    for (guint i = 0; i < of->v->tiles->len; i++) {
        MadeTile *tile = &g_array_index(of->v->tiles, MadeTile, i);
        if (tile->level == of->level && tile->index == (uint64_t)c[VERIFY_TILES_IDX].i)
            tile->differs = first_difference(tile, &c[VERIFY_TILES_HASHES]);
    }
    return true;
}

/* The tiles of one level follow each other: one question for all that this part has made. */
static bool match_level(Verifier *v, int level, GError **err)
{
    OfLevel of = { v, level };
    uint64_t from = UINT64_MAX, upto = 0;

    for (guint i = 0; i < v->tiles->len; i++) {
        const MadeTile *tile = &g_array_index(v->tiles, MadeTile, i);
        if (tile->level != level)
            continue;
        from = MIN(from, tile->index);
        upto = tile->index + 1;
    }
    return from >= upto ||
           db_each(v->db, SQL_VERIFY_TILES, ARGS(num(level), num((int64_t)from), num((int64_t)upto)),
                   one_tile, &of, err);
}

void verify_tiles_drop(Verifier *v)
{
    for (guint i = 0; i < v->tiles->len; i++)
        g_free(g_array_index(v->tiles, MadeTile, i).hashes);
    g_array_set_size(v->tiles, 0);
}

bool verify_tiles_stored(Verifier *v, GError **err)
{
    for (int level = 0; level < MERKLE_LEVELS / TILE_LEVELS; level++)
        TRY(match_level(v, level, err));
    for (guint i = 0; i < v->tiles->len; i++) {
        const MadeTile *tile = &g_array_index(v->tiles, MadeTile, i);
        if (tile->differs < TILE_HASHES)
            found_tile(v, tile);
    }
    verify_tiles_drop(v);
    return true;
}
