/* xlsx.h: a workbook for Excel, by libxlsxwriter: sheets of rows with their headers frozen, one sheet 说明.
 *
 * Rows are written as they come and not kept. Errors as in sheet.h.
 */
#pragma once
#include "web/sheet.h"

typedef struct Xlsx Xlsx;

bool xlsx_open(Mem *mem, const char *path, const char *name, const SheetColumn *columns, gsize n_columns,
               Xlsx **xlsx, GError **err);
bool xlsx_row(Xlsx *xlsx, const SheetCell *cells, GError **err);
bool xlsx_choices(Xlsx *xlsx, gsize column, const char *const *words, GError **err);
bool xlsx_close(Xlsx *xlsx, const SheetNote *notes, gsize n_notes, GError **err);

/* A workbook of several tables: 说明 first, then sheet after sheet; rows go to the last one. */
bool xlsx_begin(Mem *mem, const char *path, const SheetNote *notes, gsize n_notes, Xlsx **xlsx, GError **err);
bool xlsx_sheet(Xlsx *xlsx, const char *name, const SheetColumn *columns, gsize n_columns, GError **err);
bool xlsx_end(Xlsx *xlsx, GError **err);
