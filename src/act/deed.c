/* deed.c: see deed.h. */
#include "act/deed.h"

#include "base/err.h"

bool deed_allowed(const Actor *who, Deed deed, const Facts *facts, GError **err)
{
    Verdict verdict = authz(who, deed, facts);

    return verdict == MAY ||
           fail_detail(err, ERR_DENIED, (int)verdict, "%s: %s", deed_code(deed), verdict_code(verdict));
}

Event deed_event(const ReportPlace *place, ReportId report, const char *action, Changes *changes,
                 int64_t now_us)
{
    return (Event){ .etype = "report",
                    .entity_id = report.v,
                    .entity_seq = place->version + 1,
                    .action = action,
                    .result = "ok",
                    .task = place->task,
                    .unit = place->unit,
                    .period = place->period,
                    .changes = changes,
                    .at_us = now_us };
}
