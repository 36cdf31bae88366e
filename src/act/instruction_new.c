/* instruction_new.c: a leader's instruction, with a part for each unit; see instruction_deeds.h. */
#include "act/deed.h"
#include "act/instruction_deeds.h"
#include "base/err.h"
#include "store/item.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const InstructionWish *wish;
    int64_t due_us, id;
    TaskId task;
} Instruct;

static bool add_part(Tx *tx, const Instruct *in, UnitId unit, GError **err)
{
    Changes *changes = changes_new(in->mem);
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    change_note(changes, "instruction", in->wish->fields.body);
    change_text(changes, "instruction_state", NULL, instruction_state_code(INSTRUCTION_WAITING));
    Event event = { .etype = "instruction_unit",
                    .entity_id = id,
                    .entity_seq = 1,
                    .action = "instruction.to",
                    .result = "ok",
                    .task = in->task,
                    .unit = unit,
                    .changes = changes,
                    .at_us = in->wish->now_us };
    TRY(audit_append(tx, in->mem, in->who, &event, err));
    return instruction_unit_insert(tx, id, in->id, unit, err);
}

static bool store(Tx *tx, Instruct *in, GError **err)
{
    const InstructionWish *wish = in->wish;
    Changes *changes = changes_new(in->mem);

    TRY(tx_new_id(tx, &in->id, err));
    change_text(changes, "instruction", NULL, wish->fields.body);
    change_text(changes, "due_on", NULL, item_day(in->mem, in->due_us));
    Event event = { .etype = "instruction",
                    .entity_id = in->id,
                    .entity_seq = 1,
                    .action = "instruction.new",
                    .result = "ok",
                    .task = in->task,
                    .changes = changes,
                    .at_us = wish->now_us };
    NewInstruction new = { .id = in->id,
                           .task = in->task,
                           .report = wish->report,
                           .body = wish->fields.body,
                           .due_us = in->due_us,
                           .by = in->who->person,
                           .now_us = wish->now_us };
    TRY(audit_append(tx, in->mem, in->who, &event, err));
    TRY(instruction_insert(tx, in->mem, &new, err));
    for (gsize i = 0; i < wish->fields.n_units; i++)
        TRY(add_part(tx, in, wish->units[i], err));
    return true;
}

/* The instruction that this request has made already. */
static bool read_stored(Tx *tx, Instruct *in, bool *stored, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;

    TRY(db_read(tx_db(tx), in->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    in->id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    return audit_seen(tx, in->mem, in->who, "instruction.new", in->id, stored, err);
}

static bool instruct(Tx *tx, void *what, GError **err)
{
    Instruct *in = what;
    const InstructionWish *wish = in->wish;
    const Cell *c;
    bool stored;
    gsize n;

    TRY(read_stored(tx, in, &stored, err));
    if (stored)
        return true;
    TRY(db_read_one(tx_db(tx), in->mem, SQL_INSTRUCTION_TASK, ARGS(num(wish->no), txt(wish->plan)), &c, err));
    Facts facts = { .task = task_state_of(c[INSTRUCTION_TASK_STATE].s) };
    TRY(deed_allowed(in->who, DEED_INSTRUCT, &facts, err));
    instruction_complaints(in->mem, &wish->fields, wish->now_us, &in->due_us, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "instruction: %" G_GSIZE_FORMAT " complaints", n);
    in->task = (TaskId){ c[INSTRUCTION_TASK_TASK_ID].i };
    return store(tx, in, err);
}

bool act_instruction_new(Db *db, Mem *mem, const Actor *who, const InstructionWish *wish, int64_t *id,
                         GError **err)
{
    Instruct in = { .mem = mem, .who = who, .wish = wish };

    TRY(tx_run(db, &wish->request, instruct, &in, err));
    *id = in.id;
    return true;
}
