/* ledger_form.c: the conditions of the ledger as a form and as chips; see ledger_show.h. */
#include <string.h>

#include "base/words.h"
#include "page/ledger_show.h"

static void option(View *form, const char *select, int64_t number, const char *value, const char *text,
                   bool selected)
{
    View *o = view_part(form, select);

    if (value == NULL)
        view_number(o, "V", number);
    else
        view_text(o, "V", value);
    view_text(o, "T", text);
    if (selected)
        view_show(o, "SELECTED");
}

static const char *section_words(Mem *mem, const BookSection *section)
{
    return mem_printf(mem, "%s%s", section->label, section->title);
}

static void section_options(const LedgerPage *p, View *form)
{
    for (gsize i = 0; i < p->book->n_sections; i++) {
        const BookSection *s = &p->book->sections[i];
        bool on = s->no < 64 && (p->filter->sections >> s->no & 1);
        option(form, "SEC", s->no, NULL, section_words(p->req->mem, s), on);
    }
}

static void unit_options(const LedgerPage *p, View *form)
{
    for (gsize i = 0; i < p->book->n_units; i++) {
        const BookUnit *u = &p->book->units[i];
        if (u->leads)
            option(form, "UNIT", u->id.v, NULL, u->name, u->id.v == p->filter->unit.v);
        if (u->takes_part)
            option(form, "PART", u->id.v, NULL, u->name, u->id.v == p->filter->part.v);
    }
}

static void state_options(const LedgerPage *p, View *form)
{
    static const char *const codes[ST__N] = { "none",      "draft",    "submitted", "returned",
                                              "withdrawn", "approved", "overdue",   "late" };

    for (int i = 0; i < ST__N; i++)
        option(form, "ST", 0, codes[i], ledger_state_word(i), p->filter->states >> i & 1);
}

static void period_options(const LedgerPage *p, View *form)
{
    for (gsize i = p->book->n_periods; i-- > 0;) {
        const Period *period = &p->periods[i];
        if (period->state != PERIOD_PLANNED || period == p->filter->period)
            option(form, "PERIOD", 0, period->code, word_period(p->req->mem, period->code),
                   period == p->filter->period);
    }
}

static void hidden_lights(const LedgerPage *p, View *form)
{
    for (int i = 0; i < LIGHT__N; i++)
        if (p->filter->lights >> i & 1)
            view_text(view_part(form, "KEEP_LIGHT"), "V", i == 0 ? "none" : light_code((Light)i));
}

/* Where applied conditions go: links of the page, or words. */
typedef struct {
    View *view; /* or */
    const char **words;
} Chips;

/* One applied condition; without: the filter as it would be without it. */
static void chip(const LedgerPage *p, const Chips *chips, const char *name, const char *value,
                 const LedgerFilter *without)
{
    if (chips->view == NULL) {
        *chips->words = mem_printf(p->req->mem, "%s%s%s：%s", *chips->words,
                                   (*chips->words)[0] == '\0' ? "" : "，", name, value);
        return;
    }
    View *c = view_part(chips->view, "CHIP");

    view_text(c, "CHIP_NAME", name);
    view_text(c, "CHIP_VALUE", value);
    view_text(c, "CHIP_QUERY", ledger_filter_query(p->req->mem, without));
}

static const char *unit_name(const Book *book, UnitId id)
{
    const BookUnit *unit = book_unit(book, id);

    return unit == NULL ? "" : unit->name;
}

static void chip_sections(const LedgerPage *p, const Chips *chips)
{
    for (gsize i = 0; i < p->book->n_sections; i++) {
        const BookSection *s = &p->book->sections[i];
        LedgerFilter without = *p->filter;
        if (s->no >= 64 || !(p->filter->sections >> s->no & 1))
            continue;
        without.sections &= ~((Picks)1 << s->no);
        chip(p, chips, "章节", section_words(p->req->mem, s), &without);
    }
}

