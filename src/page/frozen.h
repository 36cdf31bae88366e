/* frozen.h: what is shown of corrections (更正), on the pages of a frozen period and on those of its reports. */
#pragma once
#include "store/frozen.h"
#include "web/view.h"

/* Fills an include of corrections.tpl with those of one lead's line; nothing when there are none. values may be NULL: then
 * targets have no names. */
void corrections_show(View *view, const char *marker, Mem *mem, PeriodId period, const Correction *list,
                      gsize n, TaskId task, UnitId unit, const FrozenValue *values, gsize n_values);

/* 16 家; — when it is not known. */
const char *figure_words(Mem *mem, Figure figure, const char *unit_word);
