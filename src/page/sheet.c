/* sheet.c: one supervision notice: its words, its steps, what may be done with it; see sheets.h. */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/sheets.h"
#include "page/show.h"
#include "web/form.h"

enum { RETURN_DAYS = 3 };

char *sheet_day(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%04d-%02d-%02d", c.year, c.month, c.day);
}

bool sheet_of_address(Req *req, Sheet *sheet, GError **err)
{
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "no notice %s", req->arg[0]);
    TRY(sheet_find(req->app->db, req->mem, id, sheet, err));
    Facts facts = sheet_facts(&req->who, sheet);
    Verdict verdict = authz(&req->who, DEED_READ_NOTICES, &facts);
    return verdict == MAY ||
           fail_detail(err, ERR_DENIED, (int)verdict, "notice %" PRId64 ": %s", id, verdict_code(verdict));
}

/* ---- what was done */

static void show_step(Req *req, View *list, const StepRow *step)
{
    View *item = view_part(list, "STEP");
    bool by_clock = step->name[0] == '\0';

    view_text(item, "WHAT", sheet_step_word(step->step));
    view_moment(item, req->mem, "AT", step->at_us, word_full);
    View *who = view_part(item, by_clock ? "BY_CLOCK" : "BY");
    if (!by_clock) {
        view_text(who, "NAME", step->name);
        view_text(who, "UNIT", step->unit_name);
    }
    if (step->on_behalf)
        view_show(item, "ON_BEHALF");
    if (step->words[0] != '\0')
        view_text(view_part(item, "WORDS"), "WORDS_TEXT", step->words);
}

static void show_link(Req *req, View *body, const char *part, const SheetLink *link)
{
    if (link->id == 0)
        return;
    View *view = view_part(body, part);
    view_number(view, "ID", link->id);
    view_text(view, "NUMBER", sheet_number(req->mem, link->rung, link->year, link->no));
}

/* ---- what may be done */

static bool step_is_the_unit_s(SheetStep step)
{
    return step == STEP_RECEIVE || step == STEP_ANSWER;
}

static void show_complaints(View *body, View *form, const TypedStep *typed)
{
    View *errors = typed->n_complaints == 0 ? NULL : view_part(body, "ERRORS");

    for (gsize i = 0; i < typed->n_complaints; i++) {
        const Complaint *c = &typed->complaints[i];
        bool words = strcmp(c->field, "words") == 0;
        View *line = view_part(errors, "ERROR");
        view_text(line, "FIELD", words && !step_is_the_unit_s(typed->step) ? "opinion" : c->field);
        view_text(line, "TEXT", c->text);
        if (form != NULL)
            view_text(view_part(form, words ? "BAD_WORDS" : "BAD_LIMIT"), "WHY", c->text);
    }
}

static void show_form_head(Req *req, View *form, const Sheet *sheet, const TypedStep *typed)
{
    view_number(form, "ID", sheet->row.id);
    view_number(form, "REV", sheet->version);
    view_text(form, "RID", request_id_new(req->mem));
    view_text(form, "TYPED", mem_printf(req->mem, "\n%s", typed->fields.words));
}

static View *show_unit_form(Req *req, View *body, const Sheet *sheet, const TypedStep *typed)
{
    const SheetRow *row = &sheet->row;
    View *form = view_part(body, row->state == SHEET_ISSUED ? "RECEIVE" : "ANSWER");

    show_form_head(req, form, sheet, typed);
    view_text(form, "LIMIT",
              word_full(req->mem, row->state == SHEET_ISSUED ? row->receive_by_us : row->answer_by_us));
    view_text(form, "RUNG", rung_word(row->rung));
    return form;
}

