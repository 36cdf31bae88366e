/* files.h: what the pages of a report share about its files (佐证材料): taking those that came with a form, and showing them.
 */
#pragma once
#include "page/report_form.h"
#include "rule/complain.h"
#include "rule/file_kind.h"
#include "store/evidence.h"

FileLimits files_limits(const Req *req);

/* Keeps each file that came with the request, on its own: one that cannot be kept is complained about (field files) and the
 * others are kept all the same. *said: what happened, for the next page; "" when nothing was kept. */
bool files_take(Req *req, const ReportAddress *at, Complaints *to, const char **said, GError **err);

/* id: as a button sends it. ERR_BAD_INPUT: no number. */
bool files_remove(Req *req, const ReportAddress *at, const char *id, const char **said, GError **err);

/* Those that are there, of a place. */
bool files_there(Req *req, const ReportPlace *place, Evidence **list, gsize *n, GError **err);

/* Which files of a place this person may see; the list is shortened. */
bool files_readable(Req *req, const ReportPlace *place, Evidence **list, gsize *n, GError **err);

/* Fills an include of file_list.tpl. path: of the report. removable: with buttons. */
void view_files(View *view, const char *marker, const Req *req, const char *path, const Evidence *list,
                gsize n, bool removable);

/* A card of files for reading, an include of files_card.tpl at FILES; left out when there are none and quiet is set. */
void view_files_card(View *view, const Req *req, const char *path, const Evidence *list, gsize n, bool quiet);

/* The task page's card: files of its reports by period, as far as this person may read the reports. */
bool files_of_task_show(Req *req, View *body, const Book *book, const BookTask *task, GError **err);

/* The form's section: what is there, and the field for more. bad: why something was not kept, or NULL. */
void view_files_form(View *view, const char *marker, const Req *req, const char *path, const Evidence *list,
                     gsize n, const char *bad);
