/* compare.c: see compare.h. */
#include "page/compare.h"

#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/diff_show.h"
#include "page/report_form.h"
#include "page/report_items.h"
#include "page/show.h"
#include "rule/sentence.h"

/* ---- reading */

static bool read_rest(Req *req, Said *said, GError **err)
{
    Db *db = req->app->db;

    said->any = true;
    said->light = said->version.light;
    TRY(version_values(db, req->mem, said->version.id, &said->values, &said->n_values, err));
    return version_items(db, req->mem, said->version.id, &said->items, &said->n_items, err);
}

static const char *round_name(Mem *mem, int64_t round)
{
    return mem_printf(mem, "第 %" G_GINT64_FORMAT " 次报送", round);
}

bool compare_now(Req *req, const ReportPlace *place, int64_t round, Compare *c, GError **err)
{
    Db *db = req->app->db;
    Said now = { .name = round == 0 ? word_period(req->mem, place->period_code)
                                    : round_name(req->mem, round) };

    *c = (Compare){ .same_report = false };
    if (round == 0)
        TRY(version_last(db, req->mem, place->report, &now.version, err));
    else
        TRY(version_of_round(db, req->mem, place->report, round, &now.version, err));
    TRY(read_rest(req, &now, err));
    TRY(report_targets(db, req->mem, place->task, place->unit, &c->targets, &c->n_targets, err));
    c->now = now;
    return true;
}

bool compare_with_period(Req *req, const ReportPlace *place, Compare *c, GError **err)
{
    ReviewBefore last;
    Said before = { .any = false };

    TRY(review_before(req->app->db, req->mem, place->report, &last, err));
    if (last.report.v != 0) {
        TRY(version_last(req->app->db, req->mem, last.report, &before.version, err));
        TRY(read_rest(req, &before, err));
        before.name = word_period(req->mem, last.period);
        before.light = last.light;
    }
    c->before = before;
    c->same_report = false;
    return true;
}

bool compare_with_round(Req *req, const ReportPlace *place, int64_t round, Compare *c, GError **err)
{
    Said before = { .name = round_name(req->mem, round) };

    TRY(version_of_round(req->app->db, req->mem, place->report, round, &before.version, err));
    TRY(read_rest(req, &before, err));
    c->before = before;
    c->same_report = true;
    return true;
}

static const char *const view_codes[COMPARE__N] = { "changes", "whole", "sides" };

const char *compare_view_code(CompareView how)
{
    return view_codes[how];
}

CompareView compare_view_wanted(const Req *req)
{
    const char *wanted = query_get(req, "view");

    for (int how = 0; wanted != NULL && how < COMPARE__N; how++)
        if (strcmp(view_codes[how], wanted) == 0)
            return (CompareView)how;
    return COMPARE_CHANGES;
}

/* ---- values */

static const ReportedValue *value_of(const ReportedValue *values, gsize n, int64_t target)
{
    for (gsize i = 0; i < n; i++)
        if (values[i].target == target && values[i].has_value)
            return &values[i];
    return NULL;
}

const ReportTarget *compare_target(const Compare *c, int64_t target)
{
    for (gsize i = 0; i < c->n_targets; i++)
        if (c->targets[i].id == target)
            return &c->targets[i];
    return NULL;
}

static const ReportedValue *old_value(const Compare *c, const ReportedValue *now)
{
    return value_of(c->before.values, c->before.n_values, now->target);
}

bool compare_is_lower(const Compare *c, const ReportedValue *now)
{
    const ReportedValue *old = old_value(c, now);
    const ReportTarget *target = compare_target(c, now->target);

    return now->has_value && old != NULL && now->value_e4 < old->value_e4 && target != NULL &&
           strcmp(target->kind, "cumulative") == 0;
}

static void show_amount(Req *req, View *row, const char *part, const ReportedValue *value)
{
    View *cell = view_part(row, part);

    view_text(cell, "AMOUNT", word_amount(req->mem, value->value_e4));
    view_text(cell, "UNIT_WORD", value->unit_word);
}

static void show_change(Req *req, View *row, const Compare *c, const ReportedValue *now)
{
    const ReportedValue *old = old_value(c, now);

    if (!now->has_value || old == NULL) {
        view_show(row, "NO_CHANGE");
        return;
    }
    int64_t change_e4 = now->value_e4 - old->value_e4;
    if (change_e4 == 0) {
        view_show(row, "SAME");
        return;
    }
    View *cell = view_part(row, compare_is_lower(c, now) ? "LOWER" : "CHANGE");
    view_text(cell, "SIGN", change_e4 > 0 ? "+" : "−");
    view_text(cell, "AMOUNT", word_amount(req->mem, ABS(change_e4)));
}

/* The share done is only said of what adds up: of other kinds it would mean something else. Rounded down. */
static void show_goal(Req *req, View *row, const ReportTarget *target, const ReportedValue *now)
{
    bool adds_up = strcmp(target->kind, "cumulative") == 0 && target->value_e4 > 0 &&
                   target->comparator[0] != '<';

    view_text(row, "GOAL", word_goal(req->mem, target));
    if (target->doubt[0] != '\0')
        view_show(row, "DOUBT");
    if (adds_up && now->has_value && now->value_e4 >= 0)
        view_number(view_part(row, "DONE"), "PERCENT",
                    (int64_t)((__int128)now->value_e4 * 100 / target->value_e4));
}

