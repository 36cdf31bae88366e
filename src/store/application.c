/* application.c: reading and writing applications; see application.h. */
#include "store/application.h"

#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "rule/flow.h"

/* The columns of application_list and application_of_task are the same. */
static void read_decision(const Cell *c, StoredApplication *a)
{
    a->opinion = c[APPLICATION_FIND_OPINION].s;
    a->decided_name = c[APPLICATION_FIND_DECIDED_NAME].s;
    a->decided_us = c[APPLICATION_FIND_DECIDED_AT].i;
    a->verified = c[APPLICATION_FIND_VERIFIED].s;
    a->verifiers = c[APPLICATION_FIND_VERIFIERS].s;
    a->verified_on = c[APPLICATION_FIND_VERIFIED_ON].s;
    a->reopen_reason = c[APPLICATION_FIND_REOPEN_REASON].s;
    a->reopened_name = c[APPLICATION_FIND_REOPENED_NAME].s;
    a->reopened_us = c[APPLICATION_FIND_REOPENED_AT].i;
}

static StoredApplication application_of(const Cell *c)
{
    StoredApplication a = { .id = c[APPLICATION_FIND_ID].i,
                            .version = c[APPLICATION_FIND_VERSION].i,
                            .task = { c[APPLICATION_FIND_TASK_ID].i },
                            .at = { .plan = c[APPLICATION_FIND_PLAN].s,
                                    .no = c[APPLICATION_FIND_NO].i,
                                    .unit = { c[APPLICATION_FIND_UNIT_ID].i } },
                            .title = c[APPLICATION_FIND_TITLE].s,
                            .unit_name = c[APPLICATION_FIND_UNIT_NAME].s,
                            .task_state = task_state_of(c[APPLICATION_FIND_TASK_STATE].s),
                            .asks = asks_of(c[APPLICATION_FIND_ASKS].s),
                            .period = c[APPLICATION_FIND_PERIOD].s,
                            .target = c[APPLICATION_FIND_TARGET_ID].i,
                            .target_subject = c[APPLICATION_FIND_TARGET_SUBJECT].s,
                            .target_word = c[APPLICATION_FIND_TARGET_WORD].s,
                            .stood = c[APPLICATION_FIND_STOOD].s,
                            .asked = c[APPLICATION_FIND_ASKED].s,
                            .reason = c[APPLICATION_FIND_REASON].s,
                            .evidence = c[APPLICATION_FIND_EVIDENCE].s,
                            .state = application_state_of(c[APPLICATION_FIND_STATE].s),
                            .on_behalf = c[APPLICATION_FIND_ON_BEHALF].i != 0,
                            .applied_by = { c[APPLICATION_FIND_APPLIED_BY].i },
                            .applied_name = c[APPLICATION_FIND_APPLIED_NAME].s,
                            .applied_us = c[APPLICATION_FIND_APPLIED_AT].i };

    read_decision(c, &a);
    return a;
}

static void take_list(Mem *mem, const Rows *rows, StoredApplication **list, gsize *n)
{
    *list = mem_array(mem, StoredApplication, rows->n);
    *n = rows->n;
    for (gsize i = 0; i < rows->n; i++)
        (*list)[i] = application_of(rows->row[i]);
}

bool application_find(Db *db, Mem *mem, int64_t id, StoredApplication *application, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_APPLICATION_FIND, ARGS(num(id)), &c, err));
    *application = application_of(c);
    return true;
}

static const char *asks_list(Mem *mem, int kind)
{
    const char *list = "";

    for (int asks = ASKS_NONE + 1; asks < ASKS__N; asks++)
        if (kind == ASKS_KIND__N || (int)asks_kind((Asks)asks) == kind)
            list = mem_printf(mem, "%s%s%s", list, list[0] == '\0' ? "" : ",", asks_code((Asks)asks));
    return list;
}

bool application_list(Db *db, Mem *mem, const ApplicationChoice *choice, StoredApplication **list, gsize *n,
                      bool *more, GError **err)
{
    bool one = choice->unit.v != 0;
    const char *states = choice->state == APPLICATION__N
                             ? "waiting,withdrawn,granted,refused"
                             : application_state_code((ApplicationState)choice->state);
    Rows rows;

    TRY(db_read(db, mem, SQL_APPLICATION_LIST,
                ARGS(txt(states), txt(asks_list(mem, choice->kind)), num(one ? choice->unit.v : 0),
                     num(one ? choice->unit.v : INT64_MAX),
                     num(choice->before == 0 ? INT64_MAX : choice->before)),
                &rows, err));
    *more = rows.n > APPLICATIONS_A_PAGE;
    if (*more)
        rows.n = APPLICATIONS_A_PAGE;
    take_list(mem, &rows, list, n);
    return true;
}

