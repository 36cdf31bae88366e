/* diff_piece.c: see diff_piece.h. */
#include "rule/diff_piece.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { ZERO_WIDTH_JOINER = 0x200D };

static bool is_one_of(gunichar c, const char *signs)
{
    return c != 0 && g_utf8_strchr(signs, -1, c) != NULL;
}

/* 0–9, also in full width. */
static bool is_digit(gunichar c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool is_letter(gunichar c)
{
    return g_unichar_isalpha(c) && !g_unichar_iswide(c);
}

/* What belongs to the sign before it: accents, variation selectors, skin tones, and what a joiner joins. */
static const char *with_marks(const char *at)
{
    while (*at != '\0') {
        gunichar c = g_utf8_get_char(at);
        bool joins = c == ZERO_WIDTH_JOINER;
        if (!joins && !g_unichar_ismark(c) && !(c >= 0x1F3FB && c <= 0x1F3FF))
            break;
        at = g_utf8_next_char(at);
        if (joins && *at != '\0')
            at = g_utf8_next_char(at);
    }
    return at;
}

static gsize digits_at(const char *at, const char **end)
{
    gsize n = 0;

    for (; is_digit(g_utf8_get_char(at)); at = g_utf8_next_char(at))
        n++;
    *end = at;
    return n;
}

/* 1,200 has a separator, the list 1,2 has not: three digits follow it, no more. */
static const char *end_of_number(const char *at)
{
    const char *end, *next;

    digits_at(at, &end);
    while (*end == ',' && digits_at(end + 1, &next) == 3)
        end = next;
    if (is_one_of(g_utf8_get_char(end), ".．") && digits_at(g_utf8_next_char(end), &next) > 0)
        end = next;
    return is_one_of(g_utf8_get_char(end), "%％‰") ? g_utf8_next_char(end) : end;
}

static const char *end_of_word(const char *at)
{
    while (*at != '\0' && (is_letter(g_utf8_get_char(at)) || (*at >= '0' && *at <= '9')))
        at = with_marks(g_utf8_next_char(at));
    return at;
}

static const char *end_of_blanks(const char *at)
{
    while (*at != '\n' && *at != '\0' && g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

/* A minus belongs to its number where it cannot mean “to”, as in 1-2. */
static bool begins_number(const char *at, const Piece *last)
{
    gunichar c = g_utf8_get_char(at);
    bool free_sign = last == NULL || (last->kind != PIECE_NUMBER && last->kind != PIECE_WORD);

    return is_digit(c) ||
           (free_sign && is_one_of(c, "-+−") && is_digit(g_utf8_get_char(g_utf8_next_char(at))));
}

static PieceKind kind_of(gunichar c, const Piece *last)
{
    if (is_one_of(c, "。！？；!?;\n"))
        return PIECE_STOP;
    if (is_one_of(c, "”’」』") && last != NULL && last->kind == PIECE_STOP)
        return PIECE_STOP;
    return g_unichar_ispunct(c) ? PIECE_MARK : PIECE_CHAR;
}

static Piece piece_at(const char *at, const Piece *last)
{
    gunichar c = g_utf8_get_char(at);
    Piece piece = { .text = at, .n_chars = 1 };
    const char *end;

    if (begins_number(at, last)) {
        piece.kind = PIECE_NUMBER;
        end = end_of_number(is_digit(c) ? at : g_utf8_next_char(at));
    } else if (is_letter(c)) {
        piece.kind = PIECE_WORD;
        end = end_of_word(at);
    } else if (c != '\n' && g_unichar_isspace(c)) {
        piece.kind = PIECE_BLANK;
        end = end_of_blanks(at);
    } else {
        piece.kind = kind_of(c, last);
        end = with_marks(g_utf8_next_char(at));
    }
    piece.size_bytes = (gsize)(end - at);
    piece.n_chars = piece.kind == PIECE_BLANK || c == '\n' ? 0 : (gsize)g_utf8_strlen(at, end - at);
    return piece;
}

static Pieces cut(Mem *mem, const char *text)
{
    Pieces p = { .list = mem_array(mem, Piece, (gsize)g_utf8_strlen(text, -1)) };

    for (const char *at = text; *at != '\0'; at += p.list[p.n++].size_bytes)
        p.list[p.n] = piece_at(at, p.n > 0 ? &p.list[p.n - 1] : NULL);
    p.ids = mem_array(mem, uint32_t, p.n);
    return p;
}

/* ---- numbering: sorted, since no text can make that slow, as it could a table of hashes */

typedef struct {
    const void *bytes;
    gsize size_bytes;
    uint32_t *id;
} Key;

static int by_bytes(const void *x, const void *y)
{
    const Key *a = x, *b = y;
    int first = memcmp(a->bytes, b->bytes, MIN(a->size_bytes, b->size_bytes));

    return first != 0 ? first : (a->size_bytes > b->size_bytes) - (a->size_bytes < b->size_bytes);
}

static void number(Key *keys, gsize n)
{
    uint32_t id = 0;

    if (n > 0)
        qsort(keys, n, sizeof *keys, by_bytes);
    for (gsize i = 0; i < n; i++) {
        id += i > 0 && by_bytes(&keys[i - 1], &keys[i]) != 0;
        *keys[i].id = id;
    }
}

static void add_pieces(Key *keys, const Pieces *p)
{
    for (gsize i = 0; i < p->n; i++)
        keys[i] = (Key){ p->list[i].text, p->list[i].size_bytes, &p->ids[i] };
}

void diff_pieces(Mem *mem, const char *a, const char *b, Pieces *pieces_a, Pieces *pieces_b)
{
    *pieces_a = cut(mem, a);
    *pieces_b = cut(mem, b);
    Key *keys = mem_array(mem, Key, pieces_a->n + pieces_b->n);
    add_pieces(keys, pieces_a);
    add_pieces(keys + pieces_a->n, pieces_b);
    number(keys, pieces_a->n + pieces_b->n);
}

/* ---- sentences */

static bool ends_sentence(const Pieces *p, gsize i, gsize end)
{
    bool stop = p->list[i].kind == PIECE_STOP ||
                (p->list[i].kind == PIECE_BLANK && i > 0 && p->list[i - 1].kind == PIECE_STOP);

    return i + 1 == end || (stop && p->list[i + 1].kind != PIECE_STOP && p->list[i + 1].kind != PIECE_BLANK);
}

static Sentences split(Mem *mem, const Pieces *p, gsize from, gsize end)
{
    Sentences s = { .starts = mem_array(mem, gsize, end - from + 1) };

    s.starts[0] = from;
    for (gsize i = from; i < end; i++)
        if (ends_sentence(p, i, end))
            s.starts[++s.n] = i + 1;
    s.ids = mem_array(mem, uint32_t, s.n);
    return s;
}

static void add_sentences(Key *keys, const Sentences *s, const Pieces *p)
{
    for (gsize i = 0; i < s->n; i++)
        keys[i] = (Key){ p->ids + s->starts[i], (s->starts[i + 1] - s->starts[i]) * sizeof *p->ids,
                         &s->ids[i] };
}

void diff_sentences(Mem *mem, const Pieces *a, gsize a_from, gsize a_end, const Pieces *b, gsize b_from,
                    gsize b_end, Sentences *sentences_a, Sentences *sentences_b)
{
    *sentences_a = split(mem, a, a_from, a_end);
    *sentences_b = split(mem, b, b_from, b_end);
    Key *keys = mem_array(mem, Key, sentences_a->n + sentences_b->n);
    add_sentences(keys, sentences_a, a);
    add_sentences(keys + sentences_a->n, sentences_b, b);
    number(keys, sentences_a->n + sentences_b->n);
}
