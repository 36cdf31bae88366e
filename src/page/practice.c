/* practice.c: one 经验做法: what was done, which target moved, what became of it, and the next step. */
#include "page/practice.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/complaints.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/brief.h"
#include "web/form.h"

bool practice_of_address(Req *req, Practice *practice, GError **err)
{
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "no practice %s", req->arg[0]);
    TRY(practice_find(req->app->db, req->mem, &req->who, id, practice, err));
    Verdict verdict = authz(&req->who, DEED_READ_PRACTICE, &practice->facts);
    return verdict == MAY ||
           fail_detail(err, ERR_DENIED, (int)verdict, "practice %" PRId64 ": %s", id, verdict_code(verdict));
}

/* 入库项目数：2023年1月 12 个 → 2023年3月 20 个 */
static bool show_move(Req *req, View *body, const PracticeFields *f, GError **err)
{
    PracticeMove before, after;

    if (f->target == 0 || f->before == 0 || f->after == 0)
        return true;
    TRY(practice_value(req->app->db, req->mem, f->before, f->target, &before, err));
    TRY(practice_value(req->app->db, req->mem, f->after, f->target, &after, err));
    View *move = view_part(body, "MOVE");
    view_text(move, "SUBJECT", zh_punct(req->mem, before.subject));
    view_text(move, "UNIT_WORD", before.unit_word);
    view_text(move, "BEFORE_PERIOD", word_period(req->mem, before.period));
    view_text(move, "BEFORE_VALUE", word_amount(req->mem, before.value_e4));
    view_text(move, "AFTER_PERIOD", word_period(req->mem, after.period));
    view_text(move, "AFTER_VALUE", word_amount(req->mem, after.value_e4));
    return true;
}

static void show_head(Req *req, View *body, const Practice *p)
{
    page_crumb(req, body, "经验做法", "/practices");
    page_crumb(req, body, text_short(req->mem, p->fields.title, 20), NULL);
    view_number(body, "ID", p->id);
    view_text(body, "TITLE", p->fields.title);
    view_text(body, "UNIT", p->unit_name);
    view_number(body, "NO", p->task.no);
    view_text(body, "TASK", zh_punct(req->mem, p->task.title));
    view_text(body, "TASK_ADDRESS",
              mem_printf(req->mem, "/plans/%s/tasks/%" PRId64, p->task.plan, p->task.no));
    view_practice_state(body, "STATE", p->state);
    view_text(body, "BODY", p->fields.body);
    if (p->fields.effect[0] != '\0')
        view_text(view_part(body, "EFFECT"), "EFFECT_TEXT", p->fields.effect);
    if (p->submitted_us != 0) {
        View *handed = view_part(body, "HANDED_IN");
        view_text(handed, "NAME", p->submitted_name);
        view_moment(handed, req->mem, "AT", p->submitted_us, word_date);
    }
}

static void show_decision(Req *req, View *body, const Practice *p)
{
    if (p->decided_us == 0 || p->state == PRACTICE_DRAFT || p->state == PRACTICE_SUBMITTED)
        return;
    View *decision = view_part(body, p->state == PRACTICE_RETURNED ? "RETURNED" : "SELECTED");
    view_text(decision, "NAME", p->decided_name);
    view_moment(decision, req->mem, "AT", p->decided_us, word_moment);
    if (p->opinion[0] != '\0')
        view_text(view_part(decision, "SAID"), "WORDS", p->opinion);
}

static bool show_briefs(Req *req, View *body, const Practice *p, GError **err)
{
    BriefLine *lines;
    gsize n;

    TRY(practice_briefs(req->app->db, req->mem, p->id, &lines, &n, err));
    View *box = n == 0 ? NULL : view_part(body, "BRIEFS");
    for (gsize i = 0; i < n; i++) {
        View *brief = view_part(box, "BRIEF");
        view_number(brief, "ID", lines[i].id);
        view_number(brief, "YEAR", lines[i].year);
        view_number(brief, "BRIEF_NO", lines[i].no);
    }
    return true;
}

static void show_unit(Req *req, View *table, const PracticeUnit *unit)
{
    View *row = view_part(table, "UNIT_ROW");

    view_text(row, "UNIT_NAME", unit->unit_name);
    view_moment(row, req->mem, "TOLD", unit->told_us, word_day);
    if (unit->noted_us == 0) {
        view_show(row, "WAITS");
        return;
    }
    View *noted = view_part(row, "NOTED");
    view_text(noted, "NAME", unit->noted_name);
    view_moment(noted, req->mem, "AT", unit->noted_us, word_moment);
    view_text(noted, "NOTE", unit->note);
}

