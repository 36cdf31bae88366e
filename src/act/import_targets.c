/* import_targets.c: the numbers that a task promises; see import_rows.h.
 *
 * What people set stays: confirmation, correction, kind, base, date, unit, planned values, and what they added, split or
 * dropped. Only other printed words make a confirmed number 待核 again: nobody has confirmed those. Rows are found again
 * by their words, not by their place, which moves when the notice names one more number before them.
 */
#include <inttypes.h>
#include <string.h>

#include "act/import_rows.h"
#include "base/err.h"
#include "base/words.h"
#include "rule/target.h"

/* The stored numbers of one task beside those found in its text. */
typedef struct {
    Import *import;
    const NoticeTask *from;
    TargetList found;
    const Cell **rows; /* that came from a notice */
    gsize n_rows;
    const Cell **match; /* for each found one: its row, or NULL */
    bool *taken;        /* for each row */
    int64_t task, unit, next_no;
} Pairing;

static bool is(const Cell *row, int column, const char *text)
{
    return strcmp(row[column].s, text) == 0;
}

static bool same_amounts(const Cell *row, const Target *t)
{
    int64_t max_e4 = t->comparator == TARGET_RANGE ? t->amount_max_e4 : 0;

    return cell_amount_e4(&row[TARGET_LIST_IMPORT_VALUE]) == t->amount_e4 &&
           cell_amount_e4(&row[TARGET_LIST_IMPORT_VALUE_MAX]) == max_e4;
}

static bool same_quote(const Cell *row, const Target *t, int64_t place)
{
    (void)place;
    return is(row, TARGET_LIST_IMPORT_QUOTE, t->quote);
}

static bool same_words(const Cell *row, const Target *t, int64_t place)
{
    return same_quote(row, t, place) && same_amounts(row, t) &&
           is(row, TARGET_LIST_IMPORT_SUBJECT, t->subject) &&
           is(row, TARGET_LIST_IMPORT_UNIT_WORD, t->unit) &&
           is(row, TARGET_LIST_IMPORT_COMPARATOR, target_comparator_word(t->comparator));
}

/* With other words it is the same promise only while it still counts: what was dropped were the old words. */
static bool same_subject(const Cell *row, const Target *t, int64_t place)
{
    (void)place;
    return !row[TARGET_LIST_IMPORT_ENDED].i && is(row, TARGET_LIST_IMPORT_SUBJECT, t->subject) &&
           is(row, TARGET_LIST_IMPORT_UNIT_WORD, t->unit);
}

static bool same_place(const Cell *row, const Target *t, int64_t place)
{
    return !row[TARGET_LIST_IMPORT_ENDED].i && row[TARGET_LIST_IMPORT_NO].i == place &&
           is(row, TARGET_LIST_IMPORT_UNIT_WORD, t->unit);
}

static void pair_by(Pairing *p, bool (*same)(const Cell *, const Target *, int64_t))
{
    for (gsize i = 0; i < p->found.n; i++)
        for (gsize k = 0; k < p->n_rows && p->match[i] == NULL; k++)
            if (!p->taken[k] && same(p->rows[k], &p->found.items[i], (int64_t)i + 1)) {
                p->match[i] = p->rows[k];
                p->taken[k] = true;
            }
}

