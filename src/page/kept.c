/* kept.c: see kept.h. */
#include "page/kept.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "page/echo.h"
#include "page/gate.h"
#include "page/pages.h"
#include "page/routes.h"
#include "page/show.h"
#include "store/kept.h"
#include "web/form.h"
#include "web/refill.h"

#define CARRIED "kept."

enum { CARRIED_CHARS = BODY_BYTES, ADDRESS_CHARS = 600, MARK_CHARS = 64 };

const char *author_mark(const App *app, Mem *mem, PersonId person)
{
    char *id = mem_printf(mem, "%" PRId64, person.v);

    return mem_printf(mem, "%s-%s", id, csrf_token(app, mem, "author", id));
}

/* 0: not one of our marks. */
static PersonId author_of(const App *app, Mem *mem, const char *mark)
{
    const char *dash = strchr(mark, '-');
    PersonId person = { 0 };

    if (dash == NULL || !number_read(mem_text_n(mem, mark, (size_t)(dash - mark)), &person.v))
        return (PersonId){ 0 };
    const char *right = author_mark(app, mem, person);
    bool ours = strlen(mark) == strlen(right) && secret_equal(mark, right, strlen(right));
    return ours ? person : (PersonId){ 0 };
}

/* Tokens are of the page that is gone; passwords are nobody's text. */
static bool is_worth_keeping(const char *name)
{
    static const char *const not_kept[] = { "csrf", "rid", "username", "password", "kept_at", "kept_by" };

    for (gsize i = 0; i < G_N_ELEMENTS(not_kept); i++)
        if (strcmp(name, not_kept[i]) == 0)
            return false;
    return true;
}

static Params carried_fields(const Req *req)
{
    Params fields = { .list = mem_array(req->mem, Param, req->form.n + 1) };

    for (gsize i = 0; i < req->form.n; i++)
        if (g_str_has_prefix(req->form.list[i].name, CARRIED))
            fields.list[fields.n++] = (Param){ req->form.list[i].name + strlen(CARRIED),
                                               req->form.list[i].value };
    return fields;
}

static Params own_fields(const Req *req)
{
    Params fields = { .list = mem_array(req->mem, Param, req->form.n + 1) };

    for (gsize i = 0; i < req->form.n; i++)
        if (is_worth_keeping(req->form.list[i].name))
            fields.list[fields.n++] = req->form.list[i];
    return fields;
}

static bool has_words(const Params *fields)
{
    for (gsize i = 0; i < fields->n; i++)
        if (echo_is_typed(fields->list[i].name) && fields->list[i].value[0] != '\0')
            return true;
    return false;
}

KeptForm kept_of_post(const Req *req)
{
    const char *carried = form_get(req, "kept_at"), *mark = form_get(req, "kept_by");
    const char *token = form_get(req, "csrf");
    const char *dot = token == NULL ? NULL : strchr(token, '.');
    KeptForm kept = { .login = "", .address = "", .mark = "" };

    if (carried == NULL)
        kept = (KeptForm){
            .login = "", .address = req->path, .mark = dot == NULL ? "" : dot + 1, .fields = own_fields(req)
        };
    else if (strcmp(local_path(carried), carried) == 0)
        kept = (KeptForm){
            .login = "", .address = carried, .mark = mark == NULL ? "" : mark, .fields = carried_fields(req)
        };
    kept.author = author_of(req->app, req->mem, kept.mark);
    if (kept.author.v == 0)
        kept.mark = "";
    if (!has_words(&kept.fields))
        kept.address = "";
    return kept;
}

void kept_carry(const Req *req, View *view, const char *marker, const KeptForm *kept)
{
    if (kept->address[0] == '\0')
        return;
    View *box = view_include(view, marker, "kept_carried.tpl");
    view_text(box, "ADDRESS", kept->address);
    view_text(box, "MARK", kept->mark);
    gsize n = echo_show(req->mem, box, "ECHO", &kept->fields, NULL, true);
    view_number(box, "N", (int64_t)n);
}

