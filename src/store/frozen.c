/* frozen.c: see frozen.h. How the lines are made is in freeze.c. */
#include "store/frozen.h"

#include <inttypes.h>

#include "base/err.h"

static FrozenLine line_of(const Cell *c)
{
    return (FrozenLine){ .task = { c[FROZEN_LINES_TASK_ID].i },
                         .unit = { c[FROZEN_LINES_UNIT_ID].i },
                         .place = c[FROZEN_LINES_PLACE].i,
                         .task_no = c[FROZEN_LINES_TASK_NO].i,
                         .title = c[FROZEN_LINES_TITLE].s,
                         .section = c[FROZEN_LINES_SECTION].s,
                         .unit_name = c[FROZEN_LINES_UNIT_NAME].s,
                         .version_id = c[FROZEN_LINES_VERSION_ID].i,
                         .state = report_state_of(c[FROZEN_LINES_STATE].s),
                         .round = c[FROZEN_LINES_ROUND].i,
                         .decided_us = c[FROZEN_LINES_DECIDED_AT].i,
                         .late = c[FROZEN_LINES_LATE].i != 0,
                         .overdue = c[FROZEN_LINES_OVERDUE].i != 0,
                         .declared = light_of(c[FROZEN_LINES_DECLARED].s),
                         .computed = light_of(c[FROZEN_LINES_COMPUTED].s),
                         .decided = light_of(c[FROZEN_LINES_DECIDED].s),
                         .light = light_of(c[FROZEN_LINES_LIGHT].s),
                         .why = c[FROZEN_LINES_WHY].s };
}

bool frozen_lines(Db *db, Mem *mem, PeriodId period, FrozenLine **lines, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_FROZEN_LINES, ARGS(num(period.v)), &rows, err));
    *n = rows.n;
    *lines = mem_array(mem, FrozenLine, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        (*lines)[i] = line_of(rows.row[i]);
    return true;
}

static Figure figure_of(const Cell *cell)
{
    return (Figure){ .known = !cell->is_null, .e4 = cell_amount_e4(cell) };
}

bool frozen_values(Db *db, Mem *mem, PeriodId period, FrozenValue **values, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_FROZEN_VALUES, ARGS(num(period.v)), &rows, err));
    *n = rows.n;
    *values = mem_array(mem, FrozenValue, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*values)[i] = (FrozenValue){ .target = c[FROZEN_VALUES_TARGET_ID].i,
                                      .task = { c[FROZEN_VALUES_TASK_ID].i },
                                      .unit = { c[FROZEN_VALUES_UNIT_ID].i },
                                      .subject = c[FROZEN_VALUES_SUBJECT].s,
                                      .unit_word = c[FROZEN_VALUES_UNIT_WORD].s,
                                      .kind = c[FROZEN_VALUES_KIND].s,
                                      .comparator = c[FROZEN_VALUES_COMPARATOR].s,
                                      .goal_e4 = cell_amount_e4(&c[FROZEN_VALUES_GOAL]),
                                      .goal_max = figure_of(&c[FROZEN_VALUES_GOAL_MAX]),
                                      .base = figure_of(&c[FROZEN_VALUES_BASE]),
                                      .planned = figure_of(&c[FROZEN_VALUES_PLANNED]),
                                      .value = figure_of(&c[FROZEN_VALUES_VALUE]),
                                      .done_pct = (int)c[FROZEN_VALUES_DONE_PCT].i };
    }
    return true;
}

bool frozen_texts(Db *db, Mem *mem, int64_t version_id, const char **narrative, const char **next_steps,
                  GError **err)
{
    const Cell *c;

    *narrative = *next_steps = "";
    if (version_id == 0)
        return true;
    TRY(db_read_one(db, mem, SQL_FROZEN_TEXTS, ARGS(num(version_id)), &c, err));
    *narrative = c[FROZEN_TEXTS_NARRATIVE].s;
    *next_steps = c[FROZEN_TEXTS_NEXT_STEPS].s;
    return true;
}

/* A copy of a book being set back to an earlier state. */
typedef struct {
    Mem *mem;
    const Book *now, *copy;
    BookTask *tasks; /* of copy */
} SettingBack;

