/* login.c: signing in and out (ux.md §4.1). Runs in the sign-in pool, but for signing out. */
#include <string.h>

#include "act/sign_in.h"
#include "base/err.h"
#include "base/secret.h"
#include "page/app.h"
#include "page/gate.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/directory.h"
#include "web/form.h"

enum { USERNAME, PASSWORD, NEXT, N_FIELDS };

static const Field fields[N_FIELDS] = {
    [USERNAME] = { "username", 200, false },
    [PASSWORD] = { "password", 2000, false },
    [NEXT] = { "next", 600, false },
};

/* Before there is a session the form's token is bound to a cookie of this visit. */
static const char *visit_of(Req *req, Resp *resp)
{
    const char *visit = own_cookie(req, VISIT_COOKIE);
    uint8_t secret[TOKEN_BYTES];
    char token[TOKEN_CHARS + 3];

    if (visit != NULL && strlen(visit) == TOKEN_CHARS)
        return visit;
    secret_random(secret, sizeof secret);
    base64url_write(secret, sizeof secret, token, sizeof token);
    visit = mem_text(req->mem, token);
    resp_cookie(resp, req->mem, VISIT_COOKIE, visit, req->https);
    return visit;
}

static bool show_login(Req *req, Resp *resp, int status, const char *username, const char *next,
                       const char *trouble, GError **err)
{
    req->csrf = csrf_token(req->app, req->mem, "visit", visit_of(req, resp));
    View *body = page_view(req, "login.tpl");

    view_text(body, "USERNAME", username);
    view_text(body, "NEXT", next);
    if (trouble != NULL) {
        View *part = view_part(body, "TROUBLE");
        view_show(part, trouble);
    }
    return page_show(req, resp, body, status, NAV_NONE, trouble == NULL ? "登录" : "错误：登录", err);
}

bool page_login(Req *req, Resp *resp, GError **err)
{
    return show_login(req, resp, 200, "", local_path(query_get(req, "next")), NULL, err);
}

static bool is_own_form(Req *req)
{
    const char *visit = own_cookie(req, VISIT_COOKIE);

    return visit != NULL && same_origin(req) &&
           csrf_matches(req->app, req->mem, "visit", visit, form_get(req, "csrf"));
}

static bool sign_in(Req *req, const char *const *v, SignIn *outcome, char *token, GError **err)
{
    SignInWish wish = { .login = v[USERNAME],
                        .password = v[PASSWORD],
                        .ip = req->ip,
                        .agent = req->agent,
                        .now_us = req->now_us };
    Roles roles;

    return act_sign_in(req->app->db, req->mem, req->app->conf, &wish, outcome, token, &roles, err);
}

bool page_login_post(Req *req, Resp *resp, GError **err)
{
    static const char *const troubles[] = {
        [SIGN_IN_REFUSED] = "REFUSED", [SIGN_IN_CHANGE] = "CHANGE", [SIGN_IN_NO_ROLE] = "NO_ROLE",
        [SIGN_IN_UNITS] = "UNITS",     [SIGN_IN_CLASH] = "CLASH",   [SIGN_IN_AWAY] = "AWAY"
    };
    const char *v[N_FIELDS];
    char token[TOKEN_CHARS + 3];
    SignIn outcome = SIGN_IN_REFUSED;

    TRY(form_take(req, fields, N_FIELDS, v, err));
    const char *next = local_path(v[NEXT]);
    if (!is_own_form(req))
        return show_login(req, resp, 403, v[USERNAME], next, "STALE", err);
    TRY(sign_in(req, v, &outcome, token, err));
    if (outcome != SIGN_IN_GOOD)
        return show_login(req, resp, outcome == SIGN_IN_AWAY ? 503 : 403, v[USERNAME], next,
                          troubles[outcome], err);
    resp_cookie(resp, req->mem, SESSION_COOKIE, token, req->https);
    resp_cookie(resp, req->mem, VISIT_COOKIE, NULL, req->https);
    return resp_see_other(resp, req->mem, "%s", strcmp(next, "/") == 0 ? "/dashboard" : next);
}

bool page_logout_post(Req *req, Resp *resp, GError **err)
{
    TRY(form_take(req, NULL, 0, NULL, err));
    TRY(act_sign_out(req->app->db, req->mem, &req->who, &req->token_hash, req->now_us, err));
    resp_cookie(resp, req->mem, SESSION_COOKIE, NULL, req->https);
    return resp_see_other(resp, req->mem, "/login");
}
