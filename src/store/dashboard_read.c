/* dashboard_read.c: see dashboard_read.h. */
#include "store/dashboard_read.h"

#include <string.h>

#include "base/err.h"

bool dashboard_returns(Db *db, Mem *mem, Known *known, UnitId unit, Returned **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(known_read(known, db, mem, SQL_DASH_RETURNS, 0, ARGS(num(unit.v)), &rows, err));
    *n = rows.n;
    *list = mem_array(mem, Returned, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (Returned){ .plan = c[DASH_RETURNS_PLAN].s,
                                 .no = c[DASH_RETURNS_NO].i,
                                 .period = c[DASH_RETURNS_PERIOD].s,
                                 .comment = c[DASH_RETURNS_COMMENT].s,
                                 .name = c[DASH_RETURNS_NAME].s,
                                 .decided_us = c[DASH_RETURNS_DECIDED_AT].i };
    }
    return true;
}

bool dashboard_recent(Db *db, Mem *mem, Known *known, UnitId unit, Recent **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(known_read(known, db, mem, SQL_DASH_RECENT, 0, ARGS(num(unit.v), num(unit.v)), &rows, err));
    *n = rows.n;
    *list = mem_array(mem, Recent, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (Recent){ .at_us = c[DASH_RECENT_AT].i,
                               .what = c[DASH_RECENT_WHAT].s,
                               .round = c[DASH_RECENT_ROUND].i,
                               .name = c[DASH_RECENT_NAME].s,
                               .plan = c[DASH_RECENT_PLAN].s,
                               .no = c[DASH_RECENT_NO].i,
                               .title = c[DASH_RECENT_TITLE].s,
                               .period = c[DASH_RECENT_PERIOD].s };
    }
    return true;
}

bool dashboard_waiting(Db *db, Mem *mem, int64_t *n, int64_t *oldest_us, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_DASH_WAITING, NO_ARGS, &c, err));
    *n = c[DASH_WAITING_N].i;
    *oldest_us = c[DASH_WAITING_OLDEST].i;
    return true;
}

bool dashboard_units(Db *db, Mem *mem, PlanId plan, PeriodId period, int64_t now_us, UnitProgress **list,
                     gsize *n, GError **err)
{
    Arg p = num(period.v);
    Rows rows;

    TRY(db_read(db, mem, SQL_DASH_UNITS, ARGS(p, p, p, p, at_us(now_us), num(plan.v)), &rows, err));
    *n = rows.n;
    *list = mem_array(mem, UnitProgress, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (UnitProgress){ .id = { c[DASH_UNITS_ID].i },
                                     .name = c[DASH_UNITS_NAME].s,
                                     .due = c[DASH_UNITS_DUE].i,
                                     .waiting = c[DASH_UNITS_WAITING].i,
                                     .approved = c[DASH_UNITS_APPROVED].i,
                                     .returned = c[DASH_UNITS_RETURNED].i,
                                     .overdue = c[DASH_UNITS_OVERDUE].i };
    }
    return true;
}

/* The reviewer's light stands before the unit's own, and so does the reviewer's reason. */
static Alarm alarm_of(const Cell *c)
{
    Light declared = light_of(c[DASH_ALARMS_DECLARED].s), decided = light_of(c[DASH_ALARMS_LIGHT].s);
    bool otherwise = decided != LIGHT_NONE && decided != declared;

    return (Alarm){ .plan = c[DASH_ALARMS_PLAN].s,
                    .no = c[DASH_ALARMS_NO].i,
                    .title = c[DASH_ALARMS_TITLE].s,
                    .period = c[DASH_ALARMS_PERIOD].s,
                    .unit = { c[DASH_ALARMS_UNIT_ID].i },
                    .unit_name = c[DASH_ALARMS_UNIT_NAME].s,
                    .light = decided == LIGHT_NONE ? declared : decided,
                    .own = decided == LIGHT_NONE,
                    .decided_otherwise = otherwise,
                    .reason = otherwise ? c[DASH_ALARMS_COMMENT].s : c[DASH_ALARMS_REASON].s };
}

bool dashboard_alarms(Db *db, Mem *mem, PeriodId period, bool with_own, Alarm **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_DASH_ALARMS, ARGS(num(period.v), num(with_own)), &rows, err));
    *n = rows.n;
    *list = mem_array(mem, Alarm, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        (*list)[i] = alarm_of(rows.row[i]);
    return true;
}

