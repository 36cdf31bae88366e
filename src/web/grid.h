/* grid.h: a table on its way into the house: an .xlsx (ECMA-376) or .csv (RFC 4180) that was filled in elsewhere.
 *
 * Strict and bounded: whatever a file says of itself, no more than GRID_BYTES of its parts are unpacked, no document type
 * (and so no entity) is read, and what is beyond rows, columns or text is refused. ERR_BAD_INPUT carries a GridFault as its
 * detail. Texts live as long as mem, are valid UTF-8 and have \n for each line end; control characters may be in them.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

enum {
    GRID_ROWS = 2000,
    GRID_COLUMNS = 40,
    GRID_PARTS = 400,     /* entries of an .xlsx */
    GRID_BYTES = 24 << 20 /* of all its parts that are read, unpacked */
};

typedef enum {
    GRID_GOOD,
    GRID_NO_BOOK,   /* no .xlsx: not a zip, or without a workbook in it */
    GRID_OLD_BOOK,  /* .xls, or an .xlsx with a password: both are compound files */
    GRID_BROKEN,    /* a zip or XML that ends too soon or contradicts itself */
    GRID_TOO_LARGE, /* beyond the limits above */
    GRID_ENTITIES,  /* a document type */
    GRID_NO_SHEET,  /* no sheet of the name */
    GRID_SIGNS,     /* .csv that is neither UTF-8 nor GB18030 */
    GRID_QUOTES     /* .csv whose quotes do not close */
} GridFault;

typedef enum {
    CELL_EMPTY,
    CELL_TEXT,
    CELL_NUMBER,  /* its text: at most 15 digits, as Excel shows; with % when it is shown as a percentage */
    CELL_FORMULA, /* its text: what it had come to, or "" */
    CELL_DATE,
    CELL_ODD /* TRUE, #REF! … */
} GridKind;

typedef struct {
    GridKind kind;
    const char *text; /* never NULL */
} GridCell;

typedef struct {
    GridCell *cells; /* GRID_COLUMNS of them */
    int no;          /* of the row in the sheet, from 1 */
} GridRow;

typedef struct {
    GridRow *rows;
    gsize n;
} Grid;

/* sheet: its name; when there is no such sheet and only one, that one. */
bool xlsx_read(Mem *mem, const uint8_t *bytes, size_t size_bytes, const char *sheet, Grid *grid,
               GError **err);

/* UTF-8 with or without byte order mark, else GB18030. The ' that csv_row() puts before a formula is taken away. */
bool csv_read(Mem *mem, const uint8_t *bytes, size_t size_bytes, Grid *grid, GError **err);

/* A row without cells. */
GridRow grid_row(Mem *mem, int no);
