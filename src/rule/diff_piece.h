/* diff_piece.h: texts cut into the pieces that are compared, and pieces into sentences; equal ones have one number. Pure. */
#pragma once
#include <stdint.h>

#include "base/mem.h"

typedef enum {
    PIECE_CHAR,   /* a Chinese character, or a sign that stands alone */
    PIECE_NUMBER, /* 1,200.5% with its sign */
    PIECE_WORD,   /* of letters */
    PIECE_MARK,   /* punctuation within a sentence */
    PIECE_STOP,   /* what ends one: 。！？； and new lines, with the quotation mark that closes behind */
    PIECE_BLANK
} PieceKind;

typedef struct {
    const char *text; /* into the text that was cut */
    gsize size_bytes;
    gsize n_chars; /* to be counted for people: 0 for blanks */
    PieceKind kind;
} Piece;

typedef struct {
    Piece *list;
    uint32_t *ids; /* the same number in both texts for the same bytes */
    gsize n;
} Pieces;

void diff_pieces(Mem *mem, const char *a, const char *b, Pieces *pieces_a, Pieces *pieces_b);

typedef struct {
    gsize *starts; /* n + 1 of them: sentence i has the pieces starts[i] … starts[i + 1] - 1 */
    uint32_t *ids;
    gsize n;
} Sentences;

/* Of the pieces [from, end) of each. */
void diff_sentences(Mem *mem, const Pieces *a, gsize a_from, gsize a_end, const Pieces *b, gsize b_from,
                    gsize b_end, Sentences *sentences_a, Sentences *sentences_b);
