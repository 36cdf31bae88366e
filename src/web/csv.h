/* csv.h: lines of comma separated values: RFC 4180, UTF-8 with a byte order mark, which Excel wants to know it by.
 *
 * A text that a spreadsheet would take for a formula gets a ' before its first sign, as Excel itself marks texts:
 * = + - @ (the full-width ones as well: East Asian spreadsheets take them for the same), tab and carriage return. A text that looks
 * like one with its mark gets one more, so that csv_plain() gives back each text as it was.
 */
#pragma once
#include "web/sheet.h"

extern const char csv_mark[]; /* how a file begins */

void csv_row(Mem *mem, GString *out, const SheetCell *cells, gsize n);

/* A cell's text as it was before csv_row() marked it. */
const char *csv_plain(const char *text);