bool applications_of_task(Db *db, Mem *mem, Known *known, TaskId task, StoredApplication **list, gsize *n,
                          GError **err)
{
    Rows rows;

    TRY(known_read(known, db, mem, SQL_APPLICATION_OF_TASK, 0, ARGS(num(task.v)), &rows, err));
    take_list(mem, &rows, list, n);
    return true;
}

bool applications_waiting(Db *db, Mem *mem, UnitId unit, int64_t *n, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_APPLICATION_WAITING,
                    ARGS(num(unit.v), num(unit.v == 0 ? INT64_MAX : unit.v)), &c, err));
    *n = c[APPLICATION_WAITING_N].i;
    return true;
}

bool application_files(Db *db, Mem *mem, int64_t id, ApplicationFile **files, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_APPLICATION_FILES, ARGS(num(id)), &rows, err));
    *files = mem_array(mem, ApplicationFile, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*files)[i] = (ApplicationFile){ .id = c[APPLICATION_FILES_ID].i,
                                         .no = c[APPLICATION_FILES_NO].i,
                                         .size_bytes = c[APPLICATION_FILES_SIZE_BYTES].i,
                                         .name = c[APPLICATION_FILES_NAME].s,
                                         .period = c[APPLICATION_FILES_PERIOD].s,
                                         .unit = { c[APPLICATION_FILES_UNIT_ID].i },
                                         .state = report_state_of(c[APPLICATION_FILES_STATE].s) };
    }
    return true;
}

/* ---- what it is about */

Named application_named(const StoredApplication *a)
{
    Named named = { .period = a->period, .target = a->target };

    if (a->asks == ASKS_LEAD || a->asks == ASKS_ASSIGNMENT)
        named.other_unit = g_ascii_strtoll(a->asked, NULL, 10);
    return named;
}

static Light light_of_ground(const Cell *c, bool frozen)
{
    const char *corrected = c[APPLICATION_GROUND_CORRECTED_LIGHT].s;

    if (frozen)
        return light_of(corrected[0] != '\0' ? corrected : c[APPLICATION_GROUND_FROZEN_LIGHT].s);
    return report_state_of(c[APPLICATION_GROUND_REPORT_STATE].s) == REPORT_APPROVED
               ? light_of(c[APPLICATION_GROUND_LIGHT].s)
               : LIGHT_NONE;
}

static Ground ground_of(const Cell *c, const ItemAddress *at, int64_t now_us)
{
    PeriodState state = period_state_at(period_state_of(c[APPLICATION_GROUND_PERIOD_STATE].s),
                                        c[APPLICATION_GROUND_DUE_AT].i, now_us);
    bool frozen = state == PERIOD_FROZEN;
    int64_t other = c[APPLICATION_GROUND_OTHER_ID].i;

    return (Ground){ .due_on = c[APPLICATION_GROUND_DUE_ON].s,
                     .has_period = c[APPLICATION_GROUND_PERIOD_ID].i != 0 && state != PERIOD_PLANNED &&
                                   c[APPLICATION_GROUND_NOT_ASKED].i == 0,
                     .period_frozen = frozen,
                     .deadline_us = c[APPLICATION_GROUND_DUE_AT].i,
                     .freezes_us = c[APPLICATION_GROUND_FREEZES_AT].i,
                     .has_target = c[APPLICATION_GROUND_TARGET_ID].i != 0 &&
                                   c[APPLICATION_GROUND_TARGET_UNIT].i == at->unit.v,
                     .target_is_range = c[APPLICATION_GROUND_TARGET_RANGE].i != 0,
                     .target_word = c[APPLICATION_GROUND_TARGET_WORD].s,
                     .goal_e4 = cell_amount_e4(&c[APPLICATION_GROUND_GOAL]),
                     .content = c[APPLICATION_GROUND_ADJUSTED].s,
                     .has_other = other != 0 && c[APPLICATION_GROUND_OTHER_GROUP].i == 0,
                     .other_is_own = other != 0 && other == at->unit.v,
                     .other_leads = c[APPLICATION_GROUND_OTHER_LEADS].i != 0,
                     .other_leads_n = c[APPLICATION_GROUND_OTHER_LEADS_N].i,
                     .takes_part = c[APPLICATION_GROUND_TAKES_PART].i != 0,
                     .light = light_of_ground(c, frozen) };
}

