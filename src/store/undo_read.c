/* undo_read.c: see undo_read.h. */
#include "store/undo_read.h"

#include <string.h>

#include "base/err.h"

bool undo_list(Db *db, Mem *mem, PersonId person, int64_t since_us, Undoable **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_UNDO_LIST, ARGS(num(person.v), at_us(since_us)), &rows, err));
    Undoable *found = mem_array(mem, Undoable, rows.n);
    *n = 0;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        if (period_state_of(c[UNDO_LIST_PERIOD_STATE].s) != PERIOD_FROZEN)
            found[(*n)++] = (Undoable){ .decision = c[UNDO_LIST_DECISION_ID].i,
                                        .no = c[UNDO_LIST_NO].i,
                                        .decided_us = c[UNDO_LIST_DECIDED_AT].i,
                                        .report = { c[UNDO_LIST_REPORT_ID].i },
                                        .approve = strcmp(c[UNDO_LIST_DECISION].s, "approve") == 0,
                                        .unit_name = c[UNDO_LIST_UNIT_NAME].s,
                                        .period = c[UNDO_LIST_PERIOD].s };
    }
    *list = found;
    return true;
}
