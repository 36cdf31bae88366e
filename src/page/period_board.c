/* period_board.c: the board of a dispatch round: who was asked for how much, who has handed in, who owes (调度). */
#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/dispatch.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

enum { CALLED_MOST = 60 }; /* units in the text of a reminder */

static void show_tally(View *view, const Tally *t)
{
    view_number(view, "DUE_N", t->due);
    view_number(view, "HANDED", t->waiting + t->approved + t->returned);
    view_number(view, "WAITING_N", t->waiting);
    view_number(view, "APPROVED", t->approved);
    view_number(view, "RETURNED", t->returned);
    view_number(view, "MISSING", t->missing);
    view_number(view_part(view, t->overdue > 0 ? "OVERDUE" : "IN_TIME"), "OVERDUE_N", t->overdue);
    view_number(view, "GREEN", t->lights[LIGHT_GREEN]);
    view_number(view, "YELLOW", t->lights[LIGHT_YELLOW]);
    view_number(view, "RED", t->lights[LIGHT_RED]);
    view_number(view, "NONE", t->lights[LIGHT_NONE]);
}

/* What it owes; and, for the office, the way to a notice about it. */
static void show_owed(const Req *req, View *owes, const Dispatch *d, const DispatchUnit *unit)
{
    view_text(owes, "WHICH", unit->missing);
    if (unit->tally.overdue > 0 && d->period.state != PERIOD_FROZEN &&
        authz_role(req->who.roles, DEED_ISSUE_NOTICE))
        view_text(view_part(owes, "URGE"), "URGE_PATH",
                  mem_printf(req->mem, "/notices/new?plan=%s&kind=urge&unit=%" PRId64 "&period=%s",
                             d->book->plan.code, unit->unit->id.v, d->period.code));
}

static void show_unit(const Req *req, View *table, const Dispatch *d, const DispatchUnit *unit)
{
    View *row = view_part(table, "ROW");

    view_text(row, "NAME", unit->unit->name);
    view_number(row, "UNIT", unit->unit->id.v);
    view_text(row, "LEDGER",
              mem_printf(req->mem, "/plans/%s/tasks?unit=%" PRId64 "&period=%s", d->book->plan.code,
                         unit->unit->id.v, d->period.code));
    show_tally(row, &unit->tally);
    if (unit->missing[0] != '\0')
        show_owed(req, view_part(row, "OWES"), d, unit);
    if (unit->extra == NULL)
        return;
    View *extra = view_part(row, "EXTENDED");
    view_moment(extra, req->mem, "UNTIL", unit->due_us, word_moment);
}

/* The worst first, so that the text can be cut off anywhere. */
static const char *call_words(const Req *req, const Dispatch *d)
{
    Mem *mem = req->mem;
    const char *text = mem_printf(mem, "%s进展报送截止时间为%s。截至%s，以下单位尚未报齐：\n",
                                  word_period(mem, d->period.code), word_deadline(mem, d->period.due_us),
                                  word_moment(mem, req->now_us));
    gsize named = 0;

    for (gsize i = 0; i < d->n_units; i++) {
        const DispatchUnit *u = &d->units[i];
        if (u->tally.missing == 0 || named++ == CALLED_MOST)
            continue;
        text = mem_printf(mem, "%s%" G_GSIZE_FORMAT ".%s：%s，共 %" PRId64 " 项%s%s\n", text, named,
                          u->unit->name, u->missing, u->tally.missing, u->extra == NULL ? "" : "，已延期至 ",
                          u->extra == NULL ? "" : word_moment(mem, u->due_us));
    }
    return named == 0 ? NULL : mem_printf(mem, "%s请抓紧报送。\n市政府督查室", text);
}

static void show_call(const Req *req, View *body, const Dispatch *d)
{
    const char *text = d->period.state == PERIOD_FROZEN || d->period.state == PERIOD_PLANNED
                           ? NULL
                           : call_words(req, d);

    if (text != NULL)
        view_text(view_part(body, "CALL"), "TEXT", mem_printf(req->mem, "\n%s", text));
}

