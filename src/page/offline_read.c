/* offline_read.c: the form of a unit on its way back; see offline.h. Nothing is written here: each row is put beside the draft
 * and judged as the form on the page would be. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/offline.h"
#include "rule/complain.h"
#include "web/grid.h"

enum { HEAD_ROWS = 10, WHAT_CHARS = 40, LOCKED_CHARS = 30 };

typedef struct {
    Req *req;
    Mem *mem;
    SheetBack *back;
    int at[SHEET_COLUMNS]; /* of each of our columns in the sheet; -1: it is not there */
    const GridRow *row;
} Reading;

static const GridCell *cell_at(const Reading *r, SheetAt column)
{
    static const GridCell none = { CELL_EMPTY, "" };

    return r->at[column] < 0 ? &none : &r->row->cells[r->at[column]];
}

/* Columns are known by their titles: they may stand in any order, and others between them. */
static bool find_head(Reading *r, const Grid *grid, gsize *first)
{
    for (gsize i = 0; i < grid->n && i < HEAD_ROWS; i++) {
        for (int c = 0; c < SHEET_COLUMNS; c++)
            r->at[c] = -1;
        for (int c = 0; c < SHEET_COLUMNS; c++)
            for (int k = 0; k < GRID_COLUMNS; k++)
                if (r->at[c] < 0 && strcmp(grid->rows[i].cells[k].text, offline_columns[c].title) == 0)
                    r->at[c] = k;
        *first = i + 1;
        if (r->at[SHEET_KEY] >= 0)
            return true;
    }
    return false;
}

static bool is_blank(const Reading *r)
{
    for (int c = SHEET_NARRATIVE; c <= SHEET_NOTE; c++)
        if (cell_at(r, (SheetAt)c)->kind != CELL_EMPTY)
            return false;
    return cell_at(r, SHEET_KEY)->kind == CELL_EMPTY;
}

static void stray(Reading *r, const char *why)
{
    SheetBack *back = r->back;

    back->strays[back->n_strays++] = (BackStray){
        r->row->no, text_short(r->mem, cell_at(r, SHEET_WHAT)->text, WHAT_CHARS), why
    };
}

/* ---- cells */

static const char *cell_fault(const GridCell *cell)
{
    switch (cell->kind) {
    case CELL_FORMULA:
        return "单元格是公式，请粘贴为数值或文字";
    case CELL_DATE:
        return "单元格是日期格式，请改为文本";
    case CELL_ODD:
        return "单元格不是文字或数字";
    default:
        return text_is_clean(cell->text, strlen(cell->text)) ? NULL : "含有不能保存的控制字符，请删去";
    }
}

/* A column that was taken out leaves the draft's words alone. */
static void take_text(const Reading *r, BackLine *b, SheetAt column, const char *field, const char **text)
{
    const GridCell *cell = cell_at(r, column);
    const char *fault = cell_fault(cell);

    if (r->at[column] < 0)
        return;
    if (fault == NULL)
        *text = cell->text;
    else
        complain(b->cells, field, mem_printf(r->mem, "%s：%s", offline_columns[column].title, fault));
}

/* 绿灯 or 绿. */
static Light light_of_words(const char *words)
{
    for (int light = LIGHT_NONE + 1; light < LIGHT__N; light++) {
        const char *full = light_word((Light)light);
        size_t short_bytes = (size_t)(g_utf8_next_char(full) - full);
        if (strcmp(words, full) == 0 || (strlen(words) == short_bytes && g_str_has_prefix(full, words)))
            return (Light)light;
    }
    return LIGHT_NONE;
}

static void take_light(const Reading *r, BackLine *b)
{
    const char *words = "";

    take_text(r, b, SHEET_LIGHT, "light", &words);
    if (r->at[SHEET_LIGHT] < 0)
        return;
    b->line->fields.light = light_of_words(words);
    if (words[0] != '\0' && b->line->fields.light == LIGHT_NONE)
        complain(b->cells, "light", "亮灯只能填绿灯、黄灯或红灯");
}

