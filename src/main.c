/* main.c: the FastCGI worker: taizhang --config FILE --pool signin|page, with the listening socket at descriptor 0. */
#include <malloc.h>
#include <string.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/curtain.h"
#include "base/err.h"
#include "base/log.h"
#include "page/gate.h"
#include "store/audit.h"
#include "store/guard.h"
#include "web/view.h"

enum { EXIT_USAGE = 2, HASH_CHARS = 10, HEAP_KEPT_BYTES = 8 << 20 };

static bool read_args(int argc, char **argv, char **config, Pool *pool)
{
    g_autofree char *pool_word = NULL;
    GOptionEntry entries[] = {
        { "config", 'c', 0, G_OPTION_ARG_FILENAME, config, "configuration file", "FILE" },
        { "pool", 'p', 0, G_OPTION_ARG_STRING, &pool_word, "signin or page", "POOL" },
        { 0 },
    };
    g_autoptr(GOptionContext) context = g_option_context_new("- the worker behind nginx");

    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, NULL) || *config == NULL)
        return false;
    *pool = g_strcmp0(pool_word, "signin") == 0 ? POOL_SIGN_IN
            : g_strcmp0(pool_word, "page") == 0 ? POOL_PAGE
                                                : POOL_NONE;
    return *pool != POOL_NONE;
}

/* /static/app.<hash>.css: a changed file gets a new address, so that it can be cached for ever. */
static char *static_address(Mem *mem, const char *templates, const char *name, const char *suffix)
{
    g_autofree char *file = g_strconcat(name, suffix, NULL);
    g_autofree char *path = g_build_filename(templates, "static", file, NULL);
    g_autofree char *bytes = NULL;
    gsize size = 0;

    if (!g_file_get_contents(path, &bytes, &size, NULL))
        return mem_printf(mem, "/static/%s%s", name, suffix);
    g_autofree char *hex = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, size);
    return mem_printf(mem, "/static/%s.%.*s%s", name, HASH_CHARS, hex, suffix);
}

/* A page of 150 KB is made and dropped with every request: the heap keeps that much instead of giving it back to the
 * kernel and asking for it again. */
static void keep_heap(void)
{
    mallopt(M_MMAP_THRESHOLD, HEAP_KEPT_BYTES);
    mallopt(M_TRIM_THRESHOLD, HEAP_KEPT_BYTES);
}

static bool prepare(App *app, Mem *mem, const Conf *conf, GError **err)
{
    if (!secret_init())
        return fail(err, ERR_BROKEN, "no randomness");
    TRY(templates_load(conf->templates, err));
    clock_shift(conf->clock_shift_seconds);
    audit_use_key(&conf->audit_key);
    app->conf = conf;
    app->db = db_new(app->pool == POOL_SIGN_IN ? &conf->signin_db : &conf->app_db);
    db_hurry(app->db);
    db_check_with(app->db, guard_check, conf->grants);
    app->shelf = shelf_new();
    app->css = static_address(mem, conf->templates, "app", ".css");
    app->print = static_address(mem, conf->templates, "print", ".css");
    app->dark = static_address(mem, conf->templates, "dark", ".css");
    app->official = static_address(mem, conf->templates, "official", ".css");
    app->js = static_address(mem, conf->templates, "app", ".js");
    return true;
}

/* A server that is away is no reason to stop: the first request tries again, and looks at it then. Wrong rights or
 * settings are. */
static bool guard(const App *app, GError **err)
{
    GError *error = NULL;

    if (db_ping(app->db, &error))
        return true;
    if (err_kind(error) == ERR_BUSY) {
        log_line(LOG_WARN, NULL, "start: %s", error->message);
        g_clear_error(&error);
        return true;
    }
    g_propagate_error(err, error);
    return false;
}

int main(int argc, char **argv)
{
    g_autofree char *config = NULL;
    g_autoptr(Conf) conf = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(Mem) mem = mem_new();
    App app = { .pool = POOL_NONE };

    if (!read_args(argc, argv, &config, &app.pool)) {
        log_line(LOG_ERROR, NULL, "usage: taizhang --config FILE --pool signin|page");
        return EXIT_USAGE;
    }
    keep_heap();
    if (!curtain_shut(&error) || !conf_read(config, &conf, &error) || !prepare(&app, mem, conf, &error) ||
        !guard(&app, &error)) {
        log_line(LOG_ERROR, NULL, "cannot start: %s", error->message);
        return 1;
    }
    FcgiSettings settings = { .watchdog_seconds = conf->watchdog_seconds,
                              .spool = { .file_bytes = conf->evidence.file_bytes },
                              .takes_files = gate_takes_files };
    if (app.pool == POOL_PAGE)
        settings.spool.folder = conf->evidence.folder;
    int status = fcgi_serve(gate, &app, &settings);
    shelf_free(app.shelf);
    db_free(app.db);
    return status;
}
