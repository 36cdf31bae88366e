/* problem_raise.c: putting a problem under a task; see problem_deeds.h. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/problem_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const RaiseWish *wish;
    int64_t *id;
    int64_t due_us;
} Raise;

static bool check_input(Raise *r, GError **err)
{
    gsize n;

    problem_complaints(r->mem, &r->wish->fields, r->wish->now_us, &r->due_us, &n);
    return n == 0 || fail(err, ERR_BAD_INPUT, "problem: %" G_GSIZE_FORMAT " complaints", n);
}

/* The submission is the newest of a lead of the same task, and one that this person may read. */
static bool check_origin(Tx *tx, const Raise *r, GError **err)
{
    const RaiseWish *wish = r->wish;
    ProblemAddress at = { wish->at.plan, wish->at.no, wish->report_unit };
    ReportAddress report = { .plan = at.plan, .no = at.no, .period = wish->period, .unit = at.unit };
    ProblemOrigin origin;
    ReportPlace place;

    if (wish->version_id == 0)
        return true;
    TRY(report_place(tx_db(tx), r->mem, r->who, &report, wish->now_us, &place, err));
    TRY(deed_allowed(r->who, DEED_READ_REPORT, &place.facts, err));
    TRY(problem_origin(tx_db(tx), r->mem, &at, wish->period, &origin, err));
    return origin.version_id == wish->version_id ||
           fail(err, ERR_CONFLICT, "problem: the report has another submission by now");
}

static Changes *changes_of(const Raise *r, const ProblemPlace *place)
{
    const ProblemFields *f = &r->wish->fields;
    Changes *changes = changes_new(r->mem);

    change_text(changes, "problem_title", "", f->title);
    change_text(changes, "problem_body", "", f->body);
    change_text(changes, "problem_level", "", problem_level_code(f->level));
    change_text(changes, "problem_step", "", problem_step_code(PROBLEM_FOUND));
    change_text(changes, "problem_due", "", problem_day(r->mem, r->due_us));
    change_note(changes, "responsible", place->unit_name);
    if (r->wish->version_id != 0)
        change_note(changes, "found_in",
                    mem_printf(r->mem, "%s #%" PRId64, r->wish->period, r->wish->version_id));
    return changes;
}

static bool store(Tx *tx, const Raise *r, const ProblemPlace *place, GError **err)
{
    const RaiseWish *wish = r->wish;
    NewProblem problem = { .task = place->task,
                           .unit = wish->at.unit,
                           .fields = &wish->fields,
                           .due_us = r->due_us,
                           .version_id = wish->version_id };

    TRY(tx_new_id(tx, &problem.id, err));
    const Problem row = { .id = problem.id, .task = place->task, .unit = wish->at.unit };
    Event event = problem_event(&row, "problem.raise", changes_of(r, place), wish->now_us);
    TRY(audit_append(tx, r->mem, r->who, &event, err));
    TRY(problem_insert(tx, r->mem, r->who, &problem, wish->now_us, err));
    TRY(problem_first_step(tx, r->mem, r->who, &problem, wish->now_us, err));
    *r->id = problem.id;
    return true;
}

static bool raise_it(Tx *tx, void *what, GError **err)
{
    Raise *r = what;
    const RequestId *request = tx_request(tx);
    ProblemPlace place;
    Rows rows;
    bool stored;

    TRY(problem_place_locked(tx, r->mem, r->who, &r->wish->at, &place, err));
    TRY(db_read(tx_db(tx), r->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    *r->id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    TRY(audit_seen(tx, r->mem, r->who, "problem.raise", *r->id, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(r->who, DEED_RAISE_PROBLEM, &place.facts, err));
    TRY(check_input(r, err));
    TRY(check_origin(tx, r, err));
    return store(tx, r, &place, err);
}

bool act_problem_raise(Db *db, Mem *mem, const Actor *who, const RaiseWish *wish, int64_t *id, GError **err)
{
    Raise r = { mem, who, wish, id, 0 };

    return tx_run(db, &wish->request, raise_it, &r, err);
}
