/* target_words.h: a target as people read it. */
#pragma once
#include <stdint.h>

#include "base/mem.h"

/* The qualifier of a comparator, as the quote prints it (不少于, 以上, 左右); one of the two is "". */
typedef struct {
    const char *before, *after;
} Qualifier;

Qualifier target_qualifier(const char *comparator, const char *quote);

/* 35, or 1—2 when it is a range. */
char *target_number(Mem *mem, int64_t value_e4, int64_t value_max_e4);

/* cumulative → 累计型. */
const char *target_kind_text(const char *kind);

/* >= → 不少于（≥）; another code is given back as it is. */
const char *comparator_text(const char *comparator);
