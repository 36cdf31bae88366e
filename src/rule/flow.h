/* flow.h: the life of a report and of a period (design.md §4), as tables. */
#pragma once
#include "rule/authz.h"

/* The state that a deed leads to from a state; REPORT_NONE when it does not go. DEED_DECIDE here means approving. */
ReportState flow_next(ReportState from, Deed deed);

/* What happens to a task: a unit asks to have it struck off (销号), takes that back or is refused, is granted it; it is
 * reopened. TASK_NONE: it does not go from there. */
typedef enum { TASK_ASKED, TASK_KEPT, TASK_STRUCK, TASK_REOPENED, TASK_STEP__N } TaskStep;

TaskState task_next(TaskState from, TaskStep step);

/* The task as a period sees it that opens at that moment: one that was struck off later is still asked for in it, for the
 * last time. closed_us: 0 unless it is closed. */
TaskState task_state_in(TaskState state, int64_t closed_us, int64_t opens_us);

/* What a period is at a moment for whoever has this deadline: an open one is due once it has passed, also before the
 * clock's deed is stored, and one that is stored as due is open to a unit with a later deadline of its own. A planned one
 * stays planned until it is opened. */
PeriodState period_state_at(PeriodState stored, int64_t due_us, int64_t now_us);

/* What a unit's line says: the state handed in, a draft, nothing. */
ReportState report_status(ReportState handed_in, bool has_draft);

/* 逾期未报: the deadline is over and the report is not with the reviewers. */
bool report_is_overdue(ReportState status, PeriodState period);