static BookTask *task_in(const SettingBack *s, TaskId id)
{
    const BookTask *task = book_task_by_id(s->copy, id);

    return task == NULL ? NULL : &s->tasks[task - s->copy->tasks];
}

/* The lines come task by task, so that a task's leads lie side by side. Its targets come after them. */
static void set_leads(const SettingBack *s, const FrozenLine *lines, gsize n)
{
    BookLead *leads = mem_array(s->mem, BookLead, n);
    gsize made = 0;

    for (gsize i = 0; i < n; i++) {
        BookTask *task = task_in(s, lines[i].task);
        const BookUnit *unit = book_unit(s->now, lines[i].unit);
        if (task == NULL || unit == NULL)
            continue; /* newer than the book */
        if (i == 0 || lines[i].task.v != lines[i - 1].task.v)
            task->n_leads = task->n_targets = 0;
        const BookLead *still = book_lead(book_task_by_id(s->now, lines[i].task), lines[i].unit);
        if (task->n_leads++ == 0)
            task->leads = &leads[made];
        leads[made++] = (BookLead){ .unit = unit, .assigned = still != NULL && still->assigned };
    }
}

/* What was planned for the period stands frozen; by which path, no longer matters. */
static Promise promise_then(const FrozenValue *v, Promise now, int month)
{
    now.goal_e4 = v->goal_e4;
    now.has_base = v->base.known;
    now.base_e4 = v->base.e4;
    if (now.kind == KIND_MILESTONE || !v->planned.known || month == 0)
        return now;
    now.pace = (Pace){ .any = true };
    now.pace.has[month] = true;
    now.pace.value_e4[month] = v->planned.e4;
    return now;
}

static BookTarget target_then(const BookTask *task, const FrozenValue *v, int month)
{
    BookTarget target = { .doubt = "", .quote = "", .basis = "", .corrected_by = "", .confirmed = true };

    for (gsize i = 0; i < task->n_targets; i++)
        if (task->targets[i].id == v->target)
            target = task->targets[i];
    target.id = v->target;
    target.unit = v->unit;
    target.subject = v->subject;
    target.unit_word = v->unit_word;
    target.kind = v->kind;
    target.comparator = v->comparator;
    target.value_e4 = v->goal_e4;
    target.value_max_e4 = v->goal_max.e4;
    target.has_correction = false;
    target.promise.kind = target_sort_of(v->kind);
    target.promise = promise_then(v, target.promise, month);
    return target;
}

static void set_targets(const SettingBack *s, const FrozenValue *values, gsize n, int month)
{
    BookTarget *targets = mem_array(s->mem, BookTarget, n);
    gsize made = 0;

    for (gsize i = 0; i < n; i++) {
        BookTask *task = task_in(s, values[i].task);
        if (task == NULL)
            continue;
        targets[made] = target_then(book_task_by_id(s->now, values[i].task), &values[i], month);
        if (task->n_targets++ == 0)
            task->targets = &targets[made];
        made++;
    }
}

bool frozen_book(Db *db, Mem *mem, const Book *book, const Period *period, const Book **as_it_was,
                 GError **err)
{
    SettingBack s = { .mem = mem, .now = book };
    FrozenLine *lines;
    FrozenValue *values;
    gsize n_lines, n_values;

    s.copy = book_copy(mem, book, &s.tasks);
    TRY(frozen_lines(db, mem, period->id, &lines, &n_lines, err));
    TRY(frozen_values(db, mem, period->id, &values, &n_values, err));
    set_leads(&s, lines, n_lines);
    set_targets(&s, values, n_values, period_month(period->code, (int)book->plan.year));
    *as_it_was = s.copy;
    return true;
}

/* Both statements have the same columns. */
G_STATIC_ASSERT((int)CORRECTIONS__N == (int)CORRECTIONS_OF_TASK__N);

static Correction correction_of(const Cell *c)
{
    return (Correction){ .period = { c[CORRECTIONS_PERIOD_ID].i },
                         .task = { c[CORRECTIONS_TASK_ID].i },
                         .unit = { c[CORRECTIONS_UNIT_ID].i },
                         .target = c[CORRECTIONS_TARGET_ID].i,
                         .field = c[CORRECTIONS_FIELD].s,
                         .old_text = c[CORRECTIONS_OLD_TEXT].s,
                         .new_text = c[CORRECTIONS_NEW_TEXT].s,
                         .reason = c[CORRECTIONS_REASON].s,
                         .made_by = c[CORRECTIONS_MADE_BY].s,
                         .made_us = c[CORRECTIONS_MADE_AT].i };
}

