/* book.c: the shelf; see book.h. How a book is read is in book_read.c. */
#include "store/book.h"

#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "rule/day_read.h"
#include "rule/flow.h"
#include "store/book_inner.h"

enum {
    PLANS_MOST = 8,     /* on the shelf at once; older ones are read again when asked for */
    WORKDAYS_MOST = 999 /* nobody counts further */
};

struct Shelf {
    int64_t stamp; /* of all books on it */
    KeptBook *book[PLANS_MOST];
    KeptBook *newest; /* one of them, or NULL */
    gsize next;       /* where the next one goes */
    bool is_checked;  /* the stamp, in this request */
    UnitId unit;      /* whose reports' stamp this request knows; 0: nobody's */
    int64_t reports_stamp;
};

static void kept_unref(void *what)
{
    KeptBook *kept = what;

    if (kept == NULL || --kept->users > 0)
        return;
    mem_free(kept->mem);
    g_free(kept);
}

static void shelf_clear(Shelf *shelf)
{
    for (gsize i = 0; i < PLANS_MOST; i++) {
        kept_unref(shelf->book[i]);
        shelf->book[i] = NULL;
    }
    shelf->newest = NULL;
}

Shelf *shelf_new(void)
{
    return g_new0(Shelf, 1);
}

void shelf_free(Shelf *shelf)
{
    if (shelf == NULL)
        return;
    shelf_clear(shelf);
    g_free(shelf);
}

void shelf_begin(Shelf *shelf)
{
    shelf->is_checked = false;
    shelf->unit.v = 0;
}

/* Books of another stamp go; requests that still use one keep it alive. */
static void check_stamp(Shelf *shelf, int64_t stamp)
{
    shelf->is_checked = true;
    if (shelf->stamp == stamp)
        return;
    shelf_clear(shelf);
    shelf->stamp = stamp;
}

void shelf_know(Shelf *shelf, int64_t book_stamp, UnitId unit, int64_t reports_stamp)
{
    check_stamp(shelf, book_stamp);
    shelf->unit = unit;
    shelf->reports_stamp = reports_stamp;
}

static bool ask_stamp(Shelf *shelf, Db *db, Mem *mem, GError **err)
{
    const Cell *c;

    if (shelf->is_checked)
        return true;
    TRY(db_read_one(db, mem, SQL_BOOK_STAMP, NO_ARGS, &c, err));
    check_stamp(shelf, c[BOOK_STAMP_N].i);
    return true;
}

static KeptBook *find(const Shelf *shelf, const char *code)
{
    if (code == NULL)
        return shelf->newest;
    for (gsize i = 0; i < PLANS_MOST; i++)
        if (shelf->book[i] != NULL && strcmp(shelf->book[i]->book.plan.code, code) == 0)
            return shelf->book[i];
    return NULL;
}

static KeptBook *put(Shelf *shelf, KeptBook *kept)
{
    gsize at = shelf->next++ % PLANS_MOST;

    if (shelf->book[at] == shelf->newest)
        shelf->newest = NULL;
    kept_unref(shelf->book[at]);
    kept->users = 1;
    shelf->book[at] = kept;
    return kept;
}

static bool fetch(Shelf *shelf, Db *db, Mem *mem, const char *code, KeptBook **kept, GError **err)
{
    const Cell *c;
    const char *wanted = code;

    if (code == NULL) {
        TRY(db_read_one(db, mem, SQL_BOOK_NEWEST, NO_ARGS, &c, err));
        wanted = c[BOOK_NEWEST_CODE].s;
    }
    *kept = find(shelf, wanted);
    if (*kept == NULL) {
        TRY(book_read(db, wanted, kept, err));
        put(shelf, *kept);
    }
    if (code == NULL)
        shelf->newest = *kept;
    return true;
}

bool shelf_book(Shelf *shelf, Db *db, Mem *mem, const char *code, const Book **book, GError **err)
{
    KeptBook *kept;

    TRY(ask_stamp(shelf, db, mem, err));
    kept = find(shelf, code);
    if (kept == NULL)
        TRY(fetch(shelf, db, mem, code, &kept, err));
    kept->users++;
    mem_keep(mem, kept, kept_unref);
    *book = &kept->book;
    return true;
}

