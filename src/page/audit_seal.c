/* audit_seal.c: see audit_seal.h; and the files themselves: checkpoint, public key, proof of a record. */
#include "page/audit_seal.h"

#include <inttypes.h>
#include <string.h>

#include "act/audit_read.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/proof.h"
#include "store/verify_run.h"

enum { SOON_SECONDS = 5, LATE_SECONDS = 60 }; /* what waits for a moment is nothing to speak of */

static const char plain_text[] = "text/plain; charset=utf-8";

static bool show_last_run(Req *req, View *strip, GError **err)
{
    VerifyRun run;
    bool found;

    TRY(verify_run_last(req->app->db, req->mem, &run, &found, err));
    if (!found) {
        view_show(strip, "NEVER");
        return true;
    }
    View *last = view_part(strip, run.tampered ? "BAD" : "GOOD");
    view_number(last, "ID", run.id);
    view_number(last, "ROWS", run.rows_done);
    view_moment(last, req->mem, "AT", run.ended_us, word_full);
    return true;
}

bool view_seal(Req *req, View *body, GError **err)
{
    View *strip = view_include(body, "SEAL", "seal.tpl");
    SealState state;

    TRY(show_last_run(req, strip, err));
    TRY(seal_state(req->app->db, req->mem, &state, err));
    int64_t age_seconds = state.oldest_us == 0 ? 0 : MAX((req->now_us - state.oldest_us) / SECOND_US, 0);
    if (state.waiting == 0 || age_seconds < SOON_SECONDS)
        return true;
    View *waiting = view_part(strip, age_seconds > LATE_SECONDS ? "LATE" : "WAITING");
    view_number(waiting, "SIZE", state.size);
    view_number(waiting, "N", state.waiting);
    view_number(waiting, "AGE", age_seconds);
    return true;
}

bool audit_file(Req *req, Resp *resp, const char *what, const char *type, const char *name, const char *text,
                GError **err)
{
    TRY(act_audit_read(req->app->db, req->mem, &req->who, mem_printf(req->mem, "下载：%s", what), req->now_us,
                       err));
    resp_attach(resp, req->mem, type, name);
    resp->body = text;
    resp->body_bytes = strlen(text);
    return true;
}

bool page_audit_checkpoint(Req *req, Resp *resp, GError **err)
{
    LastNote last;

    TRY(last_note(req->app->db, req->mem, &last, err));
    if (last.note == NULL)
        return fail(err, ERR_NOT_FOUND, "there is no checkpoint yet");
    return audit_file(req, resp, "检查点", plain_text, mem_printf(req->mem, "%020" PRIu64 ".note", last.size),
                      last.note, err);
}

/* For comparison only: the key that counts is the one that the auditors were handed. */
bool page_audit_key(Req *req, Resp *resp, GError **err)
{
    char *text;

    TRY(g_file_get_contents(req->app->conf->seal.public_file, &text, NULL, err));
    mem_keep(req->mem, text, g_free);
    return audit_file(req, resp, "公钥", plain_text, "taizhang-audit.pub", text, err);
}

bool page_audit_proof(Req *req, Resp *resp, GError **err)
{
    RecordProof proof;
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "no record %s", req->arg[0]);
    TRY(proof_of_event(req->app->db, req->mem, id, &proof, err));
    return audit_file(req, resp, mem_printf(req->mem, "记录 %" PRId64 " 的证明", id), plain_text,
                      mem_printf(req->mem, "记录%" PRId64 ".tlog-proof", id),
                      record_proof_write(req->mem, &proof), err);
}