/* period 0: of all. */
static void take_corrections(Mem *mem, const Rows *rows, PeriodId period, Correction **list, gsize *n)
{
    *n = 0;
    *list = mem_array(mem, Correction, rows->n);
    for (gsize i = 0; i < rows->n; i++)
        if (period.v == 0 || rows->row[i][CORRECTIONS_PERIOD_ID].i == period.v)
            (*list)[(*n)++] = correction_of(rows->row[i]);
}

bool corrections_read(Db *db, Mem *mem, PeriodId period, TaskId task, Correction **list, gsize *n,
                      GError **err)
{
    Rows rows;

    if (task.v == 0)
        TRY(db_read(db, mem, SQL_CORRECTIONS, ARGS(num(period.v)), &rows, err));
    else
        TRY(db_read(db, mem, SQL_CORRECTIONS_OF_TASK, ARGS(num(task.v)), &rows, err));
    take_corrections(mem, &rows, period, list, n);
    return true;
}

bool corrections_of_task(Db *db, Mem *mem, Known *known, TaskId task, Correction **list, gsize *n,
                         GError **err)
{
    Rows rows;

    TRY(known_read(known, db, mem, SQL_CORRECTIONS_OF_TASK, 0, ARGS(num(task.v)), &rows, err));
    take_corrections(mem, &rows, (PeriodId){ 0 }, list, n);
    return true;
}

static Arg light_arg(Light light)
{
    return txt(light == LIGHT_NONE ? "none" : light_code(light));
}

/* The table says none where the code of the enum is empty. */
static Arg state_arg(ReportState state)
{
    bool handed_in = state != REPORT_NONE && state != REPORT_DRAFT;

    return txt(handed_in ? report_state_code(state) : "none");
}

bool frozen_line_insert(Tx *tx, PeriodId period, const FrozenLine *line, GError **err)
{
    return tx_change_one(tx, SQL_FROZEN_LINE_INSERT,
                         ARGS(num(period.v), num(line->task.v), num(line->unit.v), num(line->place),
                              num(line->task_no), txt(line->title), txt(line->section), txt(line->unit_name),
                              id_or_null(line->version_id), state_arg(line->state), num(line->round),
                              num(line->late), num(line->overdue), light_arg(line->declared),
                              light_arg(line->computed), light_arg(line->decided), light_arg(line->light),
                              txt(line->why)),
                         err);
}

static Arg amount_arg(Mem *mem, int64_t e4)
{
    uint64_t size = e4 < 0 ? -(uint64_t)e4 : (uint64_t)e4;

    return txt(mem_printf(mem, "%s%" PRIu64 ".%04" PRIu64, e4 < 0 ? "-" : "", size / 10000, size % 10000));
}

static Arg figure_arg(Mem *mem, Figure figure)
{
    return figure.known ? amount_arg(mem, figure.e4) : (Arg){ 0 };
}

bool frozen_value_insert(Tx *tx, Mem *mem, PeriodId period, const FrozenValue *v, GError **err)
{
    return tx_change_one(tx, SQL_FROZEN_VALUE_INSERT,
                         ARGS(num(period.v), num(v->target), num(v->task.v), num(v->unit.v), txt(v->subject),
                              txt(v->unit_word), txt(v->kind), txt(v->comparator),
                              amount_arg(mem, v->goal_e4), figure_arg(mem, v->goal_max),
                              figure_arg(mem, v->base), figure_arg(mem, v->planned),
                              figure_arg(mem, v->value), v->done_pct < 0 ? (Arg){ 0 } : num(v->done_pct)),
                         err);
}

bool correction_insert(Tx *tx, PeriodId period, int64_t fresh_id, const Correction *c, PersonId who,
                       int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_CORRECTION_INSERT,
                         ARGS(num(fresh_id), num(period.v), num(c->task.v), num(c->unit.v),
                              id_or_null(c->target), txt(c->field), txt(c->old_text), txt(c->new_text),
                              txt(c->reason), num(who.v), at_us(now_us)),
                         err);
}
