/* report_items.h: the section 工作项目进展 of a report: in its form, and for reading. */
#pragma once
#include "page/report_form.h"
#include "store/item.h"

/* The fields as the draft has them become those of all items on the list: what the draft does not mention is as reported
 * last. */
bool report_items_draft(Req *req, ReportForm *form, GError **err);

/* item_state.17 and item_result.17 of the request's form. None at all: the form did not ask, and fields.items is NULL.
 * ERR_BAD_INPUT: of another list, or no state. */
bool report_items_typed(Req *req, ReportForm *form, GError **err);

/* The section of the form, in report_edit.tpl. form->before must be read. */
bool report_items_edit(Req *req, View *body, ReportForm *form, GError **err);

/* The fields once more, as hidden inputs of report_check.tpl. */
void report_items_hidden(View *body, Mem *mem, const ReportForm *form);

/* What is shown for reading: as typed, or as a submission says. form->before must be read. */
bool report_items_as_typed(Req *req, ReportForm *form, ItemsText *text, GError **err);
bool report_items_of_version(const Req *req, const ReportForm *form, const ReportVersion *version,
                             ItemsText *text, GError **err);

/* Includes report_items_text.tpl at marker; nothing when there are none. */
void view_reported_items(View *view, const char *marker, const Req *req, const ItemsText *text);
