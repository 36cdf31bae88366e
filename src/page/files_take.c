/* files_take.c: keeping the files that came with a form; see files.h. */
#include <inttypes.h>
#include <string.h>

#include "act/evidence_deeds.h"
#include "base/err.h"
#include "base/log.h"
#include "page/app.h"
#include "page/files.h"
#include "store/evidence_folder.h"
#include "web/form.h"
#include "web/multipart.h"

typedef struct {
    Req *req;
    const ReportAddress *at;
    Complaints *to;
    RequestId form; /* of the form that brought them */
    FileLimits limits;
    int n_kept;
    const char *kept_name, *sent_name; /* of the last one that was kept */
} Taking;

FileLimits files_limits(const Req *req)
{
    const EvidenceConf *conf = &req->app->conf->evidence;

    return (FileLimits){ conf->file_bytes, conf->unit_bytes, conf->count };
}

static FileFault content_fault(Taking *t, const Upload *upload, FileKind kind, GError **err)
{
    const uint8_t *bytes;
    size_t size;
    GError *error = NULL;

    if (upload->too_large)
        return FAULT_SIZE;
    if (upload->trouble != 0) {
        log_line(LOG_ERROR, t->req->id, "upload: %s", g_strerror(upload->trouble));
        return FAULT_ROOM;
    }
    if (evidence_bytes(t->req->mem, upload->path, &bytes, &size, &error))
        return file_content_fault(kind, bytes, size);
    g_propagate_error(err, error);
    return FAULT_NONE;
}

/* One press of the button, one file: the same deed when it comes again. */
static RequestId request_of(const Taking *t, const Upload *upload, const char *name)
{
    char *text = mem_printf(t->req->mem, "%s/%s", t->at->period, name);
    Hash both = hash_of_two(t->form.bytes, REQUEST_ID_BYTES, upload->sha256.bytes, HASH_BYTES);
    Hash all = hash_of_two(both.bytes, HASH_BYTES, text, strlen(text));
    RequestId request;

    memcpy(request.bytes, all.bytes, sizeof request.bytes);
    return request;
}

static void complain_of(Taking *t, FileFault fault, const char *name, const Upload *upload, const char *other)
{
    complain(t->to, "files",
             file_fault_words(t->req->mem, fault, &t->limits, name, upload->size_bytes, other));
}

static bool keep(Taking *t, const Upload *upload, const char *name, FileKind kind, GError **err)
{
    const Req *req = t->req;
    KeptEvidence kept = { 0 };
    GError *error = NULL;
    EvidenceWish wish = { .at = *t->at,
                          .request = request_of(t, upload, name),
                          .folder = req->app->conf->evidence.folder,
                          .limits = t->limits,
                          .path = upload->path,
                          .name = name,
                          .kind = kind,
                          .size_bytes = upload->size_bytes,
                          .sha256 = upload->sha256,
                          .now_us = req->now_us };

    if (act_evidence_keep(req->app->db, req->mem, &req->who, &wish, &kept, &error)) {
        t->n_kept++;
        t->kept_name = kept.name;
        t->sent_name = name;
        return true;
    }
    int fault = err_detail(error);
    if (err_kind(error) != ERR_BAD_INPUT || fault <= FAULT_NONE || fault >= FAULT__N) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    complain_of(t, (FileFault)fault, name, upload, kept.same_as);
    return true;
}

static bool take_one(Taking *t, const Upload *upload, GError **err)
{
    const char *name = file_name_clean(t->req->mem, upload->name);
    GError *error = NULL;
    FileKind kind;
    FileFault fault = file_name_fault(name, &kind);

    if (fault == FAULT_NONE)
        fault = content_fault(t, upload, kind, &error);
    if (error != NULL) {
        g_propagate_error(err, error);
        return false;
    }
    if (fault == FAULT_NONE)
        return keep(t, upload, name, kind, err);
    complain_of(t, fault, name, upload, NULL);
    return true;
}

static const char *said_words(const Taking *t)
{
    Mem *mem = t->req->mem;

    if (t->n_kept == 0)
        return "";
    if (t->n_kept > 1)
        return mem_printf(mem, "已上传 %d 个文件。", t->n_kept);
    if (strcmp(t->kept_name, t->sent_name) == 0)
        return mem_printf(mem, "已上传“%s”。", t->kept_name);
    return mem_printf(mem, "已上传“%s”，因已有同名文件，保存为“%s”。", t->sent_name, t->kept_name);
}

bool files_take(Req *req, const ReportAddress *at, Complaints *to, const char **said, GError **err)
{
    Taking t = { .req = req, .at = at, .to = to, .limits = files_limits(req) };
    const Uploads *uploads = req->uploads;

    TRY(form_request_id(req, &t.form, err));
    if (uploads == NULL || uploads->n == 0)
        complain(to, "files", file_fault_words(req->mem, FAULT_CHOICE, &t.limits, "", 0, NULL));
    for (gsize i = 0; uploads != NULL && i < uploads->n; i++) {
        if (strcmp(uploads->list[i].field, FILES_PARAM) != 0)
            return fail(err, ERR_BAD_INPUT, "form: no files in field %s", uploads->list[i].field);
        TRY(take_one(&t, &uploads->list[i], err));
    }
    *said = said_words(&t);
    return true;
}

bool files_remove(Req *req, const ReportAddress *at, const char *id, const char **said, GError **err)
{
    EvidenceRemoval wish = { .at = *at, .now_us = req->now_us };
    const char *name;

    if (!number_read(id, &wish.id))
        return fail(err, ERR_BAD_INPUT, "form: %s is no file", id);
    secret_random(wish.request.bytes, sizeof wish.request.bytes);
    TRY(act_evidence_remove(req->app->db, req->mem, &req->who, &wish, &name, err));
    *said = mem_printf(req->mem, "已移除“%s”。", name);
    return true;
}
