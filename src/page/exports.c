/* exports.c: asking for an export, how far it is, fetching its file (ux.md 5.3). */
#include <inttypes.h>
#include <string.h>

#include "act/export_ask.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/export.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

enum { DIRECT_ROWS = 5000, KIND_CHARS = 16, QUERY_CHARS = 1000, KEEP_DAYS = 7 };
enum { KIND, QUERY, N_FIELDS };

static const Field fields[N_FIELDS] = {
    [KIND] = { "kind", KIND_CHARS, false },
    [QUERY] = { "query", QUERY_CHARS, false },
};

/* A kind has a door of its own: change records are not for everybody who may export. */
static bool may_export(const Req *req, const ExportKind *kind, GError **err)
{
    return authz_role(req->who.roles, kind->door) ||
           fail_detail(err, ERR_DENIED, NO_ROLE, "export %s: no role", kind->code);
}

static bool ask(Req *req, Req *asked, const char **values, const ExportKind *kind, SheetForm form, int64_t n,
                Resp *resp, GError **err)
{
    const char *conditions;
    RequestId request;
    GError *error = NULL;
    int64_t id;
    ExportJob job = { .kind = values[KIND], .query = values[QUERY], .rows_all = n, .asked_us = req->now_us };

    TRY(form_request_id(req, &request, err));
    TRY(kind->conditions(asked, &conditions, err));
    ExportNote note = { export_word(req->mem, kind, form), conditions, n, req->now_us };
    if (act_export_ask(req->app->db, req->mem, &req->who, &request, &job, &note, &id, &error))
        return resp_see_other(resp, req->mem, "/exports/%" PRId64, id);
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    page_say(req, "已有同样的导出，或正在进行的导出过多。请在列表中查看，完成后再导出。");
    return resp_see_other(resp, req->mem, "/exports");
}

/* The count goes a little beyond the limit; a job's own count is exact. */
bool page_exports_post(Req *req, Resp *resp, GError **err)
{
    const char *values[N_FIELDS];
    const ExportKind *kind;
    SheetForm form;
    Req asked;
    int64_t n;

    TRY(form_take(req, fields, N_FIELDS, values, err));
    if (!export_what(values[KIND], &kind, &form))
        return fail(err, ERR_BAD_INPUT, "export: no such kind");
    TRY(may_export(req, kind, err));
    TRY(export_request(req, values[QUERY], &asked, err));
    TRY(kind->count(&asked, DIRECT_ROWS + 1, &n, err));
    if (n <= DIRECT_ROWS)
        return export_answer(&asked, resp, kind, form, err);
    TRY(kind->count(&asked, INT64_MAX, &n, err));
    return ask(req, &asked, values, kind, form, n, resp, err);
}

/* ---- the list and one job */

static const char *job_word(Mem *mem, const ExportJob *job)
{
    const ExportKind *kind;
    SheetForm form;

    return export_what(job->kind, &kind, &form) ? export_word(mem, kind, form) : job->kind;
}

static const char *size_word(Mem *mem, int64_t size_bytes)
{
    int64_t tenth_kb = size_bytes * 10 / 1024;

    if (tenth_kb < 10240)
        return mem_printf(mem, "%" PRId64 ".%" PRId64 " KB", tenth_kb / 10, tenth_kb % 10);
    return mem_printf(mem, "%" PRId64 ".%" PRId64 " MB", tenth_kb / 10240, tenth_kb % 10240 * 10 / 10240);
}

/* The conditions of a job in words; a job whose conditions no longer hold shows none. */
static const char *conditions_of(Req *req, const ExportJob *job)
{
    const ExportKind *kind;
    SheetForm form;
    Req asked;
    const char *words = "";

    if (!export_what(job->kind, &kind, &form) || !export_request(req, job->query, &asked, NULL) ||
        !kind->conditions(&asked, &words, NULL))
        return "";
    return words;
}

