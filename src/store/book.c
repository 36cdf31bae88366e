/* book.c: the shelf; see book.h. How a book is read is in book_read.c. */
#include "store/book.h"

#include <string.h>

#include "base/err.h"
#include "rule/flow.h"
#include "store/book_inner.h"

enum { PLANS_MOST = 8 }; /* on the shelf at once; older ones are read again when asked for */

struct Shelf {
    int64_t stamp; /* of all books on it */
    KeptBook *book[PLANS_MOST];
    KeptBook *newest; /* one of them, or NULL */
    gsize next;       /* where the next one goes */
    bool is_checked;  /* the stamp, in this request */
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
}

/* Books of another stamp go; requests that still use one keep it alive. */
static bool check_stamp(Shelf *shelf, Db *db, Mem *mem, GError **err)
{
    const Cell *c;

    if (shelf->is_checked)
        return true;
    TRY(db_read_one(db, mem, SQL_BOOK_STAMP, NO_ARGS, &c, err));
    shelf->is_checked = true;
    if (shelf->stamp == c[BOOK_STAMP_N].i)
        return true;
    shelf_clear(shelf);
    shelf->stamp = c[BOOK_STAMP_N].i;
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

    TRY(check_stamp(shelf, db, mem, err));
    kept = find(shelf, code);
    if (kept == NULL)
        TRY(fetch(shelf, db, mem, code, &kept, err));
    kept->users++;
    mem_keep(mem, kept, kept_unref);
    *book = &kept->book;
    return true;
}

Period *book_periods(Mem *mem, const Book *book, int64_t now_us)
{
    Period *periods = mem_array(mem, Period, book->n_periods);

    for (gsize i = 0; i < book->n_periods; i++) {
        periods[i] = book->periods[i];
        periods[i].state = period_state_at(periods[i].state, periods[i].due_us, now_us);
    }
    return periods;
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

const BookUnit *book_unit(const Book *book, UnitId unit)
{
    for (gsize i = 0; i < book->n_units; i++)
        if (book->units[i].id.v == unit.v)
            return &book->units[i];
    return NULL;
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

static bool is_open(const Book *book, int64_t period)
{
    for (gsize i = 0; i < book->n_periods; i++)
        if (book->periods[i].id.v == period)
            return book->periods[i].state == PERIOD_OPEN;
    return false;
}

static bool asks(const BookTask *task, UnitId unit)
{
    return task != NULL && task->state != TASK_CLOSED && book_lead(task, unit) != NULL;
}

bool book_waiting(Db *db, Mem *mem, const Book *book, UnitId unit, int64_t *n, GError **err)
{
    Rows done;
    int64_t open = 0, asked = 0, handed_in = 0;

    TRY(db_read(db, mem, SQL_UNIT_DONE, ARGS(num(unit.v)), &done, err));
    for (gsize i = 0; i < book->n_periods; i++)
        open += book->periods[i].state == PERIOD_OPEN;
    for (gsize i = 0; i < book->n_tasks; i++)
        asked += asks(&book->tasks[i], unit);
    for (gsize i = 0; i < done.n; i++) {
        const Cell *c = done.row[i];
        handed_in += is_open(book, c[UNIT_DONE_PERIOD_ID].i) &&
                     asks(book_task_by_id(book, (TaskId){ c[UNIT_DONE_TASK_ID].i }), unit);
    }
    *n = open * asked - handed_in;
    return true;
}
