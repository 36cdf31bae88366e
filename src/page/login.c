/* login.c: signing in and out (ux.md §4.1). Runs in the sign-in pool, but for signing out. */
#include <string.h>

#include "act/sign_in.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/secret.h"
#include "page/app.h"
#include "page/gate.h"
#include "page/login.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/directory.h"
#include "store/kept.h"
#include "web/form.h"

enum { USERNAME, PASSWORD, NEXT, KEPT, KEPT_AT, KEPT_BY, N_FIELDS };

static const Field fields[N_FIELDS] = {
    [USERNAME] = { "username", 200, false },
    [PASSWORD] = { "password", 2000, false },
    [NEXT] = { "next", 600, false },
    [KEPT] = { "kept", BODY_BYTES, true }, /* what was typed before: page/kept.h */
    [KEPT_AT] = { "kept_at", 600, false },
    [KEPT_BY] = { "kept_by", 64, false },
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

bool login_show(Req *req, Resp *resp, const LoginPage *page, GError **err)
{
    const char *title = page->timed_out ? "登录已超时" : page->trouble != NULL ? "错误：登录" : "登录";

    req->csrf = csrf_token(req->app, req->mem, "visit", visit_of(req, resp));
    View *body = page_view(req, "login.tpl");
    view_show(body, page->timed_out ? "TIMED_OUT" : "USUAL");
    view_number(body, "IDLE", req->app->conf->idle_us / (60 * SECOND_US));
    view_text(body, "USERNAME", page->username);
    view_text(body, "NEXT", page->next);
    if (page->trouble != NULL)
        view_show(view_part(body, "TROUBLE"), page->trouble);
    if (page->kept != NULL) {
        kept_carry(req, body, "KEPT", page->kept);
        view_show(body, page->kept->address[0] == '\0' ? "NO_TEXT" : "WITH_TEXT");
    }
    return page_show(req, resp, body, page->status, NAV_NONE, title, err);
}

bool page_login(Req *req, Resp *resp, GError **err)
{
    LoginPage page = { .status = 200, .username = "", .next = local_path(query_get(req, "next")) };

    return login_show(req, resp, &page, err);
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

/* What was typed before the session ended; nothing in a plain sign-in. */
static KeptForm carried(const Req *req)
{
    if (form_get(req, "kept_at") == NULL)
        return (KeptForm){ .mark = "", .login = "", .address = "" };
    return kept_of_post(req);
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
    KeptForm kept = carried(req);
    LoginPage again = { .status = 403, .username = v[USERNAME], .next = local_path(v[NEXT]), .kept = &kept };
    if (!is_own_form(req)) {
        again.trouble = "STALE";
        again.kept = says_own(req) ? &kept : NULL;
        return login_show(req, resp, &again, err);
    }
    TRY(sign_in(req, v, &outcome, token, err));
    again.trouble = troubles[outcome];
    again.status = outcome == SIGN_IN_AWAY ? 503 : 403;
    if (outcome != SIGN_IN_GOOD)
        return login_show(req, resp, &again, err);
    resp_cookie(resp, req->mem, SESSION_COOKIE, token, req->https);
    resp_cookie(resp, req->mem, VISIT_COOKIE, NULL, req->https);
    Hash session = hash_of(token, TOKEN_CHARS);
    if (kept.address[0] != '\0')
        return kept_lead(req, resp, &session, err);
    return resp_see_other(resp, req->mem, "%s", strcmp(again.next, "/") == 0 ? "/dashboard" : again.next);
}

/* 继续填写: asking is enough to stay signed in. */
bool page_session(Req *req, Resp *resp, GError **err)
{
    (void)req;
    (void)err;
    resp->status = 204;
    return true;
}

bool page_logout_post(Req *req, Resp *resp, GError **err)
{
    TRY(form_take(req, NULL, 0, NULL, err));
    TRY(act_sign_out(req->app->db, req->mem, &req->who, &req->token_hash, req->now_us, err));
    TRY(kept_forget(req->app->db, &req->token_hash, err));
    resp_cookie(resp, req->mem, SESSION_COOKIE, NULL, req->https);
    return resp_see_other(resp, req->mem, "/login");
}
