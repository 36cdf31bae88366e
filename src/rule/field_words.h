/* field_words.h: Chinese words for the fields of the change records and for what stood in them. Pure.
 *
 * As with event_words.h: a code without a word is shown as it is.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

/* narrative → 进展情况. The targets' own fields (value.17) are named by the caller: see field_target(). */
const char *field_word(const char *field);

/* The target's number of value.17 and note.17, 0 for other fields. *is_note tells the two apart. */
int64_t field_target(const char *field, bool *is_note);

/* The work item's id of item_state.17 and item_result.17, 0 for other fields. *is_result tells the two apart. */
int64_t field_item(const char *field, bool *is_result);

/* A stored value as people read it: states, lights, roles and yes become words; other texts stay. NULL: not set. */
const char *value_word(Mem *mem, const char *field, const char *value);
