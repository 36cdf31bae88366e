/* audit_verify.c: verification of the sealed log for auditors: last result, start, progress, history (ux.md 4.12, 5.3). */
#include <inttypes.h>
#include <string.h>

#include "act/verify_ask.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/audit_seal.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/event_words.h"
#include "web/form.h"

enum { SHOWN_MOST = 50 };

static char *duration_word(Mem *mem, int64_t us)
{
    int64_t tenth = us / (SECOND_US / 10);

    return mem_printf(mem, "%" PRId64 ".%" PRId64 " 秒", tenth / 10, tenth % 10);
}

/* What a detail names. */
static const char *detail_label(FindingKind kind)
{
    switch (kind) {
    case FOUND_TILE:
        return "摘要块";
    case FOUND_ROOT:
    case FOUND_NOTE:
    case FOUND_TAIL_CUT:
    case FOUND_OTHER_EPOCH:
        return "检查点";
    default:
        return "";
    }
}

static void show_leaf(View *row, const Finding *f)
{
    View *leaf = view_part(row, f->leaf < 0 ? "NO_LEAF" : f->leaf_end > f->leaf + 1 ? "LEAVES" : "LEAF");

    view_number(leaf, "FROM", f->leaf);
    view_number(leaf, "UPTO", f->leaf_end - 1);
}

/* The record's own number where it is known, and its place in the row of sealed records. */
static void show_finding(Req *req, View *list, const Finding *f)
{
    View *row = view_part(list, "FINDING");

    view_text(row, "WORDS", finding_word(f->kind));
    show_leaf(row, f);
    view_number(view_part(row, f->audit_id != 0 ? "EVENT" : "NO_EVENT"), "ID", f->audit_id);
    view_text(view_part(row, f->etype[0] != '\0' ? "THING" : "NO_THING"), "THING_WORD", etype_word(f->etype));
    if (f->at_us == 0)
        view_show(row, "NO_WHO");
    if (f->actor[0] != '\0')
        view_text(view_part(row, "WHO"), "ACTOR", f->actor);
    if (f->at_us != 0)
        view_moment(view_part(row, "WHEN"), req->mem, "AT", f->at_us, word_stamp);
    if (f->detail[0] != '\0')
        view_text(view_part(row, "DETAIL"), "TEXT",
                  mem_printf(req->mem, "%s %s", detail_label(f->kind), f->detail));
}

static void show_result(Req *req, View *body, const VerifyRun *run)
{
    View *result = view_part(body, "RESULT");
    char root[4 * (HASH_BYTES + 2) / 3 + 1];
    VerifyReport r;

    if (!verify_json_read(req->mem, run->report, &r))
        return;
    base64_write(r.root.bytes, HASH_BYTES, root, sizeof root);
    View *verdict = view_part(result, run->tampered ? "BAD" : "GOOD");
    view_number(verdict, "SIZE", (int64_t)r.size);
    view_number(verdict, "FINDINGS", (int64_t)r.n_findings);
    view_number(result, "ID", run->id);
    view_number(result, "SIZE", (int64_t)r.size);
    view_number(result, "LAST", r.last_audit_id);
    view_number(result, "ROWS", r.rows);
    view_number(result, "CHECKPOINTS", r.checkpoints);
    view_text(result, "ROOT", mem_text(req->mem, root));
    view_text(result, "DURATION", duration_word(req->mem, r.duration_us));
    view_text(result, "BY", run->asked_by);
    view_moment(result, req->mem, "ENDED", run->ended_us, word_full);
    for (gsize i = 0; i < r.n_findings && i < SHOWN_MOST && i < FINDINGS_MOST; i++)
        show_finding(req, verdict, &r.findings[i]);
}

static void show_progress(View *body, const VerifyRun *run)
{
    View *view = view_part(body, run->state == JOB_WAITING ? "WAITING" : "RUNNING");
    int64_t percent = run->rows_all <= 0 ? 0 : CLAMP(run->rows_done * 100 / run->rows_all, 0, 100);

    view_number(view, "ID", run->id);
    view_number(view, "ROWS_DONE", run->rows_done);
    view_number(view, "ROWS_ALL", run->rows_all);
    view_number(view, "PCT", percent);
}

