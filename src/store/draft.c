/* draft.c: what a unit has typed so far, as typed; see report.h. A draft is working data: no events. */
#include <jansson.h>
#include <inttypes.h>

#include "base/err.h"
#include "rule/item.h"
#include "store/report.h"

/* {"17": ["1,200", "note"]}: what was typed, also when it is no number. */
static char *amounts_write(Mem *mem, const ReportFields *fields)
{
    json_t *all = json_object();

    for (gsize i = 0; i < fields->n_amounts; i++) {
        const AmountField *amount = &fields->amounts[i];
        char *key = mem_printf(mem, "%" PRId64, amount->target);
        json_object_set_new(all, key, json_pack("[s,s]", amount->typed, amount->note));
    }
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    return mem_keep(mem, text, free);
}

static const char *pick(Mem *mem, json_t *pair, size_t i)
{
    const char *text = json_string_value(json_array_get(pair, i));

    return text == NULL ? "" : mem_text(mem, text);
}

/* {"17": ["doing", "result"]}; NULL: the form did not ask. */
static char *items_write(Mem *mem, const ReportFields *fields)
{
    if (fields->items == NULL)
        return NULL;
    json_t *all = json_object();
    for (gsize i = 0; i < fields->n_items; i++) {
        const ItemField *item = &fields->items[i];
        char *key = mem_printf(mem, "%" PRId64, item->item);
        json_object_set_new(all, key, json_pack("[s,s]", item_state_code(item->state), item->result));
    }
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    return mem_keep(mem, text, free);
}

static void items_read(Mem *mem, const char *stored, ReportFields *fields)
{
    json_t *all = json_loads(stored, 0, NULL);
    const char *key;
    json_t *pair;

    fields->items = mem_array(mem, ItemField, json_object_size(all) + 1);
    fields->n_items = 0;
    json_object_foreach(all, key, pair)
        fields->items[fields->n_items++] = (ItemField){ .item = g_ascii_strtoll(key, NULL, 10),
                                                        .name = "",
                                                        .state = item_state_of(pick(mem, pair, 0)),
                                                        .result = pick(mem, pair, 1) };
    json_decref(all);
}

/* {"of": 17, "1": [true, "answer"]}; NULL: the form did not ask. */
static char *answers_write(Mem *mem, const ReportFields *fields)
{
    if (fields->answers == NULL)
        return NULL;
    json_t *all = json_object();
    for (gsize i = 0; i < fields->n_answers; i++) {
        const AnswerField *a = &fields->answers[i];
        json_object_set_new(all, "of", json_integer(a->decision));
        json_object_set_new(all, mem_printf(mem, "%d", a->place),
                            json_pack("[b,s]", (int)a->mended, a->answer));
    }
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    return mem_keep(mem, text, free);
}

static void answers_read(Mem *mem, const char *stored, ReportFields *fields)
{
    json_t *all = json_loads(stored, 0, NULL);
    const char *key;
    json_t *pair;

    fields->answers = mem_array(mem, AnswerField, json_object_size(all) + 1);
    fields->n_answers = 0;
    json_object_foreach(all, key, pair) if (json_is_array(pair))
        fields->answers[fields->n_answers++] = (AnswerField){ .decision = json_integer_value(
                                                                  json_object_get(all, "of")),
                                                              .place = (int)g_ascii_strtoll(key, NULL, 10),
                                                              .reason = "",
                                                              .mended = json_is_true(json_array_get(pair, 0)),
                                                              .answer = pick(mem, pair, 1) };
    json_decref(all);
}

AmountField *draft_amounts(Mem *mem, const char *stored, const ReportTarget *targets, gsize n)
{
    json_t *all = json_loads(stored, 0, NULL);
    AmountField *amounts = mem_array(mem, AmountField, n);

    for (gsize i = 0; i < n; i++) {
        json_t *pair = json_object_get(all, mem_printf(mem, "%" PRId64, targets[i].id));
        amounts[i] = (AmountField){ .target = targets[i].id,
                                    .subject = targets[i].subject,
                                    .unit_word = targets[i].unit_word,
                                    .typed = pick(mem, pair, 0),
                                    .note = pick(mem, pair, 1) };
    }
    json_decref(all);
    return amounts;
}

