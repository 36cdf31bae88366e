/* seal.h: the sealer (security.md §3.4): takes events from the outbox, checks each, makes it a leaf of the tree, signs what the
 * tree then is.
 *
 * An event whose hash, MAC or chain is wrong is not sealed: it stays in the outbox, alarm() is told, the verifier names it.
 * ERR_CONFLICT: the database does not hold what was sealed before (an old copy was put back, rows were rewritten): nothing is
 * signed until the folder and the database belong together again, or an epoch ceremony (act/seal_epoch.h) says why not.
 *
 * Safe to be killed at any moment: leaves and outbox change in one transaction; then the memory is made durable; then the
 * checkpoint is signed, logged, remembered and published, each step done again at the next start when it was cut short.
 */
#pragma once
#include "base/conf.h"
#include "store/db.h"
#include "store/seal_memory.h"

typedef struct {
    Db *db;
    const SealConf *conf;
    const Key *audit_key;
    Key seed;
    int lock; /* -1: not held */
    SealMemory memory;
    GHashTable *alarmed; /* ids of events that alarm() was told of */
    void (*alarm)(const char *text);
} Sealer;

/* Takes the folder's lock; reads the key and what was sealed before. */
bool sealer_open(Sealer *sealer, Db *db, const SealConf *conf, const Key *audit_key,
                 void (*alarm)(const char *text), GError **err);
void sealer_close(Sealer *sealer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sealer, sealer_close)

/* Seals what waits, at most a few thousand events; *sealed: how many. */
bool sealer_batch(Sealer *sealer, gsize *sealed, GError **err);

/* Signs and publishes the tree as it is, unless that is done. */
bool sealer_sign(Sealer *sealer, int64_t now_us, GError **err);
bool sealer_is_signed(const Sealer *sealer);
