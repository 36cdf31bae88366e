/* notice_import.c: plan, sections and tasks; see notice_import.h. Units and targets are in import_units.c and
 * import_targets.c. */
#include "act/notice_import.h"

#include <string.h>

#include "act/import_rows.h"
#include "base/clock.h"
#include "base/err.h"

bool import_event(Tx *tx, Import *import, const Event *event, RowFate fate, const char *what, GError **err)
{
    static const char *const words[] = { "新增", "变更", "终止" };

    import->added += fate == ROW_ADDED;
    import->changed += fate == ROW_CHANGED;
    import->ended += fate == ROW_ENDED;
    if (fate != ROW_ADDED)
        g_string_append_printf(import->lines, "%s：%s\n", words[fate], what);
    return audit_append(tx, import->mem, import->who, event, err);
}

static Event row_event(const Import *import, const char *etype, int64_t id, int64_t version, Changes *changes)
{
    return (Event){ .etype = etype,
                    .entity_id = id,
                    .entity_seq = version,
                    .action = "notice.import",
                    .result = "ok",
                    .changes = changes,
                    .at_us = import->wish->now_us };
}

static bool keep_text(Tx *tx, Import *import, const Hash *hash, GError **err)
{
    const Notice *notice = import->wish->notice;
    const Cell *c;

    TRY(db_read_one(tx_db(tx), import->mem, SQL_ISSUED_TEXT_FIND, ARGS(raw(hash->bytes, HASH_BYTES)), &c,
                    err));
    if (c[ISSUED_TEXT_FIND_N].i > 0)
        return true;
    return tx_change_one(tx, SQL_ISSUED_TEXT_INSERT,
                         ARGS(raw(hash->bytes, HASH_BYTES), raw(notice->source, notice->size_bytes)), err);
}

static Changes *plan_changes(Import *import, const Cell *old, const Hash *hash)
{
    const ImportWish *wish = import->wish;
    Changes *changes = changes_new(import->mem);
    g_autofree char *new_hash = g_base64_encode(hash->bytes, HASH_BYTES);
    g_autofree char *old_hash = old == NULL
                                    ? NULL
                                    : g_base64_encode((const guchar *)old[PLAN_BY_CODE_SHA256].s, HASH_BYTES);

    change_number(changes, "year", old == NULL ? 0 : old[PLAN_BY_CODE_YEAR].i, wish->year);
    change_text(changes, "title", old == NULL ? NULL : old[PLAN_BY_CODE_TITLE].s, wish->title);
    change_text(changes, "sha256", old_hash, new_hash);
    return changes;
}

static bool import_plan(Tx *tx, Import *import, GError **err)
{
    const ImportWish *wish = import->wish;
    Hash hash = hash_of(wish->notice->source, wish->notice->size_bytes);
    Rows rows;

    TRY(keep_text(tx, import, &hash, err));
    TRY(db_read(tx_db(tx), import->mem, SQL_PLAN_BY_CODE, ARGS(txt(wish->plan)), &rows, err));
    const Cell *old = rows.n == 0 ? NULL : rows.row[0];
    Changes *changes = plan_changes(import, old, &hash);
    Arg sha = raw(hash.bytes, HASH_BYTES);
    if (old == NULL) {
        TRY(tx_new_id(tx, &import->plan, err));
        Event event = row_event(import, "plan", import->plan, 1, changes);
        TRY(import_event(tx, import, &event, ROW_ADDED, "", err));
        return tx_change_one(tx, SQL_PLAN_INSERT,
                             ARGS(num(import->plan), txt(wish->plan), num(wish->year), txt(wish->title), sha),
                             err);
    }
    import->plan = old[PLAN_BY_CODE_ID].i;
    if (!changes_any(changes))
        return true;
    Event event = row_event(import, "plan", import->plan, old[PLAN_BY_CODE_VERSION].i + 1, changes);
    TRY(import_event(tx, import, &event, ROW_CHANGED, "文件标题、年度或全文", err));
    return tx_change_one(
        tx, SQL_PLAN_UPDATE,
        ARGS(num(wish->year), txt(wish->title), sha, num(import->plan), num(old[PLAN_BY_CODE_VERSION].i)),
        err);
}