bool application_ground(Db *db, Mem *mem, const ItemAddress *at, const Named *named, int64_t now_us,
                        GroundFacts *facts, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_APPLICATION_GROUND,
                    ARGS(num(at->unit.v), txt(named->period), num(named->target), num(named->other_unit),
                         num(at->unit.v), txt(at->plan), num(at->no)),
                    &c, err));
    *facts = (GroundFacts){ .ground = ground_of(c, at, now_us),
                            .task = { c[APPLICATION_GROUND_TASK_ID].i },
                            .task_version = c[APPLICATION_GROUND_VERSION].i,
                            .extended = c[APPLICATION_GROUND_EXTENDED].i,
                            .task_state = task_state_of(c[APPLICATION_GROUND_STATE].s),
                            .period = { c[APPLICATION_GROUND_PERIOD_ID].i },
                            .period_version = c[APPLICATION_GROUND_PERIOD_VERSION].i,
                            .report = { c[APPLICATION_GROUND_REPORT_ID].i },
                            .report_version = c[APPLICATION_GROUND_REPORT_VERSION].i,
                            .corrections = c[APPLICATION_GROUND_CORRECTIONS].i,
                            .target = c[APPLICATION_GROUND_TARGET_ID].i,
                            .target_version = c[APPLICATION_GROUND_TARGET_VERSION].i,
                            .target_subject = c[APPLICATION_GROUND_TARGET_SUBJECT].s,
                            .other_name = c[APPLICATION_GROUND_OTHER_NAME].s,
                            .other = { c[APPLICATION_GROUND_OTHER_ID].i },
                            .year = c[APPLICATION_GROUND_YEAR].i };
    facts->light_frozen = facts->ground.period_frozen;
    return true;
}

bool application_objects(const Actor *who, const ItemPlace *place, Asks asks)
{
    return asks == ASKS_ASSIGNMENT && !place->facts.for_own_unit && who->unit.v != 0 &&
           who->unit.v == place->at.unit.v;
}

bool application_on_part(const StoredApplication *a)
{
    return a->asks == ASKS_ASSIGNMENT && strcmp(a->stood, ASKS_STOOD_PART) == 0;
}

/* ---- the checklist */

bool closing_checks(Db *db, Mem *mem, int64_t id, StoredCheck **checks, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_CLOSING_CHECKS, ARGS(num(id)), &rows, err));
    *checks = mem_array(mem, StoredCheck, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*checks)[i] = (StoredCheck){ .line = { .kind = check_of(c[CLOSING_CHECKS_KIND].s),
                                                .target = c[CLOSING_CHECKS_TARGET_ID].i,
                                                .met = c[CLOSING_CHECKS_MET].i != 0,
                                                .words = c[CLOSING_CHECKS_WORDS].s },
                                      .explained = c[CLOSING_CHECKS_EXPLAINED].s };
    }
    return true;
}

static ClosingTarget closing_target(const Cell *c)
{
    const Cell *corrected = &c[CLOSING_TARGETS_CORRECTED], *now = &c[CLOSING_TARGETS_NOW];
    PromiseWords words = { .kind = c[CLOSING_TARGETS_KIND].s,
                           .comparator = c[CLOSING_TARGETS_COMPARATOR].s,
                           .pace = c[CLOSING_TARGETS_PACE].s,
                           .due_on = c[CLOSING_TARGETS_DUE_ON].s,
                           .value_e4 = cell_amount_e4(&c[CLOSING_TARGETS_VALUE]),
                           .value_max_e4 = cell_amount_e4(&c[CLOSING_TARGETS_VALUE_MAX]),
                           .has_correction = !corrected->is_null,
                           .corrected_e4 = cell_amount_e4(corrected),
                           .corrected_max_e4 = cell_amount_e4(&c[CLOSING_TARGETS_CORRECTED_MAX]),
                           .has_base = !c[CLOSING_TARGETS_BASE].is_null,
                           .base_e4 = cell_amount_e4(&c[CLOSING_TARGETS_BASE]),
                           .year = (int)c[CLOSING_TARGETS_YEAR].i };

    return (ClosingTarget){ .target = c[CLOSING_TARGETS_ID].i,
                            .subject = c[CLOSING_TARGETS_SUBJECT].s,
                            .unit_word = c[CLOSING_TARGETS_UNIT_WORD].s,
                            .promise = promise_of(&words),
                            .confirmed = c[CLOSING_TARGETS_CONFIRMED].i != 0,
                            .has_value = !now->is_null,
                            .value_e4 = cell_amount_e4(now) };
}

bool closing_now(Db *db, Mem *mem, TaskId task, int64_t files, bool in_words, CheckLine **lines, gsize *n,
                 GError **err)
{
    Rows rows;
    const Cell *c;

    TRY(db_read(db, mem, SQL_CLOSING_TARGETS, ARGS(num(task.v)), &rows, err));
    TRY(db_read_one(db, mem, SQL_CLOSING_COUNTS, ARGS(num(task.v), num(task.v)), &c, err));
    ClosingTarget *targets = mem_array(mem, ClosingTarget, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        targets[i] = closing_target(rows.row[i]);
    ClosingFacts facts = { .targets = targets,
                           .n_targets = rows.n,
                           .items = c[CLOSING_COUNTS_ITEMS].i,
                           .items_open = c[CLOSING_COUNTS_ITEMS_OPEN].i,
                           .problems = c[CLOSING_COUNTS_PROBLEMS].i,
                           .files = files,
                           .evidence_in_words = in_words };
    *lines = closing_lines(mem, &facts, n);
    return true;
}
