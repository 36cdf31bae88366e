/* practice.c: see practice.h. */
#include "store/practice.h"

#include "base/err.h"

/* Of the actor's unit: whether it works on the task, and whether the paper is its own. */
static Facts facts_of(const Actor *who, bool leads, bool takes_part, UnitId unit)
{
    return (Facts){ .unit_leads = leads,
                    .unit_participates = takes_part,
                    .others_paper = who->unit.v == 0 || unit.v != who->unit.v,
                    .task = TASK_OPEN };
}

bool practice_task(Db *db, Mem *mem, const Actor *who, const char *plan, int64_t no, PracticeTask *task,
                   GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_PRACTICE_TASK, ARGS(num(who->unit.v), num(who->unit.v), txt(plan), num(no)),
                    &c, err));
    *task = (PracticeTask){
        .id = { c[PRACTICE_TASK_TASK_ID].i },
        .no = c[PRACTICE_TASK_NO].i,
        .plan = plan,
        .title = c[PRACTICE_TASK_TITLE].s,
        .facts = facts_of(who, c[PRACTICE_TASK_LEADS].i != 0, c[PRACTICE_TASK_TAKES_PART].i != 0, who->unit),
    };
    return true;
}

static PracticeFields fields_of(const Cell *c)
{
    return (PracticeFields){ .title = c[PRACTICE_FIND_TITLE].s,
                             .body = c[PRACTICE_FIND_BODY].s,
                             .effect = c[PRACTICE_FIND_EFFECT].s,
                             .target = c[PRACTICE_FIND_TARGET_ID].i,
                             .before = c[PRACTICE_FIND_BEFORE_VERSION].i,
                             .after = c[PRACTICE_FIND_AFTER_VERSION].i };
}

static void read_decisions(const Cell *c, Practice *p)
{
    p->saved_name = c[PRACTICE_FIND_SAVED_NAME].s;
    p->saved_us = c[PRACTICE_FIND_SAVED_AT].i;
    p->submitted_by.v = c[PRACTICE_FIND_SUBMITTED_BY].i;
    p->submitted_name = c[PRACTICE_FIND_SUBMITTED_NAME].s;
    p->submitted_us = c[PRACTICE_FIND_SUBMITTED_AT].i;
    p->opinion = c[PRACTICE_FIND_OPINION].s;
    p->decided_name = c[PRACTICE_FIND_DECIDED_NAME].s;
    p->decided_us = c[PRACTICE_FIND_DECIDED_AT].i;
    p->ask = c[PRACTICE_FIND_ASK].s;
    p->rolled_name = c[PRACTICE_FIND_ROLLED_NAME].s;
    p->rolled_us = c[PRACTICE_FIND_ROLLED_AT].i;
}

bool practice_find(Db *db, Mem *mem, const Actor *who, int64_t id, Practice *practice, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_PRACTICE_FIND, ARGS(num(who->unit.v), num(who->unit.v), num(id)), &c, err));
    Practice p = { .id = id,
                   .version = c[PRACTICE_FIND_VERSION].i,
                   .task = { .id = { c[PRACTICE_FIND_TASK_ID].i },
                             .no = c[PRACTICE_FIND_NO].i,
                             .plan = c[PRACTICE_FIND_PLAN].s,
                             .title = c[PRACTICE_FIND_TASK_TITLE].s },
                   .unit = { c[PRACTICE_FIND_UNIT_ID].i },
                   .unit_name = c[PRACTICE_FIND_UNIT_NAME].s,
                   .state = practice_state_of(c[PRACTICE_FIND_STATE].s),
                   .fields = fields_of(c) };
    read_decisions(c, &p);
    p.facts = facts_of(who, c[PRACTICE_FIND_LEADS].i != 0, c[PRACTICE_FIND_TAKES_PART].i != 0, p.unit);
    p.facts.report = practice_as_report(p.state);
    p.facts.filed_by = p.submitted_by;
    p.task.facts = p.facts;
    *practice = p;
    return true;
}

static bool sees_handed_in(const Actor *who)
{
    Facts facts = { .report = REPORT_SUBMITTED, .others_paper = true };

    return authz(who, DEED_READ_PRACTICE, &facts) == MAY;
}

