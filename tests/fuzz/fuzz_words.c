/* fuzz_words.c: any text through the house's words: valid UTF-8 stays valid, and only marks change. */
#include "base/words.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *text = g_strndup((const char *)data, size);
    bool clean = text_is_clean((const char *)data, size);

    if (!clean || strlen(text) != size)
        return 0;
    char *wide = zh_punct(mem, text), *cut = text_short(mem, text, 7), *period = word_period(mem, text);
    g_assert_true(g_utf8_validate(wide, -1, NULL) && g_utf8_validate(cut, -1, NULL) &&
                  g_utf8_validate(period, -1, NULL));
    g_assert_cmpint(text_chars(wide), ==, text_chars(text));
    g_assert_cmpint(text_chars(cut), <=, 8);
    char **parts = text_split(mem, text, ",;");
    for (gsize i = 0; parts[i] != NULL; i++)
        g_assert_true(parts[i][0] != '\0' && strpbrk(parts[i], ",;") == NULL);
    return 0;
}
