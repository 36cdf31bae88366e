/* return.c: one returned form, row by row beside the drafts as they are now, and making drafts of what can be taken. */
#include <inttypes.h>
#include <string.h>

#include "act/sheet_take.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/diff_show.h"
#include "page/offline.h"
#include "page/pages.h"
#include "page/returns.h"
#include "page/show.h"
#include "rule/field_words.h"
#include "rule/flow.h"
#include "web/form.h"

typedef struct {
    Req *req;
    SheetReturn sheet;
    SheetBack back;
} Return;

static bool open_return(Req *req, Return *r, GError **err)
{
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "returns: no number");
    r->req = req;
    TRY(sheet_return_find(req->app->db, req->mem, &req->who, id, req->now_us, &r->sheet, err));
    return offline_read(req, &r->sheet, &r->back, err);
}

/* ---- showing */

static const char *why_words(Mem *mem, const BackLine *b)
{
    const Draft *draft = &b->line->row->draft;

    switch (b->outcome) {
    case BACK_TWICE:
        return "表中有重复的行，或混有两次导出的行；请只保留一份";
    case BACK_SHUT:
        return fill_shut_word(b->line);
    case BACK_NEWER:
        if (draft->rev == 0)
            return "导出后草稿已有变化；请重新导出后填写";
        return mem_printf(mem, "导出后，%s于 %s 保存了新版本，表中的内容没有采用；请重新导出，或在页面上合并",
                          draft->saved_name, word_moment(mem, draft->saved_us));
    default:
        return NULL;
    }
}

static const char *label_of(Mem *mem, const BackLine *b, const char *name)
{
    bool is_note;
    int64_t target = field_target(name, &is_note);

    for (gsize i = 0; i < b->line->row->n_targets; i++)
        if (b->line->row->targets[i].id == target)
            return mem_printf(mem, "“%s”%s", b->line->row->targets[i].subject, is_note ? "说明" : "本期值");
    return strcmp(name, "light") == 0 ? "亮灯" : field_word(name);
}

/* red is 红灯 to people. */
static const char *shown(const char *name, const char *text)
{
    if (strcmp(name, "light") != 0)
        return text;
    return light_of(text) == LIGHT_NONE ? "" : light_word(light_of(text));
}

/* Only what an offline form can hold: work items and answers stay as they are. */
static ReportFields comparable(const ReportFields *fields)
{
    ReportFields f = *fields;

    f.n_items = 0;
    f.n_answers = 0;
    return f;
}

static void show_changes(View *row, Mem *mem, const BackLine *b)
{
    ReportFields now = comparable(&b->line->row->draft.fields), typed = comparable(&b->line->fields);
    Merged merged;

    fields_merge(mem, "", &now, &typed, &merged);
    for (gsize i = 0; i < merged.n; i++) {
        const MergedField *field = &merged.list[i];
        if (strcmp(field->theirs, field->mine) == 0)
            continue;
        View *change = view_part(row, "CHANGE");
        view_text(change, "LABEL", label_of(mem, b, field->name));
        view_diff(change, "DIFF", mem, shown(field->name, field->theirs), shown(field->name, field->mine),
                  DIFF_CHANGES);
    }
}

static void show_line(View *table, const Return *r, const BackLine *b)
{
    static const char *const chips[] = { [BACK_TAKE] = "TAKE",
                                         [BACK_NEWER] = "NEWER",
                                         [BACK_SHUT] = "REFUSED",
                                         [BACK_BAD] = "REFUSED",
                                         [BACK_TWICE] = "REFUSED" };
    Mem *mem = r->req->mem;
    View *row = view_part(table, "ROW");
    const ReportPlace *place = &b->line->row->place;
    const char *why = why_words(mem, b);

    view_number(row, "NO", place->task_no);
    view_text(row, "TITLE", b->line->row->task->wide_title);
    view_text(row, "PATH",
              mem_printf(mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, r->back.fill.book->plan.code,
                         place->task_no, place->period_code, place->unit.v));
    view_number(row, "SHEET_ROW", b->first_no);
    view_show(row, chips[b->outcome]);
    if (why != NULL)
        view_text(view_part(row, "WHY"), "TEXT", why);
    if (b->outcome == BACK_BAD)
        for (gsize i = 0; i < b->line->n_complaints; i++)
            view_text(view_part(row, "WHY"), "TEXT", b->line->complaints[i].text);
    if (b->outcome != BACK_TWICE)
        show_changes(row, mem, b);
}

/* What was refused stands first: it is what somebody must do something about. */
static void show_lines(View *body, const Return *r)
{
    View *table = NULL;

    for (int taken = 0; taken < 2; taken++)
        for (gsize i = 0; i < r->back.fill.n; i++) {
            BackOutcome outcome = r->back.lines[i].outcome;
            if (outcome == BACK_ABSENT || outcome == BACK_SAME || (outcome == BACK_TAKE) != taken)
                continue;
            table = table == NULL ? view_part(body, "TABLE") : table;
            show_line(table, r, &r->back.lines[i]);
        }
}

