/* ledger_rows.c: see ledger_rows.h. */
#include "page/ledger_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
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

static Facts facts_of(const LedgerRow *row, const LedgerLead *lead, const Period *period)
{
    bool own = lead == row->own;

    return (Facts){ .unit_leads = row->own != NULL,
                    .unit_participates = row->takes_part,
                    .for_own_unit = own,
                    .stands_in = own || !lead->unit->signs_in,
                    .task = row->task->state,
                    .period = state_of(period),
                    .report = lead->state,
                    .filed_by = lead->filed_by };
}

static void find_own(LedgerRow *row, UnitId unit)
{
    const LedgerTask *task = row->task;

    if (unit.v == 0)
        return;
    for (gsize i = 0; i < task->n_leads; i++)
        if (task->leads[i].unit->id.v == unit.v)
            row->own = &task->leads[i];
    for (gsize i = 0; i < task->n_takers; i++)
        row->takes_part |= task->takers[i]->id.v == unit.v;
}

static void add_light(LedgerRow *row, const Actor *who, const LedgerLead *lead, const Period *period)
{
    if (lead->state == REPORT_APPROVED) {
        row->light = MAX(row->light, lead->light);
        row->n_approved++;
        return;
    }
    if (lead->declared == LIGHT_NONE)
        return;
    Facts facts = facts_of(row, lead, period);
    if (authz(who, DEED_READ_REPORT, &facts) == MAY)
        row->declared = MAX(row->declared, lead->declared);
}

static void add_state(LedgerRow *row, const LedgerLead *lead, const Period *period, bool is_first)
{
    ReportState state = report_status(lead->state, lead->has_draft);
    bool overdue = report_is_overdue(state, state_of(period));

    row->states |= (Picks)1 << (overdue ? ST_OVERDUE : (int)state);
    if (lead->late)
        row->states |= (Picks)1 << ST_LATE;
    row->late |= lead->late;
    if (is_first || advance[state] < advance[row->state]) {
        row->state = state;
        row->overdue = overdue;
    }
    row->updated_us = MAX(row->updated_us, lead->updated_us);
}

static LedgerAct act_of(const Actor *who, const LedgerRow *row, const Period *period)
{
    if (row->own == NULL)
        return ACT_NONE;
    Facts facts = facts_of(row, row->own, period);
    if (authz(who, DEED_SAVE_DRAFT, &facts) != MAY)
        return ACT_LOOK;
    return row->own->state == REPORT_RETURNED ? ACT_MEND : ACT_FILL;
}

static LedgerRow row_of(const Actor *who, const LedgerTask *task, const Period *period)
{
    LedgerRow row = { .task = task };

    find_own(&row, who->unit);
    for (gsize i = 0; i < task->n_leads; i++) {
        add_light(&row, who, &task->leads[i], period);
        add_state(&row, &task->leads[i], period, i == 0);
    }
    if (row.n_approved > 0)
        row.declared = LIGHT_NONE;
    row.act = act_of(who, &row, period);
    return row;
}

LedgerRow *ledger_rows(const Req *req, const Ledger *ledger, const Period *period, const char **bodies)
{
    LedgerRow *rows = mem_array(req->mem, LedgerRow, ledger->n_tasks);

    for (gsize i = 0; i < ledger->n_tasks; i++) {
        rows[i] = row_of(&req->who, &ledger->tasks[i], period);
        rows[i].body = bodies == NULL ? NULL : bodies[i];
    }
    return rows;
}

/* A line of the text around a place in it, cut at signs, with its punctuation widened. */
static void add_context(Mem *mem, LedgerRow *row, Stretch found)
{
    const char *wide = zh_punct(mem, row->body);
    int64_t length = g_utf8_strlen(wide, -1);
    int64_t from = MAX(found.from - CONTEXT_BEFORE, 0), to = MIN(found.to + CONTEXT_AFTER, length);

    row->context = mem_printf(mem, "%s%s%s", from > 0 ? "…" : "", text_stretch(mem, wide, from, to),
                              to < length ? "…" : "");
    int64_t moved = (from > 0 ? 1 : 0) - from;
    row->mark = (Stretch){ found.from + moved, found.to + moved };
}

static bool unit_has(Mem *mem, const LedgerTask *task, const char *word)
{
    for (gsize i = 0; i < task->n_leads; i++)
        if (strstr(text_folded(mem, task->leads[i].unit->name), word) != NULL)
            return true;
    for (gsize i = 0; i < task->n_takers; i++)
        if (strstr(text_folded(mem, task->takers[i]->name), word) != NULL)
            return true;
    return false;
}

static bool has_word(Mem *mem, LedgerRow *row, const char *word)
{
    int64_t number;
    Stretch found;

    if (search_number(word, &number) && number == row->task->no) {
        row->by_number = true;
        return true;
    }
    if (strstr(text_folded(mem, row->task->title), word) != NULL || unit_has(mem, row->task, word))
        return true;
    if (row->body == NULL || !word_find(mem, row->body, word, &found))
        return false;
    if (row->context == NULL)
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

static bool has_unit(const LedgerTask *task, UnitId unit)
{
    for (gsize i = 0; i < task->n_leads; i++)
        if (task->leads[i].unit->id.v == unit.v)
            return true;
    return false;
}

static bool has_taker(const LedgerTask *task, UnitId unit)
{
    for (gsize i = 0; i < task->n_takers; i++)
        if (task->takers[i]->id.v == unit.v)
            return true;
    return false;
}

static bool in_section(const LedgerTask *task, Picks sections)
{
    return sections == 0 ||
           (task->section != NULL && task->section->no < 64 && (sections >> task->section->no & 1));
}

static bool is_wanted(const LedgerRow *row, const LedgerFilter *f)
{
    const LedgerTask *task = row->task;

    return in_section(task, f->sections) && (f->unit.v == 0 || has_unit(task, f->unit)) &&
           (f->part.v == 0 || has_taker(task, f->part)) &&
           (f->lights == 0 || (f->lights >> row->light & 1)) &&
           (f->states == 0 || (f->states & row->states) != 0) && (!f->mine || row->own != NULL) &&
           (f->target == CHOICE_ANY || (f->target == CHOICE_YES) == (task->n_targets > 0)) &&
           (f->since_us == 0 || row->updated_us >= f->since_us);
}

static int64_t sort_key(const LedgerRow *row, Sort sort)
{
    switch (sort) {
    case SORT_TARGETS:
        return (int64_t)row->task->n_targets;
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

LedgerRow **ledger_pick(Mem *mem, const Ledger *ledger, LedgerRow *rows, const LedgerFilter *filter, gsize *n)
{
    LedgerRow **picked = mem_array(mem, LedgerRow *, ledger->n_tasks);

    *n = 0;
    for (gsize i = 0; i < ledger->n_tasks; i++)
        if (is_wanted(&rows[i], filter) && has_words(mem, &rows[i], filter->words))
            picked[(*n)++] = &rows[i];
    if (filter->sort != SORT_NONE && *n > 1)
        g_qsort_with_data(picked, (int)*n, sizeof *picked, by_key, (void *)(uintptr_t)filter);
    return picked;
}
