/* ledger_read.c: see ledger_read.h. The sets are joined here, in memory: ids are looked up in tables made for the
 * request. */
#include "store/ledger_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "rule/flow.h"

static Period period_of(const Cell *c, int64_t now_us)
{
    int64_t due_us = c[LEDGER_HEAD_DUE_AT].i;

    return (Period){ .id = { c[LEDGER_HEAD_PERIOD_ID].i },
                     .code = c[LEDGER_HEAD_PERIOD].s,
                     .opens_us = c[LEDGER_HEAD_OPENS_AT].i,
                     .due_us = due_us,
                     .state = period_state_at(period_state_of(c[LEDGER_HEAD_STATE].s), due_us, now_us) };
}

bool plan_head(Db *db, Mem *mem, const char *code, int64_t now_us, PlanHead *head, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_LEDGER_HEAD, ARGS(txt(code)), &rows, err));
    if (rows.n == 0)
        return fail(err, ERR_NOT_FOUND, "no such plan");
    const Cell *first = rows.row[0];
    *head = (PlanHead){
        .plan = {.id = { first[LEDGER_HEAD_PLAN_ID].i },
                 .code = mem_text(mem, code),
                 .title = first[LEDGER_HEAD_TITLE].s,
                 .year = first[LEDGER_HEAD_YEAR].i}
    };
    head->periods = mem_array(mem, Period, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        if (rows.row[i][LEDGER_HEAD_PERIOD_ID].i != 0)
            head->periods[head->n_periods++] = period_of(rows.row[i], now_us);
    return true;
}

/* What is being put together: the ledger and its lookups. */
typedef struct {
    Db *db;
    Mem *mem;
    Ledger *ledger;
    GHashTable *task_at, *unit_at; /* id → element */
    int64_t task_from, task_to;    /* the tasks' ids lie between; other plans' may, too */
} Making;

static void keep(GHashTable *table, int64_t id, void *element)
{
    g_hash_table_insert(table, GSIZE_TO_POINTER((gsize)id), element);
}

static void *find(GHashTable *table, int64_t id)
{
    return g_hash_table_lookup(table, GSIZE_TO_POINTER((gsize)id));
}

static bool read_sections(Making *m, PlanId plan, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_SECTIONS, ARGS(num(plan.v)), &rows, err));
    m->ledger->sections = mem_array(m->mem, LedgerSection, rows.n);
    m->ledger->n_sections = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        m->ledger->sections[i] = (LedgerSection){ .id = c[LEDGER_SECTIONS_ID].i,
                                                  .no = c[LEDGER_SECTIONS_NO].i,
                                                  .label = c[LEDGER_SECTIONS_LABEL].s,
                                                  .title = c[LEDGER_SECTIONS_TITLE].s };
    }
    return true;
}

static bool read_units(Making *m, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_UNITS, NO_ARGS, &rows, err));
    m->ledger->units = mem_array(m->mem, LedgerUnit, rows.n);
    m->ledger->n_units = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LedgerUnit *unit = &m->ledger->units[i];
        *unit = (LedgerUnit){ .id = { c[LEDGER_UNITS_ID].i },
                              .name = c[LEDGER_UNITS_NAME].s,
                              .signs_in = c[LEDGER_UNITS_SIGNS_IN].i != 0 };
        keep(m->unit_at, unit->id.v, unit);
    }
    return true;
}

static const LedgerSection *section_of(const Ledger *ledger, int64_t id)
{
    for (gsize i = 0; i < ledger->n_sections; i++)
        if (ledger->sections[i].id == id)
            return &ledger->sections[i];
    return NULL;
}

static bool read_tasks(Making *m, PlanId plan, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_TASKS, ARGS(num(plan.v)), &rows, err));
    m->ledger->tasks = mem_array(m->mem, LedgerTask, rows.n);
    m->ledger->n_tasks = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        int64_t id = c[LEDGER_TASKS_ID].i;
        m->ledger->tasks[i] = (LedgerTask){ .id = { id },
                                            .no = c[LEDGER_TASKS_NO].i,
                                            .title = c[LEDGER_TASKS_TITLE].s,
                                            .state = task_state_of(c[LEDGER_TASKS_STATE].s),
                                            .section = section_of(m->ledger, c[LEDGER_TASKS_SECTION_ID].i) };
        keep(m->task_at, id, &m->ledger->tasks[i]);
        m->task_from = i == 0 ? id : MIN(m->task_from, id);
        m->task_to = MAX(m->task_to, id);
    }
    return true;
}

/* A unit's part in a task, before it is sorted into place. */
typedef struct {
    LedgerTask *task;
    LedgerUnit *unit;
    int64_t place;
    bool assigned;
} Part;

static int by_task_and_place(const void *a, const void *b)
{
    const Part *p = a, *q = b;

    if (p->task != q->task)
        return p->task < q->task ? -1 : 1;
    return (p->place > q->place) - (p->place < q->place);
}

static void add_leads(const Making *m, const Part *parts, gsize n)
{
    LedgerLead *leads = mem_array(m->mem, LedgerLead, n);

    for (gsize i = 0; i < n; i++) {
        LedgerTask *task = parts[i].task;
        if (task->n_leads++ == 0)
            task->leads = &leads[i];
        leads[i] = (LedgerLead){ .unit = parts[i].unit,
                                 .place = parts[i].place,
                                 .assigned = parts[i].assigned };
        parts[i].unit->leads = true;
    }
}

