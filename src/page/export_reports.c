/* export_reports.c: all reports of a plan over all its periods, as far as the viewer may read them. */
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/export.h"
#include "page/readable.h"
#include "store/report_list.h"

enum {
    PERIOD,
    NO,
    TASK,
    UNIT,
    STATE,
    ROUND,
    LATE,
    DECLARED,
    COMPUTED,
    DECIDED,
    NARRATIVE,
    NEXT_STEPS,
    REASON,
    FILED_BY,
    FILED_AT,
    DECIDED_BY,
    DECIDED_AT,
    COMMENT,
    N_COLUMNS
};

static const SheetColumn columns[N_COLUMNS] = {
    [PERIOD] = { "报送期", 14 },       [NO] = { "序号", 6 },
    [TASK] = { "任务", 30 },           [UNIT] = { "牵头单位", 18 },
    [STATE] = { "报送状态", 10 },      [ROUND] = { "报送次数", 8 },
    [LATE] = { "逾期报送", 8 },        [DECLARED] = { "单位自评", 10 },
    [COMPUTED] = { "系统建议", 10 },   [DECIDED] = { "督查室认定", 10 },
    [NARRATIVE] = { "进展情况", 60 },  [NEXT_STEPS] = { "下一步措施", 40 },
    [REASON] = { "亮灯说明", 30 },     [FILED_BY] = { "提交人", 10 },
    [FILED_AT] = { "提交时间", 18 },   [DECIDED_BY] = { "审核人", 10 },
    [DECIDED_AT] = { "审核时间", 18 }, [COMMENT] = { "审核意见", 40 },
};

static const char *light_text(Light light)
{
    return light == LIGHT_NONE ? "" : light_word(light);
}

static bool put(Mem *mem, const BookTask *task, const Period *period, const ListedReport *r, ExportOut *out,
                GError **err)
{
    SheetCell cells[N_COLUMNS] = {
        [PERIOD] = sheet_text(word_period(mem, period->code)),
        [NO] = sheet_whole(task->no),
        [TASK] = sheet_text(task->wide_title),
        [UNIT] = sheet_text(r->unit_name),
        [STATE] = sheet_text(report_state_word(r->state)),
        [ROUND] = sheet_whole(r->round),
        [LATE] = sheet_text(r->late ? "是" : ""),
        [DECLARED] = sheet_text(light_text(r->declared)),
        [COMPUTED] = sheet_text(light_text(r->computed)),
        [DECIDED] = sheet_text(light_text(r->decided)),
        [NARRATIVE] = sheet_text(r->narrative),
        [NEXT_STEPS] = sheet_text(r->next_steps),
        [REASON] = sheet_text(r->light_reason),
        [FILED_BY] = sheet_text(r->on_behalf ? mem_printf(mem, "%s（代填）", r->filed_name) : r->filed_name),
        [FILED_AT] = sheet_text(word_stamp(mem, r->submitted_us)),
        [DECIDED_BY] = sheet_text(r->decided_name),
        [COMMENT] = sheet_text(r->comment)
    };

    if (r->decided_us != 0)
        cells[DECIDED_AT] = sheet_text(word_stamp(mem, r->decided_us));
    return export_row(out, cells, err);
}

/* A period at a time, each with memory of its own. */
static bool put_period(const Req *req, const Book *book, const Period *period, ExportOut *out, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    ListedReport *list;
    gsize n;

    TRY(reports_of_period(req->app->db, mem, period->id, &list, &n, err));
    for (gsize i = 0; i < n; i++) {
        const BookTask *task = book_task_by_id(book, list[i].task);
        if (task != NULL && report_is_readable(&req->who, task, list[i].unit, list[i].state))
            TRY(put(mem, task, period, &list[i], out, err));
    }
    return true;
}

static bool find_book(Req *req, const Book **book, GError **err)
{
    return shelf_book(req->app->shelf, req->app->db, req->mem, query_get(req, "plan"), book, err);
}

static bool write_rows(Req *req, ExportOut *out, GError **err)
{
    const Book *book;

    TRY(find_book(req, &book, err));
    for (gsize i = 0; i < book->n_periods; i++)
        TRY(put_period(req, book, &book->periods[i], out, err));
    return true;
}

static bool count(Req *req, int64_t most, int64_t *n, GError **err)
{
    const Book *book;

    TRY(find_book(req, &book, err));
    TRY(reports_count(req->app->db, req->mem, book->plan.id, n, err));
    *n = MIN(*n, most);
    return true;
}

static bool conditions(Req *req, const char **words, GError **err)
{
    const Book *book;

    TRY(find_book(req, &book, err));
    *words = mem_printf(req->mem, "%s，全部报送期", book->plan.title);
    return true;
}

const ExportKind export_reports = {
    .code = "reports",
    .word = "全部报送",
    .door = DEED_READ_LEDGER,
    .columns = columns,
    .n_columns = N_COLUMNS,
    .count = count,
    .conditions = conditions,
    .write = write_rows,
};
