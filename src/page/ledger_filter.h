/* ledger_filter.h: the conditions in the address of the ledger: read, checked, written back in one order (ux.md §3, 5).
 */
#pragma once
#include "store/book.h"
#include "web/req.h"

/* What the ledger can be sorted by; SORT_NONE keeps the sections. */
typedef enum { SORT_NONE, SORT_NO, SORT_DONE, SORT_LIGHT, SORT_STATUS, SORT_UPDATED, SORT__N } Sort;

/* The states of a report, then these two. */
enum { ST_OVERDUE = REPORT__N, ST_LATE, ST__N };

typedef enum { CHOICE_ANY, CHOICE_YES, CHOICE_NO } Choice;

/* A set of small numbers: bit 1 << number; 0: any. */
typedef uint64_t Picks;

typedef struct {
    const char *q;  /* as typed, trimmed; "" */
    char **words;   /* folded; ends with NULL */
    Picks sections; /* of section numbers below 64 */
    UnitId unit, part;
    Picks lights, states;
    const Period *period; /* NULL: the plan has none */
    bool is_other_period; /* not the one that the page begins with */
    Choice target;
    const char *since; /* as typed */
    int64_t since_us;  /* 0: any time */
    bool mine;
    Sort sort;
    bool descending;
    char **ignored; /* name=value of what was not understood; ends with NULL */
} LedgerFilter;

/* Unknown values are left out of the filter and listed in ->ignored. */
void ledger_filter_read(const Req *req, const Book *book, const Period *periods, LedgerFilter *filter);

/* The period that the address asks for, the current one when it asks for none or for an unknown one. */
const Period *ledger_filter_period(const Req *req, const Period *periods, gsize n);

/* Whether the viewer's unit leads any task of the plan. */
bool ledger_has_own(const Req *req, const Book *book);

bool ledger_filter_any(const LedgerFilter *filter); /* whether it can hide a task */

/* ?q=…&sec=…, in the order of ux.md §3; "?" when there is no condition. */
char *ledger_filter_query(Mem *mem, const LedgerFilter *filter);

const char *ledger_state_word(int state); /* of ST_OVERDUE and ST_LATE as well */
