/* day_read.c: see day_read.h. */
#include "rule/day_read.h"

#include <glib.h>
#include <string.h>

#include "base/clock.h"

enum { TYPED_BYTES_MOST = 60 };

/* 1 to 4 digits; 0 when there are none or more. */
static int read_digits(const char **p, int most)
{
    int number = 0, n = 0;

    for (; n < most && g_ascii_isdigit(**p); n++, (*p)++)
        number = number * 10 + (**p - '0');
    return g_ascii_isdigit(**p) ? 0 : number;
}

static bool skip(const char **p, const char *word)
{
    if (!g_str_has_prefix(*p, word))
        return false;
    *p += strlen(word);
    return true;
}

/* The three divided forms. A form may not be mixed with another. */
static bool read_divided(const char *text, CivilTime *day)
{
    static const char *const forms[][3] = {
        { "-", "-", "" }, { "/", "/", "" }, { ".", ".", "" }, { "年", "月", "日" }
    };

    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        const char *p = text;
        *day = (CivilTime){ .year = read_digits(&p, 4) };
        if (!skip(&p, forms[i][0]))
            continue;
        day->month = read_digits(&p, 2);
        if (!skip(&p, forms[i][1]))
            return false;
        day->day = read_digits(&p, 2);
        return skip(&p, forms[i][2]) && *p == '\0';
    }
    return false;
}

static bool read_bare(const char *text, CivilTime *day)
{
    if (strlen(text) != 8 || strspn(text, "0123456789") != 8)
        return false;
    int64_t number = g_ascii_strtoll(text, NULL, 10);
    *day = (CivilTime){ .year = (int)(number / 10000),
                        .month = (int)(number / 100 % 100),
                        .day = (int)(number % 100) };
    return true;
}

bool day_read(const char *typed, int64_t *starts_us)
{
    CivilTime day;

    if (strlen(typed) > TYPED_BYTES_MOST)
        return false;
    g_autofree char *text = g_utf8_normalize(typed, -1,
                                             G_NORMALIZE_ALL_COMPOSE); /* full-width to half-width */
    if (text == NULL)
        return false;
    g_strstrip(text);
    if (!read_bare(text, &day) && !read_divided(text, &day))
        return false;
    if (day.year < 1900 || day.year > 2999 ||
        !g_date_valid_dmy((GDateDay)day.day, (GDateMonth)day.month, (GDateYear)day.year))
        return false;
    *starts_us = civil_to_us(&day);
    return true;
}

bool day_is_over(const char *day, int64_t now_us)
{
    int64_t starts_us;

    return day_read(day, &starts_us) && now_us >= starts_us + DAY_US;
}
