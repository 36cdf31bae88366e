/* test_statements.c: every statement of the program is one that the real schema knows, with the inputs and the columns of
 * its heading, and some account of ours may run it. */
#include "database.h"

/* Whether the account may run it; the counts are checked then. */
static bool is_prepared(MYSQL *server, const Statement *statement)
{
    MYSQL_STMT *prepared = mysql_stmt_init(server);
    bool good = mysql_stmt_prepare(prepared, statement->text, strlen(statement->text)) == 0;

    if (good) {
        g_assert_cmpuint(mysql_stmt_param_count(prepared), ==, strlen(statement->in));
        g_assert_cmpuint(mysql_stmt_field_count(prepared), ==, strlen(statement->out));
    } else {
        unsigned code = mysql_stmt_errno(prepared);
        g_test_message("  %s", mysql_stmt_error(prepared));
        g_assert_true(code == 1142 || code == 1143 || code == 1044 ||
                      code == 1370); /* a right is missing, nothing else */
    }
    mysql_stmt_close(prepared);
    return good;
}

static void test_each_statement(void)
{
    MYSQL *accounts[] = { other_connection(&test_conf->app_db),  other_connection(&test_conf->signin_db),
                          other_connection(&test_conf->ctl_db),  other_connection(&test_conf->migrate_db),
                          other_connection(&test_conf->seal_db), other_connection(&test_conf->audit_db) };

    for (int sql = 0; sql < SQL__N; sql++) {
        bool good = false;
        g_test_message("%s", sql_statements[sql].name);
        for (gsize i = 0; i < G_N_ELEMENTS(accounts) && !good; i++)
            good = is_prepared(accounts[i], &sql_statements[sql]);
        g_assert_true(good);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(accounts); i++)
        mysql_close(accounts[i]);
}

/* The types of a heading say what the columns are: a number is not read as text. */
static void test_types_of_columns(void)
{
    MYSQL *server = other_connection(&test_conf->migrate_db);

    for (int sql = 0; sql < SQL__N; sql++) {
        const Statement *s = &sql_statements[sql];
        MYSQL_STMT *prepared = mysql_stmt_init(server);
        if (mysql_stmt_prepare(prepared, s->text, strlen(s->text)) == 0 && s->out[0] != '\0') {
            MYSQL_RES *columns = mysql_stmt_result_metadata(prepared);
            for (unsigned i = 0; s->out[i] != '\0'; i++) {
                enum enum_field_types type = mysql_fetch_field_direct(columns, i)->type;
                bool whole = type == MYSQL_TYPE_TINY || type == MYSQL_TYPE_SHORT || type == MYSQL_TYPE_LONG ||
                             type == MYSQL_TYPE_LONGLONG || type == MYSQL_TYPE_INT24 ||
                             type == MYSQL_TYPE_NEWDECIMAL;
                bool moment = type == MYSQL_TYPE_DATETIME || type == MYSQL_TYPE_TIMESTAMP;
                g_test_message("%s, column %u is %c", s->name, i, s->out[i]);
                g_assert_cmpint(s->out[i] == 't', ==, moment);
                if (s->out[i] == 'i')
                    g_assert_true(whole);
                if (s->out[i] == 'd')
                    g_assert_cmpint(type, ==, MYSQL_TYPE_NEWDECIMAL);
            }
            mysql_free_result(columns);
        }
        mysql_stmt_close(prepared);
    }
    mysql_close(server);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_begin();
    g_test_add_func("/statements/each statement", test_each_statement);
    g_test_add_func("/statements/types of columns", test_types_of_columns);
    int status = g_test_run();
    conf_free(test_conf);
    return status;
}
