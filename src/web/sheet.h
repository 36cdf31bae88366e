/* sheet.h: a table on its way out of the house, as .xlsx or .csv, row after row into a file.
 *
 * Each function returns false and sets *err (ERR_BROKEN) when the file cannot be written. Texts are borrowed until the
 * call returns. Numbers go out as numbers, texts as texts: nothing that people typed becomes a formula.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

typedef enum { SHEET_NONE, SHEET_XLSX, SHEET_CSV } SheetForm;

typedef struct {
    const char *title;
    int wide; /* of the column, in half-width signs; 0: hidden */
} SheetColumn;

/* A number in ten-thousandths when is_number, else a text; NULL: empty. open: may be filled in elsewhere, always as text;
 * a sheet with such a cell keeps the others from slips of the hand (no password). */
typedef struct {
    bool is_number, open;
    int64_t number_e4;
    const char *text;
} SheetCell;

/* A line of the sheet 说明: under which conditions, by whom, when. */
typedef struct {
    const char *label, *text;
} SheetNote;

typedef struct Sheet Sheet;

/* path: of a file that is made, or emptied. name: of the .xlsx sheet. columns must live until the end. What is not
 * closed goes with mem. */
bool sheet_open(Mem *mem, SheetForm form, const char *path, const char *name, const SheetColumn *columns,
                gsize n_columns, Sheet **sheet, GError **err);
bool sheet_row(Sheet *sheet, const SheetCell *cells, GError **err); /* as many as there are columns */

/* Cells of this column offer these words, ended by NULL; .csv cannot. */
bool sheet_choices(Sheet *sheet, gsize column, const char *const *words, GError **err);
bool sheet_close(Sheet *sheet, const SheetNote *notes, gsize n_notes, GError **err); /* .csv has no notes */

const char *sheet_suffix(SheetForm form);       /* xlsx, csv */
const char *sheet_type(SheetForm form);         /* its media type */
SheetForm sheet_form_of(const char *file_name); /* by its suffix; SHEET_NONE: neither */

SheetCell sheet_text(const char *text);
SheetCell sheet_whole(int64_t number);
SheetCell sheet_amount(int64_t number_e4);
