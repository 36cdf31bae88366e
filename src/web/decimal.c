/* decimal.c: see decimal.h. Digits are moved and rounded as digits: binary numbers would bring back what is to go. */
#include "web/decimal.h"

#include <stdbool.h>
#include <string.h>

enum { DIGITS_KEPT = 15, DIGITS_MOST = 40, POINT_MOST = 30, EXPONENT_MOST = 400 };

/* 0.d0 d1 d2 … times 10 to the power of point. */
typedef struct {
    bool negative;
    int digit[DIGITS_MOST + 1];
    int n, point;
} Decimal;

static const char *read_exponent(const char *p, int *exponent)
{
    bool negative = *p == '-';
    int e = 0;

    if (*p == '-' || *p == '+')
        p++;
    if (!g_ascii_isdigit(*p))
        return NULL;
    for (; g_ascii_isdigit(*p); p++)
        e = MIN(e * 10 + (*p - '0'), EXPONENT_MOST);
    *exponent = negative ? -e : e;
    return p;
}

/* Zeros in front only move the point; digits beyond DIGITS_MOST behind the point count for nothing. */
static const char *read_digits(const char *p, Decimal *d)
{
    bool any = false, fraction = false;

    for (; g_ascii_isdigit(*p) || (*p == '.' && !fraction); p++) {
        if (*p == '.') {
            fraction = true;
            continue;
        }
        any = true;
        if (d->n == 0 && *p == '0') {
            d->point -= fraction;
            continue;
        }
        if (d->n < DIGITS_MOST)
            d->digit[d->n++] = *p - '0';
        else if (!fraction)
            return NULL;
        d->point += !fraction;
    }
    return any ? p : NULL;
}

static void round_off(Decimal *d)
{
    bool up = d->n > DIGITS_KEPT && d->digit[DIGITS_KEPT] >= 5;

    d->n = MIN(d->n, DIGITS_KEPT);
    for (int i = d->n - 1; up && i >= 0; i--) {
        up = d->digit[i] == 9;
        d->digit[i] = up ? 0 : d->digit[i] + 1;
    }
    if (up) { /* 999… became 1000… */
        d->digit[0] = 1;
        d->point++;
    }
    while (d->n > 0 && d->digit[d->n - 1] == 0)
        d->n--;
}

static char *write_digits(Mem *mem, const Decimal *d)
{
    g_autoptr(GString) text = g_string_new(d->negative && d->n > 0 ? "-" : "");
    int whole = MAX(d->point, 0);

    if (whole == 0)
        g_string_append_c(text, '0');
    for (int i = 0; i < whole; i++)
        g_string_append_c(text, (char)('0' + (i < d->n ? d->digit[i] : 0)));
    if (d->n > d->point)
        g_string_append_c(text, '.');
    for (int i = d->point; i < d->n; i++)
        g_string_append_c(text, (char)('0' + (i < 0 ? 0 : d->digit[i])));
    return mem_text_n(mem, text->str, text->len);
}

char *decimal_plain(Mem *mem, const char *text, int shift)
{
    Decimal d = { .negative = *text == '-' };
    int exponent = 0;
    const char *p = read_digits(text + (*text == '-'), &d);

    if (p != NULL && (*p == 'e' || *p == 'E'))
        p = read_exponent(p + 1, &exponent);
    if (p == NULL || *p != '\0')
        return NULL;
    d.point += exponent + shift;
    round_off(&d);
    if (d.n == 0)
        d.point = 0;
    return d.point > POINT_MOST || d.point < -POINT_MOST ? NULL : write_digits(mem, &d);
}
