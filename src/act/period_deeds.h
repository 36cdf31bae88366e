/* period_deeds.h: the deeds on a dispatch round (报送期): plan it, change it, open it, grant a unit more time, move it by
 * the clock, freeze it.
 *
 * Each is one transaction with the period's row locked, so that nothing is handed in or decided meanwhile; each makes the
 * row's next version. ERR_DENIED carries the Verdict as its detail. ERR_CONFLICT: somebody changed or froze it since the
 * form was made, and nothing was changed. The same request id again is the same deed: true, and nothing is done twice.
 */
#pragma once
#include "base/secret.h"
#include "store/book.h"
#include "store/tx.h"

typedef struct {
    const char *plan, *code;
    RequestId request;
    bool by_operator;     /* the operator's command line or the clock: the rule is about persons */
    int64_t base_version; /* of the period, that the form was made from; 0: whatever it is now */
    int64_t now_us;
} PeriodAt;

/* What is asked for, and by when. tasks: the scope, when it is not all. */
typedef struct {
    int64_t opens_us, due_us, freezes_us;
    bool chosen_only;
    const BookTask **tasks;
    gsize n_tasks;
    const char *instructions;
} PeriodTerms;

/* A code such as 2023-03, 2023-Q1, 2023-H1 or 2023-Y. */
bool is_period_code(const char *code);

/* state: PERIOD_PLANNED or PERIOD_OPEN. ERR_CONFLICT: the plan has a period of this code. */
bool act_period_new(Db *db, Mem *mem, const Actor *who, const PeriodAt *at, const PeriodTerms *terms,
                    PeriodState state, GError **err);

bool act_period_change(Db *db, Mem *mem, const Actor *who, const PeriodAt *at, const PeriodTerms *terms,
                       GError **err);

/* From planned to open, now. */
bool act_period_open(Db *db, Mem *mem, const Actor *who, const PeriodAt *at, GError **err);

/* A later deadline for one unit; again: another one. */
typedef struct {
    UnitId unit;
    const char *unit_name;
    int64_t due_us;
    const char *reason;
} ExtensionWish;

bool act_period_extend(Db *db, Mem *mem, const Actor *who, const PeriodAt *at, const ExtensionWish *wish,
                       GError **err);

/* As a part of another deed, which answers for its request. */
bool period_extend_within(Tx *tx, Mem *mem, const Actor *who, const PeriodAt *at, const ExtensionWish *wish,
                          GError **err);

/* Stores the texts, numbers and lights of all leads of all asked tasks as they stand, and closes the period. */
bool act_period_freeze(Db *db, Mem *mem, Shelf *shelf, const Actor *who, const PeriodAt *at, GError **err);

/* One step of the clock: planned → open at opens_us, open → due after due_us, due → frozen at freezes_us. *to: the state
 * that it moved to; PERIOD_NONE: nothing is to be done now. at->request must be fresh. */
bool act_period_tick(Db *db, Mem *mem, Shelf *shelf, const Actor *who, const PeriodAt *at, PeriodState *to,
                     GError **err);
