/* readable.c: see readable.h. */
#include "page/readable.h"

bool report_is_readable(const Actor *who, const BookTask *task, UnitId unit, ReportState state)
{
    bool own = who->unit.v != 0 && who->unit.v == unit.v;
    const BookLead *lead = book_lead(task, unit);
    Facts facts = { .unit_leads = book_lead(task, who->unit) != NULL,
                    .unit_participates = book_takes_part(task, who->unit),
                    .for_own_unit = own,
                    .stands_in = own || (lead != NULL && !lead->unit->signs_in),
                    .task = task->state,
                    .report = state };

    return authz(who, DEED_READ_REPORT, &facts) == MAY;
}
