/* merge.h: one report, changed by two people who began with the same text (ux.md 5.2). Pure.
 *
 * A form carries a mark of each of its fields as they were when it was made; so three versions can be compared when it comes
 * back: what it began with, what is stored by now (theirs) and what it brings (mine). A mark is of the field's name and
 * text: equal marks, equal text. Without marks every difference is a clash.
 */
#pragma once
#include "rule/field.h"

enum { MARK_CHARS = 11, MARKS_CHARS_MOST = 4400 };

/* What a form carries in its field "marks". */
char *fields_marks(Mem *mem, const ReportFields *fields);

typedef enum {
    MERGE_SAME,
    MERGE_MINE,   /* only I changed it */
    MERGE_THEIRS, /* only they did: mine was taken over from theirs */
    MERGE_CLASH,
} MergeSide;

typedef struct {
    const char *name;          /* of the form's field: narrative, value.17, item_state.3 … */
    const char *theirs, *mine; /* as a form sends them */
    MergeSide side;
} MergedField;

typedef struct {
    ReportFields fields; /* mine, with what only they changed; where both did, mine */
    MergedField *list;   /* in the order of the form */
    gsize n, n_theirs, n_clashes;
} Merged;

/* Fields that theirs does not have (an item that their draft does not mention) are mine. */
void fields_merge(Mem *mem, const char *base, const ReportFields *theirs, const ReportFields *mine,
                  Merged *merged);

/* Marks without those of one field's text: whatever it says now is a difference. */
char *marks_without(Mem *mem, const char *base, const char *name, const char *text);

/* “进展情况、本期值（2 项）”: what was taken over from theirs; "" when nothing was. */
const char *merged_words(Mem *mem, const Merged *merged);
