/* xlsx.c: see xlsx.h. Cells of .xlsx hold binary floating point; ours are whole ten-thousandths and stay what they are,
 * to the 15 digits that Excel shows. */
#include "web/xlsx.h"

#include <string.h>
#include <xlsxwriter.h>

#include "base/err.h"
#include "base/words.h"
#include "web/xlsx_part.h"

enum { CELL_CHARS = 32000, NAME_CHARS = 31, LABEL_WIDE = 14, NOTE_WIDE = 80 };

struct Xlsx {
    Mem *mem;
    lxw_workbook *book; /* owned; NULL: closed */
    lxw_worksheet *rows;
    lxw_format *head, *body, *number, *open;
    bool any_open;
    gsize n_columns;
    lxw_row_t next;
};

/* What was not closed is closed without a look at the result: the file is of no use then. */
static void drop(void *what)
{
    Xlsx *x = what;

    if (x->book != NULL)
        workbook_close(x->book);
    x->book = NULL;
}

static bool good(lxw_error error, GError **err)
{
    return error == LXW_NO_ERROR || fail(err, ERR_BROKEN, "xlsx: %s", lxw_strerror(error));
}

static void make_formats(Xlsx *x)
{
    x->head = workbook_add_format(x->book);
    x->body = workbook_add_format(x->book);
    x->number = workbook_add_format(x->book);
    format_set_bold(x->head);
    format_set_bg_color(x->head, 0xE9F1FA);
    x->open = workbook_add_format(x->book);
    lxw_format *all[] = { x->head, x->body, x->number, x->open };
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
        format_set_border(all[i], LXW_BORDER_THIN);
        format_set_align(all[i], LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_text_wrap(x->head);
    format_set_text_wrap(x->body);
    format_set_text_wrap(x->open);
    format_set_num_format(x->open, "@"); /* 12.5% and 1-2 stay what was typed */
    format_set_unlocked(x->open);
    format_set_num_format(x->number, "General");
}

static bool write_head(Xlsx *x, const SheetColumn *columns, GError **err)
{
    for (gsize i = 0; i < x->n_columns; i++) {
        lxw_col_t at = (lxw_col_t)i;
        lxw_row_col_options hidden = { .hidden = columns[i].wide == 0 };
        TRY(good(worksheet_set_column_opt(x->rows, at, at, columns[i].wide, NULL, &hidden), err));
        TRY(good(worksheet_write_string(x->rows, 0, at, columns[i].title, x->head), err));
    }
    worksheet_freeze_panes(x->rows, 1, 0);
    worksheet_set_landscape(x->rows);
    worksheet_set_paper(x->rows, 9); /* A4 */
    worksheet_repeat_rows(x->rows, 0, 0);
    worksheet_fit_to_pages(x->rows, 1, 0);
    x->next = 1;
    return true;
}

static bool open_book(Mem *mem, const char *path, Xlsx **xlsx, GError **err)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    Xlsx *x = mem_alloc(mem, sizeof *x);

    *x = (Xlsx){ .mem = mem, .book = workbook_new_opt(path, &options) };
    if (x->book == NULL)
        return fail(err, ERR_BROKEN, "xlsx: no workbook");
    mem_keep(mem, x, drop);
    make_formats(x);
    *xlsx = x;
    return true;
}

bool xlsx_sheet(Xlsx *x, const char *name, const SheetColumn *columns, gsize n_columns, GError **err)
{
    x->n_columns = n_columns;
    x->rows = workbook_add_worksheet(x->book, text_short(x->mem, name, NAME_CHARS - 1));
    if (x->rows == NULL)
        return fail(err, ERR_BROKEN, "xlsx: no sheet %s", name);
    return write_head(x, columns, err);
}

bool xlsx_open(Mem *mem, const char *path, const char *name, const SheetColumn *columns, gsize n_columns,
               Xlsx **xlsx, GError **err)
{
    TRY(open_book(mem, path, xlsx, err));
    return xlsx_sheet(*xlsx, name, columns, n_columns, err);
}

