/* report_edit.c: the form of one period's report (ux.md §4.5). */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/answers.h"
#include "page/app.h"
#include "page/files.h"
#include "page/pages.h"
#include "page/report_items.h"
#include "page/report_values.h"
#include "page/show.h"
#include "web/form.h"

enum { SHORT_CHARS = 140 };

/* HTML drops the first newline of a textarea: one of ours goes before the text. */
static void show_area(View *body, Mem *mem, const char *marker, const char *text)
{
    view_text(body, marker, mem_printf(mem, "\n%s", text));
}

static void show_bad(View *view, Mem *mem, const ReportForm *form, const char *section, const char *field)
{
    const char *why = report_form_complaint(mem, form, field);

    if (why != NULL)
        view_text(view_part(view, section), "WHY", why);
}

static void show_errors(View *body, Mem *mem, const ReportForm *form, bool kept)
{
    if (form->n_complaints == 0)
        return;
    View *box = view_part(body, "ERRORS");
    View *title = view_part(box, form->only_files ? "FILE_ERRORS" : "TEXT_ERRORS");
    view_number(title, "ERRORS_N", (int64_t)form->n_complaints);
    if (kept && !form->wrong_period)
        view_show(title, "TO_SUBMIT");
    if (form->wrong_period)
        view_show(box, "WRONG_PERIOD");
    else if (kept)
        view_text(view_part(box, "KEPT"), "KEPT_AT", word_moment(mem, form->saved_us));
    else
        view_show(box, "NOT_KEPT");
    for (gsize i = 0; i < form->n_complaints; i++) {
        View *line = view_part(box, "ERROR");
        view_text(line, "ERROR_FIELD", form->complaints[i].field);
        view_text(line, "ERROR_TEXT", form->complaints[i].text);
    }
}

static void show_head(const Req *req, View *body, const ReportForm *form, const ReportTask *task)
{
    const ReportPlace *place = &form->place;

    view_number(body, "TASK_NO", place->task_no);
    view_text(body, "TASK_TITLE", zh_punct(req->mem, place->title));
    view_text(body, "PERIOD", word_period(req->mem, place->period_code));
    view_text(body, "PERIOD_CODE", form->at.period);
    view_moment(body, req->mem, "DUE", place->due_us, word_deadline);
    view_text(body, "LEFT", word_left(req->mem, req->now_us, place->due_us));
    view_text(body, "UNIT", place->unit_name);
    if (task->first_lead[0] != '\0' && strcmp(task->first_lead, place->unit_name) != 0)
        view_text(view_part(body, "FIRST_LEAD"), "NAME", task->first_lead);
    if (place->facts.period == PERIOD_DUE)
        view_show(body, "OVERDUE");
    if (place->unit.v != req->who.unit.v)
        view_text(view_part(body, "STANDS_IN"), "UNIT_NAME", place->unit_name);
}

/* What the period asks for beyond the form, and the unit's own deadline with its reason. */
static bool show_asked(const Req *req, View *body, const ReportForm *form, GError **err)
{
    const Book *book;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, form->at.plan, &book, err));
    const Period *period = book_period(book, form->at.period);
    if (period != NULL && period->instructions[0] != '\0')
        view_text(view_part(body, "ASKED"), "TEXT", period->instructions);
    for (gsize i = 0; period != NULL && i < period->n_extensions; i++) {
        if (period->extensions[i].unit.v != form->at.unit.v)
            continue;
        View *part = view_part(body, "EXTENDED");
        view_text(part, "UNTIL", word_full(req->mem, period->extensions[i].due_us));
        view_text(part, "REASON", period->extensions[i].reason);
    }
    return true;
}

