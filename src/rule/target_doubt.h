/* target_doubt.h: numbers that look misprinted, mostly by a lost decimal point. */
#pragma once
#include "rule/target_clause.h"

/* A target with what the rules need to know of its place. */
typedef struct {
    Target target;
    Measure measure;
    int64_t scale;
    size_t sentence; /* offset of its sentence in the source: equal for targets of one sentence */
} Placed;

/* Sets the doubt of each target (of Placed) of one task. */
void doubts_set(Mem *mem, const Notice *notice, GArray *placed);
