/* review.c: looking at one report and deciding on it (ux.md §4.8). What the page shows is in review_show.c. */
#include <string.h>

#include "act/report_deeds.h"
#include "base/err.h"
#include "base/log.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/review_show.h"
#include "page/show.h"
#include "web/form.h"

enum { DECISION, COMMENT, PHRASE, LIGHT, REV, N_FIELDS };

/* The comment's own limit is COMMENT_MOST, with words of its own; this one only stops floods. */
static const Field fields[N_FIELDS] = {
    [DECISION] = { "decision", 20, false }, [COMMENT] = { "comment", 20000, false },
    [PHRASE] = { "phrase", 2, true },       [LIGHT] = { "light", 10, false },
    [REV] = { "rev", 18, false },
};

typedef struct {
    bool approve, give_back, next;
    int64_t rev;
    Typed typed;
} Answer;

static bool report_of(const Req *req, ReportId *report, GError **err)
{
    return number_read(req->arg[0], &report->v) || fail(err, ERR_NOT_FOUND, "no report %s", req->arg[0]);
}

/* What is compared with: what was given back when this is a further round, unless the query says otherwise. */
static void choose(const Req *req, Review *r)
{
    const char *with = query_get(req, "with");

    r->with_return = r->again.before.any && (with == NULL || strcmp(with, "period") != 0);
    r->how = compare_view_wanted(req);
}

static bool read_texts(Req *req, Review *r, GError **err)
{
    TRY(compare_now(req, &r->place, 0, &r->period, err));
    r->again = r->period;
    TRY(compare_with_period(req, &r->place, &r->period, err));
    if (r->place.round > 1)
        TRY(compare_with_round(req, &r->place, r->place.round - 1, &r->again, err));
    TRY(version_answers(req->app->db, req->mem, r->period.now.version.id, &r->answers, &r->n_answers, err));
    choose(req, r);
    return review_source(req->app->db, req->mem, r->place.task, &r->source, err);
}

static bool read_decision(Req *req, Review *r, GError **err)
{
    Facts facts = r->place.facts;

    TRY(decision_last(req->app->db, req->mem, r->place.report, &r->decision, err));
    TRY(spot_of_decision(req->app->db, req->mem, req->who.person, r->decision.id, &r->spot, err));
    undo_facts(&facts, &r->decision, &r->spot, req->now_us);
    r->may_undo = r->decision.at_version == r->place.version && authz(&req->who, DEED_UNDO, &facts) == MAY;
    return true;
}

bool review_read(Req *req, ReportId report, Review *review, GError **err)
{
    Db *db = req->app->db;
    Review *r = review;

    *r = (Review){ .readable = false };
    TRY(report_address(db, req->mem, report, &r->at, err));
    TRY(report_place(db, req->mem, &req->who, &r->at, req->now_us, &r->place, err));
    TRY(read_decision(req, r, err));
    TRY(review_line(db, req->mem, &r->queue, &r->n_queue, err));
    r->verdict = authz(&req->who, DEED_DECIDE, &r->place.facts);
    r->readable = authz(&req->who, DEED_READ_REPORT, &r->place.facts) == MAY;
    if (r->readable)
        TRY(read_texts(req, r, err));
    r->shown = r->with_return ? &r->again : &r->period;
    return true;
}

bool page_review(Req *req, Resp *resp, GError **err)
{
    ReportId report;
    Review review;

    TRY(report_of(req, &report, err));
    TRY(review_read(req, report, &review, err));
    Typed typed = { .comment = "", .whole = "", .light = review.place.declared };
    return review_show(req, resp, &review, &typed, 200, err);
}

/* phrase.2 is ticked: it becomes a line of the comment, unless it stands there already. */
static void take_phrases(const Req *req, Typed *typed)
{
    typed->whole = typed->comment;
    for (int i = 0; i < PHRASES; i++) {
        const char *name = mem_printf(req->mem, "phrase.%d", i + 1);
        for (gsize k = 0; k < req->form.n; k++)
            typed->ticked[i] |= strcmp(req->form.list[k].name, name) == 0;
        if (!typed->ticked[i] || strstr(typed->whole, review_phrases[i]) != NULL)
            continue;
        const char *gap = text_is_blank(typed->whole) ? "" : "\n";
        typed->whole = mem_printf(req->mem, "%s%s%s", gap[0] == '\0' ? "" : typed->whole, gap,
                                  review_phrases[i]);
    }
}

