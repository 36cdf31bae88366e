/* problem_write.c: the rows of problems, inside a deed; see problem.h. */
#include "base/err.h"
#include "store/problem.h"
#include "store/unit_read.h"

bool problem_locked(Tx *tx, Mem *mem, const Actor *who, int64_t id, Problem *problem, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_PROBLEM_LOCK, ARGS(num(id)), &c, err));
    return problem_find(tx_db(tx), mem, who, id, problem, err);
}

bool problem_place_locked(Tx *tx, Mem *mem, const Actor *who, const ProblemAddress *at, ProblemPlace *place,
                          GError **err)
{
    Rows locked;

    TRY(db_read(tx_db(tx), mem, SQL_ITEM_LEAD_LOCK, ARGS(txt(at->plan), num(at->no), num(at->unit.v)),
                &locked, err));
    return problem_place(tx_db(tx), mem, who, at, place, err);
}

/* NULL for no day. */
static Arg day_arg(Mem *mem, int64_t day_us)
{
    return txt(day_us == 0 ? NULL : problem_day(mem, day_us));
}

bool problem_insert(Tx *tx, Mem *mem, const Actor *who, const NewProblem *p, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_PROBLEM_INSERT,
                         ARGS(num(p->id), num(p->task.v), num(p->unit.v), txt(p->fields->title),
                              txt(p->fields->body), txt(problem_level_code(p->fields->level)), at_us(now_us),
                              day_arg(mem, p->due_us), id_or_null(p->version_id), num(who->person.v),
                              id_or_null(who->unit.v), at_us(now_us)),
                         err);
}

static bool insert_step(Tx *tx, Mem *mem, const Actor *who, int64_t problem, int64_t version, int64_t no,
                        const ProblemTaken *taken, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_PROBLEM_STEP_INSERT,
                         ARGS(num(problem), num(version), num(no), txt(problem_move_code(taken->move)),
                              txt(problem_step_code(taken->to)), txt(taken->words),
                              txt(problem_level_code(taken->level)), day_arg(mem, taken->due_us),
                              num((int64_t)taken->n_units), num((int64_t)taken->n_files), num(who->person.v),
                              id_or_null(who->unit.v), at_us(now_us)),
                         err);
}

bool problem_first_step(Tx *tx, Mem *mem, const Actor *who, const NewProblem *p, int64_t now_us, GError **err)
{
    const ProblemTaken taken = { .move = MOVE_RAISE,
                                 .to = PROBLEM_FOUND,
                                 .level = p->fields->level,
                                 .words = p->fields->body,
                                 .due_us = p->due_us };

    return insert_step(tx, mem, who, p->id, 1, 1, &taken, now_us, err);
}

static bool insert_children(Tx *tx, const Problem *p, const ProblemTaken *taken, GError **err)
{
    for (gsize i = 0; i < taken->n_units; i++)
        TRY(tx_change_one(tx, SQL_PROBLEM_UNIT_INSERT,
                          ARGS(num(p->id), num(p->version + 1), num((int64_t)i + 1),
                               num(taken->units[i].unit.v), id_or_null(taken->units[i].group.v)),
                          err));
    for (gsize i = 0; i < taken->n_files; i++)
        TRY(tx_change_one(tx, SQL_PROBLEM_FILE_INSERT,
                          ARGS(num(p->id), num(p->version + 1), num((int64_t)i + 1), num(taken->files[i])),
                          err));
    return true;
}

/* The promised day is the limit that was said when the work began, or began anew. */
static int64_t promised_by(const Problem *p, const ProblemTaken *taken)
{
    return taken->to == PROBLEM_SOLVE ? taken->due_us : p->promised_us;
}

bool problem_take(Tx *tx, Mem *mem, const Actor *who, const Problem *p, const ProblemTaken *taken,
                  int64_t now_us, GError **err)
{
    TRY(tx_change_one(tx, SQL_PROBLEM_MOVE,
                      ARGS(txt(problem_step_code(taken->to)), txt(problem_level_code(taken->level)),
                           at_us(now_us), day_arg(mem, taken->due_us), day_arg(mem, promised_by(p, taken)),
                           num(taken->move == MOVE_REFUSE), num(taken->move == MOVE_REOPEN),
                           at_us_or_null(taken->to == PROBLEM_CLOSED ? now_us : 0), num(p->id),
                           num(p->version)),
                      err));
    TRY(insert_step(tx, mem, who, p->id, p->version + 1, p->step_no + 1, taken, now_us, err));
    return insert_children(tx, p, taken, err);
}

bool problem_note(Tx *tx, const Actor *who, const Problem *p, const char *words, int64_t now_us, GError **err)
{
    TRY(tx_change_one(tx, SQL_PROBLEM_TOUCH, ARGS(num(p->id), num(p->version)), err));
    return tx_change_one(tx, SQL_PROBLEM_NOTE_INSERT,
                         ARGS(num(p->id), num(p->version + 1), txt(words), num(who->person.v),
                              id_or_null(who->unit.v), at_us(now_us)),
                         err);
}

typedef struct {
    AskedUnit *list;
    gsize n;
} Asked;

static void ask(Asked *asked, AskedUnit unit)
{
    for (gsize i = 0; i < asked->n; i++)
        if (asked->list[i].unit.v == unit.unit.v)
            return;
    if (asked->n < PROBLEM_UNITS_MOST)
        asked->list[asked->n++] = unit;
}

bool problem_units_expand(Tx *tx, Mem *mem, const int64_t *units, gsize n_units, int64_t now_us,
                          AskedUnit **asked, gsize *n, GError **err)
{
    Asked all = { .list = mem_array(mem, AskedUnit, PROBLEM_UNITS_MOST) };

    for (gsize i = 0; i < n_units; i++) {
        const UnitId unit = { units[i] };
        const Cell *c;
        NamedUnit *members;
        gsize n_members;
        TRY(db_read_one(tx_db(tx), mem, SQL_UNIT_KIND, ARGS(num(unit.v)), &c, err));
        TRY(unit_members(tx_db(tx), mem, unit, now_us, &members, &n_members, err));
        for (gsize k = 0; k < n_members; k++)
            ask(&all, (AskedUnit){ .unit = members[k].id, .group = unit, .name = members[k].name });
        if (n_members == 0)
            ask(&all, (AskedUnit){ .unit = unit, .name = c[UNIT_KIND_NAME].s });
    }
    *asked = all.list;
    *n = all.n;
    return true;
}
