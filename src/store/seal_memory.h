/* seal_memory.h: what the sealer knows by itself, in a folder of its own (security.md §3.4): how many leaves it sealed, the
 * right edge of its tree, its last checkpoint. It never takes these from the database: whoever rewrites the database, or puts
 * an old one back, cannot make the sealer sign that.
 *
 *   state      written to a new file, made durable, then put in place
 *   notes.log  each checkpoint that was ever signed, one after the other; only ever added to
 *   lock       held while a sealer runs
 */
#pragma once
#include "base/mem.h"
#include "rule/merkle.h"

typedef struct {
    char *origin; /* of the epoch that goes on; owned */
    Edge edge;
    char *note; /* the last one; NULL: none yet; owned */
} SealMemory;

void seal_memory_clear(SealMemory *memory);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SealMemory, seal_memory_clear)

/* Held until fd is closed. ERR_BUSY: another sealer has it. */
bool seal_memory_lock(const char *folder, int *fd, GError **err);

/* *found false: nothing was ever remembered here. */
bool seal_memory_read(const char *folder, SealMemory *memory, bool *found, GError **err);
bool seal_memory_write(const char *folder, const SealMemory *memory, GError **err);

/* Adds to notes.log, durably. */
bool seal_memory_log(const char *folder, const char *note, GError **err);

/* A file that is there whole or not at all: durable when this returns. */
bool file_put(const char *folder, const char *name, const char *text, GError **err);
