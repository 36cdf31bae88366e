/* task_reports.c: what all leads of a task reported in one period, one after the other (design.md §6). */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/report_items.h"
#include "page/show.h"
#include "page/task_show.h"
#include "rule/flow.h"

typedef struct {
    Req *req;
    const Book *book;
    const BookTask *task;
    const Period *period;
    TaskFullReport *reports;
    gsize n_reports;
} Page;

static const TaskFullReport *report_of(const Page *p, UnitId unit)
{
    for (gsize i = 0; i < p->n_reports; i++)
        if (p->reports[i].head.unit.v == unit.v)
            return &p->reports[i];
    return NULL;
}

static void show_value(const Page *p, View *table, const ReportedValue *value)
{
    View *row = view_part(table, "VALUE_ROW");

    view_text(row, "SUBJECT", zh_punct(p->req->mem, value->subject));
    if (value->has_value) {
        View *known = view_part(row, "KNOWN");
        view_text(known, "VALUE", word_amount(p->req->mem, value->value_e4));
        view_text(known, "UNIT_WORD", value->unit_word);
    } else {
        view_show(row, "UNKNOWN");
    }
    view_text(row, "NOTE", value->note);
}

static void show_dates(const Page *p, View *view, const TaskFullReport *report)
{
    Mem *mem = p->req->mem;
    View *filed = view_part(view, "FILED");

    view_text(filed, "NAME", report->head.filed_name);
    view_text(filed, "AT", word_moment(mem, report->head.submitted_us));
    if (report->on_behalf)
        view_show(view, "ON_BEHALF");
    if (report->head.round > 1)
        view_number(view_part(view, "ROUNDS"), "ROUND", report->head.round);
    if (report->head.decided_us == 0 || report->head.decided_name[0] == '\0')
        return;
    View *decided = view_part(view, report->head.state == REPORT_RETURNED ? "SENT_BACK" : "DECIDED");
    view_text(decided, "NAME", report->head.decided_name);
    view_text(decided, "AT", word_moment(mem, report->head.decided_us));
}

static void show_text(View *view, const char *part, const char *text)
{
    if (text[0] != '\0')
        view_text(view_part(view, part), "WORDS", text);
}

static bool show_report(const Page *p, View *view, const TaskFullReport *report, GError **err)
{
    Req *req = p->req;
    ReportedItem *items;
    gsize n;

    bool approved = report->head.state == REPORT_APPROVED;

    view_light(view, "LIGHT", approved ? report->head.light : report->head.declared, !approved);
    show_dates(p, view, report);
    show_text(view, "NARRATIVE", report->narrative);
    show_text(view, "REASON", report->light_reason);
    show_text(view, "NEXT", report->next_steps);
    show_text(view, "COMMENT", report->comment);
    TRY(version_items(req->app->db, req->mem, report->version_id, &items, &n, err));
    if (n > 0)
        view_reported_items(view_part(view, "WITH_ITEMS"), "ITEMS", req,
                            &(ItemsText){ items, NULL, n, 0, report->head.submitted_us });
    View *table = report->n_values == 0 ? NULL : view_part(view, "VALUES");
    for (gsize i = 0; i < report->n_values; i++)
        show_value(p, table, &report->values[i]);
    return true;
}

static bool show_lead(const Page *p, View *body, const BookLead *lead, GError **err)
{
    const TaskFullReport *report = report_of(p, lead->unit->id);
    Facts facts = task_facts(p->req, p->task, lead, p->period->state, report == NULL ? NULL : &report->head);
    facts.task = book_task_state(p->task, p->period);
    View *view = view_part(body, "LEAD");
    bool late = report != NULL && report->head.late;

    view_text(view, "UNIT", book_unit_name(p->book, lead->unit, p->period->due_us));
    view_number(view, "UNIT_ID", lead->unit->id.v);
    view_text(view, "PERIOD_CODE", p->period->code);
    view_status(view, "STATUS", facts.report, report_is_overdue(facts.report, p->period->state), late);
    if (facts.for_own_unit)
        view_show(view, "IS_OWN");
    if (report == NULL) {
        view_show(view, "NOTHING");
    } else if (authz(&p->req->who, DEED_READ_REPORT, &facts) != MAY) {
        view_show(view, "HIDDEN");
    } else {
        TRY(show_report(p, view_part(view, "READABLE"), report, err));
    }
    if (authz(&p->req->who, DEED_SAVE_DRAFT, &facts) == MAY)
        view_show(view, "MAY_WRITE");
    return true;
}

/* Who led it then and handed a report in, and leads it no more (机构改革, 调整牵头): the report stays theirs. */
static bool show_former_leads(const Page *p, View *body, GError **err)
{
    for (gsize i = 0; i < p->n_reports; i++) {
        BookLead lead = { .unit = book_unit(p->book, p->reports[i].head.unit) };
        if (lead.unit != NULL && book_lead(p->task, lead.unit->id) == NULL)
            TRY(show_lead(p, body, &lead, err));
    }
    return true;
}

static const Period *period_of_address(const Req *req, const Book *book)
{
    const Period *periods = book_periods(req->mem, book, req->now_us);

    for (gsize i = 0; i < book->n_periods; i++)
        if (strcmp(periods[i].code, req->arg[2]) == 0)
            return &periods[i];
    return NULL;
}

static void show_period(const Page *p, View *body, const char *words)
{
    view_text(body, "PERIOD", words);
    view_text(body, "DUE", word_deadline(p->req->mem, p->period->due_us));
    view_text(body, "PERIOD_STATE", period_state_word(p->period->state));
}

bool page_reports_of_task(Req *req, Resp *resp, GError **err)
{
    Page p = { .req = req };

    TRY(task_of_address(req, &p.book, &p.task, err));
    p.period = period_of_address(req, p.book);
    if (p.period == NULL)
        return fail(err, ERR_NOT_FOUND, "no such period");
    TRY(task_reports(req->app->db, req->mem, p.task->id, p.period->id, &p.reports, &p.n_reports, err));
    const char *words = word_period(req->mem, p.period->code);
    View *body = page_view(req, "task_reports.tpl");
    task_show_head(req, body, p.book, p.task, words);
    show_period(&p, body, words);
    for (gsize i = 0; i < p.task->n_leads; i++)
        TRY(show_lead(&p, body, &p.task->leads[i], err));
    TRY(show_former_leads(&p, body, err));
    if (p.task->n_leads == 0)
        view_show(body, "NO_LEADS");
    const char *title = mem_printf(req->mem, "第%" PRId64 "项 %s进展", p.task->no, words);
    return page_show(req, resp, body, 200, NAV_LEDGER, title, err);
}
