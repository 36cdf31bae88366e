/* item.c: reading and writing work items; see item.h. */
#include "store/item.h"

#include "base/clock.h"
#include "base/err.h"
#include "rule/day_read.h"

static Facts facts_of(const Actor *who, const Cell *c)
{
    bool leads_now = c[ITEM_FACTS_LEAD_ENDED].i == 0;
    bool own = who->unit.v != 0 && c[ITEM_FACTS_UNIT_ID].i == who->unit.v;
    bool nobody_signs_in = c[ITEM_FACTS_UNIT_CODE].s[0] == '\0';

    return (Facts){ .unit_leads = c[ITEM_FACTS_ACTOR_LEADS].i != 0,
                    .unit_participates = c[ITEM_FACTS_ACTOR_PARTICIPATES].i != 0,
                    .for_own_unit = own && leads_now,
                    .stands_in = leads_now && (nobody_signs_in || own),
                    .task = task_state_of(c[ITEM_FACTS_TASK_STATE].s) };
}

bool item_place(Db *db, Mem *mem, const Actor *who, const ItemAddress *at, ItemPlace *place, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_ITEM_FACTS,
                    ARGS(num(who->unit.v), num(who->unit.v), txt(at->plan), num(at->no), num(at->unit.v)), &c,
                    err));
    *place = (ItemPlace){ .facts = facts_of(who, c),
                          .at = *at,
                          .task = { c[ITEM_FACTS_TASK_ID].i },
                          .title = c[ITEM_FACTS_TITLE].s,
                          .unit_name = c[ITEM_FACTS_UNIT_NAME].s,
                          .year = c[ITEM_FACTS_YEAR].i };
    return true;
}

bool item_place_locked(Tx *tx, Mem *mem, const Actor *who, const ItemAddress *at, ItemPlace *place,
                       GError **err)
{
    Rows locked;

    TRY(db_read(tx_db(tx), mem, SQL_ITEM_LEAD_LOCK, ARGS(txt(at->plan), num(at->no), num(at->unit.v)),
                &locked, err));
    return item_place(tx_db(tx), mem, who, at, place, err);
}

static int64_t day_of(const char *stored)
{
    int64_t starts_us = 0;

    (void)day_read(stored, &starts_us); /* "": stays 0 */
    return starts_us;
}

static void read_progress(const Cell *c, WorkItem *item)
{
    item->state = item_state_of(c[ITEM_LIST_STATE].s);
    item->result = c[ITEM_LIST_RESULT].s;
    item->period = c[ITEM_LIST_PERIOD].s;
    item->is_approved = c[ITEM_LIST_IS_APPROVED].i != 0;
}

static WorkItem item_of(const Cell *c)
{
    WorkItem item = {
        .id = c[ITEM_LIST_ID].i,
        .version = c[ITEM_LIST_VERSION].i,
        .no = c[ITEM_LIST_NO].i,
        .task = { c[ITEM_LIST_TASK_ID].i },
        .task_no = c[ITEM_LIST_TASK_NO].i,
        .unit = { c[ITEM_LIST_UNIT_ID].i },
        .name = c[ITEM_LIST_NAME].s,
        .person = c[ITEM_LIST_PERSON].s,
        .expected = { c[ITEM_LIST_Q1].s, c[ITEM_LIST_Q2].s, c[ITEM_LIST_Q3].s, c[ITEM_LIST_Q4].s },
        .span_reason = c[ITEM_LIST_SPAN_REASON].s,
        .starts_us = day_of(c[ITEM_LIST_STARTS_ON].s),
        .due_us = day_of(c[ITEM_LIST_DUE_ON].s),
        .confirmed = c[ITEM_LIST_CONFIRMED].i != 0,
        .confirmed_name = c[ITEM_LIST_CONFIRMED_NAME].s,
        .confirmed_us = c[ITEM_LIST_CONFIRMED_AT].i,
        .ended_us = day_of(c[ITEM_LIST_ENDED_ON].s),
        .end_reason = c[ITEM_LIST_END_REASON].s,
    };

    read_progress(c, &item);
    return item;
}

