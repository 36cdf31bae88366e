/* import_targets.c: the numbers that a task promises; see import_rows.h. A number found again as it was keeps its
 * confirmation; one that differs must be confirmed anew. */
#include <inttypes.h>
#include <string.h>

#include "act/import_rows.h"
#include "base/err.h"
#include "base/words.h"
#include "rule/target.h"

static const Cell *target_numbered(const Rows *rows, int64_t task, int64_t no)
{
    for (gsize i = 0; i < rows->n; i++)
        if (rows->row[i][TARGET_LIST_IMPORT_TASK_ID].i == task && rows->row[i][TARGET_LIST_IMPORT_NO].i == no)
            return rows->row[i];
    return NULL;
}

static const char *old_text(const Cell *old, int column)
{
    return old == NULL ? NULL : old[column].s;
}

static const char *old_amount(Import *import, const Cell *old, int column)
{
    return old == NULL || old[column].is_null ? NULL : word_amount(import->mem, cell_amount_e4(&old[column]));
}

static const char *max_words(Import *import, const Target *t)
{
    return t->comparator == TARGET_RANGE ? word_amount(import->mem, t->amount_max_e4) : NULL;
}

static Changes *target_changes(Import *import, const Cell *old, const Target *t)
{
    Changes *c = changes_new(import->mem);

    change_text(c, "subject", old_text(old, TARGET_LIST_IMPORT_SUBJECT), t->subject);
    change_text(c, "comparator", old_text(old, TARGET_LIST_IMPORT_COMPARATOR),
                target_comparator_word(t->comparator));
    change_text(c, "value", old_amount(import, old, TARGET_LIST_IMPORT_VALUE),
                word_amount(import->mem, t->amount_e4));
    change_text(c, "value_max", old_amount(import, old, TARGET_LIST_IMPORT_VALUE_MAX), max_words(import, t));
    change_text(c, "unit_word", old_text(old, TARGET_LIST_IMPORT_UNIT_WORD), t->unit);
    change_text(c, "quote", old_text(old, TARGET_LIST_IMPORT_QUOTE), t->quote);
    change_text(c, "doubt", old_text(old, TARGET_LIST_IMPORT_DOUBT), t->doubt);
    change_text(c, "kind", old_text(old, TARGET_LIST_IMPORT_KIND), target_kind_word(t->kind));
    if (old != NULL && old[TARGET_LIST_IMPORT_ENDED].i)
        change_text(c, "ended", "yes", "no");
    return c;
}

static Event target_event(const Import *import, int64_t id, int64_t version, int64_t task, Changes *changes)
{
    return (Event){ .etype = "target",
                    .entity_id = id,
                    .entity_seq = version,
                    .action = "notice.import",
                    .result = "ok",
                    .task = { task },
                    .changes = changes,
                    .at_us = import->wish->now_us };
}

/* The first lead answers for a target unless somebody assigns another. */
static int64_t first_lead(const Import *import, const NoticeTask *from)
{
    if (from->leads.n == 0)
        return 0;
    return (int64_t)GPOINTER_TO_SIZE(g_hash_table_lookup(import->unit_ids, from->leads.names[0]));
}

static Arg decimal(Import *import, int64_t amount_e4)
{
    return txt(mem_printf(import->mem, "%" PRId64 ".%04" PRId64, amount_e4 / 10000, amount_e4 % 10000));
}

static bool import_target(Tx *tx, Import *import, const Cell *old, int64_t task, int64_t unit, int64_t no,
                          const Target *t, const char *what, GError **err)
{
    Changes *changes = target_changes(import, old, t);
    Arg subject = txt(t->subject), comparator = txt(target_comparator_word(t->comparator));
    Arg value = decimal(import, t->amount_e4), quote = txt(t->quote), doubt = txt(t->doubt);
    Arg max = t->comparator == TARGET_RANGE ? decimal(import, t->amount_max_e4) : (Arg){ 0 };
    Arg word = txt(t->unit), kind = txt(target_kind_word(t->kind));
    int64_t id = old == NULL ? 0 : old[TARGET_LIST_IMPORT_ID].i;
    int64_t version = old == NULL ? 0 : old[TARGET_LIST_IMPORT_VERSION].i;

    if (!changes_any(changes))
        return true;
    if (old == NULL)
        TRY(tx_new_id(tx, &id, err));
    Event event = target_event(import, id, version + 1, task, changes);
    TRY(import_event(tx, import, &event, old == NULL ? ROW_ADDED : ROW_CHANGED, what, err));
    if (old == NULL)
        return tx_change_one(tx, SQL_TARGET_INSERT,
                             ARGS(num(id), num(task), id_or_null(unit), num(no), subject, comparator, value,
                                  max, word, quote, doubt, kind),
                             err);
    return tx_change_one(
        tx, SQL_TARGET_UPDATE,
        ARGS(subject, comparator, value, max, word, quote, doubt, kind, num(id), num(version)), err);
}

static bool end_rest(Tx *tx, Import *import, int64_t task, const NoticeTask *from, int64_t n, GError **err)
{
    for (gsize i = 0; i < import->targets.n; i++) {
        const Cell *c = import->targets.row[i];
        if (c[TARGET_LIST_IMPORT_TASK_ID].i != task || c[TARGET_LIST_IMPORT_NO].i <= n ||
            c[TARGET_LIST_IMPORT_ENDED].i)
            continue;
        Changes *changes = changes_new(import->mem);
        int64_t id = c[TARGET_LIST_IMPORT_ID].i, version = c[TARGET_LIST_IMPORT_VERSION].i;
        change_text(changes, "ended", "no", "yes");
        Event event = target_event(import, id, version + 1, task, changes);
        char *what = mem_printf(import->mem, "第 %d 项的量化目标 %s", from->no,
                                c[TARGET_LIST_IMPORT_SUBJECT].s);
        TRY(import_event(tx, import, &event, ROW_ENDED, what, err));
        TRY(tx_change_one(tx, SQL_TARGET_END, ARGS(txt(import->today), num(id), num(version)), err));
    }
    return true;
}

bool import_targets_of(Tx *tx, Import *import, int64_t task, const NoticeTask *from, GError **err)
{
    TargetList found = targets_find(import->mem, import->wish->notice, from);
    int64_t unit = first_lead(import, from);

    for (size_t i = 0; i < found.n; i++) {
        int64_t no = (int64_t)i + 1;
        char *what = mem_printf(import->mem, "第 %d 项的量化目标 %s", from->no, found.items[i].subject);
        TRY(import_target(tx, import, target_numbered(&import->targets, task, no), task, unit, no,
                          &found.items[i], what, err));
    }
    return end_rest(tx, import, task, from, (int64_t)found.n, err);
}
