/* word_pair.c: looking a code up; see word_pair.h. */
#include "rule/word_pair.h"

#include <string.h>

const char *word_of(const WordPair *pairs, gsize n, const char *code, const char *otherwise)
{
    for (gsize i = 0; i < n; i++)
        if (strcmp(pairs[i].code, code) == 0)
            return pairs[i].word;
    return otherwise;
}
