/* returns.c: 离线填报: taking the form of a unit out, bringing it back, looking through what would become of it, and making
 * drafts of it; nothing is written before that last step. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/offline.h"
#include "page/pages.h"
#include "page/returns.h"
#include "page/show.h"
#include "rule/file_kind.h"
#include "store/evidence_folder.h"
#include "store/ledger.h"
#include "web/form.h"
#include "web/grid.h"
#include "web/multipart.h"

enum { SHEET_BYTES = 4 << 20, NAME_CHARS_MOST = 200 };
enum { PERIOD, FILE_NAME, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [PERIOD] = { "period", 16, false },
    [FILE_NAME] = { FILES_PARAM, 400, false },
};

const char *returns_fault_words(int fault)
{
    switch (fault) {
    case GRID_NO_BOOK:
        return "不是 Excel 工作簿，请上传 .xlsx 或 .csv 文件";
    case GRID_OLD_BOOK:
        return "是旧版 .xls 或加了密码的工作簿，请另存为不加密码的 .xlsx";
    case GRID_TOO_LARGE:
        return "超出填报表的大小，请只保留“填报表”中的行";
    case GRID_ENTITIES:
        return "含有不允许的文档定义，不能读取；请用 Excel、WPS 或 LibreOffice 重新保存";
    case GRID_NO_SHEET:
        return "没有名为“填报表”的工作表";
    case GRID_SIGNS:
        return "文字编码不能识别，请另存为 UTF-8 编码的 CSV 或 .xlsx";
    case GRID_QUOTES:
        return "CSV 的引号不成对，请检查后重新保存";
    case OFFLINE_NO_KEYS:
        return "没有“行标识”列，请使用本系统导出的填报表填写";
    default:
        return "文件不完整或已损坏，请重新保存后再上传";
    }
}

/* ---- bringing it */

typedef struct {
    const Book *book;
    const Period *period; /* NULL: none was opened */
    const Period *periods;
} Place;

static bool find_place(Req *req, const char *code, Place *place, GError **err)
{
    Place p = { 0 };

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &p.book, err));
    p.periods = book_periods(req->mem, p.book, req->now_us);
    p.period = period_current(p.periods, p.book->n_periods);
    for (gsize i = 0; code != NULL && code[0] != '\0' && i < p.book->n_periods; i++)
        if (strcmp(p.periods[i].code, code) == 0) {
            p.period = &p.periods[i];
            *place = p;
            return true;
        }
    *place = p;
    return code == NULL || code[0] == '\0' || fail(err, ERR_NOT_FOUND, "returns: no period %s", code);
}

static void show_recent(Req *req, View *body, const SheetReturn *list, gsize n)
{
    View *recent = n > 0 ? view_part(body, "RECENT") : NULL;

    for (gsize i = 0; i < n; i++) {
        View *row = view_part(recent, "ITEM");
        view_text(row, "NAME", list[i].name);
        view_text(row, "ADDRESS", mem_printf(req->mem, "/returns/%" PRId64, list[i].id));
        view_text(row, "PERIOD", word_period(req->mem, list[i].period));
        view_moment(row, req->mem, "AT", list[i].sent_us, word_moment);
        if (list[i].taken_us == 0)
            view_show(row, "OPEN");
        else
            view_number(view_part(row, "TAKEN"), "N", list[i].taken);
    }
}

static bool show(Req *req, Resp *resp, const Place *place, const char *trouble, GError **err)
{
    View *body = page_view(req, "returns.tpl");
    SheetReturn *list;
    gsize n;

    TRY(sheet_return_list(req->app->db, req->mem, &req->who, req->now_us, &list, &n, err));
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "我的报送", "/reports");
    page_crumb(req, body, "离线填报", NULL);
    view_text(body, "UNIT", req->who.unit_name);
    if (trouble != NULL) {
        view_text(view_part(body, "ERRORS"), "WHY", trouble);
        view_text(view_part(body, "BAD"), "WHY", trouble);
    }
    View *some = view_part(body, place->period == NULL ? "NOTHING" : "SOME");
    if (place->period != NULL) {
        view_text(some, "PERIOD", word_period(req->mem, place->period->code));
        view_text(some, "PERIOD_CODE", place->period->code);
        view_text(
            some, "FILL",
            mem_printf(req->mem, "/plans/%s/periods/%s/fill", place->book->plan.code, place->period->code));
        view_text(some, "RID", request_id_new(req->mem));
    }
    show_recent(req, body, list, n);
    return page_show(req, resp, body, trouble == NULL ? 200 : 422, NAV_RETURNS, "离线填报", err);
}

bool page_returns(Req *req, Resp *resp, GError **err)
{
    Place place;

    TRY(find_place(req, query_get(req, "period"), &place, err));
    return show(req, resp, &place, NULL, err);
}

/* The one file of the form. trouble: what is wrong with it, in words. */
static bool take_file(Req *req, SheetReturn *sheet, const char **trouble, GError **err)
{
    const Uploads *uploads = req->uploads;
    const Upload *upload = uploads != NULL && uploads->n > 0 ? &uploads->list[0] : NULL;

    if (upload == NULL)
        *trouble = "请选择填好的文件";
    else if (uploads->n > 1)
        *trouble = "一次只能上传一个文件";
    else if (upload->too_large || upload->size_bytes > SHEET_BYTES)
        *trouble = "超过 4 MB，请只保留“填报表”中的行";
    else if (upload->size_bytes == 0)
        *trouble = "文件是空的";
    else if (upload->path == NULL)
        *trouble = "暂时不能接收文件，请稍后再试";
    if (*trouble != NULL)
        return true;
    sheet->name = text_short(req->mem, file_name_clean(req->mem, upload->name), NAME_CHARS_MOST);
    g_autofree char *lower = g_ascii_strdown(sheet->name, -1);
    if (sheet_form_of(lower) == SHEET_NONE)
        *trouble = returns_fault_words(GRID_NO_BOOK);
    return evidence_bytes(req->mem, upload->path, &sheet->bytes, &sheet->size_bytes, err);
}

/* As a whole it must be a form of ours; what becomes of its rows is said on its own page. */
static bool try_file(Req *req, const SheetReturn *sheet, const char **trouble, GError **err)
{
    GError *error = NULL;
    SheetBack back;

    if (offline_read(req, sheet, &back, &error))
        return true;
    if (err_kind(error) != ERR_BAD_INPUT) {
        g_propagate_error(err, error);
        return false;
    }
    *trouble = mem_printf(req->mem, "“%s”%s", sheet->name, returns_fault_words(err_detail(error)));
    g_clear_error(&error);
    return true;
}

bool page_returns_post(Req *req, Resp *resp, GError **err)
{
    const char *v[N_FIELDS], *trouble = NULL;
    SheetReturn sheet = { .sent_us = req->now_us };
    Place place;

    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    TRY(find_place(req, v[PERIOD], &place, err));
    if (place.period == NULL)
        return fail_detail(err, ERR_DENIED, NO_PERIOD_YET, "returns: no period");
    sheet.plan = place.book->plan.code;
    sheet.period = place.period->code;
    TRY(take_file(req, &sheet, &trouble, err));
    if (trouble == NULL)
        TRY(try_file(req, &sheet, &trouble, err));
    if (trouble != NULL)
        return show(req, resp, &place, trouble, err);
    TRY(sheet_return_put(req->app->db, &req->who, &sheet, err));
    return resp_see_other(resp, req->mem, "/returns/%" PRId64, sheet.id);
}
