/* import_units.c: who leads and who takes part; see import_rows.h. */
#include <string.h>

#include "act/import_rows.h"
#include "base/err.h"
#include "base/words.h"

/* Leads and participants are kept alike, in two tables. */
typedef struct {
    const char *etype, *word;
    Sql update;
    int id, version, task, unit, place, ended, settled; /* columns of their lists */
    bool lead;
} Part;

static const Part lead_part = { "task_lead",
                                "牵头单位",
                                SQL_LEAD_UPDATE,
                                LEAD_LIST_IMPORT_ID,
                                LEAD_LIST_IMPORT_VERSION,
                                LEAD_LIST_IMPORT_TASK_ID,
                                LEAD_LIST_IMPORT_UNIT_ID,
                                LEAD_LIST_IMPORT_PLACE,
                                LEAD_LIST_IMPORT_ENDED,
                                LEAD_LIST_IMPORT_SETTLED,
                                true };
static const Part participant_part = { "task_participant",
                                       "参与单位",
                                       SQL_PARTICIPANT_UPDATE,
                                       PARTICIPANT_LIST_IMPORT_ID,
                                       PARTICIPANT_LIST_IMPORT_VERSION,
                                       PARTICIPANT_LIST_IMPORT_TASK_ID,
                                       PARTICIPANT_LIST_IMPORT_UNIT_ID,
                                       PARTICIPANT_LIST_IMPORT_PLACE,
                                       PARTICIPANT_LIST_IMPORT_ENDED,
                                       PARTICIPANT_LIST_IMPORT_SETTLED,
                                       false };

static bool is_group(const char *name)
{
    return strstr(name, "成员单位") != NULL || strstr(name, "有关") != NULL || g_str_has_prefix(name, "各");
}

/* A unit that the ledger does not know yet is made as the notice prints it; nobody can sign in for it until it gets its
 * word of the directory (taizhangctl units). */
static bool unit_named(Tx *tx, Import *import, const char *name, int64_t *id, GError **err)
{
    *id = (int64_t)GPOINTER_TO_SIZE(g_hash_table_lookup(import->unit_ids, name));
    if (*id != 0)
        return true;
    const char *kind = is_group(name) ? "group" : "bureau";
    const char *short_name = text_short(import->mem, name, 31);
    Changes *changes = changes_new(import->mem);
    TRY(tx_new_id(tx, id, err));
    change_text(changes, "name", NULL, name);
    change_text(changes, "kind", NULL, kind);
    Event event = { .etype = "unit",
                    .entity_id = *id,
                    .entity_seq = 1,
                    .action = "notice.import",
                    .result = "ok",
                    .unit = { *id },
                    .changes = changes,
                    .at_us = import->wish->now_us };
    TRY(import_event(tx, import, &event, ROW_ADDED, name, err));
    TRY(tx_change_one(tx, SQL_UNIT_INSERT, ARGS(num(*id), txt(name), txt(short_name), txt(kind), (Arg){ 0 }),
                      err));
    g_hash_table_insert(import->unit_ids, mem_text(import->mem, name), GSIZE_TO_POINTER((gsize)*id));
    return true;
}

static const Cell *row_of(const Rows *rows, const Part *part, int64_t task, int64_t unit)
{
    for (gsize i = 0; i < rows->n; i++)
        if (rows->row[i][part->task].i == task && rows->row[i][part->unit].i == unit)
            return rows->row[i];
    return NULL;
}

static Event part_event(const Import *import, const Part *part, int64_t id, int64_t version, int64_t task,
                        int64_t unit, Changes *changes)
{
    return (Event){ .etype = part->etype,
                    .entity_id = id,
                    .entity_seq = version,
                    .action = "notice.import",
                    .result = "ok",
                    .task = { task },
                    .unit = { unit },
                    .changes = changes,
                    .at_us = import->wish->now_us };
}

