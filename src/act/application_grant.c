/* application_grant.c: what a granted application changes of the plan's rows; see application_deeds.h. */
#include <inttypes.h>

#include "act/application_deeds.h"
#include "act/correct.h"
#include "act/deed.h"
#include "act/period_deeds.h"
#include "act/target_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "rule/moment_read.h"

typedef struct {
    Tx *tx;
    Mem *mem;
    const Actor *who;
    const ItemPlace *place;
    const StoredApplication *row;
    int64_t now_us;
    GroundFacts facts;
    const char *basis; /* 调整申请（2023年4月3日，市科技局）：… */
} Grant;

static Event event_of(const Grant *g, const char *etype, int64_t id, int64_t version, const char *action,
                      Changes *changes)
{
    return (Event){ .etype = etype,
                    .entity_id = id,
                    .entity_seq = version + 1,
                    .action = action,
                    .result = "ok",
                    .task = g->place->task,
                    .unit = g->place->at.unit,
                    .changes = changes,
                    .at_us = g->now_us };
}

static Changes *by_application(const Grant *g)
{
    Changes *changes = changes_new(g->mem);

    change_note(changes, "by_application", mem_printf(g->mem, "%" PRId64, g->row->id));
    return changes;
}

static bool grant_date(Grant *g, GError **err)
{
    Changes *changes = by_application(g);

    change_text(changes, "task_due_on", g->facts.ground.due_on, g->row->asked);
    change_number(changes, "times_extended", g->facts.extended, g->facts.extended + 1);
    Event event = event_of(g, "task", g->place->task.v, g->facts.task_version, "task.extend", changes);
    TRY(audit_append(g->tx, g->mem, g->who, &event, err));
    return task_extend(g->tx, g->place->task, g->facts.task_version, g->row->asked, err);
}

static bool grant_deadline(Grant *g, GError **err)
{
    const StoredApplication *row = g->row;
    PeriodAt at = { .plan = row->at.plan, .code = row->period, .now_us = g->now_us };
    ExtensionWish wish = { .unit = row->at.unit,
                           .unit_name = row->unit_name,
                           .reason = text_short(g->mem, g->basis, 190) };

    if (!moment_read(row->asked, 0, &wish.due_us))
        return fail(err, ERR_BROKEN, "application %" PRId64 " holds no moment", row->id);
    return period_extend_within(g->tx, g->mem, g->who, &at, &wish, err);
}

static bool grant_target(Grant *g, GError **err)
{
    const StoredApplication *row = g->row;
    TargetAt at = {
        .plan = row->at.plan, .no = row->at.no, .target = row->target, .confirm = true, .now_us = g->now_us
    };
    Promised corrected = { 0 };

    if (amount_read(row->asked, "", &corrected.low_e4) != AMOUNT_GOOD)
        return fail(err, ERR_BROKEN, "application %" PRId64 " holds no amount", row->id);
    return target_correct_within(g->tx, g->mem, g->who, &at, &corrected, text_short(g->mem, g->basis, 290),
                                 err);
}

static bool grant_content(Grant *g, GError **err)
{
    Changes *changes = by_application(g);

    change_text(changes, "adjusted", g->facts.ground.content, g->row->asked);
    Event event = event_of(g, "task", g->place->task.v, g->facts.task_version, "task.adjust", changes);
    TRY(audit_append(g->tx, g->mem, g->who, &event, err));
    return task_adjust(g->tx, g->place->task, g->facts.task_version, g->row->asked, err);
}

static bool lead_event(const Grant *g, const LeadRow *row, UnitId unit, Changes *changes, GError **err)
{
    Event event = event_of(g, "task_lead", row->id, row->version, "lead.grant", changes);

    event.unit = unit;
    return audit_append(g->tx, g->mem, g->who, &event, err);
}

/* The unit leads from now on, if it did not: as a new row, or the old one that was ended. */
static bool begin_lead(Grant *g, UnitId unit, const char *name, GError **err)
{
    LeadRow row;
    int64_t place;

    TRY(lead_row(g->tx, g->mem, g->place->task, unit, &row, err));
    if (row.id != 0 && !row.ended)
        return true;
    Changes *changes = by_application(g);
    change_text(changes, "lead", NULL, name);
    if (row.id != 0) {
        TRY(lead_event(g, &row, unit, changes, err));
        return lead_end(g->tx, &row, NULL, err);
    }
    TRY(lead_next_place(g->tx, g->mem, g->place->task, &place, err));
    TRY(tx_new_id(g->tx, &row.id, err));
    change_text(changes, "source", NULL, "assigned");
    TRY(lead_event(g, &row, unit, changes, err));
    return lead_add(g->tx, row.id, g->place->task, unit, place, err);
}

static bool end_lead(Grant *g, GError **err)
{
    const char *today = item_day(g->mem, g->now_us);
    LeadRow row;

    TRY(lead_row(g->tx, g->mem, g->place->task, g->row->at.unit, &row, err));
    if (row.id == 0 || row.ended)
        return fail(err, ERR_CONFLICT, "unit %" PRId64 " leads no more", g->row->at.unit.v);
    Changes *changes = by_application(g);
    change_text(changes, "lead", g->row->unit_name, NULL);
    change_text(changes, "ended_on", "", today);
    TRY(lead_event(g, &row, g->row->at.unit, changes, err));
    return lead_end(g->tx, &row, today, err);
}