bool practice_list(Db *db, Mem *mem, const Actor *who, const PracticeFilter *f, PracticeLine **lines,
                   gsize *n, GError **err)
{
    UnitId own = who->roles & ROLE_BIT(ROLE_FILER) ? who->unit : (UnitId){ 0 };
    const char *state = practice_state_code(f->state);
    Rows rows;

    TRY(db_read(db, mem, SQL_PRACTICE_LIST,
                ARGS(num(f->before == 0 ? G_MAXINT64 : f->before), num(own.v), num(sees_handed_in(who)),
                     num(f->unit.v), num(f->unit.v == 0 ? G_MAXINT64 : f->unit.v), txt(state), txt(state),
                     num(f->most)),
                &rows, err));
    PracticeLine *list = mem_array(mem, PracticeLine, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (PracticeLine){ .id = c[PRACTICE_LIST_ID].i,
                                  .no = c[PRACTICE_LIST_NO].i,
                                  .unit = { c[PRACTICE_LIST_UNIT_ID].i },
                                  .unit_name = c[PRACTICE_LIST_UNIT_NAME].s,
                                  .title = c[PRACTICE_LIST_TITLE].s,
                                  .state = practice_state_of(c[PRACTICE_LIST_STATE].s),
                                  .submitted_us = c[PRACTICE_LIST_SUBMITTED_AT].i,
                                  .told = c[PRACTICE_LIST_TOLD].i,
                                  .noted = c[PRACTICE_LIST_NOTED].i };
    }
    *lines = list;
    *n = rows.n;
    return true;
}

bool practice_units(Db *db, Mem *mem, int64_t practice, PracticeUnit **units, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PRACTICE_UNITS, ARGS(num(practice)), &rows, err));
    PracticeUnit *list = mem_array(mem, PracticeUnit, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (PracticeUnit){ .id = c[PRACTICE_UNITS_ID].i,
                                  .version = c[PRACTICE_UNITS_VERSION].i,
                                  .unit = { c[PRACTICE_UNITS_UNIT_ID].i },
                                  .unit_name = c[PRACTICE_UNITS_UNIT_NAME].s,
                                  .told_us = c[PRACTICE_UNITS_TOLD_AT].i,
                                  .noted_us = c[PRACTICE_UNITS_NOTED_AT].i,
                                  .noted_name = c[PRACTICE_UNITS_NOTED_NAME].s,
                                  .note = c[PRACTICE_UNITS_NOTE].s };
    }
    *units = list;
    *n = rows.n;
    return true;
}

const PracticeUnit *practice_unit_in(const PracticeUnit *units, gsize n, UnitId unit)
{
    for (gsize i = 0; i < n; i++)
        if (units[i].unit.v == unit.v)
            return &units[i];
    return NULL;
}

bool practice_to_note(Db *db, Mem *mem, UnitId unit, PracticeTold **told, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PRACTICE_TO_NOTE, ARGS(num(unit.v)), &rows, err));
    PracticeTold *list = mem_array(mem, PracticeTold, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (PracticeTold){ c[PRACTICE_TO_NOTE_ID].i, c[PRACTICE_TO_NOTE_TITLE].s,
                                  c[PRACTICE_TO_NOTE_UNIT_NAME].s, c[PRACTICE_TO_NOTE_TOLD_AT].i };
    }
    *told = list;
    *n = rows.n;
    return true;
}

bool practice_values(Db *db, Mem *mem, TaskId task, PracticeValue **values, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PRACTICE_VALUES, ARGS(num(task.v)), &rows, err));
    PracticeValue *list = mem_array(mem, PracticeValue, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (PracticeValue){ .version = c[PRACTICE_VALUES_VERSION_ID].i,
                                   .target = c[PRACTICE_VALUES_TARGET_ID].i,
                                   .period = c[PRACTICE_VALUES_PERIOD].s,
                                   .due_us = c[PRACTICE_VALUES_DUE_AT].i,
                                   .value_e4 = cell_amount_e4(&c[PRACTICE_VALUES_VALUE]) };
    }
    *values = list;
    *n = rows.n;
    return true;
}