static void show_target(Req *req, View *content, const Compare *c, const ReportedValue *now)
{
    View *row = view_part(content, "TARGET");
    const ReportedValue *old = old_value(c, now);
    const ReportTarget *target = compare_target(c, now->target);

    view_text(row, "SUBJECT", zh_punct(req->mem, now->subject));
    view_text(row, "BEFORE_WORD", c->same_report ? "上次" : "上期");
    if (now->note[0] != '\0')
        view_text(view_part(row, "NOTE"), "NOTE_TEXT", now->note);
    if (old == NULL)
        view_show(row, "NO_OLD");
    else
        show_amount(req, row, "OLD", old);
    if (now->has_value)
        show_amount(req, row, "NOW", now);
    else
        view_show(row, "NO_NOW");
    show_change(req, row, c, now);
    if (target != NULL)
        show_goal(req, row, target, now);
}

static const char *light_change(Light before, Light now)
{
    if (before == LIGHT_NONE)
        return "LIGHT_NEW";
    if (before == now)
        return "LIGHT_SAME";
    return now > before ? "LIGHT_DOWN" : "LIGHT_UP"; /* LIGHT_GREEN < LIGHT_YELLOW < LIGHT_RED */
}

/* ---- texts */

/* How much of it stood in the earlier one word for word. */
static void show_counts(View *text, Mem *mem, const Compare *c, const char *now, const char *before)
{
    int64_t same = 0;
    gsize n;

    if (now[0] == '\0')
        return;
    Sentence *list = sentences(mem, now, before, &n);
    for (gsize i = 0; i < n; i++)
        same += list[i].same;
    View *counts = view_part(text, "COUNTS");
    view_text(counts, "BEFORE_WORD", c->same_report ? "上次" : "上期");
    view_number(counts, "SAME_N", same);
    view_number(counts, "ALL_N", (int64_t)n);
}

static void show_text(View *content, const char *part, Mem *mem, const Compare *c, const char *now,
                      const char *before, CompareView how)
{
    View *text = view_part(content, part);

    if (!c->before.any) {
        View *alone = view_part(text, now[0] == '\0' ? "EMPTY" : "ALONE");
        view_text(alone, "WORDS", now);
        return;
    }
    Diff diff = diff_texts(mem, before, now);
    show_counts(text, mem, c, now, before);
    if (how != COMPARE_SIDES) {
        view_diff_of(view_part(text, "MARKED"), "DIFF", mem, &diff,
                     how == COMPARE_WHOLE ? DIFF_WHOLE : DIFF_CHANGES);
        return;
    }
    View *sides = view_part(text, "SIDES");
    view_text(sides, "NAME_BEFORE", c->before.name);
    view_text(sides, "NAME_NOW", c->now.name);
    view_diff_of(sides, "DIFF_BEFORE", mem, &diff, DIFF_OLD);
    view_diff_of(sides, "DIFF_NOW", mem, &diff, DIFF_NEW);
}

static void show_texts(View *content, Mem *mem, const Compare *c, CompareView how)
{
    const ReportVersion *now = &c->now.version, *before = &c->before.version;

    show_text(content, "NARRATIVE", mem, c, now->narrative, before->narrative, how);
    show_text(content, "STEPS", mem, c, now->next_steps, before->next_steps, how);
    if (now->light_reason[0] != '\0' || (c->before.any && before->light_reason[0] != '\0'))
        show_text(content, "REASON", mem, c, now->light_reason, before->light_reason, how);
    if (now->copied_from[0] != '\0')
        view_text(view_part(content, "COPIED"), "COPIED_FROM", word_period(mem, now->copied_from));
}

/* The ledger's own light, as it was stored with the submission, and its reasons. */
static void show_advice(Req *req, View *content, const ReportVersion *version, const char *task_path,
                        const char *period)
{
    LightInput input;
    ComputedLight computed;

    if (!light_why_read(req->mem, version->why, &input, &computed))
        return;
    View *advice = view_part(content, "ADVICE");
    view_light(advice, "COMPUTED", computed.light, false);
    view_text(advice, "LIGHT_PATH", mem_printf(req->mem, "%s/lights/%s", task_path, period));
    if (computed.light != LIGHT_NONE && computed.light != version->light)
        view_show(advice, "DIFFERS");
    for (gsize i = 0; i < computed.n_reasons; i++)
        view_text(view_part(advice, "WHY"), "WORDS", computed.reasons[i].words);
}

static void show_lights(View *content, const Compare *c)
{
    if (c->before.any)
        view_light(view_part(content, "HAD_LIGHT"), "BEFORE_LIGHT", c->before.light, false);
    else
        view_show(content, "HAD_NO_LIGHT");
    view_light(content, "LIGHT", c->now.light, true);
    view_show(content, light_change(c->before.light, c->now.light));
}

void compare_show(View *view, const char *marker, Req *req, const char *task_path, const char *period,
                  const Compare *c, CompareView how)
{
    View *content = view_include(view, marker, "compare.tpl");

    view_text(content, "BEFORE_WORD", c->same_report ? "上次" : "上期");
    view_text(content, "NOW_WORD", c->same_report ? "本次" : "本期");
    show_lights(content, c);
    for (gsize i = 0; i < c->now.n_values; i++)
        show_target(req, content, c, &c->now.values[i]);
    show_advice(req, content, &c->now.version, task_path, period);
    show_texts(content, req->mem, c, how);
    if (c->now.n_items > 0)
        view_reported_items(view_part(content, "WITH_ITEMS"), "ITEMS", req,
                            &(ItemsText){ c->now.items, c->before.items, c->now.n_items, c->before.n_items,
                                          c->now.version.submitted_us });
    if (c->before.any)
        view_show(content, "LEGEND");
}
