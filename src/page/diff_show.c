/* diff_show.c: see diff_show.h. */
#include "page/diff_show.h"

#include "base/words.h"

enum {
    AROUND_CHARS = 40, /* so much of what stayed is shown on either side of a change */
    CUT_LEAST = 60     /* what is left out is worth leaving out */
};

static void show_equal(View *view, const char *text)
{
    if (text[0] != '\0')
        view_text(view_part(view_part(view, "PART"), "EQUAL"), "WORDS", text);
}

/* The first and the last characters of a long stretch that stayed; the first has nothing before it, the last nothing behind. */
static void show_cut(View *view, Mem *mem, const char *text, bool first, bool last)
{
    int64_t chars = text_chars(text), head = first ? 0 : AROUND_CHARS, tail = last ? 0 : AROUND_CHARS;

    if (chars < head + tail + CUT_LEAST) {
        show_equal(view, text);
        return;
    }
    const char *head_end = g_utf8_offset_to_pointer(text, head);
    show_equal(view, mem_text_n(mem, text, (size_t)(head_end - text)));
    view_number(view_part(view_part(view, "PART"), "CUT"), "N", chars - head - tail);
    show_equal(view, g_utf8_offset_to_pointer(text, chars - tail));
}

static void show_part(View *view, Mem *mem, const Diff *diff, gsize i, DiffView how)
{
    const DiffPart *part = &diff->parts[i];

    if (part->kind == DIFF_EQUAL && how == DIFF_CHANGES)
        show_cut(view, mem, part->text, i == 0, i + 1 == diff->n);
    else if (part->kind == DIFF_EQUAL)
        show_equal(view, part->text);
    else if (part->kind == DIFF_DELETED && how != DIFF_NEW)
        view_text(view_part(view_part(view, "PART"), "DELETED"), "WORDS", part->text);
    else if (part->kind == DIFF_INSERTED && how != DIFF_OLD)
        view_text(view_part(view_part(view, "PART"), "INSERTED"), "WORDS", part->text);
}

void view_diff_of(View *view, const char *marker, Mem *mem, const Diff *diff, DiffView how)
{
    View *text = view_include(view, marker, "diff.tpl");

    if (diff->n == 0) {
        view_show(text, "NOTHING");
        return;
    }
    if (!diff_any(diff) && how == DIFF_CHANGES) {
        view_show(text, "SAME");
        return;
    }
    View *body = view_part(text, "TEXT");
    for (gsize i = 0; i < diff->n; i++)
        show_part(body, mem, diff, i, how);
}

void view_diff(View *view, const char *marker, Mem *mem, const char *before, const char *now, DiffView how)
{
    Diff diff = diff_texts(mem, before, now);

    view_diff_of(view, marker, mem, &diff, how);
}
