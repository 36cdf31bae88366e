/* db_each.c: rows that pass by; see db.h. Nothing is allocated for a row: a million of them take the time of the server. */
#include <string.h>

#include "base/err.h"
#include "store/db_inner.h"

enum { FIRST_BYTES = 256, COLUMNS_MOST = 48 };

typedef struct {
    MYSQL_BIND bind[COLUMNS_MOST];
    Cell cell[COLUMNS_MOST];
    char *buffer[COLUMNS_MOST]; /* owned; one byte more than bound, for the NUL */
    unsigned long length[COLUMNS_MOST];
    my_bool is_null[COLUMNS_MOST];
} Passing;

static bool is_number(char type)
{
    return type == 'i';
}

static void bind_buffer(Passing *p, unsigned i, unsigned long size_bytes)
{
    p->buffer[i] = g_realloc(p->buffer[i], size_bytes + 1);
    p->bind[i].buffer = p->buffer[i];
    p->bind[i].buffer_length = size_bytes;
}

static void bind_all(Passing *p, const char *out)
{
    for (unsigned i = 0; out[i] != '\0'; i++) {
        g_assert(out[i] != 't'); /* nobody has needed a moment here */
        p->bind[i] = (MYSQL_BIND){ .length = &p->length[i], .is_null = &p->is_null[i] };
        if (is_number(out[i])) {
            p->bind[i].buffer_type = MYSQL_TYPE_LONGLONG;
            p->bind[i].buffer = &p->cell[i].i;
        } else {
            p->bind[i].buffer_type = out[i] == 'b' ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING;
            bind_buffer(p, i, FIRST_BYTES);
        }
    }
}

/* A text that was longer than its buffer is fetched again into one that holds it, which stays for the rows to come. */
static bool widen(Passing *p, MYSQL_STMT *stmt, unsigned i)
{
    bind_buffer(p, i, 2 * p->length[i]);
    return mysql_stmt_fetch_column(stmt, &p->bind[i], i, 0) == 0;
}

static bool take_texts(Passing *p, MYSQL_STMT *stmt, const char *out, bool *widened)
{
    for (unsigned i = 0; out[i] != '\0'; i++) {
        Cell *cell = &p->cell[i];
        cell->is_null = p->is_null[i];
        if (is_number(out[i])) {
            cell->i = cell->is_null ? 0 : cell->i;
            continue;
        }
        cell->size_bytes = cell->is_null ? 0 : p->length[i];
        if (cell->size_bytes > p->bind[i].buffer_length) {
            *widened = true;
            if (!widen(p, stmt, i))
                return false;
        }
        cell->s = p->buffer[i];
        p->buffer[i][cell->size_bytes] = '\0';
    }
    return true;
}

static bool broken(MYSQL_STMT *stmt, Sql sql, GError **err)
{
    return fail(err, ERR_BUSY, "%s: %u %s", sql_statements[sql].name, mysql_stmt_errno(stmt),
                mysql_stmt_error(stmt));
}

static bool pass(Passing *p, MYSQL_STMT *stmt, Sql sql, EachRow each, void *what, GError **err)
{
    const char *out = sql_statements[sql].out;
    bool widened = true;
    int got;

    for (;;) {
        if (widened && mysql_stmt_bind_result(stmt, p->bind) != 0)
            return broken(stmt, sql, err);
        widened = false;
        got = mysql_stmt_fetch(stmt);
        if (got == MYSQL_NO_DATA)
            return true;
        if (got == 1 || !take_texts(p, stmt, out, &widened))
            return broken(stmt, sql, err);
        TRY(each(what, p->cell, err));
    }
}

bool db_each(Db *db, Sql sql, const Arg *args, gsize n_args, EachRow each, void *what, GError **err)
{
    const char *out = sql_statements[sql].out;
    Passing passing = { 0 };

    g_assert(strlen(out) <= COLUMNS_MOST);
    TRY(db_execute(db, sql, args, n_args, NULL, err));
    MYSQL_STMT *stmt = db->prepared[sql];
    bind_all(&passing, out);
    bool done = pass(&passing, stmt, sql, each, what, err);
    mysql_stmt_free_result(stmt);
    for (int i = 0; i < COLUMNS_MOST; i++)
        g_free(passing.buffer[i]);
    return done;
}
