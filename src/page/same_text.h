/* same_text.h: a text beside the one of the period before: new sentences are marked, the others counted. */
#pragma once
#include "web/view.h"

/* Fills an include of same_text.tpl. before NULL: there is nothing to compare with. */
void view_same(View *view, const char *marker, Mem *mem, const char *now, const char *before);
