/* lead_assign.c: see lead_assign.h. */
#include "act/lead_assign.h"

#include "base/err.h"
#include "store/audit.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const char *plan, *unit;
    int64_t no, now_us;
    bool changed;
} Assign;

static bool assign(Tx *tx, void *what, GError **err)
{
    Assign *a = what;
    const Cell *c;
    int64_t id;

    TRY(db_read_one(tx_db(tx), a->mem, SQL_LEAD_PLACE, ARGS(txt(a->unit), txt(a->plan), num(a->no)), &c,
                    err));
    a->changed = c[LEAD_PLACE_LEADS].i == 0;
    if (!a->changed)
        return true;
    if (c[LEAD_PLACE_IS_GROUP].i)
        return fail(err, ERR_CONFLICT, "%s is a group: it cannot lead", a->unit);
    TRY(tx_new_id(tx, &id, err));
    Changes *changes = changes_new(a->mem);
    change_text(changes, "lead", NULL, a->unit);
    change_text(changes, "source", NULL, "assigned");
    Event event = { .etype = "task_lead",
                    .entity_id = id,
                    .entity_seq = 1,
                    .action = "lead.assign",
                    .result = "ok",
                    .task = { c[LEAD_PLACE_TASK_ID].i },
                    .unit = { c[LEAD_PLACE_UNIT_ID].i },
                    .changes = changes,
                    .at_us = a->now_us };
    TRY(audit_append(tx, a->mem, a->who, &event, err));
    return tx_change_one(tx, SQL_LEAD_INSERT,
                         ARGS(num(id), num(c[LEAD_PLACE_TASK_ID].i), num(c[LEAD_PLACE_UNIT_ID].i),
                              num(c[LEAD_PLACE_NEXT_PLACE].i), txt("assigned")),
                         err);
}

bool act_lead_assign(Db *db, Mem *mem, const Actor *who, const char *plan, int64_t no, const char *unit,
                     int64_t now_us, bool *changed, GError **err)
{
    Assign a = { .mem = mem, .who = who, .plan = plan, .unit = unit, .no = no, .now_us = now_us };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, assign, &a, err));
    *changed = a.changed;
    return true;
}
