/* report.c: one unit's report of one period, for reading; and the form's page, which is this one when nothing may be
 * changed. */
#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/answers.h"
#include "page/app.h"
#include "page/files.h"
#include "page/frozen.h"
#include "page/pages.h"
#include "page/report_items.h"
#include "page/report_versions.h"
#include "page/show.h"
#include "page/spot_show.h"
#include "rule/flow.h"
#include "store/version.h"
#include "web/form.h"

static void show_head(const Req *req, View *body, const ReportForm *form)
{
    const ReportPlace *place = &form->place;
    ReportState status = report_status(place->facts.report, form->saved_us != 0);

    view_number(body, "TASK_NO", place->task_no);
    view_text(body, "TASK_TITLE", zh_punct(req->mem, place->title));
    view_text(body, "PERIOD", word_period(req->mem, place->period_code));
    view_text(body, "PERIOD_CODE", place->period_code);
    view_text(body, "UNIT", place->unit_name);
    view_status(body, "STATUS", status, report_is_overdue(status, place->facts.period), false);
    view_moment(body, req->mem, "DUE", place->due_us, word_deadline);
    view_text(body, "PATH", form->path);
    view_text(body, "TASK_PATH", form->task_path);
    view_number(body, "REPORT_ID", place->report.v);
}

static const char *edit_word(ReportState state)
{
    return state == REPORT_RETURNED ? "修改后重新提交" : state == REPORT_NONE ? "填写" : "继续填写";
}

/* Why the unit's own people may not change it now: the reason stands where the button would be. */
static void show_reason(View *body, const Facts *facts, Verdict verdict)
{
    View *closed = view_part(body, "CLOSED");

    if (verdict == NO_STATE)
        view_show(closed, facts->report == REPORT_APPROVED ? "APPROVED" : "SUBMITTED");
    else
        view_show(closed, verdict_code(verdict));
}

static void show_actions(const Req *req, View *body, const ReportForm *form)
{
    const Facts *facts = &form->place.facts;
    Verdict edit = authz(&req->who, DEED_SAVE_DRAFT, facts);

    if (edit == MAY)
        view_text(view_part(body, "MAY_EDIT"), "EDIT_WORD", edit_word(facts->report));
    else if (authz(&req->who, DEED_READ_DRAFT, facts) == MAY)
        show_reason(body, facts, edit);
    if (authz(&req->who, DEED_WITHDRAW, facts) == MAY)
        view_text(view_part(body, "MAY_WITHDRAW"), "RID", request_id_new(req->mem));
    if (form->place.report.v != 0 && authz(&req->who, DEED_DECIDE, facts) == MAY)
        view_show(body, "MAY_DECIDE");
    if (form->place.report.v != 0 && authz(&req->who, DEED_INSTRUCT, facts) == MAY)
        view_text(view_part(body, "MAY_INSTRUCT"), "INSTRUCT_PATH",
                  mem_printf(req->mem, "%s/instruct?unit=%" PRId64 "&period=%s", form->task_path,
                             form->at.unit.v, form->place.period_code));
}

static void show_decision(View *list, Mem *mem, const ReportForm *form, const Decision *decision)
{
    View *part = view_part(list, "DECIDED");

    view_text(part, "DECIDED_NAME", decision->decided_name);
    view_moment(part, mem, "DECIDED_AT", decision->decided_us, word_full);
    view_show(part, decision->approve ? "PASSED" : "SENT_BACK");
    if (decision->approve && decision->comment[0] != '\0')
        view_text(view_part(part, "COMMENTED"), "COMMENT", decision->comment);
    if (decision->approve && decision->light != form->place.declared)
        view_light(view_part(part, "DECLARED"), "DECLARED_LIGHT", form->place.declared, true);
}

