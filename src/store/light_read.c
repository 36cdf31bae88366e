/* light_read.c: see light_read.h. How a light is known with its reasons is in light_why.c, the light of a report that is
 * being written in light_report.c. */
#include "store/light_read.h"

#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "rule/flow.h"
#include "store/light_inner.h"

typedef struct {
    Db *db;
    Mem *mem;
    const Book *book;
    int64_t now_us;
    Rows *items; /* NULL: not asked for yet */
} Reading;

char *light_today(Mem *mem, int64_t now_us)
{
    CivilTime day = civil_of(now_us);

    return mem_printf(mem, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static gsize task_place(const Book *book, int64_t id)
{
    const BookTask *task = book_task_by_id(book, (TaskId){ id });

    return task == NULL ? book->n_tasks : (gsize)(task - book->tasks);
}

/* NULL: the task or the lead is not in the book, or is no longer. */
static LeadLight *place_of(const Book *book, LeadLight **lights, int64_t task, int64_t unit)
{
    gsize i = task_place(book, task);

    for (gsize k = 0; i < book->n_tasks && k < book->tasks[i].n_leads; k++)
        if (book->tasks[i].leads[k].unit->id.v == unit)
            return &lights[i][k];
    return NULL;
}

static LeadLight *blank_lights(Mem *mem, const Period *period, const BookTask *task)
{
    LeadLight *leads = mem_array(mem, LeadLight, task->n_leads);

    for (gsize k = 0; k < task->n_leads; k++)
        leads[k] = (LeadLight){ .lead = &task->leads[k],
                                .asked = period_asks(period, task->id) &&
                                         book_task_state(task, period) != TASK_CLOSED,
                                .frozen = period->state == PERIOD_FROZEN };
    return leads;
}

LightInput light_missing_input(const Book *book, const BookTask *task, const Period *period,
                               const LeadLight *lead, int64_t now_us)
{
    return (LightInput){ .period_code = period->code,
                         .month = period_month(period->code, (int)book->plan.year),
                         .thresholds = book->thresholds,
                         .is_missing = true,
                         .workdays_overdue = lead->workdays_overdue,
                         .task_is_past = book_task_is_past(task, now_us),
                         .late_items = lead->late_items,
                         .late_problems = lead->late_problems,
                         .late_problem = lead->late_problem };
}

/* Whether the lead's report is missing and its deadline over. */
static bool mark_overdue(const Reading *r, const Period *period, LeadLight *lead)
{
    bool running = period->state == PERIOD_OPEN || period->state == PERIOD_DUE; /* stored, or as of now */
    int64_t due_us = period_due_for(period, lead->lead->unit->id);

    if (lead->frozen || !lead->asked || !running || r->now_us <= due_us ||
        !report_is_overdue(lead->facts.state, PERIOD_DUE))
        return false;
    lead->facts.overdue = true;
    lead->workdays_overdue = workdays_between(r->book, due_us, r->now_us);
    return true;
}

/* A report that is missing has no values to judge: its light comes from the calendar alone. */
static void settle(const Reading *r, const BookTask *task, const Period *period, LeadLight *lead)
{
    if (lead->frozen)
        return;
    if (lead->facts.overdue) {
        g_autoptr(Mem) scratch = mem_new();
        LightInput input = light_missing_input(r->book, task, period, lead, r->now_us);
        lead->facts.computed = light_compute(scratch, &input).light;
    }
    lead->light = light_counts(&lead->facts, &lead->by);
}

static bool read_reports(const Reading *r, const Period *period, LeadLight **lights, GError **err)
{
    Known *known;
    Rows rows;

    TRY(known_period(r->db, r->mem, r->book, period->id, &known, err));
    TRY(known_read(known, r->db, r->mem, SQL_LIGHTS_REPORTS, 0, ARGS(num(period->id.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LeadLight *lead = place_of(r->book, lights, c[LIGHTS_REPORTS_TASK_ID].i, c[LIGHTS_REPORTS_UNIT_ID].i);
        if (lead == NULL)
            continue;
        lead->report = (ReportId){ c[LIGHTS_REPORTS_REPORT_ID].i };
        lead->late = c[LIGHTS_REPORTS_LATE].i != 0;
        lead->facts = (LightFacts){ .state = report_state_of(c[LIGHTS_REPORTS_STATE].s),
                                    .declared = light_of(c[LIGHTS_REPORTS_DECLARED].s),
                                    .computed = light_of(c[LIGHTS_REPORTS_COMPUTED].s),
                                    .decided = light_of(c[LIGHTS_REPORTS_LIGHT].s) };
        lead->updated_us = c[LIGHTS_REPORTS_UPDATED_AT].i;
    }
    return true;
}

static void take_late(const Reading *r, LeadLight *lead, const Cell *c)
{
    if (c[LIGHTS_ITEMS_PROBLEMS].i == 0) {
        lead->late_items = (int)c[LIGHTS_ITEMS_N].i;
        return;
    }
    lead->late_problems = (int)c[LIGHTS_ITEMS_PROBLEMS].i;
    lead->late_problem = light_problem_words(r->mem, c[LIGHTS_ITEMS_TITLE].s, c[LIGHTS_ITEMS_STEP].s,
                                             c[LIGHTS_ITEMS_DUE_ON].s, r->now_us);
}

/* Items and problems are late or not whatever the period: once is enough for several. */
static bool read_items(Reading *r, LeadLight **lights, GError **err)
{
    const char *today = light_today(r->mem, r->now_us);

    if (r->items == NULL) {
        r->items = mem_alloc(r->mem, sizeof *r->items);
        TRY(db_read(r->db, r->mem, SQL_LIGHTS_ITEMS,
                    ARGS(num(r->book->plan.id.v), txt(today), num(r->book->plan.id.v), txt(today)), r->items,
                    err));
    }
    for (gsize i = 0; i < r->items->n; i++) {
        const Cell *c = r->items->row[i];
        LeadLight *lead = place_of(r->book, lights, c[LIGHTS_ITEMS_TASK_ID].i, c[LIGHTS_ITEMS_UNIT_ID].i);
        if (lead != NULL)
            take_late(r, lead, c);
    }
    return true;
}

/* What a frozen line says of who had the last word. */
static void take_frozen(LeadLight *lead, LightFacts facts, Light light, bool late)
{
    lead->asked = true;
    lead->facts = facts;
    lead->late = late;
    (void)light_counts(&facts, &lead->by);
    lead->light = light;
}

static bool read_frozen(const Reading *r, const Period *period, LeadLight **lights, GError **err)
{
    Rows rows;

    TRY(known_read(known_frozen(r->mem, r->book, period->id), r->db, r->mem, SQL_LIGHTS_FROZEN, 0,
                   ARGS(num(period->id.v)), &rows, err));
    for (gsize i = 0; i < r->book->n_tasks; i++)
        for (gsize k = 0; k < r->book->tasks[i].n_leads; k++)
            lights[i][k].asked = false; /* those who were asked then have a line */
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LeadLight *lead = place_of(r->book, lights, c[LIGHTS_FROZEN_TASK_ID].i, c[LIGHTS_FROZEN_UNIT_ID].i);
        LightFacts facts = { .state = report_state_of(c[LIGHTS_FROZEN_STATE].s),
                             .overdue = c[LIGHTS_FROZEN_OVERDUE].i != 0,
                             .declared = light_of(c[LIGHTS_FROZEN_DECLARED].s),
                             .computed = light_of(c[LIGHTS_FROZEN_COMPUTED].s),
                             .decided = light_of(c[LIGHTS_FROZEN_DECIDED].s) };
        if (lead != NULL)
            take_frozen(lead, facts, light_of(c[LIGHTS_FROZEN_LIGHT].s), c[LIGHTS_FROZEN_LATE].i != 0);
    }
    return true;
}

/* Items are asked for only when a light hangs on them. */
static bool read_running(Reading *r, const Period *period, LeadLight **lights, GError **err)
{
    const Book *book = r->book;
    bool any = false;

    TRY(read_reports(r, period, lights, err));
    for (gsize i = 0; i < book->n_tasks; i++)
        for (gsize k = 0; k < book->tasks[i].n_leads; k++)
            any |= mark_overdue(r, period, &lights[i][k]);
    if (any)
        TRY(read_items(r, lights, err));
    for (gsize i = 0; i < book->n_tasks; i++)
        for (gsize k = 0; k < book->tasks[i].n_leads; k++)
            settle(r, &book->tasks[i], period, &lights[i][k]);
    return true;
}

static bool lights_in(Reading *r, const Period *period, LeadLight ***lights, GError **err)
{
    LeadLight **list = mem_array(r->mem, LeadLight *, r->book->n_tasks);

    for (gsize i = 0; i < r->book->n_tasks; i++)
        list[i] = blank_lights(r->mem, period, &r->book->tasks[i]);
    *lights = list;
    if (period->state == PERIOD_FROZEN)
        return read_frozen(r, period, list, err);
    return read_running(r, period, list, err);
}

bool lights_of_period(Db *db, Mem *mem, const Book *book, const Period *period, int64_t now_us,
                      LeadLight ***lights, GError **err)
{
    return lights_of_periods(db, mem, book, &period, 1, now_us, lights, err);
}

bool lights_of_periods(Db *db, Mem *mem, const Book *book, const Period *const *periods, gsize n,
                       int64_t now_us, LeadLight ***lights, GError **err)
{
    Reading r = { .db = db, .mem = mem, .book = book, .now_us = now_us };

    for (gsize i = 0; i < n; i++)
        TRY(lights_in(&r, periods[i], &lights[i], err));
    return true;
}

/* ---- one task over its periods */

static LeadLight *lead_at(const Book *book, const BookTask *task, LeadLight **lights, int64_t period,
                          int64_t unit)
{
    for (gsize p = 0; p < book->n_periods; p++)
        for (gsize k = 0; book->periods[p].id.v == period && k < task->n_leads; k++)
            if (task->leads[k].unit->id.v == unit)
                return &lights[p][k];
    return NULL;
}

static bool task_reports_in(const Reading *r, Known *known, const BookTask *task, LeadLight **lights,
                            GError **err)
{
    Rows rows;

    TRY(known_read(known, r->db, r->mem, SQL_LIGHT_REPORTS_OF_TASK, 0, ARGS(num(task->id.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LeadLight *lead = lead_at(r->book, task, lights, c[LIGHT_REPORTS_OF_TASK_PERIOD_ID].i,
                                  c[LIGHT_REPORTS_OF_TASK_UNIT_ID].i);
        if (lead == NULL || lead->frozen)
            continue;
        lead->report = (ReportId){ c[LIGHT_REPORTS_OF_TASK_REPORT_ID].i };
        lead->late = c[LIGHT_REPORTS_OF_TASK_LATE].i != 0;
        lead->facts = (LightFacts){ .state = report_state_of(c[LIGHT_REPORTS_OF_TASK_STATE].s),
                                    .declared = light_of(c[LIGHT_REPORTS_OF_TASK_DECLARED].s),
                                    .computed = light_of(c[LIGHT_REPORTS_OF_TASK_COMPUTED].s),
                                    .decided = light_of(c[LIGHT_REPORTS_OF_TASK_LIGHT].s) };
    }
    return true;
}

static bool task_frozen_in(const Reading *r, Known *known, const BookTask *task, LeadLight **lights,
                           GError **err)
{
    Rows rows;

    TRY(known_read(known, r->db, r->mem, SQL_LIGHT_FROZEN_OF_TASK, 0, ARGS(num(task->id.v)), &rows, err));
    for (gsize p = 0; p < r->book->n_periods; p++)
        for (gsize k = 0; k < task->n_leads; k++)
            lights[p][k].asked &= !lights[p][k].frozen;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        LeadLight *lead = lead_at(r->book, task, lights, c[LIGHT_FROZEN_OF_TASK_PERIOD_ID].i,
                                  c[LIGHT_FROZEN_OF_TASK_UNIT_ID].i);
        LightFacts facts = { .state = report_state_of(c[LIGHT_FROZEN_OF_TASK_STATE].s),
                             .overdue = c[LIGHT_FROZEN_OF_TASK_OVERDUE].i != 0,
                             .declared = light_of(c[LIGHT_FROZEN_OF_TASK_DECLARED].s),
                             .computed = light_of(c[LIGHT_FROZEN_OF_TASK_COMPUTED].s),
                             .decided = light_of(c[LIGHT_FROZEN_OF_TASK_DECIDED].s) };
        if (lead != NULL && lead->frozen)
            take_frozen(lead, facts, light_of(c[LIGHT_FROZEN_OF_TASK_LIGHT].s),
                        c[LIGHT_FROZEN_OF_TASK_LATE].i != 0);
    }
    return true;
}

/* Of the leads that are overdue in any period. */
static bool task_items_in(const Reading *r, const BookTask *task, LeadLight **lights, GError **err)
{
    for (gsize k = 0; k < task->n_leads; k++) {
        bool any = false;
        int n;
        for (gsize p = 0; p < r->book->n_periods; p++)
            any |= mark_overdue(r, &r->book->periods[p], &lights[p][k]);
        if (!any)
            continue;
        LightInput late = { 0 };
        TRY(light_late_items(r->db, r->mem, task->id, task->leads[k].unit->id, NULL, r->now_us, &n, err));
        TRY(light_late_problems(r->db, r->mem, task->id, task->leads[k].unit->id, r->now_us, &late, err));
        for (gsize p = 0; p < r->book->n_periods; p++) {
            if (!lights[p][k].facts.overdue)
                continue;
            lights[p][k].late_items = n;
            lights[p][k].late_problems = late.late_problems;
            lights[p][k].late_problem = late.late_problem;
        }
    }
    return true;
}

bool lights_of_task(Db *db, Mem *mem, Known *known, const Book *book, const BookTask *task, int64_t now_us,
                    LeadLight ***lights, GError **err)
{
    Reading r = { .db = db, .mem = mem, .book = book, .now_us = now_us };
    LeadLight **list = mem_array(mem, LeadLight *, book->n_periods);

    for (gsize p = 0; p < book->n_periods; p++)
        list[p] = blank_lights(mem, &book->periods[p], task);
    TRY(task_reports_in(&r, known, task, list, err));
    TRY(task_frozen_in(&r, known, task, list, err));
    TRY(task_items_in(&r, task, list, err));
    for (gsize p = 0; p < book->n_periods; p++)
        for (gsize k = 0; k < task->n_leads; k++)
            settle(&r, task, &book->periods[p], &list[p][k]);
    *lights = list;
    return true;
}

Light task_light(const LeadLight *leads, gsize n)
{
    Light worst = LIGHT_NONE;

    for (gsize k = 0; k < n; k++)
        worst = light_worst(worst, leads[k].light);
    return worst;
}

const char *light_by_word(LightBy by)
{
    static const char *const words[] = { "", "单位自评", "督查认定", "系统" };

    return words[by];
}

bool light_why(Db *db, Mem *mem, const Book *book, const BookTask *task, const Period *period,
               const LeadLight *lead, int64_t now_us, LightInput *input, ComputedLight *computed,
               const char **unit_reason, GError **err)
{
    const char *why = "", *reason = "";
    Rows rows = { 0 };

    *computed = (ComputedLight){ 0 };
    *input = light_missing_input(book, task, period, lead, now_us);
    if (lead->frozen) {
        TRY(db_read(db, mem, SQL_LIGHT_FROZEN_WHY,
                    ARGS(num(period->id.v), num(task->id.v), num(lead->lead->unit->id.v)), &rows, err));
        why = rows.n > 0 ? rows.row[0][LIGHT_FROZEN_WHY_WHY].s : "";
    } else if (lead->facts.overdue) {
        *computed = light_compute(mem, input);
    } else if (lead->report.v != 0) {
        TRY(db_read(db, mem, SQL_LIGHT_VERSION_WHY, ARGS(num(lead->report.v)), &rows, err));
        why = rows.n > 0 ? rows.row[0][LIGHT_VERSION_WHY_WHY].s : "";
        reason = rows.n > 0 ? rows.row[0][LIGHT_VERSION_WHY_LIGHT_REASON].s : "";
    }
    if (why[0] != '\0')
        (void)light_why_read(mem, why, input, computed); /* a line of an older kind explains nothing */
    *unit_reason = reason;
    return true;
}
