/* burden.c: see burden.h. */
#include "store/burden.h"

#include <string.h>

#include "base/err.h"
#include "store/light_read.h"

enum { FIELDS_OF_REPORT = 3 };

static FormTime *place_in(FormTimes *times, const FormTime *touch)
{
    uint64_t mixed = (uint64_t)touch->task * 31 + (uint64_t)touch->unit * 7 + (uint64_t)touch->period;

    return &times->last[mixed % FORM_TIMES];
}

void form_time_touch(FormTimes *times, Db *db, const FormTime *touch)
{
    FormTime *last = place_in(times, touch);
    bool same = last->task == touch->task && last->unit == touch->unit && last->period == touch->period;

    if (same && touch->at_us >= last->at_us && touch->at_us - last->at_us < FORM_TIME_REST_US)
        return;
    if (db_touch(db, SQL_FORM_TIME_TOUCH,
                 ARGS(num(touch->period), num(touch->unit), num(touch->task), at_us(touch->at_us),
                      at_us(touch->at_us)),
                 NULL, NULL))
        *last = *touch;
}

void burden_add(Burden *sum, const Burden *more)
{
    sum->reports += more->reports;
    sum->fields += more->fields;
    sum->submissions += more->submissions;
    sum->returns += more->returns;
    sum->reminders += more->reminders;
    sum->files += more->files;
    sum->active_s += more->active_s;
    sum->waited_s += more->waited_s;
    sum->timed += more->timed;
}

static Burden *place_of(const Book *book, Burden **of, int64_t period, int64_t unit)
{
    for (gsize p = 0; p < book->n_periods; p++)
        for (gsize u = 0; book->periods[p].id.v == period && u < book->n_units; u++)
            if (book->units[u].id.v == unit)
                return &of[p][u];
    return NULL;
}

static void count_row(Burden *b, const Cell *c)
{
    const char *what = c[BURDEN_COUNTS_WHAT].s;
    int64_t n = c[BURDEN_COUNTS_N].i;
    const struct {
        const char *what;
        int64_t *n;
    } counts[] = { { "submit", &b->submissions }, { "return", &b->returns },  { "file", &b->files },
                   { "remind", &b->reminders },   { "active", &b->active_s }, { "waited", &b->waited_s } };

    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++)
        if (strcmp(counts[i].what, what) == 0)
            *counts[i].n += n;
    b->timed += c[BURDEN_COUNTS_TIMED].i;
}

static int64_t items_of(const Rows *items, const BookTask *task, UnitId unit)
{
    for (gsize i = 0; i < items->n; i++)
        if (items->row[i][BURDEN_ITEMS_TASK_ID].i == task->id.v &&
            items->row[i][BURDEN_ITEMS_UNIT_ID].i == unit.v)
            return items->row[i][BURDEN_ITEMS_N].i;
    return 0;
}

static int64_t fields_of(const Rows *items, const BookTask *task, UnitId unit)
{
    int64_t n = FIELDS_OF_REPORT + items_of(items, task, unit);

    for (gsize k = 0; k < task->n_targets; k++)
        n += task->targets[k].unit.v == unit.v;
    return n;
}

static void count_asked(const Book *book, LeadLight **lights, const Rows *items, Burden *of)
{
    for (gsize i = 0; i < book->n_tasks; i++) {
        const BookTask *task = &book->tasks[i];
        for (gsize k = 0; k < task->n_leads; k++) {
            Burden *b = &of[task->leads[k].unit - book->units];
            if (!lights[i][k].asked)
                continue;
            b->reports++;
            b->fields += fields_of(items, task, task->leads[k].unit->id);
        }
    }
}

/* What each opened period asks, of whom. */
static bool read_asked(Db *db, Mem *mem, const Book *book, int64_t now_us, Burden **of, GError **err)
{
    const Period *periods = book_periods(mem, book, now_us);
    LeadLight **lights;
    Rows items;

    TRY(db_read(db, mem, SQL_BURDEN_ITEMS, ARGS(num(book->plan.id.v)), &items, err));
    for (gsize p = 0; p < book->n_periods; p++) {
        if (periods[p].state == PERIOD_PLANNED)
            continue;
        TRY(lights_of_period(db, mem, book, &periods[p], now_us, &lights, err));
        count_asked(book, lights, &items, of[p]);
    }
    return true;
}

bool burden_read(Db *db, Mem *mem, const Book *book, int64_t now_us, Burden ***of, GError **err)
{
    Burden **all = mem_array(mem, Burden *, book->n_periods);
    Arg plan = num(book->plan.id.v);
    Rows rows;

    for (gsize p = 0; p < book->n_periods; p++)
        all[p] = mem_array(mem, Burden, book->n_units);
    TRY(read_asked(db, mem, book, now_us, all, err));
    TRY(db_read(db, mem, SQL_BURDEN_COUNTS, ARGS(plan, plan, plan, plan, plan, plan, plan, plan), &rows,
                err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        Burden *b = place_of(book, all, c[BURDEN_COUNTS_PERIOD_ID].i, c[BURDEN_COUNTS_UNIT_ID].i);
        if (b != NULL)
            count_row(b, c);
    }
    *of = all;
    return true;
}
