/* sheets.c: the list of supervision notices, and what other pages show of it; see sheets.h. */
#include "page/sheets.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"

enum { ROWS_MOST = 50 };

void sheet_show_state(View *view, const char *marker, const SheetRow *sheet, int64_t now_us)
{
    static const char *const parts[SHEET__N] = { "",        "ISSUED",    "RECEIVED", "ANSWERED",
                                                 "SETTLED", "ESCALATED", "WITHDRAWN" };
    View *state = view_include(view, marker, "sheet_state.tpl");
    bool waits = sheet->state == SHEET_ISSUED || sheet->state == SHEET_RECEIVED;

    view_show(state, parts[sheet->state]);
    if (waits && now_us > sheet->answer_by_us)
        view_show(state, "ANSWER_LATE");
    else if (sheet->state == SHEET_ISSUED && now_us > sheet->receive_by_us)
        view_show(state, "RECEIVE_LATE");
}

static void show_about(Req *req, View *row, const SheetRow *sheet)
{
    if (sheet->task_no == 0) {
        if (sheet->period[0] != '\0')
            view_text(view_part(row, "PERIOD_ONLY"), "PERIOD", word_period(req->mem, sheet->period));
        return;
    }
    View *about = view_part(row, "ABOUT");
    view_number(about, "NO", sheet->task_no);
    view_text(about, "TITLE", zh_punct(req->mem, sheet->title));
    view_text(about, "TASK_ADDRESS",
              mem_printf(req->mem, "/plans/%s/tasks/%" PRId64, sheet->plan, sheet->task_no));
    if (sheet->period[0] != '\0')
        view_text(view_part(about, "OF_PERIOD"), "PERIOD", word_period(req->mem, sheet->period));
}

void sheet_show_row(Req *req, View *row, const SheetRow *sheet)
{
    bool issued = sheet->state == SHEET_ISSUED, waits = issued || sheet->state == SHEET_RECEIVED;

    view_number(row, "ID", sheet->id);
    view_text(row, "NUMBER", sheet_number(req->mem, sheet->rung, sheet->year, sheet->no));
    view_text(row, "MATTER", sheet->subject);
    view_text(row, "UNIT", sheet->unit_name);
    view_moment(row, req->mem, "ISSUED_AT", sheet->issued_us, word_moment);
    sheet_show_state(row, "STATE", sheet, req->now_us);
    show_about(req, row, sheet);
    if (!waits) {
        view_show(row, "NO_LIMIT");
        return;
    }
    int64_t limit_us = issued ? sheet->receive_by_us : sheet->answer_by_us;
    View *limit = view_part(row, issued ? "RECEIVE_LIMIT" : "ANSWER_LIMIT");
    view_moment(limit, req->mem, "LIMIT", limit_us, word_moment);
    view_text(limit, "LEFT", word_left(req->mem, req->now_us, limit_us));
}

void sheets_show_open(Req *req, View *view, const char *marker, const SheetRow *list, gsize n)
{
    if (n == 0)
        return;
    View *open = view_include(view, marker, "sheets_open.tpl");
    view_number(open, "N", (int64_t)n);
    for (gsize i = 0; i < n; i++)
        sheet_show_row(req, view_part(open, "ROW"), &list[i]);
}

/* The office sees how many answers wait; a unit sees its own, one by one. */
bool sheets_show_home(Req *req, View *body, GError **err)
{
    SheetRow *list;
    gsize n;
    SheetCounts counts;

    if (req->who.roles & ROLE_BIT(ROLE_FILER)) {
        TRY(sheets_open_of_unit(req->app->db, req->mem, req->who.unit, &list, &n, err));
        sheets_show_open(req, body, "SHEETS", list, n);
    }
    if (!authz_role(req->who.roles, DEED_SETTLE_NOTICE))
        return true;
    TRY(sheet_counts(req->app->db, req->mem, &counts, err));
    if (counts.open == 0)
        return true;
    View *office = view_part(body, "SHEET_COUNTS");
    view_number(office, "OPEN_N", counts.open);
    if (counts.answered > 0)
        view_number(view_part(office, "ANSWERED"), "N", counts.answered);
    if (counts.late > 0)
        view_number(view_part(office, "LATE"), "N", counts.late);
    return true;
}

