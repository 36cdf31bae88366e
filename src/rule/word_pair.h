/* word_pair.h: a code of the records and the word people read for it. Pure; only for the word tables. */
#pragma once
#include <glib.h>

typedef struct {
    const char *code, *word;
} WordPair;

#define TABLE(pairs) (pairs), G_N_ELEMENTS(pairs)

/* otherwise: the table has no such code. */
const char *word_of(const WordPair *pairs, gsize n, const char *code, const char *otherwise);
