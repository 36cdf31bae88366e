/* problem.c: reading problems; see problem.h. Their rows are written in problem_write.c. */
#include "store/problem.h"

#include "base/clock.h"
#include "base/err.h"
#include "rule/day_read.h"

static int64_t day_of(const char *stored)
{
    int64_t starts_us = 0;

    (void)day_read(stored, &starts_us); /* "": stays 0 */
    return starts_us;
}

char *problem_day(Mem *mem, int64_t day_us)
{
    CivilTime day = civil_of(day_us);

    return day_us == 0 ? mem_text(mem, "") : mem_printf(mem, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static Facts facts_of(const Actor *who, const Cell *c)
{
    bool has_unit = who->unit.v != 0;
    bool own = has_unit && c[PROBLEM_FIND_UNIT_ID].i == who->unit.v;

    return (Facts){ .unit_leads = c[PROBLEM_FIND_LEADS].i != 0,
                    .unit_participates = c[PROBLEM_FIND_TAKES].i != 0,
                    .stands_in = own || c[PROBLEM_FIND_UNIT_CODE].s[0] == '\0',
                    .task = task_state_of(c[PROBLEM_FIND_TASK_STATE].s),
                    .problem = { .step = problem_step_of(c[PROBLEM_FIND_STEP].s),
                                 .level = problem_level_of(c[PROBLEM_FIND_LEVEL].s),
                                 .is_responsible = own,
                                 .raised = has_unit && c[PROBLEM_FIND_RAISED_UNIT].i == who->unit.v,
                                 .coordinates = c[PROBLEM_FIND_COORDINATES].i != 0,
                                 .answered_by = { c[PROBLEM_FIND_ANSWERED_BY].i } } };
}

static void read_days(const Cell *c, Problem *p)
{
    p->step_us = c[PROBLEM_FIND_STEP_AT].i;
    p->due_us = day_of(c[PROBLEM_FIND_DUE_ON].s);
    p->promised_us = day_of(c[PROBLEM_FIND_PROMISED_ON].s);
    p->raised_us = c[PROBLEM_FIND_RAISED_AT].i;
    p->closed_us = c[PROBLEM_FIND_CLOSED_AT].i;
    p->last_us = c[PROBLEM_FIND_LAST_AT].i;
}

/* The columns of all three lists are the same. */
static Problem problem_of(const Actor *who, const Cell *c)
{
    Problem p = {
        .id = c[PROBLEM_FIND_ID].i,
        .version = c[PROBLEM_FIND_VERSION].i,
        .plan = c[PROBLEM_FIND_PLAN].s,
        .task_title = c[PROBLEM_FIND_TASK_TITLE].s,
        .no = c[PROBLEM_FIND_NO].i,
        .task = { c[PROBLEM_FIND_TASK_ID].i },
        .unit = { c[PROBLEM_FIND_UNIT_ID].i },
        .unit_name = c[PROBLEM_FIND_UNIT_NAME].s,
        .title = c[PROBLEM_FIND_TITLE].s,
        .body = c[PROBLEM_FIND_BODY].s,
        .step_no = c[PROBLEM_FIND_STEP_NO].i,
        .raised_name = c[PROBLEM_FIND_RAISED_NAME].s,
        .raised_unit_name = c[PROBLEM_FIND_RAISED_UNIT_NAME].s,
        .refused = c[PROBLEM_FIND_REFUSED].i,
        .reopened = c[PROBLEM_FIND_REOPENED].i,
        .version_id = c[PROBLEM_FIND_VERSION_ID].i,
        .period = c[PROBLEM_FIND_PERIOD].s,
        .report_unit = { c[PROBLEM_FIND_REPORT_UNIT].i },
        .round = c[PROBLEM_FIND_ROUND].i,
        .last_words = c[PROBLEM_FIND_LAST_WORDS].s,
        .facts = facts_of(who, c),
    };

    p.step = p.facts.problem.step;
    p.level = p.facts.problem.level;
    read_days(c, &p);
    return p;
}

static bool may_read(const Actor *who, const Problem *problem)
{
    return authz(who, DEED_READ_PROBLEMS, &problem->facts) == MAY;
}

static void take_readable(Mem *mem, const Actor *who, const Rows *rows, Problem **list, gsize *n)
{
    Problem *all = mem_array(mem, Problem, rows->n);
    gsize there = 0;

    for (gsize i = 0; i < rows->n; i++) {
        all[there] = problem_of(who, rows->row[i]);
        there += may_read(who, &all[there]);
    }
    *list = all;
    *n = there;
}

bool problem_find(Db *db, Mem *mem, const Actor *who, int64_t id, Problem *problem, GError **err)
{
    const int64_t unit = who->unit.v;
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_PROBLEM_FIND, ARGS(num(unit), num(unit), num(unit), num(id)), &c, err));
    *problem = problem_of(who, c);
    return true;
}

bool problem_list(Db *db, Mem *mem, const Actor *who, int64_t closed_since_us, Problem **list, gsize *n,
                  GError **err)
{
    const Facts stranger = { 0 };
    bool all = authz(who, DEED_READ_PROBLEMS, &stranger) == MAY;
    const int64_t unit = who->unit.v, only = all ? 0 : unit == 0 ? -1 : unit;
    Rows rows;

    TRY(db_read(db, mem, SQL_PROBLEM_LIST,
                ARGS(num(unit), num(unit), num(unit), at_us(closed_since_us), num(only), num(only), num(only),
                     num(only), num(only), num(only), num(PROBLEMS_MOST)),
                &rows, err));
    take_readable(mem, who, &rows, list, n);
    return true;
}

