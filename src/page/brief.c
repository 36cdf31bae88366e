/* brief.c: one 简报 as it is printed, in the form of GB/T 9704; its issue, recall and removal. */
#include "page/brief.h"

#include <inttypes.h>
#include <string.h>

#include "act/brief_deeds.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/complaints.h"
#include "page/pages.h"
#include "page/paper_show.h"
#include "page/show.h"
#include "web/form.h"

enum { LONG_TEXT = 10000 };

bool brief_of_address(Req *req, Brief *brief, GError **err)
{
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "no brief %s", req->arg[0]);
    TRY(brief_find(req->app->db, req->mem, id, brief, err));
    Verdict verdict = authz(&req->who, DEED_READ_BRIEF, &brief->facts);
    return verdict == MAY ||
           fail_detail(err, ERR_DENIED, (int)verdict, "brief %" PRId64 ": %s", id, verdict_code(verdict));
}

const char *brief_name(Mem *mem, const Brief *brief)
{
    return brief->no == 0 ? "草稿" : mem_printf(mem, "%" PRId64 "年第%" PRId64 "期", brief->year, brief->no);
}

const char *zh_number(Mem *mem, gsize n)
{
    static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

    if (n >= 100)
        return mem_printf(mem, "%" G_GSIZE_FORMAT, n);
    if (n < 10)
        return digits[n];
    return mem_printf(mem, "%s十%s", n < 20 ? "" : digits[n / 10], digits[n % 10]);
}

bool brief_text_readable(const Req *req, const Brief *brief)
{
    return brief->state != BRIEF_RECALLED ||
           authz(&req->who, DEED_READ_BRIEF, &(Facts){ .report = REPORT_DRAFT }) == MAY;
}

/* ---- the sheet */

static void show_paragraphs(Mem *mem, View *view, const char *text)
{
    char **lines = text_split(mem, text, "\n");

    for (; *lines != NULL; lines++)
        view_text(view_part(view, "P"), "P_TEXT", *lines);
}

static void show_item(Req *req, View *sheet, const BriefItem *item, gsize no)
{
    View *view = view_part(sheet, "ITEM");

    view_text(view, "ITEM_NO", zh_number(req->mem, no));
    view_text(view, "ITEM_TITLE", item->title);
    view_text(view, "ITEM_UNIT", item->unit_name);
    show_paragraphs(req->mem, view, item->text);
}

static void show_list(View *sheet, const char *word, const char *names)
{
    if (names[0] == '\0')
        return;
    View *line = view_part(sheet, "COPIES");
    view_text(line, "COPIES_WORD", word);
    view_text(line, "COPIES_NAMES", names);
}

static void show_foot(View *sheet, const Brief *b)
{
    if (b->report_to[0] == '\0' && b->send_to[0] == '\0' && b->issue_to[0] == '\0')
        return;
    View *foot = view_part(sheet, "FOOT");
    show_list(foot, "报", b->report_to);
    show_list(foot, "送", b->send_to);
    show_list(foot, "发", b->issue_to);
}

/* Includes the brief at the view's marker PAPER: on the page of the ledger, and on A4. */
static void show_sheet(Req *req, View *view, const Brief *b, const BriefItem *items, gsize n)
{
    View *sheet = view_include(view, "PAPER", "brief_sheet.tpl");

    view_text(sheet, "ISSUE", b->no == 0 ? "（草稿）" : mem_printf(req->mem, "第%" PRId64 "期", b->no));
    view_text(sheet, "DATE", word_date(req->mem, b->no == 0 ? req->now_us : b->issued_us));
    view_text(sheet, "TITLE", b->title);
    if (b->lead[0] != '\0')
        view_text(view_part(sheet, "LEAD"), "LEAD_TEXT", b->lead);
    for (gsize i = 0; i < n; i++)
        show_item(req, sheet, &items[i], i + 1);
    if (b->state == BRIEF_RECALLED)
        view_show(sheet, "RECALLED");
    show_foot(sheet, b);
}

/* ---- the page */

/* What was typed on the page and not done. */
typedef struct {
    const char *reason;
    Complaint *complaints;
    gsize n_complaints;
    bool late;
} Typed;

static void step_form(Req *req, View *body, const char *part, const Brief *b, const Typed *typed)
{
    View *form = view_part(body, part);
    const char *why = complaint_about(req->mem, typed->complaints, typed->n_complaints, "reason");

    view_text(form, "RID", request_id_new(req->mem));
    view_number(form, "REV", b->version);
    view_text(form, "REASON", typed->reason);
    if (why != NULL)
        view_text(view_part(form, "BAD"), "WHY", why);
}

static void show_steps(Req *req, View *body, const Brief *b, gsize n, const Typed *typed)
{
    if (authz(&req->who, DEED_KEEP_BRIEF, &b->facts) != MAY)
        return;
    if (b->state == BRIEF_DRAFT)
        view_show(body, "EDIT");
    if (brief_next(b->state, BRIEF_ISSUE) != BRIEF_NONE && n > 0)
        step_form(req, body, "ISSUE_FORM", b, typed);
    if (brief_next(b->state, BRIEF_DROP) != BRIEF_NONE)
        step_form(req, body, "DROP_FORM", b, typed);
    if (brief_next(b->state, BRIEF_RECALL) != BRIEF_NONE)
        step_form(req, body, "RECALL_FORM", b, typed);
}