/* Whether this person may know of what waits for a decision: of all units, or only of the own one. */
static bool may_know_waiting(const Actor *who, bool own)
{
    Facts facts = { .report = REPORT_SUBMITTED, .unit_leads = own, .for_own_unit = own };

    return authz(who, DEED_READ_REPORT, &facts) == MAY;
}

typedef struct {
    bool all;   /* what waits for a decision, of all units */
    UnitId own; /* else of this one; 0: of none */
} Sight;

static Sight sight_of(const Actor *who)
{
    return (Sight){ .all = may_know_waiting(who, false),
                    .own = may_know_waiting(who, true) ? who->unit : (UnitId){ 0 } };
}

static bool read_list(Db *db, Mem *mem, Known *known, Sight sight, const ItemAddress *of, Rows *rows,
                      GError **err)
{
    bool one_task = of->no != 0, one_unit = of->unit.v != 0;
    const Arg args[] = { num(sight.all),
                         num(sight.own.v),
                         txt(of->plan),
                         num(one_task ? of->no : 0),
                         num(one_task ? of->no : INT16_MAX),
                         num(one_unit ? of->unit.v : 0),
                         num(one_unit ? of->unit.v : INT64_MAX) };

    return known_read(known, db, mem, SQL_ITEM_LIST, sight.all ? -1 : sight.own.v, args, G_N_ELEMENTS(args),
                      rows, err);
}

static void take_items(Mem *mem, const Rows *rows, WorkItem **items, gsize *n)
{
    WorkItem *list = mem_array(mem, WorkItem, rows->n);

    for (gsize i = 0; i < rows->n; i++)
        list[i] = item_of(rows->row[i]);
    *items = list;
    *n = rows->n;
}

bool item_list(Db *db, Mem *mem, const Actor *who, const ItemAddress *of, WorkItem **items, gsize *n,
               GError **err)
{
    Rows rows;

    TRY(read_list(db, mem, NULL, sight_of(who), of, &rows, err));
    take_items(mem, &rows, items, n);
    return true;
}

/* Whoever does not lead the task sees what any stranger does. */
bool item_list_of_task(Db *db, Mem *mem, Known *known, const Actor *who, const Book *book,
                       const BookTask *task, WorkItem **items, gsize *n, GError **err)
{
    const ItemAddress of = { .plan = book->plan.code, .no = task->no };
    Sight sight = sight_of(who);
    Rows rows;

    if (book_lead(task, sight.own) == NULL)
        sight.own.v = 0;
    TRY(read_list(db, mem, known, sight, &of, &rows, err));
    take_items(mem, &rows, items, n);
    return true;
}

const WorkItem *item_numbered(const WorkItem *items, gsize n, int64_t no)
{
    for (gsize i = 0; i < n; i++)
        if (items[i].no == no)
            return &items[i];
    return NULL;
}

const WorkItem *item_with_id(const WorkItem *items, gsize n, int64_t id)
{
    for (gsize i = 0; i < n; i++)
        if (items[i].id == id)
            return &items[i];
    return NULL;
}

bool item_count(Db *db, Mem *mem, TaskId task, UnitId unit, int64_t *last_no, int64_t *listed, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_ITEM_COUNT, ARGS(num(task.v), num(unit.v)), &c, err));
    *last_no = c[ITEM_COUNT_LAST_NO].i;
    *listed = c[ITEM_COUNT_LISTED].i;
    return true;
}

bool item_names(Db *db, Mem *mem, TaskId task, ItemName **names, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_TASK_ITEM_NAMES, ARGS(num(task.v)), &rows, err));
    ItemName *list = mem_array(mem, ItemName, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        list[i] = (ItemName){ rows.row[i][TASK_ITEM_NAMES_ID].i, rows.row[i][TASK_ITEM_NAMES_NAME].s };
    *names = list;
    *n = rows.n;
    return true;
}

char *item_day(Mem *mem, int64_t day_us)
{
    CivilTime day = civil_of(day_us);

    return day_us == 0 ? mem_text(mem, "") : mem_printf(mem, "%04d-%02d-%02d", day.year, day.month, day.day);
}

