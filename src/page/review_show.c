/* review_show.c: see review_show.h. */
#include "page/review_show.h"

#include <string.h>

#include "base/words.h"
#include "page/report_items.h"
#include "page/same_text.h"
#include "page/show.h"
#include "store/light_read.h"
#include "web/form.h"

enum { QUEUE_SHOWN = 8, QUEUE_ABOVE = 2 };

static gsize place_in_queue(const Review *r)
{
    gsize i = 0;

    while (i < r->n_queue && r->queue[i].report.v != r->place.report.v)
        i++;
    return i; /* n_queue: not in it */
}

static void show_queue(Req *req, View *body, const Review *r, gsize here)
{
    gsize from = here == r->n_queue || here < QUEUE_ABOVE ? 0 : here - QUEUE_ABOVE;

    if (r->n_queue == 0)
        return;
    View *queue = view_part(body, "QUEUE");
    view_number(queue, "OF", (int64_t)r->n_queue);
    for (gsize i = from; i < r->n_queue && i < from + QUEUE_SHOWN; i++) {
        const ReviewRow *row = &r->queue[i];
        View *item = view_part(queue, "ITEM");
        view_number(item, "ID", row->report.v);
        view_number(item, "NO", row->no);
        view_text(item, "TITLE", zh_punct(req->mem, row->title));
        view_text(item, "UNIT", row->unit_name);
        view_text(item, "AT", word_moment(req->mem, row->submitted_us));
        view_light(item, "LIGHT", row->declared, false);
        if (i == here)
            view_show(item, "HERE");
    }
}

static void show_neighbours(View *body, const Review *r, gsize here)
{
    if (here == r->n_queue)
        return;
    View *place = view_part(body, "PLACE_IN_QUEUE");
    view_number(place, "PLACE", (int64_t)here + 1);
    view_number(place, "OF", (int64_t)r->n_queue);
    if (here > 0)
        view_number(view_part(body, "PREVIOUS"), "ID", r->queue[here - 1].report.v);
    if (here + 1 < r->n_queue)
        view_number(view_part(body, "NEXT"), "ID", r->queue[here + 1].report.v);
}

static void show_head(Req *req, View *body, const Review *r)
{
    const ReportPlace *place = &r->place;

    view_number(body, "NO", place->task_no);
    view_text(body, "UNIT", place->unit_name);
    view_text(body, "TITLE", zh_punct(req->mem, place->title));
    view_text(body, "PERIOD", word_period(req->mem, place->period_code));
    if (!r->readable)
        return;
    View *who = view_part(body, "WHO");
    view_text(who, "FILED_BY", r->version.filed_name);
    view_moment(who, req->mem, "AT", r->version.submitted_us, word_moment);
    if (r->version.round > 1)
        view_number(view_part(who, "AGAIN"), "ROUND", r->version.round);
    if (r->version.late)
        view_show(who, "LATE");
    if (r->version.on_behalf)
        view_show(who, "ON_BEHALF");
}

/* Who decided what, in the words of a sentence; shared by the result and the conflict. */
static void show_decision(Req *req, View *view, const Decision *decision)
{
    view_text(view, "NAME", decision->decided_name);
    view_moment(view, req->mem, "AT", decision->decided_us, word_moment);
    View *outcome = view_part(view, decision->approve ? "APPROVED" : "RETURNED");
    if (decision->approve)
        view_light(outcome, "LIGHT", decision->light, false);
}

static bool is_decided(const Review *r)
{
    return r->place.facts.report == REPORT_APPROVED || r->place.facts.report == REPORT_RETURNED;
}

static void show_conflict(Req *req, View *body, const Review *r, const Typed *typed)
{
    View *conflict = view_part(body, "CONFLICT");

    if (is_decided(r) && r->decision.any)
        show_decision(req, view_part(conflict, "BY_OTHER"), &r->decision);
    else
        view_show(conflict, r->place.facts.report == REPORT_SUBMITTED ? "NEWER" : "TAKEN_BACK");
    if (r->verdict != MAY && typed->comment[0] != '\0')
        view_text(view_part(body, "KEPT"), "KEPT_TEXT", typed->comment);
}

