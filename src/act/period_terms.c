/* period_terms.c: planning a period and changing what it asks for; see period_deeds.h. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/period_inner.h"
#include "base/err.h"

typedef struct {
    PeriodDeed deed;
    const PeriodTerms *terms;
    PeriodTask *rows; /* of the period, as stored */
    gsize n_rows;
} Terms;

static bool is_wanted(const PeriodTerms *terms, TaskId task)
{
    for (gsize i = 0; terms->chosen_only && i < terms->n_tasks; i++)
        if (terms->tasks[i]->id.v == task.v)
            return true;
    return false;
}

static const PeriodTask *row_of(const Terms *t, TaskId task)
{
    for (gsize i = 0; i < t->n_rows; i++)
        if (t->rows[i].task.v == task.v)
            return &t->rows[i];
    return NULL;
}

static const char *add_no(Mem *mem, const char *words, int64_t no)
{
    return mem_printf(mem, "%s%s%" PRId64, words, words[0] == '\0' ? "" : "、", no);
}

/* 1、5、7, before and after. */
static void change_tasks(const Terms *t, Changes *changes)
{
    Mem *mem = t->deed.mem;
    const char *old = "", *new = "";

    for (gsize i = 0; i < t->n_rows; i++)
        if (t->rows[i].chosen)
            old = add_no(mem, old, t->rows[i].no);
    for (gsize i = 0; t->terms->chosen_only && i < t->terms->n_tasks; i++)
        new = add_no(mem, new, t->terms->tasks[i]->no);
    change_text(changes, "tasks", old, new);
}

static bool task_event(Tx *tx, const Terms *t, int64_t id, int64_t version, TaskId task, bool chosen,
                       GError **err)
{
    Changes *changes = changes_new(t->deed.mem);

    change_text(changes, "chosen", version == 1 ? NULL : chosen ? "no" : "yes", chosen ? "yes" : "no");
    return period_event(tx, &t->deed,
                        (Event){ .etype = "period_task",
                                 .entity_id = id,
                                 .entity_seq = version,
                                 .task = task,
                                 .changes = changes },
                        err);
}

static bool set_task(Tx *tx, const Terms *t, const PeriodTask *row, bool chosen, GError **err)
{
    if (row->chosen == chosen)
        return true;
    TRY(task_event(tx, t, row->id, row->version + 1, row->task, chosen, err));
    return period_task_update(tx, row, chosen, err);
}

static bool add_task(Tx *tx, const Terms *t, TaskId task, GError **err)
{
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    TRY(task_event(tx, t, id, 1, task, true, err));
    return period_task_insert(tx, t->deed.next.id, id, task, err);
}

/* The rows of the scope, after the period's own. */
static bool store_tasks(Tx *tx, const Terms *t, GError **err)
{
    for (gsize i = 0; i < t->n_rows; i++)
        TRY(set_task(tx, t, &t->rows[i], is_wanted(t->terms, t->rows[i].task), err));
    for (gsize i = 0; t->terms->chosen_only && i < t->terms->n_tasks; i++)
        if (row_of(t, t->terms->tasks[i]->id) == NULL)
            TRY(add_task(tx, t, t->terms->tasks[i]->id, err));
    return true;
}

static void take_terms(Period *period, const PeriodTerms *terms)
{
    period->opens_us = terms->opens_us;
    period->due_us = terms->due_us;
    period->freezes_us = terms->freezes_us;
    period->chosen_only = terms->chosen_only;
    period->instructions = terms->instructions;
}

static bool check_terms(const PeriodTerms *terms, GError **err)
{
    if (terms->due_us <= terms->opens_us)
        return fail(err, ERR_BAD_INPUT, "the deadline must be after the opening");
    if (terms->freezes_us != 0 && terms->freezes_us <= terms->due_us)
        return fail(err, ERR_BAD_INPUT, "freezing must be after the deadline");
    return !terms->chosen_only || terms->n_tasks > 0 || fail(err, ERR_BAD_INPUT, "no task is chosen");
}

