/* report.c: reading and writing reports; see report.h. Drafts are in draft.c. */
#include "store/report.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "rule/flow.h"
#include "store/evidence.h"
#include "store/item.h"
#include "store/version.h"

static Facts facts_of(const Actor *who, const Cell *c, int64_t now_us)
{
    PeriodState stored = period_state_of(c[REPORT_FACTS_PERIOD_STATE].s);
    bool leads_now = c[REPORT_FACTS_LEAD_ENDED].i == 0;
    bool own = who->unit.v != 0 && c[REPORT_FACTS_LEAD_UNIT].i == who->unit.v;
    bool nobody_signs_in = c[REPORT_FACTS_LEAD_CODE].s[0] == '\0';

    return (Facts){
        .unit_leads = c[REPORT_FACTS_ACTOR_LEADS].i != 0,
        .unit_participates = c[REPORT_FACTS_ACTOR_PARTICIPATES].i != 0,
        .for_own_unit = own && leads_now,
        .stands_in = leads_now && (nobody_signs_in || own),
        .not_asked = c[REPORT_FACTS_NOT_ASKED].i != 0,
        .task = task_state_of(c[REPORT_FACTS_TASK_STATE].s),
        .period = period_state_at(stored, c[REPORT_FACTS_DUE_AT].i, now_us),
        .report = report_state_of(c[REPORT_FACTS_REPORT_STATE].s),
        .filed_by = { c[REPORT_FACTS_FILED_BY].i },
        .took_part = c[REPORT_FACTS_TOOK_PART].i != 0,
    };
}

static ReportPlace place_of(const Actor *who, const Cell *c, int64_t now_us)
{
    return (ReportPlace){
        .facts = facts_of(who, c, now_us),
        .task = { c[REPORT_FACTS_TASK_ID].i },
        .task_no = c[REPORT_FACTS_TASK_NO].i,
        .title = c[REPORT_FACTS_TITLE].s,
        .unit = { c[REPORT_FACTS_LEAD_UNIT].i },
        .unit_name = c[REPORT_FACTS_LEAD_NAME].s,
        .period = { c[REPORT_FACTS_PERIOD_ID].i },
        .period_code = c[REPORT_FACTS_PERIOD_CODE].s,
        .due_us = c[REPORT_FACTS_DUE_AT].i,
        .report = { c[REPORT_FACTS_REPORT_ID].i },
        .version = c[REPORT_FACTS_REPORT_VERSION].i,
        .round = c[REPORT_FACTS_ROUND].i,
        .declared = light_of(c[REPORT_FACTS_DECLARED].s),
        .light = light_of(c[REPORT_FACTS_LIGHT].s),
        .submitted_us = c[REPORT_FACTS_SUBMITTED_AT].i,
    };
}

bool report_place(Db *db, Mem *mem, const Actor *who, const ReportAddress *at, int64_t now_us,
                  ReportPlace *place, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_REPORT_FACTS,
                    ARGS(num(who->unit.v), num(who->unit.v), num(who->person.v), num(who->person.v),
                         num(who->person.v), txt(at->plan), num(at->no), txt(at->period), num(at->unit.v)),
                    &c, err));
    *place = place_of(who, c, now_us);
    return true;
}

bool report_place_locked(Tx *tx, Mem *mem, const Actor *who, const ReportAddress *at, int64_t now_us,
                         ReportPlace *place, GError **err)
{
    Rows locked;

    TRY(db_read(tx_db(tx), mem, SQL_LEAD_LOCK,
                ARGS(txt(at->plan), txt(at->period), txt(at->plan), num(at->no), num(at->unit.v)), &locked,
                err));
    return report_place(tx_db(tx), mem, who, at, now_us, place, err);
}

bool report_address(Db *db, Mem *mem, ReportId report, ReportAddress *at, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_REPORT_ADDRESS, ARGS(num(report.v)), &c, err));
    *at = (ReportAddress){ .plan = c[REPORT_ADDRESS_PLAN].s,
                           .no = c[REPORT_ADDRESS_NO].i,
                           .period = c[REPORT_ADDRESS_PERIOD].s,
                           .unit = { c[REPORT_ADDRESS_UNIT].i } };
    return true;
}