static bool add_part(Tx *tx, Import *import, const Part *part, int64_t task, int64_t unit, int64_t place,
                     const char *name, GError **err)
{
    Changes *changes = changes_new(import->mem);
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    change_text(changes, part->lead ? "lead" : "participant", NULL, name);
    change_number(changes, "place", 0, place);
    Event event = part_event(import, part, id, 1, task, unit, changes);
    TRY(import_event(tx, import, &event, ROW_ADDED, name, err));
    if (part->lead)
        return tx_change_one(tx, SQL_LEAD_INSERT,
                             ARGS(num(id), num(task), num(unit), num(place), txt("notice")), err);
    return tx_change_one(tx, SQL_PARTICIPANT_INSERT, ARGS(num(id), num(task), num(unit), num(place)), err);
}

/* ended: the day it ends, or NULL while it goes on. */
static bool mend_part(Tx *tx, Import *import, const Part *part, const Cell *old, int64_t place,
                      const char *ended, const char *what, GError **err)
{
    Changes *changes = changes_new(import->mem);
    int64_t id = old[part->id].i, version = old[part->version].i;

    change_number(changes, "place", old[part->place].i, place);
    change_text(changes, "ended", old[part->ended].i ? "yes" : "no", ended == NULL ? "no" : "yes");
    if (!changes_any(changes))
        return true;
    Event event = part_event(import, part, id, version + 1, old[part->task].i, old[part->unit].i, changes);
    TRY(import_event(tx, import, &event, ended == NULL ? ROW_CHANGED : ROW_ENDED, what, err));
    return tx_change_one(tx, part->update, ARGS(num(place), txt(ended), num(id), num(version)), err);
}

static bool is_named(Import *import, const NoticeUnits *named, int64_t unit)
{
    for (size_t i = 0; i < named->n; i++)
        if ((int64_t)GPOINTER_TO_SIZE(g_hash_table_lookup(import->unit_ids, named->names[i])) == unit)
            return true;
    return false;
}

static bool end_unnamed(Tx *tx, Import *import, const Part *part, const Rows *rows, int64_t task,
                        const NoticeTask *from, GError **err)
{
    const NoticeUnits *named = part->lead ? &from->leads : &from->participants;

    for (gsize i = 0; i < rows->n; i++) {
        const Cell *c = rows->row[i];
        bool assigned = part->lead && strcmp(c[LEAD_LIST_IMPORT_SOURCE].s, "assigned") == 0;
        if (c[part->task].i != task || assigned || c[part->ended].i || c[part->settled].i ||
            is_named(import, named, c[part->unit].i))
            continue;
        char *what = mem_printf(import->mem, "第 %d 项的%s", from->no, part->word);
        TRY(mend_part(tx, import, part, c, c[part->place].i, import->today, what, err));
    }
    return true;
}

/* Two printed names may be one unit by now (机构改革): its first place counts. */
static bool named_before(Import *import, const NoticeUnits *named, size_t end, int64_t unit)
{
    NoticeUnits before = { .names = named->names, .n = end };

    return is_named(import, &before, unit);
}

static bool import_part(Tx *tx, Import *import, const Part *part, const Rows *rows, int64_t task,
                        const NoticeTask *from, GError **err)
{
    const NoticeUnits *named = part->lead ? &from->leads : &from->participants;

    for (size_t i = 0; i < named->n; i++) {
        int64_t unit;
        TRY(unit_named(tx, import, named->names[i], &unit, err));
        if (named_before(import, named, i, unit))
            continue;
        const Cell *old = row_of(rows, part, task, unit);
        if (old != NULL && old[part->settled].i && old[part->ended].i)
            continue; /* a granted application ended it: the notice does not bring it back */
        char *what = mem_printf(import->mem, "第 %d 项的%s %s", from->no, part->word, named->names[i]);
        TRY(old == NULL ? add_part(tx, import, part, task, unit, (int64_t)i + 1, named->names[i], err)
                        : mend_part(tx, import, part, old, (int64_t)i + 1, NULL, what, err));
    }
    return end_unnamed(tx, import, part, rows, task, from, err);
}

bool import_units_of(Tx *tx, Import *import, int64_t task, const NoticeTask *from, GError **err)
{
    TRY(import_part(tx, import, &lead_part, &import->leads, task, from, err));
    return import_part(tx, import, &participant_part, &import->participants, task, from, err);
}
