/* application.h: what a lead unit may ask for (延期、调整、异议、销号; design.md §2), what each must say, and the checklist of
 * a 销号. Pure.
 *
 * What is asked for is one text: a day (2024-03-31), a moment (2023-04-08 18:00), an amount as in word_amount(), words, a
 * unit's id, a light's code; "" for a closure. What stood before has the same form.
 */
#pragma once
#include "rule/complain.h"
#include "rule/pace.h"

typedef enum {
    ASKS_NONE,
    ASKS_DATE,       /* 延期: the task's date */
    ASKS_DEADLINE,   /* 延期: the deadline of a period's report */
    ASKS_TARGET,     /* 调整: the value of a target */
    ASKS_CONTENT,    /* 调整: the words of the task */
    ASKS_LEAD,       /* 调整: another unit leads in its place */
    ASKS_ASSIGNMENT, /* 异议: it should not lead */
    ASKS_LIGHT,      /* 异议: the light that was decided */
    ASKS_CLOSURE,    /* 销号 */
    ASKS__N
} Asks;

typedef enum { ASKS_EXTENSION, ASKS_ADJUSTMENT, ASKS_OBJECTION, ASKS_STRIKING, ASKS_KIND__N } AsksKind;

enum {
    APPLY_REASON_MOST = 1000,
    APPLY_CONTENT_MOST = 500,
    APPLY_EVIDENCE_MOST = 500,
    APPLY_EXPLAIN_MOST = 300,
    OPINION_MOST = 1000,
    VERIFIERS_MOST = 200,
    REOPEN_MOST = 500
};

const char *asks_code(Asks asks); /* as stored and in addresses; "" */
Asks asks_of(const char *code);   /* ASKS_NONE: unknown */
const char *asks_word(Asks asks); /* 延期（任务完成时限） */
AsksKind asks_kind(Asks asks);
const char *asks_kind_code(AsksKind kind);
const char *asks_kind_word(AsksKind kind); /* 延期 */

/* What stood of an objection against a part; of a lead's it is "". */
#define ASKS_STOOD_PART "participant"

/* What an application is about, as it stands. */
typedef struct {
    const char *due_on; /* of the task; its last day */
    bool has_period;    /* it names one that asks this unit for a report, and that is open or over */
    bool period_frozen;
    int64_t deadline_us; /* the unit's own */
    int64_t freezes_us;  /* 0: by nobody's clock */
    bool has_target;
    bool target_is_range;
    const char *target_word; /* its unit word */
    int64_t goal_e4;
    const char *content; /* as adjusted before; "" */
    bool has_other;      /* it names a unit, which may lead */
    bool other_is_own, other_leads;
    int64_t other_leads_n; /* how many others lead */
    bool takes_part;       /* the unit that asks leads no more than a part: its objection is against that */
    Light light;           /* decided for that period; LIGHT_NONE: none was */
} Ground;

/* An application as typed. */
typedef struct {
    Asks asks;
    const char *asked;
    const char *reason, *evidence;
} Application;

/* All that keeps it from being handed in, in the order of the form; *stood and *asked in their stored form count when there
 * is nothing. */
Complaint *application_complaints(Mem *mem, const Application *typed, const Ground *ground,
                                  const char **stood, const char **asked, gsize *n);

/* 2024年3月31日, 4月8日 18:00, 30 万辆 …: for people. A unit's id is the caller's to name. */
const char *asked_word(Mem *mem, Asks asks, const char *asked, const char *unit_word);

/* ---- 销号 */

typedef enum { CHECK_TARGET, CHECK_ITEMS, CHECK_PROBLEMS, CHECK_EVIDENCE, CHECK__N } CheckKind;

const char *check_code(CheckKind kind);
CheckKind check_of(const char *code);

/* One promise of the task, and what was approved of it last. */
typedef struct {
    int64_t target;
    const char *subject, *unit_word;
    Promise promise;
    bool confirmed; /* 待核 ones promise nothing yet: they are explained */
    bool has_value;
    int64_t value_e4;
} ClosingTarget;

typedef struct {
    const ClosingTarget *targets;
    gsize n_targets;
    int64_t items, items_open; /* on the lists of all leads; not yet done or stopped in an approved report */
    int64_t problems;          /* not yet settled */
    int64_t files;             /* of evidence, with the application */
    bool evidence_in_words;
} ClosingFacts;

typedef struct {
    CheckKind kind;
    int64_t target; /* of CHECK_TARGET */
    bool met;
    bool may_explain; /* when it is not met, the unit's word will do for a supervisor to weigh */
    const char *words;
} CheckLine;

/* One line a target, then items, problems, evidence. */
CheckLine *closing_lines(Mem *mem, const ClosingFacts *facts, gsize *n);

/* Whether the line keeps the task from being struck off. */
bool closing_blocks(const CheckLine *line, const char *explained);

/* A value at its goal; of a range at its lower end. */
bool promise_reached(const Promise *promise, bool has_value, int64_t value_e4);
