/* instruction.h: the tables instruction, instruction_unit and instruction_step: 批示 and what became of them.
 *
 * A part is one unit's share of an instruction, and what is followed up. Days are given by their first moment. Texts live as
 * long as mem. ERR_BUSY and ERR_BROKEN may come from any function.
 */
#pragma once
#include "rule/instruction.h"
#include "store/tx.h"

typedef struct {
    int64_t id, version, instruction;
    UnitId unit;
    const char *unit_name;
    bool nobody_signs_in;
    InstructionState state;
    const char *body, *leader;
    int64_t due_us, made_us;
    const char *plan, *title;
    int64_t no;
    TaskId task;
    const char *period, *of_unit_name; /* of the report it is about; "" when it is about the task */
    UnitId of_unit;
    PersonId last_by;
    const char *last_name, *last_words; /* of the step before; "" when there was none */
    int64_t last_us;
} InstructionPart;

typedef struct {
    int64_t part;
    InstructionStep step;
    const char *words, *name;
    bool on_behalf;
    int64_t at_us;
} InstructionDone;

/* All parts of one instruction; n 0: there is no such instruction. */
bool instruction_parts(Db *db, Mem *mem, int64_t instruction, InstructionPart **list, gsize *n, GError **err);
bool instruction_steps(Db *db, Mem *mem, int64_t instruction, InstructionDone **list, gsize *n, GError **err);

/* What is not settled yet, the earliest limit first, 500 at most; what is, the newest first, 200 at most. */
bool instruction_open(Db *db, Mem *mem, InstructionPart **list, gsize *n, GError **err);
bool instruction_done(Db *db, Mem *mem, InstructionPart **list, gsize *n, GError **err);

/* Of one unit, what is not settled first, 300 at most; of one task, the newest first, 100 at most. */
bool instruction_of_unit(Db *db, Mem *mem, UnitId unit, InstructionPart **list, gsize *n, GError **err);
bool instruction_of_task(Db *db, Mem *mem, TaskId task, InstructionPart **list, gsize *n, GError **err);

/* What the rule must know of a part. */
Facts instruction_facts(const Actor *who, const InstructionPart *part);

/* ---- called by act/ only */

/* The part as it is, locked until the transaction ends. ERR_NOT_FOUND. */
bool instruction_part_locked(Tx *tx, Mem *mem, int64_t part, InstructionPart *found, GError **err);

typedef struct {
    int64_t id;
    TaskId task;
    ReportId report; /* 0: the task as a whole */
    const char *body;
    int64_t due_us;
    PersonId by;
    int64_t now_us;
} NewInstruction;

bool instruction_insert(Tx *tx, Mem *mem, const NewInstruction *new, GError **err);
bool instruction_unit_insert(Tx *tx, int64_t id, int64_t instruction, UnitId unit, GError **err);

typedef struct {
    InstructionStep step;
    const char *words;
    bool on_behalf;
    PersonId by;
    int64_t now_us;
} NewStep;

/* Moves the part to the step's state and next version, with the words of the step. */
bool instruction_move(Tx *tx, const InstructionPart *part, const NewStep *step, GError **err);
