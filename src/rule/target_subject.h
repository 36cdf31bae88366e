/* target_subject.h: what a promised number is a number of. */
#pragma once
#include "rule/target_clause.h"

/* What promise no. i is a number of. Several subjects share a number in 甲规模、乙规模均突破百亿: which counts them from
 * 0, and NULL comes back behind the last. *quote_start is where the words start that say all this. */
const char *promise_subject(Mem *mem, Passage text, const GArray *promises, guint i, guint which,
                            size_t *quote_start);

/* Cumulative or stock, by the words around it. */
TargetKind promise_kind(Passage text, const Promise *promise);
