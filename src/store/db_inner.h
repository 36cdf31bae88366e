/* db_inner.h: what db.c and tx.c share and nobody else sees. */
#pragma once
#include <mysql.h>

#include "store/db.h"

struct Db {
    const DbConf *conf;
    MYSQL *server; /* NULL while not connected */
    MYSQL_STMT *prepared[SQL__N];
    bool in_transaction;
    bool raced; /* the last error was: somebody else changed the plan (1020 about book_stamp) */
    bool again; /* the last error was one after which the whole transaction may be tried again */
    bool lost;  /* the connection went away */
    bool hurried;
    int64_t asked_us, silent_until_us; /* of the steady clock */
    uint64_t last_id;
    DbCheck check; /* NULL: none */
    const char *manifest;
    bool is_checking;
};

bool db_connect(Db *db, GError **err);
void db_disconnect(Db *db);

/* How long a deed may go on trying. */
int64_t db_patience_us(const Db *db);

/* Runs one statement; affected may be NULL. */
bool db_execute(Db *db, Sql sql, const Arg *args, gsize n_args, int64_t *affected, GError **err);

/* A literal command without parameters: START TRANSACTION, COMMIT, ROLLBACK. */
bool db_command(Db *db, const char *literal, GError **err);
