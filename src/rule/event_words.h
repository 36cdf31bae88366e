/* event_words.h: Chinese words for what stands in the change records: actions, fields, codes. Pure.
 *
 * Records keep codes, so that words can be mended without touching a record. A code without a word is shown as it is:
 * better a plain code than a record that hides something.
 */
#pragma once
#include "base/mem.h"
#include "rule/model.h"

/* report.submit → 提交报送. */
const char *action_word(const char *action);

/* What became of it: "ok" is "", the rest says why not. */
const char *result_word(const char *result);

/* Which thing a record is about: the etype column. */
const char *etype_word(const char *etype);

/* narrative → 进展情况. The targets' own fields (value.17) are named by the caller: see field_target(). */
const char *field_word(const char *field);

/* The target's number of value.17 and note.17, 0 for other fields. *is_note tells the two apart. */
int64_t field_target(const char *field, bool *is_note);

/* The work item's id of item_state.17 and item_result.17, 0 for other fields. *is_result tells the two apart. */
int64_t field_item(const char *field, bool *is_result);

/* A stored value as people read it: states, lights, roles and yes become words; other texts stay. NULL: not set. */
const char *value_word(Mem *mem, const char *field, const char *value);

/* The groups that the list of records can be narrowed to. */
typedef struct {
    const char *code, *word;
    const char *actions; /* divided by commas; "": any */
    const char *etypes;  /* likewise */
    bool refused;        /* only what was refused */
} ActionGroup;

extern const ActionGroup action_groups[];
extern const gsize n_action_groups;

/* NULL: no such group. */
const ActionGroup *action_group(const char *code);
