/* score.c: a unit's score in a circular, point by point with the record that each comes from; its objection (异议). */
#include <inttypes.h>
#include <string.h>

#include "act/bulletin_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/bulletin.h"
#include "page/pages.h"
#include "page/show.h"
#include "web/form.h"

typedef struct {
    Bulletin b;
    StoredScore score;
    AccountEntry *entries;
    gsize n_entries;
    Objection *objections; /* of the bulletin */
    gsize n_objections;
    const char *typed, *field; /* what was wrong: as typed, and in which field; NULL */
    int64_t about;             /* the objection that it answers; 0: a new one */
    int status;
} Page;

/* Of a draft, as it would be. */
static bool count_now(Req *req, Page *p, UnitId unit, bool *found, GError **err)
{
    BulletinFacts facts;

    TRY(bulletin_facts(req->app->db, req->mem, &p->b, &facts, err));
    *found = false;
    for (gsize i = 0; i < facts.n_scores && !*found; i++) {
        const UnitScore *s = &facts.scores[i];
        *found = s->unit.v == unit.v;
        p->score = (StoredScore){ unit, facts_unit_name(&facts, unit), s->place, s->tasks, s->score_e1, "" };
    }
    p->entries = bulletin_account(req->mem, &p->b, &facts, unit, &p->n_entries);
    return true;
}

static bool read_page(Req *req, UnitId unit, Page *p, GError **err)
{
    bool found;

    *p = (Page){ .status = 200 };
    TRY(bulletin_of(req, &p->b, err));
    if (p->b.state == BULLETIN_DRAFT) {
        TRY(count_now(req, p, unit, &found, err));
    } else {
        TRY(bulletin_score(req->app->db, req->mem, p->b.id, unit, &p->score, &found, err));
        if (found && !account_read(req->mem, p->score.points, &p->entries, &p->n_entries))
            return fail(err, ERR_BROKEN, "bulletin %" PRId64 ": points cannot be read", p->b.id);
    }
    TRY(objections(req->app->db, req->mem, p->b.id, &p->objections, &p->n_objections, err));
    return found || fail(err, ERR_NOT_FOUND, "unit %" PRId64 " has no score there", unit.v);
}

static void show_entry(Req *req, const Page *p, View *body, const AccountEntry *e)
{
    View *row = view_part(body, "ENTRY");

    view_number(row, "NO", e->task_no);
    view_text(row, "TASK", zh_punct(req->mem, e->task));
    view_text(row, "WORD", point_word(e->kind));
    view_number(row, "POINTS", e->points);
    view_number(row, "MOST", e->most);
    view_text(row, "ADDRESS",
              mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, p->b.plan, e->task_no,
                         p->b.period, p->score.unit.v));
    if (e->event == 0)
        return;
    View *from = view_part(row, authz_role(req->who.roles, DEED_READ_AUDIT) ? "FROM_LINK" : "FROM");
    view_number(from, "EVENT", e->event);
    view_text(from, "PERSON", e->person);
    view_moment(from, req->mem, "AT", e->at_us, word_full);
}

static void show_objection(Req *req, const Page *p, View *body, const Objection *o)
{
    static const char *const states[OBJECTION__N] = { "", "OPEN", "UPHELD", "REFUSED" };
    View *box = view_part(body, "OBJECTION");

    view_text(box, "REASON", o->reason);
    view_text(box, "NAME", o->raised_name);
    view_moment(box, req->mem, "AT", o->raised_us, word_full);
    view_show(box, states[o->state]);
    if (o->state != OBJECTION_OPEN) {
        View *answer = view_part(box, "ANSWER");
        view_text(answer, "TEXT", o->answer);
        view_text(answer, "NAME", o->settled_name);
        view_moment(answer, req->mem, "AT", o->settled_us, word_full);
    } else if (authz(&req->who, DEED_SETTLE_SCORE, &(Facts){ .filed_by = o->raised_by }) == MAY) {
        View *form = view_part(box, "SETTLE");
        view_text(form, "PATH", bulletin_path(req->mem, p->b.id));
        view_number(form, "ID", o->id);
        view_number(form, "REV", o->version);
        view_text(form, "RID", request_id_new(req->mem));
        view_text(form, "ANSWER", p->about == o->id && p->typed != NULL ? p->typed : "");
        if (p->about == o->id && p->field != NULL)
            view_text(view_part(form, "BAD"), "TEXT", p->field);
    }
}

/* Returns whether one of the unit's own waits. */
static bool show_objections(Req *req, const Page *p, View *body)
{
    bool open = false;

    for (gsize i = 0; i < p->n_objections; i++) {
        const Objection *o = &p->objections[i];
        if (o->unit.v != p->score.unit.v)
            continue;
        open = open || o->state == OBJECTION_OPEN;
        show_objection(req, p, body, o);
    }
    return open;
}

static void show_object_form(Req *req, const Page *p, View *body)
{
    View *form = view_part(body, "OBJECT");

    view_text(form, "PATH", bulletin_path(req->mem, p->b.id));
    view_text(form, "RID", request_id_new(req->mem));
    view_text(form, "REASON", p->about == 0 && p->typed != NULL ? p->typed : "");
    if (p->about == 0 && p->field != NULL)
        view_text(view_part(form, "BAD"), "TEXT", p->field);
}

