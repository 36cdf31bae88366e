/* ledger_rows.c: see ledger_rows.h. */
#include "page/ledger_rows.h"

#include <string.h>

#include "base/words.h"
#include "page/readable.h"
#include "rule/flow.h"

enum { CONTEXT_BEFORE = 16, CONTEXT_AFTER = 30 };

/* How far a report has come: the least of a task's leads is the task's. */
static const int advance[REPORT__N] = {
    [REPORT_NONE] = 0,     [REPORT_DRAFT] = 1,     [REPORT_WITHDRAWN] = 2,
    [REPORT_RETURNED] = 3, [REPORT_SUBMITTED] = 4, [REPORT_APPROVED] = 5
};

static PeriodState state_of(const Period *period)
{
    return period == NULL ? PERIOD_NONE : period->state;
}

/* What the rule must know of the report of the task's lead number i. */
static Facts facts_of(const LedgerRow *row, gsize i, const Period *period)
{
    const LedgerReport *report = &row->reports[i];
    bool own = report == row->own;

    return (Facts){ .unit_leads = row->own != NULL,
                    .unit_participates = row->takes_part,
                    .for_own_unit = own,
                    .stands_in = own || !row->task->leads[i].unit->signs_in,
                    .not_asked = !report->light.asked,
                    .task = book_task_state(row->task, period),
                    .period = state_of(period),
                    .report = report->light.facts.state }; /* who filed it only counts for deciding */
}

bool ledger_may_read(const Actor *who, const LedgerRow *row, gsize i)
{
    return report_is_readable(who, row->task, row->task->leads[i].unit->id,
                              row->reports[i].light.facts.state);
}

static void add_light(LedgerRow *row, const Actor *who, gsize i)
{
    static const int weight[] = {
        [LIGHT_BY_NOBODY] = 0, [LIGHT_BY_UNIT] = 1, [LIGHT_BY_LEDGER] = 2, [LIGHT_BY_REVIEWER] = 3
    };
    const LeadLight *lead = &row->reports[i].light;

    row->n_approved += lead->facts.state == REPORT_APPROVED;
    if (lead->light == LIGHT_NONE || lead->light < row->light ||
        light_readable(who, row->task, lead) == LIGHT_NONE)
        return;
    if (lead->light > row->light || weight[lead->by] > weight[row->by])
        row->by = lead->by;
    row->light = lead->light;
}

static void add_state(LedgerRow *row, gsize i)
{
    const LedgerReport *report = &row->reports[i];
    ReportState state = report_status(report->light.facts.state, report->has_draft);
    bool overdue = report->light.facts.overdue;

    if (!report->light.asked && state == REPORT_NONE)
        return;
    row->states |= (Picks)1 << (overdue ? ST_OVERDUE : (int)state);
    if (report->light.late)
        row->states |= (Picks)1 << ST_LATE;
    row->late |= report->light.late;
    if (row->not_asked || advance[state] < advance[row->state]) {
        row->state = state;
        row->overdue = overdue;
        row->not_asked = false;
    }
    row->updated_us = MAX(row->updated_us, report->updated_us);
}

static LedgerAct act_of(const Actor *who, const LedgerRow *row, const Period *period)
{
    if (row->own == NULL)
        return ACT_NONE;
    Facts facts = facts_of(row, (gsize)(row->own - row->reports), period);
    if (authz(who, DEED_SAVE_DRAFT, &facts) != MAY)
        return ACT_LOOK;
    return row->own->light.facts.state == REPORT_RETURNED ? ACT_MEND : ACT_FILL;
}

static LedgerRow row_of(const Actor *who, const BookTask *task, const LedgerReport *reports,
                        const Period *period)
{
    LedgerRow row = {
        .task = task, .reports = reports, .not_asked = true, .takes_part = book_takes_part(task, who->unit)
    };
    const BookLead *lead = book_lead(task, who->unit);

    if (lead != NULL)
        row.own = &reports[lead - task->leads];
    for (gsize i = 0; i < task->n_leads; i++) {
        add_light(&row, who, i);
        add_state(&row, i);
    }
    row.act = act_of(who, &row, period);
    return row;
}

