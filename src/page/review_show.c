/* review_show.c: see review_show.h. */
#include "page/review_show.h"

#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/answers.h"
#include "page/app.h"
#include "page/files.h"
#include "page/show.h"
#include "page/spot_show.h"
#include "page/undo.h"
#include "web/form.h"

enum { QUEUE_SHOWN = 8, QUEUE_ABOVE = 2 };

const char *const review_phrases[PHRASES] = {
    "请补充佐证材料",
    "数据口径请核对",
    "请写明下一步时限",
    "请写明具体做法和结果，避免只写“持续推进”",
};

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
        const ReviewWaiting *row = &r->queue[i];
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
    if (authz(&req->who, DEED_RAISE_PROBLEM, &place->facts) == MAY)
        view_text(view_part(body, "RAISE"), "RAISE_PATH",
                  mem_printf(req->mem,
                             "/plans/%s/tasks/%" G_GINT64_FORMAT
                             "/problems/new?period=%s&unit=%" G_GINT64_FORMAT,
                             r->at.plan, r->at.no, r->at.period, r->at.unit.v));
    const ReportVersion *now = &r->period.now.version;
    View *who = view_part(body, "WHO");
    view_text(who, "FILED_BY", now->filed_name);
    view_moment(who, req->mem, "AT", now->submitted_us, word_moment);
    if (now->round > 1)
        view_number(view_part(who, "AGAIN"), "ROUND", now->round);
    if (now->late)
        view_show(who, "LATE");
    if (now->on_behalf)
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
    if (r->verdict != MAY && typed->whole[0] != '\0')
        view_text(view_part(body, "KEPT"), "KEPT_TEXT", typed->whole);
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
    spot_show_verdict(decided, "SPOT", req->mem, &r->spot);
    if (r->may_undo) {
        View *undo = view_part(result, "MAY_UNDO");
        view_number(undo, "ID", r->place.report.v);
        view_number(undo, "DECISION", r->decision.id);
        view_text(undo, "RID", request_id_new(req->mem));
    }
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
    view_moment(note, req->mem, "AT", d->decided_us, word_moment);
    if (r->n_answers == 0)
        view_text(view_part(note, "WORDS"), "COMMENT", d->comment);
    else
        view_answers(view_part(note, "ANSWERED"), "ANSWERS", req->mem, r->answers, r->n_answers);
}

/* The ways of looking: what to compare with, and how. */
static void show_links(View *content, const Review *r)
{
    static const char *const names[COMPARE__N] = { "只看变化", "全文", "并排" };
    const char *with = r->with_return ? "returned" : "period";

    if (!r->shown->before.any)
        return;
    for (int how = 0; how < COMPARE__N; how++) {
        View *link = view_part(content, "LINK");
        View *name = view_part(link, (CompareView)how == r->how ? "HERE" : "THERE");
        view_text(name, "NAME", names[how]);
        view_number(name, "ID", r->place.report.v);
        view_text(name, "WITH", with);
        view_text(name, "VIEW", compare_view_code((CompareView)how));
    }
    if (r->again.before.any) {
        View *other = view_part(content, r->with_return ? "TO_PERIOD" : "TO_RETURNED");
        view_number(other, "ID", r->place.report.v);
        view_text(other, "VIEW", compare_view_code(r->how));
    }
}

static void show_content(Req *req, View *body, const Review *r)
{
    View *content = view_part(body, "CONTENT");
    char *task = mem_printf(req->mem, "/plans/%s/tasks/%" G_GINT64_FORMAT, r->at.plan, r->at.no);

    view_text(content, "TASK_ADDRESS", task);
    view_text(content, "REPORT_ADDRESS",
              mem_printf(req->mem, "%s/reports/%s/%" G_GINT64_FORMAT, task, r->at.period, r->at.unit.v));
    View *heading = view_part(content, !r->shown->before.any ? "NO_BEFORE"
                                       : r->with_return      ? "RETURNED"
                                                             : "BEFORE");
    view_text(heading, "BEFORE_NAME", r->shown->before.any ? r->shown->before.name : "");
    view_text(heading, "NOW_NAME",
              r->with_return ? mem_printf(req->mem, "第 %" G_GINT64_FORMAT " 次报送", r->place.round)
                             : word_period(req->mem, r->at.period));
    show_links(content, r);
    compare_show(content, "COMPARE", req, task, r->at.period, r->shown, r->how);
    view_text(content, "SOURCE", zh_punct(req->mem, r->source));
}

