/* target_deed.c: see target_deed.h. */
#include "act/target_deed.h"

#include <inttypes.h>
#include <string.h>

#include "act/deed.h"
#include "base/err.h"
#include "base/words.h"

Done target_done(const TargetDeed *deed)
{
    return (Done){ .person = deed->who->person, .name = deed->who->name, .at_us = deed->at->now_us };
}

void target_confirm_by(TargetSettings *settings, bool confirm, Done done)
{
    settings->is_confirmed = confirm;
    settings->confirmed = confirm ? done : (Done){ .name = "" };
}

static const char *amount_or_null(Mem *mem, bool has, int64_t amount_e4)
{
    return has ? word_amount(mem, amount_e4) : NULL;
}

static const char *text_or_null(const char *text)
{
    return text == NULL || text[0] == '\0' ? NULL : text;
}

static const char *unit_or_null(Mem *mem, UnitId unit)
{
    return unit.v == 0 ? NULL : mem_printf(mem, "%" PRId64, unit.v);
}

static void change_amount(Mem *mem, Changes *changes, const char *field, bool had, int64_t old, bool has,
                          int64_t now)
{
    change_text(changes, field, amount_or_null(mem, had, old), amount_or_null(mem, has, now));
}

void target_changes(Mem *mem, Changes *changes, const TargetSettings *old, const TargetSettings *s)
{
    static const TargetSettings none = {
        .terms = { .due_on = "", .pace = "" }, .basis = "", .ended_on = "", .drop_reason = ""
    };
    const TargetSettings *o = old == NULL ? &none : old;
    const Terms *before = &o->terms, *t = &s->terms;
    const Promised *was = &o->corrected, *is = &s->corrected;

    change_text(changes, "kind", text_or_null(target_sort_code(before->kind)), target_sort_code(t->kind));
    change_amount(mem, changes, "base", before->has_base, before->base_e4, t->has_base, t->base_e4);
    change_text(changes, "due_on", text_or_null(before->due_on), text_or_null(t->due_on));
    change_text(changes, "unit_id", unit_or_null(mem, before->unit), unit_or_null(mem, t->unit));
    change_text(changes, "pace", before->pace, t->pace);
    change_amount(mem, changes, "corrected", o->has_correction, was->low_e4, s->has_correction, is->low_e4);
    change_amount(mem, changes, "corrected_max", o->has_correction && was->has_high, was->high_e4,
                  s->has_correction && is->has_high, is->high_e4);
    change_text(changes, "basis", text_or_null(o->basis), text_or_null(s->basis));
    change_text(changes, "ended_on", text_or_null(o->ended_on), text_or_null(s->ended_on));
    change_text(changes, "drop_reason", text_or_null(o->drop_reason), text_or_null(s->drop_reason));
    change_text(changes, "confirmed", o->is_confirmed ? "yes" : "no", s->is_confirmed ? "yes" : "no");
}

Event target_event(const TargetDeed *deed, int64_t target, int64_t version, const char *action, UnitId unit,
                   Changes *changes)
{
    return (Event){ .etype = "target",
                    .entity_id = target,
                    .entity_seq = version,
                    .action = action,
                    .result = "ok",
                    .task = deed->task.task,
                    .unit = unit,
                    .changes = changes,
                    .at_us = deed->at->now_us };
}

bool target_put(Tx *tx, const TargetDeed *deed, TargetRow *row, GError **err)
{
    Changes *changes = changes_new(deed->mem);
    const Promised *p = &row->printed;

    TRY(tx_new_id(tx, &row->id, err));
    change_text(changes, "subject", NULL, row->subject);
    change_text(changes, "comparator", NULL, row->comparator);
    change_text(changes, "value", NULL, word_amount(deed->mem, p->low_e4));
    change_text(changes, "value_max", NULL, amount_or_null(deed->mem, p->has_high, p->high_e4));
    change_text(changes, "unit_word", NULL, row->unit_word);
    change_text(changes, "quote", NULL, row->quote);
    change_text(changes, "origin", NULL, target_origin_code(row->origin));
    target_changes(deed->mem, changes, NULL, &row->settings);
    Event event = target_event(deed, row->id, 1, "target.add", row->settings.terms.unit, changes);
    TRY(audit_append(tx, deed->mem, deed->who, &event, err));
    return target_add(tx, deed->mem, &deed->task, row, err);
}

static bool same_settings(Mem *mem, const TargetSettings *a, const TargetSettings *b)
{
    Changes *changes = changes_new(mem);

    target_changes(mem, changes, a, b);
    return !changes_any(changes);
}

static bool store(Tx *tx, TargetDeed *d, const TargetSettings *settings, Changes *more, GError **err)
{
    const TargetRow *row = d->row;

    change_note(more, "of_target", row->subject);
    target_changes(d->mem, more, &row->settings, settings);
    Event event = target_event(d, row->id, row->version + 1, d->action, settings->terms.unit, more);
    TRY(audit_append(tx, d->mem, d->who, &event, err));
    TRY(target_save(tx, d->mem, row, settings, err));
    return d->also == NULL || d->also(tx, d, err);
}

static bool look(Tx *tx, TargetDeed *d, GError **err)
{
    const TargetAt *at = d->at;

    TRY(target_task_locked(tx, d->mem, at->plan, at->no, &d->task, err));
    d->row = target_in(d->task.rows, d->task.n, at->target);
    return d->row != NULL ||
           fail(err, ERR_NOT_FOUND, "task %" PRId64 " has no target %" PRId64, at->no, at->target);
}

bool target_deed_within(Tx *tx, TargetDeed *d, GError **err)
{
    TRY(look(tx, d, err));
    TRY(deed_allowed(d->who, DEED_SET_TARGETS, NULL, err));
    if (target_is_ended(d->row))
        return fail(err, ERR_CONFLICT, "target %" PRId64 " has ended", d->at->target);
    TargetSettings settings = d->row->settings;
    Changes *more = changes_new(d->mem);
    TRY(d->apply(d, &settings, more, err));
    return same_settings(d->mem, &d->row->settings, &settings) || store(tx, d, &settings, more, err);
}

static bool run(Tx *tx, void *what, GError **err)
{
    TargetDeed *d = what;
    const TargetAt *at = d->at;
    bool stored;

    TRY(look(tx, d, err));
    TRY(audit_seen(tx, d->mem, d->who, d->action, d->row->id, &stored, err));
    TRY(deed_allowed(d->who, DEED_SET_TARGETS, NULL, err));
    TargetSettings settings = d->row->settings;
    Changes *more = changes_new(d->mem);
    TRY(d->apply(d, &settings, more, err));
    bool same = same_settings(d->mem, &d->row->settings, &settings);
    if (stored && same)
        return true; /* the button was pressed twice */
    if (d->row->version != at->base_version || target_is_ended(d->row))
        return fail(err, ERR_CONFLICT, "target %" PRId64 ": version %" PRId64 " now, not %" PRId64,
                    at->target, d->row->version, at->base_version);
    return same || store(tx, d, &settings, more, err);
}

bool target_deed_run(Db *db, TargetDeed *deed, GError **err)
{
    return tx_run(db, &deed->at->request, run, deed, err);
}
