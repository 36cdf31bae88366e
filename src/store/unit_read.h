/* unit_read.h: units as master data, to be read: groups (集合) and who belonged to them on a day (ux.md §4.15).
 *
 * A day is given by any moment of it; membership holds from its first day up to the day before it was ended. Texts and lists
 * live as long as mem. ERR_BUSY and ERR_BROKEN may come from any function.
 */
#pragma once
#include "rule/model.h"
#include "store/db.h"

typedef struct {
    UnitId id;
    const char *name; /* as it is now */
} NamedUnit;

/* Who belongs to a group on the day of at_us, in a fixed order; n 0: nobody is entered, or it is no group. */
bool unit_members(Db *db, Mem *mem, UnitId group, int64_t at_us, NamedUnit **list, gsize *n, GError **err);

/* Units as a task or a problem names them, each group replaced by its members on the day of at_us; each unit once, in the order
 * of the first naming. A group without members stays as it is, so that nothing that was named gets lost.
 * ERR_NOT_FOUND: no such unit. */
bool units_expanded(Db *db, Mem *mem, const UnitId *units, gsize n, int64_t at_us, NamedUnit **list,
                    gsize *n_list, GError **err);
