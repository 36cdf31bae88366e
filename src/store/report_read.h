/* report_read.h: what the pages of one unit's reports read beside the report itself (report.h).
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem.
 */
#pragma once
#include "store/report.h"

/* The unit's last approved report on the task, of a period that was due earlier. */
typedef struct {
    bool any;
    const char *period_code, *narrative, *next_steps, *light_reason;
    Light light;
    ReportedValue *values;
    gsize n_values;
    int64_t version_id;
} Before;

bool report_before(Db *db, Mem *mem, const ReportPlace *place, Before *before,
                   GError **err); /* .any false: none */

/* The value of a target in it; NULL when there was none. */
const ReportedValue *before_value(const Before *before, int64_t target);

/* The task's paragraphs as issued, and who leads it first ("" when nobody does). */
typedef struct {
    const char *source, *first_lead;
} ReportTask;

bool report_task(Db *db, Mem *mem, TaskId task, ReportTask *found, GError **err);

/* The other lead units of the task, in their order, and what they have handed in for the same period. */
typedef struct {
    UnitId unit;
    const char *name;
    ReportState state;
    Light light;
} OtherLead;

bool report_others(Db *db, Mem *mem, const ReportPlace *place, OtherLead **others, gsize *n, GError **err);

/* What was done last to a report: an action of the audit log, by whom and when. action "": nothing yet. */
typedef struct {
    const char *action, *actor;
    int64_t at_us;
} LastDeed;

bool report_last_deed(Db *db, Mem *mem, const ReportPlace *place, LastDeed *last, GError **err);

/* One line of a unit's list for a period: a task that it leads. */
typedef struct {
    int64_t task_no, place; /* place 1: 首位牵头 */
    const char *title;
    ReportState status; /* with REPORT_DRAFT for a draft that was never handed in */
    bool overdue, late;
    Light declared, light;
    LastDeed last; /* action "draft.save" when the draft is newer than anything handed in */
} UnitReport;

/* In the order of the tasks. period: with its state as of now. */
bool unit_reports(Db *db, Mem *mem, PeriodId period, PeriodState state, UnitId unit, UnitReport **list,
                  gsize *n, GError **err);