static bool show_page(Req *req, Resp *resp, const Page *p, GError **err)
{
    Mem *mem = req->mem;
    View *body = page_view(req, "score.tpl");
    char *title = mem_printf(mem, "%s的得分", p->score.unit_name);
    int64_t points = 0, most = 0;

    bulletin_crumbs(req, body, &p->b, title);
    view_text(body, "TITLE", title);
    view_text(body, "BULLETIN", p->b.title);
    view_text(body, "SCORE", score_text(mem, p->score.score_e1));
    view_number(body, "TASKS", p->score.tasks);
    View *place = view_part(body, p->score.place == 0 ? "NO_PLACE" : "PLACE");
    view_number(place, "PLACE_N", p->score.place);
    for (gsize i = 0; i < p->n_entries; i++) {
        show_entry(req, p, body, &p->entries[i]);
        points += p->entries[i].points;
        most += p->entries[i].most;
    }
    view_number(body, "POINTS", points);
    view_number(body, "MOST", most);
    view_text(body, "FORMULA", score_formula(mem, &p->b.weights));
    if (p->field != NULL)
        view_text(view_part(body, "ERRORS"), "TEXT", p->field);
    bool open = show_objections(req, p, body);
    if (!open && authz_role(req->who.roles, DEED_OBJECT_SCORE) && req->who.unit.v == p->score.unit.v &&
        bulletin_next(p->b.state, STEP_OBJECT) != BULLETIN_NONE)
        show_object_form(req, p, body);
    return page_show(req, resp, body, p->status, NAV_BULLETINS, title, err);
}

bool page_score(Req *req, Resp *resp, GError **err)
{
    UnitId unit = { 0 };
    Page p;

    if (!number_read(req->arg[1], &unit.v))
        return fail(err, ERR_NOT_FOUND, "no unit %s", req->arg[1]);
    TRY(read_page(req, unit, &p, err));
    return show_page(req, resp, &p, err);
}

/* ---- the unit objects, a supervisor settles */

enum { REV, REASON, ANSWER, RESULT, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [REV] = { "rev", 18, false },
    [REASON] = { "reason", 4000, false },
    [ANSWER] = { "answer", 4000, false },
    [RESULT] = { "result", 16, false },
};

static bool read_wish(Req *req, const char **value, ObjectionWish *wish, GError **err)
{
    TRY(form_take(req, post_fields, N_FIELDS, value, err));
    TRY(form_request_id(req, &wish->request, err));
    wish->now_us = req->now_us;
    return number_read(req->arg[0], &wish->bulletin) ||
           fail(err, ERR_NOT_FOUND, "no bulletin %s", req->arg[0]);
}

/* The page again with what was typed. */
static bool again(Req *req, Resp *resp, UnitId unit, const ObjectionWish *wish, const Complaint *complaint,
                  GError **err)
{
    Page p;

    TRY(read_page(req, unit, &p, err));
    p.status = 422;
    p.typed = wish->words;
    p.field = complaint->text;
    p.about = wish->objection;
    return show_page(req, resp, &p, err);
}

bool page_score_object_post(Req *req, Resp *resp, GError **err)
{
    const char *value[N_FIELDS];
    ObjectionWish wish = { 0 };
    gsize n;

    TRY(read_wish(req, value, &wish, err));
    wish.words = value[REASON];
    const Complaint *complaints = objection_complaints(req->mem, "reason", wish.words, &n);
    if (n > 0)
        return again(req, resp, req->who.unit, &wish, &complaints[0], err);
    TRY(act_score_object(req->app->db, req->mem, &req->who, &wish, err));
    page_say(req, "异议已提交，由督查室核实答复。答复之前，异议列在得分旁边。");
    return resp_see_other(resp, req->mem, "/bulletins/%" PRId64 "/scores/%" PRId64, wish.bulletin,
                          req->who.unit.v);
}

static bool unit_of_objection(Req *req, const ObjectionWish *wish, UnitId *unit, GError **err)
{
    Objection *list;
    gsize n;

    TRY(objections(req->app->db, req->mem, wish->bulletin, &list, &n, err));
    for (gsize i = 0; i < n; i++)
        if (list[i].id == wish->objection) {
            *unit = list[i].unit;
            return true;
        }
    return fail(err, ERR_NOT_FOUND, "no objection %" PRId64, wish->objection);
}

bool page_score_settle_post(Req *req, Resp *resp, GError **err)
{
    const char *value[N_FIELDS];
    ObjectionWish wish = { 0 };
    UnitId unit = { 0 };
    gsize n;

    TRY(read_wish(req, value, &wish, err));
    if (!number_read(req->arg[1], &wish.objection))
        return fail(err, ERR_NOT_FOUND, "no objection %s", req->arg[1]);
    TRY(unit_of_objection(req, &wish, &unit, err));
    wish.upheld = strcmp(value[RESULT], "upheld") == 0;
    if (!number_read(value[REV], &wish.base_version) ||
        (!wish.upheld && strcmp(value[RESULT], "refused") != 0))
        return fail(err, ERR_BAD_INPUT, "objection: rev is no number, or no result");
    wish.words = value[ANSWER];
    const Complaint *complaints = objection_complaints(req->mem, "answer", wish.words, &n);
    if (n > 0)
        return again(req, resp, unit, &wish, &complaints[0], err);
    TRY(act_score_settle(req->app->db, req->mem, &req->who, &wish, err));
    page_say(req, "已答复异议：%s。", wish.upheld ? "成立" : "不成立");
    return resp_see_other(resp, req->mem, "/bulletins/%" PRId64 "/scores/%" PRId64, wish.bulletin, unit.v);
}
