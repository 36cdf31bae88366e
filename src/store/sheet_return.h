/* sheet_return.h: the table sheet_return: forms that were filled in elsewhere, for the person who brought them, while they are
 * looked through. ERR_BUSY and ERR_BROKEN may come from any function. Texts and bytes live as long as mem.
 */
#pragma once
#include "rule/authz.h"
#include "store/db.h"

#define SHEET_RETURN_US (INT64_C(7) * 86400 * 1000 * 1000) /* so long it is there */

typedef struct {
    int64_t id;
    const char *plan, *period, *name;
    const uint8_t *bytes; /* not in lists */
    size_t size_bytes;
    int64_t sent_us, taken_us; /* taken_us 0: nothing was taken from it */
    int64_t taken;             /* rows that became drafts */
} SheetReturn;

/* Keeps it and sets its id; what is old goes. */
bool sheet_return_put(Db *db, const Actor *who, SheetReturn *sheet, GError **err);

/* ERR_NOT_FOUND: none of this person's and unit's, or too old. */
bool sheet_return_find(Db *db, Mem *mem, const Actor *who, int64_t id, int64_t now_us, SheetReturn *sheet,
                       GError **err);

/* The newest ten, newest first. */
bool sheet_return_list(Db *db, Mem *mem, const Actor *who, int64_t now_us, SheetReturn **list, gsize *n,
                       GError **err);

bool sheet_return_taken(Db *db, const SheetReturn *sheet, int64_t n, int64_t now_us, GError **err);
