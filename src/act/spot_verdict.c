/* spot_verdict.c: what the second reviewer says; see spot_deeds.h. The report itself does not change. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/spot_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const VerdictWish *wish;
} Judge;

Complaint *verdict_complaints(Mem *mem, bool same, const char *comment, gsize *n)
{
    Complaints to = complaints_new(mem);

    complain_most(&to, "comment", "复核意见", comment, COMMENT_MOST);
    if (!same && text_is_blank(comment))
        complain(&to, "comment", "不一致的，请写明哪里不一致、应当如何认定");
    *n = to.n;
    return to.list;
}

static bool check_input(const Judge *j, GError **err)
{
    gsize n;

    verdict_complaints(j->mem, j->wish->same, j->wish->comment, &n);
    return n == 0 || fail(err, ERR_BAD_INPUT, "spot check: %" G_GSIZE_FORMAT " complaints", n);
}

static bool store(Tx *tx, const Judge *j, const SpotCheck *spot, const ReportPlace *place, GError **err)
{
    const VerdictWish *wish = j->wish;
    SpotState state = wish->same ? SPOT_SAME : SPOT_DIFFERENT;
    Changes *changes = changes_new(j->mem);

    change_text(changes, "verdict", spot_state_code(spot->state), spot_state_code(state));
    change_text(changes, "spot_comment", "", wish->comment);
    Event event = deed_event(place, place->report, wish->same ? "spot.same" : "spot.different", changes,
                             wish->now_us);
    event.etype = "spot_check";
    event.entity_id = spot->id;
    event.entity_seq = spot->version + 1;
    TRY(audit_append(tx, j->mem, j->who, &event, err));
    return spot_settle(tx, spot, state, wish->comment, j->who->person, wish->now_us, err);
}

/* The report's place is locked before the check, as taking the approval back does. */
static bool judge(Tx *tx, void *what, GError **err)
{
    Judge *j = what;
    const VerdictWish *wish = j->wish;
    SpotCheck spot;
    ReportPlace place;
    bool stored;

    TRY(spot_find(tx_db(tx), j->mem, j->who->person, wish->spot, &spot, err));
    TRY(report_place_locked(tx, j->mem, j->who, &spot.at, wish->now_us, &place, err));
    TRY(spot_locked(tx, j->mem, j->who->person, wish->spot, &spot, err));
    TRY(audit_seen(tx, j->mem, j->who, wish->same ? "spot.same" : "spot.different", spot.id, &stored, err));
    if (stored)
        return true;
    Facts facts = spot_facts(&spot);
    Verdict verdict = authz(j->who, DEED_SPOT_CHECK, &facts);
    if (spot.version != wish->base_version && (verdict == MAY || verdict == NO_STATE))
        return fail(err, ERR_CONFLICT, "spot check: version %" PRId64 " now", spot.version);
    TRY(deed_allowed(j->who, DEED_SPOT_CHECK, &facts, err));
    TRY(check_input(j, err));
    return store(tx, j, &spot, &place, err);
}

bool act_spot_verdict(Db *db, Mem *mem, const Actor *who, const VerdictWish *wish, GError **err)
{
    Judge j = { mem, who, wish };

    return tx_run(db, &wish->request, judge, &j, err);
}
