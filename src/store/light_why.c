/* light_why.c: inputs and reasons of a computed light as JSON, so that it explains itself for as long as it is kept; see
 * light_read.h. Amounts are whole numbers of ten-thousandths. */
#include <jansson.h>
#include <string.h>

#include "store/light_read.h"

static const char *const reason_codes[REASON__N] = {
    [REASON_TARGET_LOW] = "target_low",
    [REASON_TARGET_BAD] = "target_bad",
    [REASON_MISSING] = "missing",
    [REASON_MISSING_LONG] = "missing_long",
    [REASON_TASK_PAST] = "task_past",
    [REASON_ITEMS_LATE] = "items_late",
    [REASON_PROBLEMS_LATE] = "problems_late",
    [REASON_ON_PACE] = "on_pace",
    [REASON_NO_TARGET] = "no_target",
};

static const char *const sort_codes[KIND__N] = { "none", "cumulative", "stock", "milestone" };

static json_t *target_json(Mem *mem, const LightTarget *t)
{
    const Promise *p = &t->promise;
    json_t *json = json_pack("{s:I, s:s, s:s, s:s, s:b, s:b, s:I, s:I, s:i, s:s}", "id",
                             (json_int_t)t->target, "subject", t->subject, "unit_word", t->unit_word, "kind",
                             sort_codes[p->kind], "confirmed", t->confirmed, "at_most", p->at_most, "goal_e4",
                             (json_int_t)p->goal_e4, "goal_max_e4", (json_int_t)p->goal_max_e4, "due_month",
                             p->due_month, "pace", pace_write(mem, &p->pace));

    if (p->has_base)
        json_object_set_new(json, "base_e4", json_integer(p->base_e4));
    if (t->has_value)
        json_object_set_new(json, "value_e4", json_integer(t->value_e4));
    return json;
}

static json_t *reason_json(const LightReason *r)
{
    return json_pack("{s:s, s:s, s:I, s:I, s:I, s:i, s:s}", "kind", reason_codes[r->kind], "light",
                     light_code(r->light), "target", (json_int_t)r->target, "planned_e4",
                     (json_int_t)r->planned_e4, "value_e4", (json_int_t)r->value_e4, "count", r->count,
                     "words", r->words);
}

char *light_why_write(Mem *mem, const LightInput *in, const ComputedLight *computed)
{
    json_t *targets = json_array(), *reasons = json_array();

    for (gsize i = 0; i < in->n_targets; i++)
        json_array_append_new(targets, target_json(mem, &in->targets[i]));
    for (gsize i = 0; i < computed->n_reasons; i++)
        json_array_append_new(reasons, reason_json(&computed->reasons[i]));
    json_t *all = json_pack(
        "{s:s, s:i, s:i, s:i, s:i, s:b, s:i, s:b, s:i, s:i, s:s, s:o, s:o}", "period", in->period_code,
        "month", in->month, "green_pct", in->thresholds.green_pct, "yellow_pct", in->thresholds.yellow_pct,
        "red_days", in->thresholds.red_days, "missing", in->is_missing, "workdays", in->workdays_overdue,
        "task_past", in->task_is_past, "late_items", in->late_items, "late_problems", in->late_problems,
        "light", light_code(computed->light), "targets", targets, "reasons", reasons);
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    return mem_keep(mem, text, free);
}

static int64_t whole(const json_t *json, const char *name)
{
    return json_integer_value(json_object_get(json, name));
}

static bool yes(const json_t *json, const char *name)
{
    return json_is_true(json_object_get(json, name));
}

static const char *text_at(Mem *mem, const json_t *json, const char *name)
{
    const char *text = json_string_value(json_object_get(json, name));

    return text == NULL ? "" : mem_text(mem, text);
}

static LightTarget target_read(Mem *mem, const json_t *json)
{
    LightTarget t = { .target = whole(json, "id"),
                      .subject = text_at(mem, json, "subject"),
                      .unit_word = text_at(mem, json, "unit_word"),
                      .confirmed = yes(json, "confirmed"),
                      .has_value = json_object_get(json, "value_e4") != NULL,
                      .value_e4 = whole(json, "value_e4") };

    t.promise = (Promise){ .kind = target_sort_of(text_at(mem, json, "kind")),
                           .at_most = yes(json, "at_most"),
                           .goal_e4 = whole(json, "goal_e4"),
                           .goal_max_e4 = whole(json, "goal_max_e4"),
                           .has_base = json_object_get(json, "base_e4") != NULL,
                           .base_e4 = whole(json, "base_e4"),
                           .due_month = (int)whole(json, "due_month") };
    (void)pace_read(text_at(mem, json, "pace"), &t.promise.pace); /* we wrote it: else nothing is planned */
    return t;
}

static LightReason reason_read(Mem *mem, const json_t *json)
{
    const char *code = text_at(mem, json, "kind");
    ReasonKind kind = REASON_NONE;

    for (int k = REASON_NONE + 1; k < REASON__N; k++)
        if (strcmp(reason_codes[k], code) == 0)
            kind = (ReasonKind)k;
    return (LightReason){ .kind = kind,
                          .light = light_of(text_at(mem, json, "light")),
                          .target = whole(json, "target"),
                          .planned_e4 = whole(json, "planned_e4"),
                          .value_e4 = whole(json, "value_e4"),
                          .count = (int)whole(json, "count"),
                          .words = text_at(mem, json, "words") };
}

static void read_all(Mem *mem, const json_t *all, LightInput *in, ComputedLight *computed)
{
    const json_t *targets = json_object_get(all, "targets"), *reasons = json_object_get(all, "reasons");
    gsize n_targets = json_array_size(targets), n_reasons = json_array_size(reasons);
    LightTarget *list = mem_array(mem, LightTarget, n_targets);
    LightReason *why = mem_array(mem, LightReason, n_reasons);

    for (gsize i = 0; i < n_targets; i++)
        list[i] = target_read(mem, json_array_get(targets, i));
    for (gsize i = 0; i < n_reasons; i++)
        why[i] = reason_read(mem, json_array_get(reasons, i));
    *in = (LightInput){ .period_code = text_at(mem, all, "period"),
                        .month = (int)whole(all, "month"),
                        .thresholds = { .green_pct = (int)whole(all, "green_pct"),
                                        .yellow_pct = (int)whole(all, "yellow_pct"),
                                        .red_days = (int)whole(all, "red_days") },
                        .targets = list,
                        .n_targets = n_targets,
                        .is_missing = yes(all, "missing"),
                        .workdays_overdue = (int)whole(all, "workdays"),
                        .task_is_past = yes(all, "task_past"),
                        .late_items = (int)whole(all, "late_items"),
                        .late_problems = (int)whole(all, "late_problems") };
    *computed = (ComputedLight){ .light = light_of(text_at(mem, all, "light")),
                                 .reasons = why,
                                 .n_reasons = n_reasons };
}

bool light_why_read(Mem *mem, const char *why, LightInput *input, ComputedLight *computed)
{
    json_t *all = json_loads(why, 0, NULL);
    bool good = json_is_object(all) && json_array_size(json_object_get(all, "reasons")) > 0;

    if (good)
        read_all(mem, all, input, computed);
    json_decref(all);
    return good;
}
