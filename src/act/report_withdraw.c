/* report_withdraw.c: taking a report back while nobody has decided on it; see report_deeds.h. */
#include "act/deed.h"
#include "act/report_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ReportWish *wish;
} Withdraw;

static bool withdraw(Tx *tx, void *what, GError **err)
{
    Withdraw *w = what;
    const ReportWish *wish = w->wish;
    ReportPlace place;
    bool stored;

    TRY(report_place_locked(tx, w->mem, w->who, &wish->at, wish->now_us, &place, err));
    TRY(audit_seen(tx, w->mem, w->who, "report.withdraw", place.report.v, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(w->who, DEED_WITHDRAW, &place.facts, err));
    Changes *changes = changes_new(w->mem);
    change_text(changes, "state", "submitted", "withdrawn");
    Event event = deed_event(&place, place.report, "report.withdraw", changes, wish->now_us);
    TRY(audit_append(tx, w->mem, w->who, &event, err));
    return report_withdraw(tx, &place, err);
}

bool act_report_withdraw(Db *db, Mem *mem, const Actor *who, const ReportWish *wish, GError **err)
{
    Withdraw w = { mem, who, wish };

    return tx_run(db, &wish->request, withdraw, &w, err);
}