static void add_takers(const Making *m, const Part *parts, gsize n)
{
    const LedgerUnit **takers = mem_array(m->mem, const LedgerUnit *, n);

    for (gsize i = 0; i < n; i++) {
        LedgerTask *task = parts[i].task;
        if (task->n_takers++ == 0)
            task->takers = &takers[i];
        takers[i] = parts[i].unit;
        parts[i].unit->takes_part = true;
    }
}

/* Leads and participants have their first three columns in common. */
G_STATIC_ASSERT((int)LEDGER_LEADS_TASK_ID == (int)LEDGER_TAKERS_TASK_ID);
G_STATIC_ASSERT((int)LEDGER_LEADS_UNIT_ID == (int)LEDGER_TAKERS_UNIT_ID);
G_STATIC_ASSERT((int)LEDGER_LEADS_PLACE == (int)LEDGER_TAKERS_PLACE);

static bool read_parts(Making *m, bool leads, GError **err)
{
    Rows rows;
    gsize n = 0;

    TRY(db_read(m->db, m->mem, leads ? SQL_LEDGER_LEADS : SQL_LEDGER_TAKERS,
                ARGS(num(m->task_from), num(m->task_to)), &rows, err));
    Part *parts = mem_array(m->mem, Part, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        Part part = { .task = find(m->task_at, c[LEDGER_LEADS_TASK_ID].i),
                      .unit = find(m->unit_at, c[LEDGER_LEADS_UNIT_ID].i),
                      .place = c[LEDGER_LEADS_PLACE].i };
        part.assigned = leads && strcmp(c[LEDGER_LEADS_SOURCE].s, "assigned") == 0;
        if (part.task != NULL && part.unit != NULL)
            parts[n++] = part;
    }
    qsort(parts, n, sizeof *parts, by_task_and_place);
    if (leads)
        add_leads(m, parts, n);
    else
        add_takers(m, parts, n);
    return true;
}

static bool read_targets(Making *m, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_TARGETS, ARGS(num(m->task_from), num(m->task_to)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        LedgerTask *task = find(m->task_at, rows.row[i][LEDGER_TARGETS_TASK_ID].i);
        if (task != NULL)
            task->n_targets++;
    }
    return true;
}

static LedgerLead *lead_of(const Making *m, int64_t task_id, int64_t unit_id)
{
    const LedgerTask *task = find(m->task_at, task_id);

    for (gsize i = 0; task != NULL && i < task->n_leads; i++)
        if (task->leads[i].unit->id.v == unit_id)
            return &task->leads[i];
    return NULL;
}

static bool read_reports(Making *m, PeriodId period, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_REPORTS, ARGS(num(period.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LedgerLead *lead = lead_of(m, c[LEDGER_REPORTS_TASK_ID].i, c[LEDGER_REPORTS_UNIT_ID].i);
        if (lead == NULL)
            continue; /* the lead has ended */
        lead->state = report_state_of(c[LEDGER_REPORTS_STATE].s);
        lead->declared = light_of(c[LEDGER_REPORTS_DECLARED].s);
        lead->light = light_of(c[LEDGER_REPORTS_LIGHT].s);
        lead->late = c[LEDGER_REPORTS_LATE].i != 0;
        lead->filed_by = (PersonId){ c[LEDGER_REPORTS_FILED_BY].i };
        lead->updated_us = c[LEDGER_REPORTS_UPDATED_AT].i;
    }
    return true;
}

static bool read_drafts(Making *m, PeriodId period, UnitId own, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_DRAFTS, ARGS(num(period.v), num(own.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LedgerLead *lead = lead_of(m, c[LEDGER_DRAFTS_TASK_ID].i, own.v);
        if (lead == NULL)
            continue;
        lead->has_draft = true;
        if (lead->state == REPORT_NONE)
            lead->updated_us = c[LEDGER_DRAFTS_SAVED_AT].i;
    }
    return true;
}

static bool read_all(Making *m, PlanId plan, PeriodId period, UnitId own, GError **err)
{
    TRY(read_sections(m, plan, err));
    TRY(read_units(m, err));
    TRY(read_tasks(m, plan, err));
    TRY(read_parts(m, true, err));
    TRY(read_parts(m, false, err));
    TRY(read_targets(m, err));
    if (period.v != 0)
        TRY(read_reports(m, period, err));
    return period.v == 0 || own.v == 0 || read_drafts(m, period, own, err);
}

bool ledger_read(Db *db, Mem *mem, PlanId plan, PeriodId period, UnitId own, Ledger *ledger, GError **err)
{
    g_autoptr(GHashTable) task_at = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) unit_at = g_hash_table_new(NULL, NULL);
    Ledger made = { 0 };
    Making m = { .db = db, .mem = mem, .ledger = &made, .task_at = task_at, .unit_at = unit_at };

    TRY(read_all(&m, plan, period, own, err));
    *ledger = made;
    return true;
}

bool ledger_bodies(Db *db, Mem *mem, PlanId plan, const Ledger *ledger, const char ***bodies, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_LEDGER_BODIES, ARGS(num(plan.v)), &rows, err));
    const char **texts = mem_array(mem, const char *, ledger->n_tasks);
    gsize at = 0;
    for (gsize i = 0; i < ledger->n_tasks; i++) { /* both in the order of the numbers */
        while (at < rows.n && rows.row[at][LEDGER_BODIES_NO].i < ledger->tasks[i].no)
            at++;
        bool same = at < rows.n && rows.row[at][LEDGER_BODIES_NO].i == ledger->tasks[i].no;
        texts[i] = same ? rows.row[at][LEDGER_BODIES_BODY].s : "";
    }
    *bodies = texts;
    return true;
}
