/* flow.c: see flow.h. */
#include "rule/flow.h"

/* Zero is REPORT_NONE: a step that is not in the table does not exist. */
static const ReportState next_states[REPORT__N][DEED__N] = {
    [REPORT_NONE] = { [DEED_SAVE_DRAFT] = REPORT_DRAFT, [DEED_SUBMIT] = REPORT_SUBMITTED },
    [REPORT_DRAFT] = { [DEED_SAVE_DRAFT] = REPORT_DRAFT, [DEED_SUBMIT] = REPORT_SUBMITTED },
    [REPORT_WITHDRAWN] = { [DEED_SAVE_DRAFT] = REPORT_WITHDRAWN, [DEED_SUBMIT] = REPORT_SUBMITTED },
    [REPORT_RETURNED] = { [DEED_SAVE_DRAFT] = REPORT_RETURNED,
                          [DEED_SUBMIT] = REPORT_SUBMITTED,
                          [DEED_UNDO] = REPORT_SUBMITTED },
    [REPORT_SUBMITTED] = { [DEED_WITHDRAW] = REPORT_WITHDRAWN, [DEED_DECIDE] = REPORT_APPROVED },
    [REPORT_APPROVED] = { [DEED_UNDO] = REPORT_SUBMITTED },
};

ReportState flow_next(ReportState from, Deed deed)
{
    return next_states[from][deed];
}

static const TaskState next_tasks[TASK__N][TASK_STEP__N] = {
    [TASK_OPEN] = { [TASK_ASKED] = TASK_CLOSING },
    [TASK_CLOSING] = { [TASK_KEPT] = TASK_OPEN, [TASK_STRUCK] = TASK_CLOSED },
    [TASK_CLOSED] = { [TASK_REOPENED] = TASK_OPEN },
};

TaskState task_next(TaskState from, TaskStep step)
{
    return next_tasks[from][step];
}

TaskState task_state_in(TaskState state, int64_t closed_us, int64_t opens_us)
{
    return state == TASK_CLOSED && closed_us > opens_us ? TASK_CLOSING : state;
}

PeriodState period_state_at(PeriodState stored, int64_t due_us, int64_t now_us)
{
    if (stored != PERIOD_OPEN && stored != PERIOD_DUE)
        return stored;
    return now_us > due_us ? PERIOD_DUE : PERIOD_OPEN;
}

ReportState report_status(ReportState handed_in, bool has_draft)
{
    if (handed_in != REPORT_NONE)
        return handed_in;
    return has_draft ? REPORT_DRAFT : REPORT_NONE;
}

bool report_is_overdue(ReportState status, PeriodState period)
{
    bool missing = status == REPORT_NONE || status == REPORT_DRAFT || status == REPORT_WITHDRAWN;

    return missing && (period == PERIOD_DUE || period == PERIOD_FROZEN);
}
