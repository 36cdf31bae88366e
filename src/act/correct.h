/* correct.h: setting right what is frozen (更正): the frozen figures stay, what is right stands beside them with its
 * reason. */
#pragma once
#include "base/secret.h"
#include "store/frozen.h"

/* One field: of 'narrative' and 'next_steps' a text, of 'light' a code, of 'value' an amount as in word_amount(). */
typedef struct {
    const char *field;
    int64_t target; /* of field 'value' */
    const char *old_text, *new_text;
} CorrectionField;

typedef struct {
    const char *plan, *period;
    TaskId task;
    UnitId unit;
    RequestId request;
    gsize base_n; /* how many corrections of this line the form was made from */
    const CorrectionField *fields;
    gsize n_fields; /* at least one */
    const char *reason;
    int64_t now_us;
} CorrectionWish;

/* All of them or none; one event each. ERR_DENIED: the Verdict as detail. ERR_CONFLICT: somebody corrected the line since.
 * ERR_BAD_INPUT: nothing to correct, or no reason. The same request id again is the same deed. */
bool act_correct(Db *db, Mem *mem, const Actor *who, const CorrectionWish *wish, GError **err);

/* As a part of another deed, which answers for its request; wish->base_n does not count. */
bool correct_within(Tx *tx, Mem *mem, const Actor *who, const CorrectionWish *wish, GError **err);
