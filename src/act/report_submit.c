/* report_submit.c: handing a report in; see report_deeds.h. */
#include <inttypes.h>
#include <string.h>

#include "act/deed.h"
#include "act/report_deeds.h"
#include "act/report_answers.h"
#include "act/report_items.h"
#include "base/err.h"
#include "base/words.h"
#include "store/light_read.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ReportWish *wish;
    ReportVersion last; /* what the version before said; empty for the first */
    ReportedValue *last_values;
    gsize n_last_values;
    LastItems last_items;
    ReportFields fields; /* the wish's, with all items that are on the list */
    ReportLight light;   /* computed on the locked rows */
} Submit;

static bool read_last(Tx *tx, Submit *s, const ReportPlace *place, GError **err)
{
    s->last = (ReportVersion){ 0 };
    s->n_last_values = 0;
    s->last_items = (LastItems){ NULL, 0 };
    if (place->report.v == 0)
        return true;
    TRY(version_last(tx_db(tx), s->mem, place->report, &s->last, err));
    TRY(version_items(tx_db(tx), s->mem, s->last.id, &s->last_items.list, &s->last_items.n, err));
    return version_values(tx_db(tx), s->mem, s->last.id, &s->last_values, &s->n_last_values, err);
}

static const ReportedValue *last_value(const Submit *s, int64_t target)
{
    for (gsize i = 0; i < s->n_last_values; i++)
        if (s->last_values[i].target == target)
            return &s->last_values[i];
    return NULL;
}

static void change_amount(const Submit *s, Changes *changes, const AmountField *amount)
{
    const ReportedValue *last = last_value(s, amount->target);
    int64_t now_e4;
    bool good = amount_read(amount->typed, amount->unit_word, &now_e4) == AMOUNT_GOOD;
    const char *old = last != NULL && last->has_value ? word_amount(s->mem, last->value_e4) : NULL;

    change_text(changes, mem_printf(s->mem, "value.%" PRId64, amount->target), old,
                good ? word_amount(s->mem, now_e4) : NULL);
    change_text(changes, mem_printf(s->mem, "note.%" PRId64, amount->target), last == NULL ? "" : last->note,
                amount->note);
}

static Changes *changes_of(const Submit *s, const ReportPlace *place, bool late)
{
    const ReportFields *f = &s->fields;
    Changes *changes = changes_new(s->mem);
    const char *old_light = s->last.light == LIGHT_NONE ? NULL : light_code(s->last.light);

    change_text(changes, "state", report_state_code(place->facts.report), "submitted");
    change_number(changes, "round", place->round, place->round + 1);
    change_text(changes, "narrative", s->last.narrative, f->narrative);
    for (gsize i = 0; i < f->n_amounts; i++)
        change_amount(s, changes, &f->amounts[i]);
    change_text(changes, "light", old_light, light_code(f->light));
    change_text(changes, "computed", s->last.computed == LIGHT_NONE ? NULL : light_code(s->last.computed),
                f->suggested == LIGHT_NONE ? NULL : light_code(f->suggested));
    change_text(changes, "light_reason", s->last.light_reason == NULL ? "" : s->last.light_reason,
                f->light_reason);
    change_text(changes, "next_steps", s->last.next_steps == NULL ? "" : s->last.next_steps, f->next_steps);
    report_items_changes(s->mem, changes, &s->fields, &s->last_items);
    report_answers_changes(s->mem, changes, &s->fields);
    if (late)
        change_note(changes, "late", "yes");
    if (!(s->who->roles & ROLE_BIT(ROLE_FILER)))
        change_note(changes, "on_behalf", "yes");
    return changes;
}

static bool same_amounts(const Submit *s)
{
    const ReportFields *f = &s->wish->fields;

    for (gsize i = 0; i < f->n_amounts; i++) {
        const AmountField *amount = &f->amounts[i];
        const ReportedValue *last = last_value(s, amount->target);
        int64_t now_e4;
        bool has = amount_read(amount->typed, amount->unit_word, &now_e4) == AMOUNT_GOOD;
        if (last == NULL || has != last->has_value || (has && now_e4 != last->value_e4) ||
            strcmp(amount->note, last->note) != 0)
            return false;
    }
    return true;
}

/* The second press of a button sends the same words. Others, under the id of a deed that is stored, were typed since,
 * and saying that they were handed in would lose them: they are judged like any others. */
static bool is_same_deed(const Submit *s)
{
    const ReportFields *f = &s->wish->fields;

    return strcmp(f->narrative, s->last.narrative) == 0 && strcmp(f->next_steps, s->last.next_steps) == 0 &&
           strcmp(f->light_reason, s->last.light_reason) == 0 && f->light == s->last.light &&
           same_amounts(s) && report_items_same(f, &s->last_items);
}

static bool store(Tx *tx, Submit *s, const ReportPlace *place, GError **err)
{
    bool late = place->facts.period == PERIOD_DUE;
    Submission submission = { .place = place,
                              .fields = &s->fields,
                              .why = light_why_write(s->mem, &s->light.input, &s->light.computed),
                              .filed_by = s->who->person,
                              .late = late,
                              .on_behalf = !(s->who->roles & ROLE_BIT(ROLE_FILER)),
                              .now_us = s->wish->now_us };
    ReportId report = place->report;

    if (report.v == 0)
        TRY(tx_new_id(tx, &report.v, err));
    Event event = deed_event(place, report, "report.submit", changes_of(s, place, late), s->wish->now_us);
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    TRY(report_submit(tx, &submission, report.v, err));
    return version_insert(tx, s->mem, &submission, report, place->version + 1, err);
}

/* What the form was shown may be old: the values before and the ledger's own light are looked up again, now that the place
 * is locked. */
static bool judge(Tx *tx, Submit *s, const ReportPlace *place, GError **err)
{
    gsize n;

    TRY(report_light(tx_db(tx), s->mem, place, &s->fields, s->wish->now_us, &s->light, err));
    report_complaints(s->mem, &s->fields, &n);
    return n == 0 || fail(err, ERR_BAD_INPUT, "report: %" G_GSIZE_FORMAT " complaints", n);
}

static bool submit(Tx *tx, void *what, GError **err)
{
    Submit *s = what;
    const ReportWish *wish = s->wish;
    ReportPlace place;
    bool stored;

    TRY(report_place_locked(tx, s->mem, s->who, &wish->at, wish->now_us, &place, err));
    TRY(audit_seen(tx, s->mem, s->who, "report.submit", place.report.v, &stored, err));
    TRY(read_last(tx, s, &place, err));
    if (stored && is_same_deed(s))
        return true;
    TRY(deed_allowed(s->who, DEED_SUBMIT, &place.facts, err));
    TRY(report_items_settle(tx, s->mem, s->who, wish, &place, &s->fields, err));
    TRY(report_answers_settle(tx, s->mem, wish, &place, &s->fields, err));
    TRY(judge(tx, s, &place, err));
    TRY(draft_save(tx, s->mem, &place, &wish->fields, wish->base_rev, s->who->person, wish->now_us, err));
    return store(tx, s, &place, err);
}

bool act_report_submit(Db *db, Mem *mem, const Actor *who, const ReportWish *wish, GError **err)
{
    Submit s = { .mem = mem, .who = who, .wish = wish };

    return tx_run(db, &wish->request, submit, &s, err);
}