static bool part_event(const Grant *g, const LeadRow *row, UnitId unit, const char *before, const char *after,
                       GError **err)
{
    Changes *changes = by_application(g);

    change_text(changes, "participant", before, after);
    Event event = event_of(g, "task_participant", row->id, row->version, "part.grant", changes);
    event.unit = unit;
    return audit_append(g->tx, g->mem, g->who, &event, err);
}

static bool begin_part(Grant *g, UnitId unit, const char *name, GError **err)
{
    LeadRow row;

    TRY(part_row(g->tx, g->mem, g->place->task, unit, &row, err));
    if (row.id != 0 && !row.ended)
        return true;
    bool known = row.id != 0;
    if (!known)
        TRY(tx_new_id(g->tx, &row.id, err));
    TRY(part_event(g, &row, unit, NULL, name, err));
    return known ? part_end(g->tx, &row, NULL, err)
                 : part_add(g->tx, g->mem, row.id, g->place->task, unit, err);
}

/* A part that was objected to ends today; the unit that was named instead has it, unless it leads or takes part already. */
static bool grant_part(Grant *g, GError **err)
{
    LeadRow row;

    TRY(part_row(g->tx, g->mem, g->place->task, g->row->at.unit, &row, err));
    if (row.id == 0 || row.ended)
        return fail(err, ERR_CONFLICT, "unit %" PRId64 " takes no part any more", g->row->at.unit.v);
    TRY(part_event(g, &row, g->row->at.unit, g->row->unit_name, NULL, err));
    TRY(part_end(g->tx, &row, item_day(g->mem, g->now_us), err));
    return g->facts.other.v == 0 || g->facts.ground.other_leads ||
           begin_part(g, g->facts.other, g->facts.other_name, err);
}

/* Who leads instead reports the unit's targets; when nobody was named, the first of those that lead. */
static bool grant_lead(Grant *g, GError **err)
{
    TargetAt at = { .plan = g->row->at.plan, .no = g->row->at.no, .now_us = g->now_us };
    UnitId heir = g->facts.other;

    TRY(heir.v == 0 || begin_lead(g, heir, g->facts.other_name, err));
    TRY(end_lead(g, err));
    if (heir.v == 0)
        TRY(lead_first(g->tx, g->mem, g->place->task, &heir, err));
    return targets_hand_over_within(g->tx, g->mem, g->who, &at, g->row->at.unit, heir, err);
}

static bool grant_assignment(Grant *g, GError **err)
{
    return application_on_part(g->row) ? grant_part(g, err) : grant_lead(g, err);
}

static bool grant_light(Grant *g, GError **err)
{
    const StoredApplication *row = g->row;

    if (g->facts.light_frozen) {
        CorrectionField field = { .field = "light", .old_text = row->stood, .new_text = row->asked };
        CorrectionWish wish = { .plan = row->at.plan,
                                .period = row->period,
                                .task = g->place->task,
                                .unit = row->at.unit,
                                .fields = &field,
                                .n_fields = 1,
                                .reason = text_short(g->mem, g->basis, 490),
                                .now_us = g->now_us };
        return correct_within(g->tx, g->mem, g->who, &wish, err);
    }
    Changes *changes = by_application(g);
    change_text(changes, "decided_light", row->stood, row->asked);
    Event event = event_of(g, "report", g->facts.report.v, g->facts.report_version, "report.relight",
                           changes);
    event.period = g->facts.period;
    TRY(audit_append(g->tx, g->mem, g->who, &event, err));
    return report_light_set(g->tx, g->facts.report, g->facts.report_version, light_of(row->asked), err);
}

static bool grant_closure(Grant *g, GError **err)
{
    return task_step(g->tx, g->mem, g->who, g->place, TASK_STRUCK, g->now_us, err);
}

bool application_grant(Tx *tx, Mem *mem, const Actor *who, const ItemPlace *place,
                       const StoredApplication *row, int64_t now_us, GError **err)
{
    static bool (*const grants[ASKS__N])(Grant *, GError **) = {
        [ASKS_DATE] = grant_date,     [ASKS_DEADLINE] = grant_deadline,
        [ASKS_TARGET] = grant_target, [ASKS_CONTENT] = grant_content,
        [ASKS_LEAD] = grant_lead,     [ASKS_ASSIGNMENT] = grant_assignment,
        [ASKS_LIGHT] = grant_light,   [ASKS_CLOSURE] = grant_closure,
    };
    Grant g = { .tx = tx, .mem = mem, .who = who, .place = place, .row = row, .now_us = now_us };
    Named named = application_named(row);

    if (grants[row->asks] == NULL)
        return fail(err, ERR_BROKEN, "application %" PRId64 " asks for nothing", row->id);
    TRY(application_ground(tx_db(tx), mem, &row->at, &named, now_us, &g.facts, err));
    g.basis = mem_printf(mem, "同意%s %s申请的%s：%s", row->unit_name, word_date(mem, row->applied_us),
                         asks_word(row->asks), row->reason);
    return grants[row->asks](&g, err);
}
