/* event_words.h: Chinese words for what stands in the change records: actions and things. Pure.
 *
 * Records keep codes, so that words can be mended without touching a record. A code without a word is shown as it is:
 * better a plain code than a record that hides something.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* report.submit → 提交报送. */
const char *action_word(const char *action);

/* What became of it: "ok" is "", the rest says why not. */
const char *result_word(const char *result);

/* Which thing a record is about: the etype column. */
const char *etype_word(const char *etype);

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
