/* periods.c: the dispatch rounds of a plan (ux.md §4.15). */
#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/dispatch.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/dispatch_read.h"

static void show_counts(View *row, const Book *book, const Period *period, const PeriodCount *counts, gsize n)
{
    int64_t done = 0, due = 0;

    for (gsize i = 0; i < n; i++)
        if (counts[i].period.v == period->id.v)
            done = counts[i].done, due = counts[i].due;
    if (period->state != PERIOD_FROZEN)
        due = period_due_count(book, period);
    View *part = view_part(row, "COUNTS");
    view_number(part, "DONE", done);
    view_number(part, "N", due);
    view_number(part, "PERCENT", due == 0 ? 0 : done * 100 / due);
}

static void show_row(Req *req, View *table, const Book *book, const Period *period, const PeriodCount *counts,
                     gsize n)
{
    Mem *mem = req->mem;
    View *row = view_part(table, "ROW");

    view_text(row, "NAME", word_period(mem, period->code));
    view_text(row, "PATH", dispatch_path(req, book, period));
    view_moment(row, mem, "OPENS", period->opens_us, word_date);
    view_moment(row, mem, "DUE", period->due_us, word_full);
    view_period_state(row, "STATE", period->state);
    if (period->chosen_only)
        view_number(view_part(row, "CHOSEN"), "TASKS_N", (int64_t)period->n_tasks);
    if (period->n_extensions > 0)
        view_number(view_part(row, "EXTENDED"), "UNITS_N", (int64_t)period->n_extensions);
    if (period->state == PERIOD_OPEN)
        view_text(view_part(row, "LEFT"), "WORDS", word_left(mem, req->now_us, period->due_us));
    show_counts(row, book, period, counts, n);
}

bool page_periods(Req *req, Resp *resp, GError **err)
{
    const Book *book;
    PeriodCount *counts;
    gsize n;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], &book, err));
    TRY(period_counts(req->app->db, req->mem, book->plan.id, &counts, &n, err));
    const Period *periods = book_periods(req->mem, book, req->now_us);
    View *body = page_view(req, "periods.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "调度", NULL);
    view_text(body, "PLAN_TITLE", book->plan.title);
    if (authz(&req->who, DEED_SET_PERIODS, NULL) == MAY)
        view_text(view_part(body, "MAY_SET"), "PLAN", book->plan.code);
    View *table = view_part(body, book->n_periods == 0 ? "NONE" : "TABLE");
    for (gsize i = book->n_periods; i-- > 0;)
        show_row(req, table, book, &periods[i], counts, n);
    return page_show(req, resp, body, 200, NAV_DISPATCH, "调度", err);
}