static bool take(const Req *req, Answer *answer, GError **err)
{
    const char *v[N_FIELDS];

    TRY(form_take(req, fields, N_FIELDS, v, err));
    *answer = (Answer){ .give_back = strcmp(v[DECISION], "return") == 0,
                        .next = strcmp(v[DECISION], "approve-next") == 0,
                        .typed = { .comment = v[COMMENT], .light = light_of(v[LIGHT]) } };
    answer->approve = answer->next || strcmp(v[DECISION], "approve") == 0;
    take_phrases(req, &answer->typed);
    if (!number_read(v[REV], &answer->rev))
        return fail(err, ERR_BAD_INPUT, "review: rev is no number");
    /* "keep" is what Enter would press: it decides nothing. */
    return answer->approve || answer->give_back || strcmp(v[DECISION], "keep") == 0 ||
           fail(err, ERR_BAD_INPUT, "review: unknown decision");
}

/* Whether a stands before b in the queue: handed in again first, then by time. */
static bool stands_before(bool again_a, int64_t at_a, int64_t id_a, const ReviewWaiting *b)
{
    bool again_b = b->round > 1;

    if (again_a != again_b)
        return again_a;
    return at_a != b->submitted_us ? at_a < b->submitted_us : id_a < b->report.v;
}

/* The next in the queue that this person may decide on, from where the report stood; the first when there is none
 * behind it. 0: nothing is left. */
static bool next_in_queue(Req *req, const ReportPlace *place, ReportId *next, GError **err)
{
    ReviewWaiting *rows;
    gsize n;
    ReportId first = { 0 };

    next->v = 0;
    TRY(review_line(req->app->db, req->mem, &rows, &n, err));
    for (gsize i = 0; i < n && next->v == 0; i++) {
        if (rows[i].filed_by.v == req->who.person.v || rows[i].report.v == place->report.v)
            continue;
        if (first.v == 0)
            first = rows[i].report;
        if (stands_before(place->round > 1, place->submitted_us, place->report.v, &rows[i]))
            *next = rows[i].report;
    }
    if (next->v == 0)
        *next = first;
    return true;
}

/* The decision is stored: nothing that fails from here on may say otherwise. */
static bool go_on(Req *req, Resp *resp, const Answer *answer, const ReportPlace *place)
{
    g_autoptr(GError) error = NULL;
    ReportId next = { 0 };

    page_say(req, "%s第 %" G_GINT64_FORMAT " 项（%s）。", answer->approve ? "已通过" : "已退回",
             place->task_no, place->unit_name);
    if ((answer->next || answer->give_back) && !next_in_queue(req, place, &next, &error))
        log_line(LOG_WARN, req->id, "after the decision: %s", error->message);
    if (next.v != 0)
        return resp_see_other(resp, req->mem, "/reviews/%" G_GINT64_FORMAT, next.v);
    return resp_see_other(resp, req->mem, "/reviews");
}

/* Somebody was first: another reviewer, or the unit took it back. What is there now, with the comment kept. */
static bool show_conflict(Req *req, Resp *resp, ReportId report, Answer *answer, GError **err)
{
    Review review;

    TRY(review_read(req, report, &review, err));
    answer->typed.conflict = true;
    return review_show(req, resp, &review, &answer->typed, 409, err);
}

static bool decide(Req *req, Resp *resp, const Review *review, Answer *answer, GError **err)
{
    GError *error = NULL;
    DecisionWish wish = { .report = review->place.report,
                          .base_version = answer->rev,
                          .approve = answer->approve,
                          .comment = answer->typed.whole,
                          .light = answer->typed.light,
                          .now_us = req->now_us };

    TRY(form_request_id(req, &wish.request, err));
    if (act_report_decide(req->app->db, req->mem, &req->who, &wish, &error))
        return go_on(req, resp, answer, &review->place);
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    return show_conflict(req, resp, wish.report, answer, err);
}

bool page_review_post(Req *req, Resp *resp, GError **err)
{
    ReportId report;
    Review review;
    Answer answer;

    TRY(report_of(req, &report, err));
    TRY(take(req, &answer, err));
    TRY(review_read(req, report, &review, err));
    if (!answer.approve && !answer.give_back)
        return review_show(req, resp, &review, &answer.typed, 200, err);
    Typed *typed = &answer.typed;
    typed->complaints = decision_complaints(req->mem, answer.approve, typed->whole,
                                            review.period.now.version.light, typed->light,
                                            &typed->n_complaints);
    /* What stands against the decision itself comes first: a stale or a forbidden one is the deed's to refuse. */
    if (typed->n_complaints > 0 && review.verdict == MAY && review.place.version == answer.rev)
        return review_show(req, resp, &review, typed, 422, err);
    return decide(req, resp, &review, &answer, err);
}