static View *show_office_form(Req *req, View *body, const Sheet *sheet, const TypedStep *typed)
{
    const SheetRow *row = &sheet->row;
    View *form = view_part(body, "OFFICE");
    Rung above = rung_above(row->rung);

    show_form_head(req, form, sheet, typed);
    if (row->state == SHEET_ANSWERED) {
        View *back = view_part(form, "RETURN");
        bool again = typed->step == STEP_RETURN;
        view_text(back, "LIMIT_TYPED",
                  again ? typed->fields.answer_by : sheet_day(req->mem, req->now_us + RETURN_DAYS * DAY_US));
        view_show(form, "CAN_RETURN");
    } else
        view_show(form, "UNANSWERED");
    if (above != RUNG_NONE)
        view_text(view_part(form, "ESCALATE"), "ABOVE", rung_word(above));
    return form;
}

/* A notice to a unit that nobody can sign in for, or to the office itself, has both forms: the one that was sent is
 * given back, to be complained of. */
static View *show_forms(Req *req, View *body, const Sheet *sheet, const TypedStep *typed)
{
    Facts facts = sheet_facts(&req->who, sheet);
    SheetState state = sheet->row.state;
    Verdict office = authz(&req->who, DEED_SETTLE_NOTICE, &facts);
    View *unit_form = NULL, *office_form = NULL;

    if (sheet_has_ended(state))
        return NULL;
    if ((state == SHEET_ISSUED || state == SHEET_RECEIVED) &&
        authz(&req->who, DEED_ANSWER_NOTICE, &facts) == MAY)
        unit_form = show_unit_form(req, body, sheet, typed);
    if (office == MAY)
        office_form = show_office_form(req, body, sheet, typed);
    if (office == NO_SELF)
        view_show(body, "OWN");
    return step_is_the_unit_s(typed->step) ? unit_form : office_form;
}

/* ---- the page */

static void show_words(Req *req, View *body, const Sheet *sheet)
{
    char **lines = text_split(req->mem, sheet->body, "\n");

    for (gsize i = 0; lines[i] != NULL; i++)
        view_text(view_part(body, "LINE"), "LINE_TEXT", lines[i]);
    view_text(body, "RECEIVE_BY", word_full(req->mem, sheet->row.receive_by_us));
    view_text(body, "ANSWER_BY", word_full(req->mem, sheet->row.answer_by_us));
}

static void show_head(Req *req, View *body, const Sheet *sheet)
{
    const SheetRow *row = &sheet->row;

    page_crumb(req, body, "督查通知", "/notices");
    page_crumb(req, body, sheet_number(req->mem, row->rung, row->year, row->no), NULL);
    view_text(body, "RUNG_TITLE", rung_title(row->rung));
    sheet_show_row(req, body, row);
    show_link(req, body, "FOLLOWS", &sheet->follows);
    show_link(req, body, "FOLLOWED", &sheet->followed);
    if (row->late)
        view_show(body, "IS_LATE");
}

bool sheet_show(Req *req, Resp *resp, const Sheet *sheet, const TypedStep *typed, int status, GError **err)
{
    const SheetRow *row = &sheet->row;
    const char *number = sheet_number(req->mem, row->rung, row->year, row->no);
    View *body = page_view(req, "sheet.tpl");
    StepRow *steps;
    gsize n;

    TRY(sheet_steps(req->app->db, req->mem, row->id, &steps, &n, err));
    show_head(req, body, sheet);
    show_words(req, body, sheet);
    for (gsize i = 0; i < n; i++)
        show_step(req, body, &steps[i]);
    View *form = show_forms(req, body, sheet, typed);
    show_complaints(body, form, typed);
    if (typed->late)
        view_show(body, "CLASH");
    if (typed->late && typed->fields.words[0] != '\0')
        view_text(view_part(body, "KEPT_WORDS"), "KEPT_TEXT",
                  mem_printf(req->mem, "\n%s", typed->fields.words));
    return page_show(req, resp, body, status, NAV_NOTICES, number, err);
}

bool page_notice(Req *req, Resp *resp, GError **err)
{
    TypedStep nothing = { .fields = { .words = "", .answer_by = "" } };
    Sheet sheet;

    TRY(sheet_of_address(req, &sheet, err));
    return sheet_show(req, resp, &sheet, &nothing, 200, err);
}