/* _x0041_ in a text is not the character that readers take it for (ECMA-376 22.9.2.19). */
static const char *escaped(Mem *mem, const char *text)
{
    g_autoptr(GString) safe = g_string_new(NULL);

    if (strstr(text, "_x") == NULL)
        return text;
    for (const char *p = text; *p != '\0'; p++) {
        if (xlsx_escape(p) != 0)
            g_string_append(safe, "_x005F");
        g_string_append_c(safe, *p);
    }
    return mem_text_n(mem, safe->str, safe->len);
}

static lxw_error write_text(Xlsx *x, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                            lxw_format *format)
{
    if (text == NULL || text[0] == '\0')
        return worksheet_write_blank(sheet, row, column, format);
    if (text_chars(text) > CELL_CHARS)
        text = text_short(x->mem, text, CELL_CHARS);
    return worksheet_write_string(sheet, row, column, escaped(x->mem, text), format);
}

bool xlsx_row(Xlsx *x, const SheetCell *cells, GError **err)
{
    for (gsize i = 0; i < x->n_columns; i++) {
        lxw_col_t at = (lxw_col_t)i;
        if (cells[i].is_number)
            TRY(good(worksheet_write_number(x->rows, x->next, at, cells[i].number_e4 / 1e4, x->number), err));
        else
            TRY(good(write_text(x, x->rows, x->next, at, cells[i].text, cells[i].open ? x->open : x->body),
                     err));
        x->any_open |= cells[i].open;
    }
    x->next++;
    return true;
}

bool xlsx_choices(Xlsx *x, gsize column, const char *const *words, GError **err)
{
    lxw_data_validation choice = { .validate = LXW_VALIDATION_TYPE_LIST,
                                   .value_list = (char **)words,
                                   .error_type = LXW_VALIDATION_ERROR_TYPE_STOP };
    lxw_col_t at = (lxw_col_t)column;

    return x->next < 2 ||
           good(worksheet_data_validation_range(x->rows, 1, at, x->next - 1, at, &choice), err);
}

/* Widths, heights and the look may be changed. */
static void protect(Xlsx *x)
{
    lxw_protection options = {
        .format_cells = LXW_TRUE, .format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .sort = LXW_FALSE
    };

    worksheet_protect(x->rows, NULL, &options);
}

static bool write_notes(Xlsx *x, const SheetNote *notes, gsize n_notes, GError **err)
{
    lxw_worksheet *sheet = workbook_add_worksheet(x->book, "说明");

    if (sheet == NULL)
        return fail(err, ERR_BROKEN, "xlsx: no sheet for the notes");
    worksheet_set_column(sheet, 0, 0, LABEL_WIDE, NULL);
    worksheet_set_column(sheet, 1, 1, NOTE_WIDE, NULL);
    for (gsize i = 0; i < n_notes; i++) {
        TRY(good(worksheet_write_string(sheet, (lxw_row_t)i, 0, notes[i].label, x->head), err));
        TRY(good(write_text(x, sheet, (lxw_row_t)i, 1, notes[i].text, x->body), err));
    }
    if (x->any_open)
        protect(x);
    return true;
}

bool xlsx_begin(Mem *mem, const char *path, const SheetNote *notes, gsize n_notes, Xlsx **xlsx, GError **err)
{
    TRY(open_book(mem, path, xlsx, err));
    return write_notes(*xlsx, notes, n_notes, err);
}

bool xlsx_end(Xlsx *x, GError **err)
{
    lxw_workbook *book = g_steal_pointer(&x->book);

    return good(workbook_close(book), err);
}

bool xlsx_close(Xlsx *x, const SheetNote *notes, gsize n_notes, GError **err)
{
    TRY(write_notes(x, notes, n_notes, err));
    return xlsx_end(x, err);
}
