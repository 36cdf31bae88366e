/* moment_read.c: see moment_read.h. */
#include "rule/moment_read.h"

#include <glib.h>
#include <string.h>

#include "base/clock.h"
#include "rule/day_read.h"

enum { MOMENT_BYTES_MOST = 80, HOURS = 24, MINUTES = 60 };

/* 18:00 or 9:05. */
static bool read_time(const char *text, int *minutes)
{
    char *end;
    guint64 hour = g_ascii_strtoull(text, &end, 10);

    if (!g_ascii_isdigit(text[0]) || end - text > 2 || *end != ':' || strlen(end) != 3 ||
        !g_ascii_isdigit(end[1]) || !g_ascii_isdigit(end[2]))
        return false;
    int minute = (end[1] - '0') * 10 + (end[2] - '0');
    if (hour >= HOURS || minute >= MINUTES)
        return false;
    *minutes = (int)hour * MINUTES + minute;
    return true;
}

bool moment_read(const char *typed, int other_hour, int64_t *at_us)
{
    int minutes = other_hour * MINUTES;
    int64_t day_us;

    if (strlen(typed) > MOMENT_BYTES_MOST)
        return false;
    g_autofree char *text = g_utf8_normalize(typed, -1, G_NORMALIZE_ALL_COMPOSE);
    if (text == NULL)
        return false;
    g_strstrip(text);
    char *blank = strrchr(text, ' ');
    if (blank != NULL) {
        *blank = '\0';
        if (!read_time(blank + 1, &minutes))
            return false;
    }
    if (!day_read(text, &day_us))
        return false;
    *at_us = day_us + minutes * 60 * SECOND_US;
    return true;
}
