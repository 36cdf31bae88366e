/* diff.c: see diff.h. Pieces are cut and numbered in diff_piece.c; here runs of changed pieces are found and made readable. */
#include "rule/diff.h"

#include <string.h>

#include "rule/diff_path.h"
#include "rule/diff_piece.h"

enum {
    CLEANINGS_MOST = 8,
    CHANCE_MOST = 3,
    ISLAND_MOST = 6 /* pieces; what is longer is read, whatever stands around it */
};

/* A run of changed pieces: [a, a_end) of one text stands for [b, b_end) of the other. */
typedef struct {
    gsize a, a_end, b, b_end;
} Hunk;

typedef struct {
    Pieces a, b;
    bool *gone, *added; /* a piece of a, of b, that has no counterpart */
    gsize work_left;
} Comparison;

static void mark(bool *changed, gsize from, gsize to)
{
    for (gsize i = from; i < to; i++)
        changed[i] = true;
}

/* The runs of changed pieces, in order. */
static GArray *hunks_of(const Comparison *c)
{
    GArray *hunks = g_array_new(FALSE, FALSE, sizeof(Hunk));
    gsize a = 0, b = 0;

    while (a < c->a.n || b < c->b.n) {
        Hunk hunk = { a, a, b, b };
        while (hunk.a_end < c->a.n && c->gone[hunk.a_end])
            hunk.a_end++;
        while (hunk.b_end < c->b.n && c->added[hunk.b_end])
            hunk.b_end++;
        if (hunk.a_end > a || hunk.b_end > b)
            g_array_append_val(hunks, hunk);
        a = hunk.a_end + 1; /* the next pieces of both are equal, or both texts end */
        b = hunk.b_end + 1;
    }
    return hunks;
}

/* ---- finding the changes */

/* The smallest set of changes within a hunk, when it can be had in bounded time and leaves enough standing to be read. */
static bool compare_within(Comparison *c, const Hunk *h, gsize least_equal_of_100)
{
    gsize n_a = h->a_end - h->a, n_b = h->b_end - h->b, standing = 0;
    DiffPath path = { c->a.ids + h->a, n_a, c->b.ids + h->b, n_b, c->gone + h->a, c->added + h->b };

    if (n_a == 0 || n_b == 0 || !diff_path(&path, &c->work_left))
        return false; /* as it was: all of it is marked */
    for (gsize i = 0; i < n_a; i++)
        standing += !path.gone[i];
    if (standing * 100 >= MIN(n_a, n_b) * least_equal_of_100)
        return true;
    mark(path.gone, 0, n_a);
    mark(path.added, 0, n_b);
    return false;
}

static void spread(const Sentences *s, const bool *changed, bool *pieces)
{
    for (gsize i = 0; i < s->n; i++)
        if (changed[i])
            mark(pieces, s->starts[i], s->starts[i + 1]);
        else
            memset(pieces + s->starts[i], 0, s->starts[i + 1] - s->starts[i]);
}

/* Whole sentences first; then, where some stand for others, what is left of them. */
static void compare_by_sentences(Comparison *c, const Hunk *h)
{
    g_autoptr(Mem) mem = mem_new();
    Sentences a, b;

    diff_sentences(mem, &c->a, h->a, h->a_end, &c->b, h->b, h->b_end, &a, &b);
    DiffPath path = { a.ids, a.n, b.ids, b.n, mem_array(mem, bool, a.n), mem_array(mem, bool, b.n) };
    if (!diff_path(&path, &c->work_left))
        return; /* all of it is marked as changed already */
    spread(&a, path.gone, c->gone);
    spread(&b, path.added, c->added);
    g_autoptr(GArray) hunks = hunks_of(c);
    for (guint i = 0; i < hunks->len; i++)
        (void)compare_within(c, &g_array_index(hunks, Hunk, i), 50); /* too different: replaced as a whole */
}

