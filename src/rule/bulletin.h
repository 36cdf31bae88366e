/* bulletin.h: the parts of a circular (通报), in their order, and its life: draft → issued → recalled (design.md §4). Pure. */
#pragma once
#include <stdbool.h>

#include "base/mem.h"

typedef enum {
    PART_NONE,
    PART_OVERALL,  /* 总体情况 */
    PART_SECTIONS, /* by section of the notice */
    PART_RANKING,  /* by unit */
    PART_LIGHTS,   /* red and yellow tasks with reasons */
    PART_LATE,     /* late and missing reports */
    PART_PROBLEMS,
    PART_DEMANDS, /* 工作要求: words only */
    PART__N
} PartKind;

const char *part_code(PartKind part);
const char *part_title(PartKind part);
const char *part_words(PartKind part); /* that a draft begins with */

enum { BULLETIN_TITLE_MOST = 60, BULLETIN_TO_MOST = 100, PART_WORDS_MOST = 2000, BULLETIN_REASON_MOST = 300 };

typedef enum { BULLETIN_NONE, BULLETIN_DRAFT, BULLETIN_ISSUED, BULLETIN_RECALLED, BULLETIN__N } BulletinState;
typedef enum { STEP_CHANGE, STEP_ISSUE, STEP_RECALL, STEP_OBJECT, STEP__N } BulletinStep;

const char *bulletin_state_code(BulletinState state);
BulletinState bulletin_state_of(const char *code);
const char *bulletin_state_word(BulletinState state);

/* What a step leads to; BULLETIN_NONE: it cannot be taken. */
BulletinState bulletin_next(BulletinState from, BulletinStep step);

/* 〔2023〕第3期 */
const char *issue_no_word(Mem *mem, int64_t year, int64_t no);

/* 一 … 十 */
const char *heading_number(int at);
