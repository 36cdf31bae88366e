/* gate.c: master logic of every request; see gate.h. */
#include "page/gate.h"

#include <string.h>

#include "act/sign_in.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "page/fault.h"
#include "page/kept.h"
#include "page/message.h"
#include "page/routes.h"
#include "store/session.h"

enum { SEEN_EVERY_SECONDS = 60 };

const char *own_cookie(const Req *req, const char *name)
{
    const char *full = req->https ? mem_printf(req->mem, "__Host-%s", name) : name;

    return cookie_get(req->mem, req->cookies, full);
}

const char *csrf_token(const App *app, Mem *mem, const char *purpose, const char *bound_to)
{
    char *text = mem_printf(mem, "%s:%s", purpose, bound_to);
    Hash mac = mac_of(&app->conf->csrf_key, text, strlen(text));
    char token[TOKEN_CHARS + 3];

    base64url_write(mac.bytes, sizeof mac.bytes, token, sizeof token);
    return mem_text(mem, token);
}

bool csrf_matches(const App *app, Mem *mem, const char *purpose, const char *bound_to, const char *sent)
{
    const char *right = csrf_token(app, mem, purpose, bound_to);

    return sent != NULL && strlen(sent) == strlen(right) && secret_equal(sent, right, strlen(right));
}

bool same_origin(const Req *req)
{
    if (req->origin[0] != '\0' && strcmp(req->origin, req->app->conf->origin) != 0)
        return false;
    if (req->fetch_site[0] != '\0')
        return strcmp(req->fetch_site, "same-origin") == 0 || strcmp(req->fetch_site, "none") == 0;
    return true; /* an old browser says neither; the token decides */
}

/* Stricter, for showing a form's fields again: a foreign page must not put words into ours (ux.md 5.1). */
bool says_own(const Req *req)
{
    return same_origin(req) && (req->origin[0] != '\0' || strcmp(req->fetch_site, "same-origin") == 0);
}

/* Passwords and drafts do not travel over a bare line, but within the machine where the configuration allows it. */
static bool is_safe_line(const Req *req)
{
    bool loopback = strcmp(req->ip, "127.0.0.1") == 0 || strcmp(req->ip, "::1") == 0;

    return req->https || (req->app->conf->allow_loopback_http && loopback);
}

int64_t session_idle_us(const Req *req)
{
    return MAX(req->app->conf->idle_us - SEEN_EVERY_SECONDS * SECOND_US, SECOND_US);
}

static Actor actor_of(Mem *mem, const Req *req, const Session *session)
{
    Hash *named = mem_alloc(mem, sizeof *named);

    *named = hash_of(req->token_hash.bytes, sizeof req->token_hash.bytes);
    return (Actor){ .person = session->person,
                    .unit = session->unit,
                    .roles = session->roles,
                    .name = session->name,
                    .unit_name = session->unit_name,
                    .ip = req->ip,
                    .agent = req->agent,
                    .session = named->bytes };
}

static bool is_over(const Req *req, const Session *session)
{
    const Conf *conf = req->app->conf;

    return req->now_us - session->seen_us > conf->idle_us ||
           req->now_us - session->created_us > conf->absolute_us ||
           req->now_us - session->checked_us >
               conf->unconfirmed_us; /* nobody can say that the rights still hold */
}

/* Writing "seen" once a minute is enough for an idle limit of an hour, and keeps reading pages from writing. */
static bool keep_alive(const Req *req, const Session *session, GError **err)
{
    Db *db = req->app->db;

    if (session->message[0] != '\0' && req->method == GET)
        TRY(session_say(db, &req->token_hash, "", err));
    if (req->now_us - session->seen_us < SEEN_EVERY_SECONDS * SECOND_US)
        return true;
    return session_seen(db, &req->token_hash, req->now_us, err);
}

/* Who is asking. No cookie, an unknown or an old session: nobody, which is no error. */
static bool find_session(Req *req, GError **err)
{
    const char *token = own_cookie(req, SESSION_COOKIE);
    Session session;
    GError *error = NULL;

    if (token == NULL || strlen(token) != TOKEN_CHARS)
        return true;
    req->token_hash = hash_of(token, TOKEN_CHARS);
    if (!session_find(req->app->db, req->mem, &req->token_hash, &session, &error)) {
        if (err_kind(error) != ERR_NOT_FOUND) {
            g_propagate_error(err, error);
            return false;
        }
        g_clear_error(&error);
        return true;
    }
    if (is_over(req, &session))
        return session_end(req->app->db, &req->token_hash, err);
    shelf_know(req->app->shelf, session.book_stamp, session.unit, session.reports_stamp);
    req->session_key = token;
    req->display = session.display;
    req->ends_us = session.created_us + req->app->conf->absolute_us;
    req->who = actor_of(req->mem, req, &session);
    req->csrf = mem_printf(req->mem, "%s.%s", csrf_token(req->app, req->mem, "session", token),
                           author_mark(req->app, req->mem, session.person));
    req->message = session.message[0] != '\0' ? session.message : message_take(req);
    return keep_alive(req, &session, err);
}

