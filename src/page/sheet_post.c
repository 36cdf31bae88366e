/* sheet_post.c: steps taken on the page of a supervision notice, by its unit and by the office. */
#include "act/notice_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/sheets.h"
#include "page/show.h"
#include "web/form.h"

enum { ACTION, REV, WORDS, ANSWER_BY, N_FIELDS };

static const Field fields[N_FIELDS] = {
    [ACTION] = { "action", 16, false },
    [REV] = { "rev", 18, false },
    [WORDS] = { "words", 20000, false },
    [ANSWER_BY] = { "answer_by", 100, false },
};

static const char *const said[STEP__N] = {
    [STEP_RECEIVE] = "已签收，请在答复时限内书面答复。",
    [STEP_ANSWER] = "答复已送督查室，等待办结。",
    [STEP_RETURN] = "已退回答复，单位须在新的时限内重新答复。",
    [STEP_SETTLE] = "已办结。",
    [STEP_ESCALATE] = "已升级，并印发上一级通知。",
    [STEP_WITHDRAW] = "已撤销，文号保留。",
};

/* Somebody took a step first: the notice as it is now, with what was typed. */
static bool show_late(Req *req, Resp *resp, TypedStep *typed, GError **err)
{
    Sheet now;

    TRY(sheet_of_address(req, &now, err));
    typed->late = true;
    return sheet_show(req, resp, &now, typed, 409, err);
}

static bool take(Req *req, Resp *resp, const Sheet *sheet, const StepWish *wish, TypedStep *typed,
                 GError **err)
{
    GError *error = NULL;

    typed->complaints = step_complaints(req->mem, wish->step, sheet->row.state, &typed->fields, req->now_us,
                                        &typed->n_complaints);
    if (typed->n_complaints > 0 && wish->base_version == sheet->version)
        return sheet_show(req, resp, sheet, typed, 422, err);
    typed->n_complaints = 0;
    if (act_notice_step(req->app->db, req->mem, &req->who, wish, &error)) {
        page_say(req, "%s：%s", sheet_number(req->mem, sheet->row.rung, sheet->row.year, sheet->row.no),
                 said[wish->step]);
        return resp_see_other(resp, req->mem, "/notices/%" G_GINT64_FORMAT, sheet->row.id);
    }
    if (err_kind(error) == ERR_CONFLICT) {
        g_clear_error(&error);
        return show_late(req, resp, typed, err);
    }
    g_propagate_error(err, error);
    return false;
}

static bool post(Req *req, Resp *resp, const SheetStep *allowed, gsize n_allowed, Deed deed, GError **err)
{
    const char *v[N_FIELDS];
    Sheet sheet;
    StepWish wish = { .now_us = req->now_us };
    bool is_allowed = false;

    TRY(sheet_of_address(req, &sheet, err));
    Facts facts = sheet_facts(&req->who, &sheet);
    Verdict verdict = authz(&req->who, deed, &facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "notice: %s", verdict_code(verdict));
    TRY(form_take(req, fields, N_FIELDS, v, err));
    TRY(form_request_id(req, &wish.request, err));
    wish.step = sheet_step_of(v[ACTION]);
    for (gsize i = 0; i < n_allowed; i++)
        is_allowed |= allowed[i] == wish.step;
    if (!is_allowed || !number_read(v[REV], &wish.base_version))
        return fail(err, ERR_BAD_INPUT, "notice: no such step");
    TypedStep typed = { .step = wish.step, .fields = { .words = v[WORDS], .answer_by = v[ANSWER_BY] } };
    wish.id = sheet.row.id;
    wish.fields = typed.fields;
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, sheet.row.plan, &wish.book, err));
    return take(req, resp, &sheet, &wish, &typed, err);
}

bool page_notice_answer_post(Req *req, Resp *resp, GError **err)
{
    static const SheetStep steps[] = { STEP_RECEIVE, STEP_ANSWER };

    return post(req, resp, steps, G_N_ELEMENTS(steps), DEED_ANSWER_NOTICE, err);
}

bool page_notice_settle_post(Req *req, Resp *resp, GError **err)
{
    static const SheetStep steps[] = { STEP_RETURN, STEP_SETTLE, STEP_ESCALATE, STEP_WITHDRAW };

    return post(req, resp, steps, G_N_ELEMENTS(steps), DEED_SETTLE_NOTICE, err);
}