/* 0: of none. */
static int64_t due_of(const PracticeValue *values, gsize n, int64_t version)
{
    for (gsize i = 0; i < n; i++)
        if (values[i].version == version)
            return values[i].due_us;
    return 0;
}

bool practice_in_order(const PracticeValue *values, gsize n, int64_t before, int64_t after)
{
    int64_t first_us = due_of(values, n, before), second_us = due_of(values, n, after);

    return first_us == 0 || second_us == 0 || first_us < second_us;
}

bool practice_value(Db *db, Mem *mem, int64_t version, int64_t target, PracticeMove *move, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_PRACTICE_VALUE, ARGS(num(version), num(target)), &c, err));
    *move = (PracticeMove){ c[PRACTICE_VALUE_SUBJECT].s, c[PRACTICE_VALUE_UNIT_WORD].s,
                            c[PRACTICE_VALUE_PERIOD].s, cell_amount_e4(&c[PRACTICE_VALUE_VALUE]) };
    return true;
}

bool practice_locked(Tx *tx, Mem *mem, const Actor *who, int64_t id, Practice *practice, GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_PRACTICE_LOCK, ARGS(num(id)), &c, err));
    return practice_find(tx_db(tx), mem, who, id, practice, err);
}

bool practice_insert(Tx *tx, int64_t id, TaskId task, UnitId unit, const PracticeWords *w, GError **err)
{
    const PracticeFields *f = w->fields;
    bool handed_in = w->state == PRACTICE_SUBMITTED;

    return tx_change_one(tx, SQL_PRACTICE_INSERT,
                         ARGS(num(id), num(task.v), num(unit.v), txt(practice_state_code(w->state)),
                              txt(f->title), txt(f->body), txt(f->effect), id_or_null(f->target),
                              id_or_null(f->before), id_or_null(f->after), num(w->by.v), at_us(w->at_us),
                              id_or_null(handed_in ? w->by.v : 0), at_us_or_null(handed_in ? w->at_us : 0)),
                         err);
}

bool practice_save(Tx *tx, const Practice *p, const PracticeWords *w, GError **err)
{
    const PracticeFields *f = w->fields;
    bool handed_in = w->state == PRACTICE_SUBMITTED;

    return tx_change_one(
        tx, SQL_PRACTICE_SAVE,
        ARGS(txt(practice_state_code(w->state)), txt(f->title), txt(f->body), txt(f->effect),
             id_or_null(f->target), id_or_null(f->before), id_or_null(f->after), num(w->by.v),
             at_us(w->at_us), id_or_null(handed_in ? w->by.v : p->submitted_by.v),
             at_us_or_null(handed_in ? w->at_us : p->submitted_us), num(p->id), num(p->version)),
        err);
}

bool practice_withdraw(Tx *tx, const Practice *p, GError **err)
{
    return tx_change_one(tx, SQL_PRACTICE_WITHDRAW, ARGS(num(p->id), num(p->version)), err);
}

bool practice_decide(Tx *tx, const Practice *p, PracticeState state, const char *opinion, PersonId by,
                     int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_PRACTICE_DECIDE,
                         ARGS(txt(practice_state_code(state)), txt(opinion), num(by.v), at_us(now_us),
                              num(p->id), num(p->version)),
                         err);
}

bool practice_roll_out(Tx *tx, const Practice *p, const char *ask, PersonId by, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_PRACTICE_ROLL_OUT,
                         ARGS(txt(ask), num(by.v), at_us(now_us), num(p->id), num(p->version)), err);
}

bool practice_unit_insert(Tx *tx, int64_t id, int64_t practice, UnitId unit, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_PRACTICE_UNIT_INSERT,
                         ARGS(num(id), num(practice), num(unit.v), at_us(now_us)), err);
}

bool practice_unit_note(Tx *tx, const PracticeUnit *unit, const char *note, PersonId by, int64_t now_us,
                        GError **err)
{
    return tx_change_one(tx, SQL_PRACTICE_UNIT_NOTE,
                         ARGS(num(by.v), at_us(now_us), txt(note), num(unit->id), num(unit->version)), err);
}
