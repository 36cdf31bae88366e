/* files.c: the list of a report's files, as it is printed and checked; sending one; adding and removing (ux.md §4.5). */
#include "page/files.h"

#include <inttypes.h>
#include <string.h>

#include "act/evidence_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

enum { FILE_ARG = 4, HEX_CHARS = 2 * HASH_BYTES };
enum { ACTION, REMOVE, FILE_NAMES, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [ACTION] = { "action", 16, false },
    [REMOVE] = { "remove", 18, false },
    [FILE_NAMES] = { FILES_PARAM, 400, false },
};

static char *hex_of(Mem *mem, const Hash *hash)
{
    char *hex = mem_alloc(mem, HEX_CHARS + 1);

    for (int i = 0; i < HASH_BYTES; i++)
        g_snprintf(hex + 2 * i, 3, "%02x", hash->bytes[i]);
    return hex;
}

/* Who may read the report may see its files; which of them, files_readable() says. */
static bool open_place(Req *req, ReportForm *form, GError **err)
{
    TRY(report_form_open(req, form, err));
    Verdict verdict = authz(&req->who, DEED_READ_REPORT, &form->place.facts);
    return verdict == MAY || fail_detail(err, ERR_DENIED, (int)verdict, "files: %s", verdict_code(verdict));
}

static void show_state(View *row, const Evidence *file)
{
    if (file->removed_us != 0 && !file->in_last)
        view_show(row, "REMOVED");
    else
        view_show(row, file->in_last ? "HANDED_IN" : file->in_any ? "EARLIER" : "NOT_YET");
}

static void show_table(Req *req, View *body, const ReportForm *form, const Evidence *list, gsize n)
{
    View *table = view_part(body, n == 0 ? "EMPTY" : "TABLE");
    int64_t size = 0;

    for (gsize i = 0; i < n; i++) {
        View *row = view_part(table, "FILE");
        view_number(row, "NO", (int64_t)i + 1);
        view_text(row, "NAME", list[i].name);
        view_text(row, "ADDRESS", mem_printf(req->mem, "%s/files/%" PRId64, form->path, list[i].id));
        view_text(row, "SIZE", word_file_size(req->mem, list[i].size_bytes));
        view_number(row, "BYTES", list[i].size_bytes);
        view_text(row, "HASH", hex_of(req->mem, &list[i].sha256));
        view_text(row, "KEPT_NAME", list[i].kept_name);
        view_moment(row, req->mem, "KEPT_AT", list[i].kept_us, word_full);
        if (list[i].on_behalf)
            view_show(row, "ON_BEHALF");
        show_state(row, &list[i]);
        size += list[i].size_bytes;
    }
    view_number(table, "FILES_N", (int64_t)n);
    view_text(table, "ALL_SIZE", word_file_size(req->mem, size));
    view_text(table, "SUMS_PATH", mem_printf(req->mem, "%s/files.sha256", form->path));
}

static bool show_form(Req *req, View *body, const ReportForm *form, const Complaints *bad, GError **err)
{
    Evidence *list;
    gsize n;

    if (authz(&req->who, DEED_KEEP_EVIDENCE, &form->place.facts) != MAY)
        return true;
    TRY(files_there(req, &form->place, &list, &n, err));
    View *part = view_part(body, "MAY_KEEP");
    view_text(part, "RID", request_id_new(req->mem));
    view_text(part, "FILES_PATH", mem_printf(req->mem, "%s/files", form->path));
    view_files_form(part, "FILES_FORM", req, form->path, list, n, NULL);
    if (bad->n == 0)
        return true;
    View *errors = view_part(body, "ERRORS");
    view_number(errors, "ERRORS_N", (int64_t)bad->n);
    for (gsize i = 0; i < bad->n; i++)
        view_text(view_part(errors, "ERROR"), "ERROR_TEXT", bad->list[i].text);
    return true;
}

