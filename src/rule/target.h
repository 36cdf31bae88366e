/* target.h: finds the numbers that a task promises, each tied to its exact words.
 *
 * Pure, and made of word lists (target_number.c, target_clause.c), not of whole phrases. A number is a promise when it counts or measures
 * something that the task sets out to do; years, names in quotes, line numbers, grades and conditions are not. Texts
 * live as long as mem. */
#pragma once
#include "rule/notice.h"

#include <stdint.h>

typedef enum {
    TARGET_EQUAL,    /* =  none of the words below; 达到 and 提高至 too */
    TARGET_AT_LEAST, /* >= 以上 不少于 不低于 */
    TARGET_ABOVE,    /* >  突破 超过 超 */
    TARGET_AT_MOST,  /* <= 以内 不超过 以下 */
    TARGET_BELOW,    /* <  低于 */
    TARGET_ABOUT,    /* ~  左右 约 */
    TARGET_RANGE,    /* range 1—2 */
    TARGET_COMPARATOR__N
} TargetComparator;

typedef enum {
    TARGET_CUMULATIVE, /* 累计型: grows from nothing over the year (新增 完成 开工) */
    TARGET_STOCK,      /* 存量型: a level (达到 总数 占比 率) */
    TARGET_MILESTONE,  /* 节点型: done or not done (one thing, by a date) */
    TARGET_KIND__N
} TargetKind;

typedef struct {
    const char *subject;
    TargetComparator comparator;
    const char
        *value; /* decimal digits as printed, without thousands commas: "25", "3.5"; 百亿 gives "100" */
    const char *value_max; /* "" unless comparator is TARGET_RANGE */
    int64_t amount_e4;     /* value in ten-thousandths of the printed unit */
    int64_t amount_max_e4; /* 0 unless comparator is TARGET_RANGE */
    const char *unit;      /* as printed: 万辆, %, 条(次), 亿元; "" for a bare ratio */
    TargetKind kind;       /* a guess, to be confirmed by a person */
    const char *quote;     /* the exact words of the task */
    NoticeSpan quoted;     /* where they stand in notice->source */
    const char *doubt;     /* "" or why the number looks misprinted, in Chinese */
} Target;

typedef struct {
    const Target *items; /* in the order of the text */
    size_t n;
} TargetList;

/* Looks at the whole notice as well: 标准机架数45万个 is only strange in a notice without a single decimal point. */
TargetList targets_find(Mem *mem, const Notice *notice, const NoticeTask *task);

const char *target_comparator_word(TargetComparator comparator); /* "=" ">=" … "range" */
const char *target_kind_word(TargetKind kind);                   /* "cumulative" "stock" "milestone" */
