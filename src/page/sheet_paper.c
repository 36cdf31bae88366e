/* sheet_paper.c: a supervision notice on A4 in the form of GB/T 9704—2012: the office's mark, the number, the line, title,
 * addressee, text, signature and date; below it the receipt, as far as it was signed for. */
#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/paper_show.h"
#include "page/sheets.h"

static void show_words(Mem *mem, View *paper, const Sheet *sheet)
{
    const SheetRow *row = &sheet->row;

    view_text(paper, "ORGAN_RUNG", rung_title(row->rung));
    view_text(paper, "NUMBER", sheet_number(mem, row->rung, row->year, row->no));
    view_text(paper, "TITLE", sheet_title(mem, row->rung, row->subject));
    view_text(paper, "UNIT", row->unit_name);
    for (char **line = text_split(mem, sheet->body, "\n"); *line != NULL; line++)
        if (!text_is_blank(*line))
            view_text(view_part(paper, "LINE"), "LINE_TEXT", *line);
    view_text(paper, "RECEIVE_BY", word_full(mem, row->receive_by_us));
    view_text(paper, "ANSWER_BY", word_full(mem, row->answer_by_us));
    view_text(paper, "ISSUED_ON", word_date(mem, row->issued_us));
    if (rung_above(row->rung) != RUNG_NONE)
        view_show(paper, "ABOVE");
    if (row->state == SHEET_WITHDRAWN)
        view_show(paper, "WITHDRAWN");
}

static void show_receipt(Mem *mem, View *paper, const StepRow *steps, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (steps[i].step != STEP_RECEIVE)
            continue;
        View *receipt = view_part(paper, "RECEIPT");
        view_text(receipt, "NAME", steps[i].name);
        view_text(receipt, "AT", word_full(mem, steps[i].at_us));
        if (steps[i].on_behalf)
            view_show(receipt, "ON_BEHALF");
    }
}

bool page_notice_print(Req *req, Resp *resp, GError **err)
{
    Sheet sheet;
    StepRow *steps;
    gsize n;

    TRY(sheet_of_address(req, &sheet, err));
    TRY(sheet_steps(req->app->db, req->mem, sheet.row.id, &steps, &n, err));
    View *root = paper_root(req, sheet_number(req->mem, sheet.row.rung, sheet.row.year, sheet.row.no),
                            mem_printf(req->mem, "/notices/%" PRId64, sheet.row.id));
    View *paper = view_include(root, "PAPER", "sheet_paper.tpl");
    show_words(req->mem, paper, &sheet);
    show_receipt(req->mem, paper, steps, n);
    return paper_render(req, resp, root, err);
}
