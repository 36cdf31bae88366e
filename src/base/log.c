/* log.c: see log.h. */
#include "base/log.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

static const char *const level_words[] = { [LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error" };

static void write_line(json_t *record)
{
    char *text = json_dumps(record, JSON_COMPACT | JSON_ENSURE_ASCII);

    if (text == NULL)
        return;
    g_autofree char *line = g_strconcat(text, "\n", NULL);
    ssize_t written = write(STDERR_FILENO, line, strlen(line)); /* one write: lines of workers do not mix */
    (void)written; /* a log that cannot be written has nowhere to complain */
    free(text);
}

void log_line(LogLevel level, const char *request, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *said = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *valid = g_utf8_make_valid(said, -1);
    json_t *record = json_pack("{s:I, s:s, s:i, s:s, s:s}", "at_us", (json_int_t)clock_now_us(), "level",
                               level_words[level], "pid", (int)getpid(), "request",
                               request == NULL ? "" : request, "text", valid);
    if (record == NULL)
        return;
    write_line(record);
    json_decref(record);
}
