/* task_targets.c: what a task promises in numbers, and how far it is (ux.md 4.4); see task_show.h. */
#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/progress.h"
#include "page/show.h"
#include "page/target_words.h"
#include "page/task_show.h"

/* Judged as of the newest period that has an approved value of any of them: what is not reported yet is not behind. */
static const Period *as_of(const TaskView *v)
{
    const Period *newest = NULL;

    for (gsize i = 0; i < v->task->n_targets; i++)
        if (v->targets[i].has_now && (newest == NULL || v->targets[i].now_period > newest))
            newest = v->targets[i].now_period;
    return newest != NULL ? newest : v->now != NULL ? &v->now->period : NULL;
}

static void show_now(Mem *mem, View *row, const TaskTarget *now, const Period *period)
{
    if (!now->has_now) {
        view_show(row, "NO_VALUE");
        return;
    }
    View *value = view_part(row, "NOW");
    view_text(value, "NOW_VALUE", word_amount(mem, now->now_e4));
    if (now->now_period != period) /* older than the others */
        view_text(view_part(value, "OLDER"), "NOW_PERIOD", word_period(mem, now->now_period->code));
}

static void show_goal(Mem *mem, View *row, const BookTarget *target)
{
    Qualifier qualifier = target_qualifier(target->comparator, target->quote);
    const Promise *p = &target->promise;
    const char *goal = target_number(mem, p->goal_e4, p->goal_max_e4);

    view_text(row, "BEFORE", qualifier.before);
    view_text(row, "VALUE", goal);
    view_text(row, "UNIT_WORD", target->unit_word);
    view_text(row, "AFTER", qualifier.after);
    if (!target->has_correction)
        return;
    View *mended = view_part(row, "CORRECTED");
    view_text(mended, "PRINTED", target_number(mem, target->value_e4, target->value_max_e4));
    view_text(mended, "TAKEN", goal);
    view_text(mended, "BASIS", target->basis);
    if (target->corrected_by[0] != '\0')
        view_text(view_part(mended, "WHO"), "NAME",
                  mem_printf(mem, "%s %s", word_date(mem, target->corrected_us), target->corrected_by));
}

static void show_year(Mem *mem, View *row, const TaskTarget *now, const LightTarget *t)
{
    ChartPace pace = pace_of(t);

    memcpy(&pace.has_value[1], &now->has[1], sizeof now->has[0] * MONTHS);
    memcpy(&pace.value_e4[1], &now->value_e4[1], sizeof now->value_e4[0] * MONTHS);
    if (now->has_now)
        chart_spark(mem, view_part(row, "TREND"), "SPARK", &pace);
    else
        view_show(row, "NO_TREND");
}

static void show_target(const TaskView *v, View *table, const TaskTarget *now, const Period *period)
{
    const BookTarget *target = now->target;
    Mem *mem = v->req->mem;
    View *row = view_part(table, "TARGET");
    LightTarget t = target_in_book(target, now->has_now, now->now_e4);
    int month = period == NULL ? 0 : period_month(period->code, (int)v->book->plan.year);

    view_text(row, "SUBJECT", zh_punct(mem, target->subject));
    view_text(row, "KIND", promise_words(mem, &t.promise, t.unit_word));
    show_goal(mem, row, target);
    show_now(mem, row, now, period);
    progress_show(mem, row, "PROGRESS", &t, month, &v->book->thresholds);
    show_year(mem, row, now, &t);
    judged_show(row, "JUDGED", &t, month, &v->book->thresholds);
    const BookLead *lead = book_lead(v->task, target->unit);
    if (lead != NULL && v->task->n_leads > 1)
        view_text(view_part(row, "REPORTS_IT"), "UNIT", lead->unit->name);
    if (!target->confirmed && target->doubt[0] != '\0')
        view_text(view_part(row, "DOUBT"), "DOUBT_WORDS", target->doubt);
}

void task_show_targets(const TaskView *v, View *body)
{
    const Period *period = as_of(v);

    if (v->task->n_targets == 0) {
        view_show(body, "NO_TARGETS");
        return;
    }
    View *table = view_part(body, "TARGETS");
    view_number(table, "TARGETS_N", (int64_t)v->task->n_targets);
    if (period != NULL)
        view_text(view_part(table, "AS_OF"), "PERIOD", word_period(v->req->mem, period->code));
    for (gsize i = 0; i < v->task->n_targets; i++)
        show_target(v, table, &v->targets[i], period);
}
