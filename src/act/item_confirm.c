/* item_confirm.c: the supervisor's confirmation of items, as they were seen; see item_deeds.h. */
#include "act/deed.h"
#include "act/item_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ConfirmWish *wish;
} Confirm;

static bool confirm_one(Tx *tx, const Confirm *c, const ItemPlace *place, const SeenItem *seen, GError **err)
{
    const WorkItem *item;
    Changes *changes = changes_new(c->mem);

    TRY(deed_item(tx, c->mem, c->who, place, seen, &item, err));
    if (item->confirmed)
        return true;
    change_note(changes, "item", item->name);
    change_text(changes, "item_confirmed", "", "yes");
    Event event = item_event(place, item->id, item->version, "item.confirm", changes, c->wish->now_us);
    TRY(audit_append(tx, c->mem, c->who, &event, err));
    return item_confirm(tx, item, c->who->person, c->wish->now_us, err);
}

/* The first item stands for all of them: a request confirms them together or not at all. */
static bool confirmed_already(Tx *tx, const Confirm *c, const ItemPlace *place, bool *stored, GError **err)
{
    const WorkItem *first;

    TRY(deed_item(tx, c->mem, c->who, place, &(SeenItem){ c->wish->seen[0].no, 0 }, &first, err));
    return audit_seen(tx, c->mem, c->who, "item.confirm", first->id, stored, err);
}

static bool confirm(Tx *tx, void *what, GError **err)
{
    Confirm *c = what;
    ItemPlace place;
    bool stored;

    TRY(item_place_locked(tx, c->mem, c->who, &c->wish->at, &place, err));
    TRY(confirmed_already(tx, c, &place, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(c->who, DEED_CONFIRM_ITEMS, &place.facts, err));
    for (gsize i = 0; i < c->wish->n_seen; i++)
        TRY(confirm_one(tx, c, &place, &c->wish->seen[i], err));
    return true;
}

bool act_item_confirm(Db *db, Mem *mem, const Actor *who, const ConfirmWish *wish, GError **err)
{
    Confirm c = { mem, who, wish };

    if (wish->n_seen == 0)
        return fail(err, ERR_BAD_INPUT, "item: nothing to confirm");
    return tx_run(db, &wish->request, confirm, &c, err);
}