static void compare(Comparison *c)
{
    Hunk all = { 0, c->a.n, 0, c->b.n };

    while (all.a < all.a_end && all.b < all.b_end && c->a.ids[all.a] == c->b.ids[all.b]) {
        all.a++;
        all.b++;
    }
    while (all.a < all.a_end && all.b < all.b_end && c->a.ids[all.a_end - 1] == c->b.ids[all.b_end - 1]) {
        all.a_end--;
        all.b_end--;
    }
    mark(c->gone, all.a, all.a_end);
    mark(c->added, all.b, all.b_end);
    if (!compare_within(c, &all, 25) && all.a < all.a_end && all.b < all.b_end)
        compare_by_sentences(c, &all);
}

/* ---- making them readable */

static gsize read_pieces(const Pieces *p, gsize from, gsize to)
{
    gsize n = 0;

    for (gsize i = from; i < to; i++)
        n += p->list[i].kind != PIECE_BLANK;
    return n;
}

static gsize weight(const Comparison *c, const Hunk *h)
{
    return MAX(read_pieces(&c->a, h->a, h->a_end), read_pieces(&c->b, h->b, h->b_end));
}

static bool is_one_number(const Pieces *p, gsize from, gsize to)
{
    return to == from + 1 && p->list[from].kind == PIECE_NUMBER;
}

/* One number for another: that is read by itself, however close the next change is. */
static bool swaps_number(const Comparison *c, const Hunk *h)
{
    return is_one_number(&c->a, h->a, h->a_end) && is_one_number(&c->b, h->b, h->b_end);
}

static bool holds_stop(const Pieces *p, gsize from, gsize to)
{
    for (gsize i = from; i < to; i++)
        if (p->list[i].kind == PIECE_STOP)
            return true;
    return false;
}

/* Whether what stands between two changes is too short to be read apart from them. */
static bool is_island(const Comparison *c, const Hunk *left, const Hunk *right)
{
    gsize between = right->a - left->a_end;

    gsize less = MIN(weight(c, left), weight(c, right)), more = MAX(weight(c, left), weight(c, right));

    if (swaps_number(c, left) && swaps_number(c, right))
        return false;
    /* Two or three characters that much new text has in common with what it replaces are found by chance. */
    if (between <= CHANCE_MOST && more >= 4 * between && !swaps_number(c, left) && !swaps_number(c, right) &&
        !holds_stop(&c->a, left->a_end, right->a))
        return true;
    return between <= ISLAND_MOST && between <= less;
}

/* Joins changes over the islands between them; true when some were joined. */
static bool drop_islands(const Comparison *c, GArray *hunks)
{
    guint kept = 0;

    for (guint i = 1; i < hunks->len; i++) {
        Hunk *left = &g_array_index(hunks, Hunk, kept), *right = &g_array_index(hunks, Hunk, i);
        if (is_island(c, left, right)) {
            left->a_end = right->a_end;
            left->b_end = right->b_end;
        } else {
            g_array_index(hunks, Hunk, ++kept) = *right;
        }
    }
    bool joined = hunks->len > 0 && kept + 1 < hunks->len;
    if (joined)
        g_array_set_size(hunks, kept + 1);
    return joined;
}

/* How well a change may begin before this piece: best behind the end of a sentence. */
static int seam(const Pieces *p, gsize at)
{
    if (at == 0 || at == p->n || p->list[at - 1].kind == PIECE_STOP)
        return 3;
    if (p->list[at - 1].kind == PIECE_MARK || p->list[at - 1].kind == PIECE_BLANK)
        return 2;
    return p->list[at].kind == PIECE_MARK || p->list[at].kind == PIECE_BLANK ? 1 : 0;
}

/* What was only added (or only taken out) may often stand a little earlier or later with the same effect: 好。[又好。] for
 * 好[。又好]。 The place with the best seam is taken. low and high: how far it may go to either side. */
static gsize best_place(const Pieces *p, gsize from, gsize to, gsize low, gsize high)
{
    gsize first = from, size = to - from;

    while (first > low && p->ids[first - 1] == p->ids[first - 1 + size])
        first--;
    gsize best = first;
    for (gsize at = first; at + size < high && p->ids[at] == p->ids[at + size]; at++)
        if (seam(p, at + 1) > seam(p, best))
            best = at + 1;
    return best;
}