LedgerRow *ledger_rows(const Req *req, const Book *book, const Period *period, const LedgerFacts *facts)
{
    LedgerRow *rows = mem_array(req->mem, LedgerRow, book->n_tasks);

    for (gsize i = 0; i < book->n_tasks; i++) {
        const BookTask *task = &book->tasks[i];
        rows[i] = row_of(&req->who, task, facts->reports[i], period);
        rows[i].values = facts->values.of[i];
        rows[i].progress = facts->values.progress[i];
    }
    return rows;
}

/* A line of the issued text around a place in it, cut at signs, with its punctuation widened. */
static void add_context(Mem *mem, LedgerRow *row, Stretch found)
{
    const char *wide = zh_punct(mem, row->task->body);
    int64_t length = g_utf8_strlen(wide, -1);
    int64_t from = MAX(found.from - CONTEXT_BEFORE, 0), to = MIN(found.to + CONTEXT_AFTER, length);

    row->context = mem_printf(mem, "%s%s%s", from > 0 ? "…" : "", text_stretch(mem, wide, from, to),
                              to < length ? "…" : "");
    int64_t moved = (from > 0 ? 1 : 0) - from;
    row->mark = (Stretch){ found.from + moved, found.to + moved };
}

static bool has_word(Mem *mem, LedgerRow *row, const char *word)
{
    int64_t number;
    Stretch found;

    if (search_number(word, &number) && number == row->task->no) {
        row->by_number = true;
        return true;
    }
    if (strstr(row->task->folded, word) == NULL)
        return false;
    if (row->context == NULL && word_find(mem, row->task->body, word, &found))
        add_context(mem, row, found);
    return true;
}

static bool has_words(Mem *mem, LedgerRow *row, char **words)
{
    for (gsize i = 0; words[i] != NULL; i++)
        if (!has_word(mem, row, words[i]))
            return false;
    return true;
}

static bool in_section(const BookTask *task, Picks sections)
{
    return sections == 0 ||
           (task->section != NULL && task->section->no < 64 && (sections >> task->section->no & 1));
}

static bool is_wanted(const LedgerRow *row, const LedgerFilter *f)
{
    const BookTask *task = row->task;

    return in_section(task, f->sections) && (f->unit.v == 0 || book_lead(task, f->unit) != NULL) &&
           (f->part.v == 0 || book_takes_part(task, f->part)) &&
           (f->lights == 0 || (f->lights >> row->light & 1)) &&
           (f->states == 0 || (f->states & row->states) != 0) && (!f->mine || row->own != NULL) &&
           (f->target == CHOICE_ANY || (f->target == CHOICE_YES) == (task->n_targets > 0)) &&
           (f->since_us == 0 || row->updated_us >= f->since_us);
}

static int64_t sort_key(const LedgerRow *row, Sort sort)
{
    switch (sort) {
    case SORT_DONE:
        return row->progress.has_done ? row->progress.done_pct : -1;
    case SORT_LIGHT:
        return row->light;
    case SORT_STATUS:
        return row->overdue ? -1 : advance[row->state];
    case SORT_UPDATED:
        return row->updated_us;
    default:
        return row->task->no;
    }
}

static int by_key(const void *a, const void *b, void *how)
{
    const LedgerRow *p = *(LedgerRow *const *)a, *q = *(LedgerRow *const *)b;
    const LedgerFilter *filter = how;
    int64_t x = sort_key(p, filter->sort), y = sort_key(q, filter->sort);
    int order = (x > y) - (x < y);

    if (order != 0)
        return filter->descending ? -order : order;
    return (p->task->no > q->task->no) - (p->task->no < q->task->no);
}

LedgerRow **ledger_pick(Mem *mem, const Book *book, LedgerRow *rows, const LedgerFilter *filter, gsize *n)
{
    LedgerRow **picked = mem_array(mem, LedgerRow *, book->n_tasks);

    *n = 0;
    for (gsize i = 0; i < book->n_tasks; i++)
        if (is_wanted(&rows[i], filter) && has_words(mem, &rows[i], filter->words))
            picked[(*n)++] = &rows[i];
    if (filter->sort != SORT_NONE && *n > 1)
        g_qsort_with_data(picked, (int)*n, sizeof *picked, by_key, (void *)(uintptr_t)filter);
    return picked;
}
