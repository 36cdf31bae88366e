/* spot_draw.c: the draw that goes with an approval, and with taking it back; see spot_deeds.h. */
#include "act/spot_deeds.h"
#include "base/err.h"

static Event spot_event(const ReportPlace *place, int64_t id, int64_t version, const char *action,
                        Changes *changes, int64_t now_us)
{
    return (Event){ .etype = "spot_check",
                    .entity_id = id,
                    .entity_seq = version,
                    .action = action,
                    .result = "ok",
                    .task = place->task,
                    .unit = place->unit,
                    .period = place->period,
                    .changes = changes,
                    .at_us = now_us };
}

bool spot_drawn(Tx *tx, Mem *mem, ReportId report, int64_t version_id, Draw *draw, GError **err)
{
    TRY(spot_share(tx, mem, report, &draw->share, err));
    draw->drawn = spot_draw(mem, version_id);
    return true;
}

bool spot_begin(Tx *tx, Mem *mem, const Actor *who, const ReportPlace *place, int64_t decision_id,
                const Draw *draw, int64_t now_us, GError **err)
{
    NewSpot spot = {
        .report = place->report, .decision_id = decision_id, .drawn = draw->drawn, .share = draw->share
    };
    Changes *changes = changes_new(mem);

    if (draw->drawn >= draw->share * 100)
        return true;
    TRY(tx_new_id(tx, &spot.id, err));
    change_note(changes, "drawn", mem_printf(mem, "%04d", draw->drawn));
    change_note(changes, "spot_share", mem_printf(mem, "%" G_GINT64_FORMAT, draw->share));
    change_text(changes, "verdict", NULL, spot_state_code(SPOT_WAITING));
    Event event = spot_event(place, spot.id, 1, "spot.draw", changes, now_us);
    TRY(audit_append(tx, mem, who, &event, err));
    return spot_insert(tx, &spot, err);
}

bool spot_void(Tx *tx, Mem *mem, const Actor *who, const ReportPlace *place, const SpotCheck *spot,
               int64_t now_us, GError **err)
{
    Changes *changes = changes_new(mem);

    if (spot->state == SPOT_NONE)
        return true;
    change_text(changes, "verdict", spot_state_code(spot->state), spot_state_code(SPOT_VOID));
    Event event = spot_event(place, spot->id, spot->version + 1, "spot.void", changes, now_us);
    TRY(audit_append(tx, mem, who, &event, err));
    return spot_drop(tx, spot, err);
}