bool version_items(Db *db, Mem *mem, int64_t version_id, ReportedItem **items, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_VERSION_ITEMS, ARGS(num(version_id)), &rows, err));
    ReportedItem *list = mem_array(mem, ReportedItem, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        list[i] = (ReportedItem){ .item = c[VERSION_ITEMS_ITEM_ID].i,
                                  .no = c[VERSION_ITEMS_NO].i,
                                  .name = c[VERSION_ITEMS_NAME].s,
                                  .person = c[VERSION_ITEMS_PERSON].s,
                                  .due_us = day_of(c[VERSION_ITEMS_DUE_ON].s),
                                  .ended = c[VERSION_ITEMS_ENDED_ON].s[0] != '\0',
                                  .state = item_state_of(c[VERSION_ITEMS_STATE].s),
                                  .result = c[VERSION_ITEMS_RESULT].s };
    }
    *items = list;
    *n = rows.n;
    return true;
}

const ReportedItem *reported_item(const ReportedItem *items, gsize n, int64_t item)
{
    for (gsize i = 0; i < n; i++)
        if (items[i].item == item)
            return &items[i];
    return NULL;
}

ItemField *items_settled(Mem *mem, const WorkItem *items, gsize n, const ReportFields *first,
                         const ReportFields *second, gsize *n_settled)
{
    ItemField *settled = mem_array(mem, ItemField, n + 1);

    *n_settled = 0;
    for (gsize i = 0; i < n; i++) {
        const WorkItem *item = &items[i];
        if (item->ended_us != 0)
            continue;
        const ItemField *said = item_field(first, item->id);
        if (said == NULL)
            said = item_field(second, item->id);
        ItemField *to = &settled[(*n_settled)++];
        *to = (ItemField){ .item = item->id, .name = item->name };
        to->state = said != NULL ? said->state : item->state == ITEM_NONE ? ITEM_WAITING : item->state;
        to->result = said != NULL ? said->result : item->result;
    }
    return settled;
}

bool item_insert(Tx *tx, Mem *mem, const ItemPlace *place, int64_t id, int64_t no, const ItemPlan *plan,
                 GError **err)
{
    const ItemFields *f = plan->fields;

    return tx_change_one(tx, SQL_ITEM_INSERT,
                         ARGS(num(id), num(place->task.v), num(place->at.unit.v), num(no), txt(f->name),
                              txt(f->person), txt(item_day(mem, plan->days.starts_us)),
                              txt(item_day(mem, plan->days.due_us)), txt(f->expected[0]), txt(f->expected[1]),
                              txt(f->expected[2]), txt(f->expected[3]), txt(f->span_reason)),
                         err);
}

bool item_change(Tx *tx, Mem *mem, const WorkItem *item, const ItemPlan *plan, GError **err)
{
    const ItemFields *f = plan->fields;

    return tx_change_one(tx, SQL_ITEM_CHANGE,
                         ARGS(txt(f->name), txt(f->person), txt(item_day(mem, plan->days.starts_us)),
                              txt(item_day(mem, plan->days.due_us)), txt(f->expected[0]), txt(f->expected[1]),
                              txt(f->expected[2]), txt(f->expected[3]), txt(f->span_reason), num(item->id),
                              num(item->version)),
                         err);
}

bool item_end(Tx *tx, Mem *mem, const WorkItem *item, const char *reason, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_ITEM_END,
                         ARGS(txt(item_day(mem, now_us)), txt(reason), num(item->id), num(item->version)),
                         err);
}

bool item_confirm(Tx *tx, const WorkItem *item, PersonId by, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_ITEM_CONFIRM,
                         ARGS(num(by.v), at_us(now_us), num(item->id), num(item->version)), err);
}

bool version_items_insert(Tx *tx, int64_t version_id, const ReportFields *fields, GError **err)
{
    for (gsize i = 0; i < fields->n_items; i++) {
        const ItemField *item = &fields->items[i];
        TRY(tx_change_one(tx, SQL_REPORT_ITEM_INSERT,
                          ARGS(num(version_id), num((int64_t)i + 1), num(item->item),
                               txt(item_state_code(item->state)), txt(item->result)),
                          err));
    }
    return true;
}
