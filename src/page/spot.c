/* spot.c: 抽查复核: approvals that were drawn, and the second reviewer's verdict on one. */
#include <string.h>

#include "act/spot_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/compare.h"
#include "page/pages.h"
#include "page/show.h"
#include "page/spot_show.h"
#include "web/form.h"

const char *spot_state_word(SpotState state)
{
    static const char *const words[SPOT__N] = { "", "待复核", "一致", "不一致", "已作废" };

    return words[state];
}

void spot_show_verdict(View *view, const char *marker, Mem *mem, const SpotCheck *spot)
{
    if (spot->state != SPOT_SAME && spot->state != SPOT_DIFFERENT)
        return;
    View *note = view_include(view, marker, "spot_verdict.tpl");
    view_text(note, "WORD", spot_state_word(spot->state));
    view_text(note, "NAME", spot->checked_name);
    view_moment(note, mem, "AT", spot->checked_us, word_moment);
    if (spot->comment[0] != '\0')
        view_text(view_part(note, "SAID"), "WORDS", spot->comment);
    if (spot->state == SPOT_DIFFERENT)
        view_show(view_part(note, "DIFFERENT"), spot->period == PERIOD_FROZEN ? "FROZEN" : "OPEN");
}

/* ---- the list */

static void show_row(Req *req, View *table, const SpotCheck *spot)
{
    View *row = view_part(table, "ROW");

    view_number(row, "ID", spot->id);
    view_number(row, "NO", spot->at.no);
    view_text(row, "TITLE", zh_punct(req->mem, spot->title));
    view_text(row, "UNIT", spot->unit_name);
    view_text(row, "PERIOD", word_period(req->mem, spot->at.period));
    view_light(row, "LIGHT", spot->light, false);
    view_text(row, "DECIDED_NAME", spot->decided_name);
    view_moment(row, req->mem, "DECIDED_AT", spot->decided_us, word_moment);
    if (spot->state == SPOT_WAITING)
        return;
    View *checked = view_part(row, "CHECKED");
    view_text(checked, "CHECKED_NAME", spot->checked_name);
    view_moment(checked, req->mem, "CHECKED_AT", spot->checked_us, word_moment);
}

static bool may_check(const Req *req, const SpotCheck *spot)
{
    Facts facts = spot_facts(spot);

    return authz(&req->who, DEED_SPOT_CHECK, &facts) == MAY;
}

/* Those that this person may look at; *others: so many wait for somebody else. */
static bool show_waiting(Req *req, View *body, int64_t *n, int64_t *others, GError **err)
{
    SpotCheck *list;
    gsize all;
    View *table = NULL;

    *n = *others = 0;
    TRY(spot_list(req->app->db, req->mem, req->who.person, SPOT_WAITING, &list, &all, err));
    for (gsize i = 0; i < all; i++) {
        if (!may_check(req, &list[i])) {
            (*others)++;
            continue;
        }
        table = table != NULL ? table : view_part(body, "TO_DO");
        show_row(req, table, &list[i]);
        (*n)++;
    }
    return true;
}

static bool show_done(Req *req, View *body, SpotState state, const char *part, GError **err)
{
    SpotCheck *list;
    gsize n;

    TRY(spot_list(req->app->db, req->mem, req->who.person, state, &list, &n, err));
    View *table = n == 0 ? NULL : view_part(body, part);
    for (gsize i = 0; i < n; i++)
        show_row(req, table, &list[i]);
    return true;
}

bool page_spots(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "spots.tpl");
    int64_t n, others;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "审核", "/reviews");
    page_crumb(req, body, "抽查复核", NULL);
    TRY(show_waiting(req, body, &n, &others, err));
    view_number(body, "N", n);
    if (n == 0)
        view_show(body, "NOTHING");
    if (others > 0)
        view_number(view_part(body, "OTHERS"), "N_OTHERS", others);
    TRY(show_done(req, body, SPOT_DIFFERENT, "DIFFERENT", err));
    TRY(show_done(req, body, SPOT_SAME, "SAME", err));
    return page_show(req, resp, body, 200, NAV_SPOTS, "抽查复核", err);
}

/* ---- one */

typedef struct {
    const char *comment;
    Complaint *complaints;
    gsize n_complaints;
    bool late; /* somebody else was first */
} Words;

enum { VERDICT, COMMENT, REV, N_FIELDS };

static const Field fields[N_FIELDS] = {
    [VERDICT] = { "verdict", 10, false },
    [COMMENT] = { "comment", 20000, false },
    [REV] = { "rev", 18, false },
};

static void show_form(Req *req, View *body, const SpotCheck *spot, const Words *said)
{
    View *form = view_part(body, "FORM");

    view_number(form, "ID", spot->id);
    view_number(form, "REV", spot->version);
    view_text(form, "RID", request_id_new(req->mem));
    view_text(form, "COMMENT", said->comment);
    View *errors = said->n_complaints == 0 ? NULL : view_part(body, "ERRORS");
    for (gsize i = 0; i < said->n_complaints; i++) {
        view_text(view_part(errors, "ERROR"), "TEXT", said->complaints[i].text);
        view_text(view_part(form, "BAD"), "TEXT", said->complaints[i].text);
    }
}