static const Cell *row_numbered(const Rows *rows, int column, int64_t no)
{
    for (gsize i = 0; i < rows->n; i++)
        if (rows->row[i][column].i == no)
            return rows->row[i];
    return NULL;
}

static bool import_section(Tx *tx, Import *import, const Cell *old, const NoticeSection *from, int64_t *id,
                           GError **err)
{
    Changes *changes = changes_new(import->mem);
    char *what = mem_printf(import->mem, "章节 %s%s", from->label, from->title);

    change_text(changes, "label", old == NULL ? NULL : old[SECTION_LIST_LABEL].s, from->label);
    change_text(changes, "title", old == NULL ? NULL : old[SECTION_LIST_TITLE].s, from->title);
    if (old == NULL) {
        TRY(tx_new_id(tx, id, err));
        Event event = row_event(import, "section", *id, 1, changes);
        TRY(import_event(tx, import, &event, ROW_ADDED, what, err));
        return tx_change_one(
            tx, SQL_SECTION_INSERT,
            ARGS(num(*id), num(import->plan), num(from->no), txt(from->label), txt(from->title)), err);
    }
    *id = old[SECTION_LIST_ID].i;
    if (!changes_any(changes))
        return true;
    Event event = row_event(import, "section", *id, old[SECTION_LIST_VERSION].i + 1, changes);
    TRY(import_event(tx, import, &event, ROW_CHANGED, what, err));
    return tx_change_one(tx, SQL_SECTION_UPDATE,
                         ARGS(txt(from->label), txt(from->title), num(*id), num(old[SECTION_LIST_VERSION].i)),
                         err);
}

static bool import_sections(Tx *tx, Import *import, int64_t *ids, GError **err)
{
    const Notice *notice = import->wish->notice;
    Rows old;

    TRY(db_read(tx_db(tx), import->mem, SQL_SECTION_LIST, ARGS(num(import->plan)), &old, err));
    for (size_t i = 0; i < notice->n_sections; i++) {
        const NoticeSection *from = &notice->sections[i];
        TRY(import_section(tx, import, row_numbered(&old, SECTION_LIST_NO, from->no), from, &ids[from->no],
                           err));
    }
    return true;
}

static Changes *task_changes(Import *import, const Cell *old, const NoticeTask *from, int64_t section,
                             const char *source)
{
    Changes *changes = changes_new(import->mem);

    change_number(changes, "section_id", old == NULL ? 0 : old[TASK_LIST_IMPORT_SECTION_ID].i, section);
    change_text(changes, "label", old == NULL ? NULL : old[TASK_LIST_IMPORT_LABEL].s, from->label);
    change_text(changes, "title", old == NULL ? NULL : old[TASK_LIST_IMPORT_TITLE].s, from->title);
    change_text(changes, "body", old == NULL ? NULL : old[TASK_LIST_IMPORT_BODY].s, from->body);
    change_text(changes, "source", old == NULL ? NULL : old[TASK_LIST_IMPORT_SOURCE].s, source);
    return changes;
}

static bool import_task(Tx *tx, Import *import, const Cell *old, const NoticeTask *from, int64_t section,
                        int64_t *id, GError **err)
{
    const char *source = mem_text_n(import->mem, import->wish->notice->source + from->issued.offset,
                                    from->issued.size_bytes);
    Changes *changes = task_changes(import, old, from, section, source);
    Arg label = txt(from->label), title = txt(from->title), body = txt(from->body);
    char *what = mem_printf(import->mem, "第 %d 项 %s", from->no, from->title);

    if (old == NULL)
        TRY(tx_new_id(tx, id, err));
    else
        *id = old[TASK_LIST_IMPORT_ID].i;
    if (!changes_any(changes))
        return true;
    int64_t version = old == NULL ? 0 : old[TASK_LIST_IMPORT_VERSION].i;
    Event event = row_event(import, "task", *id, version + 1, changes);
    event.task = (TaskId){ *id };
    TRY(import_event(tx, import, &event, old == NULL ? ROW_ADDED : ROW_CHANGED, what, err));
    if (old == NULL)
        return tx_change_one(tx, SQL_TASK_INSERT,
                             ARGS(num(*id), num(import->plan), id_or_null(section), num(from->no), label,
                                  title, body, txt(source)),
                             err);
    return tx_change_one(tx, SQL_TASK_UPDATE,
                         ARGS(id_or_null(section), label, title, body, txt(source), num(*id), num(version)),
                         err);
}

