/* find_text.h: finding what people type in the issued text. Pure.
 *
 * Full- and half-width signs are the same, and so are capital and small letters; signs are counted as people do
 * (Unicode code points), so that places in a text stay right when its punctuation is widened for showing. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

/* The text with every sign in its plain form; as many signs as before. */
char *text_folded(Mem *mem, const char *text);

/* The words of a search, folded; NULL ends the list. At most most_words. */
char **search_words(Mem *mem, const char *typed, gsize most_words);

/* Whether the typed text is one number: *number. Full-width digits count. */
bool search_number(const char *folded, int64_t *number);

/* A stretch of a text: signs from (inclusive) to (exclusive). */
typedef struct {
    int64_t from, to;
} Stretch;

/* Where the quotes stand in a text: the first place of each, sorted, those that touch joined. Quotes that are not there
 * are left out. Returns the number of stretches; room for n. */
gsize quotes_find(const char *text, const char *const *quotes, gsize n, Stretch *stretches);

/* Where a folded word stands in a text; false when it is not there. */
bool word_find(Mem *mem, const char *text, const char *folded_word, Stretch *found);

/* All places of all the folded words in a text, sorted, those that touch joined. */
gsize words_find(Mem *mem, const char *text, char *const *folded_words, Stretch **stretches);

/* The signs from … to of a text. */
char *text_stretch(Mem *mem, const char *text, int64_t from, int64_t to);
