/* returns.h: words that the pages of returned forms share. */
#pragma once

/* What is wrong with a file as a whole: a GridFault (web/grid.h) or OFFLINE_NO_KEYS. */
const char *returns_fault_words(int fault);