/* Why the report is back in the unit's hands. */
static bool show_return(const Req *req, View *body, const ReportForm *form, GError **err)
{
    Decision decision;

    if (form->place.facts.report == REPORT_WITHDRAWN)
        view_text(view_part(body, "WITHDRAWN"), "PATH", form->path);
    if (form->place.facts.report != REPORT_RETURNED)
        return true;
    TRY(decision_last(req->app->db, req->mem, form->place.report, &decision, err));
    View *note = view_part(body, "RETURNED");
    if (form->fields.n_answers == 0)
        view_text(view_part(note, "PLAIN"), "COMMENT", decision.comment);
    else
        view_number(view_part(note, "TO_ANSWER"), "N", (int64_t)form->fields.n_answers);
    view_text(note, "DECIDED_NAME", decision.decided_name);
    view_moment(note, req->mem, "DECIDED_AT", decision.decided_us, word_moment);
    view_text(note, "PATH", form->path);
    return true;
}

static void show_fields(View *body, Mem *mem, const ReportForm *form)
{
    static const char *const chosen[LIGHT__N] = { NULL, "IS_GREEN", "IS_YELLOW", "IS_RED" };
    const ReportFields *f = &form->fields;

    show_area(body, mem, "NARRATIVE", f->narrative);
    show_area(body, mem, "NEXT_STEPS", f->next_steps);
    show_area(body, mem, "LIGHT_REASON", f->light_reason);
    show_bad(body, mem, form, "NARRATIVE_BAD", "narrative");
    show_bad(body, mem, form, "NEXT_BAD", "next_steps");
    show_bad(body, mem, form, "REASON_BAD", "light_reason");
    show_bad(body, mem, form, "LIGHT_BAD", "light");
    view_light(body, "GREEN", LIGHT_GREEN, false);
    view_light(body, "YELLOW", LIGHT_YELLOW, false);
    view_light(body, "RED", LIGHT_RED, false);
    if (chosen[f->light] != NULL)
        view_show(body, chosen[f->light]);
    report_values_show(body, mem, form);
    report_suggestion_show(body, form);
}

static void show_saving(View *body, Mem *mem, const ReportForm *form)
{
    if (form->saved_us == 0) {
        view_show(body, "UNSAVED");
        return;
    }
    View *saved = view_part(body, "SAVED");
    view_moment(saved, mem, "SAVED_AT", form->saved_us, word_moment);
    view_text(saved, "SAVED_NAME", form->saved_name);
}

/* How many things are said about the fields of a section: those that begin with the given words. */
static int complaints_of(const ReportForm *form, const char *a, const char *b)
{
    int n = 0;

    for (gsize i = 0; i < form->n_complaints; i++)
        n += g_str_has_prefix(form->complaints[i].field, a) || g_str_has_prefix(form->complaints[i].field, b);
    return n;
}

static void show_step(View *body, int no, const char *name, int bad, const char *done, const char *open)
{
    View *step = view_part(body, "STEP");

    view_number(step, "STEP_NO", no);
    view_text(step, "STEP_NAME", name);
    view_text(step, "STEP_WORD", bad > 0 ? "需修改" : done != NULL ? done : open);
    view_show(step, bad > 0 ? "BAD" : done != NULL ? "DONE" : "OPEN");
}

static void show_steps(View *body, Mem *mem, const ReportForm *form)
{
    const ReportFields *f = &form->fields;
    gsize n = 0;

    for (gsize i = 0; i < f->n_amounts; i++)
        n += f->amounts[i].typed[0] != '\0' || f->amounts[i].note[0] != '\0';
    char *count = mem_printf(mem, "%" G_GSIZE_FORMAT " / %" G_GSIZE_FORMAT, n, f->n_amounts);
    const char *light = f->light == LIGHT_NONE ? NULL : light_word(f->light);
    const char *open = f->light == LIGHT_YELLOW || f->light == LIGHT_RED ? "未填" : "选填";
    show_step(body, 1, "进展情况", complaints_of(form, "narrative", "narrative"),
              f->narrative[0] ? "已填" : NULL, "未填");
    show_step(body, 2, "量化目标", complaints_of(form, "value.", "note."),
              f->n_amounts == 0   ? "无"
              : n == f->n_amounts ? count
                                  : NULL,
              count);
    show_step(body, 3, "亮灯", complaints_of(form, "light", "light"), light, "未选");
    show_step(body, 4, "下一步措施", complaints_of(form, "next", "next"), f->next_steps[0] ? "已填" : NULL,
              open);
    show_step(body, 5, "工作项目", complaints_of(form, "item_", "items"), NULL,
              f->n_items == 0 ? "无" : mem_printf(mem, "%" G_GSIZE_FORMAT " 个", f->n_items));
}

