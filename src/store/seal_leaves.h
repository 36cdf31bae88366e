/* seal_leaves.h: the transaction of the sealer: from the outbox into the tree. */
#pragma once
#include "store/seal.h"

/* edge: the tree as the sealer knows it; grows by what is in the database already and by what is sealed now. Untouched when
 * this fails. */
bool seal_leaves(Sealer *sealer, Edge *edge, gsize *sealed, GError **err);

/* Adds the leaves [edge->size, size) of the database to the edge, each checked against its event. ERR_CONFLICT: one is
 * wrong. */
bool seal_catch_up(Db *db, const Key *audit_key, uint64_t size, Edge *edge, GError **err);

/* Ends the process when a test has asked for it, in debug builds only: TAIZHANG_SEAL_STOP names the step. */
void seal_stop_at(const char *step);
