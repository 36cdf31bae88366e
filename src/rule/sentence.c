/* sentence.c: see sentence.h. */
#include "rule/sentence.h"

#include <string.h>

static bool ends_here(gunichar c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B || c == '\n'; /* 。！？； */
}

/* Where the sentence at text ends: behind its mark and the blanks that follow. */
static const char *end_of(const char *text)
{
    while (*text != '\0' && !ends_here(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    while (*text != '\0' && (ends_here(g_utf8_get_char(text)) || g_unichar_isspace(g_utf8_get_char(text))))
        text = g_utf8_next_char(text);
    return text;
}

static char *trimmed(Mem *mem, const char *text, size_t size_bytes)
{
    return g_strstrip(mem_text_n(mem, text, size_bytes));
}

static GHashTable *known(Mem *mem, const char *before)
{
    GHashTable *all = g_hash_table_new(g_str_hash, g_str_equal);

    for (const char *end; *before != '\0'; before = end) {
        end = end_of(before);
        g_hash_table_add(all, trimmed(mem, before, (size_t)(end - before)));
    }
    return all;
}

static gsize count(const char *text)
{
    gsize n = 0;

    for (; *text != '\0'; text = end_of(text))
        n++;
    return n;
}

Sentence *sentences(Mem *mem, const char *now, const char *before, gsize *n)
{
    g_autoptr(GHashTable) old = known(mem, before);
    Sentence *list = mem_array(mem, Sentence, count(now));
    gsize made = 0;

    for (const char *end; *now != '\0'; now = end) {
        end = end_of(now);
        size_t size_bytes = (size_t)(end - now);
        list[made++] = (Sentence){ .text = mem_text_n(mem, now, size_bytes),
                                   .same = g_hash_table_contains(old, trimmed(mem, now, size_bytes)) };
    }
    *n = made;
    return list;
}
