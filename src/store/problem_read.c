/* problem_read.c: see problem_read.h. */
#include "store/problem_read.h"

#include "base/clock.h"
#include "base/err.h"
#include "store/problem.h"

static void count(ProblemCounts *to, const Cell *c)
{
    ProblemStep step = problem_step_of(c[PROBLEM_COUNTS_STEP].s);
    int64_t n = c[PROBLEM_COUNTS_N].i, late = c[PROBLEM_COUNTS_LATE].i != 0 ? n : 0;
    ProblemPart holder = problem_holder(step, problem_level_of(c[PROBLEM_COUNTS_LEVEL].s));

    to->open += n;
    to->late += late;
    to->at_step[step] += n;
    if (holder == PART_OFFICE) {
        to->office += n;
        to->office_late += late;
    } else if (c[PROBLEM_COUNTS_OWN].i != 0) {
        to->own += n;
        to->own_late += late;
    }
    if (step == PROBLEM_COORDINATE && c[PROBLEM_COUNTS_COORDINATES].i != 0)
        to->coordinating += n;
}

bool problem_counts(Db *db, Mem *mem, UnitId unit, int64_t now_us, ProblemCounts *counts, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PROBLEM_COUNTS, ARGS(txt(problem_day(mem, now_us)), num(unit.v), num(unit.v)),
                &rows, err));
    *counts = (ProblemCounts){ 0 };
    for (gsize i = 0; i < rows.n; i++)
        count(counts, rows.row[i]);
    return true;
}

bool problem_tally(Db *db, Mem *mem, PlanId plan, int64_t from_us, int64_t to_us, ProblemTally **list,
                   gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PROBLEM_TALLY,
                ARGS(at_us(from_us), at_us(to_us), at_us(from_us), at_us(to_us), at_us(to_us), at_us(to_us),
                     txt(problem_day(mem, to_us)), num(plan.v)),
                &rows, err));
    ProblemTally *all = mem_array(mem, ProblemTally, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (ProblemTally){ .unit = { c[PROBLEM_TALLY_UNIT_ID].i },
                                 .unit_name = c[PROBLEM_TALLY_NAME].s,
                                 .raised = c[PROBLEM_TALLY_RAISED].i,
                                 .closed = c[PROBLEM_TALLY_CLOSED].i,
                                 .open = c[PROBLEM_TALLY_OPEN].i,
                                 .late = c[PROBLEM_TALLY_LATE].i };
    }
    *list = all;
    *n = rows.n;
    return true;
}
