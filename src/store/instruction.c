/* instruction.c: see instruction.h. */
#include "store/instruction.h"

#include "base/err.h"
#include "rule/day_read.h"
#include "store/item.h"

static void read_task(const Cell *c, InstructionPart *part)
{
    part->plan = c[INSTRUCTION_PARTS_PLAN].s;
    part->title = c[INSTRUCTION_PARTS_TITLE].s;
    part->no = c[INSTRUCTION_PARTS_NO].i;
    part->task = (TaskId){ c[INSTRUCTION_PARTS_TASK_ID].i };
    part->period = c[INSTRUCTION_PARTS_PERIOD].s;
    part->of_unit = (UnitId){ c[INSTRUCTION_PARTS_OF_UNIT].i };
    part->of_unit_name = c[INSTRUCTION_PARTS_OF_UNIT_NAME].s;
}

/* The columns of all lists are those of instruction_parts. */
static InstructionPart part_of(const Cell *c)
{
    InstructionPart part = {
        .id = c[INSTRUCTION_PARTS_ID].i,
        .version = c[INSTRUCTION_PARTS_VERSION].i,
        .instruction = c[INSTRUCTION_PARTS_INSTRUCTION_ID].i,
        .unit = { c[INSTRUCTION_PARTS_UNIT_ID].i },
        .unit_name = c[INSTRUCTION_PARTS_UNIT_NAME].s,
        .nobody_signs_in = c[INSTRUCTION_PARTS_NOBODY_SIGNS_IN].i != 0,
        .state = instruction_state_of(c[INSTRUCTION_PARTS_STATE].s),
        .body = c[INSTRUCTION_PARTS_BODY].s,
        .leader = c[INSTRUCTION_PARTS_LEADER].s,
        .made_us = c[INSTRUCTION_PARTS_MADE_AT].i,
        .last_by = { c[INSTRUCTION_PARTS_LAST_BY].i },
        .last_name = c[INSTRUCTION_PARTS_LAST_NAME].s,
        .last_words = c[INSTRUCTION_PARTS_LAST_WORDS].s,
        .last_us = c[INSTRUCTION_PARTS_LAST_AT].i,
    };

    (void)day_read(c[INSTRUCTION_PARTS_DUE_ON].s, &part.due_us); /* NOT NULL: always a day */
    read_task(c, &part);
    return part;
}

static bool read_list(Db *db, Mem *mem, Sql sql, const Arg *args, gsize n_args, InstructionPart **list,
                      gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, sql, args, n_args, &rows, err));
    InstructionPart *all = mem_array(mem, InstructionPart, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        all[i] = part_of(rows.row[i]);
    *list = all;
    *n = rows.n;
    return true;
}

bool instruction_parts(Db *db, Mem *mem, int64_t instruction, InstructionPart **list, gsize *n, GError **err)
{
    return read_list(db, mem, SQL_INSTRUCTION_PARTS, ARGS(num(instruction)), list, n, err);
}

bool instruction_open(Db *db, Mem *mem, InstructionPart **list, gsize *n, GError **err)
{
    return read_list(db, mem, SQL_INSTRUCTION_OPEN, NO_ARGS, list, n, err);
}

bool instruction_done(Db *db, Mem *mem, InstructionPart **list, gsize *n, GError **err)
{
    return read_list(db, mem, SQL_INSTRUCTION_DONE, NO_ARGS, list, n, err);
}

bool instruction_of_unit(Db *db, Mem *mem, UnitId unit, InstructionPart **list, gsize *n, GError **err)
{
    return read_list(db, mem, SQL_INSTRUCTION_OF_UNIT, ARGS(num(unit.v)), list, n, err);
}

bool instruction_of_task(Db *db, Mem *mem, TaskId task, InstructionPart **list, gsize *n, GError **err)
{
    return read_list(db, mem, SQL_INSTRUCTION_OF_TASK, ARGS(num(task.v)), list, n, err);
}

bool instruction_steps(Db *db, Mem *mem, int64_t instruction, InstructionDone **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_INSTRUCTION_STEPS, ARGS(num(instruction)), &rows, err));
    InstructionDone *all = mem_array(mem, InstructionDone, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (InstructionDone){ .part = c[INSTRUCTION_STEPS_PART_ID].i,
                                    .step = instruction_step_of(c[INSTRUCTION_STEPS_STEP].s),
                                    .words = c[INSTRUCTION_STEPS_WORDS].s,
                                    .on_behalf = c[INSTRUCTION_STEPS_ON_BEHALF].i != 0,
                                    .name = c[INSTRUCTION_STEPS_NAME].s,
                                    .at_us = c[INSTRUCTION_STEPS_AT].i };
    }
    *list = all;
    *n = rows.n;
    return true;
}

/* A supervisor stands in for a unit that nobody can sign in for, and answers for the own office. */
Facts instruction_facts(const Actor *who, const InstructionPart *part)
{
    bool own = who->unit.v != 0 && who->unit.v == part->unit.v;

    return (Facts){ .for_own_unit = own,
                    .stands_in = own || part->nobody_signs_in,
                    .filed_by = part->state == INSTRUCTION_ANSWERED ? part->last_by : (PersonId){ 0 } };
}

bool instruction_part_locked(Tx *tx, Mem *mem, int64_t part, InstructionPart *found, GError **err)
{
    const Cell *c;
    InstructionPart *list;
    gsize n;

    TRY(db_read_one(tx_db(tx), mem, SQL_INSTRUCTION_LOCK, ARGS(num(part)), &c, err));
    TRY(instruction_parts(tx_db(tx), mem, c[INSTRUCTION_LOCK_INSTRUCTION_ID].i, &list, &n, err));
    for (gsize i = 0; i < n; i++)
        if (list[i].id == part) {
            *found = list[i];
            return true;
        }
    return fail(err, ERR_NOT_FOUND, "no such part");
}

bool instruction_insert(Tx *tx, Mem *mem, const NewInstruction *new, GError **err)
{
    return tx_change_one(tx, SQL_INSTRUCTION_INSERT,
                         ARGS(num(new->id), num(new->task.v), id_or_null(new->report.v), txt(new->body),
                              txt(item_day(mem, new->due_us)), num(new->by.v), at_us(new->now_us)),
                         err);
}

bool instruction_unit_insert(Tx *tx, int64_t id, int64_t instruction, UnitId unit, GError **err)
{
    return tx_change_one(tx, SQL_INSTRUCTION_UNIT_INSERT, ARGS(num(id), num(instruction), num(unit.v)), err);
}

bool instruction_move(Tx *tx, const InstructionPart *part, const NewStep *step, GError **err)
{
    const char *state = instruction_state_code(instruction_next(part->state, step->step));

    TRY(tx_change_one(tx, SQL_INSTRUCTION_UNIT_MOVE, ARGS(txt(state), num(part->id), num(part->version)),
                      err));
    return tx_change_one(tx, SQL_INSTRUCTION_STEP_INSERT,
                         ARGS(num(part->id), num(part->version + 1), txt(instruction_step_code(step->step)),
                              txt(step->words), num(step->on_behalf), num(step->by.v), at_us(step->now_us)),
                         err);
}