bool sheets_show_task(Req *req, View *body, const Book *book, const BookTask *task, GError **err)
{
    bool all = req->who.roles & (ROLE_BIT(ROLE_SUPERVISOR) | ROLE_BIT(ROLE_AUDITOR) | ROLE_BIT(ROLE_LEADER));
    SheetRow *list;
    gsize n, mine = 0;

    if (authz_role(req->who.roles, DEED_ISSUE_NOTICE) && task->n_leads > 0)
        view_text(view_part(body, "NEW_SHEET"), "NEW_SHEET_PATH",
                  mem_printf(req->mem, "/notices/new?plan=%s&task=%" PRId64 "&unit=%" PRId64, book->plan.code,
                             task->no, task->leads[0].unit->id.v));
    if (!all && book_lead(task, req->who.unit) == NULL)
        return true;
    TRY(sheets_open_of_task(req->app->db, req->mem, task->id, &list, &n, err));
    for (gsize i = 0; i < n; i++)
        if (all || list[i].unit.v == req->who.unit.v)
            list[mine++] = list[i];
    sheets_show_open(req, body, "SHEETS", list, mine);
    return true;
}

/* ---- the list */

typedef struct {
    SheetQuery query;
    const char *rung, *state, *unit; /* as asked */
} Filter;

static const char *asked(const Req *req, const char *name)
{
    const char *value = query_get(req, name);

    return value == NULL ? "" : value;
}

/* A unit sees its own. */
static Filter filter_of(const Req *req)
{
    Facts stranger = { .for_own_unit = false };
    bool all = authz(&req->who, DEED_READ_NOTICES, &stranger) == MAY;
    Filter f = { .rung = asked(req, "kind"), .state = asked(req, "state"), .unit = asked(req, "unit") };

    f.query = (SheetQuery){ .rung = rung_of(f.rung),
                            .open_only = strcmp(f.state, "all") != 0,
                            .most = ROWS_MOST + 1 };
    if (!number_read(asked(req, "before"), &f.query.before))
        f.query.before = 0;
    if (!all)
        f.query.unit = req->who.unit.v != 0 ? req->who.unit : (UnitId){ -1 };
    else if (!number_read(f.unit, &f.query.unit.v))
        f.query.unit.v = 0;
    return f;
}

static void show_option(View *body, const char *marker, const char *code, const char *word, bool chosen)
{
    View *option = view_part(body, marker);

    view_text(option, "V", code);
    view_text(option, "T", word);
    if (chosen)
        view_show(option, "SELECTED");
}

static void show_units(Req *req, View *body, const Book *book, const Filter *f)
{
    View *units = view_part(body, "UNITS");

    show_option(units, "UNIT_OPTION", "", "全部单位", f->query.unit.v == 0);
    for (gsize i = 0; i < book->n_units; i++)
        if (book->units[i].leads)
            show_option(units, "UNIT_OPTION", mem_printf(req->mem, "%" PRId64, book->units[i].id.v),
                        book->units[i].name, book->units[i].id.v == f->query.unit.v);
}

static void show_filter(Req *req, View *body, const Filter *f)
{
    Facts stranger = { .for_own_unit = false };
    const Book *book;

    show_option(body, "KIND_OPTION", "", "全部", f->query.rung == RUNG_NONE);
    for (int rung = RUNG_REMIND; rung < RUNG__N; rung++)
        show_option(body, "KIND_OPTION", rung_code((Rung)rung), rung_title((Rung)rung),
                    (int)f->query.rung == rung);
    show_option(body, "STATE_OPTION", "", "未办结", f->query.open_only);
    show_option(body, "STATE_OPTION", "all", "全部", !f->query.open_only);
    if (authz(&req->who, DEED_READ_NOTICES, &stranger) == MAY &&
        shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &book, NULL))
        show_units(req, body, book, f);
}

static void show_rows(Req *req, View *body, const Filter *f, const SheetRow *list, gsize n)
{
    View *table = view_part(body, "TABLE");

    for (gsize i = 0; i < MIN(n, ROWS_MOST); i++)
        sheet_show_row(req, view_part(table, "ROW"), &list[i]);
    if (n <= ROWS_MOST)
        return;
    View *older = view_part(table, "OLDER");
    view_text(older, "KIND", f->rung);
    view_text(older, "STATE_CODE", f->state);
    view_text(older, "UNIT_CODE", f->unit);
    view_number(older, "BEFORE", list[ROWS_MOST - 1].id);
}

bool page_notices(Req *req, Resp *resp, GError **err)
{
    Filter f = filter_of(req);
    View *body = page_view(req, "sheets.tpl");
    SheetRow *list;
    gsize n;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "督查通知", NULL);
    TRY(sheet_list(req->app->db, req->mem, &f.query, &list, &n, err));
    show_filter(req, body, &f);
    if (authz_role(req->who.roles, DEED_ISSUE_NOTICE))
        view_show(body, "MAY_ISSUE");
    if (n == 0)
        view_show(view_part(body, "NOTHING"), f.query.open_only ? "NO_OPEN" : "NO_ALL");
    else
        show_rows(req, body, &f, list, n);
    return page_show(req, resp, body, 200, NAV_NOTICES, "督查通知", err);
}
