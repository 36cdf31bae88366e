/* ledger_rows.h: what a viewer sees of each task of the ledger, and which tasks the conditions leave. */
#pragma once
#include "page/ledger_filter.h"
#include "rule/find_text.h"
#include "store/ledger_read.h"

typedef enum { ACT_NONE, ACT_FILL, ACT_MEND, ACT_LOOK } LedgerAct;

typedef struct {
    const BookTask *task;
    const LedgerReport *reports; /* of its leads */
    Light light;                 /* approved, the worst of its leads' */
    Light declared;     /* when none is approved: the worst that the viewer may see; else LIGHT_NONE */
    Picks states;       /* of its leads: REPORT_… and ST_… */
    ReportState state;  /* the least advanced */
    bool overdue, late; /* overdue: that one is */
    gsize n_approved;
    int64_t updated_us;      /* 0: nothing happened yet */
    const LedgerReport *own; /* of the viewer's unit; NULL: it does not lead */
    bool takes_part;         /* the viewer's unit takes part */
    LedgerAct act;
    const char *context; /* a line of it around the word found; NULL: the word stands elsewhere */
    Stretch mark;        /* of the word within context */
    bool by_number;      /* the search was its number */
} LedgerRow;

/* One row a task, in the order of the tasks. reports: as ledger_read() gives them. */
LedgerRow *ledger_rows(const Req *req, const Book *book, const Period *period, LedgerReport **reports);

/* The rows that the conditions leave, sorted; sets ->context of those found in their text. */
LedgerRow **ledger_pick(Mem *mem, const Book *book, LedgerRow *rows, const LedgerFilter *filter, gsize *n);
