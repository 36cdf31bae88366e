/* guard.c: see guard.h. */
#include "store/guard.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"

static bool settings_are_right(Db *db, Mem *mem, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_GUARD_SETTINGS, NO_ARGS, &c, err));
    if (strstr(c[GUARD_SETTINGS_SQL_MODE].s, "STRICT_ALL_TABLES") == NULL)
        return fail(err, ERR_BROKEN, "server: sql_mode must have STRICT_ALL_TABLES");
    if (c[GUARD_SETTINGS_FLUSH].i != 1)
        return fail(err, ERR_BROKEN, "server: innodb_flush_log_at_trx_commit must be 1");
    if (c[GUARD_SETTINGS_LOCAL_INFILE].i != 0)
        return fail(err, ERR_BROKEN, "server: local_infile must be off");
    if (strcmp(c[GUARD_SETTINGS_SECURE_TIMESTAMP].s, "YES") != 0)
        return fail(err, ERR_BROKEN, "server: secure_timestamp must be YES");
    if (c[GUARD_SETTINGS_SNAPSHOT].i != 1)
        return fail(err, ERR_BROKEN, "server: innodb_snapshot_isolation must be on");
    if (c[GUARD_SETTINGS_ROLLBACK].i != 1)
        return fail(err, ERR_BROKEN, "server: innodb_rollback_on_timeout must be on");
    if (strcmp(c[GUARD_SETTINGS_CHARSET].s, "utf8mb4") != 0)
        return fail(err, ERR_BROKEN, "connection: the character set must be utf8mb4");
    return true;
}

static int by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The server names the columns of a right in any order: (b, a) is told as (a, b), so that equal rights are equal lines. */
static char *in_order(const char *line, size_t size_bytes)
{
    g_autofree char *text = g_strndup(line, size_bytes);
    GString *out = g_string_new(NULL);
    const char *rest = text;

    for (const char *open; (open = strchr(rest, '(')) != NULL && strchr(open, ')') != NULL;) {
        const char *close = strchr(open, ')');
        g_autofree char *inside = g_strndup(open + 1, (gsize)(close - open - 1));
        g_auto(GStrv) columns = g_strsplit(inside, ", ", -1);
        qsort(columns, g_strv_length(columns), sizeof *columns, by_text);
        g_autofree char *sorted = g_strjoinv(", ", columns);
        g_string_append_len(out, rest, open + 1 - rest);
        g_string_append(out, sorted);
        rest = close;
    }
    g_string_append(out, rest);
    return g_string_free(out, FALSE);
}

/* The manifest's lines for one account, without the closing semicolon. */
static GHashTable *manifest_of(const char *text, const char *account)
{
    GHashTable *lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) all = g_strsplit(text, "\n", -1);
    g_autofree char *suffix = g_strdup_printf("TO `%s`@`localhost`;", account);

    for (gsize i = 0; all[i] != NULL; i++)
        if (g_str_has_prefix(all[i], "GRANT ") && g_str_has_suffix(all[i], suffix))
            g_hash_table_add(lines, in_order(all[i], strlen(all[i]) - 1));
    return lines;
}

/* USAGE is no right: it is the line that carries the password's hash. */
static bool is_usage(const char *line)
{
    return g_str_has_prefix(line, "GRANT USAGE ON *.* ") && strstr(line, "WITH GRANT OPTION") == NULL;
}

static bool grants_are_right(const Rows *granted, GHashTable *manifest, const char *account, GError **err)
{
    gsize n = 0;

    for (gsize i = 0; i < granted->n; i++) {
        const char *line = granted->row[i][GUARD_GRANTS_LINE].s;
        if (is_usage(line))
            continue;
        n++;
        g_autofree char *right = in_order(line, strlen(line));
        if (!g_hash_table_contains(manifest, right))
            return fail(err, ERR_BROKEN, "account %s: a right that the manifest does not know: %s", account,
                        line);
    }
    return n == g_hash_table_size(manifest) ||
           fail(err, ERR_BROKEN, "account %s: %" G_GSIZE_FORMAT " rights, the manifest has %u", account, n,
                g_hash_table_size(manifest));
}

/* What everybody may, an account may as well, and its own lines do not tell. */
static bool everybody_has_nothing(Db *db, Mem *mem, GError **err)
{
    Rows granted;

    TRY(db_read(db, mem, SQL_GUARD_EVERYBODY, NO_ARGS, &granted, err));
    return granted.n == 0 ||
           fail(err, ERR_BROKEN, "a right that everybody has: %s", granted.row[0][GUARD_EVERYBODY_LINE].s);
}

bool guard_check(Db *db, const char *grants, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *text = NULL;
    const Cell *account;
    Rows granted;

    TRY(g_file_get_contents(grants, &text, NULL, err));
    TRY(settings_are_right(db, mem, err));
    TRY(everybody_has_nothing(db, mem, err));
    TRY(db_read_one(db, mem, SQL_GUARD_ACCOUNT, NO_ARGS, &account, err));
    TRY(db_read(db, mem, SQL_GUARD_GRANTS, NO_ARGS, &granted, err));
    g_autoptr(GHashTable) manifest = manifest_of(text, account[GUARD_ACCOUNT_ACCOUNT].s);
    return grants_are_right(&granted, manifest, account[GUARD_ACCOUNT_ACCOUNT].s, err);
}
