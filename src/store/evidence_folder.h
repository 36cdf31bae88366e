/* evidence_folder.h: the folder that holds the bytes of the units' files. Only its own random names are in it, so nothing that
 * anybody typed becomes part of a path (R31). One folder for all workers, on one file system.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/secret.h"

enum { STORED_NAME_CHARS = 32 };

/* A random name that no file has. */
char *evidence_new_name(Mem *mem);

/* Gives a file that lies in the folder, under another name or none (then path is /proc/self/fd/N), its name for good: its bytes
 * and its name are on the disk when this returns. The other name, if any, is the caller's to take away. ERR_BROKEN. */
bool evidence_settle(Mem *mem, const char *folder, const char *path, const char *stored, GError **err);

/* Takes a file away; one that is not there is no error. */
bool evidence_drop(Mem *mem, const char *folder, const char *stored, GError **err);

/* What is in the folder under one name. false in .there: nothing. */
typedef struct {
    bool there;
    int64_t size_bytes, changed_us;
} FolderFile;

bool evidence_look(Mem *mem, const char *folder, const char *name, FolderFile *file, GError **err);
bool evidence_hash(Mem *mem, const char *folder, const char *name, Hash *hash, GError **err);

/* All names, also of what was not kept (web/multipart.h). */
bool evidence_names(const char *folder, GPtrArray *names, GError **err);

/* The bytes of a file for looking at, until mem goes. */
bool evidence_bytes(Mem *mem, const char *path, const uint8_t **bytes, size_t *size_bytes, GError **err);