static bool change(Tx *tx, void *what, GError **err)
{
    Terms *t = what;
    PeriodDeed *d = &t->deed;

    TRY(period_begin(tx, d, err));
    TRY(period_task_rows(tx_db(tx), d->mem, d->old.id, &t->rows, &t->n_rows, err));
    take_terms(&d->next, t->terms);
    Changes *changes = period_changes(d->mem, &d->old, &d->next);
    change_tasks(t, changes);
    if (d->stored && !changes_any(changes))
        return true;
    TRY(period_is_fresh(d, err));
    if (!changes_any(changes))
        return true;
    TRY(period_store(tx, d, changes, err));
    return store_tasks(tx, t, err);
}

bool act_period_change(Db *db, Mem *mem, const Actor *who, const PeriodAt *at, const PeriodTerms *terms,
                       GError **err)
{
    Terms t = { .deed = { .mem = mem, .who = who, .at = at, .action = "period.change" }, .terms = terms };

    TRY(check_terms(terms, err));
    return tx_run(db, &at->request, change, &t, err);
}

/* A period of this code is there: made by this very request, or by somebody else. */
static bool made_already(Tx *tx, Terms *t, const Period *found, GError **err)
{
    PeriodDeed *d = &t->deed;
    Period wanted = *found;

    TRY(audit_seen(tx, d->mem, d->who, d->action, found->id.v, &d->stored, err));
    take_terms(&wanted, t->terms);
    bool same = !changes_any(period_changes(d->mem, found, &wanted));
    return (d->stored && same) || fail(err, ERR_CONFLICT, "period %s is there already", d->at->code);
}

static bool insert(Tx *tx, Terms *t, GError **err)
{
    PeriodDeed *d = &t->deed;

    TRY(tx_new_id(tx, &d->next.id.v, err));
    d->old.id = d->next.id;
    take_terms(&d->next, t->terms);
    if (d->next.state == PERIOD_OPEN)
        d->next.opens_us = MIN(d->next.opens_us, d->at->now_us);
    Changes *changes = period_changes(d->mem, NULL, &d->next);
    change_tasks(t, changes);
    Event event = { .etype = "period", .entity_id = d->next.id.v, .entity_seq = 1, .changes = changes };
    TRY(period_event(tx, d, event, err));
    TRY(period_insert(tx, d->plan, &d->next, err));
    return store_tasks(tx, t, err);
}

static bool add(Tx *tx, void *what, GError **err)
{
    Terms *t = what;
    PeriodDeed *d = &t->deed;
    const Cell *plan;
    Period *all;
    gsize n;

    TRY(db_read_one(tx_db(tx), d->mem, SQL_PLAN_BY_CODE, ARGS(txt(d->at->plan)), &plan, err));
    d->plan.v = plan[PLAN_BY_CODE_ID].i;
    TRY(d->at->by_operator || deed_allowed(d->who, DEED_SET_PERIODS, NULL, err));
    TRY(periods_read(tx_db(tx), d->mem, d->plan, &all, &n, err));
    const Period *found = period_coded(all, n, d->at->code);
    return found != NULL ? made_already(tx, t, found, err) : insert(tx, t, err);
}

bool act_period_new(Db *db, Mem *mem, const Actor *who, const PeriodAt *at, const PeriodTerms *terms,
                    PeriodState state, GError **err)
{
    Terms t = { .deed = { .mem = mem, .who = who, .at = at, .action = "period.new" }, .terms = terms };

    t.deed.next = (Period){ .code = at->code, .state = state };
    if (!is_period_code(at->code))
        return fail(err, ERR_BAD_INPUT, "%s: not a period such as 2023-03, 2023-Q1, 2023-H1 or 2023-Y",
                    at->code);
    TRY(check_terms(terms, err));
    return tx_run(db, &at->request, add, &t, err);
}