bool problem_list_of_task(Db *db, Mem *mem, Known *known, const Actor *who, TaskId task, Problem **list,
                          gsize *n, GError **err)
{
    const int64_t unit = who->unit.v;
    Rows rows;

    TRY(known_read(known, db, mem, SQL_PROBLEM_LIST_OF_TASK, unit,
                   ARGS(num(unit), num(unit), num(unit), num(task.v)), &rows, err));
    take_readable(mem, who, &rows, list, n);
    return true;
}

bool problem_timeline(Db *db, Mem *mem, int64_t problem, ProblemEntry **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PROBLEM_TIMELINE, ARGS(num(problem), num(problem)), &rows, err));
    ProblemEntry *all = mem_array(mem, ProblemEntry, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (ProblemEntry){ .at_version = c[PROBLEM_TIMELINE_AT_VERSION].i,
                                 .move = problem_move_of(c[PROBLEM_TIMELINE_MOVE].s),
                                 .to = problem_step_of(c[PROBLEM_TIMELINE_TO_STEP].s),
                                 .level = problem_level_of(c[PROBLEM_TIMELINE_LEVEL].s),
                                 .words = c[PROBLEM_TIMELINE_WORDS].s,
                                 .made_name = c[PROBLEM_TIMELINE_MADE_NAME].s,
                                 .made_unit_name = c[PROBLEM_TIMELINE_MADE_UNIT].s,
                                 .due_us = day_of(c[PROBLEM_TIMELINE_DUE_ON].s),
                                 .made_us = c[PROBLEM_TIMELINE_MADE_AT].i };
    }
    *list = all;
    *n = rows.n;
    return true;
}

bool problem_units(Db *db, Mem *mem, int64_t problem, ProblemUnit **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PROBLEM_UNITS, ARGS(num(problem)), &rows, err));
    ProblemUnit *all = mem_array(mem, ProblemUnit, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        all[i] = (ProblemUnit){ .at_version = rows.row[i][PROBLEM_UNITS_AT_VERSION].i,
                                .unit = { rows.row[i][PROBLEM_UNITS_UNIT_ID].i },
                                .name = rows.row[i][PROBLEM_UNITS_NAME].s,
                                .group_name = rows.row[i][PROBLEM_UNITS_GROUP_NAME].s };
    *list = all;
    *n = rows.n;
    return true;
}

bool problem_files(Db *db, Mem *mem, int64_t problem, ProblemFile **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PROBLEM_FILES, ARGS(num(problem)), &rows, err));
    ProblemFile *all = mem_array(mem, ProblemFile, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (ProblemFile){ .at_version = c[PROBLEM_FILES_AT_VERSION].i,
                                .id = c[PROBLEM_FILES_ID].i,
                                .size_bytes = c[PROBLEM_FILES_SIZE_BYTES].i,
                                .no = c[PROBLEM_FILES_NO].i,
                                .name = c[PROBLEM_FILES_NAME].s,
                                .period = c[PROBLEM_FILES_PERIOD].s,
                                .unit = { c[PROBLEM_FILES_UNIT_ID].i } };
    }
    *list = all;
    *n = rows.n;
    return true;
}

bool problem_place(Db *db, Mem *mem, const Actor *who, const ProblemAddress *at, ProblemPlace *place,
                   GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_PROBLEM_PLACE,
                    ARGS(num(who->unit.v), num(who->unit.v), txt(at->plan), num(at->no), num(at->unit.v)), &c,
                    err));
    bool own = who->unit.v != 0 && at->unit.v == who->unit.v;
    *place = (ProblemPlace){ .facts = { .unit_leads = c[PROBLEM_PLACE_LEADS].i != 0,
                                        .unit_participates = c[PROBLEM_PLACE_TAKES].i != 0,
                                        .stands_in = own || c[PROBLEM_PLACE_UNIT_CODE].s[0] == '\0',
                                        .task = task_state_of(c[PROBLEM_PLACE_TASK_STATE].s),
                                        .problem = { .is_responsible = own } },
                             .task = { c[PROBLEM_PLACE_TASK_ID].i },
                             .title = c[PROBLEM_PLACE_TITLE].s,
                             .unit_name = c[PROBLEM_PLACE_UNIT_NAME].s };
    return true;
}

bool problem_origin(Db *db, Mem *mem, const ProblemAddress *at, const char *period, ProblemOrigin *origin,
                    GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PROBLEM_ORIGIN, ARGS(txt(period), num(at->no), num(at->unit.v), txt(at->plan)),
                &rows, err));
    *origin = (ProblemOrigin){ 0 };
    if (rows.n == 0)
        return true;
    *origin = (ProblemOrigin){ .version_id = rows.row[0][PROBLEM_ORIGIN_VERSION_ID].i,
                               .round = rows.row[0][PROBLEM_ORIGIN_ROUND].i,
                               .state = report_state_of(rows.row[0][PROBLEM_ORIGIN_STATE].s) };
    return true;
}
