/* migrate.c: see migrate.h. The only place that sends a file to the server as it is. */
#include "store/migrate.h"

#include <string.h>

#include "base/err.h"
#include "store/db_inner.h"

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool schema_files(const char *folder, GPtrArray *files, GError **err)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, err);
    const char *name;

    if (dir == NULL)
        return false;
    while ((name = g_dir_read_name(dir)) != NULL)
        if (g_str_has_suffix(name, ".sql"))
            g_ptr_array_add(files, g_strdup(name));
    g_ptr_array_sort(files, by_name);
    return true;
}

static bool send_file(Db *db, const char *name, const char *text, size_t size_bytes, GError **err)
{
    int more = 0;

    mysql_set_server_option(db->server, MYSQL_OPTION_MULTI_STATEMENTS_ON);
    if (mysql_real_query(db->server, text, size_bytes) != 0)
        more = 1;
    while (more == 0 && mysql_more_results(db->server))
        more = mysql_next_result(db->server);
    if (more > 0)
        return fail(err, ERR_BROKEN, "%s stopped half-way: %u %s", name, mysql_errno(db->server),
                    mysql_error(db->server));
    mysql_set_server_option(db->server, MYSQL_OPTION_MULTI_STATEMENTS_OFF);
    return true;
}

static bool is_applied(Db *db, Mem *mem, const char *name, const Hash *hash, bool *applied, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_MIGRATION_FIND, ARGS(txt(name)), &rows, err));
    *applied = rows.n > 0;
    if (rows.n > 0 && memcmp(rows.row[0][MIGRATION_FIND_SHA256].s, hash->bytes, HASH_BYTES) != 0)
        return fail(err, ERR_CONFLICT, "%s was applied and has changed since", name);
    return true;
}

static bool apply(Db *db, const char *folder, const char *name, int64_t now_us, bool *applied, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *text = NULL;
    gsize size_bytes;
    bool before;

    TRY(g_file_get_contents(path, &text, &size_bytes, err));
    Hash hash = hash_of(text, size_bytes);
    TRY(is_applied(db, mem, name, &hash, &before, err));
    *applied = !before;
    if (before)
        return true;
    TRY(send_file(db, name, text, size_bytes, err));
    return db_touch(db, SQL_MIGRATION_INSERT, ARGS(txt(name), raw(hash.bytes, HASH_BYTES), at_us(now_us)),
                    NULL, err);
}

bool migrate(Db *db, const char *folder, int64_t now_us, void (*told)(const char *name, void *data),
             void *data, GError **err)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    bool applied = false;

    TRY(schema_files(folder, files, err));
    TRY(db_execute(db, SQL_MIGRATION_TABLE, NO_ARGS, NULL, err));
    for (guint i = 0; i < files->len; i++) {
        TRY(apply(db, folder, files->pdata[i], now_us, &applied, err));
        if (applied)
            told(files->pdata[i], data);
    }
    return true;
}