static bool show_page(Req *req, Resp *resp, ReportForm *form, const Complaints *bad, GError **err)
{
    const ReportPlace *place = &form->place;
    Evidence *list;
    gsize n;

    TRY(files_readable(req, place, &list, &n, err));
    View *body = page_view(req, "files.tpl");
    report_crumbs(req, body, form, "佐证材料");
    view_number(body, "TASK_NO", place->task_no);
    view_text(body, "TASK_TITLE", zh_punct(req->mem, place->title));
    view_text(body, "PERIOD", word_period(req->mem, place->period_code));
    view_text(body, "UNIT", place->unit_name);
    view_text(body, "PATH", form->path);
    view_text(body, "NOW", word_full(req->mem, req->now_us));
    view_text(body, "PRINTED_BY", req->who.name);
    TRY(show_form(req, body, form, bad, err));
    show_table(req, body, form, list, n);
    return page_show(req, resp, body, bad->n > 0 ? 422 : 200, NAV_NONE, "佐证材料", err);
}

bool page_files(Req *req, Resp *resp, GError **err)
{
    ReportForm form;
    Complaints none = complaints_new(req->mem);

    TRY(open_place(req, &form, err));
    return show_page(req, resp, &form, &none, err);
}

bool page_files_post(Req *req, Resp *resp, GError **err)
{
    const char *v[N_FIELDS], *said = "";
    ReportForm form;
    Complaints bad = complaints_new(req->mem);

    TRY(report_form_open(req, &form, err));
    Verdict verdict = authz(&req->who, DEED_KEEP_EVIDENCE, &form.place.facts);
    if (verdict != MAY) /* the deed asks again; without a file there is no deed */
        return fail_detail(err, ERR_DENIED, (int)verdict, "files: %s", verdict_code(verdict));
    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    if (v[REMOVE][0] != '\0')
        TRY(files_remove(req, &form.at, v[REMOVE], &said, err));
    else
        TRY(files_take(req, &form.at, &bad, &said, err));
    if (said[0] != '\0')
        page_say(req, "%s", said);
    if (bad.n > 0)
        return show_page(req, resp, &form, &bad, err);
    return resp_see_other(resp, req->mem, "%s/files", form.path);
}

/* What sha256sum -c reads: of the files that can be fetched, under the names that they are fetched by. Names hold no
 * backslash and no line end (file_name_clean), so none needs its escapes. */
bool page_files_sums(Req *req, Resp *resp, GError **err)
{
    ReportForm form;
    Evidence *list;
    gsize n;
    g_autoptr(GString) text = g_string_new(NULL);

    TRY(open_place(req, &form, err));
    TRY(files_readable(req, &form.place, &list, &n, err));
    for (gsize i = 0; i < n; i++)
        g_string_append_printf(text, "%s  %s\n", hex_of(req->mem, &list[i].sha256), list[i].name);
    resp_attach(resp, req->mem, "text/plain; charset=utf-8",
                mem_printf(req->mem, "佐证材料-第%" PRId64 "项-%s-%s.sha256", form.place.task_no,
                           form.place.period_code, form.place.unit_name));
    resp->body = mem_text_n(req->mem, text->str, text->len);
    resp->body_bytes = text->len;
    return true;
}

static const Evidence *file_with_id(const Evidence *list, gsize n, const char *id)
{
    int64_t wanted;

    if (!number_read(id, &wanted))
        return NULL;
    for (gsize i = 0; i < n; i++)
        if (list[i].id == wanted)
            return &list[i];
    return NULL;
}

/* nginx sends the bytes; who took them out is recorded first. */
bool page_file(Req *req, Resp *resp, GError **err)
{
    ReportForm form;
    Evidence *list;
    gsize n;

    TRY(open_place(req, &form, err));
    TRY(files_readable(req, &form.place, &list, &n, err));
    const Evidence *file = file_with_id(list, n, req->arg[FILE_ARG]);
    if (file == NULL)
        return fail(err, ERR_NOT_FOUND, "no such file for this person");
    TRY(act_evidence_read(req->app->db, req->mem, &req->who, &form.place, file, req->now_us, err));
    resp_attach(resp, req->mem, file_kind_type(file_kind_of(file->kind)), file->name);
    resp->sent_by_nginx = mem_printf(req->mem, "/private-evidence/%s", file->stored);
    resp->body = "";
    return true;
}
