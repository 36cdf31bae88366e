/* ledger_rows.h: what a viewer sees of each task of the ledger, and which tasks the conditions leave. */
#pragma once
#include "page/ledger_filter.h"
#include "rule/find_text.h"

typedef enum { ACT_NONE, ACT_FILL, ACT_MEND, ACT_LOOK } LedgerAct;

typedef struct {
    const LedgerTask *task;
    Light light;        /* approved, the worst of its leads' */
    Light declared;     /* when none is approved: the worst that the viewer may see; else LIGHT_NONE */
    Picks states;       /* of its leads: REPORT_… and ST_… */
    ReportState state;  /* the least advanced */
    bool overdue, late; /* overdue: that one is */
    gsize n_approved;
    int64_t updated_us;    /* 0: nothing happened yet */
    const LedgerLead *own; /* the viewer's unit as lead, or NULL */
    bool takes_part;       /* the viewer's unit takes part */
    LedgerAct act;
    const char *body;    /* the issued text, when it was searched; else NULL */
    const char *context; /* a line of it around the word found; NULL: the word stands elsewhere */
    Stretch mark;        /* of the word within context */
    bool by_number;      /* the search was its number */
} LedgerRow;

/* One row a task, in the order of the tasks. bodies: NULL unless there are words to search for. */
LedgerRow *ledger_rows(const Req *req, const Ledger *ledger, const Period *period, const char **bodies);

/* The rows that the conditions leave, sorted; sets ->context of those found in their text. */
LedgerRow **ledger_pick(Mem *mem, const Ledger *ledger, LedgerRow *rows, const LedgerFilter *filter,
                        gsize *n);
