/* sheet_suggest.c: the words that a new supervision notice begins with, out of what it is about; see sheets.h. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/sheets.h"

#define ASKS   "请尽快补报，并说明未按时报送的原因和改进措施。逾期的报送仍可填写、提交。"
#define NUMBER "第%" PRId64 "项任务"

static void about_task(Mem *mem, SheetDraft *d)
{
    d->subject = mem_printf(mem, NUMBER "推进情况", d->task->no);
    d->body = mem_printf(mem,
                         "你单位牵头的" NUMBER "“%s”，推进情况需进一步说明。请逐项说明当前进展、"
                         "存在的问题、原因和下一步措施，明确完成时间。",
                         d->task->no, zh_punct(mem, d->task->title));
}

static const char *due_words(Mem *mem, const SheetDraft *d)
{
    return word_full(mem, period_due_for(d->period, d->unit == NULL ? (UnitId){ 0 } : d->unit->id));
}

static void about_report(Mem *mem, SheetDraft *d)
{
    const char *name = word_period(mem, d->period->code);

    d->subject = mem_printf(mem, NUMBER "%s进展报送", d->task->no, name);
    d->body = mem_printf(mem, "你单位牵头的" NUMBER "“%s”，%s进展应于%s前报送，至今尚未报送。" ASKS,
                         d->task->no, zh_punct(mem, d->task->title), name, due_words(mem, d));
}

/* Takes away what is of other periods than the one that was named. */
static gsize only_of(const Period *period, OwedReport *list, gsize n)
{
    gsize kept = 0;

    for (gsize i = 0; i < n; i++)
        if (period == NULL || strcmp(list[i].period, period->code) == 0)
            list[kept++] = list[i];
    return kept;
}

/* A line a period. */
static const char *owed_lines(Mem *mem, const OwedReport *list, gsize n)
{
    g_autoptr(GString) lines = g_string_new(NULL);

    for (gsize i = 0; i < n; i++) {
        bool same = i > 0 && strcmp(list[i].period, list[i - 1].period) == 0;
        if (same)
            g_string_append(lines, "、");
        else
            g_string_append_printf(lines, "%s%s：第", i == 0 ? "" : "项。\n",
                                   word_period(mem, list[i].period));
        g_string_append_printf(lines, "%" PRId64, list[i].task_no);
    }
    return mem_printf(mem, "%s项。", lines->str);
}

static void about_reports(Mem *mem, SheetDraft *d, const OwedReport *list, gsize n, int64_t now_us)
{
    bool one_period = strcmp(list[0].period, list[n - 1].period) == 0;

    if (one_period)
        d->period = book_period(d->book, list[0].period);
    d->subject = one_period ? mem_printf(mem, "%s进展报送", word_period(mem, list[0].period))
                            : "逾期未报的进展报送";
    d->body = mem_printf(mem,
                         "截至%s，你单位牵头的以下任务进展逾期未报，共 %" G_GSIZE_FORMAT " 件：\n%s\n" ASKS,
                         word_full(mem, now_us), n, owed_lines(mem, list, n));
}

static bool about_unit(Req *req, SheetDraft *d, GError **err)
{
    OwedReport *list;
    gsize n;

    TRY(sheet_owed(req->app->db, req->mem, d->book->plan.id, d->unit->id, req->now_us, &list, &n, err));
    n = only_of(d->period, list, n);
    if (n > 1)
        about_reports(req->mem, d, list, n, req->now_us);
    if (n != 1)
        return true;
    d->task = book_task(d->book, list[0].task_no);
    d->period = book_period(d->book, list[0].period);
    about_report(req->mem, d);
    return true;
}

bool sheet_suggest(Req *req, SheetDraft *d, GError **err)
{
    d->subject = d->body = "";
    if (d->task != NULL && d->period != NULL)
        about_report(req->mem, d);
    else if (d->task != NULL)
        about_task(req->mem, d);
    else if (d->unit != NULL)
        return about_unit(req, d, err);
    return true;
}
