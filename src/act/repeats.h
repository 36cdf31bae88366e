/* repeats.h: refusals of one kind that come again and again, by a program or a stubborn finger: the first of a minute is an
 * event, the others are counted, and the next event tells how many they were (security.md §3.8, 16). So nobody fills the
 * audit log by being refused. What was counted last is told only when the same kind comes again; each refusal is a line of
 * the workers' log besides. */
#pragma once
#include "store/tx.h"

/* kind: what they have in common, as one text. tell: whether this one is to be an event, for which left_out is the number of
 * those before it that were not. */
bool repeats_count(Tx *tx, Mem *mem, const char *kind, int64_t now_us, bool *tell, int64_t *left_out,
                   GError **err);

/* Drops some of the kinds that did not come for a day. */
bool repeats_forget(Db *db, int64_t now_us, GError **err);
