/* freeze.c: what a period would be frozen as; see frozen.h. */
#include <inttypes.h>

#include "base/err.h"
#include "store/frozen.h"
#include "store/light_inner.h"

typedef struct {
    Db *db;
    Mem *mem;
    const Book *book;
    const Period *period;
    int64_t now_us;
    LeadLight **lights;
    Rows reports, values;
} Freezing;

static const char *section_words(Mem *mem, const BookTask *task)
{
    return task->section == NULL ? "" : mem_printf(mem, "%s%s", task->section->label, task->section->title);
}

static void add_report(const Freezing *f, FrozenLine *line)
{
    for (gsize i = 0; i < f->reports.n; i++) {
        const Cell *c = f->reports.row[i];
        if (c[FREEZE_REPORTS_TASK_ID].i != line->task.v || c[FREEZE_REPORTS_UNIT_ID].i != line->unit.v)
            continue;
        line->version_id = c[FREEZE_REPORTS_VERSION_ID].i;
        line->round = c[FREEZE_REPORTS_ROUND].i;
        if (line->why[0] == '\0')
            line->why = c[FREEZE_REPORTS_WHY].s;
    }
}

/* A report that is missing has only the calendar to say why. */
static const char *why_missing(const Freezing *f, const BookTask *task, const LeadLight *light)
{
    if (!light->facts.overdue)
        return "";
    LightInput input = light_missing_input(f->book, task, f->period, light, f->now_us);
    ComputedLight computed = light_compute(f->mem, &input);
    return light_why_write(f->mem, &input, &computed);
}

static FrozenLine line_of(const Freezing *f, const BookTask *task, gsize k)
{
    const LeadLight *light = &f->lights[task - f->book->tasks][k];
    FrozenLine line = { .task = task->id,
                        .unit = task->leads[k].unit->id,
                        .place = (int64_t)k + 1,
                        .task_no = task->no,
                        .title = task->title,
                        .section = section_words(f->mem, task),
                        .unit_name = book_unit_name(f->book, task->leads[k].unit, f->period->due_us),
                        .state = light->facts.state == REPORT_DRAFT ? REPORT_NONE : light->facts.state,
                        .late = light->late,
                        .overdue = light->facts.overdue,
                        .declared = light->facts.declared,
                        .computed = light->facts.computed,
                        .decided = light->facts.decided,
                        .light = light->light,
                        .why = why_missing(f, task, light) };

    add_report(f, &line);
    return line;
}

static gsize count_leads(const Book *book)
{
    gsize n = 0;

    for (gsize i = 0; i < book->n_tasks; i++)
        n += book->tasks[i].n_leads;
    return n;
}

static void make_lines(const Freezing *f, FrozenLine **lines, gsize *n)
{
    const Book *book = f->book;

    *lines = mem_array(f->mem, FrozenLine, count_leads(book));
    *n = 0;
    for (gsize i = 0; i < book->n_tasks; i++)
        for (gsize k = 0; k < book->tasks[i].n_leads; k++)
            if (f->lights[i][k].asked)
                (*lines)[(*n)++] = line_of(f, &book->tasks[i], k);
}

/* The rows are in the order of the periods: the last one counts. */
static Figure last_value(const Freezing *f, int64_t target)
{
    for (gsize i = f->values.n; i-- > 0;)
        if (f->values.row[i][FREEZE_VALUES_TARGET_ID].i == target)
            return (Figure){ true, cell_amount_e4(&f->values.row[i][FREEZE_VALUES_VALUE]) };
    return (Figure){ 0 };
}

static FrozenValue value_of(const Freezing *f, const BookTask *task, const BookTarget *target)
{
    const Promise *promise = &target->promise;
    int month = period_month(f->period->code, (int)f->book->plan.year);
    int64_t max_e4 = target->has_correction ? target->corrected_max_e4 : target->value_max_e4;
    FrozenValue v = { .target = target->id,
                      .task = task->id,
                      .unit = target->unit,
                      .subject = target->subject,
                      .unit_word = target->unit_word,
                      .kind = target->kind,
                      .comparator = target->comparator,
                      .goal_e4 = promise->goal_e4,
                      .goal_max = { max_e4 != 0, max_e4 },
                      .base = { promise->has_base, promise->base_e4 },
                      .value = last_value(f, target->id),
                      .done_pct = -1 };
    int pct;

    v.planned.known = month != 0 && promise_planned(promise, month, &v.planned.e4);
    if (v.value.known && promise_done_pct(promise, v.value.e4, &pct))
        v.done_pct = pct;
    return v;
}

static bool is_asked(const Freezing *f, const BookTask *task, UnitId unit)
{
    const BookLead *lead = book_lead(task, unit);

    return lead != NULL && f->lights[task - f->book->tasks][lead - task->leads].asked;
}

static void make_values(const Freezing *f, FrozenValue **values, gsize *n)
{
    const Book *book = f->book;
    gsize most = 0;

    for (gsize i = 0; i < book->n_tasks; i++)
        most += book->tasks[i].n_targets;
    *values = mem_array(f->mem, FrozenValue, most);
    *n = 0;
    for (gsize i = 0; i < book->n_tasks; i++)
        for (gsize k = 0; k < book->tasks[i].n_targets; k++)
            if (is_asked(f, &book->tasks[i], book->tasks[i].targets[k].unit))
                (*values)[(*n)++] = value_of(f, &book->tasks[i], &book->tasks[i].targets[k]);
}

bool freeze_preview(Db *db, Mem *mem, const Book *book, const Period *period, int64_t now_us,
                    FrozenLine **lines, gsize *n_lines, FrozenValue **values, gsize *n_values, GError **err)
{
    Freezing f = { .db = db, .mem = mem, .book = book, .period = period, .now_us = now_us };

    TRY(lights_of_period(db, mem, book, period, now_us, &f.lights, err));
    TRY(db_read(db, mem, SQL_FREEZE_REPORTS, ARGS(num(period->id.v)), &f.reports, err));
    TRY(db_read(db, mem, SQL_FREEZE_VALUES, ARGS(num(book->plan.id.v), at_us(period->due_us)), &f.values,
                err));
    make_lines(&f, lines, n_lines);
    make_values(&f, values, n_values);
    return true;
}
