/* practices.c: the list of 经验做法: those that everybody may read, the unit's own, what waits for the office. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/practice.h"
#include "page/show.h"

enum { LINES = 30 };

void view_practice_state(View *view, const char *marker, PracticeState state)
{
    static const char *const parts[PRACTICE__N] = { "NONE",     "DRAFT",    "SUBMITTED",
                                                    "RETURNED", "SELECTED", "ROLLED_OUT" };

    view_show(view_include(view, marker, "practice_state.tpl"), parts[state]);
}

/* Which of the lists is asked for. */
typedef struct {
    PracticeFilter filter;
    bool own;
} Asked;

static Asked asked_of(Req *req)
{
    const char *state = query_get(req, "st"), *unit = query_get(req, "unit"),
               *before = query_get(req, "before");
    Asked a = { .filter = { .most = LINES + 1 } };

    a.own = unit != NULL && strcmp(unit, "own") == 0 && req->who.unit.v != 0;
    if (a.own)
        a.filter.unit = req->who.unit;
    if (state != NULL)
        a.filter.state = practice_state_of(state);
    if (before == NULL || !number_read(before, &a.filter.before))
        a.filter.before = 0;
    return a;
}

static void tab(View *body, const char *address, const char *word, bool here)
{
    View *t = view_part(body, "TAB");

    view_text(t, "ADDRESS", address);
    view_text(t, "WORD", word);
    if (here)
        view_show(t, "HERE");
}

static void show_tabs(Req *req, View *body, const Asked *a)
{
    PracticeState state = a->filter.state;

    tab(body, "/practices", "全部", !a->own && state == PRACTICE_NONE);
    if (authz_role(req->who.roles, DEED_KEEP_PRACTICE))
        tab(body, "/practices?unit=own", "本单位", a->own);
    if (authz_role(req->who.roles, DEED_DECIDE_PRACTICE))
        tab(body, "/practices?st=submitted", "待选用", state == PRACTICE_SUBMITTED);
    tab(body, "/practices?st=rolled_out", "已推广", state == PRACTICE_ROLLED_OUT);
}

static void show_line(Req *req, View *table, const PracticeLine *line)
{
    View *row = view_part(table, "ROW");

    view_number(row, "ID", line->id);
    view_number(row, "NO", line->no);
    view_text(row, "TITLE", line->title);
    view_text(row, "UNIT", line->unit_name);
    view_practice_state(row, "STATE", line->state);
    if (line->submitted_us != 0)
        view_moment(view_part(row, "HANDED_IN"), req->mem, "AT", line->submitted_us, word_date);
    if (line->told == 0)
        return;
    View *told = view_part(row, "TOLD");
    view_number(told, "TOLD_N", line->told);
    view_number(told, "NOTED_N", line->noted);
}

static void show_lines(Req *req, View *body, const Asked *a, const PracticeLine *lines, gsize n)
{
    View *table = n == 0 ? NULL : view_part(body, "TABLE");

    for (gsize i = 0; i < MIN(n, LINES); i++)
        show_line(req, table, &lines[i]);
    if (n > LINES)
        view_text(view_part(body, "MORE"), "MORE_ADDRESS",
                  mem_printf(req->mem, "/practices?before=%" PRId64 "&st=%s%s", lines[LINES - 1].id,
                             practice_state_code(a->filter.state), a->own ? "&unit=own" : ""));
    if (n == 0)
        view_show(view_part(body, "EMPTY"), a->own ? "OWN" : "OTHERS");
}

/* What was rolled out to this person's unit and waits for its 签收. */
static bool show_to_note(Req *req, View *body, GError **err)
{
    PracticeTold *told;
    gsize n;

    if (!authz_role(req->who.roles, DEED_NOTE_PRACTICE))
        return true;
    TRY(practice_to_note(req->app->db, req->mem, req->who.unit, &told, &n, err));
    View *box = n == 0 ? NULL : view_part(body, "TO_NOTE");
    for (gsize i = 0; i < n; i++) {
        View *item = view_part(box, "TOLD_ITEM");
        view_number(item, "ID", told[i].id);
        view_text(item, "TITLE", told[i].title);
        view_text(item, "UNIT", told[i].unit_name);
        view_moment(item, req->mem, "AT", told[i].told_us, word_day);
    }
    return true;
}

bool page_practices(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "practices.tpl");
    Asked a = asked_of(req);
    PracticeLine *lines;
    gsize n;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "经验做法", NULL);
    TRY(practice_list(req->app->db, req->mem, &req->who, &a.filter, &lines, &n, err));
    show_tabs(req, body, &a);
    TRY(show_to_note(req, body, err));
    show_lines(req, body, &a, lines, n);
    if (authz_role(req->who.roles, DEED_KEEP_PRACTICE))
        view_show(body, "WRITE");
    return page_show(req, resp, body, 200, NAV_PRACTICES, "经验做法", err);
}