bool shelf_stamp_of(const Shelf *shelf, UnitId unit, int64_t *reports_stamp)
{
    *reports_stamp = shelf->reports_stamp;
    return unit.v != 0 && shelf->unit.v == unit.v;
}

bool shelf_waiting(Shelf *shelf, Db *db, Mem *mem, const Book *book, UnitId unit, int64_t *n, GError **err)
{
    KeptBook *kept = (KeptBook *)(uintptr_t)book; /* its first member */
    Waiting *known = g_hash_table_lookup(kept->waiting, GSIZE_TO_POINTER((gsize)unit.v));
    int64_t stamp;
    bool has_stamp = shelf_stamp_of(shelf, unit, &stamp);

    if (known != NULL && has_stamp && known->stamp == stamp) {
        *n = known->n;
        return true;
    }
    TRY(book_waiting(db, mem, book, unit, n, err));
    if (!has_stamp)
        return true;
    known = g_new(Waiting, 1);
    *known = (Waiting){ .stamp = stamp, .n = *n };
    g_hash_table_replace(kept->waiting, GSIZE_TO_POINTER((gsize)unit.v), known);
    return true;
}

Period *book_periods(Mem *mem, const Book *book, int64_t now_us)
{
    Period *periods = mem_array(mem, Period, book->n_periods);

    for (gsize i = 0; i < book->n_periods; i++) {
        periods[i] = book->periods[i];
        periods[i].state = period_state_for(&periods[i], (UnitId){ 0 }, now_us);
    }
    return periods;
}

Book *book_copy(Mem *mem, const Book *book, BookTask **tasks)
{
    KeptBook *kept = mem_alloc(mem, sizeof *kept);
    BookTask *list = mem_array(mem, BookTask, book->n_tasks);

    *kept = (KeptBook){ .book = *book, .mem = mem, .users = 1 };
    book_keep_tables(kept);
    for (gsize i = 0; i < book->n_tasks; i++) {
        list[i] = book->tasks[i];
        g_hash_table_insert(kept->task_at, GSIZE_TO_POINTER((gsize)list[i].id.v), &list[i]);
    }
    kept->book.tasks = *tasks = list;
    return &kept->book;
}

const char *book_unit_name(const Book *book, const BookUnit *unit, int64_t at_us)
{
    for (gsize i = 0; i < book->n_formers; i++)
        if (book->formers[i].unit.v == unit->id.v && book->formers[i].until_us > at_us)
            return book->formers[i].name;
    return unit->name;
}

static const BookUnit *moved(const Book *book, const BookUnit *units, const BookUnit *unit)
{
    return units + (unit - book->units);
}

static void rename_task(Mem *mem, const Book *book, const BookUnit *units, BookTask *task)
{
    BookLead *leads = mem_array(mem, BookLead, task->n_leads);
    const BookUnit **takers = mem_array(mem, const BookUnit *, task->n_takers);

    for (gsize i = 0; i < task->n_leads; i++)
        leads[i] = (BookLead){ moved(book, units, task->leads[i].unit), task->leads[i].assigned };
    for (gsize i = 0; i < task->n_takers; i++)
        takers[i] = moved(book, units, task->takers[i]);
    task->leads = leads;
    task->takers = takers;
}

const Book *book_named_at(Mem *mem, const Book *book, int64_t at_us)
{
    BookUnit *units;
    BookTask *tasks;

    if (book->n_formers == 0 || book->formers[book->n_formers - 1].until_us <= at_us)
        return book;
    units = mem_array(mem, BookUnit, book->n_units);
    for (gsize i = 0; i < book->n_units; i++) {
        units[i] = book->units[i];
        units[i].name = book_unit_name(book, &book->units[i], at_us);
    }
    Book *then = book_copy(mem, book, &tasks);
    for (gsize i = 0; i < book->n_tasks; i++)
        rename_task(mem, book, units, &tasks[i]);
    then->units = units;
    return then;
}

