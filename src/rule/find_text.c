/* find_text.c: see find_text.h. */
#include "rule/find_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"

static gunichar folded(gunichar c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFF01 - 0x21;
    if (c == 0x3000)
        c = ' ';
    return c < 0x80 ? (gunichar)g_ascii_tolower((char)c) : c;
}

char *text_folded(Mem *mem, const char *text)
{
    char *out = mem_alloc(mem, strlen(text) + 1); /* a folded sign is never longer */
    char *to = out;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        to += g_unichar_to_utf8(folded(g_utf8_get_char(p)), to);
    *to = '\0';
    return out;
}

char **search_words(Mem *mem, const char *typed, gsize most_words)
{
    char **words = text_split(mem, text_folded(mem, typed), " \t\n");
    gsize n = 0;

    while (words[n] != NULL && n < most_words)
        n++;
    words[n] = NULL;
    return words;
}

bool search_number(const char *text, int64_t *number)
{
    size_t length = strlen(text);

    if (length == 0 || length > 9 || strspn(text, "0123456789") != length)
        return false;
    *number = g_ascii_strtoll(text, NULL, 10);
    return true;
}

static int by_place(const void *a, const void *b)
{
    const Stretch *p = a, *q = b;

    return (p->from > q->from) - (p->from < q->from);
}

static gsize joined(Stretch *stretches, gsize n)
{
    gsize kept = 0;

    for (gsize i = 0; i < n; i++) {
        if (kept > 0 && stretches[i].from <= stretches[kept - 1].to)
            stretches[kept - 1].to = MAX(stretches[kept - 1].to, stretches[i].to);
        else
            stretches[kept++] = stretches[i];
    }
    return kept;
}

gsize quotes_find(const char *text, const char *const *quotes, gsize n, Stretch *stretches)
{
    gsize found = 0;

    for (gsize i = 0; i < n; i++) {
        const char *at = quotes[i][0] == '\0' ? NULL : strstr(text, quotes[i]);
        if (at == NULL)
            continue;
        int64_t from = g_utf8_strlen(text, at - text);
        stretches[found++] = (Stretch){ from, from + g_utf8_strlen(quotes[i], -1) };
    }
    qsort(stretches, found, sizeof *stretches, by_place);
    return joined(stretches, found);
}

bool word_find(Mem *mem, const char *text, const char *folded_word, Stretch *found)
{
    const char *plain = text_folded(mem, text);
    const char *at = strstr(plain, folded_word);

    if (at == NULL)
        return false;
    int64_t from = g_utf8_strlen(plain, at - plain);
    *found = (Stretch){ from, from + g_utf8_strlen(folded_word, -1) };
    return true;
}

static gsize count_word(const char *plain, const char *word)
{
    gsize n = 0;

    for (const char *at = strstr(plain, word); at != NULL; at = strstr(at + strlen(word), word))
        n++;
    return n;
}

gsize words_find(Mem *mem, const char *text, char *const *words, Stretch **stretches)
{
    const char *plain = text_folded(mem, text);
    gsize most = 0, n = 0;

    for (gsize i = 0; words[i] != NULL; i++)
        most += count_word(plain, words[i]);
    Stretch *list = mem_array(mem, Stretch, most);
    for (gsize i = 0; words[i] != NULL; i++)
        for (const char *at = strstr(plain, words[i]); at != NULL;
             at = strstr(at + strlen(words[i]), words[i])) {
            int64_t from = g_utf8_strlen(plain, at - plain);
            list[n++] = (Stretch){ from, from + g_utf8_strlen(words[i], -1) };
        }
    qsort(list, n, sizeof *list, by_place);
    *stretches = list;
    return joined(list, n);
}

char *text_stretch(Mem *mem, const char *text, int64_t from, int64_t to)
{
    const char *start = g_utf8_offset_to_pointer(text, from);
    const char *end = g_utf8_offset_to_pointer(start, to - from);

    return mem_text_n(mem, start, (size_t)(end - start));
}
