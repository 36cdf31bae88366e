/* tx.h: transactions. Only act/ and store/ include this, so nothing else can write (the first fence, design.md §7).
 *
 * A body is run from the top again when the database says that it lost a race (F4, F7: 1213, 1205, 1020, 1062, 1047),
 * at most three times; it must not do anything that cannot be undone. When the connection is lost at COMMIT, the request id
 * tells whether the deed is stored (F5).
 */
#pragma once
#include "store/db.h"

typedef struct Tx Tx;

/* Returns false with *err set to end the transaction without a trace. */
typedef bool (*TxBody)(Tx *tx, void *what, GError **err);

/* request: the deed's id; unique in audit_event. Refuses to commit when business rows changed and no event was
 * written. ERR_BUSY: three tries were not enough, or nobody knows whether it is stored and the server stays away. */
bool tx_run(Db *db, const RequestId *request, TxBody body, void *what, GError **err);

Db *tx_db(Tx *tx); /* to read inside the transaction */
const RequestId *tx_request(const Tx *tx);
int tx_next_event_no(Tx *tx); /* 0, 1, 2 … within the deed; counts the event */

/* One INSERT or UPDATE. changed: rows that changed. */
bool tx_change(Tx *tx, Sql sql, const Arg *args, gsize n_args, int64_t *changed, GError **err);

/* The same, and it is an error (ERR_CONFLICT) unless exactly one row changed. */
bool tx_change_one(Tx *tx, Sql sql, const Arg *args, gsize n_args, GError **err);

/* A new id for a business row. */
bool tx_new_id(Tx *tx, int64_t *id, GError **err);

/* The id that AUTO_INCREMENT gave to the last INSERT. */
uint64_t tx_last_id(const Tx *tx);
