/* sheet.c: see sheet.h. */
#include "store/sheet.h"

#include "base/err.h"

bool sheet_find(Db *db, Mem *mem, int64_t id, Sheet *sheet, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_NOTICE_FIND, ARGS(num(id)), &c, err));
    *sheet = (Sheet){
        .row = { .id = c[NOTICE_FIND_ID].i,
                 .rung = rung_of(c[NOTICE_FIND_KIND].s),
                 .year = c[NOTICE_FIND_YEAR].i,
                 .no = c[NOTICE_FIND_NO].i,
                 .plan = c[NOTICE_FIND_PLAN].s,
                 .unit = { c[NOTICE_FIND_UNIT_ID].i },
                 .unit_name = c[NOTICE_FIND_UNIT_NAME].s,
                 .task_no = c[NOTICE_FIND_TASK_NO].i,
                 .title = c[NOTICE_FIND_TITLE].s,
                 .period = c[NOTICE_FIND_PERIOD].s,
                 .subject = c[NOTICE_FIND_SUBJECT].s,
                 .state = sheet_state_of(c[NOTICE_FIND_STATE].s),
                 .receive_by_us = c[NOTICE_FIND_RECEIVE_BY].i,
                 .answer_by_us = c[NOTICE_FIND_ANSWER_BY].i,
                 .late = c[NOTICE_FIND_LATE].i != 0,
                 .issued_us = c[NOTICE_FIND_ISSUED_AT].i },
        .version = c[NOTICE_FIND_VERSION].i,
        .body = c[NOTICE_FIND_BODY].s,
        .issued_name = c[NOTICE_FIND_ISSUED_NAME].s,
        .unit_code = c[NOTICE_FIND_UNIT_CODE].s,
        .task = { c[NOTICE_FIND_TASK_ID].i },
        .period = { c[NOTICE_FIND_PERIOD_ID].i },
        .follows = { c[NOTICE_FIND_FOLLOWS].i, rung_of(c[NOTICE_FIND_FOLLOWS_KIND].s),
                     c[NOTICE_FIND_FOLLOWS_YEAR].i, c[NOTICE_FIND_FOLLOWS_NO].i },
        .followed = { c[NOTICE_FIND_FOLLOWED_BY].i, rung_of(c[NOTICE_FIND_FOLLOWED_KIND].s),
                      c[NOTICE_FIND_FOLLOWED_YEAR].i, c[NOTICE_FIND_FOLLOWED_NO].i },
        .answered_by = { c[NOTICE_FIND_ANSWERED_BY].i },
    };
    return true;
}

/* Supervisors stand in where nobody can sign in, and in their own office, as for reports (代填). */
Facts sheet_facts(const Actor *who, const Sheet *sheet)
{
    bool own = who->unit.v != 0 && sheet->row.unit.v == who->unit.v;

    return (Facts){ .for_own_unit = own,
                    .stands_in = own || sheet->unit_code[0] == '\0',
                    .filed_by = sheet->answered_by };
}

bool sheet_steps(Db *db, Mem *mem, int64_t id, StepRow **steps, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_NOTICE_STEPS, ARGS(num(id)), &rows, err));
    StepRow *list = mem_array(mem, StepRow, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (StepRow){ .at_version = c[NOTICE_STEPS_AT_VERSION].i,
                             .step = sheet_step_of(c[NOTICE_STEPS_STEP].s),
                             .words = c[NOTICE_STEPS_WORDS].s,
                             .name = c[NOTICE_STEPS_NAME].s,
                             .unit_name = c[NOTICE_STEPS_UNIT].s,
                             .on_behalf = c[NOTICE_STEPS_ON_BEHALF].i != 0,
                             .at_us = c[NOTICE_STEPS_AT].i };
    }
    *steps = list;
    *n = rows.n;
    return true;
}

/* The columns of the three lists are the same. */
static void take_rows(Mem *mem, const Rows *rows, SheetRow **list, gsize *n)
{
    *list = mem_array(mem, SheetRow, rows->n);
    *n = rows->n;
    for (gsize i = 0; i < rows->n; i++) {
        const Cell *c = rows->row[i];
        (*list)[i] = (SheetRow){ .id = c[NOTICE_LIST_ID].i,
                                 .rung = rung_of(c[NOTICE_LIST_KIND].s),
                                 .year = c[NOTICE_LIST_YEAR].i,
                                 .no = c[NOTICE_LIST_NO].i,
                                 .plan = c[NOTICE_LIST_PLAN].s,
                                 .unit = { c[NOTICE_LIST_UNIT_ID].i },
                                 .unit_name = c[NOTICE_LIST_UNIT_NAME].s,
                                 .task_no = c[NOTICE_LIST_TASK_NO].i,
                                 .title = c[NOTICE_LIST_TITLE].s,
                                 .period = c[NOTICE_LIST_PERIOD].s,
                                 .subject = c[NOTICE_LIST_SUBJECT].s,
                                 .state = sheet_state_of(c[NOTICE_LIST_STATE].s),
                                 .receive_by_us = c[NOTICE_LIST_RECEIVE_BY].i,
                                 .answer_by_us = c[NOTICE_LIST_ANSWER_BY].i,
                                 .late = c[NOTICE_LIST_LATE].i != 0,
                                 .issued_us = c[NOTICE_LIST_ISSUED_AT].i };
    }
}

