/* verify_inner.h: what the parts of the verifier share. */
#pragma once
#include "store/sealed_event.h"
#include "store/tree.h"
#include "store/verify.h"

/* The last that is known of a row from its events. */
typedef struct {
    int type; /* row_type_of(), or behind row_types() for types that have none */
    int64_t id;
    int64_t seq, leaf, audit_id;
    Hash hash, state;
    bool has_state, seen;
} Entity;

/* A tile that the leaves of this part have filled. */
typedef struct {
    int level;
    uint64_t index;
    Hash *hashes; /* TILE_HASHES of them, owned */
    int differs; /* the first hash that the stored one has not; TILE_HASHES: none; all differ when there is no stored one */
} MadeTile;

typedef struct {
    Db *db;
    Mem *mem; /* of the report */
    const VerifyWish *wish;
    VerifyReport *report;
    GArray *findings;    /* Finding */
    bool first_is_vague; /* the first bad leaf is only where a range begins */

    Edge edge;
    int64_t done, all, met; /* leaves; those of them that have their event */
    GByteArray *bytes, *leaf_bytes;

    GHashTable *entities; /* Entity, by type and id */
    GPtrArray *other_types;

    GArray *notes; /* Signed, see verify_notes.c: of this part, by size */
    gsize next_note;
    uint64_t good_size; /* of the last checkpoint that fitted */
    bool root_is_lost;  /* one did not: those behind it cannot either */
    char *origin;       /* of the epoch, owned */
    int64_t unsigned_since_us;

    Hash (*open)[TILE_HASHES]; /* by level: hashes of the tile that is not full yet */
    GArray *tiles;             /* MadeTile, of this part */
    int64_t n_tiles;
} Verifier;

/* A copy is kept, texts too. */
void verify_found(Verifier *v, const Finding *finding);
void verify_found_event(Verifier *v, FindingKind kind, int64_t leaf, const SealedEvent *event);

/* verify_rows.c: chains of events, and the rows that they tell of. */
void verify_rows_begin(Verifier *v);
void verify_rows_end(Verifier *v);
void verify_chain(Verifier *v, int64_t leaf, const SealedEvent *event, const Hash *state);
bool verify_ledger(Verifier *v, GError **err);

/* verify_notes.c: checkpoints. */
bool verify_notes_begin(Verifier *v, GError **err);
/* Those over (from, upto] leaves; from 0: also those over none. */
bool verify_notes_read(Verifier *v, uint64_t from, uint64_t upto, GError **err);
void verify_notes_at(Verifier *v); /* the tree is v->edge */
void verify_epoch(Verifier *v, const SealedEvent *event);
bool verify_notes_end(Verifier *v, GError **err);

/* verify_tiles.c */
void verify_tile_hash(Verifier *v, const Hash *leaf, const Hash *complete, int n_complete);
bool verify_tiles_stored(Verifier *v, GError **err); /* those made in this part */
void verify_tiles_drop(Verifier *v);
