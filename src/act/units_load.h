/* units_load.h: brings the table of units up to a list: adds what is missing, changes what differs, removes nothing. */
#pragma once
#include "rule/authz.h"
#include "store/db.h"

typedef struct {
    const char *name, *short_name, *kind,
        *code; /* kind: bureau or group; code "": nobody can sign in for it */
} UnitRow;

typedef struct {
    int added, changed;
} LoadCount;

bool act_units_load(Db *db, Mem *mem, const Actor *who, const UnitRow *rows, gsize n, int64_t now_us,
                    LoadCount *count, GError **err);
