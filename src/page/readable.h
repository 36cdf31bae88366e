/* readable.h: whether somebody may read what a unit handed in: rule/authz.h with the facts of the book. */
#pragma once
#include "store/light_read.h"

/* state: of the report of task by unit; REPORT_NONE is readable to nobody but its unit. */
bool report_is_readable(const Actor *who, const BookTask *task, UnitId unit, ReportState state);

/* The light of a lead that counts, as far as somebody may know: what is handed in and not approved is not everybody's;
 * that nothing came is. LIGHT_NONE: none, or not for these eyes. */
Light light_readable(const Actor *who, const BookTask *task, const LeadLight *lead);

/* The worst of a task's. */
Light task_light_readable(const Actor *who, const BookTask *task, const LeadLight *leads);