static int64_t percent_of(const ExportJob *job)
{
    return job->rows_all <= 0 ? 0 : CLAMP(job->rows_done * 100 / job->rows_all, 0, 100);
}

static void show_state(Req *req, View *view, const ExportJob *job)
{
    static const char *const parts[] = { "FAILED", "WAITING", "RUNNING", "DONE", "FAILED" };
    View *part = view_part(view, parts[job->state]);

    view_number(part, "ID", job->id);
    view_number(part, "ROWS_DONE", job->rows_done);
    view_number(part, "ROWS_ALL", job->rows_all);
    view_number(part, "PCT", percent_of(job));
    if (job->state == JOB_DONE) {
        view_text(part, "SIZE", size_word(req->mem, job->size_bytes));
        view_text(part, "UNTIL", word_date(req->mem, job->ended_us + KEEP_DAYS * DAY_US));
    }
    if (job->state == JOB_FAILED) {
        view_text(part, "PROBLEM", job->problem);
        view_text(part, "KIND", job->kind);
        view_text(part, "QUERY", job->query);
        view_text(part, "RID", request_id_new(req->mem));
    }
}

static void show_job(Req *req, View *view, const ExportJob *job)
{
    view_number(view, "ID", job->id);
    view_text(view, "WHAT", job_word(req->mem, job));
    view_text(view, "CONDITIONS", conditions_of(req, job));
    view_moment(view, req->mem, "ASKED", job->asked_us, word_full);
    show_state(req, view, job);
}

bool page_exports(Req *req, Resp *resp, GError **err)
{
    ExportJob *jobs;
    gsize n;

    TRY(export_jobs(req->app->db, req->mem, req->who.person, &jobs, &n, err));
    View *body = page_view(req, "exports.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "导出", NULL);
    view_number(body, "KEEP_DAYS", KEEP_DAYS);
    View *table = view_part(body, n == 0 ? "EMPTY" : "TABLE");
    for (gsize i = 0; i < n; i++)
        show_job(req, view_part(table, "ROW"), &jobs[i]);
    return page_show(req, resp, body, 200, NAV_EXPORTS, "导出", err);
}

static bool find_job(Req *req, ExportJob *job, GError **err)
{
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "export: no number");
    return export_job_find(req->app->db, req->mem, id, req->who.person, job, err);
}

bool page_export(Req *req, Resp *resp, GError **err)
{
    ExportJob job;

    TRY(find_job(req, &job, err));
    View *body = page_view(req, "export.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "导出", "/exports");
    page_crumb(req, body, "进度", NULL);
    view_number(body, "KEEP_DAYS", KEEP_DAYS);
    show_job(req, body, &job);
    if (job.state == JOB_WAITING || job.state == JOB_RUNNING) {
        view_show(body, "POLL");
        page_refresh(req);
    }
    return page_show(req, resp, body, 200, NAV_EXPORTS, "导出进度", err);
}

/* nginx sends the file itself: it may be large, and this account cannot read it. */
bool page_export_file(Req *req, Resp *resp, GError **err)
{
    const ExportKind *kind;
    SheetForm form;
    ExportJob job;

    TRY(find_job(req, &job, err));
    if (job.state != JOB_DONE || !export_what(job.kind, &kind, &form))
        return fail(err, ERR_NOT_FOUND, "export %" PRId64 " has no file", job.id);
    TRY(may_export(req, kind, err));
    ExportNote note = { mem_printf(req->mem, "下载 %s", job_word(req->mem, &job)), conditions_of(req, &job),
                        job.rows_done, req->now_us };
    TRY(act_export_record(req->app->db, req->mem, &req->who, &note, err));
    resp_attach(resp, req->mem, sheet_type(form), export_file_name(req->mem, kind, form, job.asked_us));
    resp->sent_by_nginx = mem_printf(req->mem, "/private-exports/%s", job.file);
    resp->body = "";
    return true;
}
