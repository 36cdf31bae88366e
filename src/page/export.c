/* export.c: see export.h. */
#include "page/export.h"

#include <string.h>
#include <unistd.h>

#include "act/export_ask.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"

enum { BEAT_ROWS = 200 };

static const ExportKind *const kinds[] = { &export_tasks, &export_reports, &export_audit, &export_adoption };

const ExportKind *export_kind(const char *code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i]->code, code) == 0)
            return kinds[i];
    return NULL;
}

bool export_what(const char *name, const ExportKind **kind, SheetForm *form)
{
    g_autofree char *code = g_strndup(name, strcspn(name, "."));

    *kind = export_kind(code);
    *form = sheet_form_of(name);
    return *kind != NULL && *form != SHEET_NONE;
}

const char *export_word(Mem *mem, const ExportKind *kind, SheetForm form)
{
    return mem_printf(mem, "%s（%s）", kind->word, form == SHEET_CSV ? "CSV" : "Excel");
}

const char *export_file_name(Mem *mem, const ExportKind *kind, SheetForm form, int64_t at_us)
{
    CivilTime t = civil_of(at_us);

    return mem_printf(mem, "%s%04d%02d%02d-%02d%02d.%s", kind->word, t.year, t.month, t.day, t.hour, t.minute,
                      sheet_suffix(form));
}

bool export_row(ExportOut *out, const SheetCell *cells, GError **err)
{
    TRY(sheet_row(out->sheet, cells, err));
    out->rows++;
    if (out->beat != NULL && out->rows % BEAT_ROWS == 0)
        return out->beat(out->data, out->rows, err);
    return true;
}

static const char usual_help[] = "内容以导出时本人可查看的范围为准；每次导出均记入变更记录。";

bool export_write(Req *req, const ExportKind *kind, SheetForm form, const char *path, ExportOut *out,
                  GError **err)
{
    out->rows = 0;
    TRY(kind->conditions(req, &out->conditions, err));
    TRY(sheet_open(req->mem, form, path, kind->word, kind->columns, kind->n_columns, &out->sheet, err));
    TRY(kind->write(req, out, err));
    SheetNote notes[] = {
        { "内容", kind->word },
        { "筛选条件", out->conditions },
        { "行数", mem_printf(req->mem, "%" G_GINT64_FORMAT, out->rows) },
        { "导出人", mem_printf(req->mem, "%s %s", req->who.unit_name, req->who.name) },
        { "导出时间", word_full(req->mem, req->now_us) },
        { "说明", kind->help != NULL ? kind->help : usual_help },
    };
    return sheet_close(out->sheet, notes, G_N_ELEMENTS(notes), err);
}

typedef struct {
    char *path; /* owned */
} Scratch;

/* The file is read whole and goes at once: only its name is needed by the writers. */
static void scratch_drop(void *what)
{
    Scratch *scratch = what;

    unlink(scratch->path);
    g_free(scratch->path);
}

bool export_scratch(Mem *mem, const char **path, GError **err)
{
    Scratch *scratch = mem_alloc(mem, sizeof *scratch);
    int fd = g_file_open_tmp("taizhang-XXXXXX", &scratch->path, err);

    if (fd < 0)
        return false;
    close(fd);
    mem_keep(mem, scratch, scratch_drop);
    *path = scratch->path;
    return true;
}

bool export_read_whole(Mem *mem, const char *path, Resp *resp, GError **err)
{
    char *bytes;
    gsize size_bytes;

    TRY(g_file_get_contents(path, &bytes, &size_bytes, err));
    resp->body = mem_keep(mem, bytes, g_free);
    resp->body_bytes = size_bytes;
    return true;
}

bool export_answer(Req *req, Resp *resp, const ExportKind *kind, SheetForm form, GError **err)
{
    ExportOut out = { 0 };
    const char *path;

    TRY(export_scratch(req->mem, &path, err));
    TRY(export_write(req, kind, form, path, &out, err));
    ExportNote note = { export_word(req->mem, kind, form), out.conditions, out.rows, req->now_us };
    TRY(act_export_record(req->app->db, req->mem, &req->who, &note, err));
    TRY(export_read_whole(req->mem, path, resp, err));
    resp_attach(resp, req->mem, sheet_type(form), export_file_name(req->mem, kind, form, req->now_us));
    return true;
}

bool export_request(const Req *req, const char *query, Req *asked, GError **err)
{
    *asked = *req;
    asked->query_text = query;
    asked->frame = NULL;
    return params_read(req->mem, query, strlen(query), &asked->query, err);
}
