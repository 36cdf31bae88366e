/* report_text.c: a report's words and values for reading; see report_form.h. */
#include "base/words.h"
#include "page/report_items.h"
#include "page/show.h"
#include "page/target_words.h"

char *word_value(Mem *mem, int64_t value_e4, const char *unit_word)
{
    bool close = unit_word[0] == '%' || unit_word[0] == '\0';

    return mem_printf(mem, "%s%s%s", word_amount(mem, value_e4), close ? "" : " ", unit_word);
}

char *word_goal(Mem *mem, const ReportTarget *target)
{
    Qualifier q = target_qualifier(target->comparator, target->quote);
    char *number = target_number(mem, target->value_e4, target->value_max_e4);
    bool close = target->unit_word[0] == '%' || target->unit_word[0] == '\0';

    return mem_printf(mem, "%s%s%s%s%s%s", q.before, q.before[0] == '\0' ? "" : " ", number, close ? "" : " ",
                      target->unit_word, q.after);
}

ReportedValue *report_typed_values(Mem *mem, const ReportFields *fields)
{
    ReportedValue *values = mem_array(mem, ReportedValue, fields->n_amounts);

    for (gsize i = 0; i < fields->n_amounts; i++) {
        const AmountField *amount = &fields->amounts[i];
        ReportedValue *v = &values[i];
        *v = (ReportedValue){ .target = amount->target,
                              .subject = amount->subject,
                              .unit_word = amount->unit_word,
                              .note = amount->note };
        v->has_value = amount_read(amount->typed, amount->unit_word, &v->value_e4) == AMOUNT_GOOD;
    }
    return values;
}

static const ReportTarget *target_of(const ReportForm *form, int64_t id)
{
    for (gsize i = 0; i < form->n_targets; i++)
        if (form->targets[i].id == id)
            return &form->targets[i];
    return NULL; /* it is another unit's by now */
}

static const char *word_change(Mem *mem, const ReportedValue *before, const ReportedValue *now)
{
    if (before == NULL || !now->has_value)
        return "";
    int64_t change_e4 = now->value_e4 - before->value_e4;
    if (change_e4 == 0)
        return "持平";
    return mem_printf(mem, "%s%s", change_e4 > 0 ? "+" : "−",
                      word_amount(mem, change_e4 > 0 ? change_e4 : -change_e4));
}

static void show_value(View *table, Mem *mem, const ReportForm *form, const ReportedValue *value)
{
    View *row = view_part(table, "VALUE");
    const ReportTarget *target = target_of(form, value->target);
    const ReportedValue *before = before_value(&form->before, value->target);

    view_text(row, "SUBJECT", value->subject);
    if (target != NULL) {
        View *goal = view_part(row, "GOAL");
        view_text(goal, "KIND", target_kind_text(target->kind));
        view_text(goal, "GOAL_WORDS", word_goal(mem, target));
    }
    view_text(row, "BEFORE", before == NULL ? "—" : word_value(mem, before->value_e4, value->unit_word));
    view_text(row, "NOW", value->has_value ? word_value(mem, value->value_e4, value->unit_word) : "—");
    const char *change = word_change(mem, before, value);
    view_text(row, "CHANGE", change[0] == '\0' ? "—" : change);
    view_text(row, "NOTE", value->note[0] == '\0' ? "—" : value->note);
}

static void show_words(View *view, const char *section, const char *text)
{
    View *part = view_part(view, section);

    if (text[0] != '\0')
        view_text(view_part(part, "SOME"), "WORDS", text);
    else
        view_show(part, "NOTHING");
}

void report_text_show(View *view, const char *marker, const Req *req, const ReportForm *form,
                      const ReportText *text)
{
    View *part = view_include(view, marker, "report_text.tpl");
    Mem *mem = req->mem;

    show_words(part, "NARRATIVE", text->narrative);
    show_words(part, "NEXT_STEPS", text->next_steps);
    if (text->n_values > 0) {
        View *table = view_part(part, "VALUES");
        for (gsize i = 0; i < text->n_values; i++)
            show_value(table, mem, form, &text->values[i]);
    }
    if (text->items.n_now > 0)
        view_reported_items(view_part(part, "WITH_ITEMS"), "ITEMS", req, &text->items);
    view_text(part, "LIGHT_PATH", mem_printf(mem, "%s/lights/%s", form->task_path, form->at.period));
    view_light(part, "LIGHT", text->light, text->own && text->light != LIGHT_NONE);
    if (form->before.any) {
        View *before = view_part(part, "LIGHT_BEFORE");
        view_text(before, "BEFORE_PERIOD", word_period(mem, form->before.period_code));
        view_light(before, "BEFORE_LIGHT", form->before.light, false);
    }
    if (text->light_reason[0] != '\0')
        view_text(view_part(part, "REASON"), "WORDS", text->light_reason);
}
