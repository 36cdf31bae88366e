/* period_extend.c: more time for one unit, with the reason (延期). */
#include <inttypes.h>
#include <string.h>

#include "act/period_deeds.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/dispatch.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/complain.h"
#include "rule/moment_read.h"
#include "web/form.h"

enum { EXTEND_REASON_MOST = 200, MORE_DAYS = 3, DUE_HOUR = 18 };

enum { REV, UNIT, DUE, REASON, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [REV] = { "rev", 18, false },
    [UNIT] = { "unit", 18, false },
    [DUE] = { "due", 60, false },
    [REASON] = { "reason", 4000, false },
};

typedef struct {
    const Book *book;
    Period period;
    const char *value[N_FIELDS]; /* as typed */
    ExtensionWish wish;
    int64_t rev;
    Complaint *complaints;
    gsize n_complaints;
    bool newer; /* somebody changed the period since the form was made */
} Form;

static bool is_asked(const Book *book, const Period *period, UnitId unit)
{
    for (gsize i = 0; i < book->n_tasks; i++)
        if (period_asks(period, book->tasks[i].id) && book_lead(&book->tasks[i], unit) != NULL)
            return true;
    return false;
}

static void show_units(View *body, const Form *form)
{
    for (gsize i = 0; i < form->book->n_units; i++) {
        const BookUnit *unit = &form->book->units[i];
        int64_t chosen;
        if (!is_asked(form->book, &form->period, unit->id))
            continue;
        View *option = view_part(body, "UNIT");
        view_number(option, "ID", unit->id.v);
        view_text(option, "NAME", unit->name);
        if (number_read(form->value[UNIT], &chosen) && chosen == unit->id.v)
            view_show(option, "SELECTED");
    }
}

static void show_errors(View *body, const Form *form)
{
    static const struct {
        const char *field, *marker;
    } bad[] = { { "unit", "BAD_UNIT" }, { "due", "BAD_DUE" }, { "reason", "BAD_REASON" } };
    View *box = form->n_complaints == 0 ? NULL : view_part(body, "ERRORS");

    for (gsize i = 0; i < form->n_complaints; i++) {
        const Complaint *c = &form->complaints[i];
        View *line = view_part(box, "ERROR");
        view_text(line, "FIELD", c->field);
        view_text(line, "TEXT", c->text);
        for (gsize k = 0; k < G_N_ELEMENTS(bad); k++)
            if (strcmp(bad[k].field, c->field) == 0)
                view_text(view_part(body, bad[k].marker), "WHY", c->text);
    }
}

static bool form_show(Req *req, Resp *resp, const Form *form, int status, GError **err)
{
    Mem *mem = req->mem;
    char *title = mem_printf(mem, "%s延期", word_period(mem, form->period.code));
    View *body = page_view(req, "period_extend.tpl");

    dispatch_crumbs(req, body, form->book, &form->period, "延期");
    view_text(body, "TITLE", title);
    view_text(body, "PATH", dispatch_path(req, form->book, &form->period));
    view_text(body, "CITY_DUE", word_deadline(mem, form->period.due_us));
    view_text(body, "RID", request_id_new(mem));
    view_number(body, "REV", form->rev);
    view_text(body, "DUE", form->value[DUE]);
    view_text(body, "REASON", mem_printf(mem, "\n%s", form->value[REASON]));
    if (form->newer)
        view_show(body, form->period.state == PERIOD_FROZEN ? "NOW_FROZEN" : "NEWER");
    show_errors(body, form);
    show_units(body, form);
    return page_show(req, resp, body, status, NAV_DISPATCH, title, err);
}

/* Three days from the deadline, or from today when that is later. */
static const char *usual_due(const Req *req, const Period *period)
{
    CivilTime c = civil_of(MAX(period->due_us, req->now_us) + MORE_DAYS * DAY_US);

    return mem_printf(req->mem, "%d-%d-%d %02d:00", c.year, c.month, c.day, DUE_HOUR);
}

bool page_period_extend(Req *req, Resp *resp, GError **err)
{
    const char *unit = query_get(req, "unit");
    Form form = { 0 };

    TRY(dispatch_period(req, &form.book, &form.period, err));
    if (form.period.state == PERIOD_FROZEN || form.period.state == PERIOD_PLANNED)
        return resp_see_other(resp, req->mem, "%s", dispatch_path(req, form.book, &form.period));
    form.rev = form.period.version;
    form.value[UNIT] = unit == NULL ? "" : unit;
    form.value[DUE] = usual_due(req, &form.period);
    form.value[REASON] = "";
    return form_show(req, resp, &form, 200, err);
}

static void judge(const Req *req, Form *form)
{
    Complaints to = complaints_new(req->mem);
    ExtensionWish *wish = &form->wish;
    const BookUnit *unit = number_read(form->value[UNIT], &wish->unit.v) ? book_unit(form->book, wish->unit)
                                                                         : NULL;

    if (unit == NULL || !is_asked(form->book, &form->period, unit->id))
        complain(&to, "unit", "请选择本期有任务的单位");
    else
        wish->unit_name = unit->name;
    if (!moment_read(form->value[DUE], DUE_HOUR, &wish->due_us))
        complain(&to, "due", "延期后的截止时间请按“2023-4-8 18:00”填写");
    else if (wish->due_us <= form->period.due_us)
        complain(&to, "due",
                 mem_printf(req->mem, "延期后的截止时间应晚于 %s", word_full(req->mem, form->period.due_us)));
    else if (form->period.freezes_us != 0 && wish->due_us > form->period.freezes_us)
        complain(&to, "due",
                 mem_printf(req->mem, "延期后的截止时间不能晚于自动冻结时间 %s",
                            word_full(req->mem, form->period.freezes_us)));
    if (text_is_blank(form->value[REASON]))
        complain(&to, "reason", "请填写延期理由");
    complain_most(&to, "reason", "延期理由", form->value[REASON], EXTEND_REASON_MOST);
    wish->reason = form->value[REASON];
    form->complaints = to.list;
    form->n_complaints = to.n;
}

static bool clash(Req *req, Resp *resp, Form *form, GError *error, GError **err)
{
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    shelf_begin(req->app->shelf);
    TRY(dispatch_period(req, &form->book, &form->period, err));
    form->newer = true;
    form->rev = form->period.version;
    return form_show(req, resp, form, 409, err);
}

bool page_period_extend_post(Req *req, Resp *resp, GError **err)
{
    Form form = { 0 };
    PeriodAt at = { .plan = req->arg[0], .code = req->arg[1], .now_us = req->now_us };
    GError *error = NULL;

    TRY(dispatch_period(req, &form.book, &form.period, err));
    TRY(form_take(req, post_fields, N_FIELDS, form.value, err));
    if (!number_read(form.value[REV], &form.rev) || form.rev == 0)
        return fail(err, ERR_BAD_INPUT, "period: rev is no number");
    TRY(form_request_id(req, &at.request, err));
    at.base_version = form.rev;
    judge(req, &form);
    if (form.n_complaints > 0)
        return form_show(req, resp, &form, 422, err);
    if (!act_period_extend(req->app->db, req->mem, &req->who, &at, &form.wish, &error))
        return clash(req, resp, &form, error, err);
    page_say(req, "%s的截止时间已延至 %s。", form.wish.unit_name, word_full(req->mem, form.wish.due_us));
    return resp_see_other(resp, req->mem, "%s", dispatch_path(req, form.book, &form.period));
}
