/* report_decide.c: approving a report or giving it back; see report_deeds.h. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/report_deeds.h"
#include "act/spot_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const DecisionWish *wish;
    ReportVersion version; /* the submission decided on */
} Decide;

static bool check_input(const Decide *d, GError **err)
{
    gsize n;

    decision_complaints(d->mem, d->wish->approve, d->wish->comment, d->version.light, d->wish->light, &n);
    return n == 0 || fail(err, ERR_BAD_INPUT, "decision: %" G_GSIZE_FORMAT " complaints", n);
}

static Changes *changes_of(const Decide *d)
{
    Changes *changes = changes_new(d->mem);

    change_text(changes, "state", "submitted", d->wish->approve ? "approved" : "returned");
    change_number(changes, "decided_round", 0, d->version.round);
    if (d->wish->approve)
        change_text(changes, "decided_light", NULL, light_code(d->wish->light));
    change_text(changes, "comment", "", d->wish->comment);
    return changes;
}

static const char *action_of(const Decide *d)
{
    return d->wish->approve ? "report.approve" : "report.return";
}

static bool store(Tx *tx, const Decide *d, const ReportPlace *place, GError **err)
{
    const DecisionWish *wish = d->wish;
    NewDecision decision = { .place = place,
                             .version_id = d->version.id,
                             .approve = wish->approve,
                             .comment = wish->comment,
                             .light = wish->light,
                             .decided_by = d->who->person,
                             .now_us = wish->now_us };
    Changes *changes = changes_of(d);
    int64_t decision_id;
    Draw draw;

    if (!wish->approve)
        decision.reasons = reasons_of(d->mem, wish->comment, &decision.n_reasons);
    TRY(spot_drawn(tx, d->mem, place->report, d->version.id, &draw, err));
    if (wish->approve && draw.share > 0)
        change_note(changes, "drawn", mem_printf(d->mem, "%04d", draw.drawn));
    Event event = deed_event(place, place->report, action_of(d), changes, wish->now_us);
    TRY(audit_append(tx, d->mem, d->who, &event, err));
    TRY(report_decide(tx, &decision, &decision_id, err));
    return !wish->approve || spot_begin(tx, d->mem, d->who, place, decision_id, &draw, wish->now_us, err);
}

/* Somebody was first. That the state has changed with it is no fault of the reviewer; who may not decide at all is told so. */
static bool is_stale(const Decide *d, const ReportPlace *place)
{
    Verdict verdict = authz(d->who, DEED_DECIDE, &place->facts);

    return place->version != d->wish->base_version && (verdict == MAY || verdict == NO_STATE);
}

static bool decide(Tx *tx, void *what, GError **err)
{
    Decide *d = what;
    ReportAddress at;
    ReportPlace place;
    bool stored;

    TRY(report_address(tx_db(tx), d->mem, d->wish->report, &at, err));
    TRY(report_place_locked(tx, d->mem, d->who, &at, d->wish->now_us, &place, err));
    TRY(audit_seen(tx, d->mem, d->who, action_of(d), place.report.v, &stored, err));
    if (stored)
        return true;
    if (is_stale(d, &place))
        return fail(err, ERR_CONFLICT, "report: version %" PRId64 " now, the reviewer saw %" PRId64,
                    place.version, d->wish->base_version);
    TRY(deed_allowed(d->who, DEED_DECIDE, &place.facts, err));
    TRY(version_last(tx_db(tx), d->mem, place.report, &d->version, err));
    TRY(check_input(d, err));
    return store(tx, d, &place, err);
}

bool act_report_decide(Db *db, Mem *mem, const Actor *who, const DecisionWish *wish, GError **err)
{
    Decide d = { .mem = mem, .who = who, .wish = wish };

    return tx_run(db, &wish->request, decide, &d, err);
}
