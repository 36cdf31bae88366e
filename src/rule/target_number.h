/* target_number.h: a number with its unit and the words that say how it is meant (以上, 不少于, 突破). */
#pragma once
#include "rule/passage.h"
#include "rule/target.h"

typedef enum {
    MEASURE_NONE,  /* a bare number */
    MEASURE_COUNT, /* 个 家 项: things that are counted */
    MEASURE_SIZE,  /* 亩 吨 元: how much there is of something */
    MEASURE_RATE,  /* % 倍 个百分点 */
    MEASURE_TIME,  /* 天 小时 */
    MEASURE_AGE,   /* 岁 */
    MEASURE_SCALE  /* 万 or 亿 and no more */
} Measure;

typedef struct {
    size_t words_start;          /* 突破, 不少于, 达到 … before the number; start if there is none */
    size_t start, end;           /* number, unit and 以上, 左右 … behind it */
    size_t unit_start, unit_end; /* 万辆 */
    Measure measure;
    TargetComparator comparator;
    const char *value, *value_max;
    int64_t amount_e4, amount_max_e4;
    int64_t scale; /* 1, or 10 000 for 万 and so on */
    bool levelled; /* 达到 or the like stands before */
    bool inexact;  /* has more decimals than four: amount_e4 is cut off */
} Quantity;

/* The first number at or after `at` that has a unit, or could do without one; false if there is none. What it cannot
 * be: a year, a date, a grade (5A级), a line (8号线), a part of a name in letters (PM2.5), 第3, 前10. */
bool quantity_next(Mem *mem, Passage text, size_t at, Quantity *quantity);
