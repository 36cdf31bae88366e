/* reviews_batch.c: approving many reports at once (ux.md §4.9): a page that names each, then a deed for each.
 *
 * Only what needs no second look can be approved in a batch: a light that the unit declares and the ledger does not
 * suggest is decided on the report's own page. Nothing is given back in a batch: that needs words of its own. */
#include <inttypes.h>
#include <string.h>

#include "act/report_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/review_view.h"
#include "page/show.h"
#include "web/form.h"

enum { BATCH_MOST = 50 };

/* A report that was ticked, of the version that the reviewer saw. */
typedef struct {
    int64_t report, version;
} Pick;

typedef struct {
    Pick *list;
    gsize n;
} Picks;

typedef enum {
    BATCH_MAY,
    BATCH_PASSED,
    BATCH_DECIDED,
    BATCH_TAKEN_BACK,
    BATCH_NEWER,
    BATCH_OWN,
    BATCH_FROZEN,
    BATCH_LIGHT
} BatchState;

static const char *const state_parts[] = {
    [BATCH_MAY] = "UNDONE",  [BATCH_PASSED] = "PASSED",         [BATCH_DECIDED] = "DECIDED",
    [BATCH_NEWER] = "NEWER", [BATCH_TAKEN_BACK] = "TAKEN_BACK", [BATCH_OWN] = "OWN",
    [BATCH_LIGHT] = "LIGHT", [BATCH_FROZEN] = "FROZEN",
};

static BatchState refusal(const BatchRow *row, Verdict verdict)
{
    if (verdict == NO_SELF)
        return BATCH_OWN;
    if (row->decided_by.v != 0)
        return BATCH_DECIDED;
    return verdict == NO_PERIOD_MORE ? BATCH_FROZEN : BATCH_TAKEN_BACK;
}

/* What may become of a report in a batch; the deed judges once more, on the locked row. */
static BatchState state_of(const Actor *who, const BatchRow *row, int64_t seen)
{
    Facts facts = { .period = row->period_state,
                    .report = row->state,
                    .filed_by = row->filed_by,
                    .took_part = row->took_part };
    Verdict verdict = authz(who, DEED_DECIDE, &facts);

    if (row->state == REPORT_APPROVED && row->decided_by.v == who->person.v && row->version == seen + 1)
        return BATCH_PASSED;
    if (verdict != MAY)
        return refusal(row, verdict);
    if (row->version != seen)
        return BATCH_NEWER;
    return row->computed != LIGHT_NONE && row->computed != row->declared ? BATCH_LIGHT : BATCH_MAY;
}

static int64_t seen_version(const Picks *picks, ReportId report)
{
    for (gsize i = 0; i < picks->n; i++)
        if (picks->list[i].report == report.v)
            return picks->list[i].version;
    return 0;
}

static bool read_rows(Req *req, const Picks *picks, BatchRow **rows, gsize *n, GError **err)
{
    int64_t *ids = mem_array(req->mem, int64_t, picks->n);

    for (gsize i = 0; i < picks->n; i++)
        ids[i] = picks->list[i].report;
    return review_batch(req->app->db, req->mem, req->who.person, ids, picks->n, rows, n, err);
}

/* ---- what was ticked */

static bool take_picks(const Req *req, Picks *picks, const char **step, GError **err)
{
    static const Field fields[] = { { "step", 10, false }, { "pick", 18, true } };
    const char *v[G_N_ELEMENTS(fields)];

    TRY(form_take(req, fields, G_N_ELEMENTS(fields), v, err));
    *picks = (Picks){ .list = mem_array(req->mem, Pick, req->form.n) };
    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        Pick *pick = &picks->list[picks->n];
        if (!g_str_has_prefix(param->name, "pick."))
            continue;
        if (!number_read(param->name + strlen("pick."), &pick->report) ||
            !number_read(param->value, &pick->version))
            return fail(err, ERR_BAD_INPUT, "batch: %s is no report's version", param->name);
        picks->n++;
    }
    *step = v[0];
    return true;
}

/* ---- the page that asks */