static void show_state(Req *req, View *body, const Brief *b)
{
    static const char *const parts[BRIEF__N] = { "DRAFT", "DRAFT", "ISSUED", "RECALLED", "DROPPED" };
    View *state = view_part(body, parts[b->state]);

    if (b->no != 0) {
        view_text(state, "NAME", b->issued_name);
        view_moment(state, req->mem, "AT", b->issued_us, word_moment);
    }
    if (b->state != BRIEF_RECALLED)
        return;
    view_text(state, "RECALLED_NAME", b->recalled_name);
    view_moment(state, req->mem, "RECALLED", b->recalled_us, word_moment);
    view_text(state, "RECALL_REASON", b->recall_reason);
}

static bool show_brief(Req *req, Resp *resp, const Brief *b, const Typed *typed, int status, GError **err)
{
    View *body = page_view(req, "brief.tpl");
    BriefItem *items;
    gsize n;

    TRY(brief_items(req->app->db, req->mem, b->id, &items, &n, err));
    n = brief_items_in(items, n);
    page_crumb(req, body, "简报", "/briefs");
    page_crumb(req, body, brief_name(req->mem, b), NULL);
    view_complaints(body, typed->complaints, typed->n_complaints);
    if (typed->late)
        view_show(body, "LATE");
    view_number(body, "ID", b->id);
    view_text(body, "ISSUE_NAME", brief_name(req->mem, b));
    show_state(req, body, b);
    if (brief_text_readable(req, b)) {
        show_sheet(req, view_part(body, "SHEET"), b, items, n);
        view_show(body, "DOCX");
    }
    show_steps(req, body, b, n, typed);
    return page_show(req, resp, body, status, NAV_BRIEFS,
                     mem_printf(req->mem, "简报 %s", brief_name(req->mem, b)), err);
}

bool page_brief(Req *req, Resp *resp, GError **err)
{
    Typed nothing = { .reason = "" };
    Brief brief;

    TRY(brief_of_address(req, &brief, err));
    return show_brief(req, resp, &brief, &nothing, 200, err);
}

bool page_brief_print(Req *req, Resp *resp, GError **err)
{
    BriefItem *items;
    Brief brief;
    gsize n;

    TRY(brief_of_address(req, &brief, err));
    if (!brief_text_readable(req, &brief))
        return fail_detail(err, ERR_DENIED, NO_DRAFT, "brief %" PRId64 " was recalled", brief.id);
    TRY(brief_items(req->app->db, req->mem, brief.id, &items, &n, err));
    View *root = paper_root(req, mem_printf(req->mem, "简报 %s", brief_name(req->mem, &brief)),
                            mem_printf(req->mem, "/briefs/%" PRId64, brief.id));
    show_sheet(req, root, &brief, items, brief_items_in(items, n));
    return paper_render(req, resp, root, err);
}

/* ---- its steps */

static bool show_late(Req *req, Resp *resp, Typed *typed, GError **err)
{
    Brief now;

    TRY(brief_of_address(req, &now, err));
    typed->late = true;
    return show_brief(req, resp, &now, typed, 409, err);
}

static bool say_done(Req *req, const Brief *before, BriefStep step, GError **err)
{
    Brief now;

    TRY(brief_find(req->app->db, req->mem, before->id, &now, err));
    if (step == BRIEF_ISSUE)
        return page_say(req, "已印发%s简报，内容不再变化，各单位可见。", brief_name(req->mem, &now));
    return page_say(req, step == BRIEF_RECALL ? "已撤回，期号保留。" : "草稿已作废。");
}

enum { ACTION, REV, REASON, N_FIELDS };

bool page_brief_state_post(Req *req, Resp *resp, GError **err)
{
    static const Field fields[N_FIELDS] = {
        [ACTION] = { "action", 16, false },
        [REV] = { "rev", 18, false },
        [REASON] = { "reason", LONG_TEXT, false },
    };
    const char *v[N_FIELDS];
    BriefStepWish wish = { .now_us = req->now_us };
    Typed typed = { 0 };
    GError *error = NULL;
    Brief brief;

    TRY(brief_of_address(req, &brief, err));
    TRY(form_take(req, fields, N_FIELDS, v, err));
    TRY(form_request_id(req, &wish.request, err));
    wish.step = brief_step_of(v[ACTION]);
    wish.reason = typed.reason = v[REASON];
    if ((wish.step != BRIEF_ISSUE && wish.step != BRIEF_RECALL && wish.step != BRIEF_DROP) ||
        !number_read(v[REV], &wish.base_version))
        return fail(err, ERR_BAD_INPUT, "brief: no step %s", v[ACTION]);
    if (wish.step == BRIEF_RECALL)
        typed.complaints = brief_recall_complaints(req->mem, v[REASON], &typed.n_complaints);
    if (typed.n_complaints > 0)
        return show_brief(req, resp, &brief, &typed, 422, err);
    wish.id = brief.id;
    if (act_brief_step(req->app->db, req->mem, &req->who, &wish, &error)) {
        TRY(say_done(req, &brief, wish.step, err));
        if (wish.step == BRIEF_DROP)
            return resp_see_other(resp, req->mem, "/briefs");
        return resp_see_other(resp, req->mem, "/briefs/%" PRId64, brief.id);
    }
    if (err_kind(error) == ERR_CONFLICT) {
        g_clear_error(&error);
        return show_late(req, resp, &typed, err);
    }
    g_propagate_error(err, error);
    return false;
}
