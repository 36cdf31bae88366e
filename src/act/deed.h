/* deed.h: what the deeds on a report share: their place, the rule's answer, and the frame of their event. */
#pragma once
#include "store/audit.h"
#include "store/report.h"

/* Asks the rule; ERR_DENIED with the verdict as detail. */
bool deed_allowed(const Actor *who, Deed deed, const Facts *facts, GError **err);

/* The event of a deed that moves a report to its next version. report: its id, also when it is new. */
Event deed_event(const ReportPlace *place, ReportId report, const char *action, Changes *changes,
                 int64_t now_us);
