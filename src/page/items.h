/* items.h: what the pages of the project list (工作项目清单) share. Texts live as long as the request. */
#pragma once
#include "store/book.h"
#include "store/item.h"
#include "web/req.h"
#include "web/resp.h"
#include "web/view.h"

/* The list of one task and lead unit. */
typedef struct {
    Req *req;
    const Book *book;
    const BookTask *task;
    ItemAddress at;
    ItemPlace place;
    const char *path, *task_path;
    WorkItem *items; /* ended ones as well */
    gsize n;
    Verdict keep, confirm; /* of this person */
} ItemsPage;

/* ERR_NOT_FOUND: no such plan, task or unit, or the unit does not lead the task and has no items there. */
bool items_open(Req *req, ItemsPage *page, GError **err);

/* What the page shows beside the list. */
typedef enum { ITEMS_LIST, ITEMS_ADD, ITEMS_CHANGE, ITEMS_END } ItemsMode;

typedef struct {
    ItemsMode mode;
    const WorkItem *item; /* as it is now; not for adding */
    int64_t base_version; /* that the form goes on from */
    ItemFields fields;    /* as typed, or as stored */
    const char *reason;   /* of taking off */
    Complaint *complaints;
    gsize n_complaints;
    bool clash;         /* the item was changed meanwhile: both are shown */
    const char *notice; /* a sentence about why nothing was done; NULL: none */
} ItemsForm;

ItemFields item_fields_of(Mem *mem, const WorkItem *item);

bool items_show(const ItemsPage *page, Resp *resp, const ItemsForm *form, int status, GError **err);

/* Fills the form's part of items.tpl. */
void items_show_form(const ItemsPage *page, View *body, const ItemsForm *form);

/* How the rows of a table are shown. */
typedef struct {
    Req *req;
    const Book *book;
    bool with_task;        /* names the task, and counts the rows through */
    const ItemsPage *page; /* whose buttons stand in the rows; NULL: none */
} ItemTable;

/* A table: includes item_table.tpl at marker, one view_item() a row. */
View *view_items(View *view, const char *marker, const ItemTable *table, const char *caption);
void view_item(View *rows, const ItemTable *table, const WorkItem *item, int64_t running_no);

/* Chips: 推进中, and 超期 3 天 when it is late. */
void view_item_state(View *view, ItemState state, bool ended, int64_t due_us, int64_t now_us);

/* 4月1日—9月30日; with the year where it is not the plan's. */
char *word_item_days(Mem *mem, const WorkItem *item, int64_t year);

/* How many of a list are what; ended ones count for nothing. */
typedef struct {
    int64_t all, done, late, unconfirmed;
} ItemCounts;

ItemCounts items_counts(const WorkItem *items, gsize n, int64_t now_us);

/* 5 个项目，已完成 2 个，超期 1 个，未确认 1 个 */
char *word_item_counts(Mem *mem, const ItemCounts *counts);

/* The card of the task page: the lists of all its leads. */
bool items_show_card(Req *req, View *body, Known *known, const Book *book, const BookTask *task,
                     GError **err);