static bool import_tasks(Tx *tx, Import *import, const int64_t *sections, GError **err)
{
    const Notice *notice = import->wish->notice;
    Rows old;

    TRY(db_read(tx_db(tx), import->mem, SQL_TASK_LIST_IMPORT, ARGS(num(import->plan)), &old, err));
    for (size_t i = 0; i < notice->n_tasks; i++) {
        const NoticeTask *from = &notice->tasks[i];
        int64_t id;
        TRY(import_task(tx, import, row_numbered(&old, TASK_LIST_IMPORT_NO, from->no), from,
                        sections[from->section_no], &id, err));
        TRY(import_units_of(tx, import, id, from, err));
        TRY(import_targets_of(tx, import, id, from, err));
    }
    return true;
}

/* Aliases and former names lead to the unit of today, and so does the name of one that another unit took over from. A name that
 * a unit bears now is that unit's. */
static bool read_names(Tx *tx, Import *import, GError **err)
{
    Rows rows;

    TRY(db_read(tx_db(tx), import->mem, SQL_UNIT_IMPORT_NAMES, NO_ARGS, &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        g_hash_table_insert(import->unit_ids, (char *)(uintptr_t)c[UNIT_IMPORT_NAMES_NAME].s,
                            GSIZE_TO_POINTER((gsize)c[UNIT_IMPORT_NAMES_UNIT_ID].i));
    }
    for (gsize i = 0; i < import->units.n; i++) {
        const Cell *c = import->units.row[i];
        if (!c[UNIT_LIST_FOLLOWED].i)
            g_hash_table_insert(import->unit_ids, (char *)(uintptr_t)c[UNIT_LIST_NAME].s,
                                GSIZE_TO_POINTER((gsize)c[UNIT_LIST_ID].i));
    }
    return true;
}

static bool read_rows(Tx *tx, Import *import, GError **err)
{
    Db *db = tx_db(tx);
    Arg plan = num(import->plan);

    TRY(db_read(db, import->mem, SQL_UNIT_LIST, NO_ARGS, &import->units, err));
    TRY(db_read(db, import->mem, SQL_LEAD_LIST_IMPORT, ARGS(plan), &import->leads, err));
    TRY(db_read(db, import->mem, SQL_PARTICIPANT_LIST_IMPORT, ARGS(plan), &import->participants, err));
    TRY(db_read(db, import->mem, SQL_TARGET_LIST_IMPORT, ARGS(plan), &import->targets, err));
    g_hash_table_remove_all(import->unit_ids);
    return read_names(tx, import, err);
}

static bool import_all(Tx *tx, void *what, GError **err)
{
    Import *import = what;
    int64_t *sections = mem_array(import->mem, int64_t, import->wish->notice->n_sections + 1);

    import->added = import->changed = import->ended = 0;
    g_string_truncate(import->lines, 0);
    TRY(import_plan(tx, import, err));
    TRY(read_rows(tx, import, err));
    TRY(import_sections(tx, import, sections, err));
    return import_tasks(tx, import, sections, err);
}

bool act_notice_import(Db *db, Mem *mem, const Actor *who, const ImportWish *wish, ImportResult *result,
                       GError **err)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    g_autoptr(GHashTable) unit_ids = g_hash_table_new(g_str_hash, g_str_equal);
    CivilTime c = civil_of(wish->now_us);
    Import import = { .mem = mem,
                      .who = who,
                      .wish = wish,
                      .lines = lines,
                      .unit_ids = unit_ids,
                      .today = mem_printf(mem, "%04d-%02d-%02d", c.year, c.month, c.day) };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, import_all, &import, err));
    *result = (ImportResult){ .added = import.added,
                              .changed = import.changed,
                              .ended = import.ended,
                              .lines = mem_text(mem, lines->str) };
    return true;
}
