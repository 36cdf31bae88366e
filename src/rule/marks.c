/* marks.c: see marks.h. The text is cut wherever a quote begins or ends and at line ends. */
#include "rule/marks.h"

#include <stdlib.h>
#include <string.h>

static gsize same_before(const char *const *quotes, gsize at)
{
    gsize n = 0;

    for (gsize i = 0; i < at; i++)
        n += strcmp(quotes[i], quotes[at]) == 0;
    return n;
}

/* The place number skip of the words, or the last that there is; NULL: nowhere. */
static const char *place_of(const char *text, const char *words, gsize skip)
{
    const char *at = words[0] == '\0' ? NULL : strstr(text, words);

    for (; at != NULL && skip > 0; skip--) {
        const char *next = strstr(at + strlen(words), words);
        if (next == NULL)
            break;
        at = next;
    }
    return at;
}

void quotes_place(const char *text, const char *const *quotes, gsize n, Stretch *places)
{
    for (gsize i = 0; i < n; i++) {
        const char *at = place_of(text, quotes[i], same_before(quotes, i));
        int64_t from = at == NULL ? 0 : g_utf8_strlen(text, at - text);
        places[i] = (Stretch){ from, at == NULL ? 0 : from + g_utf8_strlen(quotes[i], -1) };
    }
}

static int by_number(const void *a, const void *b)
{
    const int64_t *p = a, *q = b;

    return (*p > *q) - (*p < *q);
}

typedef struct {
    int64_t *at;
    gsize n;
} Cuts;

static Cuts cuts_of(Mem *mem, const char *text, const Stretch *places, gsize n)
{
    gsize lines = 1;

    for (const char *p = text; *p != '\0'; p++)
        lines += *p == '\n';
    Cuts cuts = { .at = mem_array(mem, int64_t, 2 * (n + lines + 1)) };
    int64_t at = 0;
    cuts.at[cuts.n++] = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p), at++) {
        if (*p != '\n')
            continue;
        cuts.at[cuts.n++] = at;
        cuts.at[cuts.n++] = at + 1;
    }
    cuts.at[cuts.n++] = at;
    for (gsize i = 0; i < n; i++) {
        cuts.at[cuts.n++] = places[i].from;
        cuts.at[cuts.n++] = places[i].to;
    }
    qsort(cuts.at, cuts.n, sizeof *cuts.at, by_number);
    return cuts;
}

static void look(Mem *mem, MarkPiece *piece, const Stretch *places, gsize n)
{
    gsize *ends = mem_array(mem, gsize, n);

    for (gsize i = 0; i < n; i++) {
        if (places[i].from > piece->at.from || places[i].to < piece->at.to)
            continue;
        piece->marked = true;
        if (places[i].to == piece->at.to)
            ends[piece->n_ends++] = i;
    }
    piece->ends = ends;
}

MarkPiece *mark_pieces(Mem *mem, const char *text, const Stretch *places, gsize n, gsize *n_pieces)
{
    Cuts cuts = cuts_of(mem, text, places, n);
    MarkPiece *pieces = mem_array(mem, MarkPiece, cuts.n);
    bool begins = true;

    *n_pieces = 0;
    for (gsize i = 0; i + 1 < cuts.n; i++) {
        Stretch at = { cuts.at[i], cuts.at[i + 1] };
        if (at.from == at.to)
            continue;
        if (*g_utf8_offset_to_pointer(text, at.from) == '\n') {
            begins = true;
            continue;
        }
        pieces[*n_pieces] = (MarkPiece){ .at = at, .begins_paragraph = begins };
        look(mem, &pieces[(*n_pieces)++], places, n);
        begins = false;
    }
    return pieces;
}
