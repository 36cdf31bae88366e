/* period_freeze.c: what freezing a period would keep, and the button that does it. */
#include <inttypes.h>
#include <string.h>

#include "act/period_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/dispatch.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/frozen.h"
#include "web/form.h"

static gsize known_numbers(const FrozenValue *values, gsize n)
{
    gsize known = 0;

    for (gsize i = 0; i < n; i++)
        known += values[i].value.known;
    return known;
}

static void show_counts(View *body, const Dispatch *d, const FrozenValue *values, gsize n)
{
    const Tally *t = &d->all;

    view_number(body, "LINES", t->due);
    view_number(body, "WAITING_N", t->waiting);
    view_number(body, "RETURNED", t->returned);
    view_number(body, "APPROVED", t->approved);
    view_number(body, "MISSING", t->missing);
    view_number(body, "VALUES", (int64_t)n);
    view_number(body, "VALUES_KNOWN", (int64_t)known_numbers(values, n));
    view_number(body, "GREEN", t->lights[LIGHT_GREEN]);
    view_number(body, "YELLOW", t->lights[LIGHT_YELLOW]);
    view_number(body, "RED", t->lights[LIGHT_RED]);
    view_number(body, "NONE", t->lights[LIGHT_NONE]);
}

/* Units that were granted more time and still have it. */
static void show_running(const Req *req, View *body, const Dispatch *d)
{
    for (gsize i = 0; i < d->n_units; i++) {
        const DispatchUnit *unit = &d->units[i];
        if (unit->extra == NULL || unit->due_us <= req->now_us || unit->tally.missing == 0)
            continue;
        View *line = view_part(view_part(body, "RUNNING"), "UNIT");
        view_text(line, "NAME", unit->unit->name);
        view_text(line, "UNTIL", word_full(req->mem, unit->due_us));
        view_number(line, "MISSING", unit->tally.missing);
    }
}

static bool confirm(Req *req, Resp *resp, const Dispatch *d, bool newer, GError **err)
{
    char *title = mem_printf(req->mem, "冻结 %s", word_period(req->mem, d->period.code));
    FrozenLine *lines;
    FrozenValue *values;
    gsize n_lines, n_values;

    TRY(freeze_preview(req->app->db, req->mem, d->book, &d->period, req->now_us, &lines, &n_lines, &values,
                       &n_values, err));
    View *body = page_view(req, "period_freeze.tpl");
    dispatch_crumbs(req, body, d->book, &d->period, "冻结");
    view_text(body, "TITLE", title);
    view_text(body, "PATH", dispatch_path(req, d->book, &d->period));
    view_text(body, "DUE", word_deadline(req->mem, d->period.due_us));
    show_counts(body, d, values, n_values);
    show_running(req, body, d);
    if (newer)
        view_show(body, "NEWER");
    View *part = view_part(body, d->period.state == PERIOD_DUE ? "MAY" : "NOT_DUE");
    view_text(part, "RID", request_id_new(req->mem));
    view_number(part, "REV", d->period.version);
    return page_show(req, resp, body, newer ? 409 : 200, NAV_DISPATCH, title, err);
}

bool page_period_freeze(Req *req, Resp *resp, GError **err)
{
    Dispatch d;

    TRY(dispatch_read(req, &d, err));
    if (d.period.state == PERIOD_FROZEN)
        return resp_see_other(resp, req->mem, "%s", dispatch_path(req, d.book, &d.period));
    return confirm(req, resp, &d, false, err);
}

/* Changed or frozen since the page was made: it is shown again as things stand. */
static bool again(Req *req, Resp *resp, GError *error, GError **err)
{
    Dispatch d;

    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    shelf_begin(req->app->shelf);
    TRY(dispatch_read(req, &d, err));
    if (d.period.state == PERIOD_FROZEN)
        return fail(err, ERR_CONFLICT, "period %s was frozen meanwhile", d.period.code);
    return confirm(req, resp, &d, true, err);
}

bool page_period_freeze_post(Req *req, Resp *resp, GError **err)
{
    static const Field fields[] = { { "rev", 18, false } };
    const char *rev;
    PeriodAt at = { .plan = req->arg[0], .code = req->arg[1], .now_us = req->now_us };
    const Book *book;
    Period period;
    GError *error = NULL;

    TRY(dispatch_period(req, &book, &period, err));
    TRY(form_take(req, fields, G_N_ELEMENTS(fields), &rev, err));
    TRY(form_request_id(req, &at.request, err));
    if (!number_read(rev, &at.base_version) || at.base_version == 0)
        return fail(err, ERR_BAD_INPUT, "period: rev is no number");
    if (!act_period_freeze(req->app->db, req->mem, req->app->shelf, &req->who, &at, &error))
        return again(req, resp, error, err);
    page_say(req, "%s报送期已冻结。", word_period(req->mem, period.code));
    return resp_see_other(resp, req->mem, "%s", dispatch_path(req, book, &period));
}
