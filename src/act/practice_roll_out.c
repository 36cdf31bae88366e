/* practice_roll_out.c: 推广 of a selected 经验做法 to units; see practice_deeds.h. */
#include "act/deed.h"
#include "act/practice_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const RollOutWish *wish;
} RollOut;

static bool tell(Tx *tx, const RollOut *r, const Practice *practice, UnitId unit, GError **err)
{
    Changes *changes = changes_new(r->mem);
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    change_note(changes, "title", practice->fields.title);
    Event event = practice_event(practice, PRACTICE_ROLLED_OUT, PRACTICE_ROLL_OUT, changes, r->wish->now_us);
    event.etype = "practice_unit";
    event.entity_id = id;
    event.entity_seq = 1;
    event.unit = unit;
    TRY(audit_append(tx, r->mem, r->who, &event, err));
    return practice_unit_insert(tx, id, practice->id, unit, r->wish->now_us, err);
}

static bool tell_all(Tx *tx, const RollOut *r, const Practice *practice, GError **err)
{
    const RollOutWish *wish = r->wish;
    PracticeUnit *told;
    gsize n;

    TRY(practice_units(tx_db(tx), r->mem, practice->id, &told, &n, err));
    for (gsize i = 0; i < wish->n_units; i++)
        if (practice_unit_in(told, n, wish->units[i]) == NULL)
            TRY(tell(tx, r, practice, wish->units[i], err));
    return true;
}

static bool roll_out(Tx *tx, void *what, GError **err)
{
    RollOut *r = what;
    const RollOutWish *wish = r->wish;
    Practice practice;
    bool stored;

    TRY(practice_locked(tx, r->mem, r->who, wish->id, &practice, err));
    TRY(audit_seen(tx, r->mem, r->who, practice_action(PRACTICE_ROLL_OUT), practice.id, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(r->who, DEED_ROLL_OUT, &practice.facts, err));
    TRY(practice_may_step(&practice, PRACTICE_ROLL_OUT, wish->base_version, err));
    Changes *changes = changes_new(r->mem);
    change_text(changes, "practice_state", practice_state_code(practice.state),
                practice_state_code(PRACTICE_ROLLED_OUT));
    change_text(changes, "ask", practice.ask, wish->ask);
    change_note(changes, "to_unit", mem_printf(r->mem, "%" G_GSIZE_FORMAT " 个单位", wish->n_units));
    Event event = practice_event(&practice, PRACTICE_ROLLED_OUT, PRACTICE_ROLL_OUT, changes, wish->now_us);
    TRY(audit_append(tx, r->mem, r->who, &event, err));
    TRY(practice_roll_out(tx, &practice, wish->ask, r->who->person, wish->now_us, err));
    return tell_all(tx, r, &practice, err);
}

bool act_practice_roll_out(Db *db, Mem *mem, const Actor *who, const RollOutWish *wish, GError **err)
{
    RollOut r = { mem, who, wish };

    return tx_run(db, &wish->request, roll_out, &r, err);
}