static void pair(Pairing *p)
{
    const Rows *all = &p->import->targets;
    Mem *mem = p->import->mem;

    p->rows = mem_array(mem, const Cell *, all->n);
    p->taken = mem_array(mem, bool, all->n);
    p->match = mem_array(mem, const Cell *, p->found.n);
    p->next_no = 1;
    for (gsize i = 0; i < all->n; i++) {
        const Cell *row = all->row[i];
        if (row[TARGET_LIST_IMPORT_TASK_ID].i != p->task)
            continue;
        p->next_no = MAX(p->next_no, row[TARGET_LIST_IMPORT_NO].i + 1);
        if (is(row, TARGET_LIST_IMPORT_ORIGIN, "notice"))
            p->rows[p->n_rows++] = row;
    }
    pair_by(p, same_words);
    pair_by(p, same_quote);
    pair_by(p, same_subject);
    pair_by(p, same_place);
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

/* What a person said of it counts more than the importer's guess. */
static const char *kind_of(const Cell *old, const Target *t)
{
    bool is_set = old != NULL && old[TARGET_LIST_IMPORT_KIND_IS_SET].i;

    return is_set ? old[TARGET_LIST_IMPORT_KIND].s : target_kind_word(t->kind);
}

static Changes *target_changes(Import *import, const Cell *old, const Target *t, bool reprinted)
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
    change_text(c, "kind", old_text(old, TARGET_LIST_IMPORT_KIND), kind_of(old, t));
    if (old != NULL && old[TARGET_LIST_IMPORT_ENDED].i)
        change_text(c, "ended", "yes", "no");
    if (reprinted && old[TARGET_LIST_IMPORT_CONFIRMED].i)
        change_text(c, "confirmed", "yes", "no");
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

static char *words_of(const Pairing *p, const char *subject)
{
    return mem_printf(p->import->mem, "第 %d 项的量化目标 %s", p->from->no, subject);
}

static bool add_target(Tx *tx, Pairing *p, const Target *t, GError **err)
{
    Import *import = p->import;
    Arg max = t->comparator == TARGET_RANGE ? decimal(import, t->amount_max_e4) : (Arg){ 0 };
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    Event event = target_event(import, id, 1, p->task, target_changes(import, NULL, t, false));
    TRY(import_event(tx, import, &event, ROW_ADDED, words_of(p, t->subject), err));
    return tx_change_one(tx, SQL_TARGET_INSERT,
                         ARGS(num(id), num(p->task), id_or_null(p->unit), num(p->next_no++), txt(t->subject),
                              txt(target_comparator_word(t->comparator)), decimal(import, t->amount_e4), max,
                              txt(t->unit), txt(t->quote), txt(t->doubt), txt(target_kind_word(t->kind))),
                         err);
}

static bool mend_target(Tx *tx, Pairing *p, const Cell *old, const Target *t, GError **err)
{
    Import *import = p->import;
    bool reprinted = !same_words(old, t, 0);
    Changes *changes = target_changes(import, old, t, reprinted);
    int64_t id = old[TARGET_LIST_IMPORT_ID].i, version = old[TARGET_LIST_IMPORT_VERSION].i;
    Arg max = t->comparator == TARGET_RANGE ? decimal(import, t->amount_max_e4) : (Arg){ 0 };
    Arg doubt = txt(t->doubt), kind = txt(kind_of(old, t));

    if (old[TARGET_LIST_IMPORT_DROPPED].i || !changes_any(changes))
        return true;
    Event event = target_event(import, id, version + 1, p->task, changes);
    TRY(import_event(tx, import, &event, ROW_CHANGED, words_of(p, t->subject), err));
    if (!reprinted)
        return tx_change_one(tx, SQL_TARGET_REREAD, ARGS(doubt, kind, num(id), num(version)), err);
    return tx_change_one(tx, SQL_TARGET_REPRINT,
                         ARGS(txt(t->subject), txt(target_comparator_word(t->comparator)),
                              decimal(import, t->amount_e4), max, txt(t->unit), txt(t->quote), doubt, kind,
                              num(id), num(version)),
                         err);
}

static bool end_target(Tx *tx, Pairing *p, const Cell *row, GError **err)
{
    Import *import = p->import;
    Changes *changes = changes_new(import->mem);
    int64_t id = row[TARGET_LIST_IMPORT_ID].i, version = row[TARGET_LIST_IMPORT_VERSION].i;

    change_text(changes, "ended", "no", "yes");
    Event event = target_event(import, id, version + 1, p->task, changes);
    TRY(import_event(tx, import, &event, ROW_ENDED, words_of(p, row[TARGET_LIST_IMPORT_SUBJECT].s), err));
    return tx_change_one(tx, SQL_TARGET_END, ARGS(txt(import->today), num(id), num(version)), err);
}

bool import_targets_of(Tx *tx, Import *import, int64_t task, const NoticeTask *from, GError **err)
{
    Pairing p = { .import = import,
                  .from = from,
                  .found = targets_find(import->mem, import->wish->notice, from),
                  .task = task,
                  .unit = first_lead(import, from) };

    pair(&p);
    for (size_t i = 0; i < p.found.n; i++) {
        const Target *t = &p.found.items[i];
        TRY(p.match[i] == NULL ? add_target(tx, &p, t, err) : mend_target(tx, &p, p.match[i], t, err));
    }
    for (gsize k = 0; k < p.n_rows; k++)
        if (!p.taken[k] && !p.rows[k][TARGET_LIST_IMPORT_ENDED].i)
            TRY(end_target(tx, &p, p.rows[k], err));
    return true;
}
