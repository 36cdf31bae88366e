/* me.c: one's own account: unit and roles, sign-ins, sessions, how the pages look (ux.md §4.16). */
#include <inttypes.h>
#include <string.h>

#include "act/account_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/account.h"
#include "page/app.h"
#include "page/gate.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/display.h"
#include "web/form.h"

static void show_choice(View *body, int64_t display)
{
    static const struct {
        int bits;
        const char *on, *off;
    } choices[] = { { DISPLAY_LARGE, "SIZE_LARGE", "SIZE_USUAL" },
                    { DISPLAY_COMPACT, "SPACE_COMPACT", "SPACE_USUAL" },
                    { DISPLAY_DARK, "LOOK_DARK", NULL },
                    { DISPLAY_AUTO, "LOOK_AUTO", NULL } };

    for (gsize i = 0; i < G_N_ELEMENTS(choices); i++) {
        const char *part = display & choices[i].bits ? choices[i].on : choices[i].off;
        if (part != NULL)
            view_show(body, part);
    }
    if ((display & (DISPLAY_DARK | DISPLAY_AUTO)) == 0)
        view_show(body, "LOOK_LIGHT");
}

static bool show_me(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "me.tpl");

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "我的设置", NULL);
    view_text(body, "NAME", req->who.name);
    view_text(body, "UNIT", req->who.unit_name[0] == '\0' ? "无" : req->who.unit_name);
    view_account_roles(req, body, req->who.roles);
    view_text(body, "RID", request_id_new(req->mem));
    show_choice(body, req->display);
    TRY(view_account_use(req, body, req->who.person, err));
    return page_show(req, resp, body, 200, NAV_NONE, "我的设置", err);
}

bool page_me(Req *req, Resp *resp, GError **err)
{
    return show_me(req, resp, err);
}

enum { SIZE, SPACE, LOOK, N_FIELDS };

static const Field fields[N_FIELDS] = {
    [SIZE] = { "size", 16, false },
    [SPACE] = { "space", 16, false },
    [LOOK] = { "look", 16, false },
};

/* Words that we do not know are the usual look. */
static int64_t choice_of(const char *const *v)
{
    return (strcmp(v[SIZE], "large") == 0 ? DISPLAY_LARGE : 0) |
           (strcmp(v[SPACE], "compact") == 0 ? DISPLAY_COMPACT : 0) |
           (strcmp(v[LOOK], "dark") == 0 ? DISPLAY_DARK : 0) |
           (strcmp(v[LOOK], "auto") == 0 ? DISPLAY_AUTO : 0);
}

bool page_me_display_post(Req *req, Resp *resp, GError **err)
{
    const char *v[N_FIELDS];

    TRY(form_take(req, fields, N_FIELDS, v, err));
    int64_t choice = choice_of(v);
    TRY(display_save(req->app->db, req->who.person, choice, err));
    resp_cookie(resp, req->mem, DISPLAY_COOKIE, mem_printf(req->mem, "%" PRId64, choice), req->https);
    page_say(req, "已保存显示设置。");
    return resp_see_other(resp, req->mem, "/me");
}

bool page_me_sessions_post(Req *req, Resp *resp, GError **err)
{
    AccountWish wish = { .deed = ACCOUNT_END_OTHERS,
                         .person = req->who.person,
                         .reason = "",
                         .token_hash = &req->token_hash,
                         .now_us = req->now_us };
    int64_t n;

    TRY(form_take(req, NULL, 0, NULL, err));
    TRY(form_request_id(req, &wish.request, err));
    TRY(act_account(req->app->db, req->mem, &req->who, &wish, &n, err));
    if (n > 0)
        page_say(req, "已结束其他 %" PRId64 " 处登录。", n);
    else
        page_say(req, "没有其他登录。");
    return resp_see_other(resp, req->mem, "/me");
}
