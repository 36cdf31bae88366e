/* passage.h: looking at a stretch of UTF-8 text without copying it.
 *
 * The bytes belong to the caller and are valid UTF-8. Positions and sizes are in bytes. Half- and full-width marks are
 * the same mark here: that is how notices are typed. */
#pragma once
#include "base/mem.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *at;
    size_t n;
} Passage;

#define PASSAGE_NOWHERE ((size_t)-1)

Passage passage_of(const char *text);
Passage passage_from(Passage p, size_t start); /* the rest from start on */
Passage passage_until(Passage p, size_t end);  /* the first end bytes */
Passage passage_between(Passage p, size_t start, size_t end);
Passage passage_trim(Passage p); /* no blanks or line ends (U+3000, U+00A0, U+FEFF too) at either side */

gunichar passage_char(Passage p, size_t at, size_t *size_bytes); /* 0 at the end; size_bytes may be NULL */
size_t passage_after(Passage p, size_t at);                      /* where the next character starts, or p.n */
gunichar passage_char_before(Passage p, size_t at);              /* 0 at the start */
size_t passage_chars(Passage p);                                 /* length in characters */

bool passage_equals(Passage p, const char *text);
size_t passage_find(Passage p, size_t start, const char *word); /* PASSAGE_NOWHERE if not there */
bool passage_holds_any(Passage p, const char *const *words);    /* words end in NULL */
size_t passage_starts(Passage p,
                      const char *const *words);          /* bytes of the longest that it starts with, or 0 */
size_t passage_ends(Passage p, const char *const *words); /* the same for its end */
char *passage_text(Mem *mem, Passage p);
char *passage_cut(Mem *mem, Passage p,
                  size_t max_chars); /* with … if it is longer; line ends become blanks */

bool is_blank_char(gunichar c);
bool is_digit_char(gunichar c); /* 0–9, full-width ones too */
int digit_of_char(gunichar c);
bool is_comma(gunichar c);     /* , ， */
bool is_semicolon(gunichar c); /* ; ； */
bool is_colon(gunichar c);     /* : ： */
bool is_open(gunichar c);      /* ( （ [ 【 〔 */
bool is_close(gunichar c);
bool brackets_pair(gunichar open,
                   gunichar close); /* round with round, square with square, whatever their width */

/* Does a sentence end at this place: 。 ！ ？ or a half-width stop that is no decimal point and no part of a name. */
bool is_stop_at(Passage p, size_t at);

/* The first place at or after start where a sentence ends, or p.n. */
size_t passage_stop(Passage p, size_t start);
