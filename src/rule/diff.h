/* diff.h: what changed between two texts, as a reader sees it (ux.md D11). Pure.
 *
 * Compared are whole pieces: one Chinese character, one number with its decimals and its %, one Latin word, one mark of
 * punctuation, a run of blanks. So 50 → 500 is one number for another, never a "0" slipped in, and no character is cut.
 * Texts are valid UTF-8. Source: Myers, An O(ND) difference algorithm (1986); time and memory are bounded: texts that
 * differ in more than that are compared by sentences, and only sentences that are alike from within.
 */
#pragma once
#include <stdbool.h>

#include "base/mem.h"

typedef enum { DIFF_EQUAL, DIFF_DELETED, DIFF_INSERTED } DiffKind;

typedef struct {
    DiffKind kind;
    const char *text; /* never "" */
} DiffPart;

typedef struct {
    /* In the order of reading; of two neighbours that replace each other the deleted one comes first. All but the inserted
     * ones in a row are the text before, all but the deleted ones the text now. */
    DiffPart *parts;
    gsize n;
    gsize n_deleted, n_inserted; /* characters, blanks not counted */
} Diff;

/* diff_texts(now, before) is the same with deleted and inserted exchanged. */
Diff diff_texts(Mem *mem, const char *before, const char *now);

bool diff_any(const Diff *diff);
