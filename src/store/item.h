/* item.h: the tables work_item and report_item: the project list that a lead unit keeps under a task, and what its
 * reports said of each item.
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem. A day is a civil day in the city; _us is
 * its first moment, 0 when there is none.
 */
#pragma once
#include "rule/authz.h"
#include "rule/item.h"
#include "store/known.h"
#include "store/tx.h"

/* Whose list: a task of a plan and a lead unit, as addresses name them. */
typedef struct {
    const char *plan;
    int64_t no;
    UnitId unit;
} ItemAddress;

/* What the rule and the pages must know of a list's place. */
typedef struct {
    Facts facts; /* .period and .report do not count */
    ItemAddress at;
    TaskId task;
    const char *title, *unit_name;
    int64_t year; /* of the plan */
} ItemPlace;

/* ERR_NOT_FOUND: no such plan, task or unit. The unit need not lead the task: the rule says so then. */
bool item_place(Db *db, Mem *mem, const Actor *who, const ItemAddress *at, ItemPlace *place, GError **err);

/* The same inside a deed, with the lead's row locked: a list changes one deed at a time. */
bool item_place_locked(Tx *tx, Mem *mem, const Actor *who, const ItemAddress *at, ItemPlace *place,
                       GError **err);

typedef struct {
    int64_t id, version, no, task_no;
    TaskId task;
    UnitId unit;
    const char *name, *person, *expected[QUARTERS], *span_reason;
    int64_t starts_us, due_us;
    bool confirmed;
    const char *confirmed_name;
    int64_t confirmed_us;
    int64_t ended_us; /* when it was taken off the list */
    const char *end_reason;
    /* What the newest report said that the reader may know of. */
    ItemState state;             /* ITEM_NONE: none said anything yet */
    const char *result, *period; /* "" when there is none */
    bool is_approved;            /* else that report still waits for the reviewer */
} WorkItem;

/* By unit, task and number; ended ones as well. of->no, of->unit.v 0: of all tasks, of all units. Progress as far as who
 * may know of it. */
bool item_list(Db *db, Mem *mem, const Actor *who, const ItemAddress *of, WorkItem **items, gsize *n,
               GError **err);

/* All units' of one task, from what is known of it (known_task()). */
bool item_list_of_task(Db *db, Mem *mem, Known *known, const Actor *who, const Book *book,
                       const BookTask *task, WorkItem **items, gsize *n, GError **err);

/* NULL: no item of that number. */
const WorkItem *item_numbered(const WorkItem *items, gsize n, int64_t no);
const WorkItem *item_with_id(const WorkItem *items, gsize n, int64_t id);

/* Of all items of a task: what records hold only as numbers. */
typedef struct {
    int64_t id;
    const char *name;
} ItemName;

bool item_names(Db *db, Mem *mem, TaskId task, ItemName **names, gsize *n, GError **err);

/* How many are on the list, and the last number that was given. */
bool item_count(Db *db, Mem *mem, TaskId task, UnitId unit, int64_t *last_no, int64_t *listed, GError **err);

/* 2023-04-05, as the table and the change records keep days; "" for 0. */
char *item_day(Mem *mem, int64_t day_us);

/* What one submission said of an item. */
typedef struct {
    int64_t item, no;
    const char *name, *person;
    int64_t due_us;
    bool ended; /* by now */
    ItemState state;
    const char *result;
} ReportedItem;

bool version_items(Db *db, Mem *mem, int64_t version_id, ReportedItem **items, gsize *n, GError **err);

/* The item in it; NULL: it says nothing of it. */
const ReportedItem *reported_item(const ReportedItem *items, gsize n, int64_t item);

/* What a report says, or would say, of each item on the list: as the first that mentions it says, else as the newest
 * report did. first, second: may be NULL. */
ItemField *items_settled(Mem *mem, const WorkItem *items, gsize n, const ReportFields *first,
                         const ReportFields *second, gsize *n_settled);

/* ---- writes, called by act/ only */

typedef struct {
    const ItemFields *fields; /* checked */
    ItemDays days;
} ItemPlan;

bool item_insert(Tx *tx, Mem *mem, const ItemPlace *place, int64_t id, int64_t no, const ItemPlan *plan,
                 GError **err);
bool item_change(Tx *tx, Mem *mem, const WorkItem *item, const ItemPlan *plan, GError **err);
bool item_end(Tx *tx, Mem *mem, const WorkItem *item, const char *reason, int64_t now_us, GError **err);
bool item_confirm(Tx *tx, const WorkItem *item, PersonId by, int64_t now_us, GError **err);

/* The rows of report_item of a submission, places 1 … n_items. */
bool version_items_insert(Tx *tx, int64_t version_id, const ReportFields *fields, GError **err);