bool dashboard_actions(Db *db, Mem *mem, int64_t day_us, int64_t week_us, ActionCount **list, gsize *n,
                       GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_DASH_ACTIONS, ARGS(num(day_us), num(week_us)), &rows, err));
    *n = rows.n;
    *list = mem_array(mem, ActionCount, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (ActionCount){ .action = c[DASH_ACTIONS_ACTION].s,
                                    .today = c[DASH_ACTIONS_TODAY].i,
                                    .week = c[DASH_ACTIONS_WEEK].i };
    }
    return true;
}

static Unusual unusual_of(const Cell *c)
{
    return (Unusual){ .night = c[DASH_UNUSUAL_NIGHT].i != 0,
                      .mended = c[DASH_UNUSUAL_MENDED].i != 0,
                      .after_all = c[DASH_UNUSUAL_AFTER_ALL].i != 0,
                      .row = { .id = c[DASH_UNUSUAL_ID].i,
                               .at_us = c[DASH_UNUSUAL_AT_US].i,
                               .actor = c[DASH_UNUSUAL_ACTOR].s,
                               .actor_unit = c[DASH_UNUSUAL_ACTOR_UNIT].s,
                               .action = c[DASH_UNUSUAL_ACTION].s,
                               .result = c[DASH_UNUSUAL_RESULT].s,
                               .etype = c[DASH_UNUSUAL_ETYPE].s,
                               .ip = c[DASH_UNUSUAL_IP].s,
                               .body = c[DASH_UNUSUAL_BODY].s,
                               .plan = c[DASH_UNUSUAL_PLAN].s,
                               .task_no = c[DASH_UNUSUAL_NO].i,
                               .title = c[DASH_UNUSUAL_TITLE].s,
                               .unit_name = "",
                               .period = "" } };
}

bool dashboard_unusual(Db *db, Mem *mem, int64_t since_us, Unusual **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_DASH_UNUSUAL, ARGS(num(since_us)), &rows, err));
    *n = rows.n;
    *list = mem_array(mem, Unusual, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        (*list)[i] = unusual_of(rows.row[i]);
    return true;
}

bool dashboard_bulk(Db *db, Mem *mem, int64_t since_us, int64_t least, Bulk **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_DASH_BULK, ARGS(num(since_us), num(least)), &rows, err));
    *n = rows.n;
    *list = mem_array(mem, Bulk, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (Bulk){ .id = c[DASH_BULK_ID].i,
                             .at_us = c[DASH_BULK_AT_US].i,
                             .n = c[DASH_BULK_N].i,
                             .actor = c[DASH_BULK_ACTOR].s,
                             .actor_unit = c[DASH_BULK_ACTOR_UNIT].s,
                             .action = c[DASH_BULK_ACTION].s };
    }
    return true;
}

bool dashboard_silent_units(Db *db, Mem *mem, PlanId plan, SilentUnit **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_DASH_SILENT_UNITS, ARGS(num(plan.v)), &rows, err));
    *n = rows.n;
    *list = mem_array(mem, SilentUnit, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (SilentUnit){ .name = c[DASH_SILENT_UNITS_NAME].s,
                                   .can_sign_in = c[DASH_SILENT_UNITS_CAN_SIGN_IN].i != 0,
                                   .n_tasks = c[DASH_SILENT_UNITS_N_TASKS].i };
    }
    return true;
}

bool dashboard_import(Db *db, Mem *mem, PlanId plan, ImportState *state, GError **err)
{
    const Cell *c, *persons;

    TRY(db_read_one(db, mem, SQL_DASH_IMPORT, ARGS(num(plan.v)), &c, err));
    TRY(db_read_one(db, mem, SQL_DASH_PERSONS, NO_ARGS, &persons, err));
    *state = (ImportState){ .title = c[DASH_IMPORT_TITLE].s,
                            .code = c[DASH_IMPORT_CODE].s,
                            .sha256 = cell_hex(mem, &c[DASH_IMPORT_SHA256]),
                            .sections = c[DASH_IMPORT_SECTIONS].i,
                            .tasks = c[DASH_IMPORT_TASKS].i,
                            .units = c[DASH_IMPORT_UNITS].i,
                            .targets = c[DASH_IMPORT_TARGETS].i,
                            .doubts = c[DASH_IMPORT_DOUBTS].i,
                            .leaderless = c[DASH_IMPORT_LEADERLESS].i,
                            .persons = persons[DASH_PERSONS_N].i };
    return true;
}
