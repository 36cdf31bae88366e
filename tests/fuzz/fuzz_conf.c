/* fuzz_conf.c: any bytes as the configuration file: it is read whole, or an error says which line is wrong; nothing leaks. */
#include "base/conf.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "base/err.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[] = "/tmp/fuzz-conf-XXXXXX";
static int file = -1;

static void drop_file(void)
{
    g_unlink(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Conf) conf = NULL;
    g_autoptr(GError) error = NULL;

    if (file < 0) {
        file = g_mkstemp(path);
        atexit(drop_file);
    }
    if (file < 0 || !secret_init() || ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != (ssize_t)size)
        return -1;
    if (conf_read(path, &conf, &error)) {
        g_assert_true(conf->origin != NULL && conf->directory.uris[0] != NULL);
        g_assert_true(conf->watchdog_seconds >= 1 && conf->most_per_person >= 1 && conf->wrong_most >= 1);
    } else {
        g_assert_true(error != NULL && conf == NULL);
    }
    return 0;
}