/* Whom it went to: everybody may see who follows a good example. */
static void show_units(Req *req, View *body, const Practice *p, const PracticeUnit *units, gsize n)
{
    int64_t noted = 0;

    if (n == 0)
        return;
    View *box = view_part(body, "ROLLED_OUT");
    for (gsize i = 0; i < n; i++) {
        noted += units[i].noted_us != 0;
        show_unit(req, box, &units[i]);
    }
    view_number(box, "TOLD_N", (int64_t)n);
    view_number(box, "NOTED_N", noted);
    view_text(box, "NAME", p->rolled_name);
    view_moment(box, req->mem, "AT", p->rolled_us, word_date);
    if (p->ask[0] != '\0')
        view_text(view_part(box, "ASK"), "ASK_TEXT", p->ask);
}

/* ---- the next step */

static View *step_form(Req *req, View *body, const char *part, const Practice *p, const PracticeTyped *typed,
                       const char *field)
{
    View *form = view_part(body, part);
    bool mine = typed->field != NULL && strcmp(typed->field, field) == 0;
    const char *why = mine ? complaint_about(req->mem, typed->complaints, typed->n_complaints, field) : NULL;

    view_text(form, "RID", request_id_new(req->mem));
    view_number(form, "REV", p->version);
    view_text(form, "TYPED", mine ? typed->text : "");
    if (why != NULL)
        view_text(view_part(form, "BAD"), "WHY", why);
    return form;
}

/* Units that lead a task and somebody can sign in for. */
static bool show_roll_out(Req *req, View *form, const Practice *p, const PracticeUnit *units, gsize n,
                          GError **err)
{
    const Book *book;

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, p->task.plan, &book, err));
    for (gsize i = 0; i < book->n_units; i++) {
        const BookUnit *unit = &book->units[i];
        if (!unit->signs_in || unit->id.v == p->unit.v || !(unit->leads || unit->takes_part) ||
            practice_unit_in(units, n, unit->id) != NULL)
            continue;
        View *choice = view_part(form, "CHOICE");
        view_number(choice, "CHOICE_ID", unit->id.v);
        view_text(choice, "CHOICE_NAME", unit->name);
    }
    return true;
}

static bool show_steps(Req *req, View *body, const Practice *p, const PracticeTyped *typed,
                       const PracticeUnit *units, gsize n, GError **err)
{
    const Actor *who = &req->who;
    const PracticeUnit *own = practice_unit_in(units, n, who->unit);
    bool keeps = authz(who, DEED_KEEP_PRACTICE, &p->facts) == MAY;

    if (keeps && practice_next(p->state, PRACTICE_SAVE) != PRACTICE_NONE)
        view_show(body, "EDIT");
    if (keeps && practice_next(p->state, PRACTICE_WITHDRAW) != PRACTICE_NONE)
        step_form(req, body, "WITHDRAW", p, typed, "");
    if (practice_next(p->state, PRACTICE_SELECT) != PRACTICE_NONE &&
        authz(who, DEED_DECIDE_PRACTICE, &p->facts) == MAY)
        step_form(req, body, "DECIDE", p, typed, "opinion");
    if (authz_role(who->roles, DEED_NOTE_PRACTICE) && own != NULL && own->noted_us == 0)
        step_form(req, body, "NOTE", p, typed, "note");
    if (practice_next(p->state, PRACTICE_ROLL_OUT) == PRACTICE_NONE ||
        authz(who, DEED_ROLL_OUT, &p->facts) != MAY)
        return true;
    return show_roll_out(req, step_form(req, body, "ROLL_OUT", p, typed, "ask"), p, units, n, err);
}

bool practice_show(Req *req, Resp *resp, const Practice *p, const PracticeTyped *typed, int status,
                   GError **err)
{
    View *body = page_view(req, "practice.tpl");
    PracticeUnit *units;
    gsize n;

    TRY(practice_units(req->app->db, req->mem, p->id, &units, &n, err));
    view_complaints(body, typed->complaints, typed->n_complaints);
    if (typed->late)
        view_show(body, "LATE");
    if (typed->late && typed->text != NULL && typed->text[0] != '\0')
        view_text(view_part(body, "KEPT"), "KEPT_TEXT", typed->text);
    show_head(req, body, p);
    TRY(show_move(req, body, &p->fields, err));
    show_decision(req, body, p);
    TRY(show_briefs(req, body, p, err));
    show_units(req, body, p, units, n);
    TRY(show_steps(req, body, p, typed, units, n, err));
    return page_show(req, resp, body, status, NAV_PRACTICES, p->fields.title, err);
}

bool page_practice(Req *req, Resp *resp, GError **err)
{
    PracticeTyped nothing = { 0 };
    Practice practice;

    TRY(practice_of_address(req, &practice, err));
    return practice_show(req, resp, &practice, &nothing, 200, err);
}
