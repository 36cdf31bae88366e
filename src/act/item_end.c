/* item_end.c: taking an item off the project list, with a reason; see item_deeds.h. */
#include "act/deed.h"
#include "act/item_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ItemWish *wish;
} End;

static bool end(Tx *tx, void *what, GError **err)
{
    End *e = what;
    const ItemWish *wish = e->wish;
    ItemPlace place;
    const WorkItem *item;
    bool stored;

    TRY(item_place_locked(tx, e->mem, e->who, &wish->at, &place, err));
    TRY(deed_item(tx, e->mem, e->who, &place, &(SeenItem){ wish->no, 0 }, &item, err));
    TRY(audit_seen(tx, e->mem, e->who, "item.end", item->id, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(e->who, DEED_KEEP_ITEMS, &place.facts, err));
    TRY(deed_item(tx, e->mem, e->who, &place, &(SeenItem){ wish->no, wish->base_version }, &item, err));
    Changes *changes = changes_new(e->mem);
    change_note(changes, "item", item->name);
    change_text(changes, "ended_on", "", item_day(e->mem, wish->now_us));
    change_text(changes, "end_reason", "", wish->reason);
    Event event = item_event(&place, item->id, item->version, "item.end", changes, wish->now_us);
    TRY(audit_append(tx, e->mem, e->who, &event, err));
    return item_end(tx, e->mem, item, wish->reason, wish->now_us, err);
}

bool act_item_end(Db *db, Mem *mem, const Actor *who, const ItemWish *wish, GError **err)
{
    End e = { mem, who, wish };
    gsize n;

    item_end_complaints(mem, wish->reason, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "item: %" G_GSIZE_FORMAT " complaints", n);
    return tx_run(db, &wish->request, end, &e, err);
}
