/* note.h: checkpoints of the audit log as signed notes: C2SP tlog-checkpoint over C2SP signed-note, Ed25519.
 *
 *     origin
 *     size
 *     base64(root)
 *
 *     — origin base64(key id, 4 bytes ‖ signature)
 *
 * Signatures of other keys and of algorithms that we do not know are ignored, as the format wants, so that a second one
 * (SM2, a witness) may stand beside ours.
 */
#pragma once
#include "base/mem.h"
#include "base/secret.h"

enum { NOTE_BYTES_MOST = 4096 };

typedef struct {
    const char *origin;
    uint64_t size;
    Hash root;
} Checkpoint;

/* name+hex(key id)+base64(0x01 ‖ public key), the way Go's sumdb/note writes verifier keys. */
char *note_key_write(Mem *mem, const char *name, const PublicKey *key);

typedef struct {
    const char *name;
    PublicKey key;
} NoteKey;

/* ERR_BAD_INPUT: not such a key, or its id is not its own. */
bool note_key_read(Mem *mem, const char *text, NoteKey *key, GError **err);

/* The note, signed by name with seed. */
char *note_write(Mem *mem, const Checkpoint *checkpoint, const char *name, const Key *seed);

/* One more signature line under a note that stands: a witness's. */
char *note_sign_too(Mem *mem, const char *note, const char *name, const Key *seed);

/* ERR_BAD_INPUT: not a checkpoint in its canonical form. ERR_DENIED: it is one, and this key has not signed it. */
bool note_read(Mem *mem, const char *note, const NoteKey *key, Checkpoint *checkpoint, GError **err);