const BookTask *book_task(const Book *book, int64_t no)
{
    for (gsize i = 0; i < book->n_tasks; i++)
        if (book->tasks[i].no == no)
            return &book->tasks[i];
    return NULL;
}

const BookTask *book_task_by_id(const Book *book, TaskId id)
{
    const KeptBook *kept = (const KeptBook *)book; /* its first member */

    return g_hash_table_lookup(kept->task_at, GSIZE_TO_POINTER((gsize)id.v));
}

const Period *book_period(const Book *book, const char *code)
{
    for (gsize i = 0; i < book->n_periods; i++)
        if (strcmp(book->periods[i].code, code) == 0)
            return &book->periods[i];
    return NULL;
}

const BookUnit *book_unit(const Book *book, UnitId unit)
{
    for (gsize i = 0; i < book->n_units; i++)
        if (book->units[i].id.v == unit.v)
            return &book->units[i];
    return NULL;
}

/* Days since 1970-01-01 in the city; a Thursday is 0. */
static bool is_workday(const Book *book, int64_t day)
{
    for (gsize i = 0; i < book->n_days; i++)
        if (book->days[i].day == day)
            return book->days[i].is_work;
    int64_t weekday = (day % 7 + 11) % 7; /* 0 is Sunday */
    return weekday != 0 && weekday != 6;
}

int workdays_between(const Book *book, int64_t from_us, int64_t to_us)
{
    static const CivilTime epoch = { .year = 1970, .month = 1, .day = 1 };
    int64_t from = civil_days_between(civil_to_us(&epoch), from_us);
    int64_t to = civil_days_between(civil_to_us(&epoch), to_us);
    int n = 0;

    for (int64_t day = from + 1; day <= to && n < WORKDAYS_MOST; day++)
        n += is_workday(book, day);
    return n;
}

const BookLead *book_lead(const BookTask *task, UnitId unit)
{
    for (gsize i = 0; unit.v != 0 && i < task->n_leads; i++)
        if (task->leads[i].unit->id.v == unit.v)
            return &task->leads[i];
    return NULL;
}

bool book_takes_part(const BookTask *task, UnitId unit)
{
    for (gsize i = 0; unit.v != 0 && i < task->n_takers; i++)
        if (task->takers[i]->id.v == unit.v)
            return true;
    return false;
}

TaskState book_task_state(const BookTask *task, const Period *period)
{
    return period == NULL ? task->state : task_state_in(task->state, task->closed_us, period->opens_us);
}

bool book_task_is_past(const BookTask *task, int64_t now_us)
{
    return task->state != TASK_CLOSED && day_is_over(task->due_on, now_us);
}

/* Whether the period asks the unit for a report on the task. Reports after the deadline are owed as well. */
static bool is_owed(const Period *period, const BookTask *task, UnitId unit)
{
    bool running = period->state == PERIOD_OPEN || period->state == PERIOD_DUE;

    return running && task != NULL && book_task_state(task, period) != TASK_CLOSED &&
           period_asks(period, task->id) && book_lead(task, unit) != NULL;
}

static const Period *period_by_id(const Book *book, int64_t id)
{
    for (gsize i = 0; i < book->n_periods; i++)
        if (book->periods[i].id.v == id)
            return &book->periods[i];
    return NULL;
}

bool book_waiting(Db *db, Mem *mem, const Book *book, UnitId unit, int64_t *n, GError **err)
{
    Rows done;
    int64_t owed = 0;

    TRY(db_read(db, mem, SQL_UNIT_DONE, ARGS(num(unit.v)), &done, err));
    for (gsize i = 0; i < book->n_periods; i++)
        for (gsize k = 0; k < book->n_tasks; k++)
            owed += is_owed(&book->periods[i], &book->tasks[k], unit);
    for (gsize i = 0; i < done.n; i++) {
        const Cell *c = done.row[i];
        const Period *period = period_by_id(book, c[UNIT_DONE_PERIOD_ID].i);
        const BookTask *task = book_task_by_id(book, (TaskId){ c[UNIT_DONE_TASK_ID].i });
        owed -= period != NULL && is_owed(period, task, unit);
    }
    *n = owed;
    return true;
}
