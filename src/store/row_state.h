/* row_state.h: the digest of a row that has events, with all that belongs to it (sql/queries/state.sql). */
#pragma once
#include "base/secret.h"
#include "store/db.h"

/* A type of events whose rows have a state. -1: none, it has no rows or nobody has said how to digest them. */
int row_type_of(const char *etype);
int row_types(void);
const char *row_type_name(int type);

typedef struct {
    int64_t id, version;
    Hash state;
} RowState;

/* *found false: there is no such row. */
bool row_state(Db *db, Mem *mem, int type, int64_t id, RowState *state, bool *found, GError **err);

/* All rows of a type, by id. */
typedef bool (*EachState)(void *what, int type, const RowState *state, GError **err);
bool row_states(Db *db, int type, EachState each, void *what, GError **err);
