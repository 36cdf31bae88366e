/* complain.h: gathering what is wrong with a form, in the order of its fields. Pure. */
#pragma once
#include "rule/field.h"

enum { COMPLAINTS_MOST = 128 }; /* what comes after them is not said any more */

typedef struct Complaints {
    Mem *mem;
    Complaint *list;
    gsize n;
} Complaints;

Complaints complaints_new(Mem *mem);
void complain(Complaints *to, const char *field, const char *text);

/* When a text is longer than so many characters: by how much. label: the field as people know it. */
void complain_most(Complaints *to, const char *field, const char *label, const char *text, int64_t most);

/* Nothing but blanks. */
bool text_is_blank(const char *text);
