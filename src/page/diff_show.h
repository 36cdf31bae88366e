/* diff_show.h: what changed between two texts, marked for reading (ux.md D11): fills an include of diff.tpl. */
#pragma once
#include "rule/diff.h"
#include "web/view.h"

typedef enum {
    DIFF_CHANGES, /* long stretches that stayed are left out, and said to be */
    DIFF_WHOLE,
    DIFF_OLD, /* the text before, with what is gone marked */
    DIFF_NEW  /* the text now, with what was added marked */
} DiffView;

/* Texts live as long as the view. */
void view_diff(View *view, const char *marker, Mem *mem, const char *before, const char *now, DiffView how);

/* The same of a comparison that was made already, so that two sides are one comparison. */
void view_diff_of(View *view, const char *marker, Mem *mem, const Diff *diff, DiffView how);
