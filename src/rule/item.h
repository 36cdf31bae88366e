/* item.h: the work items under a task (工作项目): their states, what their form may bring, when one is late. Pure.
 *
 * A day is a civil day in the city; _us is its first moment.
 */
#pragma once
#include "rule/complain.h"

enum {
    ITEMS_MOST = 40, /* on the list of one task and unit */
    ITEM_NAME_MOST = 200,
    ITEM_PERSON_MOST = 64,
    ITEM_EXPECTED_MOST = 300,
    ITEM_SPAN_MOST = 200,
    ITEM_RESULT_MOST = 1000,
    QUARTERS = 4
};

/* Code words, as stored and sent in forms; "" for ITEM_NONE. An unknown word is ITEM_NONE. */
const char *item_state_code(ItemState state);
ItemState item_state_of(const char *code);
const char *
item_state_word(ItemState state); /* 推进中; 未启动 for ITEM_NONE: nothing was reported of it yet */

/* Done or stopped: nothing is waited for any more. */
bool item_is_over(ItemState state);

/* 超期: civil days since the due day, while the item is neither done, nor stopped, nor taken off the list; else 0. */
int64_t item_days_late(ItemState state, bool ended, int64_t due_us, int64_t now_us);

/* An item as typed. */
typedef struct {
    const char *name, *person;
    const char *starts_on, *due_on; /* in any form that day_read() takes */
    const char *expected[QUARTERS];
    const char *span_reason; /* why it begins before or ends after the plan's year */
} ItemFields;

typedef struct {
    int64_t starts_us, due_us;
} ItemDays;

/* All that keeps an item from being put on the list, in the order of the form. *days counts when there is nothing. */
Complaint *item_complaints(Mem *mem, const ItemFields *fields, int64_t year, ItemDays *days, gsize *n);

Complaint *item_end_complaints(Mem *mem, const char *reason, gsize *n);

/* A quarter's field of the form: q1 … q4. */
const char *item_quarter_field(int quarter);
const char *item_quarter_word(int quarter); /* 一季度 */

/* What a report says of an item; NULL: it does not mention it. fields may be NULL. */
const ItemField *item_field(const ReportFields *fields, int64_t item);

/* Adds what is wrong with what a report says of its items. handing_in: all of it, else only what keeps a draft from being
 * saved. */
void report_items_check(Complaints *to, const ReportFields *fields, bool handing_in);
