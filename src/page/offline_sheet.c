/* offline_sheet.c: the form of a unit on its way out; see offline.h. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/export.h"
#include "page/gate.h"
#include "page/offline.h"
#include "page/pages.h"

enum { KEY_PARTS = 8 };
#define KEY_SIGN "tz1" /* no spreadsheet takes a key for a number or a day */

const SheetColumn offline_columns[SHEET_COLUMNS] = {
    [SHEET_NO] = { "序号", 6 },
    [SHEET_WHAT] = { "任务或指标", 34 },
    [SHEET_NARRATIVE] = { "进展情况", 60 },
    [SHEET_NEXT_STEPS] = { "下一步措施", 40 },
    [SHEET_LIGHT] = { "亮灯", 8 },
    [SHEET_LIGHT_REASON] = { "亮灯说明", 24 },
    [SHEET_VALUE] = { "本期值", 12 },
    [SHEET_NOTE] = { "说明", 24 },
    [SHEET_UNIT_WORD] = { "计量单位", 10 },
    [SHEET_GOAL] = { "年度目标", 14 },
    [SHEET_BEFORE] = { "上期值", 12 },
    [SHEET_KEY] = { "行标识（请勿修改）", 0 },
};

static const char *key_words(Mem *mem, const SheetKey *k)
{
    return mem_printf(mem, KEY_SIGN ":%s:%s:%" PRId64 ":%" PRId64 ":%" PRId64 ":%" PRId64, k->plan, k->period,
                      k->unit, k->task, k->target, k->rev);
}

const char *offline_key(const Req *req, const SheetKey *key)
{
    const char *words = key_words(req->mem, key);

    return mem_printf(req->mem, "%s:%s", words, csrf_token(req->app, req->mem, "sheet", words));
}

bool offline_key_read(const Req *req, const char *text, SheetKey *key)
{
    char **parts = g_strsplit(text, ":", KEY_PARTS + 1);
    SheetKey k = { 0 };
    bool good = g_strv_length(parts) == KEY_PARTS && strcmp(parts[0], KEY_SIGN) == 0 &&
                number_read(parts[3], &k.unit) && number_read(parts[4], &k.task) &&
                number_read(parts[5], &k.target) && number_read(parts[6], &k.rev);

    if (good) {
        k.plan = mem_text(req->mem, parts[1]);
        k.period = mem_text(req->mem, parts[2]);
        good = csrf_matches(req->app, req->mem, "sheet", key_words(req->mem, &k), parts[7]);
    }
    g_strfreev(parts);
    if (good)
        *key = k;
    return good;
}

static SheetKey key_of(const Fill *fill, const FillLine *line, int64_t target)
{
    const ReportPlace *place = &line->row->place;

    return (SheetKey){ .plan = fill->book->plan.code,
                       .period = fill->period.code,
                       .unit = place->unit.v,
                       .task = place->task_no,
                       .target = target,
                       .rev = line->row->draft.rev };
}

void offline_locked(Mem *mem, const FillLine *line, const ReportTarget *target,
                    const char *words[SHEET_COLUMNS])
{
    for (int c = 0; c < SHEET_COLUMNS; c++)
        words[c] = NULL;
    if (target == NULL) {
        words[SHEET_NO] = mem_printf(mem, "%" PRId64, line->row->place.task_no);
        words[SHEET_WHAT] = line->row->task->wide_title;
        return;
    }
    const ReportedValue *before = before_value(&line->row->before, target->id);
    words[SHEET_WHAT] = mem_printf(mem, "　　指标：%s", target->subject);
    words[SHEET_UNIT_WORD] = target->unit_word;
    words[SHEET_GOAL] = word_goal(mem, target);
    words[SHEET_BEFORE] = before == NULL ? "—" : word_value(mem, before->value_e4, target->unit_word);
}

static void put_locked(const char *const words[SHEET_COLUMNS], SheetCell cells[SHEET_COLUMNS])
{
    for (int c = 0; c < SHEET_COLUMNS; c++)
        if (words[c] != NULL)
            cells[c] = sheet_text(words[c]);
}

