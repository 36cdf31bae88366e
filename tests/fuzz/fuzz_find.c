/* fuzz_find.c: what people type into the search, against a text: places lie inside the text, sorted and apart. The part before the
 * first line's end is the question. */
#include "rule/find_text.h"

#include <string.h>

#include "base/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WORDS_MOST = 8 };

static void check_stretches(const Stretch *list, gsize n, int64_t chars)
{
    for (gsize i = 0; i < n; i++) {
        g_assert_true(list[i].from >= 0 && list[i].from < list[i].to && list[i].to <= chars);
        g_assert_true(i == 0 || list[i - 1].to < list[i].from);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *all = g_strndup((const char *)data, size);
    char *line = strchr(all, '\n');
    Stretch *found = NULL;
    int64_t number;

    if (!text_is_clean(all, strlen(all)) || line == NULL)
        return 0;
    *line = '\0';
    const char *text = line + 1;
    char **words = search_words(mem, all, WORDS_MOST);
    g_assert_true(g_strv_length(words) <= WORDS_MOST);
    g_assert_cmpint(text_chars(text_folded(mem, text)), ==, text_chars(text));
    gsize n = words_find(mem, text, words, &found);
    check_stretches(found, n, text_chars(text));
    for (gsize i = 0; i < n; i++)
        g_assert_cmpint(text_chars(text_stretch(mem, text, found[i].from, found[i].to)), ==,
                        found[i].to - found[i].from);
    for (gsize i = 0; words[i] != NULL; i++)
        if (search_number(words[i], &number))
            g_assert_cmpint(number, >=, 0);
    return 0;
}
