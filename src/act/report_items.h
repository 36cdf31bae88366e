/* report_items.h: work items within the deed of handing a report in. */
#pragma once
#include "act/report_deeds.h"
#include "store/audit.h"
#include "store/item.h"

/* The fields as they are handed in: with one item field for each item that is on the list now, under the deed's lock, as
 * typed, else as in the draft, else as reported last. ERR_BAD_INPUT: the draft's items, which the form did not show, are
 * not ready. */
bool report_items_settle(Tx *tx, Mem *mem, const Actor *who, const ReportWish *wish, const ReportPlace *place,
                         ReportFields *settled, GError **err);

/* What the submission before said of its items. */
typedef struct {
    ReportedItem *list;
    gsize n;
} LastItems;

/* Whether all that the form says of items was handed in like that already. */
bool report_items_same(const ReportFields *fields, const LastItems *last);
void report_items_changes(Mem *mem, Changes *changes, const ReportFields *fields, const LastItems *last);
