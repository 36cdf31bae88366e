/* proof.h: proofs from the sealed log (rule/tlog_proof.h), for accounts that may read it. */
#pragma once
#include "rule/tlog_proof.h"
#include "store/db.h"

/* That an event is in the tree of the last checkpoint. ERR_NOT_FOUND: no such event. ERR_BUSY: it is not sealed, or its
 * leaf has no checkpoint yet: in a few seconds it will be. */
bool proof_of_event(Db *db, Mem *mem, int64_t audit_id, RecordProof *proof, GError **err);

/* That the last checkpoint goes on from an older one. ERR_BAD_INPUT: that one is over more leaves. */
bool proof_of_growth(Db *db, Mem *mem, uint64_t old, GrowthProof *proof, GError **err);

typedef struct {
    uint64_t size;
    const char *note; /* NULL: none yet */
    int64_t at_us;
} LastNote;

bool last_note(Db *db, Mem *mem, LastNote *last, GError **err);
