/* light_report.c: the light of a report that is being written, and the values before it; see light_read.h. */
#include "base/clock.h"
#include "base/err.h"
#include "rule/day_read.h"
#include "rule/item.h"
#include "store/light_inner.h"

typedef struct {
    Db *db;
    Mem *mem;
    const ReportPlace *place;
    ReportFields *fields;
    int64_t now_us;
    Rows values; /* approved in earlier periods, the oldest first */
} Judging;

bool light_late_items(Db *db, Mem *mem, TaskId task, UnitId unit, const ReportFields *fields, int64_t now_us,
                      int *n, GError **err)
{
    Rows rows;
    int late = 0;

    TRY(db_read(db, mem, SQL_LIGHT_ITEMS, ARGS(num(task.v), num(unit.v), txt(light_today(mem, now_us))),
                &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const ItemField *typed = item_field(fields, rows.row[i][LIGHT_ITEMS_ITEM_ID].i);
        ItemState state = typed != NULL && typed->state != ITEM_NONE
                              ? typed->state
                              : item_state_of(rows.row[i][LIGHT_ITEMS_STATE].s);
        late += !item_is_over(state);
    }
    *n = late;
    return true;
}

char *light_problem_words(Mem *mem, const char *title, const char *step, const char *due_on, int64_t now_us)
{
    ProblemStep at = problem_step_of(step);
    int64_t due_us = 0;

    (void)day_read(due_on, &due_us); /* we wrote it */
    return mem_printf(mem, "“%s”，%s环节超期 %d 天", title, problem_step_word(at),
                      (int)problem_days_late(at, due_us, now_us));
}

bool light_late_problems(Db *db, Mem *mem, TaskId task, UnitId unit, int64_t now_us, LightInput *input,
                         GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_LIGHT_PROBLEMS, ARGS(num(task.v), num(unit.v), txt(light_today(mem, now_us))),
                &rows, err));
    input->late_problems = (int)rows.n;
    if (rows.n > 0)
        input->late_problem = light_problem_words(mem, rows.row[0][LIGHT_PROBLEMS_TITLE].s,
                                                  rows.row[0][LIGHT_PROBLEMS_STEP].s,
                                                  rows.row[0][LIGHT_PROBLEMS_DUE_ON].s, now_us);
    return true;
}

static AmountField *amount_of(const ReportFields *fields, int64_t target)
{
    for (gsize i = 0; i < fields->n_amounts; i++)
        if (fields->amounts[i].target == target)
            return &fields->amounts[i];
    return NULL;
}

static Promise promise_in(const Cell *c, int year)
{
    PromiseWords words = { .kind = c[LIGHT_TARGETS_KIND].s,
                           .comparator = c[LIGHT_TARGETS_COMPARATOR].s,
                           .pace = c[LIGHT_TARGETS_PACE].s,
                           .due_on = c[LIGHT_TARGETS_DUE_ON].s,
                           .value_e4 = cell_amount_e4(&c[LIGHT_TARGETS_VALUE]),
                           .value_max_e4 = cell_amount_e4(&c[LIGHT_TARGETS_VALUE_MAX]),
                           .has_correction = !c[LIGHT_TARGETS_CORRECTED].is_null,
                           .corrected_e4 = cell_amount_e4(&c[LIGHT_TARGETS_CORRECTED]),
                           .corrected_max_e4 = cell_amount_e4(&c[LIGHT_TARGETS_CORRECTED_MAX]),
                           .has_base = !c[LIGHT_TARGETS_BASE].is_null,
                           .base_e4 = cell_amount_e4(&c[LIGHT_TARGETS_BASE]),
                           .year = year };

    return promise_of(&words);
}

/* The last value approved before counts until a new one is typed. */
static void take_value(const Judging *j, LightTarget *t)
{
    AmountField *amount = amount_of(j->fields, t->target);
    int64_t typed_e4;

    for (gsize i = 0; i < j->values.n; i++) {
        const Cell *c = j->values.row[i];
        if (c[LIGHT_VALUES_TARGET_ID].i != t->target)
            continue;
        t->has_value = true;
        t->value_e4 = cell_amount_e4(&c[LIGHT_VALUES_VALUE]);
    }
    if (amount == NULL)
        return;
    amount->grows = t->promise.kind == KIND_CUMULATIVE;
    amount->has_before = t->has_value;
    amount->before_e4 = t->value_e4;
    if (amount_read(amount->typed, amount->unit_word, &typed_e4) == AMOUNT_GOOD) {
        t->has_value = true;
        t->value_e4 = typed_e4;
    }
}

static bool read_targets(Judging *j, LightInput *input, int year, GError **err)
{
    const ReportPlace *place = j->place;
    Rows rows;

    TRY(db_read(j->db, j->mem, SQL_LIGHT_TARGETS, ARGS(num(place->task.v), num(place->unit.v)), &rows, err));
    TRY(db_read(j->db, j->mem, SQL_LIGHT_VALUES,
                ARGS(num(place->task.v), num(place->unit.v), num(place->period.v)), &j->values, err));
    LightTarget *targets = mem_array(j->mem, LightTarget, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        targets[i] = (LightTarget){ .target = c[LIGHT_TARGETS_ID].i,
                                    .subject = c[LIGHT_TARGETS_SUBJECT].s,
                                    .unit_word = c[LIGHT_TARGETS_UNIT_WORD].s,
                                    .promise = promise_in(c, year),
                                    .confirmed = c[LIGHT_TARGETS_CONFIRMED].i != 0 };
        take_value(j, &targets[i]);
    }
    input->targets = targets;
    input->n_targets = rows.n;
    return true;
}

bool report_light(Db *db, Mem *mem, const ReportPlace *place, ReportFields *fields, int64_t now_us,
                  ReportLight *light, GError **err)
{
    Judging j = { .db = db, .mem = mem, .place = place, .fields = fields, .now_us = now_us };
    LightInput input = { .period_code = place->period_code };
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_LIGHT_PLAN, ARGS(num(place->task.v)), &c, err));
    int year = (int)c[LIGHT_PLAN_YEAR].i;
    input.month = period_month(place->period_code, year);
    input.thresholds = (Thresholds){ .green_pct = (int)c[LIGHT_PLAN_GREEN_PCT].i,
                                     .yellow_pct = (int)c[LIGHT_PLAN_YELLOW_PCT].i,
                                     .red_days = (int)c[LIGHT_PLAN_RED_DAYS].i };
    input.task_is_past = day_is_over(c[LIGHT_PLAN_DUE_ON].s, now_us) &&
                         task_state_of(c[LIGHT_PLAN_TASK_STATE].s) != TASK_CLOSED;
    TRY(read_targets(&j, &input, year, err));
    TRY(light_late_items(db, mem, place->task, place->unit, fields, now_us, &input.late_items, err));
    TRY(light_late_problems(db, mem, place->task, place->unit, now_us, &input, err));
    *light = (ReportLight){ .input = input, .computed = light_compute(mem, &input) };
    fields->suggested = light->computed.light;
    return true;
}

const LightTarget *light_target(const LightInput *input, int64_t target)
{
    for (gsize i = 0; i < input->n_targets; i++)
        if (input->targets[i].target == target)
            return &input->targets[i];
    return NULL;
}
