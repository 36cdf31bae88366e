/* complain.c: see complain.h. */
#include "rule/complain.h"

#include "base/words.h"

Complaints complaints_new(Mem *mem)
{
    return (Complaints){ .mem = mem, .list = mem_array(mem, Complaint, COMPLAINTS_MOST) };
}

void complain(Complaints *to, const char *field, const char *text)
{
    if (to->n < COMPLAINTS_MOST)
        to->list[to->n++] = (Complaint){ .field = field, .text = text };
}

void complain_most(Complaints *to, const char *field, const char *label, const char *text, int64_t most)
{
    int64_t n = text_chars(text);

    if (n > most)
        complain(to, field,
                 mem_printf(to->mem, "%s超出 %" G_GINT64_FORMAT " 字，请删减 %" G_GINT64_FORMAT " 字", label,
                            most, n - most));
}

bool text_is_blank(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            return false;
    return true;
}
