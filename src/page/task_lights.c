/* task_lights.c: the light of a task beside its page, the worst of its leads'; see task_show.h. */
#include "base/words.h"
#include "page/readable.h"
#include "page/show.h"
#include "page/task_show.h"

static void show_one(const TaskView *v, View *body, gsize p, Light light)
{
    View *last = view_part(body, "LAST_LIGHT");
    const LeadLight *leads = v->lights[p];
    const LeadLight *worst = NULL;
    Light suggested = LIGHT_NONE;

    for (gsize k = 0; k < v->task->n_leads; k++) {
        if (light_readable(&v->req->who, v->task, &leads[k]) == LIGHT_NONE)
            continue;
        suggested = light_worst(suggested, leads[k].facts.computed);
        if (leads[k].light == light && (worst == NULL || leads[k].by == LIGHT_BY_REVIEWER))
            worst = &leads[k];
    }
    view_light(last, "LIGHT", light, worst->by == LIGHT_BY_UNIT);
    view_text(last, "PERIOD", word_period(v->req->mem, v->book->periods[p].code));
    view_text(last, "CODE", v->book->periods[p].code);
    if (worst->by != LIGHT_BY_UNIT)
        view_text(view_part(last, "BY"), "WHO", light_by_word(worst->by));
    if (suggested != LIGHT_NONE && worst->by != LIGHT_BY_LEDGER)
        view_light(view_part(last, "SUGGESTED"), "COMPUTED", suggested, false);
}

/* Of the newest period that has a light this person may see. */
void task_show_lights(const TaskView *v, View *body)
{
    for (gsize p = v->book->n_periods; p-- > 0;) {
        Light light = task_light_readable(&v->req->who, v->task, v->lights[p]);
        if (light == LIGHT_NONE)
            continue;
        show_one(v, body, p, light);
        return;
    }
    view_show(body, "NO_LIGHT");
}
