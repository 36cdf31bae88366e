/* target_clause.h: where in its sentence a number stands, and whether it promises something. */
#pragma once
#include "rule/target_number.h"

/* A number that is taken for a promise. Places are bytes of the paragraph. */
typedef struct {
    Quantity quantity;
    size_t sentence;  /* where its sentence starts */
    size_t clause;    /* where its clause starts: behind the last , ; or : */
    size_t item;      /* where its own words start: in a list behind the 、 that follows the number before */
    size_t item_end;  /* where its own words end */
    bool noun_behind; /* 7台燃气锅炉, not 绿道100公里 */
    bool
        listed; /* 、 or 和 stands between it and a promise of the same measure: the verb there is its verb */
} Promise;

/* Finds the promises of one paragraph, in order, as Promise. */
void promises_find(Mem *mem, Passage text, GArray *promises);

/* Without 力争 全年 组织实施 …: the words before what a clause is about. */
Passage lead_ins_strip(Passage words);

/* Bytes of the longest verb that makes a promise (新增 建设 …) at the start, or 0. */
size_t promise_verb_bytes(Passage words);