/* What has no place in a row is said, not dropped. */
static void complain_misplaced(const Reading *r, BackLine *b, SheetAt first, SheetAt last, const char *why)
{
    for (int c = first; c <= (int)last; c++)
        if (cell_at(r, (SheetAt)c)->kind != CELL_EMPTY) {
            complain(b->cells, "t", mem_printf(r->mem, "表中第 %d 行：%s", r->row->no, why));
            return;
        }
}

/* Without the blanks at both ends, of any width: spreadsheets and people change those unseen. */
static const char *trimmed(Mem *mem, const char *text)
{
    const char *end = text + strlen(text);

    while (*text != '\0' && g_unichar_isspace(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    while (end > text && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    return mem_text_n(mem, text, (gsize)(end - text));
}

/* Somebody who writes into a locked cell means something by it; or the ledger went on since. Neither is dropped unsaid. */
static void complain_locked(const Reading *r, BackLine *b, const ReportTarget *target)
{
    const char *words[SHEET_COLUMNS];

    offline_locked(r->mem, b->line, target, words);
    for (int c = 0; c < SHEET_COLUMNS; c++) {
        if (words[c] == NULL || r->at[c] < 0)
            continue;
        const char *now = trimmed(r->mem, words[c]), *then = trimmed(r->mem, cell_at(r, (SheetAt)c)->text);
        if (strcmp(now, then) != 0)
            complain(b->cells, "t",
                     mem_printf(r->mem,
                                "表中第 %d 行：“%s”不能修改，台账中是“%s”，表中是“%s”；请改回原样或重新导出",
                                r->row->no, offline_columns[c].title, text_short(r->mem, now, LOCKED_CHARS),
                                text_short(r->mem, then, LOCKED_CHARS)));
    }
}

static void take_task(const Reading *r, BackLine *b)
{
    ReportFields *f = &b->line->fields;

    b->twice |= b->has_task;
    b->has_task = true;
    complain_locked(r, b, NULL);
    take_text(r, b, SHEET_NARRATIVE, "narrative", &f->narrative);
    take_text(r, b, SHEET_NEXT_STEPS, "next_steps", &f->next_steps);
    take_text(r, b, SHEET_LIGHT_REASON, "light_reason", &f->light_reason);
    take_light(r, b);
    complain_misplaced(r, b, SHEET_VALUE, SHEET_NOTE, "本期值和说明请填在下面的指标行");
}

static bool take_target(const Reading *r, BackLine *b, int64_t target)
{
    ReportFields *f = &b->line->fields;

    for (gsize i = 0; i < f->n_amounts; i++) {
        if (f->amounts[i].target != target)
            continue;
        b->twice |= b->has_target[i];
        b->has_target[i] = true;
        complain_locked(r, b, &b->line->row->targets[i]);
        take_text(r, b, SHEET_VALUE, "value", &f->amounts[i].typed);
        take_text(r, b, SHEET_NOTE, "note", &f->amounts[i].note);
        complain_misplaced(r, b, SHEET_NARRATIVE, SHEET_LIGHT_REASON, "进展情况、措施和亮灯请填在任务行");
        return true;
    }
    return false;
}

/* ---- rows */

static BackLine *line_of(const Reading *r, int64_t task)
{
    SheetBack *back = r->back;

    for (gsize i = 0; i < back->fill.n; i++)
        if (back->lines[i].line->row->place.task_no == task)
            return &back->lines[i];
    return NULL;
}

/* Why a row with a good key is not of this unit's form; NULL: it is. */
static const char *foreign(const Reading *r, const SheetKey *key, const BackLine *b)
{
    const Fill *fill = &r->back->fill;

    if (strcmp(key->plan, fill->book->plan.code) != 0)
        return "不是本计划的行";
    if (key->unit != r->req->who.unit.v)
        return "不是本单位的行";
    if (strcmp(key->period, fill->period.code) != 0)
        return mem_printf(r->mem, "是%s的行，本次导回的是%s", word_period(r->mem, key->period),
                          word_period(r->mem, fill->period.code));
    return b == NULL ? "本单位本期不填报这项任务" : NULL;
}

static void take_row(Reading *r)
{
    SheetKey key;

    if (is_blank(r))
        return;
    if (!offline_key_read(r->req, cell_at(r, SHEET_KEY)->text, &key)) {
        bool none = cell_at(r, SHEET_KEY)->kind == CELL_EMPTY;
        stray(r, none ? "没有行标识，不知道填的是哪一项" : "行标识被改动，请重新导出后填写");
        return;
    }
    BackLine *b = line_of(r, key.task);
    const char *why = foreign(r, &key, b);
    if (why != NULL) {
        stray(r, why);
        return;
    }
    if (b->n_rows++ == 0) {
        b->first_no = r->row->no;
        b->rev = key.rev;
    }
    b->twice |= b->rev != key.rev;
    if (key.target == 0)
        take_task(r, b);
    else if (!take_target(r, b, key.target))
        complain(b->cells, "t", mem_printf(r->mem, "表中第 %d 行：该指标已不由本单位填报", r->row->no));
}

static void add_complaints(Mem *mem, BackLine *b)
{
    Complaints all = *b->cells;

    fill_judge(mem, b->line);
    for (gsize i = 0; i < b->line->n_complaints; i++)
        complain(&all, b->line->complaints[i].field, b->line->complaints[i].text);
    b->line->complaints = all.list;
    b->line->n_complaints = all.n;
}

static BackOutcome outcome_of(Mem *mem, BackLine *b)
{
    FillLine *line = b->line;

    if (b->n_rows == 0)
        return BACK_ABSENT;
    if (b->twice)
        return BACK_TWICE;
    add_complaints(mem, b);
    bool same = strcmp(fill_marks(mem, &line->fields), fill_marks(mem, &line->row->draft.fields)) == 0;
    if (same && b->cells->n == 0)
        return BACK_SAME;
    if (line->verdict != MAY) {
        line->refused = line->verdict;
        return BACK_SHUT;
    }
    line->rev = b->rev;
    if (b->rev != line->row->draft.rev)
        return BACK_NEWER;
    return line->n_complaints > 0 ? BACK_BAD : BACK_TAKE;
}

static void begin_lines(Mem *mem, SheetBack *back)
{
    back->lines = mem_array(mem, BackLine, back->fill.n);
    for (gsize i = 0; i < back->fill.n; i++) {
        FillLine *line = &back->fill.lines[i];
        BackLine *b = &back->lines[i];
        AmountField *own = mem_array(mem, AmountField, line->fields.n_amounts);
        for (gsize k = 0; k < line->fields.n_amounts; k++)
            own[k] = line->fields.amounts[k];
        line->fields.amounts = own;
        b->line = line;
        b->has_target = mem_array(mem, bool, line->fields.n_amounts);
        b->cells = mem_alloc(mem, sizeof *b->cells);
        *b->cells = complaints_new(mem);
    }
}

static bool read_grid(Req *req, const SheetReturn *sheet, Grid *grid, GError **err)
{
    if (sheet_form_of(sheet->name) == SHEET_CSV)
        return csv_read(req->mem, sheet->bytes, sheet->size_bytes, grid, err);
    return xlsx_read(req->mem, sheet->bytes, sheet->size_bytes, "填报表", grid, err);
}

bool offline_read(Req *req, const SheetReturn *sheet, SheetBack *back, GError **err)
{
    Reading r = { .req = req, .mem = req->mem, .back = back };
    Grid grid = { 0 };
    gsize first;

    *back = (SheetBack){ 0 };
    TRY(read_grid(req, sheet, &grid, err));
    TRY(fill_read(req, sheet->plan, sheet->period, &back->fill, err));
    if (!find_head(&r, &grid, &first))
        return fail_detail(err, ERR_BAD_INPUT, OFFLINE_NO_KEYS, "sheet: no column of keys");
    back->strays = mem_array(req->mem, BackStray, grid.n);
    begin_lines(req->mem, back);
    for (gsize i = first; i < grid.n; i++) {
        r.row = &grid.rows[i];
        take_row(&r);
    }
    for (gsize i = 0; i < back->fill.n; i++)
        back->lines[i].outcome = outcome_of(req->mem, &back->lines[i]);
    return true;
}

gsize offline_count(const SheetBack *back, BackOutcome outcome)
{
    gsize n = 0;

    for (gsize i = 0; i < back->fill.n; i++)
        n += back->lines[i].outcome == outcome;
    return n;
}
