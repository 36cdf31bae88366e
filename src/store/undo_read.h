/* undo_read.h: decisions that somebody may still take back. Errors and ownership as in report.h. */
#pragma once
#include "store/report.h"

typedef struct {
    int64_t decision, no, decided_us;
    ReportId report;
    bool approve;
    const char *unit_name, *period;
} Undoable;

/* Those of a person since a moment on which nobody has acted, of periods that are not frozen; the newest first, 50 at most. */
bool undo_list(Db *db, Mem *mem, PersonId person, int64_t since_us, Undoable **list, gsize *n, GError **err);
