/* answers.c: see answers.h. */
#include "page/answers.h"

#include <string.h>

#include "base/err.h"
#include "page/app.h"
#include "store/version.h"
#include "web/form.h"

/* Only what was given back, or taken back again after that, has reasons to answer. */
static bool read_reasons(Req *req, const ReportForm *form, Reason **reasons, gsize *n, GError **err)
{
    ReportState state = form->place.facts.report;

    *n = 0;
    return (state != REPORT_RETURNED && state != REPORT_WITHDRAWN) ||
           return_reasons(req->app->db, req->mem, form->place.report, reasons, n, err);
}

static bool settle(Req *req, ReportForm *form, const ReportFields *said, GError **err)
{
    Reason *reasons = NULL;
    gsize n;

    TRY(report_form_place(req, form, err));
    TRY(read_reasons(req, form, &reasons, &n, err));
    form->fields.answers = n == 0 ? NULL : answers_settled(req->mem, reasons, n, said, NULL);
    form->fields.n_answers = n;
    return true;
}

bool report_answers_draft(Req *req, ReportForm *form, GError **err)
{
    ReportFields draft = form->fields;

    return settle(req, form, &draft, err);
}

/* answer.2 or mended.2 → 2; 0 for others. */
static int place_of(const char *name)
{
    int64_t place = 0;

    if (g_str_has_prefix(name, "answer.") || g_str_has_prefix(name, "mended."))
        if (!number_read(strchr(name, '.') + 1, &place))
            return 0;
    return place >= 1 && place <= REASONS_MOST ? (int)place : 0;
}

bool report_answers_typed(Req *req, ReportForm *form, GError **err)
{
    AnswerField *list = mem_array(req->mem, AnswerField, REASONS_MOST);
    ReportFields typed = { .answers = list, .n_answers = REASONS_MOST };
    bool any = false;

    for (int i = 0; i < REASONS_MOST; i++)
        list[i] = (AnswerField){ .place = i + 1, .reason = "", .answer = "" };
    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        int place = place_of(param->name);
        if (place == 0)
            continue;
        any = true;
        if (g_str_has_prefix(param->name, "answer."))
            list[place - 1].answer = param->value;
        else
            list[place - 1].mended = param->value[0] != '\0'; /* report_clash.c carries "" */
    }
    return !any || settle(req, form, &typed, err);
}

void report_answers_edit(View *note, Mem *mem, const ReportForm *form)
{
    for (gsize i = 0; i < form->fields.n_answers; i++) {
        const AnswerField *a = &form->fields.answers[i];
        View *part = view_part(note, "ANSWER");
        const char *why = report_form_complaint(mem, form, mem_printf(mem, "answer.%d", a->place));
        view_number(part, "PLACE", a->place);
        view_text(part, "REASON", a->reason);
        view_text(part, "TYPED", a->answer);
        if (a->mended)
            view_show(part, "MENDED");
        if (why != NULL)
            view_text(view_part(part, "BAD"), "WHY", why);
    }
}

void report_answers_hidden(View *body, Mem *mem, const ReportForm *form)
{
    for (gsize i = 0; i < form->fields.n_answers; i++) {
        const AnswerField *a = &form->fields.answers[i];
        View *part = view_part(body, "ANSWER_FIELD");
        view_text(part, "PLACE", mem_printf(mem, "%d", a->place));
        view_text(part, "TYPED", a->answer);
        if (a->mended)
            view_show(part, "MENDED");
    }
}

void view_answers(View *view, const char *marker, Mem *mem, const AnswerField *answers, gsize n)
{
    View *list = view_include(view, marker, "answers.tpl");

    for (gsize i = 0; i < n; i++) {
        View *part = view_part(list, "ANSWER");
        view_number(part, "PLACE", answers[i].place);
        view_text(part, "REASON", answers[i].reason);
        if (answers[i].mended)
            view_show(part, "MENDED");
        if (!text_is_blank(answers[i].answer))
            view_text(view_part(part, "SAID"), "WORDS", mem_text(mem, answers[i].answer));
        else if (!answers[i].mended)
            view_show(part, "NOTHING");
    }
}
