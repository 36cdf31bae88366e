/* progress.h: how far a target is, as people see it: a bar with the line of 序时, the word that judges it, the year in
 * small (ux.md 4.4). */
#pragma once
#include "page/chart.h"
#include "store/light_read.h"

/* Fills an include of progress.tpl: bar and percentage, below it what is due by the end of the month. month 0: of no
 * month. */
void progress_show(Mem *mem, View *view, const char *marker, const LightTarget *t, int month,
                   const Thresholds *at);

/* Fills an include of judged.tpl with shape and word: 达到序时, 低于序时, … ; 待核 when it counts for no light. */
void judged_show(View *view, const char *marker, const LightTarget *t, int month, const Thresholds *at);

/* A target of the book as the rule sees it. */
LightTarget target_in_book(const BookTarget *target, bool has_value, int64_t value_e4);

/* What was planned by the end of each month, and where it begins; values are left empty. */
ChartPace pace_of(const LightTarget *t);

/* 累计型，按序时比较 / 存量型，年初基数 16 家 / 节点型，12月末前达成. */
const char *promise_words(Mem *mem, const Promise *promise, const char *unit_word);

/* 序时 5 家; 上限 5 家; "" when nothing is due. */
const char *planned_words(Mem *mem, const LightTarget *t, int month);