static void show_result(Req *req, View *body, const Review *r)
{
    View *result = view_part(body, "RESULT");

    view_status(result, "STATUS", r->place.facts.report, false, false);
    if (!is_decided(r)) {
        view_show(result, "TAKEN_BACK");
        return;
    }
    View *decided = view_part(result, "DECIDED");
    show_decision(req, decided, &r->decision);
    if (r->decision.comment[0] != '\0')
        view_text(view_part(decided, "COMMENT"), "COMMENT_TEXT", r->decision.comment);
}

/* What the unit was asked to mend, when this is a further round. */
static void show_return(Req *req, View *body, const Review *r)
{
    const Decision *d = &r->decision;

    if (!d->any || d->approve || r->place.facts.report != REPORT_SUBMITTED)
        return;
    View *note = view_part(body, "RETURN_BEFORE");
    view_number(note, "ROUND", d->round);
    view_text(note, "NAME", d->decided_name);
    view_text(note, "COMMENT", d->comment);
    view_moment(note, req->mem, "AT", d->decided_us, word_moment);
}

static const ReportedValue *value_of(const ReportedValue *values, gsize n, int64_t target)
{
    for (gsize i = 0; i < n; i++)
        if (values[i].target == target && values[i].has_value)
            return &values[i];
    return NULL;
}

static const ReportTarget *target_of(const Review *r, int64_t id)
{
    for (gsize i = 0; i < r->n_targets; i++)
        if (r->targets[i].id == id)
            return &r->targets[i];
    return NULL;
}

static bool is_lower(const Review *r, const ReportedValue *now)
{
    const ReportedValue *old = value_of(r->values_before, r->n_values_before, now->target);
    const ReportTarget *target = target_of(r, now->target);

    return now->has_value && old != NULL && now->value_e4 < old->value_e4 && target != NULL &&
           strcmp(target->kind, "cumulative") == 0;
}

static void show_amount(Req *req, View *row, const char *part, const ReportedValue *value)
{
    View *cell = view_part(row, part);

    view_text(cell, "AMOUNT", word_amount(req->mem, value->value_e4));
    view_text(cell, "UNIT_WORD", value->unit_word);
}

static void show_change(Req *req, View *row, const Review *r, const ReportedValue *now,
                        const ReportedValue *old)
{
    if (!now->has_value || old == NULL) {
        view_show(row, "NO_CHANGE");
        return;
    }
    int64_t change_e4 = now->value_e4 - old->value_e4;
    if (change_e4 == 0) {
        view_show(row, "SAME");
        return;
    }
    View *cell = view_part(row, is_lower(r, now) ? "LOWER" : "CHANGE");
    view_text(cell, "SIGN", change_e4 > 0 ? "+" : "−");
    view_text(cell, "AMOUNT", word_amount(req->mem, ABS(change_e4)));
}

/* 20 家以上, 1—2 处, 18 万户左右. */
static const char *goal_words(Mem *mem, const ReportTarget *t)
{
    static const struct {
        const char *comparator, *suffix;
    } words[] = {
        { ">=", "以上" }, { "<=", "以内" }, { ">", "以上（不含）" }, { "<", "以下（不含）" }, { "~", "左右" }
    };
    const char *suffix = "", *unit = t->unit_word;
    const char *gap = unit[0] == '\0' || unit[0] == '%' ? "" : " ";

    if (strcmp(t->comparator, "range") == 0)
        return mem_printf(mem, "%s—%s%s%s", word_amount(mem, t->value_e4), word_amount(mem, t->value_max_e4),
                          gap, unit);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].comparator, t->comparator) == 0)
            suffix = words[i].suffix;
    return mem_printf(mem, "%s%s%s%s", word_amount(mem, t->value_e4), gap, unit, suffix);
}