static void show_handing_in(View *shown, Mem *mem, const ReportVersion *version, View **list)
{
    *list = view_part(shown, "HANDED_IN");
    view_text(*list, "FILED_NAME", version->filed_name);
    view_moment(*list, mem, "FILED_AT", version->submitted_us, word_full);
    view_number(*list, "ROUND", version->round);
    if (version->late)
        view_show(*list, "LATE");
    if (version->on_behalf)
        view_show(*list, "ON_BEHALF");
}

/* A problem that the report tells of can be put under the task from here, and keeps where it came from. */
static void show_raise(const Req *req, View *shown, const ReportForm *form)
{
    if (authz(&req->who, DEED_RAISE_PROBLEM, &form->place.facts) == MAY)
        view_text(view_part(shown, "RAISE"), "RAISE_PATH",
                  mem_printf(req->mem, "%s/problems/new?period=%s&unit=%" PRId64, form->task_path,
                             form->place.period_code, form->at.unit.v));
}

static void show_return(View *body, Mem *mem, const ReportForm *form, const Decision *decision)
{
    if (form->place.facts.report != REPORT_RETURNED || !decision->any)
        return;
    View *note = view_part(body, "RETURNED");
    view_text(note, "COMMENT", decision->comment);
    view_text(note, "DECIDED_NAME", decision->decided_name);
    view_moment(note, mem, "DECIDED_AT", decision->decided_us, word_moment);
}

/* Of the round that the query asks for with v=2, else the newest. */
static bool read_version(const Req *req, const ReportForm *form, ReportVersion *version, GError **err)
{
    const char *wanted = query_get(req, "v");
    int64_t round;

    if (wanted == NULL)
        return version_last(req->app->db, req->mem, form->place.report, version, err);
    if (!number_read(wanted, &round) || !report_rounds_readable(req, form))
        return fail(err, ERR_NOT_FOUND, "report: no round %s", wanted);
    return version_of_round(req->app->db, req->mem, form->place.report, round, version, err);
}

/* What passed between the unit and its reviewers is theirs, like the earlier rounds. */
static bool show_answers(const Req *req, View *shown, const ReportForm *form, int64_t version_id,
                         GError **err)
{
    AnswerField *answers;
    gsize n;

    if (!report_rounds_readable(req, form))
        return true;
    TRY(version_answers(req->app->db, req->mem, version_id, &answers, &n, err));
    if (n > 0)
        view_answers(view_part(shown, "ANSWERED"), "ANSWERS", req->mem, answers, n);
    return true;
}

/* The newest submission; a decision belongs to it only when it was made on this round. */
static bool show_version(const Req *req, View *body, const ReportForm *form, GError **err)
{
    Db *db = req->app->db;
    bool approved = form->place.facts.report == REPORT_APPROVED;
    ReportVersion version;
    Decision decision;
    ReportedValue *values;
    Evidence *files;
    SpotCheck spot;
    gsize n;
    View *list;

    TRY(read_version(req, form, &version, err));
    TRY(version_values(db, req->mem, version.id, &values, &n, err));
    TRY(decision_last(db, req->mem, form->place.report, &decision, err));
    bool newest = version.round == form->place.round;
    View *shown = view_part(body, "SHOWN");
    ReportText text = { version.narrative,
                        version.next_steps,
                        version.light_reason,
                        approved && newest ? form->place.light : version.light,
                        !approved || !newest,
                        values,
                        n,
                        { 0 } };
    TRY(report_items_of_version(req, form, &version, &text.items, err));
    report_text_show(shown, "REPORT", req, form, &text);
    TRY(evidence_of_version(db, req->mem, version.id, &files, &n, err));
    view_files_card(shown, req, form->path, files, n, false);
    show_handing_in(shown, req->mem, &version, &list);
    if (decision.any && decision.round == version.round)
        show_decision(list, req->mem, form, &decision);
    show_return(body, req->mem, form, &decision);
    TRY(show_answers(req, shown, form, version.id, err));
    TRY(report_versions_show(req, shown, form, version.round, err));
    TRY(spot_of_decision(db, req->mem, req->who.person, decision.id, &spot, err));
    if (approved && report_rounds_readable(req, form))
        spot_show_verdict(shown, "SPOT", req->mem, &spot);
    show_raise(req, shown, form);
    if (form->at.unit.v == req->who.unit.v)
        view_show(shown, "MINE");
    return true;
}

