/* application_write.c: what deeds write of applications, and of the plan's rows that they change; see application.h. */
#include "base/err.h"
#include "store/application.h"

bool application_locked(Tx *tx, Mem *mem, int64_t id, StoredApplication *application, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_APPLICATION_LOCK, ARGS(num(id)), &c, err));
    return application_find(tx_db(tx), mem, id, application, err);
}

bool application_twin(Tx *tx, Mem *mem, const GroundFacts *facts, UnitId unit, Asks asks, int64_t *id,
                      GError **err)
{
    Rows rows;

    TRY(db_read(
        tx_db(tx), mem, SQL_APPLICATION_TWIN,
        ARGS(num(facts->task.v), num(unit.v), txt(asks_code(asks)), num(facts->period.v), num(facts->target)),
        &rows, err));
    *id = rows.n == 0 ? 0 : rows.row[0][APPLICATION_TWIN_ID].i;
    return true;
}

static bool insert_check(Tx *tx, const NewApplication *a, gsize i, GError **err)
{
    const StoredCheck *check = &a->checks[i];

    return tx_change_one(tx, SQL_CLOSING_CHECK_INSERT,
                         ARGS(num(a->id), num((int64_t)i + 1), txt(check_code(check->line.kind)),
                              id_or_null(check->line.target), num(check->line.met), txt(check->line.words),
                              txt(check->explained)),
                         err);
}

bool application_insert(Tx *tx, const NewApplication *a, GError **err)
{
    TRY(tx_change_one(tx, SQL_APPLICATION_INSERT,
                      ARGS(num(a->id), num(a->facts->task.v), num(a->unit.v), txt(asks_code(a->asks)),
                           id_or_null(a->facts->period.v), id_or_null(a->facts->target), txt(a->stood),
                           txt(a->asked), txt(a->reason), txt(a->evidence), num((int64_t)a->n_files),
                           num((int64_t)a->n_checks), num(a->on_behalf), num(a->by.v), at_us(a->now_us)),
                      err));
    for (gsize i = 0; i < a->n_files; i++)
        TRY(tx_change_one(tx, SQL_APPLICATION_FILE_INSERT,
                          ARGS(num(a->id), num((int64_t)i + 1), num(a->files[i])), err));
    for (gsize i = 0; i < a->n_checks; i++)
        TRY(insert_check(tx, a, i, err));
    return true;
}

bool application_withdraw(Tx *tx, const StoredApplication *a, GError **err)
{
    return tx_change_one(tx, SQL_APPLICATION_WITHDRAW, ARGS(num(a->id), num(a->version)), err);
}

bool application_decide(Tx *tx, const StoredApplication *a, const ApplicationVerdict *verdict, PersonId by,
                        int64_t now_us, GError **err)
{
    ApplicationState state = verdict->grant ? APPLICATION_GRANTED : APPLICATION_REFUSED;

    return tx_change_one(tx, SQL_APPLICATION_DECIDE,
                         ARGS(txt(application_state_code(state)), txt(verdict->opinion), num(by.v),
                              at_us(now_us), txt(verdict->verified), txt(verdict->verifiers),
                              txt(verdict->verified_on[0] == '\0' ? NULL : verdict->verified_on), num(a->id),
                              num(a->version)),
                         err);
}

bool application_reopen(Tx *tx, const StoredApplication *a, const char *reason, PersonId by, int64_t now_us,
                        GError **err)
{
    return tx_change_one(tx, SQL_APPLICATION_REOPEN,
                         ARGS(txt(reason), num(by.v), at_us(now_us), num(a->id), num(a->version)), err);
}

bool task_set_state(Tx *tx, TaskId task, int64_t version, TaskState state, int64_t closed_us, GError **err)
{
    return tx_change_one(
        tx, SQL_TASK_SET_STATE,
        ARGS(txt(task_state_code(state)), at_us_or_null(closed_us), num(task.v), num(version)), err);
}

