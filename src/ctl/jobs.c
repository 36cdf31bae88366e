/* jobs.c: taizhangctl jobs [--loop]: writes the long exports, makes the verifications that auditors asked for. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "ctl/ctl.h"
#include "page/export_run.h"

enum { PAUSE_SECONDS = 2, FILE_MASK = 0027 };

static void say_trouble(const char *text)
{
    log_line(LOG_ERROR, NULL, "%s", text);
}

/* A database that is away is waited for. */
static void run_for_ever(Ctl *ctl)
{
    for (;;) {
        g_autoptr(GError) error = NULL;
        int64_t n;

        if (!exports_run(ctl->conf, ctl->db, say_trouble, &n, &error))
            say_trouble(error->message);
        g_clear_error(&error);
        if (!ctl_verify_runs(ctl, &n, &error))
            say_trouble(error->message);
        g_usleep(PAUSE_SECONDS * SECOND_US);
    }
}

bool ctl_jobs(Ctl *ctl, int argc, char **argv, GError **err)
{
    int64_t n, verified;

    if (argc > 1 || (argc == 1 && strcmp(argv[0], "--loop") != 0))
        return fail(err, ERR_BAD_INPUT, "jobs [--loop]");
    umask(FILE_MASK); /* the web server's group reads the files */
    if (argc == 1)
        run_for_ever(ctl);
    TRY(exports_run(ctl->conf, ctl->db, say_trouble, &n, err));
    TRY(ctl_verify_runs(ctl, &verified, err));
    printf("完成 %" G_GINT64_FORMAT " 个导出，%" G_GINT64_FORMAT " 次核验\n", n, verified);
    return true;
}