static bool show_draft(Req *req, View *body, ReportForm *form, GError **err)
{
    const ReportFields *f = &form->fields;
    Evidence *files;
    gsize n;
    View *note = view_part(body, "IS_DRAFT");
    View *shown = view_part(body, "SHOWN");
    ReportText text = { f->narrative, f->next_steps, f->light_reason,
                        f->light,     true,          report_typed_values(req->mem, f),
                        f->n_amounts, { 0 } };

    view_text(note, "SAVED_NAME", form->saved_name);
    view_moment(note, req->mem, "SAVED_AT", form->saved_us, word_moment);
    TRY(report_items_as_typed(req, form, &text.items, err));
    report_text_show(shown, "REPORT", req, form, &text);
    TRY(files_there(req, &form->place, &files, &n, err));
    view_files_card(shown, req, form->path, files, n, false);
    view_show(shown, "MINE");
    return true;
}

/* The words stay as they were frozen; what is right stands above them. */
static bool show_frozen(const Req *req, View *body, const ReportForm *form, GError **err)
{
    const ReportPlace *place = &form->place;
    Correction *list;
    gsize n;

    if (place->facts.period != PERIOD_FROZEN)
        return true;
    TRY(corrections_read(req->app->db, req->mem, place->period, place->task, &list, &n, err));
    View *note = view_part(body, "IS_FROZEN");
    corrections_show(note, "CORRECTIONS", req->mem, place->period, list, n, place->task, place->unit, NULL,
                     0);
    return true;
}

static bool show_report(Req *req, Resp *resp, ReportForm *form, GError **err)
{
    char *title = mem_printf(req->mem, "%s进展", word_period(req->mem, form->place.period_code));
    bool drafts = authz(&req->who, DEED_READ_DRAFT, &form->place.facts) == MAY;

    if (drafts)
        TRY(report_form_draft(req, form, err));
    TRY(report_before(req->app->db, req->mem, &form->place, &form->before, err));
    View *body = page_view(req, "report.tpl");
    report_crumbs(req, body, form, title);
    show_head(req, body, form);
    show_actions(req, body, form);
    TRY(show_frozen(req, body, form, err));
    if (form->place.report.v != 0)
        TRY(show_version(req, body, form, err));
    else if (form->saved_us != 0)
        TRY(show_draft(req, body, form, err));
    else
        view_show(body, "EMPTY");
    return page_show(req, resp, body, 200, NAV_NONE, title, err);
}

static bool denied(Verdict verdict, GError **err)
{
    return fail_detail(err, ERR_DENIED, (int)verdict, "report: %s", verdict_code(verdict));
}

bool page_report(Req *req, Resp *resp, GError **err)
{
    ReportForm form;

    TRY(report_form_open(req, &form, err));
    Verdict verdict = authz(&req->who, DEED_READ_REPORT, &form.place.facts);
    return verdict == MAY ? show_report(req, resp, &form, err) : denied(verdict, err);
}

bool page_report_edit(Req *req, Resp *resp, GError **err)
{
    ReportForm form;

    TRY(report_form_open(req, &form, err));
    Verdict verdict = authz(&req->who, DEED_SAVE_DRAFT, &form.place.facts);
    if (verdict == MAY) {
        report_form_touch(req, &form);
        return report_form_draft(req, &form, err) && report_edit_show(req, resp, &form, 200, true, err);
    }
    if (authz(&req->who, DEED_READ_DRAFT, &form.place.facts) == MAY)
        return show_report(req, resp, &form, err); /* one's own, but closed or with the reviewers */
    return denied(verdict, err);
}
