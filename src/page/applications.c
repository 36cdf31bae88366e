/* applications.c: the applications: the queue of those who decide, and the list of one's own unit. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/application_words.h"
#include "page/dashboard.h"
#include "page/pages.h"
#include "page/show.h"

static const char *asked_for(const Req *req, const char *name)
{
    const char *value = query_get(req, name);

    return value == NULL ? "" : value;
}

static int kind_of(const char *code)
{
    for (int kind = 0; kind < ASKS_KIND__N; kind++)
        if (strcmp(asks_kind_code((AsksKind)kind), code) == 0)
            return kind;
    return ASKS_KIND__N;
}

/* Whether somebody sees those of all units: who may read one of a unit that is not theirs. */
static bool sees_all(const Req *req)
{
    Facts stranger = { .unit_leads = false };

    return authz(&req->who, DEED_READ_APPLICATIONS, &stranger) == MAY;
}

/* Who decides sees first what waits; a unit sees all of its own. What is no choice is left open. */
static ApplicationChoice choice_of(const Req *req)
{
    const char *state = asked_for(req, "state"), *kind = asked_for(req, "kind");
    ApplicationState named = application_state_of(state);
    ApplicationChoice choice = { .kind = kind_of(kind),
                                 .state = named == APPLICATION_NONE ? APPLICATION__N : (int)named };

    if (query_get(req, "state") == NULL && authz_role(req->who.roles, DEED_DECIDE_APPLICATION))
        choice.state = APPLICATION_WAITING;
    if (!number_read(asked_for(req, "unit"), &choice.unit.v))
        choice.unit.v = 0;
    if (!sees_all(req))
        choice.unit = req->who.unit;
    if (!number_read(asked_for(req, "before"), &choice.before))
        choice.before = 0;
    return choice;
}

static void add_option(View *body, const char *part, const char *code, const char *word, bool chosen)
{
    View *option = view_part(body, part);

    view_text(option, "CODE", code);
    view_text(option, "WORD", word);
    if (chosen)
        view_show(option, "CHOSEN");
}

static void show_units(Req *req, View *filter, const ApplicationChoice *choice)
{
    const Book *book;

    if (!sees_all(req) || !shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &book, NULL))
        return;
    View *units = view_part(filter, "UNITS");
    for (gsize i = 0; i < book->n_units; i++)
        if (book->units[i].leads)
            add_option(units, "UNIT_OPTION", mem_printf(req->mem, "%" PRId64, book->units[i].id.v),
                       book->units[i].name, book->units[i].id.v == choice->unit.v);
}

static void show_filter(Req *req, View *body, const ApplicationChoice *choice)
{
    add_option(body, "STATE_OPTION", "all", "全部", choice->state == APPLICATION__N);
    for (int state = APPLICATION_WAITING; state < APPLICATION__N; state++)
        add_option(body, "STATE_OPTION", application_state_code((ApplicationState)state),
                   application_state_word((ApplicationState)state), state == choice->state);
    for (int kind = 0; kind < ASKS_KIND__N; kind++)
        add_option(body, "KIND_OPTION", asks_kind_code((AsksKind)kind), asks_kind_word((AsksKind)kind),
                   kind == choice->kind);
    show_units(req, body, choice);
}

static const char *next_page(Req *req, const ApplicationChoice *choice, int64_t before)
{
    const char *state = choice->state == APPLICATION__N
                            ? "all"
                            : application_state_code((ApplicationState)choice->state);
    const char *kind = choice->kind == ASKS_KIND__N ? "" : asks_kind_code((AsksKind)choice->kind);

    return mem_printf(req->mem, "/applications?state=%s&kind=%s&unit=%" PRId64 "&before=%" PRId64, state,
                      kind, choice->unit.v, before);
}

bool page_applications(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "applications.tpl");
    ApplicationChoice choice = choice_of(req);
    StoredApplication *list;
    int64_t waiting;
    gsize n = 0;
    bool more = false;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "申请与销号", NULL);
    TRY(applications_waiting(req->app->db, req->mem, sees_all(req) ? (UnitId){ 0 } : req->who.unit, &waiting,
                             err));
    TRY(application_list(req->app->db, req->mem, &choice, &list, &n, &more, err));
    view_number(body, "WAITING_N", waiting);
    view_show(body, sees_all(req) ? "ALL" : "OWN");
    show_filter(req, body, &choice);
    View *table = view_part(body, n == 0 ? "NOTHING" : "TABLE");
    for (gsize i = 0; i < n; i++)
        view_application_row(req, view_part(table, "ROW"), &list[i]);
    if (more)
        view_text(view_part(body, "MORE"), "MORE_PATH", next_page(req, &choice, list[n - 1].id));
    return page_show(req, resp, body, 200, NAV_APPLICATIONS, "申请与销号", err);
}

bool dash_applications(Req *req, View *part, UnitId unit, GError **err)
{
    int64_t n;

    TRY(applications_waiting(req->app->db, req->mem, unit, &n, err));
    if (n > 0)
        view_number(view_part(part, "APPLICATIONS"), "APPLICATIONS_N", n);
    return true;
}
