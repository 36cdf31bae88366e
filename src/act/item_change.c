/* item_change.c: changing an item of the project list; see item_deeds.h. */
#include "act/deed.h"
#include "act/item_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ItemWish *wish;
    ItemPlan plan;
} Change;

static bool store(Tx *tx, const Change *c, const ItemPlace *place, const WorkItem *item, GError **err)
{
    Changes *changes = item_changes(c->mem, item, &c->plan);

    if (!changes_any(changes))
        return true;
    change_note(changes, "item", item->name);
    change_text(changes, "item_confirmed", item->confirmed ? "yes" : "", "");
    Event event = item_event(place, item->id, item->version, "item.change", changes, c->wish->now_us);
    TRY(audit_append(tx, c->mem, c->who, &event, err));
    return item_change(tx, c->mem, item, &c->plan, err);
}

static bool change(Tx *tx, void *what, GError **err)
{
    Change *c = what;
    const ItemWish *wish = c->wish;
    ItemPlace place;
    const WorkItem *item;
    bool stored;
    gsize n;

    TRY(item_place_locked(tx, c->mem, c->who, &wish->at, &place, err));
    TRY(deed_item(tx, c->mem, c->who, &place, &(SeenItem){ wish->no, 0 }, &item, err));
    TRY(audit_seen(tx, c->mem, c->who, "item.change", item->id, &stored, err));
    item_complaints(c->mem, &wish->fields, place.year, &c->plan.days, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "item: %" G_GSIZE_FORMAT " complaints", n);
    if (stored && !changes_any(item_changes(c->mem, item, &c->plan)))
        return true;
    TRY(deed_allowed(c->who, DEED_KEEP_ITEMS, &place.facts, err));
    TRY(deed_item(tx, c->mem, c->who, &place, &(SeenItem){ wish->no, wish->base_version }, &item, err));
    return store(tx, c, &place, item, err);
}

bool act_item_change(Db *db, Mem *mem, const Actor *who, const ItemWish *wish, GError **err)
{
    Change c = { mem, who, wish, { .fields = &wish->fields } };

    return tx_run(db, &wish->request, change, &c, err);
}