static void show_before(const Req *req, View *body, const ReportForm *form)
{
    const Before *before = &form->before;

    if (!before->any) {
        view_show(body, "NO_BEFORE");
        return;
    }
    view_text(view_part(body, "COPY"), "COPY_PERIOD", word_period(req->mem, before->period_code));
    View *part = view_part(body, "BEFORE");
    view_text(part, "BEFORE_PERIOD", word_period(req->mem, before->period_code));
    view_light(part, "BEFORE_LIGHT", before->light, false);
    view_text(part, "BEFORE_SHORT", text_short(req->mem, before->narrative, SHORT_CHARS));
    view_text(part, "BEFORE_PATH",
              mem_printf(req->mem, "%s/reports/%s/%" PRId64, form->task_path, before->period_code,
                         form->at.unit.v));
}

static bool show_others(const Req *req, View *body, const ReportForm *form, GError **err)
{
    OtherLead *others;
    gsize n;

    TRY(report_others(req->app->db, req->mem, &form->place, &others, &n, err));
    View *box = n == 0 ? NULL : view_part(body, "OTHERS");
    for (gsize i = 0; i < n; i++) {
        View *line = view_part(box, "OTHER");
        bool readable = others[i].state == REPORT_APPROVED;
        View *name = view_part(line, readable ? "READABLE" : "NOT_YET");
        view_text(name, "OTHER_NAME", others[i].name);
        view_text(name, "OTHER_PATH",
                  mem_printf(req->mem, "%s/reports/%s/%" PRId64, form->task_path, form->at.period,
                             others[i].unit.v));
        view_status(line, "OTHER_STATUS", others[i].state, false, false);
    }
    return true;
}

/* The unit's files. They do not wait for the draft to be saved. */
static bool show_files(Req *req, View *body, const ReportForm *form, GError **err)
{
    Evidence *list;
    gsize n;

    TRY(files_there(req, &form->place, &list, &n, err));
    view_files_form(body, "FILES_FORM", req, form->path, list, n,
                    report_form_complaint(req->mem, form, "files"));
    show_step(body, 6, "佐证材料", complaints_of(form, "files", "files"),
              n == 0 ? NULL : mem_printf(req->mem, "%" G_GSIZE_FORMAT " 个", n), "无");
    return true;
}

bool report_edit_show(Req *req, Resp *resp, ReportForm *form, int status, bool kept, GError **err)
{
    char *title = mem_printf(req->mem, "填写 %s进展", word_period(req->mem, form->place.period_code));
    ReportTask task;

    TRY(report_form_judge(req, form, err));
    TRY(report_before(req->app->db, req->mem, &form->place, &form->before, err));
    TRY(report_task(req->app->db, req->mem, form->place.task, &task, err));
    View *body = page_view(req, "report_edit.tpl");
    report_crumbs(req, body, form, title);
    view_text(body, "PATH", form->path);
    view_text(body, "RID", request_id_new(req->mem));
    view_number(body, "REV", form->rev);
    view_text(body, "MARKS", form->base);
    report_merged_show(body, form);
    view_text(body, "SOURCE", zh_punct(req->mem, task.source));
    show_errors(body, req->mem, form, kept);
    show_head(req, body, form, &task);
    TRY(show_asked(req, body, form, err));
    TRY(show_return(req, body, form, err));
    if (form->fields.n_answers > 0)
        report_answers_edit(view_part(body, "ANSWERS"), req->mem, form);
    show_fields(body, req->mem, form);
    TRY(report_items_edit(req, body, form, err));
    show_saving(body, req->mem, form);
    show_steps(body, req->mem, form);
    TRY(show_files(req, body, form, err));
    show_before(req, body, form);
    TRY(show_others(req, body, form, err));
    return page_show(req, resp, body, status, NAV_REPORTS, title, err);
}
