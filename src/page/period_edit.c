/* period_edit.c: planning a period, changing it, opening it. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/dispatch.h"
#include "page/pages.h"
#include "page/period_form.h"
#include "page/show.h"
#include "web/form.h"

bool page_period_new(Req *req, Resp *resp, GError **err)
{
    const Book *book;
    PeriodForm form;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], &book, err));
    period_form_new(req, book, query_get(req, "code"), &form);
    return period_form_show(req, resp, &form, 200, err);
}

static bool read_at(const Req *req, const char *code, int64_t rev, PeriodAt *at, GError **err)
{
    *at = (PeriodAt){ .plan = req->arg[0], .code = code, .base_version = rev, .now_us = req->now_us };
    return form_request_id(req, &at->request, err);
}

/* Somebody else was faster, or froze it: what was typed stands beside what is stored. */
static bool form_clash(Req *req, Resp *resp, PeriodForm *form, GError *error, GError **err)
{
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    shelf_begin(req->app->shelf);
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], &form->book, err));
    form->newer = period_coded(form->book->periods, form->book->n_periods, form->code);
    form->rev = form->newer == NULL ? 0 : form->newer->version;
    return period_form_show(req, resp, form, 409, err);
}

/* The usual dates of the chosen code; what else was typed stays. Nothing is stored. */
static bool fill_dates(Req *req, Resp *resp, const PeriodForm *typed, GError **err)
{
    PeriodForm form;

    period_form_new(req, typed->book, typed->code, &form);
    form.instructions = typed->instructions;
    form.chosen_only = typed->chosen_only;
    form.ticked = typed->ticked;
    return period_form_show(req, resp, &form, 200, err);
}

bool page_period_new_post(Req *req, Resp *resp, GError **err)
{
    PeriodForm form = { 0 };
    PeriodTerms terms;
    PeriodAt at;
    const char *action;
    GError *error = NULL;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], &form.book, err));
    TRY(period_form_typed(req, &form, &terms, &action, err));
    if (strcmp(action, "dates") == 0)
        return fill_dates(req, resp, &form, err);
    TRY(read_at(req, form.code, 0, &at, err));
    PeriodState state = strcmp(action, "open") == 0 ? PERIOD_OPEN : PERIOD_PLANNED;
    bool exists = form.n_complaints == 1 && strcmp(form.complaints[0].field, "code") == 0;
    if (form.n_complaints > 0 && !exists) /* of this code: perhaps made by this very request */
        return period_form_show(req, resp, &form, 422, err);
    if (exists && period_month(form.code, (int)form.book->plan.year) == 0)
        return period_form_show(req, resp, &form, 422, err);
    if (!act_period_new(req->app->db, req->mem, &req->who, &at, &terms, state, &error)) {
        if (err_kind(error) == ERR_CONFLICT && exists) {
            g_clear_error(&error);
            return period_form_show(req, resp, &form, 422, err);
        }
        return form_clash(req, resp, &form, error, err);
    }
    page_say(req, "已新建 %s报送期%s。", word_period(req->mem, form.code),
             state == PERIOD_OPEN ? "，并已开放" : "，尚未开放");
    return resp_see_other(resp, req->mem, "/plans/%s/periods/%s", form.book->plan.code, form.code);
}

bool page_period_edit(Req *req, Resp *resp, GError **err)
{
    const Book *book;
    Period period;
    PeriodForm form;

    TRY(dispatch_period(req, &book, &period, err));
    if (period.state == PERIOD_FROZEN)
        return resp_see_other(resp, req->mem, "%s", dispatch_path(req, book, &period));
    period_form_stored(req, book, &period, &form);
    return period_form_show(req, resp, &form, 200, err);
}

bool page_period_edit_post(Req *req, Resp *resp, GError **err)
{
    PeriodForm form = { 0 };
    PeriodTerms terms;
    PeriodAt at;
    Period period;
    const char *action;
    GError *error = NULL;

    TRY(dispatch_period(req, &form.book, &period, err));
    form.period = &period;
    TRY(period_form_typed(req, &form, &terms, &action, err));
    TRY(read_at(req, period.code, form.rev, &at, err));
    if (form.n_complaints > 0)
        return period_form_show(req, resp, &form, 422, err);
    if (at.base_version == 0)
        return fail(err, ERR_BAD_INPUT, "period: the form carries no rev");
    if (!act_period_change(req->app->db, req->mem, &req->who, &at, &terms, &error))
        return form_clash(req, resp, &form, error, err);
    page_say(req, "已修改 %s报送期。", word_period(req->mem, period.code));
    return resp_see_other(resp, req->mem, "%s", dispatch_path(req, form.book, &period));
}

bool page_period_open_post(Req *req, Resp *resp, GError **err)
{
    static const Field fields[] = { { "rev", 18, false } };
    const char *rev;
    int64_t version;
    const Book *book;
    Period period;
    PeriodAt at;

    TRY(dispatch_period(req, &book, &period, err));
    TRY(form_take(req, fields, G_N_ELEMENTS(fields), &rev, err));
    if (!number_read(rev, &version))
        return fail(err, ERR_BAD_INPUT, "period: rev is no number");
    TRY(read_at(req, period.code, version, &at, err));
    TRY(act_period_open(req->app->db, req->mem, &req->who, &at, err));
    page_say(req, "%s报送期已开放，截止 %s。", word_period(req->mem, period.code),
             word_deadline(req->mem, period.due_us));
    return resp_see_other(resp, req->mem, "%s", dispatch_path(req, book, &period));
}
