/* spot_show.h: what 抽查复核 says of an approval, on other pages. */
#pragma once
#include "store/spot.h"
#include "web/view.h"

/* Fills an include of spot_verdict.tpl; nothing when it was not drawn, or nobody has looked yet. */
void spot_show_verdict(View *view, const char *marker, Mem *mem, const SpotCheck *spot);

/* 一致 */
const char *spot_state_word(SpotState state);
