/* review_view.h: what the queue and the single review show alike. */
#pragma once
#include "store/review_read.h"
#include "web/view.h"

/* Why a report needs a second look (需关注). */
typedef enum {
    FLAG_NONE,
    FLAG_RETURNED,
    FLAG_LATE,
    FLAG_LIGHT,
    FLAG_ADVICE,
    FLAG_LOWER,
    FLAG_SAME,
    FLAG__N
} ReviewFlag;

bool review_has_flag(const ReviewRow *row, ReviewFlag flag);
ReviewFlag review_flag_of(const char *code); /* FLAG_NONE: no such word */
const char *review_flag_code(ReviewFlag flag);
const char *review_flag_word(ReviewFlag flag);

/* Fills FLAG parts, or NO_FLAG. */
void view_flags(View *view, const ReviewRow *row);
