/* log.h: one line per event on stderr, as JSON, so that no text of a person can begin a line of its own.
 *
 * Told apart by who must act: INFO nobody, WARN the operator when it repeats, ERROR the operator now. Never in a log: a
 * password, a cookie, a token, the text of a report. Only main, the gate and page/fault.c call this.
 */
#pragma once
#include <glib.h>

typedef enum { LOG_INFO, LOG_WARN, LOG_ERROR } LogLevel;

/* request: the request's number, or NULL outside of one. */
void log_line(LogLevel level, const char *request, const char *format, ...) G_GNUC_PRINTF(3, 4);
