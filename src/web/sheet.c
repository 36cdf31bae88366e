/* sheet.c: see sheet.h. */
#include "web/sheet.h"

#include <errno.h>
#include <stdio.h>

#include "base/err.h"
#include "web/csv.h"
#include "web/xlsx.h"

enum { ROW_BYTES = 4096 };

struct Sheet {
    Mem *mem;
    gsize n_columns;
    Xlsx *xlsx;    /* or */
    FILE *csv;     /* owned; NULL: closed */
    GString *line; /* owned */
};

static void drop(void *what)
{
    Sheet *sheet = what;

    if (sheet->csv != NULL)
        fclose(sheet->csv);
    g_string_free(sheet->line, TRUE);
}

static bool write_line(Sheet *sheet, GError **err)
{
    bool good = fwrite(sheet->line->str, 1, sheet->line->len, sheet->csv) == sheet->line->len;

    g_string_truncate(sheet->line, 0);
    return good || fail(err, ERR_BROKEN, "csv: %s", g_strerror(errno));
}

static bool open_csv(Sheet *sheet, const char *path, const SheetColumn *columns, GError **err)
{
    SheetCell *titles = mem_array(sheet->mem, SheetCell, sheet->n_columns);

    sheet->csv = fopen(path, "we");
    if (sheet->csv == NULL)
        return fail(err, ERR_BROKEN, "csv: %s", g_strerror(errno));
    for (gsize i = 0; i < sheet->n_columns; i++)
        titles[i] = sheet_text(columns[i].title);
    g_string_append(sheet->line, csv_mark);
    csv_row(sheet->mem, sheet->line, titles, sheet->n_columns);
    return write_line(sheet, err);
}

bool sheet_open(Mem *mem, SheetForm form, const char *path, const char *name, const SheetColumn *columns,
                gsize n_columns, Sheet **sheet, GError **err)
{
    Sheet *made = mem_alloc(mem, sizeof *made);

    *made = (Sheet){ .mem = mem, .n_columns = n_columns, .line = g_string_sized_new(ROW_BYTES) };
    mem_keep(mem, made, drop);
    if (form == SHEET_CSV)
        TRY(open_csv(made, path, columns, err));
    else
        TRY(xlsx_open(mem, path, name, columns, n_columns, &made->xlsx, err));
    *sheet = made;
    return true;
}

bool sheet_row(Sheet *sheet, const SheetCell *cells, GError **err)
{
    if (sheet->xlsx != NULL)
        return xlsx_row(sheet->xlsx, cells, err);
    csv_row(sheet->mem, sheet->line, cells, sheet->n_columns);
    return write_line(sheet, err);
}

bool sheet_choices(Sheet *sheet, gsize column, const char *const *words, GError **err)
{
    return sheet->xlsx == NULL || xlsx_choices(sheet->xlsx, column, words, err);
}

bool sheet_close(Sheet *sheet, const SheetNote *notes, gsize n_notes, GError **err)
{
    if (sheet->xlsx != NULL)
        return xlsx_close(sheet->xlsx, notes, n_notes, err);
    bool good = fclose(sheet->csv) == 0;
    sheet->csv = NULL;
    return good || fail(err, ERR_BROKEN, "csv: %s", g_strerror(errno));
}

const char *sheet_suffix(SheetForm form)
{
    return form == SHEET_CSV ? "csv" : "xlsx";
}

const char *sheet_type(SheetForm form)
{
    return form == SHEET_CSV ? "text/csv; charset=utf-8"
                             : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

SheetForm sheet_form_of(const char *file_name)
{
    return g_str_has_suffix(file_name, ".xlsx")  ? SHEET_XLSX
           : g_str_has_suffix(file_name, ".csv") ? SHEET_CSV
                                                 : SHEET_NONE;
}

SheetCell sheet_text(const char *text)
{
    return (SheetCell){ .text = text };
}

SheetCell sheet_whole(int64_t number)
{
    return (SheetCell){ .is_number = true, .number_e4 = number * 10000 };
}

SheetCell sheet_amount(int64_t number_e4)
{
    return (SheetCell){ .is_number = true, .number_e4 = number_e4 };
}