static void chip_lights_and_states(const LedgerPage *p, const Chips *chips)
{
    for (int i = 0; i < LIGHT__N; i++) {
        LedgerFilter without = *p->filter;
        without.lights &= ~((Picks)1 << i);
        if (p->filter->lights >> i & 1)
            chip(p, chips, "亮灯", light_word((Light)i), &without);
    }
    for (int i = 0; i < ST__N; i++) {
        LedgerFilter without = *p->filter;
        without.states &= ~((Picks)1 << i);
        if (p->filter->states >> i & 1)
            chip(p, chips, "报送状态", ledger_state_word(i), &without);
    }
}

static void chip_words_and_units(const LedgerPage *p, const Chips *chips)
{
    const LedgerFilter *f = p->filter;
    LedgerFilter no_q = *f, no_unit = *f, no_part = *f;

    no_q.q = "";
    no_unit.unit.v = no_part.part.v = 0;
    if (f->words[0] != NULL)
        chip(p, chips, "关键词", f->q, &no_q);
    chip_sections(p, chips);
    if (f->unit.v != 0)
        chip(p, chips, "牵头单位", unit_name(p->book, f->unit), &no_unit);
    if (f->part.v != 0)
        chip(p, chips, "参与单位", unit_name(p->book, f->part), &no_part);
}

static void chip_rest(const LedgerPage *p, const Chips *chips)
{
    const LedgerFilter *f = p->filter;
    LedgerFilter no_period = *f, no_target = *f, no_since = *f, no_mine = *f;

    no_period.is_other_period = no_mine.mine = false;
    no_target.target = CHOICE_ANY;
    no_since.since_us = 0;
    if (f->is_other_period)
        chip(p, chips, "报送期", word_period(p->req->mem, f->period->code), &no_period);
    if (f->target != CHOICE_ANY)
        chip(p, chips, "量化目标", f->target == CHOICE_YES ? "有" : "无", &no_target);
    if (f->since_us != 0)
        chip(p, chips, "更新时间", mem_printf(p->req->mem, "%s以来", word_date(p->req->mem, f->since_us)),
             &no_since);
    if (f->mine)
        chip(p, chips, "范围", "本单位牵头", &no_mine);
}

static void show_chips(const LedgerPage *p, const Chips *chips)
{
    chip_words_and_units(p, chips);
    chip_lights_and_states(p, chips);
    chip_rest(p, chips);
}

static void show_more(const LedgerPage *p, View *form)
{
    const LedgerFilter *f = p->filter;

    if (f->part.v != 0 || f->target != CHOICE_ANY || f->since[0] != '\0' || f->mine)
        view_show(form, "MORE_OPEN");
    if (f->target != CHOICE_ANY)
        view_show(form, f->target == CHOICE_YES ? "TARGET_YES" : "TARGET_NO");
    view_text(form, "SINCE", f->since);
    if (ledger_has_own(p->req, p->book))
        view_show(form, "CAN_MINE");
    if (f->mine)
        view_show(form, "MINE_ON");
}

const char *ledger_condition_words(const LedgerPage *p)
{
    const char *words = "";
    Chips chips = { .words = &words };

    if (p->filter->period != NULL && !p->filter->is_other_period)
        words = mem_printf(p->req->mem, "报送期：%s", word_period(p->req->mem, p->filter->period->code));
    show_chips(p, &chips);
    return ledger_filter_any(p->filter) ? words : mem_printf(p->req->mem, "%s，全部任务", words);
}

void ledger_show_form(const LedgerPage *p, View *body)
{
    view_text(body, "Q", p->filter->q);
    section_options(p, body);
    unit_options(p, body);
    state_options(p, body);
    period_options(p, body);
    hidden_lights(p, body);
    show_more(p, body);
    if (ledger_filter_any(p->filter) || p->filter->is_other_period) {
        Chips chips = { .view = view_part(body, "CHIPS") };
        show_chips(p, &chips);
        chips.view = p->n_picked == 0 ? view_part(body, "EMPTY") : NULL;
        if (chips.view != NULL)
            show_chips(p, &chips);
    } else if (p->n_picked == 0) {
        view_show(body, "NO_TASKS");
    }
    View *ignored = p->filter->ignored[0] == NULL ? NULL : view_part(body, "IGNORED_BOX");
    for (gsize i = 0; p->filter->ignored[i] != NULL; i++)
        view_text(view_part(ignored, "IGNORED"), "IGNORED_WHAT", p->filter->ignored[i]);
}
