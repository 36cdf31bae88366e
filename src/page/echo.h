/* echo.h: what a person typed, shown with the labels of our forms: to be copied, or as fields that the next form carries on
 * (ux.md 5.1, D9). */
#pragma once
#include "web/req.h"
#include "web/view.h"

/* Whether somebody typed it, and not a page: these have labels. */
bool echo_is_typed(const char *name);

/* Lists them in parts of echo.tpl, included at marker. left_out (NULL: nothing) says which not to show. carry: every field,
 * also those without a label, is a field kept.NAME of the form around it. Returns how many are shown. */
gsize echo_show(Mem *mem, View *view, const char *marker, const Params *fields, const bool *left_out,
                bool carry);
