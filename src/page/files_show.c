/* files_show.c: lists of files; see files.h. */
#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/files.h"
#include "page/show.h"

/* Keeps those of which wanted says so. */
static void narrow(Evidence *list, gsize *n, bool (*wanted)(const Evidence *))
{
    gsize kept = 0;

    for (gsize i = 0; i < *n; i++)
        if (wanted(&list[i]))
            list[kept++] = list[i];
    *n = kept;
}

static bool is_there(const Evidence *file)
{
    return file->removed_us == 0;
}

static bool is_in_last(const Evidence *file)
{
    return file->in_last;
}

static bool is_in_any(const Evidence *file)
{
    return file->in_any;
}

static bool is_or_was(const Evidence *file)
{
    return file->in_any || file->removed_us == 0;
}

bool files_there(Req *req, const ReportPlace *place, Evidence **list, gsize *n, GError **err)
{
    TRY(evidence_list(req->app->db, req->mem, place, list, n, err));
    narrow(*list, n, is_there);
    return true;
}

/* Whoever may read the report sees the files that it was handed in with; reviewers and auditors also those of the rounds
 * before; the unit also what it has not handed in yet. */
bool files_readable(Req *req, const ReportPlace *place, Evidence **list, gsize *n, GError **err)
{
    const Actor *who = &req->who;

    TRY(evidence_list(req->app->db, req->mem, place, list, n, err));
    if (authz(who, DEED_READ_DRAFT, &place->facts) == MAY)
        narrow(*list, n, is_or_was);
    else if (authz_role(who->roles, DEED_READ_QUEUE) || authz_role(who->roles, DEED_VERIFY))
        narrow(*list, n, is_in_any);
    else
        narrow(*list, n, is_in_last);
    return true;
}

static void show_file(View *row, const Req *req, const char *path, const Evidence *file)
{
    view_text(row, "NAME", file->name);
    view_text(row, "ADDRESS", mem_printf(req->mem, "%s/files/%" PRId64, path, file->id));
    view_text(row, "SIZE", word_file_size(req->mem, file->size_bytes));
    view_text(row, "KEPT_NAME", file->kept_name);
    view_moment(row, req->mem, "KEPT_AT", file->kept_us, word_moment);
    if (file->on_behalf)
        view_show(row, "ON_BEHALF");
}

void view_files(View *view, const char *marker, const Req *req, const char *path, const Evidence *list,
                gsize n, bool removable)
{
    View *box = view_include(view, marker, "file_list.tpl");
    View *table = view_part(box, n == 0 ? "NO_FILES" : "FILES");

    for (gsize i = 0; i < n; i++) {
        View *row = view_part(table, "FILE");
        show_file(row, req, path, &list[i]);
        if (!removable)
            continue;
        View *button = view_part(row, "REMOVABLE");
        view_number(button, "ID", list[i].id);
        view_text(button, "NAME", list[i].name);
    }
}

void view_files_card(View *view, const Req *req, const char *path, const Evidence *list, gsize n, bool quiet)
{
    if (n == 0 && quiet)
        return;
    View *card = view_include(view, "FILES", "files_card.tpl");
    view_number(card, "FILES_N", (int64_t)n);
    view_text(card, "FILES_PATH", mem_printf(req->mem, "%s/files", path));
    view_files(card, "FILE_LIST", req, path, list, n, false);
}

void view_files_form(View *view, const char *marker, const Req *req, const char *path, const Evidence *list,
                     gsize n, const char *bad)
{
    View *box = view_include(view, marker, "files_form.tpl");
    FileLimits limits = files_limits(req);

    view_text(box, "FILES_PATH", mem_printf(req->mem, "%s/files", path));
    view_text(box, "FILE_SIZE", word_file_size(req->mem, limits.file_bytes));
    view_text(box, "FILE_BYTES", mem_printf(req->mem, "%" PRId64, limits.file_bytes));
    view_number(box, "FILE_COUNT", limits.count);
    view_files(box, "FILE_LIST", req, path, list, n, true);
    if (bad != NULL)
        view_text(view_part(box, "FILES_BAD"), "WHY", bad);
}
