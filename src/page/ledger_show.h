/* ledger_show.h: the parts of the ledger page, each filling its markers of ledger.tpl. */
#pragma once
#include "page/ledger_rows.h"
#include "web/view.h"

enum { DAYS_KEPT = 64 };

typedef struct {
    int64_t day; /* since 1970 */
    const char *shown, *iso;
} DayWords;

typedef struct {
    const Req *req;
    const Book *book;
    const Period *periods; /* as of now; as many as the book has */
    const LedgerFilter *filter;
    LedgerRow *rows; /* one a task */
    LedgerRow **picked;
    gsize n_picked;
    DayWords *days; /* DAYS_KEPT */
} LedgerPage;

/* Reads conditions and rows; what the address asks for is in filter, which must live as long as page. */
bool ledger_page_read(Req *req, LedgerFilter *filter, LedgerPage *page, GError **err);

/* 2023年3月，章节：…; what is printed above the table and written into exports. */
const char *ledger_condition_words(const LedgerPage *page);

/* The status cell in words: 待审核，逾期报送. */
const char *ledger_state_text(Mem *mem, const LedgerPage *page, const LedgerRow *row);

void ledger_show_numbers(const LedgerPage *page, View *body); /* the strip and the six number links */
void ledger_show_form(const LedgerPage *page, View *body);    /* the conditions, the chips of those applied */
void ledger_show_table(const LedgerPage *page, View *body);
