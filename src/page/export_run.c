/* export_run.c: see export_run.h. */
#include "page/export_run.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/err.h"
#include "page/app.h"
#include "page/export.h"
#include "store/export_job.h"

enum { TOKEN_BYTES_HERE = 16, TOKEN_TEXT_CHARS = 32, SILENT_SECONDS = 300, KEPT_DAYS = 7, ORPHAN_DAYS = 8 };

typedef struct {
    App *app;
    const ExportJob *job;
} Running;

static bool beat(void *data, int64_t rows, GError **err)
{
    const Running *running = data;

    return export_job_beat(running->app->db, running->job, rows, clock_now_us(), err);
}

static Req request_of(App *app, Mem *mem, const ClaimedJob *claimed)
{
    return (Req){ .mem = mem,
                  .app = app,
                  .method = GET,
                  .path = "/exports",
                  .query_text = "",
                  .ip = "",
                  .agent = "",
                  .now_us = clock_now_us(),
                  .who = claimed->who };
}

/* The whole table, as the person who asked for it may see it now. */
static bool write_file(App *app, Mem *mem, const ClaimedJob *claimed, const char *path, int64_t *rows,
                       GError **err)
{
    Running running = { app, &claimed->job };
    ExportOut out = { .beat = beat, .data = &running };
    const ExportKind *kind;
    SheetForm form;
    Req asked, req = request_of(app, mem, claimed);

    if (!export_what(claimed->job.kind, &kind, &form))
        return fail(err, ERR_BROKEN, "no such kind: %s", claimed->job.kind);
    if (!authz_role(req.who.roles, kind->door) || !authz_role(req.who.roles, DEED_EXPORT))
        return fail_detail(err, ERR_DENIED, NO_ROLE, "%s: no role", kind->code);
    shelf_begin(app->shelf);
    TRY(export_request(&req, claimed->job.query, &asked, err));
    TRY(export_write(&asked, kind, form, path, &out, err));
    *rows = out.rows;
    return true;
}

static bool finish(App *app, Mem *mem, const ClaimedJob *claimed, const char *path, GError **err)
{
    struct stat file;
    int64_t rows = 0;

    TRY(write_file(app, mem, claimed, path, &rows, err));
    if (stat(path, &file) != 0)
        return fail(err, ERR_BROKEN, "%s: no file", path);
    return export_job_done(app->db, &claimed->job, rows, file.st_size, clock_now_us(), err);
}

static void run_job(App *app, Mem *mem, const ClaimedJob *claimed, void (*say)(const char *text))
{
    g_autofree char *path = g_build_filename(app->conf->exports, claimed->job.file, NULL);
    g_autoptr(GError) error = NULL;

    if (finish(app, mem, claimed, path, &error))
        return;
    unlink(path);
    say(mem_printf(mem, "export %" PRId64 ": %s", claimed->job.id, error->message));
    /* When not even this can be written, another runner will take the job over. */
    (void)export_job_failed(app->db, &claimed->job,
                            "写文件时出错，请重新导出；若再次出现，请联系系统管理员。", clock_now_us(), NULL);
}

static const char *fresh_token(char *token)
{
    uint8_t bytes[TOKEN_BYTES_HERE];

    secret_random(bytes, sizeof bytes);
    base64url_write(bytes, sizeof bytes, token, TOKEN_TEXT_CHARS);
    return token;
}

static bool run_one(App *app, void (*say)(const char *text), bool *found, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    char token[TOKEN_TEXT_CHARS];
    ClaimedJob claimed;
    int64_t now_us = clock_now_us();

    TRY(export_job_claim(app->db, mem, fresh_token(token), now_us, now_us - SILENT_SECONDS * SECOND_US,
                         &claimed, found, err));
    if (*found)
        run_job(app, mem, &claimed, say);
    return true;
}

static bool remove_old(App *app, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    ExportJob *jobs;
    gsize n;

    TRY(export_jobs_old(app->db, mem, clock_now_us() - KEPT_DAYS * DAY_US, &jobs, &n, err));
    for (gsize i = 0; i < n; i++) {
        g_autofree char *path = g_build_filename(app->conf->exports, jobs[i].file, NULL);
        if (jobs[i].file[0] != '\0')
            unlink(path);
        TRY(export_job_delete(app->db, jobs[i].id, err));
    }
    return true;
}

/* What runners that died left behind; by the machine's clock, as files have it. */
static bool remove_orphans(const char *folder, GError **err)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, err);
    const char *name;
    int64_t now = g_get_real_time() / SECOND_US;

    if (dir == NULL)
        return false;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        struct stat file;
        if (stat(path, &file) == 0 && S_ISREG(file.st_mode) &&
            file.st_mtime < now - ORPHAN_DAYS * DAY_US / SECOND_US)
            unlink(path);
    }
    return true;
}

static bool run_all(App *app, void (*say)(const char *text), int64_t *n, GError **err)
{
    bool found = true;

    while (found) {
        TRY(run_one(app, say, &found, err));
        *n += found;
    }
    TRY(remove_old(app, err));
    return remove_orphans(app->conf->exports, err);
}

bool exports_run(const Conf *conf, Db *db, void (*say)(const char *text), int64_t *n, GError **err)
{
    App app = { .conf = conf, .db = db, .shelf = shelf_new() };

    *n = 0;
    bool good = run_all(&app, say, n, err);
    shelf_free(app.shelf);
    return good;
}
