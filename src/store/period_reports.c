/* period_reports.c: see period_reports.h. */
#include "store/period_reports.h"

#include "base/err.h"
#include "store/book_inner.h"

/* One block of memory. The stamp of frozen lines is not used. */
typedef struct {
    int64_t n_reports, versions; /* the stamp */
    gsize n;
    PeriodReport row[];
} KeptRows;

/* False: the task or the lead is not in the book, or is no longer. */
static bool find_place(const Book *book, int64_t task_id, int64_t unit_id, PeriodReport *row)
{
    const BookTask *task = book_task_by_id(book, (TaskId){ task_id });
    const BookLead *lead = task == NULL ? NULL : book_lead(task, (UnitId){ unit_id });

    if (lead == NULL)
        return false;
    row->task = (gsize)(task - book->tasks);
    row->lead = (gsize)(lead - task->leads);
    return true;
}

static KeptRows *rows_new(const Rows *rows)
{
    return g_malloc0(sizeof(KeptRows) + rows->n * sizeof(PeriodReport));
}

static void take_report(PeriodReport *row, const Cell *c)
{
    row->report = (ReportId){ c[LIGHTS_REPORTS_REPORT_ID].i };
    row->late = c[LIGHTS_REPORTS_LATE].i != 0;
    row->facts = (LightFacts){ .state = report_state_of(c[LIGHTS_REPORTS_STATE].s),
                               .declared = light_of(c[LIGHTS_REPORTS_DECLARED].s),
                               .computed = light_of(c[LIGHTS_REPORTS_COMPUTED].s),
                               .decided = light_of(c[LIGHTS_REPORTS_LIGHT].s) };
    row->updated_us = c[LIGHTS_REPORTS_UPDATED_AT].i;
}

static void take_line(PeriodReport *row, const Cell *c)
{
    row->facts = (LightFacts){ .state = report_state_of(c[LIGHTS_FROZEN_STATE].s),
                               .overdue = c[LIGHTS_FROZEN_OVERDUE].i != 0,
                               .declared = light_of(c[LIGHTS_FROZEN_DECLARED].s),
                               .computed = light_of(c[LIGHTS_FROZEN_COMPUTED].s),
                               .decided = light_of(c[LIGHTS_FROZEN_DECIDED].s) };
    row->light = light_of(c[LIGHTS_FROZEN_LIGHT].s);
    row->late = c[LIGHTS_FROZEN_LATE].i != 0;
}

/* Both statements begin with the task and the unit. */
G_STATIC_ASSERT((int)LIGHTS_FROZEN_TASK_ID == (int)LIGHTS_REPORTS_TASK_ID);
G_STATIC_ASSERT((int)LIGHTS_FROZEN_UNIT_ID == (int)LIGHTS_REPORTS_UNIT_ID);

static bool read_rows(Db *db, Mem *mem, const Book *book, PeriodId period, Sql sql,
                      void (*take)(PeriodReport *, const Cell *), KeptRows **kept, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, sql, ARGS(num(period.v)), &rows, err));
    *kept = rows_new(&rows);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        PeriodReport *row = &(*kept)->row[(*kept)->n];
        if (!find_place(book, c[LIGHTS_REPORTS_TASK_ID].i, c[LIGHTS_REPORTS_UNIT_ID].i, row))
            continue;
        take(row, c);
        (*kept)->n++;
    }
    return true;
}

static void give(const KeptRows *kept, PeriodReports *reports)
{
    *reports = (PeriodReports){ .n = kept->n, .row = kept->row };
}

bool period_reports(Db *db, Mem *mem, const Book *book, PeriodId period, PeriodReports *reports, GError **err)
{
    GHashTable *table = ((const KeptBook *)book)->reports; /* its first member */
    void *key = GSIZE_TO_POINTER((gsize)period.v);
    KeptRows *known = g_hash_table_lookup(table, key);
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_LIGHTS_STAMP, ARGS(num(period.v)), &c, err));
    int64_t n = c[LIGHTS_STAMP_N].i, versions = c[LIGHTS_STAMP_VERSIONS].i;
    if (known == NULL || known->n_reports != n || known->versions != versions) {
        TRY(read_rows(db, mem, book, period, SQL_LIGHTS_REPORTS, take_report, &known, err));
        known->n_reports = n;
        known->versions = versions;
        g_hash_table_replace(table, key, known);
    }
    give(known, reports);
    return true;
}

bool period_frozen_lines(Db *db, Mem *mem, const Book *book, PeriodId period, PeriodReports *reports,
                         GError **err)
{
    GHashTable *table = ((const KeptBook *)book)->lines;
    void *key = GSIZE_TO_POINTER((gsize)period.v);
    KeptRows *known = g_hash_table_lookup(table, key);

    if (known == NULL) {
        TRY(read_rows(db, mem, book, period, SQL_LIGHTS_FROZEN, take_line, &known, err));
        g_hash_table_replace(table, key, known);
    }
    give(known, reports);
    return true;
}