bool draft_find(Db *db, Mem *mem, const ReportPlace *place, const ReportTarget *targets, gsize n_targets,
                Draft *draft, GError **err)
{
    Rows rows;
    Draft found = { .fields = { .narrative = "", .next_steps = "", .light_reason = "", .copied_from = "" },
                    .saved_name = "" };
    const char *amounts = "{}", *items = "{}", *answers = "{}";

    TRY(db_read(db, mem, SQL_DRAFT_FIND, ARGS(num(place->period.v), num(place->task.v), num(place->unit.v)),
                &rows, err));
    if (rows.n > 0) {
        const Cell *c = rows.row[0];
        found = (Draft){ .rev = c[DRAFT_FIND_REV].i,
                         .fields = { .narrative = c[DRAFT_FIND_NARRATIVE].s,
                                     .next_steps = c[DRAFT_FIND_NEXT_STEPS].s,
                                     .light_reason = c[DRAFT_FIND_LIGHT_REASON].s,
                                     .light = light_of(c[DRAFT_FIND_LIGHT].s),
                                     .copied_from = c[DRAFT_FIND_COPIED_FROM].s },
                         .saved_by = { c[DRAFT_FIND_SAVED_BY].i },
                         .saved_name = c[DRAFT_FIND_SAVED_NAME].s,
                         .saved_us = c[DRAFT_FIND_SAVED_AT].i };
        amounts = c[DRAFT_FIND_AMOUNTS].s;
        items = c[DRAFT_FIND_ITEMS].s;
        answers = c[DRAFT_FIND_ANSWERS].s;
    }
    found.fields.amounts = draft_amounts(mem, amounts, targets, n_targets);
    found.fields.n_amounts = n_targets;
    items_read(mem, items, &found.fields);
    answers_read(mem, answers, &found.fields);
    *draft = found;
    return true;
}

static bool draft_exists(Tx *tx, Mem *mem, const ReportPlace *place, int64_t *rev, GError **err)
{
    Rows rows;

    TRY(db_read(tx_db(tx), mem, SQL_DRAFT_FIND,
                ARGS(num(place->period.v), num(place->task.v), num(place->unit.v)), &rows, err));
    *rev = rows.n == 0 ? 0 : rows.row[0][DRAFT_FIND_REV].i;
    return true;
}

bool draft_save(Tx *tx, Mem *mem, const ReportPlace *place, const ReportFields *f, int64_t base_rev,
                PersonId saved_by, int64_t now_us, GError **err)
{
    Arg narrative = txt(f->narrative), next_steps = txt(f->next_steps), light = txt(light_code(f->light));
    Arg reason = txt(f->light_reason), amounts = txt(amounts_write(mem, f)), items = txt(items_write(mem, f));
    Arg answers = txt(answers_write(mem, f)), copied = txt(f->copied_from), by = num(saved_by.v),
        at = at_us(now_us);
    Arg period = num(place->period.v), task = num(place->task.v), unit = num(place->unit.v);
    int64_t rev = 0;

    if (base_rev > 0)
        return tx_change_one(tx, SQL_DRAFT_UPDATE,
                             ARGS(narrative, next_steps, light, reason, amounts, items, copied, answers, by,
                                  at, period, task, unit, num(base_rev)),
                             err);
    TRY(draft_exists(tx, mem, place, &rev, err));
    if (rev != 0)
        return fail(err, ERR_CONFLICT, "draft: begun by somebody else");
    return tx_change_one(tx, SQL_DRAFT_INSERT,
                         ARGS(period, task, unit, narrative, next_steps, light, reason, amounts, items,
                              copied, answers, by, at),
                         err);
}
