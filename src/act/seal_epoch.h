/* seal_epoch.h: the epoch ceremony (security.md §3.4): after a disaster the database holds less than was sealed, or other rows.
 * Nothing can tell that from an attack, so the log does not go on as if nothing had been: it gets a new name, and its first
 * record says what the last checkpoint of the old one was, why, and who stood by. */
#pragma once
#include "store/audit.h"

typedef struct {
    const char *old_origin, *new_origin;
    int64_t old_size, new_size;   /* leaves in the sealer's memory, and in the database now */
    const char *old_note;         /* the last checkpoint; "" when the sealer's memory is lost */
    const char *reason, *present; /* present: the auditor and the security administrator */
    int64_t now_us;
} Epoch;

bool act_seal_epoch(Db *db, Mem *mem, const Actor *who, const Epoch *epoch, GError **err);
