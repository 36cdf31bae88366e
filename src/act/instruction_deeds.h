/* instruction_deeds.h: 批示: what a leader tells units about a task, and the steps that follow.
 *
 * Each is one transaction with one event a row. ERR_DENIED carries the Verdict as its detail. The same request id again is the
 * same deed.
 */
#pragma once
#include "base/secret.h"
#include "store/audit.h"
#include "store/instruction.h"

typedef struct {
    const char *plan;
    int64_t no;
    ReportId report; /* that it is about; 0: the task as a whole */
    RequestId request;
    InstructionFields fields;
    const UnitId *units; /* fields.n_units of them: bureaus in use, each once */
    int64_t now_us;
} InstructionWish;

/* ERR_BAD_INPUT: instruction_complaints() has some. *id: of the instruction. */
bool act_instruction_new(Db *db, Mem *mem, const Actor *who, const InstructionWish *wish, int64_t *id,
                         GError **err);

typedef struct {
    int64_t part;
    RequestId request;
    int64_t base_version; /* of the part, that the person saw */
    InstructionStep step;
    const char *words;
    int64_t now_us;
} InstructionStepWish;

/* ERR_CONFLICT: the part has moved on since. */
bool act_instruction_step(Db *db, Mem *mem, const Actor *who, const InstructionStepWish *wish, GError **err);
