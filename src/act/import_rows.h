/* import_rows.h: one row of a notice each: added, changed where it differs, or ended; with its event. Shared by
 * notice_import.c and import_units.c. */
#pragma once
#include "act/notice_import.h"
#include "store/audit.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ImportWish *wish;
    const char *today;
    int64_t plan;
    GString *lines;
    int added, changed, ended;
    Rows units, leads, participants, targets;
    GHashTable *unit_ids; /* name → id, for those that the import made itself as well */
} Import;

typedef enum { ROW_ADDED, ROW_CHANGED, ROW_ENDED } RowFate;

/* Writes the event of a row and counts it. what: the sentence's subject, such as 第 3 项. */
bool import_event(Tx *tx, Import *import, const Event *event, RowFate fate, const char *what, GError **err);

/* Leads, participants and targets of one task. */
bool import_units_of(Tx *tx, Import *import, int64_t task, const NoticeTask *from, GError **err);
bool import_targets_of(Tx *tx, Import *import, int64_t task, const NoticeTask *from, GError **err);
