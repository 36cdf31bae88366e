/* tlog_proof.h: proofs about the log as text, to be checked anywhere with nothing but the public key.
 *
 * Of one record: C2SP tlog-proof; its extra data are the leaf's bytes (rule/leaf.h), so that who reads it also sees what was
 * recorded. Of growth, from an older checkpoint to a newer: the body of a C2SP tlog-witness request:
 *
 *     c2sp.org/tlog-proof@v1                old 593
 *     extra base64(leaf)                    base64(hash)
 *     index 17                              …
 *     base64(hash)
 *     …                                     checkpoint
 *
 *     checkpoint
 */
#pragma once
#include "rule/canon.h"
#include "rule/merkle.h"
#include "rule/note.h"

typedef struct {
    const uint8_t *leaf;
    size_t leaf_bytes;
    uint64_t index;
    Proof proof;
    const char *note;
} RecordProof;

char *record_proof_write(Mem *mem, const RecordProof *proof);

/* ERR_BAD_INPUT: not such a text in its canonical form. */
bool record_proof_read(Mem *mem, const char *text, RecordProof *proof, GError **err);

/* What a proof proves. ERR_BAD_INPUT: it is no proof. ERR_DENIED: not signed by the key, or it does not hold. */
typedef struct {
    Checkpoint checkpoint;
    uint64_t index;
    CanonEvent event;
    Hash state;
    bool has_state;
} ProvedRecord;

bool record_proof_check(Mem *mem, const char *text, const NoteKey *key, ProvedRecord *record, GError **err);

typedef struct {
    uint64_t old;
    Proof proof;
    const char *note;
} GrowthProof;

char *growth_proof_write(Mem *mem, const GrowthProof *proof);
bool growth_proof_read(Mem *mem, const char *text, GrowthProof *proof, GError **err);

/* Whether the newer checkpoint goes on from the older. known NULL: nothing is known of this log yet, anything signed is
 * taken. ERR_DENIED: another key, another log, a smaller tree, or other records. */
bool growth_proof_check(Mem *mem, const char *text, const NoteKey *key, const Checkpoint *known,
                        Checkpoint *newer, GError **err);
