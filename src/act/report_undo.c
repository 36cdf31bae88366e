/* report_undo.c: taking a decision back while nobody has acted on it; see report_deeds.h. The decision stays, marked. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/report_deeds.h"
#include "act/spot_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const UndoWish *wish;
} Undo;

void undo_facts(Facts *facts, const Decision *decision, const SpotCheck *spot, int64_t now_us)
{
    int64_t ends_us = decision->decided_us + (int64_t)UNDO_MINUTES * 60 * G_USEC_PER_SEC;

    facts->decided_by = decision->decided_by;
    facts->undo_over = now_us > ends_us && spot->state != SPOT_DIFFERENT;
    facts->spot_waiting = spot->state == SPOT_WAITING;
}

static bool store(Tx *tx, const Undo *u, const ReportPlace *place, const Decision *decision,
                  const SpotCheck *spot, GError **err)
{
    Changes *changes = changes_new(u->mem);
    const char *light = place->light == LIGHT_NONE ? NULL : light_code(place->light);

    change_text(changes, "state", report_state_code(place->facts.report), "submitted");
    change_text(changes, "decided_light", light, NULL);
    change_note(changes, "undone", decision->approve ? "approve" : "return");
    Event event = deed_event(place, place->report, "report.undo", changes, u->wish->now_us);
    TRY(audit_append(tx, u->mem, u->who, &event, err));
    TRY(report_undo(tx, place, decision, u->who->person, u->wish->now_us, err));
    return spot_void(tx, u->mem, u->who, place, spot, u->wish->now_us, err);
}

/* Somebody acted since: whoever decided is told what stands there now; who could never is told that. */
static bool is_stale(const Undo *u, const ReportPlace *place, const Decision *decision)
{
    bool own = decision->any && decision->decided_by.v == u->who->person.v;

    return decision->id != u->wish->decision || (own && place->version != decision->at_version);
}

/* A return on which the unit began to work stays: what it wrote would stand nowhere once the report waits again. */
static bool is_worked_on(Tx *tx, const Undo *u, const ReportPlace *place, const Decision *decision,
                         bool *worked, GError **err)
{
    *worked = false;
    return decision->approve || report_touched(tx_db(tx), u->mem, place, worked, err);
}

static bool undo(Tx *tx, void *what, GError **err)
{
    Undo *u = what;
    ReportAddress at;
    ReportPlace place;
    Decision decision;
    SpotCheck spot;
    bool stored, worked;

    TRY(report_address(tx_db(tx), u->mem, u->wish->report, &at, err));
    TRY(report_place_locked(tx, u->mem, u->who, &at, u->wish->now_us, &place, err));
    TRY(audit_seen(tx, u->mem, u->who, "report.undo", place.report.v, &stored, err));
    if (stored)
        return true;
    TRY(decision_last(tx_db(tx), u->mem, place.report, &decision, err));
    TRY(is_worked_on(tx, u, &place, &decision, &worked, err));
    if (is_stale(u, &place, &decision) || worked)
        return fail(err, ERR_CONFLICT, "undo: decision %" PRId64 " is not the last step any more",
                    u->wish->decision);
    TRY(spot_of_decision(tx_db(tx), u->mem, u->who->person, decision.id, &spot, err));
    undo_facts(&place.facts, &decision, &spot, u->wish->now_us);
    TRY(deed_allowed(u->who, DEED_UNDO, &place.facts, err));
    return store(tx, u, &place, &decision, &spot, err);
}

bool act_report_undo(Db *db, Mem *mem, const Actor *who, const UndoWish *wish, GError **err)
{
    Undo u = { mem, who, wish };

    return tx_run(db, &wish->request, undo, &u, err);
}
