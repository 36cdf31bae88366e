/* paper_files.c: a document as .docx and as .xlsx; see paper_show.h. */
#include <string.h>

#include "act/export_ask.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/export.h"
#include "page/paper_show.h"
#include "rule/bulletin.h"
#include "rule/field.h"
#include "web/docx.h"
#include "web/xlsx.h"

enum { COLUMN_SIGNS = 90, COLUMN_LEAST = 6 }; /* of a sheet's whole width */

static void put_table(Req *req, Docx *docx, const PaperTable *t)
{
    DocxColumn *columns = mem_array(req->mem, DocxColumn, t->n_columns);

    for (gsize c = 0; c < t->n_columns; c++)
        columns[c] = (DocxColumn){ t->columns[c].title, t->columns[c].wide, t->columns[c].is_number };
    if (t->across)
        docx_turn(docx, true);
    docx_text(docx, DOCX_TABLE_TITLE, t->title);
    docx_table(docx, columns, t->n_columns);
    for (gsize r = 0; r < t->n_rows; r++)
        docx_row(docx, t->rows[r]);
    docx_text(docx, DOCX_NOTE, t->note);
    if (t->across)
        docx_turn(docx, false);
}

static void put_part(Req *req, Docx *docx, int at, const PaperPart *p)
{
    docx_text(docx, DOCX_HEADING_1, mem_printf(req->mem, "%s、%s", heading_number(at), p->title));
    docx_text(docx, DOCX_BODY, p->words);
    docx_text(docx, DOCX_BODY, p->text);
    for (gsize t = 0; t < p->n_tables; t++)
        put_table(req, docx, &p->tables[t]);
}

static Docx *docx_of(Req *req, const Paper *paper)
{
    Docx *docx = docx_new(req->mem);

    docx_text(docx, DOCX_ORGAN, paper->organ);
    docx_text(docx, DOCX_ISSUE_NO, paper->issue_no);
    docx_text(docx, DOCX_TITLE, paper->title);
    if (paper->main_to[0] != '\0')
        docx_text(docx, DOCX_MAIN_TO, mem_printf(req->mem, "%s：", paper->main_to));
    for (gsize i = 0; i < paper->n_parts; i++)
        put_part(req, docx, (int)i + 1, &paper->parts[i]);
    docx_text(docx, DOCX_SIGNATURE, paper->signature);
    docx_text(docx, DOCX_DATE, paper->day);
    docx_text(docx, DOCX_NOTE, paper->proof);
    if (paper->copies_to[0] != '\0')
        docx_text(docx, DOCX_COPIES, mem_printf(req->mem, "抄送：%s。", paper->copies_to));
    return docx;
}

static bool record(Req *req, const Paper *paper, const char *form, int64_t rows, GError **err)
{
    ExportNote note = { mem_printf(req->mem, "通报（%s）", form), paper->title, rows, req->now_us };

    return act_export_record(req->app->db, req->mem, &req->who, &note, err);
}

bool paper_docx(Req *req, Resp *resp, const Paper *paper, const char *name, GError **err)
{
    g_autofree char *folder = g_build_filename(req->app->conf->templates, "docx", NULL);

    TRY(docx_finish(docx_of(req, paper), folder, &resp->body, &resp->body_bytes, err));
    TRY(record(req, paper, "Word", 1, err));
    resp_attach(resp, req->mem, DOCX_TYPE, mem_printf(req->mem, "%s.docx", name));
    return true;
}

/* ---- .xlsx */

static SheetCell cell_of(const PaperColumn *column, const char *text)
{
    int64_t amount_e4;

    if (column->is_number && amount_read(text, "", &amount_e4) == AMOUNT_GOOD)
        return sheet_amount(amount_e4);
    return sheet_text(text);
}

static bool put_sheet(Req *req, Xlsx *x, const PaperTable *t, GError **err)
{
    SheetColumn *columns = mem_array(req->mem, SheetColumn, t->n_columns);
    SheetCell *cells = mem_array(req->mem, SheetCell, t->n_columns);
    int parts = 0;

    for (gsize c = 0; c < t->n_columns; c++)
        parts += t->columns[c].wide;
    for (gsize c = 0; c < t->n_columns; c++)
        columns[c] = (SheetColumn){ t->columns[c].title,
                                    MAX(COLUMN_SIGNS * t->columns[c].wide / parts, COLUMN_LEAST) };
    TRY(xlsx_sheet(x, t->sheet, columns, t->n_columns, err));
    for (gsize r = 0; r < t->n_rows; r++) {
        for (gsize c = 0; c < t->n_columns; c++)
            cells[c] = cell_of(&t->columns[c], t->rows[r][c]);
        TRY(xlsx_row(x, cells, err));
    }
    return true;
}

static bool put_sheets(Req *req, Xlsx *x, const Paper *paper, int64_t *rows, GError **err)
{
    for (gsize i = 0; i < paper->n_parts; i++)
        for (gsize t = 0; t < paper->parts[i].n_tables; t++) {
            TRY(put_sheet(req, x, &paper->parts[i].tables[t], err));
            *rows += (int64_t)paper->parts[i].tables[t].n_rows;
        }
    return true;
}

/* The words of the parts, too: nothing of the document is missing in the workbook. */
static gsize notes_of(Req *req, const Paper *paper, SheetNote *notes)
{
    gsize n = 0;

    notes[n++] = (SheetNote){ "标题", paper->title };
    notes[n++] = (SheetNote){ "期号", paper->issue_no[0] == '\0' ? "草稿" : paper->issue_no };
    notes[n++] = (SheetNote){ "成文日期", paper->day };
    notes[n++] = (SheetNote){ "导出时间", word_full(req->mem, req->now_us) };
    for (gsize i = 0; i < paper->n_parts; i++) {
        const PaperPart *p = &paper->parts[i];
        const char *note = p->n_tables == 0 ? "" : p->tables[0].note;
        notes[n++] = (SheetNote){ p->title, mem_printf(req->mem, "%s\n%s\n%s", p->words, p->text, note) };
    }
    notes[n++] = (SheetNote){ "检查点", paper->proof };
    return n;
}

bool paper_xlsx(Req *req, Resp *resp, const Paper *paper, const char *name, GError **err)
{
    SheetNote *notes = mem_array(req->mem, SheetNote, paper->n_parts + 5);
    gsize n = notes_of(req, paper, notes);
    const char *path;
    int64_t rows = 0;
    Xlsx *x;

    TRY(export_scratch(req->mem, &path, err));
    TRY(xlsx_begin(req->mem, path, notes, n, &x, err));
    TRY(put_sheets(req, x, paper, &rows, err));
    TRY(xlsx_end(x, err));
    TRY(record(req, paper, "Excel", rows, err));
    TRY(export_read_whole(req->mem, path, resp, err));
    resp_attach(resp, req->mem, sheet_type(SHEET_XLSX), mem_printf(req->mem, "%s.xlsx", name));
    return true;
}
