/* problem_note.c: a note beside a problem, which moves nothing; see problem_deeds.h. */
#include "act/deed.h"
#include "act/problem_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const MoveWish *wish;
} Note;

static bool note(Tx *tx, void *what, GError **err)
{
    const Note *n = what;
    const MoveWish *wish = n->wish;
    Problem problem;
    bool stored;

    TRY(problem_locked(tx, n->mem, n->who, wish->id, &problem, err));
    TRY(audit_seen(tx, n->mem, n->who, "problem.note", problem.id, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(n->who, DEED_NOTE_PROBLEM, &problem.facts, err));
    Changes *changes = changes_new(n->mem);
    change_note(changes, "problem", problem.title);
    change_note(changes, "note", wish->fields.words);
    Event event = problem_event(&problem, "problem.note", changes, wish->now_us);
    TRY(audit_append(tx, n->mem, n->who, &event, err));
    return problem_note(tx, n->who, &problem, wish->fields.words, wish->now_us, err);
}

bool act_problem_note(Db *db, Mem *mem, const Actor *who, const MoveWish *wish, GError **err)
{
    Note n = { mem, who, wish };
    gsize wrong;

    problem_note_complaints(mem, wish->fields.words, &wrong);
    if (wrong > 0)
        return fail(err, ERR_BAD_INPUT, "note: %" G_GSIZE_FORMAT " complaints", wrong);
    return tx_run(db, &wish->request, note, &n, err);
}
