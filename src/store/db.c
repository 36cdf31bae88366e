/* db.c: connections and statements; see db.h. */
#include "store/db.h"

#include <errmsg.h>
#include <mysqld_error.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "store/db_inner.h"

enum { PATIENT_SECONDS = 30, HURRIED_SECONDS = 2 };

/* Settings of a connection that the program relies on; the guard checks the server's own (guard.c). */
#define SETTINGS                                                                                             \
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO',"          \
    " time_zone = '+00:00', innodb_snapshot_isolation = ON,"

/* The server gives up before we do, so that a slow statement is an error and not a silence. */
static const char patient_settings[] = SETTINGS " innodb_lock_wait_timeout = 5, max_statement_time = 20";
static const char hurried_settings[] = SETTINGS " innodb_lock_wait_timeout = 1, max_statement_time = 1.5";

Db *db_new(const DbConf *conf)
{
    Db *db = g_new0(Db, 1);

    db->conf = conf;
    return db;
}

void db_disconnect(Db *db)
{
    for (int i = 0; i < SQL__N; i++) {
        if (db->prepared[i] != NULL)
            mysql_stmt_close(db->prepared[i]);
        db->prepared[i] = NULL;
    }
    if (db->server != NULL)
        mysql_close(db->server);
    db->server = NULL;
    db->in_transaction = false;
}

void db_free(Db *db)
{
    if (db == NULL)
        return;
    db_disconnect(db);
    g_free(db);
}

/* ER_CHECKREAD, under innodb_snapshot_isolation. */
enum { RECORD_CHANGED = 1020 };

static bool is_lost(unsigned code)
{
    return code == CR_SERVER_GONE_ERROR || code == CR_SERVER_LOST || code == CR_COMMANDS_OUT_OF_SYNC ||
           code == CR_SERVER_LOST_EXTENDED || code == CR_CONNECTION_ERROR || code == CR_CONN_HOST_ERROR ||
           code == 1927 /* killed */ || code == 2056 /* statement of a closed connection */ ||
           code == 1053 /* shutdown */;
}

/* Errors after which the whole transaction may be run again: deadlock, lock wait, snapshot conflict, Galera. A key that
 * is there already: somebody made the same version or the same row a moment earlier, and a second look will see it. */
static bool may_again(unsigned code)
{
    return code == ER_LOCK_DEADLOCK || code == ER_LOCK_WAIT_TIMEOUT || code == ER_DUP_ENTRY ||
           code == RECORD_CHANGED || code == 1047;
}

static ErrKind kind_of(unsigned code, bool again)
{
    if (code == ER_DUP_ENTRY)
        return ERR_CONFLICT;
    return again || code == ER_CON_COUNT_ERROR || code == ER_STATEMENT_TIMEOUT ? ERR_BUSY : ERR_BROKEN;
}

void db_hurry(Db *db)
{
    db->hurried = true;
}

static int patience_seconds(const Db *db)
{
    return db->hurried ? HURRIED_SECONDS : PATIENT_SECONDS;
}

/* A connection that was closed says so at once; one that went after a long wait is of a server that hears nobody. Who is
 * hurried does not wait for it a second time. */
static void note_silence(Db *db)
{
    int64_t now_us = clock_steady_us();

    if (db->hurried && now_us - db->asked_us > HURRIED_SECONDS * SECOND_US / 2)
        db->silent_until_us = now_us + SECOND_US;
}

int64_t db_patience_us(const Db *db)
{
    return patience_seconds(db) * SECOND_US;
}

/* Turns the server's error into ours and remembers what kind it was. */
static bool db_fail(Db *db, unsigned code, const char *message, const char *what, GError **err)
{
    db->lost = is_lost(code);
    db->raced = code == RECORD_CHANGED && strstr(message, "book_stamp") != NULL;
    db->again = may_again(code) || db->lost;
    fail(err, kind_of(code, db->again), "%s: %u %s", what, code, message);
    if (db->lost) {
        note_silence(db);
        db_disconnect(db);
    }
    return false;
}