static bool may_bring_files(const Req *req, const Route *route)
{
    const char *token = own_cookie(req, SESSION_COOKIE);
    g_autoptr(GError) unknown = NULL;
    Session session;

    if (token == NULL || strlen(token) != TOKEN_CHARS)
        return false;
    Hash hash = hash_of(token, TOKEN_CHARS);
    return session_find(req->app->db, req->mem, &hash, &session, &unknown) && !is_over(req, &session) &&
           authz_role(session.roles, route->door);
}

bool gate_takes_files(void *data, Mem *mem, const RawReq *raw)
{
    RawReq head = { .vars = raw->vars, .body = "" };
    g_autoptr(GError) bad = NULL;
    const char *allow;
    Req req;

    if (!req_read(mem, &head, &req, &bad))
        return false;
    req.app = data;
    const Route *route = route_find(&req, req.app->pool, &allow);
    return route != NULL && route_takes_files(route) && is_safe_line(&req) && same_origin(&req) &&
           may_bring_files(&req, route);
}

static void to_login(Req *req, Resp *resp)
{
    const char *query = req->query_text[0] == '\0' ? "" : mem_printf(req->mem, "?%s", req->query_text);
    char *here = mem_printf(req->mem, "%s%s", req->path, query);

    if (strcmp(here, "/") == 0 || strcmp(here, "/dashboard") == 0)
        resp_see_other(resp, req->mem, "/login");
    else
        resp_see_other(resp, req->mem, "/login?next=%s", url_escape(req->mem, here));
}

static bool has_token(const Req *req)
{
    const char *sent = form_get(req, "csrf");

    return sent != NULL && strlen(sent) == strlen(req->csrf) && secret_equal(sent, req->csrf, strlen(sent));
}

/* Session, door and token, in this order. False with *err NULL: the answer is already made. */
static bool may_enter(Req *req, Resp *resp, const Route *route, GError **err)
{
    if (route->anyone)
        return true;
    TRY(find_session(req, err));
    if (req->who.person.v == 0 && req->method == GET) {
        to_login(req, resp);
        return false;
    }
    if (req->method == POST) {
        if (req->who.person.v == 0 || !same_origin(req) || !has_token(req)) {
            fault_lost_session(req, resp);
            return false;
        }
    } else {
        TRY(kept_recall(req, err));
    }
    if (!authz_role(req->who.roles, route->door))
        return fail_detail(err, ERR_DENIED, NO_ROLE, "%s: no role for %s", route->pattern,
                           deed_code(route->door));
    return true;
}

static bool serve(Req *req, Resp *resp, GError **err)
{
    const char *allow = NULL;
    const Route *route = route_find(req, req->app->pool, &allow);

    if (route == NULL && allow != NULL) {
        fault_method(req, resp, allow);
        return true;
    }
    if (route == NULL)
        return fail(err, ERR_NOT_FOUND, "no page at this address");
    if (!is_safe_line(req))
        return fail(err, ERR_DENIED, "plain http is refused");
    req->route = route;
    if (!may_enter(req, resp, route, err))
        return *err == NULL;
    return route->page(req, resp, err);
}

/* Denials are events, too. When the event cannot be written the answer is no all the same. */
static void record_denial(const Req *req, const GError *error)
{
    Verdict verdict = (Verdict)err_detail(error);
    Denial denial = { .deed = req->route == NULL ? "" : deed_code(req->route->door),
                      .why = verdict == NO_RULE ? "NO" : verdict_code(verdict),
                      .what = mem_printf(req->mem, "%s %s", req->method == POST ? "POST" : "GET",
                                         req->path) };
    g_autoptr(GError) trouble = NULL;

    if (req->who.person.v != 0 &&
        !act_record_denial(req->app->db, req->mem, &req->who, &denial, req->now_us, &trouble))
        log_line(LOG_ERROR, req->id, "a denial was not recorded: %s", trouble->message);
}

void gate(void *data, Mem *mem, const RawReq *raw, const GError *broken, Resp *resp)
{
    Req req;
    GError *error = broken == NULL ? NULL : g_error_copy(broken);
    bool good = req_read(mem, raw, &req, error == NULL ? &error : NULL) && error == NULL;

    req.app = data;
    if (req.app->pool == POOL_SIGN_IN)
        mem_forget(mem); /* the body, its fields and whatever was made of them: R16 */
    shelf_begin(req.app->shelf);
    if (good && serve(&req, resp, &error)) {
        message_leave(&req, resp);
        return;
    }
    if (error == NULL)
        return;
    if (err_kind(error) == ERR_DENIED)
        record_denial(&req, error);
    fault_page(&req, resp, error);
    g_clear_error(&error);
}
