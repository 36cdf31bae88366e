/* report_read.c: see report_read.h. */
#include "store/report_read.h"

#include "base/err.h"
#include "rule/flow.h"

bool report_before(Db *db, Mem *mem, const ReportPlace *place, Before *before, GError **err)
{
    Rows rows;
    Before found = { .period_code = "", .narrative = "", .next_steps = "", .light_reason = "" };

    TRY(db_read(db, mem, SQL_REPORT_BEFORE,
                ARGS(num(place->task.v), num(place->unit.v), num(place->period.v)), &rows, err));
    if (rows.n > 0) {
        const Cell *c = rows.row[0];
        found.any = true;
        found.period_code = c[REPORT_BEFORE_PERIOD_CODE].s;
        found.narrative = c[REPORT_BEFORE_NARRATIVE].s;
        found.next_steps = c[REPORT_BEFORE_NEXT_STEPS].s;
        found.light_reason = c[REPORT_BEFORE_LIGHT_REASON].s;
        found.light = light_of(c[REPORT_BEFORE_LIGHT].s);
        found.version_id = c[REPORT_BEFORE_VERSION_ID].i;
        TRY(version_values(db, mem, found.version_id, &found.values, &found.n_values, err));
    }
    *before = found;
    return true;
}

const ReportedValue *before_value(const Before *before, int64_t target)
{
    for (gsize i = 0; i < before->n_values; i++)
        if (before->values[i].target == target && before->values[i].has_value)
            return &before->values[i];
    return NULL;
}

bool report_task(Db *db, Mem *mem, TaskId task, ReportTask *found, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_REPORT_TASK, ARGS(num(task.v)), &c, err));
    *found = (ReportTask){ .source = c[REPORT_TASK_SOURCE].s, .first_lead = c[REPORT_TASK_FIRST_LEAD].s };
    return true;
}

bool report_others(Db *db, Mem *mem, const ReportPlace *place, OtherLead **others, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_REPORT_OTHERS,
                ARGS(num(place->period.v), num(place->task.v), num(place->unit.v)), &rows, err));
    OtherLead *list = mem_array(mem, OtherLead, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (OtherLead){ .unit = { c[REPORT_OTHERS_UNIT_ID].i },
                               .name = c[REPORT_OTHERS_NAME].s,
                               .state = report_state_of(c[REPORT_OTHERS_STATE].s),
                               .light = light_of(c[REPORT_OTHERS_LIGHT].s) };
    }
    *others = list;
    *n = rows.n;
    return true;
}

bool report_last_deed(Db *db, Mem *mem, const ReportPlace *place, LastDeed *last, GError **err)
{
    Rows rows;
    LastDeed found = { .action = "", .actor = "" };

    TRY(db_read(db, mem, SQL_REPORT_LAST_EVENT, ARGS(num(place->report.v), num(place->version)), &rows, err));
    if (rows.n > 0) {
        const Cell *c = rows.row[0];
        found = (LastDeed){ .action = c[REPORT_LAST_EVENT_ACTION].s,
                            .actor = c[REPORT_LAST_EVENT_ACTOR].s,
                            .at_us = c[REPORT_LAST_EVENT_AT_US].i };
    }
    *last = found;
    return true;
}

static LastDeed last_deed_of(const Cell *c)
{
    LastDeed handed = { c[UNIT_REPORTS_ACTION].s, c[UNIT_REPORTS_ACTOR].s, c[UNIT_REPORTS_AT_US].i };
    int64_t draft_us = c[UNIT_REPORTS_DRAFT_AT].i;

    /* A submission saves its text as the draft at the same moment: only a later saving is news. */
    if (c[UNIT_REPORTS_HAS_DRAFT].i != 0 && draft_us > handed.at_us)
        return (LastDeed){ "draft.save", c[UNIT_REPORTS_DRAFT_NAME].s, draft_us };
    return handed;
}

static UnitReport unit_report_of(const Cell *c, PeriodState period)
{
    ReportState handed_in = report_state_of(c[UNIT_REPORTS_STATE].s);
    ReportState status = report_status(handed_in, c[UNIT_REPORTS_HAS_DRAFT].i != 0);

    return (UnitReport){ .task_no = c[UNIT_REPORTS_TASK_NO].i,
                         .place = c[UNIT_REPORTS_PLACE].i,
                         .title = c[UNIT_REPORTS_TITLE].s,
                         .status = status,
                         .overdue = report_is_overdue(status, period),
                         .late = c[UNIT_REPORTS_LATE].i != 0,
                         .declared = light_of(c[UNIT_REPORTS_DECLARED].s),
                         .light = light_of(c[UNIT_REPORTS_LIGHT].s),
                         .last = last_deed_of(c) };
}

bool unit_reports(Db *db, Mem *mem, PeriodId period, PeriodState state, UnitId unit, UnitReport **list,
                  gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_UNIT_REPORTS, ARGS(num(period.v), num(unit.v)), &rows, err));
    UnitReport *made = mem_array(mem, UnitReport, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        made[i] = unit_report_of(rows.row[i], state);
    *list = made;
    *n = rows.n;
    return true;
}
