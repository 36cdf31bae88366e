/* bulletin.c: one circular: on a page, on official paper, as files, its checkpoint (ux.md 4.13). */
#include "page/bulletin.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/paper_show.h"
#include "page/show.h"

bool bulletin_of(const Req *req, Bulletin *b, GError **err)
{
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "no bulletin %s", req->arg[0]);
    TRY(bulletin_find(req->app->db, req->mem, id, b, err));
    return b->state != BULLETIN_DRAFT || authz_role(req->who.roles, DEED_KEEP_BULLETINS) ||
           fail(err, ERR_NOT_FOUND, "bulletin %" PRId64 " is not issued", id);
}

char *bulletin_path(Mem *mem, int64_t id)
{
    return mem_printf(mem, "/bulletins/%" PRId64, id);
}

const char *bulletin_name(Mem *mem, const Bulletin *b)
{
    return b->no == 0 ? "草稿" : issue_no_word(mem, b->year, b->no);
}

void bulletin_crumbs(Req *req, View *body, const Bulletin *b, const char *last)
{
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "通报", "/bulletins");
    page_crumb(req, body,
               mem_printf(req->mem, "%s %s", word_period(req->mem, b->period), bulletin_name(req->mem, b)),
               last == NULL ? NULL : bulletin_path(req->mem, b->id));
    if (last != NULL)
        page_crumb(req, body, last, NULL);
}

static void show_head(Req *req, View *body, const Bulletin *b)
{
    static const char *const states[BULLETIN__N] = { "", "DRAFT", "ISSUED", "RECALLED" };
    Mem *mem = req->mem;
    View *state = view_part(body, states[b->state]);

    view_text(body, "PATH", bulletin_path(mem, b->id));
    view_moment(body, mem, "FROZEN", b->frozen_us, word_full);
    if (b->state == BULLETIN_DRAFT) {
        view_text(state, "NAME", b->drafted_name);
        return;
    }
    view_text(state, "NO", issue_no_word(mem, b->year, b->no));
    view_text(state, "NAME", b->issued_name);
    view_moment(state, mem, "AT", b->issued_us, word_full);
    View *proof = view_part(body, "PROOF");
    view_number(proof, "SIZE", b->tree_size);
    view_text(proof, "NOTE", b->checkpoint);
    if (b->state == BULLETIN_RECALLED) {
        view_text(state, "BY", b->recalled_name);
        view_moment(state, mem, "RECALLED", b->recalled_us, word_full);
        view_text(state, "REASON", b->recall_reason);
    }
}

static void show_objection(Req *req, View *table, const Bulletin *b, const Objection *o)
{
    static const char *const states[OBJECTION__N] = { "", "OPEN", "UPHELD", "REFUSED" };
    View *row = view_part(table, "OBJECTION");

    view_text(row, "UNIT", o->unit_name);
    view_text(row, "ADDRESS",
              mem_printf(req->mem, "%s/scores/%" PRId64, bulletin_path(req->mem, b->id), o->unit.v));
    view_text(row, "REASON", o->reason);
    view_moment(row, req->mem, "AT", o->raised_us, word_moment);
    view_show(row, states[o->state]);
    if (o->state != OBJECTION_OPEN) {
        View *answer = view_part(row, "ANSWER");
        view_text(answer, "TEXT", o->answer);
        view_text(answer, "NAME", o->settled_name);
    }
}

/* The units whose objections wait. */
static const int64_t *objected(Mem *mem, const Objection *list, gsize n, gsize *n_units)
{
    int64_t *units = mem_array(mem, int64_t, n);

    *n_units = 0;
    for (gsize i = 0; i < n; i++)
        if (list[i].state == OBJECTION_OPEN)
            units[(*n_units)++] = list[i].unit.v;
    return units;
}

bool page_bulletin(Req *req, Resp *resp, GError **err)
{
    Bulletin b;
    const Paper *paper;
    Objection *list;
    gsize n;

    TRY(bulletin_of(req, &b, err));
    TRY(bulletin_document(req->app->db, req->mem, &b, &paper, err));
    TRY(objections(req->app->db, req->mem, b.id, &list, &n, err));
    View *body = page_view(req, "bulletin.tpl");
    bulletin_crumbs(req, body, &b, NULL);
    show_head(req, body, &b);
    if (authz_role(req->who.roles, DEED_KEEP_BULLETINS) && b.state != BULLETIN_RECALLED)
        view_show(body, b.state == BULLETIN_DRAFT ? "MAY_ISSUE" : "MAY_RECALL");
    View *table = n == 0 ? NULL : view_part(body, "OBJECTIONS");
    for (gsize i = 0; i < n; i++)
        show_objection(req, table, &b, &list[i]);
    PaperScores scores = { .address = mem_printf(req->mem, "%s/scores", bulletin_path(req->mem, b.id)) };
    scores.units = objected(req->mem, list, n, &scores.n_units);
    paper_show(req->mem, body, "PAPER", paper, &scores);
    return page_show(req, resp, body, 200, NAV_BULLETINS, b.title, err);
}

bool page_bulletin_print(Req *req, Resp *resp, GError **err)
{
    Bulletin b;
    const Paper *paper;

    TRY(bulletin_of(req, &b, err));
    TRY(bulletin_document(req->app->db, req->mem, &b, &paper, err));
    return paper_print(req, resp, paper, bulletin_path(req->mem, b.id), err);
}

static const char *file_name(Req *req, const Bulletin *b)
{
    return mem_printf(req->mem, "%s%s", b->title, b->no == 0 ? "（草稿）" : bulletin_name(req->mem, b));
}

bool page_bulletin_docx(Req *req, Resp *resp, GError **err)
{
    Bulletin b;
    const Paper *paper;

    TRY(bulletin_of(req, &b, err));
    TRY(bulletin_document(req->app->db, req->mem, &b, &paper, err));
    return paper_docx(req, resp, paper, file_name(req, &b), err);
}

bool page_bulletin_xlsx(Req *req, Resp *resp, GError **err)
{
    Bulletin b;
    const Paper *paper;

    TRY(bulletin_of(req, &b, err));
    TRY(bulletin_document(req->app->db, req->mem, &b, &paper, err));
    return paper_xlsx(req, resp, paper, file_name(req, &b), err);
}

/* The checkpoint that the paper carries, for whoever wants to compare the log with it later. */
bool page_bulletin_checkpoint(Req *req, Resp *resp, GError **err)
{
    Bulletin b;

    TRY(bulletin_of(req, &b, err));
    if (b.checkpoint[0] == '\0')
        return fail(err, ERR_NOT_FOUND, "bulletin %" PRId64 " has no checkpoint", b.id);
    resp_attach(resp, req->mem, "text/plain; charset=utf-8",
                mem_printf(req->mem, "%020" PRId64 ".note", b.tree_size));
    resp->body = b.checkpoint;
    resp->body_bytes = strlen(b.checkpoint);
    return true;
}