static void show_strays(View *body, const SheetBack *back)
{
    View *table = back->n_strays > 0 ? view_part(body, "STRAYS") : NULL;

    for (gsize i = 0; i < back->n_strays; i++) {
        View *row = view_part(table, "STRAY");
        view_number(row, "SHEET_ROW", back->strays[i].no);
        view_text(row, "WHAT", back->strays[i].what);
        view_text(row, "WHY", back->strays[i].why);
    }
}

static void show_counts(View *body, const SheetBack *back)
{
    gsize take = offline_count(back, BACK_TAKE), same = offline_count(back, BACK_SAME);
    gsize absent = offline_count(back, BACK_ABSENT);

    view_number(body, "TAKE_N", (int64_t)take);
    view_number(body, "SAME_N", (int64_t)same);
    view_number(body, "REFUSED_N", (int64_t)(back->fill.n - take - same - absent + back->n_strays));
}

static bool show(const Return *r, Resp *resp, GError **err)
{
    Req *req = r->req;
    const SheetBack *back = &r->back;
    View *body = page_view(req, "return.tpl");

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "离线填报", mem_printf(req->mem, "/returns?period=%s", r->sheet.period));
    page_crumb(req, body, "核对", NULL);
    view_text(body, "NAME", r->sheet.name);
    view_text(body, "PERIOD", word_period(req->mem, r->sheet.period));
    view_text(body, "UNIT", req->who.unit_name);
    view_moment(body, req->mem, "SENT", r->sheet.sent_us, word_moment);
    view_text(body, "FILL", back->fill.path);
    view_text(body, "AGAIN", mem_printf(req->mem, "/returns?period=%s", r->sheet.period));
    show_counts(body, back);
    show_lines(body, r);
    show_strays(body, back);
    if (r->sheet.taken_us != 0)
        view_number(view_part(body, "TAKEN"), "N", r->sheet.taken);
    if (offline_count(back, BACK_TAKE) > 0) {
        View *form = view_part(body, "FORM");
        view_text(form, "RID", request_id_new(req->mem));
        view_text(form, "PATH", mem_printf(req->mem, "/returns/%" PRId64, r->sheet.id));
    } else {
        view_show(view_part(body, "NONE"), r->sheet.taken_us == 0 ? "FIRST" : "AGAIN_NONE");
    }
    return page_show(req, resp, body, 200, NAV_RETURNS, "核对离线填报表", err);
}

bool page_return(Req *req, Resp *resp, GError **err)
{
    Return r;

    TRY(open_return(req, &r, err));
    return show(&r, resp, err);
}

/* ---- taking it */

typedef struct {
    int64_t n, refused;
    const char *tasks;
} Taken;

static bool take_lines(Return *r, Taken *taken, GError **err)
{
    Mem *mem = r->req->mem;
    RequestId form;

    TRY(form_request_id(r->req, &form, err));
    for (gsize i = 0; i < r->back.fill.n; i++) {
        BackLine *b = &r->back.lines[i];
        if (b->outcome != BACK_TAKE)
            continue;
        TRY(fill_save(r->req, &r->back.fill, &form, b->line, LINE_SAVED, true, err));
        if (b->line->outcome != LINE_SAVED) {
            taken->refused++;
            continue;
        }
        taken->tasks = mem_printf(mem, "%s%s%" PRId64, taken->tasks, taken->n == 0 ? "" : "、",
                                  b->line->row->place.task_no);
        taken->n++;
    }
    return true;
}

static bool record(const Return *r, const Taken *taken, GError **err)
{
    const Req *req = r->req;
    SheetTaken note = { r->sheet.name, r->sheet.period, taken->tasks, taken->n, req->now_us };

    TRY(act_sheet_take(req->app->db, req->mem, &req->who, &note, err));
    return sheet_return_taken(req->app->db, &r->sheet, taken->n, req->now_us, err);
}

bool page_return_post(Req *req, Resp *resp, GError **err)
{
    Taken taken = { .tasks = "" };
    Return r;

    TRY(form_take(req, NULL, 0, NULL, err));
    TRY(open_return(req, &r, err));
    TRY(fill_may_write(req, &r.back.fill, err));
    TRY(take_lines(&r, &taken, err));
    if (taken.n > 0)
        TRY(record(&r, &taken, err));
    if (taken.refused > 0) {
        page_say(req, "已采用 %" PRId64 " 项；%" PRId64 " 项在核对期间已有变化，没有采用，请查看说明。",
                 taken.n, taken.refused);
        return resp_see_other(resp, req->mem, "/returns/%" PRId64, r.sheet.id);
    }
    if (taken.n == 0)
        page_say(req, "没有可采用的行，草稿保持原样。");
    else
        page_say(req, "已采用 %" PRId64 " 项为草稿（%s），请核对后提交审核。", taken.n,
                 word_moment(req->mem, req->now_us));
    return resp_see_other(resp, req->mem, "%s", r.back.fill.path);
}
