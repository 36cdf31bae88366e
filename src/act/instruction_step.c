/* instruction_step.c: signing for an instruction, answering it, settling it, sending it back; see instruction_deeds.h. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/instruction_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const InstructionStepWish *wish;
} Step;

static const char *action_of(const Step *s)
{
    return mem_printf(s->mem, "instruction.%s", instruction_step_code(s->wish->step));
}

static bool store(Tx *tx, const Step *s, const InstructionPart *part, const Facts *facts, GError **err)
{
    const InstructionStepWish *wish = s->wish;
    InstructionState next = instruction_next(part->state, wish->step);
    bool on_behalf = wish->step <= INSTRUCTION_ANSWER && facts->stands_in && !facts->for_own_unit;
    Changes *changes = changes_new(s->mem);

    change_text(changes, "instruction_state", instruction_state_code(part->state),
                instruction_state_code(next));
    change_text(changes, "words", "", wish->words);
    if (on_behalf)
        change_note(changes, "on_behalf", "yes");
    Event event = { .etype = "instruction_unit",
                    .entity_id = part->id,
                    .entity_seq = part->version + 1,
                    .action = action_of(s),
                    .result = "ok",
                    .task = part->task,
                    .unit = part->unit,
                    .changes = changes,
                    .at_us = wish->now_us };
    NewStep step = { wish->step, wish->words, on_behalf, s->who->person, wish->now_us };
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    return instruction_move(tx, part, &step, err);
}

static bool move(Tx *tx, void *what, GError **err)
{
    Step *s = what;
    const InstructionStepWish *wish = s->wish;
    InstructionPart part;
    bool stored;
    gsize n;

    TRY(instruction_part_locked(tx, s->mem, wish->part, &part, err));
    TRY(audit_seen(tx, s->mem, s->who, action_of(s), part.id, &stored, err));
    if (stored)
        return true;
    Facts facts = instruction_facts(s->who, &part);
    TRY(deed_allowed(s->who, instruction_deed(wish->step), &facts, err));
    if (part.version != wish->base_version || instruction_next(part.state, wish->step) == INSTRUCTION_NONE)
        return fail(err, ERR_CONFLICT, "instruction: version %" PRId64 ", %s", part.version,
                    instruction_state_code(part.state));
    instruction_step_complaints(s->mem, wish->step, wish->words, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "instruction: %" G_GSIZE_FORMAT " complaints", n);
    return store(tx, s, &part, &facts, err);
}

bool act_instruction_step(Db *db, Mem *mem, const Actor *who, const InstructionStepWish *wish, GError **err)
{
    Step s = { mem, who, wish };

    return tx_run(db, &wish->request, move, &s, err);
}
