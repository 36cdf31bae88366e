/* target_set.h: what a supervisor sets of a target, as typed and as understood, and the words when it is not. Pure.
 *
 * Amounts are ten-thousandths of the target's printed unit. A complaint names its field as the form does: base, due_on,
 * plan.3, amount.2; all of a form are gathered, in its order. Results count only when there is no complaint.
 */
#pragma once
#include "rule/complain.h"
#include "rule/pace.h"

enum {
    SUBJECT_MOST = 60,
    QUOTE_MOST = 300,
    UNIT_WORD_MOST = 16,
    BASIS_MOST = 300,
    TARGET_REASON_MOST = 300,
    TARGET_NUMBER_MOST = 40,
    PARTS_MOST = 4, /* of one split */
    PARTS_LEAST = 2
};

const char *target_sort_code(TargetSort sort); /* cumulative, stock, milestone; "" */
bool comparator_known(const char *comparator);

/* Who may be made responsible: those that lead the task now. */
typedef struct {
    const UnitId *units;
    gsize n;
    int year; /* of the plan */
} TermsOf;

/* Kind, base, date, responsible unit and planned values. */
typedef struct {
    const char *kind, *base, *due_on, *unit;
    const char *plan[MONTHS + 1]; /* by month; 0 is not used */
} TermsTyped;

typedef struct {
    TargetSort kind;
    bool has_base;
    int64_t base_e4;
    const char *due_on; /* 2023-06-30, or "" */
    UnitId unit;
    const char *pace; /* as pace.h writes it */
} Terms;

void terms_read(Complaints *to, const TermsTyped *typed, const char *unit_word, const TermsOf *of,
                Terms *terms);

/* One number, or two when the comparator is range. */
typedef struct {
    int64_t low_e4;
    bool has_high;
    int64_t high_e4;
} Promised;

typedef struct {
    const char *low, *high;
} PromisedTyped;

/* field and field_max name the two in complaints. */
void promised_read(Complaints *to, const char *field, const char *field_max, const PromisedTyped *typed,
                   const char *comparator, const char *unit_word, Promised *promised);

/* 勘误: another number than the printed one, and why. */
void correction_read(Complaints *to, const PromisedTyped *typed, const char *basis, const char *comparator,
                     const char *unit_word, const Promised *printed, Promised *corrected);

/* A reason must be given; label: 取消理由 and the like. */
void reason_check(Complaints *to, const char *field, const char *label, const char *reason);

/* A number that the importer did not find, or a part of one that stands for several. */
typedef struct {
    const char *subject, *comparator, *unit_word, *quote;
    PromisedTyped number;
} PartTyped;

/* suffix: "" or ".2". */
void part_check(Complaints *to, const char *suffix, const PartTyped *typed, Promised *promised);

/* The words of the issued text that somebody typed or copied from the screen, where punctuation is widened; NULL with a
 * complaint when they are not there. */
const char *quote_read(Complaints *to, const char *typed, const char *issued);
