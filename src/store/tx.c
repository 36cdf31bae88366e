/* tx.c: see tx.h. */
#include "store/tx.h"

#include "base/clock.h"
#include "base/err.h"
#include "store/db_inner.h"

enum { TRIES = 3, PAUSE_LEAST_US = 2000, PAUSE_MOST_US = 20000 };

struct Tx {
    Db *db;
    const RequestId *request;
    int events;
    int64_t changes;
};

Db *tx_db(Tx *tx)
{
    return tx->db;
}

const RequestId *tx_request(const Tx *tx)
{
    return tx->request;
}

int tx_next_event_no(Tx *tx)
{
    return tx->events++;
}

uint64_t tx_last_id(const Tx *tx)
{
    return tx->db->last_id;
}

/* Whether the server still holds the transaction. After a lost connection or a deadlock it does not, and what a body that
 * did not look at the error writes then would stand by itself (F4, F5). */
static bool is_open(Tx *tx, GError **err)
{
    Db *db = tx->db;

    if (db->in_transaction && !db->again)
        return true;
    db->again = true;
    return fail(err, ERR_BUSY, "the transaction has ended already");
}

bool tx_change(Tx *tx, Sql sql, const Arg *args, gsize n_args, int64_t *changed, GError **err)
{
    int64_t n;

    TRY(is_open(tx, err));
    TRY(db_execute(tx->db, sql, args, n_args, &n, err));
    if (!sql_statements[sql].working)
        tx->changes += n;
    if (changed != NULL)
        *changed = n;
    return true;
}

bool tx_change_one(Tx *tx, Sql sql, const Arg *args, gsize n_args, GError **err)
{
    int64_t n;

    TRY(tx_change(tx, sql, args, n_args, &n, err));
    return n == 1 ||
           fail(err, ERR_CONFLICT, "%s: changed %" G_GINT64_FORMAT " rows", sql_statements[sql].name, n);
}

bool tx_new_id(Tx *tx, int64_t *id, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    const Cell *row;

    TRY(db_read_one(tx->db, mem, SQL_NEW_ID, NO_ARGS, &row, err));
    *id = row[NEW_ID_ID].i;
    return true;
}

/* The deed is stored if its first event is. */
static bool is_stored(Db *db, const RequestId *request, bool *stored, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    Rows rows;

    TRY(db_read(db, mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)), &rows, err));
    *stored = rows.n > 0;
    return true;
}

static bool commit(Tx *tx, GError **err)
{
    GError *error = NULL;
    bool stored = false;

    TRY(is_open(tx, err));
    if (tx->changes > 0 && tx->events == 0)
        return fail(err, ERR_BROKEN, "rows changed without an audit event");
    if (db_command(tx->db, "COMMIT", &error))
        return true;
    if (tx->db->lost && tx->events > 0 && is_stored(tx->db, tx->request, &stored, NULL))
        tx->db->again =
            !stored; /* asking has opened a new connection, which knows of nothing to be tried again */
    if (stored) {
        g_clear_error(&error);
        return true;
    }
    g_propagate_error(err, error);
    return false;
}

/* Every change of the plan ends in one row (book_stamp). A deed that lost the race for it stands in line before it reads
 * anything: trying blindly may lose three times running while others are busy. */
static bool queue_up(Db *db, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    const Cell *row;

    return db_read_one(db, mem, SQL_BOOK_QUEUE, NO_ARGS, &row, err);
}

static bool run_once(Db *db, const RequestId *request, TxBody body, void *what, GError **err)
{
    Tx tx = { .db = db, .request = request };
    bool raced = db->raced;

    TRY(db_connect(db, err));
    TRY(db_command(db, "START TRANSACTION", err));
    db->in_transaction = true;
    bool done = (!raced || queue_up(db, err)) && body(&tx, what, err) && commit(&tx, err);
    db->in_transaction = false;
    if (!done && db->server != NULL && !db_command(db, "ROLLBACK", NULL))
        db_disconnect(db); /* a transaction in doubt ends with its connection */
    return done;
}

bool tx_run(Db *db, const RequestId *request, TxBody body, void *what, GError **err)
{
    int64_t until_us = clock_steady_us() + db_patience_us(db);

    db->raced = false;
    for (int try = 1;; try++) {
        GError *error = NULL;
        db->again = false;
        if (run_once(db, request, body, what, &error))
            return true;
        /* Who lost a race has a server that answers: only a silent one is not waited for. */
        bool late = !db->raced && clock_steady_us() >= until_us;
        if (!db->again || try == TRIES || late) {
            g_propagate_error(err, error);
            return false;
        }
        g_clear_error(&error);
        g_usleep((gulong)g_random_int_range(PAUSE_LEAST_US, PAUSE_MOST_US));
    }
}

bool db_look(Db *db, DbLook body, void *what, GError **err)
{
    TRY(db_connect(db, err));
    TRY(db_command(db, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", err));
    db->in_transaction = true;
    bool done = body(db, what, err);
    db->in_transaction = false;
    if (db->server != NULL && !db_command(db, "ROLLBACK", NULL))
        db_disconnect(db);
    return done;
}
