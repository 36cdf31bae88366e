/* undo.c: taking decisions back: the strip and its button. */
#include "page/undo.h"

#include "act/report_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/review_show.h"
#include "page/show.h"
#include "store/undo_read.h"
#include "web/form.h"

static int64_t window_us(void)
{
    return (int64_t)UNDO_MINUTES * 60 * G_USEC_PER_SEC;
}

static void show_line(Req *req, View *strip, const Undoable *u)
{
    View *line = view_part(strip, "LINE");

    view_show(line, u->approve ? "APPROVED" : "RETURNED");
    view_number(line, "NO", u->no);
    view_text(line, "UNIT", u->unit_name);
    view_text(line, "PERIOD", word_period(req->mem, u->period));
    view_number(line, "ID", u->report.v);
    view_number(line, "DECISION", u->decision);
    view_text(line, "RID", request_id_new(req->mem));
    view_moment(line, req->mem, "UNTIL", u->decided_us + window_us(), word_moment);
}

bool undo_strip(Req *req, View *body, const char *marker, GError **err)
{
    Undoable *list;
    gsize n;

    TRY(undo_list(req->app->db, req->mem, req->who.person, req->now_us - window_us(), &list, &n, err));
    if (n == 0)
        return true;
    View *strip = view_include(body, marker, "undo.tpl");
    show_line(req, strip, &list[0]);
    View *more = n == 1 ? NULL : view_part(strip, "MORE");
    for (gsize i = 1; i < n; i++)
        show_line(req, more, &list[i]);
    if (more != NULL)
        view_number(more, "N", (int64_t)n - 1);
    return true;
}

enum { DECISION, N_FIELDS };

static const Field fields[N_FIELDS] = { [DECISION] = { "decision", 18, false } };

/* Somebody acted on it since: what stands there now. */
static bool show_late(Req *req, Resp *resp, ReportId report, GError **err)
{
    Review review;

    TRY(review_read(req, report, &review, err));
    Typed typed = { .comment = "", .whole = "", .light = review.place.declared, .undo_late = true };
    return review_show(req, resp, &review, &typed, 409, err);
}

static bool say(Req *req, ReportId report, GError **err)
{
    ReportAddress at;
    ReportPlace place;

    TRY(report_address(req->app->db, req->mem, report, &at, err));
    TRY(report_place(req->app->db, req->mem, &req->who, &at, req->now_us, &place, err));
    return page_say(req, "已撤销对第 %" G_GINT64_FORMAT " 项（%s）的审核，报送回到待审队列原来的位置。",
                    place.task_no, place.unit_name);
}

bool page_review_undo_post(Req *req, Resp *resp, GError **err)
{
    const char *v[N_FIELDS];
    GError *error = NULL;
    UndoWish wish = { .now_us = req->now_us };

    if (!number_read(req->arg[0], &wish.report.v))
        return fail(err, ERR_NOT_FOUND, "no report %s", req->arg[0]);
    TRY(form_take(req, fields, N_FIELDS, v, err));
    TRY(form_request_id(req, &wish.request, err));
    if (!number_read(v[DECISION], &wish.decision))
        return fail(err, ERR_BAD_INPUT, "undo: no decision");
    if (act_report_undo(req->app->db, req->mem, &req->who, &wish, &error)) {
        TRY(say(req, wish.report, err));
        return resp_see_other(resp, req->mem, "/reviews/%" G_GINT64_FORMAT, wish.report.v);
    }
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    return show_late(req, resp, wish.report, err);
}