static const ReviewRow *queue_row(const ReviewRow *queue, gsize n, ReportId report)
{
    for (gsize i = 0; i < n; i++)
        if (queue[i].report.v == report.v)
            return &queue[i];
    return NULL;
}

static void show_name(Req *req, View *view, const BatchRow *row)
{
    view_number(view, "ID", row->report.v);
    view_number(view, "NO", row->no);
    view_text(view, "TITLE", zh_punct(req->mem, row->title));
    view_text(view, "UNIT", row->unit_name);
    view_text(view, "PERIOD", word_period(req->mem, row->period));
}

static void show_ready(Req *req, View *table, const BatchRow *row, const ReviewRow *waiting)
{
    View *ready = view_part(table, "READY");

    show_name(req, ready, row);
    view_number(ready, "VERSION", row->version);
    view_number(ready, "ROUND", row->round);
    view_moment(ready, req->mem, "AT", row->submitted_us, word_moment);
    view_light(ready, "LIGHT", row->declared, true);
    view_light(ready, "BEFORE_LIGHT", waiting == NULL ? LIGHT_NONE : waiting->before, false);
    if (waiting != NULL)
        view_flags(ready, waiting);
}

static void show_state(Req *req, View *item, const BatchRow *row, BatchState state)
{
    View *part = view_part(item, state_parts[state]);

    if (state == BATCH_DECIDED) {
        view_text(part, "NAME", row->decided_name);
        view_moment(part, req->mem, "AT", row->decided_us, word_moment);
        view_text(part, "WHAT", row->state == REPORT_APPROVED ? "审核通过" : "退回");
    }
    if (state == BATCH_PASSED)
        view_light(part, "LIGHT", row->light, false);
    if (state == BATCH_LIGHT) {
        view_light(part, "DECLARED", row->declared, false);
        view_light(part, "COMPUTED", row->computed, false);
    }
}

static bool show_question(Req *req, Resp *resp, const Picks *picks, GError **err)
{
    View *body = page_view(req, "reviews_batch.tpl");
    BatchRow *rows;
    ReviewRow *queue;
    gsize n, n_queue;
    View *ready = NULL, *refused = NULL;
    int64_t n_ready = 0;

    TRY(read_rows(req, picks, &rows, &n, err));
    TRY(review_queue(req->app->db, req->mem, &queue, &n_queue, err));
    for (gsize i = 0; i < n; i++) {
        BatchState state = state_of(&req->who, &rows[i], seen_version(picks, rows[i].report));
        if (state == BATCH_MAY) {
            ready = ready != NULL ? ready : view_part(body, "SOME");
            show_ready(req, ready, &rows[i], queue_row(queue, n_queue, rows[i].report));
            n_ready++;
            continue;
        }
        refused = refused != NULL ? refused : view_part(body, "REFUSED");
        View *item = view_part(refused, "ITEM");
        show_name(req, item, &rows[i]);
        show_state(req, item, &rows[i], state);
    }
    view_number(body, "N", n_ready);
    view_number(body, "REFUSED_N", (int64_t)n - n_ready);
    view_show(body, n_ready > 0 ? "ANY" : "NONE");
    view_text(body, "RID", request_id_new(req->mem));
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "审核", "/reviews");
    page_crumb(req, body, "批量通过", NULL);
    return page_show(req, resp, body, 200, NAV_REVIEWS, "批量通过", err);
}

/* ---- the deeds */

/* Each report's deed has an id of its own that comes from the form's. */
static RequestId request_of(const RequestId *form, int64_t report)
{
    RequestId id = *form;

    for (int i = 0; i < 8; i++)
        id.bytes[REQUEST_ID_BYTES - 1 - i] ^= (uint8_t)((uint64_t)report >> (8 * i));
    return id;
}

