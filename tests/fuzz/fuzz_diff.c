/* fuzz_diff.c: any two texts, divided by a line of one bar: the parts make up both again. */
#include "rule/diff.h"

#include <string.h>

#include "base/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Mem) mem = mem_new();
    g_autofree char *before = g_strndup((const char *)data, size);
    char *bar = strstr(before, "\n|\n");
    GString *old = g_string_new(NULL), *new = g_string_new(NULL);

    if (bar != NULL && text_is_clean(before, strlen(before))) {
        *bar = '\0';
        const char *now = bar + 3;
        Diff diff = diff_texts(mem, before, now);
        for (gsize i = 0; i < diff.n; i++) {
            g_assert_true(diff.parts[i].text[0] != '\0' && g_utf8_validate(diff.parts[i].text, -1, NULL));
            if (diff.parts[i].kind != DIFF_INSERTED)
                g_string_append(old, diff.parts[i].text);
            if (diff.parts[i].kind != DIFF_DELETED)
                g_string_append(new, diff.parts[i].text);
        }
        g_assert_cmpstr(old->str, ==, before);
        g_assert_cmpstr(new->str, ==, now);
        g_assert_cmpint(diff_any(&diff), ==, strcmp(before, now) != 0);
    }
    g_string_free(old, TRUE);
    g_string_free(new, TRUE);
    return 0;
}
