/* passage.c: see passage.h. */
#include "rule/passage.h"

#include <string.h>

Passage passage_of(const char *text)
{
    return (Passage){ text, strlen(text) };
}

Passage passage_between(Passage p, size_t start, size_t end)
{
    end = MIN(end, p.n);
    start = MIN(start, end);
    return (Passage){ p.at + start, end - start };
}

Passage passage_from(Passage p, size_t start)
{
    return passage_between(p, start, p.n);
}

Passage passage_until(Passage p, size_t end)
{
    return passage_between(p, 0, end);
}

gunichar passage_char(Passage p, size_t at, size_t *size_bytes)
{
    if (size_bytes != NULL)
        *size_bytes = 0;
    if (at >= p.n)
        return 0;
    if (size_bytes != NULL)
        *size_bytes = (size_t)(g_utf8_next_char(p.at + at) - (p.at + at));
    return g_utf8_get_char(p.at + at);
}

size_t passage_after(Passage p, size_t at)
{
    size_t size;

    (void)passage_char(p, at, &size);
    return at + size;
}

gunichar passage_char_before(Passage p, size_t at)
{
    if (at == 0 || at > p.n)
        return 0;
    return g_utf8_get_char(g_utf8_prev_char(p.at + at));
}

size_t passage_chars(Passage p)
{
    return (size_t)g_utf8_strlen(p.at, (gssize)p.n);
}

bool is_blank_char(gunichar c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x3000 || c == 0xA0 || c == 0xFEFF;
}

Passage passage_trim(Passage p)
{
    size_t size;

    while (p.n > 0 && is_blank_char(passage_char(p, 0, &size)))
        p = passage_from(p, size);
    while (p.n > 0 && is_blank_char(passage_char_before(p, p.n)))
        p.n = (size_t)(g_utf8_prev_char(p.at + p.n) - p.at);
    return p;
}

bool passage_equals(Passage p, const char *text)
{
    return p.n == strlen(text) && memcmp(p.at, text, p.n) == 0;
}

size_t passage_find(Passage p, size_t start, const char *word)
{
    if (start > p.n)
        return PASSAGE_NOWHERE;
    const char *found = g_strstr_len(p.at + start, (gssize)(p.n - start), word);
    return found == NULL ? PASSAGE_NOWHERE : (size_t)(found - p.at);
}

bool passage_holds_any(Passage p, const char *const *words)
{
    for (; *words != NULL; words++)
        if (passage_find(p, 0, *words) != PASSAGE_NOWHERE)
            return true;
    return false;
}

size_t passage_starts(Passage p, const char *const *words)
{
    size_t longest = 0;

    for (; *words != NULL; words++) {
        size_t n = strlen(*words);
        if (n > longest && n <= p.n && memcmp(p.at, *words, n) == 0)
            longest = n;
    }
    return longest;
}

size_t passage_ends(Passage p, const char *const *words)
{
    size_t longest = 0;

    for (; *words != NULL; words++) {
        size_t n = strlen(*words);
        if (n > longest && n <= p.n && memcmp(p.at + p.n - n, *words, n) == 0)
            longest = n;
    }
    return longest;
}

char *passage_text(Mem *mem, Passage p)
{
    return mem_text_n(mem, p.at, p.n);
}

char *passage_cut(Mem *mem, Passage p, size_t max_chars)
{
    size_t n = 0;

    for (size_t chars = 0; chars < max_chars; chars++)
        n = passage_after(p, n);
    char *text = mem_printf(mem, "%.*s%s", (int)n, p.at, n < p.n ? "…" : "");
    g_strdelimit(text, "\r\n\t", ' ');
    return text;
}

bool is_digit_char(gunichar c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

int digit_of_char(gunichar c)
{
    return c <= '9' ? (int)(c - '0') : (int)(c - 0xFF10);
}

bool is_comma(gunichar c)
{
    return c == ',' || c == 0xFF0C;
}

bool is_semicolon(gunichar c)
{
    return c == ';' || c == 0xFF1B;
}

bool is_colon(gunichar c)
{
    return c == ':' || c == 0xFF1A;
}

static bool is_round_open(gunichar c)
{
    return c == '(' || c == 0xFF08;
}

static bool is_square_open(gunichar c)
{
    return c == '[' || c == 0xFF3B || c == 0x3010 || c == 0x3014;
}

static bool is_round_close(gunichar c)
{
    return c == ')' || c == 0xFF09;
}

static bool is_square_close(gunichar c)
{
    return c == ']' || c == 0xFF3D || c == 0x3011 || c == 0x3015;
}

bool is_open(gunichar c)
{
    return is_round_open(c) || is_square_open(c);
}

bool is_close(gunichar c)
{
    return is_round_close(c) || is_square_close(c);
}

bool brackets_pair(gunichar open, gunichar close)
{
    return (is_round_open(open) && is_round_close(close)) || (is_square_open(open) && is_square_close(close));
}

bool is_stop_at(Passage p, size_t at)
{
    size_t size;
    gunichar c = passage_char(p, at, &size);

    if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?')
        return true;
    if (c != '.' && c != 0xFF0E && c != 0xFF61)
        return false;
    gunichar next = passage_char(p, at + size, NULL);
    return !(next < 128 && g_ascii_isalnum((gchar)next)) && !is_digit_char(next);
}

size_t passage_stop(Passage p, size_t start)
{
    size_t size;

    for (size_t at = start; at < p.n; at += size) {
        if (is_stop_at(p, at))
            return at;
        (void)passage_char(p, at, &size);
    }
    return p.n;
}
