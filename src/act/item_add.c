/* item_add.c: putting an item on the project list; see item_deeds.h. */
#include <inttypes.h>

#include "act/deed.h"
#include "act/item_deeds.h"
#include "base/err.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ItemWish *wish;
    ItemPlan plan;
} Add;

/* The item that this request has put on the list already; NULL: none. */
static bool read_stored(Tx *tx, const Add *a, const ItemPlace *place, const WorkItem **item, GError **err)
{
    const RequestId *request = tx_request(tx);
    Rows rows;
    WorkItem *items;
    gsize n;
    bool stored;

    TRY(db_read(tx_db(tx), a->mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)),
                &rows, err));
    int64_t id = rows.n == 0 ? 0 : rows.row[0][AUDIT_BY_REQUEST_ENTITY_ID].i;
    TRY(audit_seen(tx, a->mem, a->who, "item.add", id, &stored, err));
    TRY(item_list(tx_db(tx), a->mem, a->who, &place->at, &items, &n, err));
    *item = stored ? item_with_id(items, n, id) : NULL;
    return true;
}

static bool store(Tx *tx, const Add *a, const ItemPlace *place, int64_t no, GError **err)
{
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    Event event = item_event(place, id, 0, "item.add", item_changes(a->mem, NULL, &a->plan), a->wish->now_us);
    TRY(audit_append(tx, a->mem, a->who, &event, err));
    return item_insert(tx, a->mem, place, id, no, &a->plan, err);
}

static bool add(Tx *tx, void *what, GError **err)
{
    Add *a = what;
    ItemPlace place;
    const WorkItem *stored;
    int64_t last_no, listed;
    gsize n;

    TRY(item_place_locked(tx, a->mem, a->who, &a->wish->at, &place, err));
    TRY(read_stored(tx, a, &place, &stored, err));
    item_complaints(a->mem, &a->wish->fields, place.year, &a->plan.days, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "item: %" G_GSIZE_FORMAT " complaints", n);
    if (stored != NULL)
        return !changes_any(item_changes(a->mem, stored, &a->plan)) ||
               fail(err, ERR_CONFLICT, "this request has put another item on the list");
    TRY(deed_allowed(a->who, DEED_KEEP_ITEMS, &place.facts, err));
    TRY(item_count(tx_db(tx), a->mem, place.task, place.at.unit, &last_no, &listed, err));
    if (listed >= ITEMS_MOST)
        return fail(err, ERR_BAD_INPUT, "the list is full");
    return store(tx, a, &place, last_no + 1, err);
}

bool act_item_add(Db *db, Mem *mem, const Actor *who, const ItemWish *wish, GError **err)
{
    Add a = { mem, who, wish, { .fields = &wish->fields } };

    return tx_run(db, &wish->request, add, &a, err);
}
