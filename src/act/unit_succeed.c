/* unit_succeed.c: 机构改革: one unit takes over from another, in one transaction; see unit_deeds.h. Reports, frozen figures and
 * work items stay with the old unit, as they were. */
#include "act/unit_deeds.h"
#include "base/err.h"

/* Leads and parts are handed over alike. */
typedef struct {
    const char *etype;
    Sql list, span;
    bool lead;
} Share;

static bool span_row(Tx *tx, const UnitAct *a, const Share *share, const Cell *c, bool old, GError **err)
{
    Changes *changes = changes_new(a->mem);
    int64_t id = c[old ? UNIT_LEADS_ID : UNIT_LEADS_OTHER_ID].i;
    int64_t version = c[old ? UNIT_LEADS_VERSION : UNIT_LEADS_OTHER_VERSION].i;

    change_text(changes, "ended", old ? "no" : "yes", old ? "yes" : "no");
    change_note(changes, "on_day", a->day);
    TRY(unit_event(tx, a, share->etype, id, version + 1, "unit.succeed", c[UNIT_LEADS_TASK_ID].i,
                   (old ? a->wish->unit : a->wish->other).v, changes, err));
    return tx_change_one(tx, share->span, ARGS(txt(old ? a->day : NULL), num(id), num(version)), err);
}

static bool new_row(Tx *tx, const UnitAct *a, const Share *share, const Cell *c, GError **err)
{
    Changes *changes = changes_new(a->mem);
    int64_t id, task = c[UNIT_LEADS_TASK_ID].i, place = c[UNIT_LEADS_PLACE].i, unit = a->wish->other.v;

    TRY(tx_new_id(tx, &id, err));
    change_text(changes, share->lead ? "lead" : "participant", NULL, a->other[UNIT_ALL_NAME].s);
    if (share->lead)
        change_text(changes, "source", NULL, "assigned");
    change_note(changes, "on_day", a->day);
    TRY(unit_event(tx, a, share->etype, id, 1, "unit.succeed", task, unit, changes, err));
    if (share->lead)
        return tx_change_one(tx, SQL_LEAD_INSERT,
                             ARGS(num(id), num(task), num(unit), num(place), txt("assigned")), err);
    return tx_change_one(tx, SQL_PARTICIPANT_INSERT, ARGS(num(id), num(task), num(unit), num(place)), err);
}

/* What the old unit would still report, the new one does. */
static bool hand_targets(Tx *tx, const UnitAct *a, int64_t task, GError **err)
{
    Rows rows;

    TRY(db_read(tx_db(tx), a->mem, SQL_UNIT_TARGETS, ARGS(num(task), num(a->wish->unit.v)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        Changes *changes = changes_new(a->mem);
        change_number(changes, "unit_id", a->wish->unit.v, a->wish->other.v);
        TRY(unit_event(tx, a, "target", c[UNIT_TARGETS_ID].i, c[UNIT_TARGETS_VERSION].i + 1, "unit.succeed",
                       task, a->wish->other.v, changes, err));
        TRY(tx_change_one(
            tx, SQL_UNIT_TARGET_TO,
            ARGS(num(a->wish->other.v), num(c[UNIT_TARGETS_ID].i), num(c[UNIT_TARGETS_VERSION].i)), err));
    }
    return true;
}

/* The old row is ended before the new one begins: the fence looks for it. */
static bool hand_over(Tx *tx, const UnitAct *a, const Share *share, GError **err)
{
    Rows rows;

    TRY(db_read(tx_db(tx), a->mem, share->list, ARGS(num(a->wish->other.v), num(a->wish->unit.v)), &rows,
                err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        TRY(span_row(tx, a, share, c, true, err));
        if (c[UNIT_LEADS_OTHER_ID].i == 0)
            TRY(new_row(tx, a, share, c, err));
        else if (c[UNIT_LEADS_OTHER_ENDED].i)
            TRY(span_row(tx, a, share, c, false, err));
        if (share->lead)
            TRY(hand_targets(tx, a, c[UNIT_LEADS_TASK_ID].i, err));
    }
    return true;
}

static bool belongs(const Rows *memberships, int64_t group)
{
    for (gsize i = 0; i < memberships->n; i++)
        if (memberships->row[i][UNIT_MEMBERSHIPS_GROUP_ID].i == group)
            return true;
    return false;
}

static bool hand_memberships(Tx *tx, const UnitAct *a, GError **err)
{
    Rows old, new;

    TRY(db_read(tx_db(tx), a->mem, SQL_UNIT_MEMBERSHIPS, ARGS(num(a->wish->unit.v)), &old, err));
    TRY(db_read(tx_db(tx), a->mem, SQL_UNIT_MEMBERSHIPS, ARGS(num(a->wish->other.v)), &new, err));
    for (gsize i = 0; i < old.n; i++) {
        const Cell *c = old.row[i];
        int64_t group = c[UNIT_MEMBERSHIPS_GROUP_ID].i;
        TRY(unit_leave_row(tx, a, c[UNIT_MEMBERSHIPS_ID].i, c[UNIT_MEMBERSHIPS_VERSION].i, a->wish->unit.v,
                           err));
        if (!belongs(&new, group))
            TRY(unit_join_row(tx, a, group, a->wish->other.v, err));
    }
    return true;
}

bool unit_succeed(Tx *tx, const UnitAct *a, GError **err)
{
    static const Share shares[] = {
        { "task_lead", SQL_UNIT_LEADS, SQL_UNIT_LEAD_SPAN, true },
        { "task_participant", SQL_UNIT_PARTS, SQL_UNIT_PART_SPAN, false },
    };
    Changes *changes = changes_new(a->mem);
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    change_text(changes, "old_unit", NULL, a->unit[UNIT_ALL_NAME].s);
    change_text(changes, "new_unit", NULL, a->other[UNIT_ALL_NAME].s);
    change_text(changes, "on_day", NULL, a->day);
    TRY(unit_event(tx, a, "unit_succession", id, 1, "unit.succeed", 0, a->wish->unit.v, changes, err));
    TRY(tx_change_one(tx, SQL_UNIT_SUCCESSION_INSERT,
                      ARGS(num(id), num(a->wish->unit.v), num(a->wish->other.v), txt(a->day),
                           txt(a->wish->reason), num(a->who->person.v), at_us(a->wish->now_us)),
                      err));
    for (gsize i = 0; i < G_N_ELEMENTS(shares); i++)
        TRY(hand_over(tx, a, &shares[i], err));
    TRY(hand_memberships(tx, a, err));
    return unit_stop_row(tx, a, a->day, err);
}