static void set_options(const Db *db, MYSQL *server)
{
    unsigned seconds = (unsigned)patience_seconds(db), no_files = 0;
    my_bool no = 0;

    mysql_optionsv(server, MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    mysql_optionsv(server, MYSQL_OPT_READ_TIMEOUT, &seconds);
    mysql_optionsv(server, MYSQL_OPT_WRITE_TIMEOUT, &seconds);
    mysql_optionsv(server, MYSQL_OPT_RECONNECT, &no);          /* F5 */
    mysql_optionsv(server, MYSQL_OPT_LOCAL_INFILE, &no_files); /* F6 */
    mysql_optionsv(server, MYSQL_SET_CHARSET_NAME, "utf8mb4");
}

static bool connect_with(Db *db, MYSQL *server, GError **err)
{
    g_autofree char *password = NULL;

    TRY(g_file_get_contents(db->conf->password_file, &password, NULL, err));
    g_strchomp(password);
    MYSQL *got = mysql_real_connect(server, NULL, db->conf->user, password, db->conf->name, 0,
                                    db->conf->socket, CLIENT_REMEMBER_OPTIONS);
    secret_wipe(password, strlen(password));
    if (got == NULL || mysql_query(server, db->hurried ? hurried_settings : patient_settings) != 0)
        return fail(err, ERR_BUSY, "database: %u %s", mysql_errno(server), mysql_error(server));
    return true;
}

void db_check_with(Db *db, DbCheck check, const char *manifest)
{
    db->check = check;
    db->manifest = manifest;
}

static bool check_connection(Db *db, GError **err)
{
    if (db->check == NULL || db->is_checking)
        return true;
    db->is_checking = true; /* the check itself reads */
    bool good = db->check(db, db->manifest, err);
    db->is_checking = false;
    if (!good)
        db_disconnect(db);
    return good;
}

bool db_connect(Db *db, GError **err)
{
    if (db->server != NULL)
        return true;
    db->asked_us = clock_steady_us();
    if (db->asked_us < db->silent_until_us)
        return fail(err, ERR_BUSY, "database: it was silent a moment ago");
    MYSQL *server = mysql_init(NULL);
    g_assert(server != NULL);
    set_options(db, server);
    if (!connect_with(db, server, err)) {
        mysql_close(server);
        note_silence(db);
        db->lost = db->again = true;
        return false;
    }
    db->server = server;
    db->lost = db->again = false;
    return check_connection(db, err);
}

static bool prepare(Db *db, Sql sql, GError **err)
{
    const Statement *s = &sql_statements[sql];

    if (db->prepared[sql] != NULL)
        return true;
    db->asked_us = clock_steady_us();
    MYSQL_STMT *stmt = mysql_stmt_init(db->server);
    g_assert(stmt != NULL);
    if (mysql_stmt_prepare(stmt, s->text, strlen(s->text)) != 0) {
        db_fail(db, mysql_stmt_errno(stmt), mysql_stmt_error(stmt), s->name, err);
        mysql_stmt_close(stmt);
        return false;
    }
    if (mysql_stmt_param_count(stmt) != strlen(s->in) || mysql_stmt_field_count(stmt) != strlen(s->out)) {
        mysql_stmt_close(stmt);
        return fail(err, ERR_BROKEN, "%s: heading and statement differ", s->name);
    }
    db->prepared[sql] = stmt;
    return true;
}

static void time_from_us(int64_t moment_us, MYSQL_TIME *to)
{
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(moment_us / 1000000);
    g_assert(at != NULL && moment_us >= 0);

    *to = (MYSQL_TIME){ .year = (unsigned)g_date_time_get_year(at),
                        .month = (unsigned)g_date_time_get_month(at),
                        .day = (unsigned)g_date_time_get_day_of_month(at),
                        .hour = (unsigned)g_date_time_get_hour(at),
                        .minute = (unsigned)g_date_time_get_minute(at),
                        .second = (unsigned)g_date_time_get_second(at),
                        .second_part = (unsigned long)(moment_us % 1000000),
                        .time_type = MYSQL_TIMESTAMP_DATETIME };
}

static int64_t time_to_us(const MYSQL_TIME *from)
{
    struct tm parts = { .tm_year = (int)from->year - 1900,
                        .tm_mon = (int)from->month - 1,
                        .tm_mday = (int)from->day,
                        .tm_hour = (int)from->hour,
                        .tm_min = (int)from->minute,
                        .tm_sec = (int)from->second };

    return (int64_t)timegm(&parts) * 1000000 + (int64_t)from->second_part;
}

/* Parameters of one execution: binds and the values they point to. */
typedef struct {
    MYSQL_BIND bind[64];
    MYSQL_TIME time[64];
} Params;

static void bind_arg(Params *params, gsize i, const Arg *arg)
{
    MYSQL_BIND *bind = &params->bind[i];

    switch (arg->kind) {
    case 'i':
        bind->buffer_type = MYSQL_TYPE_LONGLONG;
        bind->buffer = (void *)&arg->number;
        break;
    case 't':
        time_from_us(arg->number, &params->time[i]);
        bind->buffer_type = MYSQL_TYPE_DATETIME;
        bind->buffer = &params->time[i];
        break;
    case 's':
    case 'b':
        bind->buffer_type = arg->kind == 's' ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
        bind->buffer = (void *)(uintptr_t)arg->bytes;
        bind->buffer_length = arg->size_bytes;
        break;
    default:
        bind->buffer_type = MYSQL_TYPE_NULL;
    }
}

/* A statement says which kinds it takes; a caller that brings others has a bug. */
static bool args_fit(const Statement *s, const Arg *args, gsize n_args)
{
    if (strlen(s->in) != n_args)
        return false;
    for (gsize i = 0; i < n_args; i++) {
        char kind = args[i].kind, want = s->in[i] == 'd' ? 's' : s->in[i];
        if (kind != 0 && kind != want)
            return false;
    }
    return true;
}

static bool run_statement(Db *db, Sql sql, const Arg *args, gsize n_args, GError **err)
{
    const Statement *s = &sql_statements[sql];
    Params params = { 0 };

    g_assert(args_fit(s, args, n_args) && n_args <= G_N_ELEMENTS(params.bind));
    TRY(prepare(db, sql, err));
    MYSQL_STMT *stmt = db->prepared[sql];
    for (gsize i = 0; i < n_args; i++)
        bind_arg(&params, i, &args[i]);
    db->asked_us = clock_steady_us();
    if ((n_args > 0 && mysql_stmt_bind_param(stmt, params.bind) != 0) || mysql_stmt_execute(stmt) != 0)
        return db_fail(db, mysql_stmt_errno(stmt), mysql_stmt_error(stmt), s->name, err);
    return true;
}

/* Outside a transaction a connection that was lost while idle is opened again, once. */
static bool run_again_if_idle(Db *db, Sql sql, const Arg *args, gsize n_args, GError **err)
{
    GError *error = NULL;
    bool inside = db->in_transaction;

    TRY(db_connect(db, err));
    if (run_statement(db, sql, args, n_args, &error))
        return true;
    if (!db->lost || inside) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    return db_connect(db, err) && run_statement(db, sql, args, n_args, err);
}

bool db_execute(Db *db, Sql sql, const Arg *args, gsize n_args, int64_t *affected, GError **err)
{
    TRY(run_again_if_idle(db, sql, args, n_args, err));
    if (affected != NULL)
        *affected = (int64_t)mysql_stmt_affected_rows(db->prepared[sql]);
    db->last_id = mysql_stmt_insert_id(db->prepared[sql]);
    return true;
}

bool db_command(Db *db, const char *literal, GError **err)
{
    TRY(db_connect(db, err));
    db->asked_us = clock_steady_us();
    if (mysql_query(db->server, literal) != 0)
        return db_fail(db, mysql_errno(db->server), mysql_error(db->server), literal, err);
    return true;
}

/* Where the columns of one row arrive. */
typedef struct {
    MYSQL_BIND bind[48];
    MYSQL_TIME time[48];
    int64_t number[48];
    unsigned long length[48];
    my_bool is_null[48];
} Columns;

static void bind_columns(Columns *columns, const char *out)
{
    for (gsize i = 0; out[i] != '\0'; i++) {
        MYSQL_BIND *bind = &columns->bind[i];
        *bind = (MYSQL_BIND){ .length = &columns->length[i], .is_null = &columns->is_null[i] };
        switch (out[i]) {
        case 'i':
            bind->buffer_type = MYSQL_TYPE_LONGLONG;
            bind->buffer = &columns->number[i];
            break;
        case 't':
            bind->buffer_type = MYSQL_TYPE_DATETIME;
            bind->buffer = &columns->time[i];
            bind->buffer_length = sizeof columns->time[i];
            break;
        default:
            bind->buffer_type = out[i] == 'b' ? MYSQL_TYPE_BLOB
                                              : MYSQL_TYPE_STRING; /* length 0: only measured */
        }
    }
}

/* Takes one text of exactly the length that the fetch has told. */
static const char *take_text(MYSQL_STMT *stmt, Mem *mem, unsigned column, unsigned long length)
{
    char *text = mem_alloc(mem, length + 1);
    MYSQL_BIND bind = {
        .buffer_type = MYSQL_TYPE_STRING, .buffer = text, .buffer_length = length, .length = &length
    };

    if (length > 0)
        g_assert(mysql_stmt_fetch_column(stmt, &bind, column, 0) == 0);
    return text;
}

static const Cell *take_row(MYSQL_STMT *stmt, Mem *mem, const char *out, const Columns *columns)
{
    Cell *cells = mem_array(mem, Cell, strlen(out));

    for (unsigned i = 0; out[i] != '\0'; i++) {
        Cell *cell = &cells[i];
        cell->s = "";
        cell->is_null = columns->is_null[i];
        if (cell->is_null)
            continue;
        if (out[i] == 'i')
            cell->i = columns->number[i];
        else if (out[i] == 't')
            cell->i = time_to_us(&columns->time[i]);
        else {
            cell->size_bytes = columns->length[i];
            cell->s = take_text(stmt, mem, i, columns->length[i]);
        }
    }
    return cells;
}

static bool fetch_rows(Db *db, MYSQL_STMT *stmt, Mem *mem, Sql sql, Rows *rows, GError **err)
{
    const Statement *s = &sql_statements[sql];
    Columns columns = { 0 };
    int got = 0;

    g_assert(strlen(s->out) <= G_N_ELEMENTS(columns.bind));
    bind_columns(&columns, s->out);
    if (mysql_stmt_bind_result(stmt, columns.bind) != 0 || mysql_stmt_store_result(stmt) != 0)
        return db_fail(db, mysql_stmt_errno(stmt), mysql_stmt_error(stmt), s->name, err);
    gsize most = (gsize)mysql_stmt_num_rows(stmt);
    Rows made = { .row = mem_array(mem, const Cell *, most) };
    while (made.n < most && ((got = mysql_stmt_fetch(stmt)) == 0 || got == MYSQL_DATA_TRUNCATED))
        made.row[made.n++] = take_row(stmt, mem, s->out, &columns);
    mysql_stmt_free_result(stmt);
    if (made.n != most)
        return fail(err, ERR_BROKEN, "%s: rows went missing", s->name);
    *rows = made;
    return true;
}

bool db_read(Db *db, Mem *mem, Sql sql, const Arg *args, gsize n_args, Rows *rows, GError **err)
{
    TRY(run_again_if_idle(db, sql, args, n_args, err));
    return fetch_rows(db, db->prepared[sql], mem, sql, rows, err);
}

bool db_read_one(Db *db, Mem *mem, Sql sql, const Arg *args, gsize n_args, const Cell **row, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, sql, args, n_args, &rows, err));
    if (rows.n != 1)
        return fail(err, ERR_NOT_FOUND, "%s: %" G_GSIZE_FORMAT " rows", sql_statements[sql].name, rows.n);
    *row = rows.row[0];
    return true;
}

bool db_touch(Db *db, Sql sql, const Arg *args, gsize n_args, int64_t *changed, GError **err)
{
    g_assert(sql_statements[sql].working && !db->in_transaction);
    return db_execute(db, sql, args, n_args, changed, err);
}

bool db_ping(Db *db, GError **err)
{
    static const char question[] = "DO 1";

    TRY(db_connect(db, err));
    if (db_command(db, question, NULL))
        return true;
    return db_command(db, question, err); /* the line was closed while nobody asked: a new one decides */
}
