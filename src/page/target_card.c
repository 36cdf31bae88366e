/* target_card.c: one target as it stands; see target_page.h. */
#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/show.h"
#include "page/target_page.h"
#include "page/target_words.h"
#include "rule/field_words.h"
#include "web/form.h"

static void show_kind(const TargetPage *page, View *card, const TargetRow *row)
{
    const Terms *t = &row->settings.terms;
    Mem *mem = page->req->mem;

    view_text(card, "KIND", target_kind_text(target_sort_code(t->kind)));
    if (t->kind == KIND_STOCK && t->has_base)
        view_text(view_part(card, "BASE"), "BASE_WORDS",
                  mem_printf(mem, "%s %s", word_amount(mem, t->base_e4), row->unit_word));
    if (t->kind == KIND_STOCK && !t->has_base)
        view_show(card, "NO_BASE");
    if (t->kind == KIND_MILESTONE && t->due_on[0] != '\0')
        view_text(view_part(card, "DUE"), "DUE_ON", t->due_on);
    if (t->kind == KIND_MILESTONE && t->due_on[0] == '\0')
        view_show(card, "NO_DUE");
    if (t->kind == KIND_MILESTONE)
        return;
    view_text(view_part(card, "PACE"), "PLAN_WORDS", value_word(mem, "pace", t->pace));
}

static void show_correction(const TargetPage *page, View *card, const TargetRow *row)
{
    const TargetSettings *s = &row->settings;
    Mem *mem = page->req->mem;

    if (!s->has_correction)
        return;
    View *view = view_part(card, "CORRECTION");
    view_text(view, "CORRECTED",
              target_goal(mem, row->comparator, row->quote, &s->corrected, row->unit_word));
    view_text(view, "NAME", s->corrected_by.name);
    view_moment(view, mem, "AT", s->corrected_by.at_us, word_date);
    view_text(view, "BASIS", s->basis);
}

static void show_unit(View *card, const TargetRow *row)
{
    if (row->settings.terms.unit.v == 0) {
        view_show(card, "NO_UNIT");
        return;
    }
    View *unit = view_part(card, "UNIT_LINE");
    view_text(unit, "UNIT", row->unit_name);
    if (!row->unit_leads)
        view_show(unit, "LEADS_NO_MORE");
}

static void show_state(const TargetPage *page, View *card, const TargetRow *row)
{
    const TargetSettings *s = &row->settings;
    Mem *mem = page->req->mem;

    view_show(card, s->is_confirmed ? "IS_DONE" : target_is_doubtful(row) ? "IS_DOUBTFUL" : "IS_OPEN");
    if (s->is_confirmed) {
        View *by = view_part(card, "CONFIRMED");
        view_text(by, "NAME", s->confirmed.name);
        view_moment(by, mem, "AT", s->confirmed.at_us, word_full);
    }
    if (s->set.person.v != 0) {
        View *by = view_part(card, "SET");
        view_text(by, "NAME", s->set.name);
        view_moment(by, mem, "AT", s->set.at_us, word_full);
    }
    if (row->doubt[0] != '\0')
        view_text(view_part(card, s->is_confirmed ? "DOUBT_SETTLED" : "DOUBT"), "DOUBT_WORDS", row->doubt);
}

static void show_origin(const TargetPage *page, View *card, const TargetRow *row)
{
    const TargetRow *of = target_in(page->rows, page->n, row->split_of);

    if (row->origin == FROM_ADDED)
        view_show(card, "ADDED");
    if (row->origin == FROM_SPLIT)
        view_text(view_part(card, "SPLIT"), "SUBJECT",
                  of == NULL ? "" : zh_punct(page->req->mem, of->subject));
}

static void show_confirm(const TargetPage *page, View *card, const TargetRow *row)
{
    if (row->settings.is_confirmed)
        return;
    View *form = view_part(card, "CONFIRM");
    view_text(form, "ADDRESS", mem_printf(page->req->mem, "%s/%" PRId64, page->address, row->id));
    view_text(form, "RID", request_id_new(page->req->mem));
    view_number(form, "REV", row->version);
    if (row->settings.has_correction)
        view_show(form, "AS_CORRECTED");
    else
        view_show(form, target_is_doubtful(row) ? "AS_PRINTED" : "PLAINLY");
}

static void show_forms(const TargetPage *page, View *card, const TargetRow *row)
{
    static const TargetForm forms[] = { FORM_SET, FORM_CORRECT, FORM_UNCORRECT, FORM_SPLIT, FORM_DROP };

    show_confirm(page, card, row);
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
        if (forms[i] != FORM_UNCORRECT || row->settings.has_correction)
            target_show_form(page, card, "FORM", forms[i], row);
}

void target_show_card(const TargetPage *page, View *body, const TargetRow *row, gsize number)
{
    Mem *mem = page->req->mem;
    View *card = view_part(body, "CARD");

    view_number(card, "TARGET_ID", row->id);
    view_number(card, "TARGET_NO", (int64_t)number);
    view_text(card, "SUBJECT", zh_punct(mem, row->subject));
    view_text(card, "QUOTE", zh_punct(mem, row->quote));
    view_text(card, "PRINTED", target_goal(mem, row->comparator, row->quote, &row->printed, row->unit_word));
    view_text(card, "COMPARATOR", comparator_text(row->comparator));
    show_state(page, card, row);
    show_correction(page, card, row);
    show_kind(page, card, row);
    show_unit(card, row);
    show_origin(page, card, row);
    if (page->may_set)
        show_forms(page, card, row);
}
