/* dispatch.c: see dispatch.h. */
#include "page/dispatch.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/show.h"
#include "store/frozen.h"

bool dispatch_period(const Req *req, const Book **book, Period *period, GError **err)
{
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], book, err));
    const Period *periods = book_periods(req->mem, *book, req->now_us);
    const Period *found = period_coded(periods, (*book)->n_periods, req->arg[1]);
    if (found == NULL)
        return fail(err, ERR_NOT_FOUND, "no period %s", req->arg[1]);
    *period = *found;
    return true;
}

char *dispatch_path(const Req *req, const Book *book, const Period *period)
{
    return mem_printf(req->mem, "/plans/%s/periods/%s", book->plan.code, period->code);
}

void dispatch_crumbs(Req *req, View *body, const Book *book, const Period *period, const char *last)
{
    char *name = word_period(req->mem, period->code);

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "调度", mem_printf(req->mem, "/plans/%s/periods", book->plan.code));
    page_crumb(req, body, name, last == NULL ? NULL : dispatch_path(req, book, period));
    if (last != NULL)
        page_crumb(req, body, last, NULL);
}

void view_period_state(View *view, const char *marker, PeriodState state)
{
    static const char *const parts[PERIOD__N] = { "PLANNED", "PLANNED", "OPEN", "DUE", "FROZEN" };

    view_show(view_include(view, marker, "period_state.tpl"), parts[state]);
}

static void add_lead(Tally *t, const LeadLight *lead)
{
    t->due++;
    t->lights[lead->light]++;
    switch (lead->facts.state) {
    case REPORT_SUBMITTED:
        t->waiting++;
        return;
    case REPORT_APPROVED:
        t->approved++;
        return;
    case REPORT_RETURNED:
        t->returned++;
        return;
    default:
        t->missing++;
        t->overdue += lead->facts.overdue;
    }
}

static bool is_missing(const LeadLight *lead)
{
    ReportState state = lead->facts.state;

    return state != REPORT_SUBMITTED && state != REPORT_APPROVED && state != REPORT_RETURNED;
}

typedef struct {
    const Req *req;
    Dispatch *to;
    LeadLight **lights;
} Counting;

static void count_unit(const Counting *c, DispatchUnit *unit)
{
    const Book *book = c->to->book;
    const char *missing = "";

    for (gsize i = 0; i < book->n_tasks; i++) {
        const BookLead *lead = book_lead(&book->tasks[i], unit->unit->id);
        if (lead == NULL)
            continue;
        const LeadLight *light = &c->lights[i][lead - book->tasks[i].leads];
        if (!light->asked)
            continue;
        add_lead(&unit->tally, light);
        add_lead(&c->to->all, light);
        if (is_missing(light))
            missing = mem_printf(c->req->mem, "%s%s%" PRId64, missing, missing[0] == '\0' ? "" : "、",
                                 book->tasks[i].no);
    }
    unit->missing = missing[0] == '\0' ? "" : mem_printf(c->req->mem, "第 %s 项", missing);
}

static const Extension *extension_of(const Period *period, UnitId unit)
{
    for (gsize i = 0; i < period->n_extensions; i++)
        if (period->extensions[i].unit.v == unit.v)
            return &period->extensions[i];
    return NULL;
}

/* What the unit itself has still to do: hand in, or hand in again. */
static int64_t outstanding(const DispatchUnit *unit)
{
    return unit->tally.missing + unit->tally.returned;
}

static int by_outstanding(const void *a, const void *b)
{
    const DispatchUnit *x = a, *y = b;
    int64_t more = outstanding(y) - outstanding(x), late = y->tally.overdue - x->tally.overdue;

    if (more != 0)
        return more > 0 ? 1 : -1;
    if (late != 0)
        return late > 0 ? 1 : -1;
    return (x->unit->id.v > y->unit->id.v) - (x->unit->id.v < y->unit->id.v);
}

static void count_units(const Counting *c)
{
    Dispatch *d = c->to;

    d->units = mem_array(c->req->mem, DispatchUnit, d->book->n_units);
    for (gsize i = 0; i < d->book->n_units; i++) {
        const BookUnit *unit = &d->book->units[i];
        DispatchUnit counted = { .unit = unit,
                                 .due_us = period_due_for(&d->period, unit->id),
                                 .extra = extension_of(&d->period, unit->id) };
        count_unit(c, &counted);
        if (counted.tally.due > 0)
            d->units[d->n_units++] = counted;
    }
    if (d->n_units > 0)
        qsort(d->units, d->n_units, sizeof *d->units, by_outstanding);
}

bool dispatch_read(const Req *req, Dispatch *dispatch, GError **err)
{
    Db *db = req->app->db;
    Dispatch d = { 0 };
    Counting c = { .req = req, .to = &d };

    TRY(dispatch_period(req, &d.book, &d.period, err));
    d.book = book_named_at(req->mem, d.book, d.period.due_us);
    if (d.period.state == PERIOD_FROZEN)
        TRY(frozen_book(db, req->mem, d.book, &d.period, &d.book, err));
    TRY(lights_of_period(db, req->mem, d.book, &d.period, req->now_us, &c.lights, err));
    count_units(&c);
    *dispatch = d;
    return true;
}
