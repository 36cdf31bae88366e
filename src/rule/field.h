/* field.h: what a form may bring, and the words when it does not (ux.md §4.5). Pure. */
#pragma once
#include "base/mem.h"
#include "rule/model.h"

enum {
    NARRATIVE_LEAST = 20, /* characters, not bytes */
    NARRATIVE_MOST = 2000,
    NEXT_STEPS_MOST = 1000,
    REASON_MOST = 500,
    NOTE_MOST = 200,
    COMMENT_MOST = 1000,
    REASONS_MOST = 8, /* of one return */
    ANSWER_MOST = 500,
    AMOUNT_MOST = 40
};

typedef enum {
    AMOUNT_EMPTY,
    AMOUNT_GOOD,
    AMOUNT_WORDS,
    AMOUNT_TWO,
    AMOUNT_NEGATIVE,
    AMOUNT_TOO_BIG,
    AMOUNT_TOO_FINE
} AmountRead;

/* Reads what people type as a number: full-width digits, thousands separators and the target's own unit word behind it
 * are understood; words, two numbers and negatives are not. *amount_e4 in ten-thousandths, only for AMOUNT_GOOD. */
AmountRead amount_read(const char *typed, const char *unit_word, int64_t *amount_e4);

/* What to say; NULL for AMOUNT_EMPTY and AMOUNT_GOOD. */
const char *amount_complaint(AmountRead read);

/* A target of the report as the form shows it. */
typedef struct {
    int64_t target;
    const char *subject, *unit_word;
    const char *typed, *note;
    /* What stood before, for report_complaints(); filled by report_light() (store/light_read.h). */
    bool grows, has_before; /* a running total; a value was approved in an earlier period */
    int64_t before_e4;
} AmountField;

/* What became of a work item (rule/item.h). */
typedef enum { ITEM_NONE, ITEM_WAITING, ITEM_DOING, ITEM_DONE, ITEM_STOPPED, ITEM__N } ItemState;

/* A work item of the task as the report's form shows it. */
typedef struct {
    int64_t item;
    const char *name;
    ItemState state;
    const char *result; /* actual result so far */
    bool ended;         /* taken off the list since the form was opened */
} ItemField;

/* What a unit says to one reason of the return before (rule/answer.h). */
typedef struct {
    int64_t decision; /* the return; 0: whichever the form shows */
    int place;
    const char *reason;
    bool mended; /* 已改 */
    const char *answer;
} AnswerField;

typedef struct {
    const char *narrative, *next_steps, *light_reason;
    Light light;
    Light suggested; /* by the ledger; LIGHT_NONE: it suggests nothing */
    AmountField *amounts;
    gsize n_amounts;
    ItemField *items; /* NULL: the form does not ask for them, and what is stored stays */
    gsize n_items;
    AnswerField *answers; /* NULL: the form does not ask for them, and what is stored stays */
    gsize n_answers;
    const char *copied_from; /* 沿用上期: the period whose words these began with; NULL: as the draft says */
} ReportFields;

typedef struct {
    const char *field; /* name of the form's field */
    const char *text;  /* what to say, in Chinese */
} Complaint;

/* All that keeps a report from being handed in, in the order of the form; none: *n is 0. */
Complaint *report_complaints(Mem *mem, const ReportFields *fields, gsize *n);

/* All that keeps even a draft from being saved: only length. */
Complaint *draft_complaints(Mem *mem, const ReportFields *fields, gsize *n);

Complaint *decision_complaints(Mem *mem, bool approve, const char *comment, Light declared, Light light,
                               gsize *n);
