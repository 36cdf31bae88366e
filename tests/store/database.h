/* database.h: what the tests of store/ share: the configuration, a second connection that disturbs, and counting. */
#pragma once
#include <mysql.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/err.h"
#include "store/db_inner.h"

static Conf *test_conf;

static inline void test_begin(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_nonnull(g_getenv("TAIZHANG_CONF")); /* run through tests/store/with_database.py */
    g_assert_true(secret_init());
    conf_read(g_getenv("TAIZHANG_CONF"), &test_conf, &error);
    g_assert_no_error(error);
}

/* A bare connection of an account, beside the one under test. */
static inline MYSQL *other_connection(const DbConf *account)
{
    MYSQL *server = mysql_init(NULL);
    g_autofree char *password = NULL;

    g_assert_true(g_file_get_contents(account->password_file, &password, NULL, NULL));
    if (mysql_real_connect(server, NULL, account->user, g_strchomp(password), account->name, 0,
                           account->socket, 0) == NULL)
        g_error("%s", mysql_error(server));
    return server;
}

static inline void other_says(MYSQL *server, const char *statement)
{
    if (mysql_query(server, statement) != 0)
        g_error("%s: %s", statement, mysql_error(server));
    MYSQL_RES *result = mysql_store_result(server);
    mysql_free_result(result);
}

static inline int64_t other_asks(MYSQL *server, const char *statement)
{
    if (mysql_query(server, statement) != 0)
        g_error("%s: %s", statement, mysql_error(server));
    MYSQL_RES *result = mysql_store_result(server);
    MYSQL_ROW row = mysql_fetch_row(result);
    int64_t n = row == NULL || row[0] == NULL ? -1 : g_ascii_strtoll(row[0], NULL, 10);
    mysql_free_result(result);
    return n;
}

/* Ends the connection under test from outside, and waits until the server has done it. */
static inline void kill_connection(MYSQL *other, Db *db)
{
    unsigned long id = mysql_thread_id(db->server);
    g_autofree char *order = g_strdup_printf("KILL %lu", id);
    g_autofree char *question = g_strdup_printf(
        "SELECT COUNT(*) FROM information_schema.processlist WHERE id = %lu", id);

    other_says(other, order);
    while (other_asks(other, question) != 0)
        g_usleep(1000);
}