/* The share done is only said of what adds up: of other kinds it would mean something else. Rounded down. */
static void show_goal(Req *req, View *row, const ReportTarget *target, const ReportedValue *now)
{
    bool adds_up = strcmp(target->kind, "cumulative") == 0 && target->value_e4 > 0 &&
                   target->comparator[0] != '<';

    view_text(row, "GOAL", goal_words(req->mem, target));
    if (target->doubt[0] != '\0')
        view_show(row, "DOUBT");
    if (adds_up && now->has_value && now->value_e4 >= 0)
        view_number(view_part(row, "DONE"), "PERCENT",
                    (int64_t)((__int128)now->value_e4 * 100 / target->value_e4));
}

static void show_target(Req *req, View *content, const Review *r, const ReportedValue *now)
{
    View *row = view_part(content, "TARGET");
    const ReportedValue *old = value_of(r->values_before, r->n_values_before, now->target);
    const ReportTarget *target = target_of(r, now->target);

    view_text(row, "SUBJECT", zh_punct(req->mem, now->subject));
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
    show_change(req, row, r, now, old);
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

static void show_before(Req *req, View *content, const Review *r)
{
    if (r->before.report.v == 0) {
        view_show(content, "NO_BEFORE");
        return;
    }
    View *before = view_part(content, "BEFORE");
    view_text(before, "BEFORE_PERIOD", word_period(req->mem, r->before.period));
    view_light(before, "BEFORE_LIGHT", r->before.light, false);
    view_text(before, "NARRATIVE_BEFORE", r->version_before.narrative);
    view_text(before, "STEPS_BEFORE", r->version_before.next_steps);
}

/* The ledger's own light, as it was stored with the submission, and its reasons. */
static void show_advice(Req *req, View *content, const Review *r)
{
    LightInput input;
    ComputedLight computed;

    if (!light_why_read(req->mem, r->version.why, &input, &computed))
        return;
    View *advice = view_part(content, "ADVICE");
    view_light(advice, "COMPUTED", computed.light, false);
    view_text(advice, "CODE", r->at.period);
    if (computed.light != LIGHT_NONE && computed.light != r->version.light)
        view_show(advice, "DIFFERS");
    for (gsize i = 0; i < computed.n_reasons; i++)
        view_text(view_part(advice, "WHY"), "WORDS", computed.reasons[i].words);
}

static void show_content(Req *req, View *body, const Review *r)
{
    View *content = view_part(body, "CONTENT");
    char *task = mem_printf(req->mem, "/plans/%s/tasks/%" G_GINT64_FORMAT, r->at.plan, r->at.no);

    view_text(content, "TASK_ADDRESS", task);
    view_text(content, "REPORT_ADDRESS",
              mem_printf(req->mem, "%s/reports/%s/%" G_GINT64_FORMAT, task, r->at.period, r->at.unit.v));
    show_before(req, content, r);
    show_advice(req, content, r);
    view_light(content, "LIGHT", r->version.light, true);
    view_show(content, light_change(r->before.light, r->version.light));
    for (gsize i = 0; i < r->n_values; i++)
        show_target(req, content, r, &r->values[i]);
    if (r->version.light_reason[0] != '\0')
        view_text(view_part(content, "LIGHT_REASON"), "LIGHT_REASON_TEXT", r->version.light_reason);
    if (r->n_items > 0)
        view_reported_items(view_part(content, "WITH_ITEMS"), "ITEMS", req,
                            &(ItemsText){ r->items, r->items_before, r->n_items, r->n_items_before,
                                          r->version.submitted_us });
    view_same(content, "NARRATIVE", req->mem, r->version.narrative, r->version_before.narrative);
    view_same(content, "STEPS", req->mem, r->version.next_steps[0] == '\0' ? "未填写" : r->version.next_steps,
              r->version_before.next_steps);
    if (r->version.copied_from[0] != '\0')
        view_text(view_part(content, "COPIED"), "COPIED_FROM", word_period(req->mem, r->version.copied_from));
    view_text(content, "SOURCE", zh_punct(req->mem, r->source));
}

static void show_value_facts(View *facts, const Review *r)
{
    int64_t n = (int64_t)r->n_values, empty = 0, lower = 0, doubts = 0;

    for (gsize i = 0; i < r->n_values; i++) {
        const ReportTarget *target = target_of(r, r->values[i].target);
        empty += !r->values[i].has_value;
        lower += is_lower(r, &r->values[i]);
        doubts += target != NULL && target->doubt[0] != '\0';
    }
    View *filled = view_part(facts, n == 0 ? "FACT_NO_TARGETS" : empty == 0 ? "FACT_FILLED" : "FACT_EMPTY");
    view_number(filled, "N", n);
    view_number(filled, "EMPTY_N", empty);
    if (lower > 0)
        view_number(view_part(facts, "FACT_LOWER"), "N", lower);
    else if (n > 0 && r->before.report.v != 0)
        view_show(facts, "FACT_NOT_LOWER");
    if (doubts > 0)
        view_number(view_part(facts, "FACT_DOUBT"), "N", doubts);
}

static void show_facts(View *body, const Review *r)
{
    View *facts = view_part(body, "FACTS");
    const char *before = r->version_before.narrative;

    show_value_facts(facts, r);
    view_number(facts, "NARRATIVE_CHARS", text_chars(r->version.narrative));
    view_number(facts, "STEPS_CHARS", text_chars(r->version.next_steps));
    if (before != NULL && strcmp(before, r->version.narrative) == 0)
        view_show(facts, "FACT_SAME_TEXT");
    if (r->version.round > 1)
        view_number(view_part(facts, "FACT_AGAIN"), "ROUND", r->version.round);
    view_show(facts, r->version.late ? "FACT_LATE" : "FACT_ON_TIME");
}

static void show_complaints(View *body, View *form, const Typed *typed)
{
    if (typed->n_complaints == 0)
        return;
    View *errors = view_part(body, "ERRORS");
    for (gsize i = 0; i < typed->n_complaints; i++) {
        const Complaint *c = &typed->complaints[i];
        View *error = view_part(errors, "ERROR");
        view_text(error, "FIELD", c->field);
        view_text(error, "TEXT", c->text);
        view_text(view_part(form, strcmp(c->field, "light") == 0 ? "BAD_LIGHT" : "BAD_COMMENT"), "TEXT",
                  c->text);
    }
}

static void show_form(Req *req, View *body, const Review *r, const Typed *typed)
{
    View *form = view_part(body, "FORM");

    view_number(form, "ID", r->place.report.v);
    view_text(form, "RID", request_id_new(req->mem));
    view_number(form, "REV", r->place.version);
    view_text(form, "COMMENT", typed->comment);
    for (int light = LIGHT_GREEN; light < LIGHT__N; light++) {
        View *radio = view_part(form, "RADIO");
        view_text(radio, "CODE", light_code((Light)light));
        view_light(radio, "LIGHT", (Light)light, false);
        if (typed->light == (Light)light)
            view_show(radio, "ON");
        if (r->version.light == (Light)light)
            view_show(radio, "DECLARED");
        if (r->version.computed == (Light)light)
            view_show(radio, "SUGGESTED");
    }
    show_complaints(body, form, typed);
}

static void show_refusal(View *body, Verdict verdict)
{
    view_show(view_part(body, "REFUSED"), verdict == NO_SELF ? "OWN" : "CLOSED");
}

bool review_show(Req *req, Resp *resp, const Review *r, const Typed *typed, int status, GError **err)
{
    View *body = page_view(req, "review.tpl");
    gsize here = place_in_queue(r);

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "审核", "/reviews");
    page_crumb(req, body, mem_printf(req->mem, "第 %" G_GINT64_FORMAT " 项", r->place.task_no), NULL);
    show_head(req, body, r);
    show_neighbours(body, r, here);
    show_queue(req, body, r, here);
    show_return(req, body, r);
    if (typed->conflict)
        show_conflict(req, body, r, typed);
    if (r->place.facts.report != REPORT_SUBMITTED)
        show_result(req, body, r);
    if (r->readable) {
        show_content(req, body, r);
        show_facts(body, r);
    }
    if (r->verdict == MAY)
        show_form(req, body, r, typed);
    else if (r->place.facts.report == REPORT_SUBMITTED)
        show_refusal(body, r->verdict);
    return page_show(req, resp, body, status, NAV_REVIEWS,
                     mem_printf(req->mem, "审核 第 %" G_GINT64_FORMAT " 项", r->place.task_no), err);
}
