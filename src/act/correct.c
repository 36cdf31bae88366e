/* correct.c: see correct.h. */
#include "act/correct.h"

#include <inttypes.h>
#include <string.h>

#include "act/deed.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const CorrectionWish *wish;
    PeriodId period;
} Correct;

static gsize corrected_so_far(const Correct *c, const Correction *list, gsize n)
{
    gsize count = 0;

    for (gsize i = 0; i < n; i++)
        count += list[i].unit.v == c->wish->unit.v;
    return count;
}

/* The names of the fields are those of the report, value.17 for a target's. */
static Event event_of(const Correct *c, int64_t id, const CorrectionField *field)
{
    const CorrectionWish *wish = c->wish;
    Changes *changes = changes_new(c->mem);
    bool value = strcmp(field->field, "value") == 0;

    change_text(changes, value ? mem_printf(c->mem, "value.%" PRId64, field->target) : field->field,
                field->old_text, field->new_text);
    change_note(changes, "reason", wish->reason);
    return (Event){ .etype = "correction",
                    .entity_id = id,
                    .entity_seq = 1,
                    .action = "correction.new",
                    .result = "ok",
                    .task = wish->task,
                    .unit = wish->unit,
                    .period = c->period,
                    .changes = changes,
                    .at_us = wish->now_us };
}

static bool store(Tx *tx, const Correct *c, const CorrectionField *field, GError **err)
{
    const CorrectionWish *wish = c->wish;
    Correction correction = { .task = wish->task,
                              .unit = wish->unit,
                              .target = field->target,
                              .field = field->field,
                              .old_text = field->old_text,
                              .new_text = field->new_text,
                              .reason = wish->reason };
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    Event event = event_of(c, id, field);
    TRY(audit_append(tx, c->mem, c->who, &event, err));
    return correction_insert(tx, c->period, id, &correction, c->who->person, wish->now_us, err);
}

/* Corrections have rows of their own, so a request that is stored is known by its first event. */
static bool is_stored(Tx *tx, const Correct *c, bool *stored, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;

    TRY(db_read(tx_db(tx), c->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    *stored = rows.n > 0;
    return rows.n == 0 || rows.row[0][AUDIT_BY_REQUEST_PERSON_ID].i == c->who->person.v ||
           fail(err, ERR_DENIED, "request id of another person");
}

/* Whether the second press of a button sends what the first one stored. */
static bool are_stored(const Correct *c, const Correction *list, gsize n)
{
    const CorrectionWish *wish = c->wish;
    gsize found = 0;

    for (gsize i = 0; i < n; i++)
        for (gsize k = 0; k < wish->n_fields; k++)
            found += list[i].unit.v == wish->unit.v && strcmp(list[i].field, wish->fields[k].field) == 0 &&
                     list[i].target == wish->fields[k].target &&
                     strcmp(list[i].new_text, wish->fields[k].new_text) == 0 &&
                     strcmp(list[i].reason, wish->reason) == 0;
    return found >= wish->n_fields;
}

static bool correct(Tx *tx, void *what, GError **err)
{
    Correct *c = what;
    const CorrectionWish *wish = c->wish;
    PlanId plan;
    Period period;
    Correction *list;
    gsize n;
    bool stored;

    TRY(period_lock(tx, c->mem, wish->plan, wish->period, &plan, &period, err));
    c->period = period.id;
    Facts facts = { .period = period.state };
    TRY(deed_allowed(c->who, DEED_CORRECT, &facts, err));
    TRY(is_stored(tx, c, &stored, err));
    TRY(corrections_read(tx_db(tx), c->mem, period.id, wish->task, &list, &n, err));
    if (stored && are_stored(c, list, n))
        return true;
    if (corrected_so_far(c, list, n) != wish->base_n)
        return fail(err, ERR_CONFLICT, "the line was corrected since");
    for (gsize i = 0; i < wish->n_fields; i++)
        TRY(store(tx, c, &wish->fields[i], err));
    return true;
}

bool act_correct(Db *db, Mem *mem, const Actor *who, const CorrectionWish *wish, GError **err)
{
    Correct c = { .mem = mem, .who = who, .wish = wish };

    if (wish->n_fields == 0 || wish->reason[0] == '\0')
        return fail(err, ERR_BAD_INPUT, "a correction without a change or without a reason");
    return tx_run(db, &wish->request, correct, &c, err);
}

bool correct_within(Tx *tx, Mem *mem, const Actor *who, const CorrectionWish *wish, GError **err)
{
    Correct c = { .mem = mem, .who = who, .wish = wish };
    PlanId plan;
    Period period;

    TRY(period_lock(tx, mem, wish->plan, wish->period, &plan, &period, err));
    c.period = period.id;
    Facts facts = { .period = period.state };
    TRY(deed_allowed(who, DEED_CORRECT, &facts, err));
    for (gsize i = 0; i < wish->n_fields; i++)
        TRY(store(tx, &c, &wish->fields[i], err));
    return true;
}
