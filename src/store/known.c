/* known.c: see known.h. */
#include "store/known.h"

#include "base/err.h"
#include "store/book_inner.h"

enum { ANSWERS_MOST = 16 }; /* of one thing: statements times the units that see other rows */

typedef struct {
    Sql sql;
    int64_t variant;
    Rows rows;
} Answer;

/* users: the table and the requests that hold it. */
struct Known {
    int64_t stamp;
    int users;
    Mem *mem;
    gsize n;
    Answer answer[ANSWERS_MOST];
};

static void drop(void *what)
{
    Known *known = what;

    if (--known->users > 0)
        return;
    mem_free(known->mem);
    g_free(known);
}

GHashTable *known_table_new(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, drop);
}

Known *known_of(Mem *mem, const Book *book, KnownKind kind, int64_t id, int64_t stamp)
{
    GHashTable *table = ((const KeptBook *)book)->known; /* its first member */
    void *key = GSIZE_TO_POINTER((gsize)id * KNOWN__N + kind);
    Known *known = g_hash_table_lookup(table, key);

    if (known == NULL || known->stamp != stamp) {
        known = g_new0(Known, 1);
        *known = (Known){ .stamp = stamp, .users = 1, .mem = mem_new() };
        g_hash_table_replace(table, key, known);
    }
    known->users++;
    return mem_keep(mem, known, drop);
}

bool known_read(Known *known, Db *db, Mem *mem, Sql sql, int64_t variant, const Arg *args, gsize n_args,
                Rows *rows, GError **err)
{
    if (known == NULL)
        return db_read(db, mem, sql, args, n_args, rows, err);
    for (gsize i = 0; i < known->n; i++) {
        if (known->answer[i].sql != sql || known->answer[i].variant != variant)
            continue;
        *rows = known->answer[i].rows;
        return true;
    }
    if (known->n == ANSWERS_MOST)
        return db_read(db, mem, sql, args, n_args, rows, err);
    TRY(db_read(db, known->mem, sql, args, n_args, rows, err));
    known->answer[known->n++] = (Answer){ .sql = sql, .variant = variant, .rows = *rows };
    return true;
}

bool known_task(Db *db, Mem *mem, const Book *book, TaskId task, Known **known, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_STAMP_OF_TASK,
                    ARGS(num(task.v), num(task.v), num(task.v), num(task.v), num(task.v)), &c, err));
    *known = known_of(mem, book, KNOWN_TASK, task.v, c[STAMP_OF_TASK_STAMP].i);
    return true;
}

bool known_period(Db *db, Mem *mem, const Book *book, PeriodId period, Known **known, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_STAMP_OF_PERIOD, ARGS(num(period.v)), &c, err));
    *known = known_of(mem, book, KNOWN_PERIOD, period.v, c[STAMP_OF_PERIOD_STAMP].i);
    return true;
}

Known *known_unit(const Shelf *shelf, Mem *mem, const Book *book, UnitId unit)
{
    int64_t stamp;

    return shelf_stamp_of(shelf, unit, &stamp) ? known_of(mem, book, KNOWN_UNIT, unit.v, stamp) : NULL;
}

Known *known_frozen(Mem *mem, const Book *book, PeriodId period)
{
    return known_of(mem, book, KNOWN_FROZEN_PERIOD, period.v, 0);
}
