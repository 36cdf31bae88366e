/* ledger_read.c: see ledger_read.h. */
#include "store/ledger_read.h"

#include "base/err.h"

typedef struct {
    Db *db;
    Mem *mem;
    const Book *book;
    const Period *period;
    LedgerReport **reports;
} Making;

/* The place of a lead in lists of lists; false: the lead has ended. */
static bool find_lead(const Book *book, int64_t task_id, int64_t unit_id, gsize *i, gsize *k)
{
    const BookTask *task = book_task_by_id(book, (TaskId){ task_id });

    for (gsize at = 0; task != NULL && at < task->n_leads; at++) {
        if (task->leads[at].unit->id.v != unit_id)
            continue;
        *i = (gsize)(task - book->tasks);
        *k = at;
        return true;
    }
    return false;
}

static LedgerReport *report_of(const Making *m, int64_t task_id, int64_t unit_id)
{
    gsize i, k;

    return find_lead(m->book, task_id, unit_id, &i, &k) ? &m->reports[i][k] : NULL;
}

static bool read_lights(const Making *m, int64_t now_us, GError **err)
{
    LeadLight **lights;

    TRY(lights_of_period(m->db, m->mem, m->book, m->period, now_us, &lights, err));
    for (gsize i = 0; i < m->book->n_tasks; i++)
        for (gsize k = 0; k < m->book->tasks[i].n_leads; k++)
            m->reports[i][k] = (LedgerReport){ .light = lights[i][k], .updated_us = lights[i][k].updated_us };
    return true;
}

/* Frozen lights come without their moments. */
static bool read_moments(const Making *m, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_REPORTS, ARGS(num(m->period->id.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LedgerReport *report = report_of(m, c[LEDGER_REPORTS_TASK_ID].i, c[LEDGER_REPORTS_UNIT_ID].i);
        if (report != NULL)
            report->updated_us = c[LEDGER_REPORTS_UPDATED_AT].i;
    }
    return true;
}

static bool read_drafts(const Making *m, UnitId own, GError **err)
{
    Rows rows;

    TRY(db_read(m->db, m->mem, SQL_LEDGER_DRAFTS, ARGS(num(m->period->id.v), num(own.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LedgerReport *report = report_of(m, c[LEDGER_DRAFTS_TASK_ID].i, own.v);
        if (report == NULL)
            continue;
        report->has_draft = true;
        if (report->light.facts.state == REPORT_NONE)
            report->updated_us = c[LEDGER_DRAFTS_SAVED_AT].i;
    }
    return true;
}

/* Without a period: nobody is asked for anything. */
static PeriodValues no_values(const Making *m)
{
    PeriodValues values = { .of = mem_array(m->mem, TargetValue *, m->book->n_tasks),
                            .progress = mem_array(m->mem, TaskProgress, m->book->n_tasks) };

    for (gsize i = 0; i < m->book->n_tasks; i++)
        values.of[i] = mem_array(m->mem, TargetValue, m->book->tasks[i].n_targets);
    return values;
}

bool ledger_read(Db *db, Mem *mem, const Book *book, const Period *period, UnitId own, int64_t now_us,
                 LedgerFacts *facts, GError **err)
{
    Making m = { .db = db, .mem = mem, .book = book, .period = period };

    m.reports = mem_array(mem, LedgerReport *, book->n_tasks);
    for (gsize i = 0; i < book->n_tasks; i++)
        m.reports[i] = mem_array(mem, LedgerReport, book->tasks[i].n_leads);
    facts->reports = m.reports;
    if (period == NULL) {
        facts->values = no_values(&m);
        return true;
    }
    TRY(read_lights(&m, now_us, err));
    if (period->state == PERIOD_FROZEN)
        TRY(read_moments(&m, err));
    if (own.v != 0)
        TRY(read_drafts(&m, own, err));
    return values_of_period(db, mem, book, period, &facts->values, err);
}

bool ledger_texts(Db *db, Mem *mem, const Book *book, PeriodId period, LedgerTexts ***texts, GError **err)
{
    LedgerTexts **made = mem_array(mem, LedgerTexts *, book->n_tasks);
    Rows rows;
    gsize task, lead;

    for (gsize i = 0; i < book->n_tasks; i++) {
        made[i] = mem_array(mem, LedgerTexts, book->tasks[i].n_leads);
        for (gsize k = 0; k < book->tasks[i].n_leads; k++)
            made[i][k] = (LedgerTexts){ "", "" };
    }
    TRY(db_read(db, mem, SQL_LEDGER_TEXTS, ARGS(num(period.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        if (find_lead(book, c[LEDGER_TEXTS_TASK_ID].i, c[LEDGER_TEXTS_UNIT_ID].i, &task, &lead))
            made[task][lead] = (LedgerTexts){ c[LEDGER_TEXTS_NARRATIVE].s, c[LEDGER_TEXTS_NEXT_STEPS].s };
    }
    *texts = made;
    return true;
}
