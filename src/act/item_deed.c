/* item_deed.c: what the deeds on work items share; see item_deeds.h. */
#include <inttypes.h>

#include "act/item_deeds.h"
#include "base/err.h"

bool deed_item(Tx *tx, Mem *mem, const Actor *who, const ItemPlace *place, const SeenItem *seen,
               const WorkItem **item, GError **err)
{
    WorkItem *items;
    gsize n;

    TRY(item_list(tx_db(tx), mem, who, &place->at, &items, &n, err));
    const WorkItem *found = item_numbered(items, n, seen->no);
    if (found == NULL)
        return fail(err, ERR_NOT_FOUND, "no item %" PRId64 " on this list", seen->no);
    if (seen->version != 0 && (found->version != seen->version || found->ended_us != 0))
        return fail(err, ERR_CONFLICT, "item %" PRId64 ": version %" PRId64 " now, %" PRId64 " was seen",
                    seen->no, found->version, seen->version);
    *item = found;
    return true;
}

Event item_event(const ItemPlace *place, int64_t id, int64_t version, const char *action, Changes *changes,
                 int64_t now_us)
{
    return (Event){ .etype = "work_item",
                    .entity_id = id,
                    .entity_seq = version + 1,
                    .action = action,
                    .result = "ok",
                    .task = place->task,
                    .unit = place->at.unit,
                    .changes = changes,
                    .at_us = now_us };
}

Changes *item_changes(Mem *mem, const WorkItem *old, const ItemPlan *plan)
{
    static const WorkItem nothing = {
        .name = "", .person = "", .expected = { "", "", "", "" }, .span_reason = ""
    };
    const ItemFields *f = plan->fields;
    Changes *changes = changes_new(mem);

    if (old == NULL)
        old = &nothing;
    change_text(changes, "item_name", old->name, f->name);
    change_text(changes, "person", old->person, f->person);
    change_text(changes, "starts_on", item_day(mem, old->starts_us), item_day(mem, plan->days.starts_us));
    change_text(changes, "due_on", item_day(mem, old->due_us), item_day(mem, plan->days.due_us));
    for (int i = 0; i < QUARTERS; i++)
        change_text(changes, item_quarter_field(i), old->expected[i], f->expected[i]);
    change_text(changes, "span_reason", old->span_reason, f->span_reason);
    return changes;
}
