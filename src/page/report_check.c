/* report_check.c: 提交前核对 and 预览: the report as it would be handed in, with what catches the eye. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/answers.h"
#include "page/app.h"
#include "page/files.h"
#include "page/report_items.h"
#include "page/show.h"
#include "web/form.h"

static void show_errors(View *body, const ReportForm *form)
{
    if (form->n_complaints == 0) {
        view_show(body, "READY");
        return;
    }
    View *box = view_part(body, "ERRORS");
    view_show(body, "DRAFT");
    view_number(box, "ERRORS_N", (int64_t)form->n_complaints);
    for (gsize i = 0; i < form->n_complaints; i++)
        view_text(view_part(box, "ERROR"), "ERROR_TEXT", form->complaints[i].text);
}

/* A running total that shrank is either a slip or needs an explanation. */
static bool show_lower(View *box, Mem *mem, const ReportForm *form, gsize i)
{
    const ReportTarget *target = &form->targets[i];
    const AmountField *amount = &form->fields.amounts[i];
    const ReportedValue *before = before_value(&form->before, target->id);
    int64_t now_e4;

    if (before == NULL || strcmp(target->kind, "cumulative") != 0 ||
        amount_read(amount->typed, amount->unit_word, &now_e4) != AMOUNT_GOOD || now_e4 >= before->value_e4)
        return false;
    View *line = view_part(box, "LOWER");
    view_text(line, "SUBJECT", target->subject);
    view_text(line, "LESS", word_value(mem, before->value_e4 - now_e4, target->unit_word));
    view_show(line, amount->note[0] == '\0' ? "NOT_NOTED" : "NOTED");
    return true;
}

static bool show_light_change(View *box, const ReportForm *form)
{
    Light before = form->before.light, now = form->fields.light;

    if (!form->before.any || before == LIGHT_NONE || now == LIGHT_NONE || before == now)
        return false;
    View *line = view_part(box, "LIGHT_CHANGED");
    view_text(line, "LIGHT_BEFORE", light_word(before));
    view_text(line, "LIGHT_NOW", light_word(now));
    return true;
}

/* Nothing is shown when nothing went into the box. */
static void show_warnings(View *body, Mem *mem, const ReportForm *form)
{
    View *box = view_part(body, "WARNINGS");
    bool late = form->place.facts.period == PERIOD_DUE;
    bool same = form->before.any && strcmp(form->before.narrative, form->fields.narrative) == 0;
    bool any = show_light_change(box, form) || late || same;

    if (late)
        view_show(box, "LATE");
    if (same)
        view_show(box, "SAME_WORDS");
    for (gsize i = 0; i < form->n_targets; i++)
        any = show_lower(box, mem, form, i) || any;
    if (any)
        view_show(box, "ANY");
}

static void show_hidden(View *body, Mem *mem, const ReportForm *form)
{
    const ReportFields *f = &form->fields;

    view_text(body, "NARRATIVE", f->narrative);
    view_text(body, "NEXT_STEPS", f->next_steps);
    view_text(body, "LIGHT_REASON", f->light_reason);
    view_text(body, "LIGHT_CODE", light_code(f->light));
    for (gsize i = 0; i < f->n_amounts; i++) {
        View *pair = view_part(body, "AMOUNT");
        view_text(pair, "ID", mem_printf(mem, "%" PRId64, f->amounts[i].target));
        view_text(pair, "VALUE", f->amounts[i].typed);
        view_text(pair, "NOTE", f->amounts[i].note);
    }
}

static void show_head(const Req *req, View *body, const ReportForm *form)
{
    const ReportPlace *place = &form->place;

    view_number(body, "TASK_NO", place->task_no);
    view_text(body, "TASK_TITLE", zh_punct(req->mem, place->title));
    view_text(body, "PERIOD", word_period(req->mem, place->period_code));
    view_text(body, "PERIOD_CODE", form->at.period);
    view_moment(body, req->mem, "DUE", place->due_us, word_deadline);
    view_text(body, "LEFT", word_left(req->mem, req->now_us, place->due_us));
    view_text(body, "UNIT", place->unit_name);
    view_text(body, "SAVED_AT", word_moment(req->mem, form->saved_us));
    view_text(body, "SAVED_NAME", form->saved_name);
    view_text(body, "PATH", form->path);
    view_text(body, "RID", request_id_new(req->mem));
    view_number(body, "REV", form->rev);
    view_text(body, "MARKS", form->base);
    report_merged_show(body, form);
}

bool report_check_show(Req *req, Resp *resp, ReportForm *form, GError **err)
{
    const ReportFields *f = &form->fields;
    const char *title = form->n_complaints == 0 ? "提交前核对" : "预览";
    Evidence *files;
    gsize n;

    TRY(report_before(req->app->db, req->mem, &form->place, &form->before, err));
    View *body = page_view(req, "report_check.tpl");
    report_crumbs(req, body, form, title);
    show_errors(body, form);
    show_head(req, body, form);
    show_warnings(body, req->mem, form);
    show_hidden(body, req->mem, form);
    report_items_hidden(body, req->mem, form);
    report_answers_hidden(body, req->mem, form);
    if (f->n_answers > 0)
        view_answers(view_part(body, "ANSWERED"), "ANSWERS", req->mem, f->answers, f->n_answers);
    ReportText text = { .narrative = f->narrative,
                        .next_steps = f->next_steps,
                        .light_reason = f->light_reason,
                        .light = f->light,
                        .own = true,
                        .values = report_typed_values(req->mem, f),
                        .n_values = f->n_amounts };
    TRY(report_items_as_typed(req, form, &text.items, err));
    report_text_show(body, "REPORT", req, form, &text);
    TRY(files_there(req, &form->place, &files, &n, err));
    view_files_card(body, req, form->path, files, n, false);
    return page_show(req, resp, body, 200, NAV_REPORTS, title, err);
}