bool sheet_list(Db *db, Mem *mem, const SheetQuery *q, SheetRow **list, gsize *n, GError **err)
{
    const char *rung = rung_code(q->rung);
    Rows rows;

    TRY(db_read(db, mem, SQL_NOTICE_LIST,
                ARGS(num(q->unit.v), num(q->unit.v), txt(rung), txt(rung), num(q->open_only), num(q->before),
                     num(q->before), num(q->most)),
                &rows, err));
    take_rows(mem, &rows, list, n);
    return true;
}

bool sheets_open_of_unit(Db *db, Mem *mem, UnitId unit, SheetRow **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_NOTICE_OPEN_OF_UNIT, ARGS(num(unit.v)), &rows, err));
    take_rows(mem, &rows, list, n);
    return true;
}

bool sheets_open_of_task(Db *db, Mem *mem, TaskId task, SheetRow **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_NOTICE_OPEN_OF_TASK, ARGS(num(task.v)), &rows, err));
    take_rows(mem, &rows, list, n);
    return true;
}

bool sheet_counts(Db *db, Mem *mem, SheetCounts *counts, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_NOTICE_COUNTS, NO_ARGS, &c, err));
    *counts = (SheetCounts){ c[NOTICE_COUNTS_OPEN].i, c[NOTICE_COUNTS_ANSWERED].i, c[NOTICE_COUNTS_LATE].i };
    return true;
}

bool sheets_past_limit(Db *db, Mem *mem, int64_t now_us, PastLimit **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_NOTICE_PAST_LIMIT, ARGS(at_us(now_us), at_us(now_us)), &rows, err));
    *list = mem_array(mem, PastLimit, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++)
        (*list)[i] = (PastLimit){ rows.row[i][NOTICE_PAST_LIMIT_ID].i,
                                  rows.row[i][NOTICE_PAST_LIMIT_PLAN].s };
    return true;
}

bool sheet_place(Db *db, Mem *mem, const SheetAddress *at, SheetPlace *place, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_NOTICE_PLACE,
                    ARGS(num(at->task_no), txt(at->period), txt(at->plan), num(at->unit.v)), &c, err));
    bool has_task = c[NOTICE_PLACE_TASK_ID].i != 0, has_period = c[NOTICE_PLACE_PERIOD_ID].i != 0;
    if ((at->task_no != 0 && !has_task) || (at->period[0] != '\0' && !has_period))
        return fail(err, ERR_NOT_FOUND, "no such task or period");
    if (has_task && c[NOTICE_PLACE_LEADS].i == 0)
        return fail(err, ERR_NOT_FOUND, "the unit does not lead the task");
    *place = (SheetPlace){ .plan = { c[NOTICE_PLACE_PLAN_ID].i },
                           .unit = { c[NOTICE_PLACE_UNIT_ID].i },
                           .unit_name = c[NOTICE_PLACE_UNIT_NAME].s,
                           .title = c[NOTICE_PLACE_TITLE].s,
                           .task = { c[NOTICE_PLACE_TASK_ID].i },
                           .period = { c[NOTICE_PLACE_PERIOD_ID].i },
                           .due_us = c[NOTICE_PLACE_DUE_AT].i };
    return true;
}

bool sheet_owed(Db *db, Mem *mem, PlanId plan, UnitId unit, int64_t now_us, OwedReport **list, gsize *n,
                GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_NOTICE_OWED, ARGS(num(unit.v), num(plan.v), at_us(now_us)), &rows, err));
    *list = mem_array(mem, OwedReport, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++)
        (*list)[i] = (OwedReport){ rows.row[i][NOTICE_OWED_NO].i, rows.row[i][NOTICE_OWED_PERIOD].s };
    return true;
}

bool sheet_plan_lock(Tx *tx, Mem *mem, const char *plan, GError **err)
{
    const Cell *c;

    return db_read_one(tx_db(tx), mem, SQL_NOTICE_PLAN_LOCK, ARGS(txt(plan)), &c, err);
}

bool sheet_locked(Tx *tx, Mem *mem, int64_t id, Sheet *sheet, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_NOTICE_LOCK, ARGS(num(id)), &c, err));
    return sheet_find(tx_db(tx), mem, id, sheet, err);
}

bool sheet_next_no(Tx *tx, Mem *mem, Rung rung, int64_t year, int64_t *no, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_NOTICE_LAST_NO, ARGS(txt(rung_code(rung)), num(year)), &c, err));
    *no = c[NOTICE_LAST_NO_NO].i + 1;
    return true;
}

bool sheet_insert(Tx *tx, const NewSheet *s, GError **err)
{
    return tx_change_one(tx, SQL_NOTICE_INSERT,
                         ARGS(num(s->id), txt(rung_code(s->rung)), num(s->year), num(s->no),
                              num(s->place.plan.v), num(s->place.unit.v), id_or_null(s->place.task.v),
                              id_or_null(s->place.period.v), txt(s->subject), txt(s->body),
                              at_us(s->receive_us), at_us(s->answer_us), id_or_null(s->follows),
                              id_or_null(s->by.v), at_us(s->at_us)),
                         err);
}

bool sheet_update(Tx *tx, const Sheet *sheet, SheetState state, int64_t answer_us, bool late, GError **err)
{
    return tx_change_one(tx, SQL_NOTICE_UPDATE,
                         ARGS(txt(sheet_state_code(state)), at_us(answer_us), num(late), num(sheet->row.id),
                              num(sheet->version)),
                         err);
}

bool sheet_step_insert(Tx *tx, int64_t id, int64_t at_version, SheetStep step, const char *words,
                       bool on_behalf, PersonId by, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_NOTICE_STEP_INSERT,
                         ARGS(num(id), num(at_version), txt(sheet_step_code(step)), txt(words),
                              num(on_behalf), id_or_null(by.v), at_us(now_us)),
                         err);
}
