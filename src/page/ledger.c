/* ledger.c: all tasks of a plan on one page, with conditions (ux.md §4.3). */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/export.h"
#include "page/ledger_show.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"
#include "store/frozen.h"

bool ledger_page_read(Req *req, LedgerFilter *filter, LedgerPage *p, GError **err)
{
    LedgerFacts facts;

    *p = (LedgerPage){ .req = req, .filter = filter, .days = mem_array(req->mem, DayWords, DAYS_KEPT) };
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], &p->book, err));
    p->periods = book_periods(req->mem, p->book, req->now_us);
    ledger_filter_read(req, p->book, p->periods, filter);
    if (filter->period != NULL)
        p->book = book_named_at(req->mem, p->book, filter->period->due_us);
    if (filter->period != NULL && filter->period->state == PERIOD_FROZEN)
        TRY(frozen_book(req->app->db, req->mem, p->book, filter->period, &p->book, err));
    bool may_draft = authz_role(req->who.roles, DEED_READ_DRAFT);
    UnitId own = may_draft ? req->who.unit : (UnitId){ 0 };
    TRY(ledger_read(req->app->db, req->mem, p->book, filter->period, own, req->now_us, &facts, err));
    p->rows = ledger_rows(req, p->book, filter->period, &facts);
    p->picked = ledger_pick(req->mem, p->book, p->rows, filter, &p->n_picked);
    return true;
}

/* A number alone that is the only match is an address, not a search. */
static bool is_jump(const LedgerPage *p)
{
    return p->n_picked == 1 && p->picked[0]->by_number && p->filter->words[1] == NULL;
}

static void show_period(const LedgerPage *p, View *body)
{
    const Req *req = p->req;
    const Period *period = p->filter->period;

    if (period == NULL) {
        view_show(body, "NO_PERIOD");
        return;
    }
    View *part = view_part(body, "PERIOD_LINE");
    view_text(part, "PERIOD_WORDS", word_period(req->mem, period->code));
    view_text(part, "DUE", word_deadline(req->mem, period->due_us));
    view_text(part, "DUE_ISO", word_iso(req->mem, period->due_us));
    view_text(part, "LEFT",
              period->state == PERIOD_OPEN ? word_left(req->mem, req->now_us, period->due_us)
                                           : period_state_word(period->state));
}

static void show_counts(const LedgerPage *p, View *body)
{
    bool some = ledger_filter_any(p->filter);
    View *count = view_part(body, some ? "FOUND" : "ALL");

    view_number(count, "COUNT", (int64_t)p->n_picked);
    view_number(count, "COUNT_ALL", (int64_t)p->book->n_tasks);
    if (!some && p->filter->sort == SORT_NONE)
        view_show(count, "BY_SECTION");
}

static void show_print_line(const LedgerPage *p, View *body)
{
    const Req *req = p->req;

    view_text(body, "PRINTED_BY", mem_printf(req->mem, "%s %s", req->who.unit_name, req->who.name));
    view_text(body, "PRINTED_AT", word_full(req->mem, req->now_us));
    view_text(body, "CONDITIONS", ledger_condition_words(p));
    view_text(body, "RID", request_id_new(req->mem));
    view_text(body, "PLAN_CODE", p->book->plan.code);
    view_text(body, "EXPORT_QUERY", ledger_filter_query(req->mem, p->filter));
}

bool page_ledger(Req *req, Resp *resp, GError **err)
{
    LedgerFilter filter;
    LedgerPage p;

    TRY(ledger_page_read(req, &filter, &p, err));
    if (is_jump(&p))
        return resp_see_other(resp, req->mem, "/plans/%s/tasks/%" PRId64, p.book->plan.code,
                              p.picked[0]->task->no);
    View *body = page_view(req, "ledger.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "任务台账", NULL);
    view_text(body, "PLAN_TITLE", p.book->plan.title);
    show_period(&p, body);
    show_counts(&p, body);
    show_print_line(&p, body);
    ledger_show_numbers(&p, body);
    ledger_show_form(&p, body);
    ledger_show_table(&p, body);
    return page_show(req, resp, body, 200, NAV_LEDGER, "任务台账", err);
}

bool page_ledger_xlsx(Req *req, Resp *resp, GError **err)
{
    return export_answer(req, resp, &export_tasks, SHEET_XLSX, err);
}

bool page_ledger_csv(Req *req, Resp *resp, GError **err)
{
    return export_answer(req, resp, &export_tasks, SHEET_CSV, err);
}
