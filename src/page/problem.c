/* problem.c: one problem: what it is, what was done, and the form of the next action (ux.md 4.14). */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/files.h"
#include "page/pages.h"
#include "page/problems.h"
#include "page/readable.h"
#include "page/show.h"
#include "store/evidence.h"
#include "web/form.h"

typedef struct {
    Req *req;
    const Problem *problem;
    const ProblemForm *form;
    const Book *book;
    const BookTask *task;
    ProblemUnit *units;
    ProblemFile *files;
    gsize n_units, n_files;
} Page;

Verdict problem_verdict(const Req *req, const Problem *problem, ProblemMove move)
{
    Facts facts = problem->facts;

    facts.problem.move = move;
    return authz(&req->who, DEED_MOVE_PROBLEM, &facts);
}

/* ---- what was done */

static void show_units_of(const Page *p, View *item, int64_t at_version)
{
    View *box = NULL;

    for (gsize i = 0; i < p->n_units; i++) {
        const ProblemUnit *unit = &p->units[i];
        if (unit->at_version != at_version)
            continue;
        box = box != NULL ? box : view_part(item, "ASKED");
        View *one = view_part(box, "UNIT");
        view_text(one, "UNIT_NAME", unit->name);
        if (unit->group_name[0] != '\0')
            view_text(view_part(one, "GROUP"), "GROUP_NAME", unit->group_name);
    }
}

static void show_files_of(const Page *p, View *item, int64_t at_version)
{
    View *box = NULL;

    for (gsize i = 0; i < p->n_files; i++) {
        const ProblemFile *file = &p->files[i];
        if (file->at_version != at_version)
            continue;
        box = box != NULL ? box : view_part(item, "SHOWN");
        View *one = view_part(box, "FILE");
        view_text(one, "FILE_NAME", file->name);
        view_text(one, "FILE_SIZE", word_file_size(p->req->mem, file->size_bytes));
        view_text(one, "FILE_PATH",
                  mem_printf(p->req->mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64 "/files/%" PRId64,
                             p->problem->plan, file->no, file->period, file->unit.v, file->id));
    }
}

static void show_entry(const Page *p, View *body, const ProblemEntry *entry)
{
    Mem *mem = p->req->mem;
    View *item = view_part(body, "ENTRY");
    bool back = entry->move == MOVE_REFUSE || entry->move == MOVE_REOPEN;

    view_text(item, "MOVE_WORD", entry->move == MOVE_NONE ? "备注" : problem_move_word(entry->move));
    view_show(item, entry->move == MOVE_NONE ? "IS_NOTE" : back ? "IS_BACK" : "IS_MOVE");
    view_text(item, "NAME", entry->made_name);
    if (entry->made_unit_name[0] != '\0')
        view_text(view_part(item, "FROM"), "FROM_UNIT", entry->made_unit_name);
    view_moment(item, mem, "AT", entry->made_us, word_full);
    if (entry->words[0] != '\0' && entry->move != MOVE_RAISE)
        view_text(view_part(item, "SAID"), "WORDS", entry->words);
    if (entry->move == MOVE_COORDINATE || entry->move == MOVE_RAISE)
        view_text(view_part(item, "AT_LEVEL"), "LEVEL_WORD", problem_level_word(entry->level));
    if (entry->due_us != 0)
        view_text(view_part(item, "LIMIT"), "LIMIT_DAY", word_date(mem, entry->due_us));
    show_units_of(p, item, entry->at_version);
    show_files_of(p, item, entry->at_version);
}

static bool show_timeline(const Page *p, View *body, GError **err)
{
    ProblemEntry *list;
    gsize n;

    TRY(problem_timeline(p->req->app->db, p->req->mem, p->problem->id, &list, &n, err));
    for (gsize i = n; i-- > 0;)
        show_entry(p, body, &list[i]);
    return true;
}

/* ---- the next action */

