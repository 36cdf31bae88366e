/* db.h: one connection to MariaDB: prepared statements by name, typed values in, typed cells out.
 *
 * Each function returns false and sets *err when it fails: ERR_BUSY when another try may work (a lock, a server that is
 * away), ERR_CONFLICT when somebody else made the same key first, ERR_BROKEN otherwise. Cells live as long as mem. A
 * lost connection is dropped and opened again by the next call outside a transaction; statements are prepared anew (facts
 * F4, F5 and F7 in security.md). Reads take a Db, changes a Tx (tx.h).
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"
#include "base/mem.h"
#include "store/sql.h"

typedef struct Db Db;

/* A value for a question mark; made by the functions below. */
typedef struct {
    char kind; /* i s b t, or 0 for NULL */
    int64_t number;
    const void *bytes;
    size_t size_bytes;
} Arg;

/* A cell of a row: i and t in .i, s b d in .s with its length. NULL: .is_null, .i 0, .s "". */
typedef struct {
    int64_t i;
    const char *s;
    size_t size_bytes;
    bool is_null;
} Cell;

typedef struct {
    gsize n;
    const Cell **row; /* row[k][COLUMN] */
} Rows;

Arg num(int64_t number);
Arg id_or_null(int64_t id); /* NULL for 0 */
Arg at_us(int64_t moment_us);
Arg at_us_or_null(int64_t moment_us);
Arg txt(const char *text); /* NULL for NULL */
Arg raw(const void *bytes, size_t size_bytes);

#define ARGS(...) ((const Arg[]){ __VA_ARGS__ }), (sizeof((const Arg[]){ __VA_ARGS__ }) / sizeof(Arg))
#define NO_ARGS   NULL, 0

Db *db_new(const DbConf *conf); /* opens nothing yet; conf must outlive it */
void db_free(Db *db);

/* For workers: who looks at a page gets a word within three seconds (R54), also from a server that is stopped, full or
 * locked. A server that was silent once is not asked again for a second. Commands are patient. Before the first connection. */
void db_hurry(Db *db);

/* Each new connection is shown to check(db, manifest) before it is used: a server that comes back may be set up
 * differently. Not for commands that only prepare the server. */
typedef bool (*DbCheck)(Db *db, const char *manifest, GError **err);
void db_check_with(Db *db, DbCheck check, const char *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Db, db_free)

bool db_read(Db *db, Mem *mem, Sql sql, const Arg *args, gsize n_args, Rows *rows, GError **err);

/* Row by row as they come, where there are more than memory should hold. Cells are good until the next row (texts end with a
 * NUL); the connection is busy until the last one, so each() must not ask it anything. each() returns false with *err set to
 * end it. */
typedef bool (*EachRow)(void *what, const Cell *row, GError **err);
bool db_each(Db *db, Sql sql, const Arg *args, gsize n_args, EachRow each, void *what, GError **err);

/* Everything that body reads is as of one moment. Not inside a transaction. */
typedef bool (*DbLook)(Db *db, void *what, GError **err);
bool db_look(Db *db, DbLook body, void *what, GError **err);

/* Exactly one row, or ERR_NOT_FOUND. */
bool db_read_one(Db *db, Mem *mem, Sql sql, const Arg *args, gsize n_args, const Cell **row, GError **err);

/* A change of a working table outside of any deed: its own transaction. changed may be NULL. */
bool db_touch(Db *db, Sql sql, const Arg *args, gsize n_args, int64_t *changed, GError **err);

/* Ten-thousandths of a decimal cell. */
int64_t cell_amount_e4(const Cell *cell);
/* Whether the server answers. */
bool db_ping(Db *db, GError **err);