static void show_extensions(const Req *req, View *body, const Dispatch *d)
{
    View *box = d->period.n_extensions == 0 ? NULL : view_part(body, "EXTENSIONS");

    for (gsize i = 0; i < d->period.n_extensions; i++) {
        const Extension *ext = &d->period.extensions[i];
        const BookUnit *unit = book_unit(d->book, ext->unit);
        View *line = view_part(box, "EXTENSION");
        view_text(line, "UNIT", unit == NULL ? "" : unit->name);
        view_text(line, "UNTIL", word_full(req->mem, ext->due_us));
        view_text(line, "REASON", ext->reason);
        view_text(line, "BY", ext->granted_name);
        view_text(line, "AT", word_moment(req->mem, ext->granted_us));
    }
}

static void show_head(const Req *req, View *body, const Dispatch *d)
{
    Mem *mem = req->mem;
    const Period *p = &d->period;

    view_text(body, "PERIOD", word_period(mem, p->code));
    view_text(body, "PATH", dispatch_path(req, d->book, p));
    view_period_state(body, "STATE", p->state);
    view_moment(body, mem, "OPENS", p->opens_us, word_full);
    view_moment(body, mem, "DUE", p->due_us, word_deadline);
    if (p->state == PERIOD_OPEN || p->state == PERIOD_DUE)
        view_text(view_part(body, "LEFT"), "WORDS", word_left(mem, req->now_us, p->due_us));
    if (p->frozen_us != 0)
        view_moment(view_part(body, "FROZEN"), mem, "AT", p->frozen_us, word_full);
    if (p->freezes_us != 0 && p->frozen_us == 0)
        view_moment(view_part(body, "FREEZES"), mem, "AT", p->freezes_us, word_full);
    if (p->chosen_only)
        view_number(view_part(body, "CHOSEN"), "TASKS_N", (int64_t)p->n_tasks);
    if (p->instructions[0] != '\0')
        view_text(view_part(body, "ASKED"), "TEXT", p->instructions);
    view_text(body, "PRINTED_BY", mem_printf(mem, "%s %s", req->who.unit_name, req->who.name));
    view_text(body, "PRINTED_AT", word_full(mem, req->now_us));
    view_text(body, "LEDGER", mem_printf(mem, "/plans/%s/tasks?period=%s", d->book->plan.code, p->code));
}

static void show_deeds(const Req *req, View *body, const Dispatch *d)
{
    if (authz(&req->who, DEED_SET_PERIODS, NULL) != MAY || d->period.state == PERIOD_FROZEN)
        return;
    View *acts = view_part(body, "ACTS");
    if (d->period.state == PERIOD_PLANNED) {
        View *open = view_part(acts, "OPEN");
        view_text(open, "RID", request_id_new(req->mem));
        view_number(open, "REV", d->period.version);
        return;
    }
    view_show(acts, "EXTEND");
    if (d->period.state == PERIOD_DUE)
        view_show(acts, "FREEZE");
}

bool page_period_board(Req *req, Resp *resp, GError **err)
{
    Dispatch d;

    TRY(dispatch_read(req, &d, err));
    char *title = mem_printf(req->mem, "%s调度", word_period(req->mem, d.period.code));
    View *body = page_view(req, "period_board.tpl");
    dispatch_crumbs(req, body, d.book, &d.period, NULL);
    show_head(req, body, &d);
    show_deeds(req, body, &d);
    show_extensions(req, body, &d);
    show_call(req, body, &d);
    View *table = view_part(body, d.n_units == 0 ? "NOBODY" : "TABLE");
    for (gsize i = 0; i < d.n_units; i++)
        show_unit(req, table, &d, &d.units[i]);
    show_tally(view_part(table, "TOTAL"), &d.all);
    return page_show(req, resp, body, 200, NAV_DISPATCH, title, err);
}