static bool has_id(const int64_t *ids, gsize n, int64_t id)
{
    for (gsize i = 0; i < n; i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* Groups come first: choosing one asks its members. */
static void show_unit_choice(const Page *p, View *form)
{
    const ProblemFields *f = &p->form->fields;
    View *choice = view_part(form, "UNITS");

    for (int groups = 1; groups >= 0; groups--)
        for (gsize i = 0; i < p->book->n_units; i++) {
            const BookUnit *unit = &p->book->units[i];
            if (unit->signs_in == (groups == 1) || unit->id.v == p->problem->unit.v)
                continue;
            View *one = view_part(choice, groups ? "GROUP" : "UNIT");
            view_number(one, "ID", unit->id.v);
            view_text(one, "NAME", unit->name);
            if (has_id(f->units, f->n_units, unit->id.v))
                view_show(one, "TICKED");
        }
    if (f->n_units > 0 || p->form->n_complaints > 0)
        view_show(choice, "OPEN");
    view_bad(choice, "BAD", "units", p->form->complaints, p->form->n_complaints);
}

static bool show_file_choice(const Page *p, View *form, GError **err)
{
    const ProblemFields *f = &p->form->fields;
    TaskEvidence *list;
    View *choice = view_part(form, "FILES");
    gsize n, there = 0;

    TRY(evidence_of_task(p->req->app->db, p->req->mem, p->problem->task, &list, &n, err));
    for (gsize i = 0; i < n; i++) {
        if (!report_is_readable(&p->req->who, p->task, list[i].unit, list[i].state))
            continue;
        View *one = view_part(choice, "FILE");
        view_number(one, "ID", list[i].id);
        view_text(one, "NAME", list[i].name);
        view_text(
            one, "FILE_OF",
            mem_printf(p->req->mem, "%s，%s", word_period(p->req->mem, list[i].period), list[i].unit_name));
        if (has_id(f->files, f->n_files, list[i].id))
            view_show(one, "TICKED");
        there++;
    }
    view_bad(choice, "BAD", "files", p->form->complaints, p->form->n_complaints);
    if (there == 0)
        view_show(choice, "NO_FILES");
    return true;
}

static void show_words(const Page *p, View *form)
{
    const ProblemFields *f = &p->form->fields;
    View *words = view_part(form, "WORDS");

    view_text(words, "LABEL", problem_words_label(f->move));
    view_number(words, "MOST", PROBLEM_WORDS_MOST);
    view_text(words, "V", mem_printf(p->req->mem, "\n%s", f->words));
    if (!problem_asks_words(f->move))
        view_show(words, "OPTIONAL");
    if (!p->form->is_note && view_bad(words, "BAD", "words", p->form->complaints, p->form->n_complaints))
        view_show(words, "INVALID");
}

static void show_due(const Page *p, View *form)
{
    const ProblemFields *f = &p->form->fields;
    View *due = view_part(form, "DUE");

    view_text(due, "LABEL",
              problem_next(p->problem->step, f->move) == PROBLEM_SOLVE ? "承诺解决日期" : "协调时限");
    view_text(due, "V", f->due_on);
    if (view_bad(due, "BAD", "due_on", p->form->complaints, p->form->n_complaints))
        view_show(due, "INVALID");
}

static bool show_form(const Page *p, View *body, GError **err)
{
    const ProblemFields *f = &p->form->fields;
    View *form = view_part(body, "FORM");

    view_number(form, "ID", p->problem->id);
    view_text(form, "RID", request_id_new(p->req->mem));
    view_number(form, "REV", p->problem->step_no);
    view_text(form, "MOVE", problem_move_code(f->move));
    view_text(form, "MOVE_WORD", problem_move_word(f->move));
    view_show(form, f->move == MOVE_REFUSE || f->move == MOVE_REOPEN ? "WARN" : "PRIMARY");
    if (f->move == MOVE_COORDINATE) {
        View *levels = view_part(form, "LEVELS");
        view_levels(levels, f->level);
        view_bad(levels, "BAD", "level", p->form->complaints, p->form->n_complaints);
        show_unit_choice(p, form);
    }
    show_words(p, form);
    if (f->move == MOVE_ANSWER)
        TRY(show_file_choice(p, form, err));
    if (problem_asks_due(f->move))
        show_due(p, form);
    return true;
}

/* Links to the forms of all moves that this person may make. */
static gsize show_moves(const Page *p, View *body)
{
    View *acts = NULL;
    gsize n = 0;

    for (int move = MOVE_COORDINATE; move < MOVE__N; move++) {
        if (problem_verdict(p->req, p->problem, (ProblemMove)move) != MAY)
            continue;
        acts = acts != NULL ? acts : view_part(body, "MOVES");
        View *link = view_part(acts, "ACT");
        view_text(link, "WORD", problem_move_word((ProblemMove)move));
        view_text(link, "PATH",
                  mem_printf(p->req->mem, "/problems/%" PRId64 "?move=%s#form", p->problem->id,
                             problem_move_code((ProblemMove)move)));
        if (p->form->fields.move == (ProblemMove)move)
            view_show(link, "HERE");
        n++;
    }
    return n;
}

/* Why there is no button: the words of ux.md §5.4. */
static void show_why(const Page *p, View *body, bool moves)
{
    const Problem *problem = p->problem;
    ProblemMove next = problem->step == PROBLEM_FEEDBACK ? MOVE_CLOSE : MOVE_NONE;

    if (problem->step == PROBLEM_CLOSED || !authz_role(p->req->who.roles, DEED_MOVE_PROBLEM))
        return;
    bool own = next != MOVE_NONE && problem_verdict(p->req, problem, next) == NO_SELF;
    if (moves && !own)
        return;
    View *why = view_part(body, "WHY");
    if (own) {
        view_show(why, "NO_SELF");
        return;
    }
    View *held = view_part(why, "HELD");
    view_text(held, "STEP", problem_step_word(problem->step));
    view_text(held, "HOLDER", problem_holder_word(problem));
    view_text(held, "OWN_UNIT", p->req->who.unit_name);
}

static void show_note_form(const Page *p, View *body)
{
    const ProblemForm *form = p->form;

    if (authz(&p->req->who, DEED_NOTE_PROBLEM, &p->problem->facts) != MAY)
        return;
    View *note = view_part(body, "NOTE");
    view_number(note, "ID", p->problem->id);
    view_text(note, "RID", request_id_new(p->req->mem));
    view_number(note, "MOST", PROBLEM_WORDS_MOST);
    view_text(note, "V", form->is_note ? mem_printf(p->req->mem, "\n%s", form->fields.words) : "");
    if (form->is_note && view_bad(note, "BAD", "words", form->complaints, form->n_complaints))
        view_show(note, "INVALID");
}

/* What was typed and has no form to stand in any more. */
static void show_kept(const Page *p, View *body)
{
    const ProblemForm *form = p->form;

    if (form->notice == NULL)
        return;
    View *notice = view_part(body, "NOTICE");
    view_text(notice, "NOTICE_TEXT", form->notice);
    if (form->fields.move == MOVE_NONE && form->fields.words[0] != '\0')
        view_text(view_part(body, "KEPT"), "KEPT_TEXT", mem_printf(p->req->mem, "\n%s", form->fields.words));
}

/* ---- the frame */

static void show_origin(const Page *p, View *body)
{
    const Problem *problem = p->problem;

    view_text(body, "RAISED_NAME", problem->raised_name);
    view_moment(body, p->req->mem, "RAISED_AT", problem->raised_us, word_full);
    if (problem->raised_unit_name[0] != '\0')
        view_text(view_part(body, "RAISED_FROM"), "RAISED_UNIT", problem->raised_unit_name);
    if (problem->version_id == 0)
        return;
    View *origin = view_part(body, "ORIGIN");
    view_text(origin, "ORIGIN_PERIOD", word_period(p->req->mem, problem->period));
    view_number(origin, "ORIGIN_ROUND", problem->round);
    view_text(origin, "ORIGIN_PATH",
              mem_printf(p->req->mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, problem->plan,
                         problem->no, problem->period, problem->report_unit.v));
}

static void show_side(const Page *p, View *body)
{
    const char *holder = problem_holder_word(p->problem);
    View *units = NULL;

    if (holder[0] != '\0')
        view_text(view_part(body, "HELD_BY"), "HOLDER", holder);
    for (gsize i = 0; i < p->n_units; i++) {
        bool again = false;
        for (gsize k = 0; k < i; k++)
            again |= p->units[k].unit.v == p->units[i].unit.v;
        if (again)
            continue;
        units = units != NULL ? units : view_part(body, "HELPERS");
        view_text(view_part(units, "HELPER"), "HELPER_NAME", p->units[i].name);
    }
}

static bool read_page(Page *p, GError **err)
{
    Db *db = p->req->app->db;
    Mem *mem = p->req->mem;

    TRY(shelf_book(p->req->app->shelf, db, mem, p->problem->plan, &p->book, err));
    p->task = book_task(p->book, p->problem->no);
    if (p->task == NULL)
        return fail(err, ERR_NOT_FOUND, "the problem's task is in no plan");
    TRY(problem_units(db, mem, p->problem->id, &p->units, &p->n_units, err));
    return problem_files(db, mem, p->problem->id, &p->files, &p->n_files, err);
}

bool problem_show(Req *req, Resp *resp, const Problem *problem, const ProblemForm *form, int status,
                  GError **err)
{
    Page p = { .req = req, .problem = problem, .form = form };

    TRY(read_page(&p, err));
    View *body = page_view(req, "problem.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "问题闭环", "/problems");
    page_crumb(req, body, text_short(req->mem, problem->title, 20), NULL);
    view_problem(body, req->mem, problem, req->now_us);
    view_text(body, "PROBLEM_BODY", problem->body);
    show_origin(&p, body);
    show_side(&p, body);
    view_errors(body, form->complaints, form->n_complaints);
    show_kept(&p, body);
    gsize moves = show_moves(&p, body);
    if (form->fields.move != MOVE_NONE)
        TRY(show_form(&p, body, err));
    else
        show_why(&p, body, moves > 0);
    TRY(show_timeline(&p, body, err));
    show_note_form(&p, body);
    return page_show(req, resp, body, status, NAV_PROBLEMS, problem->title, err);
}

/* The form that stands open when nothing else was asked for: the way forward. */
static ProblemMove move_wanted(const Req *req, const Problem *problem)
{
    static const ProblemMove ways[] = { MOVE_SOLVE, MOVE_ANSWER, MOVE_CLOSE, MOVE_COORDINATE };
    const char *asked = query_get(req, "move");
    ProblemMove move = asked == NULL ? MOVE_NONE : problem_move_of(asked);

    if (move == MOVE_NONE && problem->step == PROBLEM_FOUND && problem->level != LEVEL_UNIT)
        move = MOVE_COORDINATE;
    if (move != MOVE_NONE && problem_verdict(req, problem, move) == MAY)
        return move;
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        bool again = ways[i] == MOVE_COORDINATE && problem->step != PROBLEM_FOUND;
        if (!again && problem_verdict(req, problem, ways[i]) == MAY)
            return ways[i];
    }
    return MOVE_NONE;
}

bool page_problem(Req *req, Resp *resp, GError **err)
{
    Problem problem;

    TRY(problem_of_address(req, &problem, err));
    Verdict verdict = authz(&req->who, DEED_READ_PROBLEMS, &problem.facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "problem: %s", verdict_code(verdict));
    ProblemForm form = { .fields = { .move = move_wanted(req, &problem),
                                     .words = "",
                                     .level = problem.level == LEVEL_UNIT ? LEVEL_DEPARTMENT
                                                                          : problem.level } };
    form.fields.due_on = problem_day(
        req->mem, problem_usual_due(problem_next(problem.step, form.fields.move), req->now_us));
    return problem_show(req, resp, &problem, &form, 200, err);
}
