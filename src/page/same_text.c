/* same_text.c: see same_text.h. */
#include "page/same_text.h"

#include "rule/sentence.h"

void view_same(View *view, const char *marker, Mem *mem, const char *now, const char *before)
{
    View *text = view_include(view, marker, "same_text.tpl");
    int64_t same = 0;
    gsize n;

    if (before == NULL || now[0] == '\0') {
        view_text(view_part(view_part(text, "PIECE"), "OLD"), "WORDS", now);
        return;
    }
    Sentence *list = sentences(mem, now, before, &n);
    for (gsize i = 0; i < n; i++) {
        view_text(view_part(view_part(text, "PIECE"), list[i].same ? "OLD" : "NEW"), "WORDS", list[i].text);
        same += list[i].same;
    }
    View *counts = view_part(text, "COUNTS");
    view_number(counts, "SAME_N", same);
    view_number(counts, "ALL_N", (int64_t)n);
}
