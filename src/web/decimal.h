/* decimal.h: numbers as spreadsheets write them into files: 12.300000000000001, 1.25E-2. */
#pragma once
#include "base/mem.h"

/* The same without exponent, rounded half up to the 15 digits that a spreadsheet shows, times 10 to the power of shift; NULL: no
 * number, or one with more than thirty digits before or behind its point. */
char *decimal_plain(Mem *mem, const char *text, int shift);
