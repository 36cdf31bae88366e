/* brief.h: the life of a 简报 (brief), as a table, and what its forms may bring. Pure.
 *
 * A brief is a draft until it is issued; then it has the next number of its year (第N期) and nothing changes. Recall keeps it.
 * 报 stands for superiors, 送 for equals, 发 for subordinates (GB/T 9704-2012, 7.4.2: 抄送 and 印发 of the colophon).
 */
#pragma once
#include "rule/complain.h"

typedef enum { BRIEF_NONE, BRIEF_DRAFT, BRIEF_ISSUED, BRIEF_RECALLED, BRIEF_DROPPED, BRIEF__N } BriefState;

typedef enum {
    BRIEF_NEW,
    BRIEF_PICK,
    BRIEF_SAVE,
    BRIEF_ISSUE,
    BRIEF_RECALL,
    BRIEF_DROP, /* a draft that is not wanted */
    BRIEF_STEP__N
} BriefStep;

enum {
    BRIEF_ITEMS_MOST = 30,
    BRIEF_TITLE_MOST = 100,
    BRIEF_LEAD_MOST = 1000,
    BRIEF_LIST_MOST = 500,
    BRIEF_ITEM_TITLE_MOST = 100,
    BRIEF_ITEM_TEXT_MOST = 4000,
};

/* BRIEF_NONE: the step does not exist. */
BriefState brief_next(BriefState from, BriefStep step);

const char *brief_state_code(BriefState state); /* "" for BRIEF_NONE */
BriefState brief_state_of(const char *code);
const char *brief_state_word(BriefState state);

const char *brief_action(BriefStep step);  /* brief.issue */
BriefStep brief_step_of(const char *code); /* issue; BRIEF_STEP__N: an unknown word */

/* An item as typed. */
typedef struct {
    int64_t id, version;
    int64_t place; /* 0: what was typed is no place */
    const char *title, *text;
    bool drop;
} BriefItemFields;

typedef struct {
    const char *title, *lead, *report_to, *send_to, *issue_to;
    BriefItemFields *items;
    gsize n_items;
} BriefFields;

/* Fields of items are named entry_title.ID and so on. */
Complaint *brief_complaints(Mem *mem, const BriefFields *fields, gsize *n);

Complaint *brief_recall_complaints(Mem *mem, const char *reason, gsize *n);
