/* adoption.c: 采用情况: whose work was taken into issued 简报, by unit and year; on the page and as a table for Excel. */
#include <inttypes.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/export.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/brief.h"

/* ?year=2023; the current one without. */
static int year_of(Req *req)
{
    const char *asked = query_get(req, "year");
    int64_t year;

    if (asked == NULL || !number_read(asked, &year) || year < 2000 || year > 2100)
        return civil_of(req->now_us).year;
    return (int)year;
}

static void show_row(View *table, const Adoption *a)
{
    View *row = view_part(table, "ROW");

    view_text(row, "UNIT", a->unit_name);
    view_number(row, "ALL", a->reports + a->practices);
    view_number(row, "REPORTS", a->reports);
    view_number(row, "PRACTICES", a->practices);
    view_number(row, "HANDED_IN", a->handed_in);
    view_number(row, "SELECTED", a->selected);
}

bool page_adoption(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "adoption.tpl");
    int year = year_of(req), this_year = civil_of(req->now_us).year;
    Adoption *list;
    gsize n;

    page_crumb(req, body, "简报", "/briefs");
    page_crumb(req, body, "采用情况", NULL);
    TRY(adoption_of_year(req->app->db, req->mem, year, &list, &n, err));
    view_number(body, "YEAR", year);
    view_number(view_part(body, "BACK"), "OTHER_YEAR", year - 1);
    if (year < this_year)
        view_number(view_part(body, "ON"), "OTHER_YEAR", year + 1);
    View *table = view_part(body, n == 0 ? "EMPTY" : "TABLE");
    for (gsize i = 0; i < n; i++)
        show_row(table, &list[i]);
    return page_show(req, resp, body, 200, NAV_BRIEFS, "采用情况", err);
}

/* ---- for Excel */

enum { UNIT, ALL, REPORTS, PRACTICES, HANDED_IN, SELECTED, N_COLUMNS };

static const SheetColumn columns[N_COLUMNS] = {
    [UNIT] = { "单位", 26 },
    [ALL] = { "简报采用合计", 14 },
    [REPORTS] = { "其中进展报送", 14 },
    [PRACTICES] = { "其中经验做法", 14 },
    [HANDED_IN] = { "报送经验做法", 14 },
    [SELECTED] = { "选用经验做法", 14 },
};

static bool count(Req *req, int64_t most, int64_t *n, GError **err)
{
    Adoption *list;
    gsize rows;

    TRY(adoption_of_year(req->app->db, req->mem, year_of(req), &list, &rows, err));
    *n = MIN((int64_t)rows, most);
    return true;
}

static bool conditions(Req *req, const char **words, GError **err)
{
    (void)err;
    *words = mem_printf(req->mem, "%d年，已印发的简报（已撤回的不计）", year_of(req));
    return true;
}

static bool write_rows(Req *req, ExportOut *out, GError **err)
{
    Adoption *list;
    gsize n;

    TRY(adoption_of_year(req->app->db, req->mem, year_of(req), &list, &n, err));
    for (gsize i = 0; i < n; i++) {
        const Adoption *a = &list[i];
        SheetCell cells[N_COLUMNS] = {
            [UNIT] = sheet_text(a->unit_name),       [ALL] = sheet_whole(a->reports + a->practices),
            [REPORTS] = sheet_whole(a->reports),     [PRACTICES] = sheet_whole(a->practices),
            [HANDED_IN] = sheet_whole(a->handed_in), [SELECTED] = sheet_whole(a->selected)
        };
        TRY(export_row(out, cells, err));
    }
    return true;
}

const ExportKind export_adoption = {
    .code = "adoption",
    .word = "采用情况",
    .door = DEED_READ_BRIEF,
    .columns = columns,
    .n_columns = N_COLUMNS,
    .count = count,
    .conditions = conditions,
    .write = write_rows,
};

bool page_adoption_xlsx(Req *req, Resp *resp, GError **err)
{
    return export_answer(req, resp, &export_adoption, SHEET_XLSX, err);
}