static void show_history(Req *req, View *body, const VerifyRun *runs, gsize n)
{
    View *table = view_part(body, n == 0 ? "NO_RUNS" : "RUNS");

    for (gsize i = 0; i < n; i++) {
        static const char *const parts[] = { "FAILED", "OPEN", "OPEN", "OK", "FAILED" };
        const VerifyRun *run = &runs[i];
        View *row = view_part(table, "RUN");
        view_number(row, "ID", run->id);
        view_text(row, "BY", run->asked_by);
        view_number(row, "ROWS", run->rows_done);
        view_moment(row, req->mem, "ASKED", run->asked_us, word_full);
        view_show(row, run->state == JOB_DONE && run->tampered ? "TAMPERED" : parts[run->state]);
    }
}

bool page_audit_verify(Req *req, Resp *resp, GError **err)
{
    VerifyRun *runs, last;
    gsize n;
    bool found;

    TRY(verify_runs_list(req->app->db, req->mem, &runs, &n, err));
    TRY(verify_run_last(req->app->db, req->mem, &last, &found, err));
    View *body = page_view(req, "verify.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "变更记录", "/audit");
    page_crumb(req, body, "完整性核验", NULL);
    view_text(body, "RID", request_id_new(req->mem));
    TRY(view_seal(req, body, err));
    if (found)
        show_result(req, view_include(body, "LAST_RESULT", "verify_result.tpl"), &last);
    show_history(req, body, runs, n);
    return page_show(req, resp, body, 200, NAV_AUDIT, "完整性核验", err);
}

bool page_audit_verify_post(Req *req, Resp *resp, GError **err)
{
    RequestId request;
    int64_t id;

    TRY(form_take(req, NULL, 0, NULL, err));
    TRY(form_request_id(req, &request, err));
    TRY(act_verify_ask(req->app->db, req->mem, &req->who, &request, req->now_us, &id, err));
    return resp_see_other(resp, req->mem, "/audit/verify/%" PRId64, id);
}

static bool find_run(Req *req, VerifyRun *run, GError **err)
{
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "no verification %s", req->arg[0]);
    return verify_run_find(req->app->db, req->mem, id, run, err);
}

bool page_audit_run(Req *req, Resp *resp, GError **err)
{
    VerifyRun run;

    TRY(find_run(req, &run, err));
    View *body = page_view(req, "verify_run.tpl");
    page_crumb(req, body, "变更记录", "/audit");
    page_crumb(req, body, "完整性核验", "/audit/verify");
    page_crumb(req, body, mem_printf(req->mem, "第 %" PRId64 " 次", run.id), NULL);
    view_number(body, "NO", run.id);
    view_text(body, "BY", run.asked_by);
    view_moment(body, req->mem, "ASKED", run.asked_us, word_full);
    if (run.state == JOB_DONE) {
        show_result(req, view_include(body, "LAST_RESULT", "verify_result.tpl"), &run);
    } else if (run.state == JOB_FAILED) {
        view_text(view_part(body, "FAILED"), "RID", request_id_new(req->mem));
    } else {
        show_progress(body, &run);
        view_show(body, "POLL");
        page_refresh(req);
    }
    return page_show(req, resp, body, 200, NAV_AUDIT, "完整性核验", err);
}

/* The evidence, as machines read it. */
bool page_audit_run_report(Req *req, Resp *resp, GError **err)
{
    VerifyRun run;

    TRY(find_run(req, &run, err));
    if (run.state != JOB_DONE)
        return fail(err, ERR_NOT_FOUND, "verification %" PRId64 " has no report", run.id);
    return audit_file(req, resp, "核验报告", "application/json; charset=utf-8",
                      mem_printf(req->mem, "核验报告-%" PRId64 ".json", run.id), run.report, err);
}
