/* search_read.h: reports whose texts hold a word. Errors as in db.h; texts live as long as mem. */
#pragma once
#include "store/book.h"

enum { SEARCH_WORDS = 4 };

typedef struct {
    const Period *period; /* states as stored */
    const BookTask *task;
    const BookUnit *unit;
    ReportState state;
    const char *narrative, *next_steps;
} FoundReport;

/* The last submissions that hold at least one of the folded words (at most SEARCH_WORDS, ended by NULL), newest period
 * first, then in the order of tasks; whoever may read them. */
bool search_reports(Db *db, Mem *mem, const Book *book, char *const *words, FoundReport **list, gsize *n,
                    GError **err);
