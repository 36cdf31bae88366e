/* report_items.c: see report_items.h. */
#include "act/report_items.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"

bool report_items_settle(Tx *tx, Mem *mem, const Actor *who, const ReportWish *wish, const ReportPlace *place,
                         ReportFields *settled, GError **err)
{
    ItemAddress of = { wish->at.plan, wish->at.no, wish->at.unit };
    WorkItem *items;
    gsize n;
    Draft draft;

    TRY(item_list(tx_db(tx), mem, who, &of, &items, &n, err));
    TRY(draft_find(tx_db(tx), mem, place, NULL, 0, &draft, err));
    *settled = wish->fields;
    settled->items = items_settled(mem, items, n, &wish->fields, &draft.fields, &settled->n_items);
    report_complaints(mem, settled, &n);
    return n == 0 || fail(err, ERR_BAD_INPUT, "report: its items are not ready to be handed in");
}

bool report_items_same(const ReportFields *fields, const LastItems *last)
{
    for (gsize i = 0; i < fields->n_items; i++) {
        const ItemField *now = &fields->items[i];
        const ReportedItem *before = reported_item(last->list, last->n, now->item);
        if (before == NULL || before->state != now->state || strcmp(before->result, now->result) != 0)
            return false;
    }
    return true;
}

void report_items_changes(Mem *mem, Changes *changes, const ReportFields *fields, const LastItems *last)
{
    for (gsize i = 0; i < fields->n_items; i++) {
        const ItemField *now = &fields->items[i];
        const ReportedItem *before = reported_item(last->list, last->n, now->item);
        change_text(changes, mem_printf(mem, "item_state.%" PRId64, now->item),
                    before == NULL ? NULL : item_state_code(before->state), item_state_code(now->state));
        change_text(changes, mem_printf(mem, "item_result.%" PRId64, now->item),
                    before == NULL ? "" : before->result, now->result);
    }
}
