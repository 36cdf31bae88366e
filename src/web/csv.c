/* csv.c: see csv.h. */
#include "web/csv.h"

#include <string.h>

#include "base/words.h"

const char csv_mark[] = "\xEF\xBB\xBF";

/* Or a text that looks like one with its mark. */
static bool is_formula(const char *text)
{
    static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };

    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(text, starts[i]))
            return true;
    return text[0] == '\'' && is_formula(text + 1);
}

const char *csv_plain(const char *text)
{
    return text[0] == '\'' && is_formula(text + 1) ? text + 1 : text;
}

static void add_text(GString *out, const char *text)
{
    bool formula = is_formula(text);

    if (strpbrk(text, ",\"\r\n") == NULL && !formula) {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    if (formula)
        g_string_append_c(out, '\'');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

void csv_row(Mem *mem, GString *out, const SheetCell *cells, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        if (cells[i].is_number)
            g_string_append(out, word_amount(mem, cells[i].number_e4));
        else if (cells[i].text != NULL)
            add_text(out, cells[i].text);
    }
    g_string_append(out, "\r\n");
}