bool kept_lead(Req *req, Resp *resp, const Hash *session, GError **err)
{
    KeptForm form = kept_of_post(req);
    Kept kept = { .author = form.author,
                  .address = form.address,
                  .fields = mem_array(req->mem, KeptField, form.fields.n + 1) };
    const char *id;

    for (gsize i = 0; i < form.fields.n; i++)
        kept.fields[kept.n++] = (KeptField){ form.fields.list[i].name, form.fields.list[i].value };
    TRY(kept_put(req->app->db, req->mem, session, &kept, req->now_us, &id, err));
    return resp_see_other(resp, req->mem, "/kept/%s", id);
}

/* ---- where a form stands */

static const char *pattern_of(const Req *req, Method method, const char *path)
{
    Req probe = *req;
    const char *allow;

    probe.method = method;
    probe.path = path;
    const Route *route = route_find(&probe, POOL_PAGE, &allow);
    return route == NULL ? NULL : route->pattern;
}

static const char *field(const KeptForm *kept, const char *name)
{
    for (gsize i = 0; i < kept->fields.n; i++)
        if (strcmp(kept->fields.list[i].name, name) == 0)
            return kept->fields.list[i].value;
    return "";
}

/* The list of work items shows one form at a time. */
static const char *item_query(Mem *mem, const KeptForm *kept)
{
    const char *action = field(kept, "action"), *item = url_escape(mem, field(kept, "item"));

    if (strcmp(action, "end") == 0)
        return mem_printf(mem, "?end=%s", item);
    return strcmp(action, "add") == 0 ? "?edit=new" : mem_printf(mem, "?edit=%s", item);
}

/* The page of a problem shows the form of one move at a time. */
static const char *problem_path(Mem *mem, const KeptForm *kept)
{
    const char *last = strrchr(kept->address, '/');
    char *path = mem_text_n(mem, kept->address, (size_t)(last - kept->address));

    if (strcmp(last, "/notes") == 0)
        return path;
    return mem_printf(mem, "%s?move=%s", path, url_escape(mem, field(kept, "move")));
}

/* Most forms are sent to the address of their page. */
static const char *place_of(const Req *req, const KeptForm *kept)
{
    const char *pattern = pattern_of(req, POST, kept->address);

    if (pattern != NULL && strcmp(pattern, "/plans/{}/tasks/{}/reports/{}/{}") == 0)
        return mem_printf(req->mem, "%s/edit", kept->address);
    if (pattern != NULL && strcmp(pattern, "/plans/{}/tasks/{}/targets/{}") == 0)
        return mem_text_n(req->mem, kept->address, (size_t)(strrchr(kept->address, '/') - kept->address));
    if (pattern != NULL && g_str_has_prefix(pattern, "/practices/{}/") && !g_str_has_suffix(pattern, "/edit"))
        return mem_text_n(req->mem, kept->address, (size_t)(strrchr(kept->address, '/') - kept->address));
    if (pattern != NULL &&
        (strcmp(pattern, "/applications/{}/reopen") == 0 || strcmp(pattern, "/briefs/{}/state") == 0))
        return mem_text_n(req->mem, kept->address, (size_t)(strrchr(kept->address, '/') - kept->address));
    return kept->address;
}

const char *kept_place(const Req *req, const KeptForm *kept)
{
    const char *post = pattern_of(req, POST, kept->address);

    if (post != NULL && g_str_has_prefix(post, "/problems/"))
        return problem_path(req->mem, kept);
    const char *path = place_of(req, kept), *pattern = pattern_of(req, GET, path);

    if (pattern == NULL)
        return NULL;
    if (strcmp(pattern, "/plans/{}/tasks/{}/items/{}") == 0)
        return mem_printf(req->mem, "%s%s", path, item_query(req->mem, kept));
    if (strcmp(pattern, "/practices/new") == 0)
        return mem_printf(req->mem, "%s?task=%s", path, url_escape(req->mem, field(kept, "task")));
    return path;
}

/* ---- signed in again */

static KeptForm form_of(Mem *mem, const Kept *kept)
{
    KeptForm form = { .author = kept->author,
                      .mark = "",
                      .login = kept->login,
                      .address = kept->address,
                      .fields = { .list = mem_array(mem, Param, kept->n + 1) } };

    for (gsize i = 0; i < kept->n; i++)
        form.fields.list[form.fields.n++] = (Param){ kept->fields[i].name, kept->fields[i].value };
    return form;
}