bool report_targets(Db *db, Mem *mem, TaskId task, UnitId unit, ReportTarget **targets, gsize *n,
                    GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_TARGETS_OF_UNIT, ARGS(num(task.v), num(unit.v)), &rows, err));
    ReportTarget *list = mem_array(mem, ReportTarget, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (ReportTarget){
            .id = c[TARGETS_OF_UNIT_ID].i,
            .no = c[TARGETS_OF_UNIT_NO].i,
            .subject = c[TARGETS_OF_UNIT_SUBJECT].s,
            .comparator = c[TARGETS_OF_UNIT_COMPARATOR].s,
            .unit_word = c[TARGETS_OF_UNIT_UNIT_WORD].s,
            .quote = c[TARGETS_OF_UNIT_QUOTE].s,
            .doubt = c[TARGETS_OF_UNIT_DOUBT].s,
            .kind = c[TARGETS_OF_UNIT_KIND].s,
            .value_e4 = cell_amount_e4(&c[TARGETS_OF_UNIT_VALUE]),
            .value_max_e4 = cell_amount_e4(&c[TARGETS_OF_UNIT_VALUE_MAX]),
        };
    }
    *targets = list;
    *n = rows.n;
    return true;
}

ReportVersion version_of_cells(const Cell *c)
{
    return (ReportVersion){
        .id = c[VERSION_LAST_ID].i,
        .round = c[VERSION_LAST_ROUND].i,
        .late = c[VERSION_LAST_LATE].i,
        .on_behalf = c[VERSION_LAST_ON_BEHALF].i,
        .narrative = c[VERSION_LAST_NARRATIVE].s,
        .next_steps = c[VERSION_LAST_NEXT_STEPS].s,
        .light_reason = c[VERSION_LAST_LIGHT_REASON].s,
        .filed_name = c[VERSION_LAST_FILED_NAME].s,
        .copied_from = c[VERSION_LAST_COPIED_FROM].s,
        .computed = light_of(c[VERSION_LAST_COMPUTED].s),
        .why = c[VERSION_LAST_WHY].s,
        .light = light_of(c[VERSION_LAST_LIGHT].s),
        .filed_by = { c[VERSION_LAST_FILED_BY].i },
        .submitted_us = c[VERSION_LAST_SUBMITTED_AT].i,
    };
}

bool version_last(Db *db, Mem *mem, ReportId report, ReportVersion *version, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_VERSION_LAST, ARGS(num(report.v)), &c, err));
    *version = version_of_cells(c);
    return true;
}

bool version_values(Db *db, Mem *mem, int64_t version_id, ReportedValue **values, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_VERSION_VALUES, ARGS(num(version_id)), &rows, err));
    ReportedValue *list = mem_array(mem, ReportedValue, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (ReportedValue){ .target = c[VERSION_VALUES_TARGET_ID].i,
                                   .subject = c[VERSION_VALUES_SUBJECT].s,
                                   .unit_word = c[VERSION_VALUES_UNIT_WORD].s,
                                   .note = c[VERSION_VALUES_NOTE].s,
                                   .has_value = !c[VERSION_VALUES_VALUE].is_null,
                                   .value_e4 = cell_amount_e4(&c[VERSION_VALUES_VALUE]) };
    }
    *values = list;
    *n = rows.n;
    return true;
}

bool decision_last(Db *db, Mem *mem, ReportId report, Decision *decision, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_DECISION_LAST, ARGS(num(report.v)), &rows, err));
    *decision = (Decision){ .comment = "", .decided_name = "" };
    if (rows.n == 0)
        return true;
    const Cell *c = rows.row[0];
    *decision = (Decision){ .any = true,
                            .approve = strcmp(c[DECISION_LAST_DECISION].s, "approve") == 0,
                            .comment = c[DECISION_LAST_COMMENT].s,
                            .decided_name = c[DECISION_LAST_DECIDED_NAME].s,
                            .light = light_of(c[DECISION_LAST_LIGHT].s),
                            .decided_us = c[DECISION_LAST_DECIDED_AT].i,
                            .id = c[DECISION_LAST_ID].i,
                            .at_version = c[DECISION_LAST_AT_VERSION].i,
                            .decided_by = { c[DECISION_LAST_DECIDED_BY].i },
                            .round = c[DECISION_LAST_ROUND].i };
    return true;
}

bool report_touched(Db *db, Mem *mem, const ReportPlace *place, bool *touched, GError **err)
{
    const Arg period = num(place->period.v), task = num(place->task.v), unit = num(place->unit.v);
    const Arg since = at_us(place->submitted_us);
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_PLACE_TOUCHED,
                    ARGS(period, task, unit, since, period, task, unit, since, since), &c, err));
    *touched = c[PLACE_TOUCHED_N].i > 0;
    return true;
}

/* The column says none where the code of the enum is empty. */
static Arg light_or_none(Light light)
{
    return txt(light == LIGHT_NONE ? "none" : light_code(light));
}

