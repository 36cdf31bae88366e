/* problem_move.c: the next step of a problem; see problem_deeds.h. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/problem_deeds.h"
#include "base/err.h"
#include "store/evidence.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const MoveWish *wish;
    int64_t due_us;
} Move;

Event problem_event(const Problem *problem, const char *action, Changes *changes, int64_t now_us)
{
    return (Event){ .etype = "problem",
                    .entity_id = problem->id,
                    .entity_seq = problem->version + 1,
                    .action = action,
                    .result = "ok",
                    .task = problem->task,
                    .unit = problem->unit,
                    .changes = changes,
                    .at_us = now_us };
}

static bool check_input(Move *m, GError **err)
{
    gsize n;

    problem_complaints(m->mem, &m->wish->fields, m->wish->now_us, &m->due_us, &n);
    return n == 0 || fail(err, ERR_BAD_INPUT, "problem: %" G_GSIZE_FORMAT " complaints", n);
}

/* Only what reports of the task were handed in with can be shown. */
static bool check_files(Tx *tx, const Move *m, const Problem *p, GError **err)
{
    const ProblemFields *f = &m->wish->fields;
    TaskEvidence *list;
    gsize n, found = 0;

    if (f->move != MOVE_ANSWER || f->n_files == 0)
        return true;
    TRY(evidence_of_task(tx_db(tx), m->mem, p->task, &list, &n, err));
    for (gsize i = 0; i < f->n_files; i++)
        for (gsize k = 0; k < n; k++)
            if (list[k].id == f->files[i]) {
                found++;
                break;
            }
    return found == f->n_files || fail(err, ERR_BAD_INPUT, "problem: a file of no report of the task");
}

static const char *names_of(Mem *mem, const AskedUnit *units, gsize n)
{
    const char *names = "";

    for (gsize i = 0; i < n; i++)
        names = mem_printf(mem, "%s%s%s", names, i == 0 ? "" : "、", units[i].name);
    return names;
}

static const char *files_of(Mem *mem, const int64_t *files, gsize n)
{
    const char *ids = "";

    for (gsize i = 0; i < n; i++)
        ids = mem_printf(mem, "%s%s%" PRId64, ids, i == 0 ? "" : "、", files[i]);
    return ids;
}

static Changes *changes_of(const Move *m, const Problem *p, const ProblemTaken *t)
{
    Changes *changes = changes_new(m->mem);

    change_note(changes, "problem", p->title);
    change_text(changes, "problem_step", problem_step_code(p->step), problem_step_code(t->to));
    change_text(changes, "problem_level", problem_level_code(p->level), problem_level_code(t->level));
    change_text(changes, "problem_due", problem_day(m->mem, p->due_us), problem_day(m->mem, t->due_us));
    if (t->to == PROBLEM_SOLVE)
        change_text(changes, "promised_on", problem_day(m->mem, p->promised_us),
                    problem_day(m->mem, t->due_us));
    if (t->words[0] != '\0')
        change_note(changes, "problem_words", t->words);
    if (t->n_units > 0)
        change_note(changes, "asked_units", names_of(m->mem, t->units, t->n_units));
    if (t->n_files > 0)
        change_note(changes, "shown_files", files_of(m->mem, t->files, t->n_files));
    return changes;
}

static bool store(Tx *tx, const Move *m, const Problem *p, const char *action, GError **err)
{
    const ProblemFields *f = &m->wish->fields;
    bool coordinates = f->move == MOVE_COORDINATE, answers = f->move == MOVE_ANSWER;
    AskedUnit *units = NULL;
    ProblemTaken taken = { .move = f->move,
                           .to = problem_next(p->step, f->move),
                           .level = coordinates ? f->level : p->level,
                           .words = f->words,
                           .due_us = m->due_us,
                           .files = f->files,
                           .n_files = answers ? f->n_files : 0 };

    if (coordinates)
        TRY(problem_units_expand(tx, m->mem, f->units, f->n_units, m->wish->now_us, &units, &taken.n_units,
                                 err));
    taken.units = units;
    Event event = problem_event(p, action, changes_of(m, p, &taken), m->wish->now_us);
    TRY(audit_append(tx, m->mem, m->who, &event, err));
    return problem_take(tx, m->mem, m->who, p, &taken, m->wish->now_us, err);
}

static bool move(Tx *tx, void *what, GError **err)
{
    Move *m = what;
    const MoveWish *wish = m->wish;
    const char *action = mem_printf(m->mem, "problem.%s", problem_move_code(wish->fields.move));
    Problem problem;
    bool stored;

    TRY(problem_locked(tx, m->mem, m->who, wish->id, &problem, err));
    TRY(audit_seen(tx, m->mem, m->who, action, problem.id, &stored, err));
    if (stored)
        return true;
    problem.facts.problem.move = wish->fields.move;
    Verdict verdict = authz(m->who, DEED_MOVE_PROBLEM, &problem.facts);
    if (problem.step_no != wish->base_step && verdict != NO_PART && verdict != NO_ROLE)
        return fail(err, ERR_CONFLICT, "problem: step %" PRId64 " now", problem.step_no);
    TRY(deed_allowed(m->who, DEED_MOVE_PROBLEM, &problem.facts, err));
    TRY(check_input(m, err));
    TRY(check_files(tx, m, &problem, err));
    return store(tx, m, &problem, action, err);
}

bool act_problem_move(Db *db, Mem *mem, const Actor *who, const MoveWish *wish, GError **err)
{
    Move m = { mem, who, wish, 0 };

    return tx_run(db, &wish->request, move, &m, err);
}