/* What one report refuses is told on the next page; only a broken house ends the whole. */
static bool approve(Req *req, const RequestId *request, const BatchRow *row, int64_t seen, GError **err)
{
    GError *error = NULL;
    DecisionWish wish = { .report = row->report,
                          .request = request_of(request, row->report.v),
                          .base_version = seen,
                          .approve = true,
                          .comment = "",
                          .light = row->declared,
                          .now_us = req->now_us };

    if (act_report_decide(req->app->db, req->mem, &req->who, &wish, &error))
        return true;
    if (err_kind(error) == ERR_BROKEN) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    return true;
}

static const char *done_words(Mem *mem, const Picks *picks)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (gsize i = 0; i < picks->n; i++)
        g_string_append_printf(words, "%s%" PRId64 "-%" PRId64, i > 0 ? "." : "", picks->list[i].report,
                               picks->list[i].version);
    return mem_text(mem, words->str);
}

static bool approve_all(Req *req, Resp *resp, const Picks *picks, GError **err)
{
    RequestId request;
    BatchRow *rows;
    gsize n;

    TRY(form_request_id(req, &request, err));
    TRY(read_rows(req, picks, &rows, &n, err));
    for (gsize i = 0; i < n; i++) {
        int64_t seen = seen_version(picks, rows[i].report);
        if (state_of(&req->who, &rows[i], seen) == BATCH_MAY)
            TRY(approve(req, &request, &rows[i], seen, err));
    }
    return resp_see_other(resp, req->mem, "/reviews/batch?done=%s", done_words(req->mem, picks));
}

bool page_reviews_batch_post(Req *req, Resp *resp, GError **err)
{
    const char *step = "";
    Picks picks;

    TRY(take_picks(req, &picks, &step, err));
    if (picks.n == 0 || picks.n > BATCH_MOST) {
        page_say(req, picks.n == 0 ? "请先勾选要通过的报送。" : "一次最多通过 %d 件，请分几次办理。",
                 BATCH_MOST);
        return resp_see_other(resp, req->mem, "/reviews");
    }
    if (strcmp(step, "confirm") == 0)
        return show_question(req, resp, &picks, err);
    if (strcmp(step, "do") == 0)
        return approve_all(req, resp, &picks, err);
    return fail(err, ERR_BAD_INPUT, "batch: no step %s", step);
}

/* ---- what came of it: told by what the database says now, so that reloading the page tells the truth */

static Picks picks_done(const Req *req)
{
    const char *done = query_get(req, "done");
    char **words = text_split(req->mem, done == NULL ? "" : done, ".");
    Picks picks = { .list = mem_array(req->mem, Pick, BATCH_MOST) };

    for (gsize i = 0; words[i] != NULL && picks.n < BATCH_MOST; i++) {
        Pick *pick = &picks.list[picks.n];
        char *dash = strchr(words[i], '-');
        if (dash == NULL)
            continue;
        *dash = '\0';
        picks.n += number_read(words[i], &pick->report) && number_read(dash + 1, &pick->version);
    }
    return picks;
}

static bool show_outcomes(Req *req, View *body, const Picks *picks, GError **err)
{
    BatchRow *rows;
    gsize n;
    int64_t passed = 0;

    TRY(read_rows(req, picks, &rows, &n, err));
    for (gsize i = 0; i < n; i++) {
        BatchState state = state_of(&req->who, &rows[i], seen_version(picks, rows[i].report));
        View *item = view_part(body, "ITEM");
        show_name(req, item, &rows[i]);
        show_state(req, item, &rows[i], state);
        passed += state == BATCH_PASSED;
    }
    view_number(body, "PASSED_N", passed);
    if ((int64_t)n > passed)
        view_number(view_part(body, "SOME_NOT"), "NOT_N", (int64_t)n - passed);
    return true;
}

bool page_reviews_batch(Req *req, Resp *resp, GError **err)
{
    Picks picks = picks_done(req);

    if (picks.n == 0)
        return resp_see_other(resp, req->mem, "/reviews");
    View *body = page_view(req, "reviews_done.tpl");
    TRY(show_outcomes(req, body, &picks, err));
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "审核", "/reviews");
    page_crumb(req, body, "批量通过结果", NULL);
    return page_show(req, resp, body, 200, NAV_REVIEWS, "批量通过结果", err);
}
