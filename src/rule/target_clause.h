/* target_clause.h: where in its sentence a number stands, whether it promises something, and what it is a number of. */
#pragma once
#include "rule/target_number.h"

/* A number that is taken for a promise. Places are bytes of the paragraph. */
typedef struct {
    Quantity quantity;
    size_t sentence;  /* where its sentence starts */
    size_t clause;    /* where its clause starts: behind the last , ; or : */
    size_t item;      /* where its own words start: in a list behind the 、 that follows the number before */
    size_t item_end;  /* where its own words end */
    bool noun_behind; /* 7台燃气锅炉, not 绿道100公里 */
} Promise;

/* Finds the promises of one paragraph, in order, as Promise. */
void promises_find(Mem *mem, Passage text, GArray *promises);

/* What promise no. i is a number of. Several subjects share a number in 甲规模、乙规模均突破百亿: which counts them from
 * 0, and NULL comes back behind the last. *quote_start is where the words start that say all this. */
const char *promise_subject(Mem *mem, Passage text, const GArray *promises, guint i, guint which,
                            size_t *quote_start);

/* Cumulative or stock, by the words around it. */
TargetKind promise_kind(Passage text, const Promise *promise);