static SheetCell open_text(const char *text)
{
    return (SheetCell){ .text = text, .open = true };
}

static bool put_task(const Req *req, const Fill *fill, const FillLine *line, ExportOut *out, GError **err)
{
    const ReportFields *f = &line->fields;
    SheetKey key = key_of(fill, line, 0);
    const char *locked[SHEET_COLUMNS];
    SheetCell cells[SHEET_COLUMNS] = {
        [SHEET_NARRATIVE] = open_text(f->narrative),
        [SHEET_NEXT_STEPS] = open_text(f->next_steps),
        [SHEET_LIGHT] = open_text(f->light == LIGHT_NONE ? "" : light_word(f->light)),
        [SHEET_LIGHT_REASON] = open_text(f->light_reason),
        [SHEET_KEY] = sheet_text(offline_key(req, &key)),
    };

    offline_locked(req->mem, line, NULL, locked);
    put_locked(locked, cells);
    cells[SHEET_NO] = sheet_whole(line->row->place.task_no);
    return export_row(out, cells, err);
}

static bool put_target(const Req *req, const Fill *fill, const FillLine *line, gsize i, ExportOut *out,
                       GError **err)
{
    const ReportTarget *target = &line->row->targets[i];
    const AmountField *amount = &line->fields.amounts[i];
    SheetKey key = key_of(fill, line, target->id);
    const char *locked[SHEET_COLUMNS];
    SheetCell cells[SHEET_COLUMNS] = {
        [SHEET_VALUE] = open_text(amount->typed),
        [SHEET_NOTE] = open_text(amount->note),
        [SHEET_KEY] = sheet_text(offline_key(req, &key)),
    };

    offline_locked(req->mem, line, target, locked);
    put_locked(locked, cells);
    return export_row(out, cells, err);
}

/* Tasks that are handed in or shut stay out: what is filled in for them could not come back. */
static bool write_rows(Req *req, ExportOut *out, GError **err)
{
    static const char *const lights[] = { "绿灯", "黄灯", "红灯", NULL };
    Fill fill;

    TRY(fill_open(req, &fill, err));
    for (gsize i = 0; i < fill.n; i++) {
        const FillLine *line = &fill.lines[i];
        if (line->verdict != MAY)
            continue;
        TRY(put_task(req, &fill, line, out, err));
        for (gsize k = 0; k < line->row->n_targets; k++)
            TRY(put_target(req, &fill, line, k, out, err));
    }
    return sheet_choices(out->sheet, SHEET_LIGHT, lights, err);
}

static bool conditions(Req *req, const char **words, GError **err)
{
    Fill fill;

    TRY(fill_open(req, &fill, err));
    TRY(fill_may_write(req, &fill, err));
    *words = mem_printf(req->mem, "%s，%s，尚可填写的任务", req->who.unit_name,
                        word_period(req->mem, fill.period.code));
    return true;
}

static const ExportKind offline_sheet = {
    .code = "sheet",
    .word = "填报表",
    .door = DEED_BRING_SHEET,
    .help = "白色单元格可以填写：任务行填进展情况、下一步措施、亮灯（绿灯、黄灯、红灯）和亮灯说明，指标行填本"
            "期值和说明；"
            "不填的行、删去的行不影响已有草稿。最后一列“行标识”已隐藏，请勿修改。填好后在“批量填报”页的“离线"
            "填报”上传，"
            "核对后存为草稿，再提交审核。",
    .columns = offline_columns,
    .n_columns = SHEET_COLUMNS,
    .conditions = conditions,
    .write = write_rows,
};

bool page_fill_xlsx(Req *req, Resp *resp, GError **err)
{
    return export_answer(req, resp, &offline_sheet, SHEET_XLSX, err);
}

bool page_fill_csv(Req *req, Resp *resp, GError **err)
{
    return export_answer(req, resp, &offline_sheet, SHEET_CSV, err);
}
