/* marks.h: the issued text with the words of its targets marked, each so that one sees where it ends. Pure.
 *
 * Places are in signs (Unicode code points), as in find_text.h, so that they hold in the widened text as well.
 */
#pragma once
#include "rule/find_text.h"

/* Where each quote stands; {0, 0} for one that is not there. Quotes with the same words take one place after the other,
 * in their order; more of them than places share the last. */
void quotes_place(const char *text, const char *const *quotes, gsize n, Stretch *places);

/* A piece of a paragraph: either in no quote, or in the same ones from its first sign to its last. */
typedef struct {
    Stretch at;
    bool marked;           /* in at least one quote */
    bool begins_paragraph; /* the first piece after a line end, or of the text */
    const gsize *ends;     /* the quotes whose last sign is the piece's last, by their number in places */
    gsize n_ends;
} MarkPiece;

/* All pieces in the order of the text; line ends are in none. Quotes may overlap, touch, or stand within each other. */
MarkPiece *mark_pieces(Mem *mem, const char *text, const Stretch *places, gsize n, gsize *n_pieces);
