/* sentence.h: which sentences of a text stood in an earlier one: what is new in a report that began as a copy. Pure. */
#pragma once
#include <stdbool.h>

#include "base/mem.h"

typedef struct {
    const char *text; /* with its mark and the blanks behind it: all of them in a row are the text */
    bool same;        /* the earlier text has it, too */
} Sentence;

/* The sentences of now, which end with 。！？；or a line. Blanks around a sentence do not count. Texts are valid UTF-8. */
Sentence *sentences(Mem *mem, const char *now, const char *before, gsize *n);
