/* ledger_rows.h: what a viewer sees of each task of the ledger, and which tasks the conditions leave. */
#pragma once
#include "page/ledger_filter.h"
#include "rule/find_text.h"
#include "store/ledger_read.h"

typedef enum { ACT_NONE, ACT_FILL, ACT_MEND, ACT_LOOK } LedgerAct;

typedef struct {
    const BookTask *task;
    const LedgerReport *reports; /* of its leads */
    const TargetValue *values;   /* of its targets */
    TaskProgress progress;
    Light light;        /* that counts, the worst of its leads', as far as the viewer may know */
    LightBy by;         /* who says so; of several that say the same, the reviewer first */
    Picks states;       /* of its leads: REPORT_… and ST_… */
    bool not_asked;     /* the period asks none of its leads */
    ReportState state;  /* the least advanced of those asked */
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

/* One row a task, in the order of the tasks. */
LedgerRow *ledger_rows(const Req *req, const Book *book, const Period *period, const LedgerFacts *facts);

/* Whether the viewer may read what was handed in by the row's lead number i. */
bool ledger_may_read(const Actor *who, const LedgerRow *row, gsize i);

/* The rows that the conditions leave, sorted; sets ->context of those found in their text. */
LedgerRow **ledger_pick(Mem *mem, const Book *book, LedgerRow *rows, const LedgerFilter *filter, gsize *n);