static void slide(const Comparison *c, GArray *hunks, guint i)
{
    Hunk *h = &g_array_index(hunks, Hunk, i);
    const Hunk *left = i > 0 ? &g_array_index(hunks, Hunk, i - 1) : NULL;
    const Hunk *right = i + 1 < hunks->len ? &g_array_index(hunks, Hunk, i + 1) : NULL;
    bool taken_out = h->b == h->b_end;

    if (!taken_out && h->a != h->a_end)
        return;
    const Pieces *p = taken_out ? &c->a : &c->b;
    gsize *from = taken_out ? &h->a : &h->b, *to = taken_out ? &h->a_end : &h->b_end;
    gsize low = left == NULL ? 0 : (taken_out ? left->a_end : left->b_end) + 1;
    gsize high = right == NULL ? p->n : (taken_out ? right->a : right->b) - 1;
    gsize best = best_place(p, *from, *to, low, high), size = *to - *from;
    gsize *other = taken_out ? &h->b : &h->a, *other_end = taken_out ? &h->b_end : &h->a_end;

    *other = *other_end = *other + best - *from; /* the equal pieces before it are as many in both */
    *from = best;
    *to = best + size;
}

/* ---- the answer */

typedef struct {
    Mem *mem;
    Diff diff;
    gsize room;
} Writer;

static void put(Writer *w, DiffKind kind, const Pieces *p, gsize from, gsize to)
{
    if (from == to)
        return;
    const char *text = p->list[from].text;
    const Piece *last = &p->list[to - 1];
    gsize size_bytes = (gsize)(last->text + last->size_bytes - text), n = 0;

    for (gsize i = from; i < to; i++)
        n += p->list[i].n_chars;
    w->diff.n_deleted += kind == DIFF_DELETED ? n : 0;
    w->diff.n_inserted += kind == DIFF_INSERTED ? n : 0;
    g_assert(w->diff.n < w->room);
    w->diff.parts[w->diff.n++] = (DiffPart){ kind, mem_text_n(w->mem, text, size_bytes) };
}

static Diff write_out(Mem *mem, const Comparison *c, const GArray *hunks, bool swapped)
{
    Writer w = { .mem = mem, .room = (gsize)hunks->len * 3 + 1 };
    gsize a = 0;

    w.diff.parts = mem_array(mem, DiffPart, w.room);
    for (guint i = 0; i < hunks->len; i++) {
        const Hunk *h = &g_array_index(hunks, Hunk, i);
        put(&w, DIFF_EQUAL, &c->a, a, h->a);
        put(&w, DIFF_DELETED, swapped ? &c->b : &c->a, swapped ? h->b : h->a, swapped ? h->b_end : h->a_end);
        put(&w, DIFF_INSERTED, swapped ? &c->a : &c->b, swapped ? h->a : h->b, swapped ? h->a_end : h->b_end);
        a = h->a_end;
    }
    put(&w, DIFF_EQUAL, &c->a, a, c->a.n);
    return w.diff;
}

Diff diff_texts(Mem *mem, const char *before, const char *now)
{
    g_autoptr(Mem) inner = mem_new();
    bool swapped = strcmp(before, now) > 0; /* the path prefers one side: it is always the same one */
    Comparison c = { .work_left = DIFF_WORK_MOST };

    diff_pieces(inner, swapped ? now : before, swapped ? before : now, &c.a, &c.b);
    c.gone = mem_array(inner, bool, c.a.n);
    c.added = mem_array(inner, bool, c.b.n);
    compare(&c);
    g_autoptr(GArray) hunks = hunks_of(&c);
    for (guint i = 0; i < hunks->len; i++)
        slide(&c, hunks, i);
    for (int i = 0; i < CLEANINGS_MOST && drop_islands(&c, hunks); i++)
        ;
    return write_out(mem, &c, hunks, swapped);
}

bool diff_any(const Diff *diff)
{
    return diff->n > 1 || (diff->n == 1 && diff->parts[0].kind != DIFF_EQUAL);
}
