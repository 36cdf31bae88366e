/* ledger_read.h: all tasks of a plan with what one period says about them, for the ledger page.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem.
 */
#pragma once
#include "rule/authz.h"
#include "store/ledger.h"

/* A plan with its periods: one question instead of two. ERR_NOT_FOUND: no such plan. */
typedef struct {
    Plan plan;
    Period *periods; /* oldest first, states as of now_us */
    gsize n_periods;
} PlanHead;

bool plan_head(Db *db, Mem *mem, const char *code, int64_t now_us, PlanHead *head, GError **err);

typedef struct {
    UnitId id;
    const char *name;
    bool signs_in;          /* somebody can sign in for it */
    bool leads, takes_part; /* in any task of the plan */
} LedgerUnit;

typedef struct {
    int64_t id, no;
    const char *label, *title;
} LedgerSection;

/* A lead of a task, and its report of the period. */
typedef struct {
    const LedgerUnit *unit;
    int64_t place;
    bool assigned;     /* 台账指定: not printed in the notice */
    ReportState state; /* REPORT_NONE: none handed in */
    Light declared, light;
    bool late, has_draft; /* has_draft: of own's drafts only */
    PersonId filed_by;
    int64_t updated_us; /* 0: nothing happened yet */
} LedgerLead;

typedef struct {
    TaskId id;
    int64_t no;
    const char *title;
    TaskState state;
    const LedgerSection *section; /* NULL: none */
    gsize n_targets;
    LedgerLead *leads; /* by place */
    gsize n_leads;
    const LedgerUnit **takers; /* 参与单位, by place */
    gsize n_takers;
} LedgerTask;

typedef struct {
    LedgerTask *tasks; /* by number */
    gsize n_tasks;
    LedgerSection *sections; /* by number */
    gsize n_sections;
    LedgerUnit *units;
    gsize n_units;
} Ledger;

/* own: the unit whose drafts may be known of; 0: nobody's. period 0: no reports. */
bool ledger_read(Db *db, Mem *mem, PlanId plan, PeriodId period, UnitId own, Ledger *ledger, GError **err);

/* The tasks' texts, in the order of ledger->tasks, to search in. */
bool ledger_bodies(Db *db, Mem *mem, PlanId plan, const Ledger *ledger, const char ***bodies, GError **err);