bool task_extend(Tx *tx, TaskId task, int64_t version, const char *due_on, GError **err)
{
    return tx_change_one(tx, SQL_TASK_EXTEND, ARGS(txt(due_on), num(task.v), num(version)), err);
}

bool task_adjust(Tx *tx, TaskId task, int64_t version, const char *words, GError **err)
{
    return tx_change_one(tx, SQL_TASK_ADJUST, ARGS(txt(words), num(task.v), num(version)), err);
}

bool lead_row(Tx *tx, Mem *mem, TaskId task, UnitId unit, LeadRow *row, GError **err)
{
    Rows rows;

    TRY(db_read(tx_db(tx), mem, SQL_LEAD_ROW, ARGS(num(task.v), num(unit.v)), &rows, err));
    *row = (LeadRow){ 0 };
    if (rows.n > 0)
        *row = (LeadRow){ .id = rows.row[0][LEAD_ROW_ID].i,
                          .version = rows.row[0][LEAD_ROW_VERSION].i,
                          .ended = rows.row[0][LEAD_ROW_ENDED].i != 0 };
    return true;
}

bool lead_next_place(Tx *tx, Mem *mem, TaskId task, int64_t *place, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_LEAD_NEXT_PLACE, ARGS(num(task.v)), &c, err));
    *place = c[LEAD_NEXT_PLACE_PLACE].i;
    return true;
}

bool lead_first(Tx *tx, Mem *mem, TaskId task, UnitId *unit, GError **err)
{
    Rows rows;

    TRY(db_read(tx_db(tx), mem, SQL_LEAD_FIRST, ARGS(num(task.v)), &rows, err));
    unit->v = rows.n == 0 ? 0 : rows.row[0][LEAD_FIRST_UNIT_ID].i;
    return true;
}

bool lead_add(Tx *tx, int64_t id, TaskId task, UnitId unit, int64_t place, GError **err)
{
    return tx_change_one(tx, SQL_LEAD_INSERT,
                         ARGS(num(id), num(task.v), num(unit.v), num(place), txt("assigned")), err);
}

bool lead_end(Tx *tx, const LeadRow *row, const char *ended_on, GError **err)
{
    return tx_change_one(tx, SQL_LEAD_END, ARGS(txt(ended_on), num(row->id), num(row->version)), err);
}

bool part_lock(Tx *tx, Mem *mem, TaskId task, UnitId unit, GError **err)
{
    Rows locked;

    return db_read(tx_db(tx), mem, SQL_PART_LOCK, ARGS(num(task.v), num(unit.v)), &locked, err);
}

bool part_row(Tx *tx, Mem *mem, TaskId task, UnitId unit, LeadRow *row, GError **err)
{
    Rows rows;

    TRY(db_read(tx_db(tx), mem, SQL_PART_ROW, ARGS(num(task.v), num(unit.v)), &rows, err));
    *row = (LeadRow){ 0 };
    if (rows.n > 0)
        *row = (LeadRow){ .id = rows.row[0][PART_ROW_ID].i,
                          .version = rows.row[0][PART_ROW_VERSION].i,
                          .ended = rows.row[0][PART_ROW_ENDED].i != 0 };
    return true;
}

bool part_add(Tx *tx, Mem *mem, int64_t id, TaskId task, UnitId unit, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_PART_NEXT_PLACE, ARGS(num(task.v)), &c, err));
    return tx_change_one(tx, SQL_PARTICIPANT_INSERT,
                         ARGS(num(id), num(task.v), num(unit.v), num(c[PART_NEXT_PLACE_PLACE].i)), err);
}

bool part_end(Tx *tx, const LeadRow *row, const char *ended_on, GError **err)
{
    return tx_change_one(tx, SQL_UNIT_PART_SPAN, ARGS(txt(ended_on), num(row->id), num(row->version)), err);
}

bool report_light_set(Tx *tx, ReportId report, int64_t version, Light light, GError **err)
{
    return tx_change_one(tx, SQL_REPORT_LIGHT_SET, ARGS(txt(light_code(light)), num(report.v), num(version)),
                         err);
}
