/* bulletin_issue.c: the two steps that everybody sees, each with a page to confirm it: issuing and recalling (ux.md 4.13). */
#include <inttypes.h>
#include <string.h>

#include "act/bulletin_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/bulletin.h"
#include "page/pages.h"
#include "page/paper_show.h"
#include "page/show.h"
#include "web/form.h"

static bool confirm_issue(Req *req, Resp *resp, const Bulletin *b, bool newer, GError **err)
{
    const Paper *paper;
    LastNote last, whole;

    TRY(bulletin_document(req->app->db, req->mem, b, &paper, err));
    TRY(last_note(req->app->db, req->mem, &last, err));
    TRY(freeze_note(req->app->db, req->mem, b->period_id, &whole, err));
    View *body = page_view(req, "bulletin_issue.tpl");
    bulletin_crumbs(req, body, b, "发布");
    view_text(body, "PATH", bulletin_path(req->mem, b->id));
    view_text(body, "TITLE", b->title);
    view_text(body, "UNIT", req->who.unit_name);
    view_text(body, "DAY", word_date(req->mem, req->now_us));
    if (newer)
        view_show(body, "NEWER");
    View *part = view_part(body, last.note == NULL ? "NO_CHECKPOINT" : "MAY");
    if (last.note != NULL) {
        if (whole.note == NULL)
            view_show(part, "BEHIND");
        view_number(part, "SIZE", (int64_t)last.size);
        view_moment(part, req->mem, "SEALED", last.at_us, word_full);
        view_text(part, "RID", request_id_new(req->mem));
        view_number(part, "REV", b->version);
    }
    paper_show(req->mem, body, "PAPER", paper, NULL);
    return page_show(req, resp, body, newer ? 409 : 200, NAV_BULLETINS, "发布通报", err);
}

bool page_bulletin_issue(Req *req, Resp *resp, GError **err)
{
    Bulletin b;

    TRY(bulletin_of(req, &b, err));
    if (b.state != BULLETIN_DRAFT)
        return resp_see_other(resp, req->mem, "%s", bulletin_path(req->mem, b.id));
    return confirm_issue(req, resp, &b, false, err);
}

enum { REV, REASON, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [REV] = { "rev", 18, false },
    [REASON] = { "reason", 4000, false },
};

static bool read_wish(Req *req, BulletinWish *wish, GError **err)
{
    const char *value[N_FIELDS];

    TRY(form_take(req, post_fields, N_FIELDS, value, err));
    TRY(form_request_id(req, &wish->request, err));
    if (!number_read(value[REV], &wish->base_version) || !number_read(req->arg[0], &wish->id))
        return fail(err, ERR_BAD_INPUT, "bulletin: rev is no number");
    wish->reason = value[REASON];
    wish->now_us = req->now_us;
    return true;
}

static bool is_conflict(GError *error, GError **err)
{
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    return true;
}

bool page_bulletin_issue_post(Req *req, Resp *resp, GError **err)
{
    BulletinWish wish = { 0 };
    Bulletin b;
    GError *error = NULL;

    TRY(read_wish(req, &wish, err));
    if (!act_bulletin_issue(req->app->db, req->mem, &req->who, &wish, &error)) {
        TRY(is_conflict(error, err));
        TRY(bulletin_of(req, &b, err));
        return b.state == BULLETIN_DRAFT
                   ? confirm_issue(req, resp, &b, true, err)
                   : fail(err, ERR_CONFLICT, "bulletin %" PRId64 " was issued meanwhile", b.id);
    }
    TRY(bulletin_of(req, &b, err));
    page_say(req, "已发布%s，全市可见。", bulletin_name(req->mem, &b));
    return resp_see_other(resp, req->mem, "%s", bulletin_path(req->mem, wish.id));
}

/* ---- recalling */

static bool confirm_recall(Req *req, Resp *resp, const Bulletin *b, const BulletinWish *wish, int status,
                           GError **err)
{
    View *body = page_view(req, "bulletin_recall.tpl");
    gsize n = 0;
    const Complaint *complaints = status == 422 ? recall_complaints(req->mem, wish->reason, &n) : NULL;

    bulletin_crumbs(req, body, b, "撤回");
    view_text(body, "PATH", bulletin_path(req->mem, b->id));
    view_text(body, "TITLE", b->title);
    view_text(body, "NO", bulletin_name(req->mem, b));
    view_text(body, "RID", request_id_new(req->mem));
    view_number(body, "REV", b->version);
    view_text(body, "REASON", wish->reason);
    if (n > 0) {
        view_text(view_part(body, "ERRORS"), "TEXT", complaints[0].text);
        view_text(view_part(body, "BAD"), "TEXT", complaints[0].text);
    }
    return page_show(req, resp, body, status, NAV_BULLETINS, "撤回通报", err);
}

bool page_bulletin_recall(Req *req, Resp *resp, GError **err)
{
    const BulletinWish wish = { .reason = "" };
    Bulletin b;

    TRY(bulletin_of(req, &b, err));
    if (b.state != BULLETIN_ISSUED)
        return resp_see_other(resp, req->mem, "%s", bulletin_path(req->mem, b.id));
    return confirm_recall(req, resp, &b, &wish, 200, err);
}

bool page_bulletin_recall_post(Req *req, Resp *resp, GError **err)
{
    BulletinWish wish = { 0 };
    Bulletin b;
    gsize n;

    TRY(bulletin_of(req, &b, err));
    TRY(read_wish(req, &wish, err));
    recall_complaints(req->mem, wish.reason, &n);
    if (n > 0 && b.state == BULLETIN_ISSUED)
        return confirm_recall(req, resp, &b, &wish, 422, err);
    TRY(act_bulletin_recall(req->app->db, req->mem, &req->who, &wish, err));
    page_say(req, "已撤回%s，原文和撤回理由保留。", bulletin_name(req->mem, &b));
    return resp_see_other(resp, req->mem, "%s", bulletin_path(req->mem, b.id));
}
