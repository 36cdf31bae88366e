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

Light light_readable(const Actor *who, const BookTask *task, const LeadLight *lead)
{
    if (lead->by == LIGHT_BY_LEDGER || report_is_readable(who, task, lead->lead->unit->id, lead->facts.state))
        return lead->light;
    return LIGHT_NONE;
}

Light task_light_readable(const Actor *who, const BookTask *task, const LeadLight *leads)
{
    Light worst = LIGHT_NONE;

    for (gsize k = 0; k < task->n_leads; k++)
        worst = light_worst(worst, light_readable(who, task, &leads[k]));
    return worst;
}