bool report_submit(Tx *tx, const Submission *s, int64_t fresh_id, GError **err)
{
    const ReportPlace *place = s->place;
    Arg declared = txt(light_code(s->fields->light)), computed = light_or_none(s->fields->suggested);

    if (place->report.v == 0)
        return tx_change_one(tx, SQL_REPORT_INSERT,
                             ARGS(num(fresh_id), num(place->task.v), num(place->unit.v), num(place->period.v),
                                  declared, computed, num(s->late), num(s->filed_by.v), at_us(s->now_us)),
                             err);
    return tx_change_one(tx, SQL_REPORT_RESUBMIT,
                         ARGS(num(place->round + 1), declared, computed, num(s->late), num(s->filed_by.v),
                              at_us(s->now_us), num(place->report.v), num(place->version)),
                         err);
}

static bool value_insert(Tx *tx, Mem *mem, int64_t version_id, gsize place, const AmountField *amount,
                         GError **err)
{
    int64_t amount_e4;
    bool good = amount_read(amount->typed, amount->unit_word, &amount_e4) == AMOUNT_GOOD;
    Arg value = good ? txt(mem_printf(mem, "%" PRId64 ".%04" PRId64, amount_e4 / 10000, amount_e4 % 10000))
                     : (Arg){ 0 };

    return tx_change_one(
        tx, SQL_VALUE_INSERT,
        ARGS(num(version_id), num((int64_t)place), num(amount->target), value, txt(amount->note)), err);
}

bool version_insert(Tx *tx, Mem *mem, const Submission *s, ReportId report, int64_t at_version, GError **err)
{
    const ReportFields *f = s->fields;
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    TRY(tx_change_one(tx, SQL_VERSION_INSERT,
                      ARGS(num(id), num(report.v), num(at_version), num(s->place->round + 1),
                           txt(f->narrative), txt(f->next_steps), txt(light_code(f->light)),
                           txt(f->light_reason), light_or_none(f->suggested), txt(s->why), num(s->late),
                           num(s->on_behalf), num(s->filed_by.v), at_us(s->now_us),
                           num((int64_t)f->n_amounts), num((int64_t)f->n_items), num(s->place->period.v),
                           num(s->place->task.v), num(s->place->unit.v), num(s->place->period.v),
                           num(s->place->task.v), num(s->place->unit.v)),
                      err));
    TRY(report_files_insert(tx, id, s->place, err));
    for (gsize i = 0; i < f->n_amounts; i++)
        TRY(value_insert(tx, mem, id, i + 1, &f->amounts[i], err));
    TRY(answers_insert(tx, id, f, err));
    return version_items_insert(tx, id, f, err);
}

bool report_withdraw(Tx *tx, const ReportPlace *place, GError **err)
{
    return tx_change_one(tx, SQL_REPORT_WITHDRAW, ARGS(num(place->report.v), num(place->version)), err);
}

static Arg light_or_null(Light light)
{
    return light == LIGHT_NONE ? (Arg){ 0 } : txt(light_code(light));
}

static bool reasons_insert(Tx *tx, int64_t decision_id, const NewDecision *d, GError **err)
{
    for (gsize i = 0; i < d->n_reasons; i++)
        TRY(tx_change_one(tx, SQL_REASON_INSERT,
                          ARGS(num(decision_id), num(d->reasons[i].place), txt(d->reasons[i].reason)), err));
    return true;
}

bool report_decide(Tx *tx, const NewDecision *d, int64_t *decision_id, GError **err)
{
    const ReportPlace *place = d->place;
    Light light = d->approve ? d->light : LIGHT_NONE;
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    TRY(tx_change_one(tx, SQL_REPORT_DECIDE,
                      ARGS(txt(d->approve ? "approved" : "returned"), light_or_null(light), at_us(d->now_us),
                           num(place->report.v), num(place->version)),
                      err));
    TRY(tx_change_one(tx, SQL_DECISION_INSERT,
                      ARGS(num(id), num(place->report.v), num(place->version + 1), num(d->version_id),
                           txt(d->approve ? "approve" : "return"), txt(d->comment), light_or_null(light),
                           num(d->decided_by.v), at_us(d->now_us), num((int64_t)d->n_reasons)),
                      err));
    *decision_id = id;
    return reasons_insert(tx, id, d, err);
}

bool report_undo(Tx *tx, const ReportPlace *place, const Decision *decision, PersonId undone_by,
                 int64_t now_us, GError **err)
{
    TRY(tx_change_one(tx, SQL_REPORT_UNDO, ARGS(num(place->report.v), num(place->version)), err));
    return tx_change_one(tx, SQL_UNDO_INSERT,
                         ARGS(num(decision->id), num(place->report.v), num(place->version + 1),
                              num(undone_by.v), at_us(now_us)),
                         err);
}
