/* report_values.c: sections 2 and 3 of the report's form: the values of this period beside what is due, and what the
 * ledger says of them (ux.md 4.5). */
#include "page/report_values.h"

#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/progress.h"
#include "page/show.h"
#include "page/target_words.h"

static void show_bad(View *view, Mem *mem, const ReportForm *form, const char *section, const char *field)
{
    const char *why = report_form_complaint(mem, form, field);

    if (why != NULL)
        view_text(view_part(view, section), "WHY", why);
}

/* 未完成 is 0, 已完成 the goal, so that all kinds of targets are numbers in the database. What else was typed once stays
 * as it is until somebody chooses. */
static void show_choice(View *row, Mem *mem, const AmountField *amount, int64_t goal_e4)
{
    const char *done = word_amount(mem, MAX(goal_e4, 1));
    View *choice = view_part(row, "CHOICE");
    int64_t typed_e4 = 0;
    bool good = amount_read(amount->typed, amount->unit_word, &typed_e4) == AMOUNT_GOOD;
    bool is_done = good && typed_e4 == MAX(goal_e4, 1), is_not = good && typed_e4 == 0;

    view_text(choice, "DONE_VALUE", done);
    if (is_done)
        view_show(choice, "IS_DONE");
    if (is_not)
        view_show(choice, "IS_NOT");
    if (amount->typed[0] != '\0' && !is_done && !is_not)
        view_text(view_part(choice, "OTHER"), "TYPED", amount->typed);
}

static void show_target(View *table, Mem *mem, const ReportForm *form, gsize i)
{
    View *row = view_part(table, "TARGET");
    ReportTarget target = form->targets[i];
    const AmountField *amount = &form->fields.amounts[i];
    const LightInput *input = &form->light.input;
    const LightTarget *t = light_target(input, target.id);
    const char *id = mem_printf(mem, "%" PRId64, target.id);

    view_text(row, "ID", id);
    view_text(row, "SUBJECT", target.subject);
    view_text(row, "BEFORE", amount->has_before ? word_value(mem, amount->before_e4, target.unit_word) : "—");
    view_text(row, "NOTE", amount->note);
    view_text(row, "UNIT_WORD", target.unit_word);
    show_bad(row, mem, form, "VALUE_BAD", mem_printf(mem, "value.%s", id));
    show_bad(row, mem, form, "NOTE_BAD", mem_printf(mem, "note.%s", id));
    if (t == NULL) { /* dropped since the page was begun */
        view_text(row, "KIND", target_kind_text(target.kind));
        view_text(view_part(row, "TYPED"), "VALUE", amount->typed);
        return;
    }
    target.value_e4 = t->promise.goal_e4;
    target.value_max_e4 = t->promise.goal_max_e4;
    view_text(row, "KIND", promise_words(mem, &t->promise, t->unit_word));
    view_text(row, "GOAL", word_goal(mem, &target));
    if (t->promise.kind == KIND_MILESTONE)
        show_choice(row, mem, amount, t->promise.goal_e4);
    else
        view_text(view_part(row, "TYPED"), "VALUE", amount->typed);
    progress_show(mem, row, "PROGRESS", t, input->month, &input->thresholds);
    judged_show(row, "JUDGED", t, input->month, &input->thresholds);
}

void report_values_show(View *body, Mem *mem, const ReportForm *form)
{
    if (form->n_targets == 0) {
        view_show(body, "NO_TARGETS");
        return;
    }
    View *table = view_part(body, "TARGETS");
    for (gsize i = 0; i < form->n_targets; i++)
        show_target(table, mem, form, i);
}

void report_suggestion_show(View *body, const ReportForm *form)
{
    const ComputedLight *computed = &form->light.computed;
    bool any = computed->light != LIGHT_NONE;
    View *box = view_part(body, any ? "SUGGESTED" : "NOT_SUGGESTED");

    if (any)
        view_light(box, "SUGGESTION", computed->light, false);
    for (gsize i = 0; i < computed->n_reasons; i++)
        view_text(view_part(box, "REASON"), "WORDS", computed->reasons[i].words);
    if (any && form->fields.light != LIGHT_NONE && form->fields.light != computed->light)
        view_show(box, "DIFFERS");
}
