/* practice_note.c: a unit takes note of a 经验做法 that was rolled out to it; see practice_deeds.h. */
#include "act/deed.h"
#include "act/practice_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const NoteWish *wish;
} Note;

static bool store(Tx *tx, const Note *n, const Practice *practice, const PracticeUnit *unit, GError **err)
{
    const NoteWish *wish = n->wish;
    Changes *changes = changes_new(n->mem);

    change_note(changes, "title", practice->fields.title);
    change_text(changes, "learn", "", wish->note);
    Event event = practice_event(practice, PRACTICE_ROLLED_OUT, PRACTICE_NOTE, changes, wish->now_us);
    event.etype = "practice_unit";
    event.entity_id = unit->id;
    event.entity_seq = unit->version + 1;
    event.unit = unit->unit;
    TRY(audit_append(tx, n->mem, n->who, &event, err));
    return practice_unit_note(tx, unit, wish->note, n->who->person, wish->now_us, err);
}

static bool note(Tx *tx, void *what, GError **err)
{
    Note *n = what;
    Practice practice;
    PracticeUnit *units;
    gsize n_units;
    bool stored;

    TRY(practice_locked(tx, n->mem, n->who, n->wish->id, &practice, err));
    TRY(deed_allowed(n->who, DEED_NOTE_PRACTICE, &practice.facts, err));
    TRY(practice_units(tx_db(tx), n->mem, practice.id, &units, &n_units, err));
    const PracticeUnit *own = practice_unit_in(units, n_units, n->who->unit);
    if (own == NULL || practice_next(practice.state, PRACTICE_NOTE) == PRACTICE_NONE)
        return fail_detail(err, ERR_DENIED, NO_OWN, "practice: it was not rolled out to this unit");
    TRY(audit_seen(tx, n->mem, n->who, practice_action(PRACTICE_NOTE), own->id, &stored, err));
    return stored || own->noted_us != 0 || store(tx, n, &practice, own, err);
}

bool act_practice_note(Db *db, Mem *mem, const Actor *who, const NoteWish *wish, GError **err)
{
    Note n = { mem, who, wish };

    return tx_run(db, &wish->request, note, &n, err);
}