static void show_refusal(Req *req, View *body, const SpotCheck *spot, const Words *said)
{
    spot_show_verdict(body, "VERDICT", req->mem, spot);
    if (spot->state == SPOT_WAITING)
        view_show(body, "OWN");
    if (spot->state == SPOT_VOID)
        view_show(body, "VOID");
    if (said->comment[0] != '\0')
        view_text(view_part(body, "KEPT"), "KEPT_TEXT", said->comment);
}

static void show_head(Req *req, View *body, const SpotCheck *spot, const char *task)
{
    page_crumb(req, body, "审核", "/reviews");
    page_crumb(req, body, "抽查复核", "/spot-checks");
    page_crumb(req, body, mem_printf(req->mem, "第 %" G_GINT64_FORMAT " 项", spot->at.no), NULL);
    view_number(body, "NO", spot->at.no);
    view_text(body, "TITLE", zh_punct(req->mem, spot->title));
    view_text(body, "UNIT", spot->unit_name);
    view_text(body, "PERIOD", word_period(req->mem, spot->at.period));
    view_text(body, "DECIDED_NAME", spot->decided_name);
    view_moment(body, req->mem, "DECIDED_AT", spot->decided_us, word_moment);
    view_light(body, "LIGHT", spot->light, false);
    view_text(
        body, "REPORT_ADDRESS",
        mem_printf(req->mem, "%s/reports/%s/%" G_GINT64_FORMAT, task, spot->at.period, spot->at.unit.v));
}

static bool show_texts(Req *req, View *body, const SpotCheck *spot, const char *task, GError **err)
{
    ReportPlace place;
    Compare c;

    TRY(report_place(req->app->db, req->mem, &req->who, &spot->at, req->now_us, &place, err));
    if (place.facts.report != REPORT_APPROVED)
        return true; /* taken back: it is on its way again */
    TRY(compare_now(req, &place, 0, &c, err));
    TRY(compare_with_period(req, &place, &c, err));
    compare_show(view_part(body, "CONTENT"), "COMPARE", req, task, spot->at.period, &c, COMPARE_WHOLE);
    return true;
}

static bool show_spot(Req *req, Resp *resp, const SpotCheck *spot, const Words *said, int status,
                      GError **err)
{
    View *body = page_view(req, "spot.tpl");
    char *task = mem_printf(req->mem, "/plans/%s/tasks/%" G_GINT64_FORMAT, spot->at.plan, spot->at.no);

    show_head(req, body, spot, task);
    TRY(show_texts(req, body, spot, task, err));
    if (said->late)
        view_show(body, "LATE");
    if (may_check(req, spot))
        show_form(req, body, spot, said);
    else
        show_refusal(req, body, spot, said);
    return page_show(req, resp, body, status, NAV_SPOTS, "抽查复核", err);
}

static bool spot_of(Req *req, SpotCheck *spot, GError **err)
{
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "no spot check %s", req->arg[0]);
    return spot_find(req->app->db, req->mem, req->who.person, id, spot, err);
}

bool page_spot(Req *req, Resp *resp, GError **err)
{
    SpotCheck spot;
    Words nothing = { .comment = "" };

    TRY(spot_of(req, &spot, err));
    return show_spot(req, resp, &spot, &nothing, 200, err);
}

static bool show_late(Req *req, Resp *resp, Words *said, GError **err)
{
    SpotCheck now;

    TRY(spot_of(req, &now, err));
    said->late = true;
    return show_spot(req, resp, &now, said, 409, err);
}

bool page_spot_post(Req *req, Resp *resp, GError **err)
{
    const char *v[N_FIELDS];
    SpotCheck spot;
    GError *error = NULL;
    VerdictWish wish = { .now_us = req->now_us };

    TRY(spot_of(req, &spot, err));
    TRY(form_take(req, fields, N_FIELDS, v, err));
    TRY(form_request_id(req, &wish.request, err));
    wish.same = strcmp(v[VERDICT], "same") == 0;
    if ((!wish.same && strcmp(v[VERDICT], "different") != 0) || !number_read(v[REV], &wish.base_version))
        return fail(err, ERR_BAD_INPUT, "spot check: no verdict");
    Words said = { .comment = v[COMMENT] };
    said.complaints = verdict_complaints(req->mem, wish.same, said.comment, &said.n_complaints);
    if (said.n_complaints > 0 && may_check(req, &spot) && spot.version == wish.base_version)
        return show_spot(req, resp, &spot, &said, 422, err);
    wish.spot = spot.id;
    wish.comment = said.comment;
    if (act_spot_verdict(req->app->db, req->mem, &req->who, &wish, &error)) {
        page_say(req, "已记录第 %" G_GINT64_FORMAT " 项（%s）的复核结论：%s。", spot.at.no, spot.unit_name,
                 spot_state_word(wish.same ? SPOT_SAME : SPOT_DIFFERENT));
        return resp_see_other(resp, req->mem, "/spot-checks");
    }
    if (err_kind(error) == ERR_CONFLICT) {
        g_clear_error(&error);
        return show_late(req, resp, &said, err);
    }
    g_propagate_error(err, error);
    return false;
}