static bool recall(const Req *req, const char *id, KeptForm *form, GError **err)
{
    Kept kept;

    if (strlen(id) != KEPT_ID_CHARS)
        return fail(err, ERR_NOT_FOUND, "kept: no such id");
    TRY(kept_find(req->app->db, req->mem, &req->token_hash, id, req->now_us, &kept, err));
    *form = form_of(req->mem, &kept);
    return true;
}

bool kept_recall(Req *req, GError **err)
{
    const char *id = query_get(req, "kept");
    KeptForm *form = mem_alloc(req->mem, sizeof *form);
    GError *error = NULL;

    if (id == NULL)
        return true;
    if (recall(req, id, form, &error)) {
        const char *place = kept_place(req, form);
        bool here = place != NULL && strncmp(place, req->path, strcspn(place, "?")) == 0;
        req->kept = here && form->author.v == req->who.person.v ? form : NULL;
        return true;
    }
    if (err_kind(error) != ERR_NOT_FOUND) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error); /* read too late: the page as it stands */
    return true;
}

static Refilled refill(const Req *req, const Resp *resp)
{
    Refilled out;

    form_refill(req->mem, resp->body, resp->body_bytes, req->kept->address, &req->kept->fields, &out);
    return out;
}

/* What was typed and stands nowhere on the page. */
static bool has_rest(const KeptForm *kept, const bool *placed)
{
    for (gsize i = 0; i < kept->fields.n; i++)
        if (!placed[i] && echo_is_typed(kept->fields.list[i].name) && kept->fields.list[i].value[0] != '\0')
            return true;
    return false;
}

/* The page is made twice: only the first time shows what has a place on it. */
bool kept_fill_in(const Req *req, Resp *resp, View *root, GError **err)
{
    Refilled first = refill(req, resp);

    if (first.any)
        view_show(root, "RESTORED");
    if (has_rest(req->kept, first.placed)) {
        View *box = view_part(root, "KEPT");
        view_show(box, first.any ? "NO_FIELD" : "NO_FORM");
        echo_show(req->mem, box, "ECHO", &req->kept->fields, first.placed, false);
    }
    TRY(view_render(req->mem, "frame.tpl", root, &resp->body, &resp->body_bytes, err));
    Refilled last = refill(req, resp);
    resp->body = last.page;
    resp->body_bytes = last.page_bytes;
    return true;
}

/* ---- the pages */

/* Of another account, or of a form that is no more: to be read and copied. */
static bool show_text(Req *req, Resp *resp, const KeptForm *form, GError **err)
{
    View *body = page_view(req, "kept.tpl");
    bool own = form->author.v == req->who.person.v;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "超时前填写的内容", NULL);
    if (!own && form->login[0] != '\0')
        view_text(view_part(body, "OF_OTHER"), "LOGIN", form->login);
    else
        view_show(body, own ? "OWN" : "OF_NOBODY");
    echo_show(req->mem, body, "ECHO", &form->fields, NULL, false);
    return page_show(req, resp, body, 200, NAV_NONE, "超时前填写的内容", err);
}

bool page_kept(Req *req, Resp *resp, GError **err)
{
    KeptForm form;

    TRY(recall(req, req->arg[0], &form, err));
    const char *place = kept_place(req, &form);
    if (place == NULL || form.author.v != req->who.person.v)
        return show_text(req, resp, &form, err);
    if (req->message[0] != '\0') /* 上次登录: said on the page that follows */
        page_say(req, "%s", req->message);
    return resp_see_other(resp, req->mem, "%s%skept=%s", place, strchr(place, '?') == NULL ? "?" : "&",
                          req->arg[0]);
}

bool page_kept_post(Req *req, Resp *resp, GError **err)
{
    static const Field fields[] = { { "kept", CARRIED_CHARS, true },
                                    { "kept_at", ADDRESS_CHARS, false },
                                    { "kept_by", MARK_CHARS, false } };
    const char *v[G_N_ELEMENTS(fields)];

    TRY(form_take(req, fields, G_N_ELEMENTS(fields), v, err));
    if (kept_of_post(req).address[0] == '\0')
        return fail(err, ERR_BAD_INPUT, "kept: nothing was carried along");
    return kept_lead(req, resp, &req->token_hash, err);
}
