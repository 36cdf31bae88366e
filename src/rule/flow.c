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