static void show_value_facts(View *facts, const Review *r)
{
    const Said *now = &r->period.now;
    int64_t n = (int64_t)now->n_values, empty = 0, lower = 0, doubts = 0;

    for (gsize i = 0; i < now->n_values; i++) {
        const ReportTarget *target = compare_target(&r->period, now->values[i].target);
        empty += !now->values[i].has_value;
        lower += compare_is_lower(&r->period, &now->values[i]);
        doubts += target != NULL && target->doubt[0] != '\0';
    }
    View *filled = view_part(facts, n == 0 ? "FACT_NO_TARGETS" : empty == 0 ? "FACT_FILLED" : "FACT_EMPTY");
    view_number(filled, "N", n);
    view_number(filled, "EMPTY_N", empty);
    if (lower > 0)
        view_number(view_part(facts, "FACT_LOWER"), "N", lower);
    else if (n > 0 && r->period.before.any)
        view_show(facts, "FACT_NOT_LOWER");
    if (doubts > 0)
        view_number(view_part(facts, "FACT_DOUBT"), "N", doubts);
}

static void show_facts(View *body, const Review *r)
{
    View *facts = view_part(body, "FACTS");
    const ReportVersion *now = &r->period.now.version;
    const char *before = r->period.before.version.narrative;

    show_value_facts(facts, r);
    view_number(facts, "NARRATIVE_CHARS", text_chars(now->narrative));
    view_number(facts, "STEPS_CHARS", text_chars(now->next_steps));
    if (before != NULL && strcmp(before, now->narrative) == 0)
        view_show(facts, "FACT_SAME_TEXT");
    if (now->round > 1)
        view_number(view_part(facts, "FACT_AGAIN"), "ROUND", now->round);
    view_show(facts, now->late ? "FACT_LATE" : "FACT_ON_TIME");
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
    for (int i = 0; i < PHRASES; i++) {
        View *phrase = view_part(form, "PHRASE");
        view_number(phrase, "N", i + 1);
        view_text(phrase, "WORDS", review_phrases[i]);
        if (typed->ticked[i])
            view_show(phrase, "TICKED");
    }
    for (int light = LIGHT_GREEN; light < LIGHT__N; light++) {
        View *radio = view_part(form, "RADIO");
        view_text(radio, "CODE", light_code((Light)light));
        view_light(radio, "LIGHT", (Light)light, false);
        if (typed->light == (Light)light)
            view_show(radio, "ON");
        if (r->period.now.version.light == (Light)light)
            view_show(radio, "DECLARED");
        if (r->period.now.version.computed == (Light)light)
            view_show(radio, "SUGGESTED");
    }
    show_complaints(body, form, typed);
}

static void show_refusal(View *body, Verdict verdict)
{
    view_show(view_part(body, "REFUSED"), verdict == NO_SELF ? "OWN" : "CLOSED");
}

/* The files that this submission came with. */
static bool show_files(Req *req, View *body, const Review *r, GError **err)
{
    const char *path = mem_printf(req->mem,
                                  "/plans/%s/tasks/%" G_GINT64_FORMAT "/reports/%s/%" G_GINT64_FORMAT,
                                  r->at.plan, r->at.no, r->at.period, r->at.unit.v);
    Evidence *list;
    gsize n;

    TRY(evidence_of_version(req->app->db, req->mem, r->period.now.version.id, &list, &n, err));
    view_files_card(body, req, path, list, n, false);
    return true;
}

bool review_show(Req *req, Resp *resp, const Review *r, const Typed *typed, int status, GError **err)
{
    View *body = page_view(req, "review.tpl");
    gsize here = place_in_queue(r);

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "审核", "/reviews");
    page_crumb(req, body, mem_printf(req->mem, "第 %" G_GINT64_FORMAT " 项", r->place.task_no), NULL);
    TRY(undo_strip(req, body, "UNDO", err));
    show_head(req, body, r);
    show_neighbours(body, r, here);
    show_queue(req, body, r, here);
    show_return(req, body, r);
    if (typed->undo_late)
        view_show(body, "UNDO_LATE");
    if (typed->conflict)
        show_conflict(req, body, r, typed);
    if (r->place.facts.report != REPORT_SUBMITTED)
        show_result(req, body, r);
    if (r->readable) {
        show_content(req, body, r);
        show_facts(body, r);
        TRY(show_files(req, body, r, err));
    }
    if (r->verdict == MAY)
        show_form(req, body, r, typed);
    else if (r->place.facts.report == REPORT_SUBMITTED)
        show_refusal(body, r->verdict);
    return page_show(req, resp, body, status, NAV_REVIEWS,
                     mem_printf(req->mem, "审核 第 %" G_GINT64_FORMAT " 项", r->place.task_no), err);
}
