/* sealed_event.h: a row of audit_event as the sealer and the verifier see it.
 *
 * Statements that read events (sql/queries/seal.sql, verify.sql) begin with the same columns, in the order of SEAL_ROWS.
 */
#pragma once
#include "rule/canon.h"
#include "rule/leaf.h"
#include "store/db.h"

typedef struct {
    CanonEvent canon; /* texts are the row's */
    Hash hash, mac;
    int64_t id; /* 0: there is no such row */
    bool whole; /* every column has the form that the application writes */
} SealedEvent;

void sealed_event_read(const Cell *row, SealedEvent *event);

/* EVENT_FORGED: hash and content agree, the MAC does not: written by somebody who has the database but not the key. */
typedef enum { EVENT_GOOD, EVENT_GONE, EVENT_CHANGED, EVENT_FORGED } EventFault;

/* bytes gets the canonical bytes. */
EventFault sealed_event_fault(const SealedEvent *event, const Key *key, GByteArray *bytes);
