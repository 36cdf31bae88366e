/* account.c: one account: what it may, where it is used, and what the security administrator does about it. */
#include "page/account.h"

#include <inttypes.h>
#include <string.h>

#include "act/account_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/complain.h"
#include "rule/event_words.h"
#include "rule/field_words.h"
#include "rule/field.h"
#include "store/audit_read.h"
#include "web/form.h"

enum { ACCOUNT_REASON_MOST = 200 };

/* What was typed when it was not good; all NULL when the page is only looked at. */
typedef struct {
    const char *deed, *reason, *why;
} Typed;

static void show_event(Req *req, View *row, const AccountEvent *event)
{
    EventField *fields;
    gsize n;

    view_moment(row, req->mem, "AT", event->at_us, word_full);
    view_text(row, "ACTOR", event->actor);
    view_text(row, "ACTION", action_word(event->action));
    event_fields(req->mem, event->body, &fields, &n);
    for (gsize i = 0; i < n; i++) {
        const char *new = value_word(req->mem, fields[i].field, fields[i].new);
        if (strcmp(fields[i].field, "login") == 0 || strcmp(fields[i].field, "unit_id") == 0)
            continue;
        View *field = view_part(row, "FIELD");
        view_text(field, "WORD", field_word(fields[i].field));
        view_text(field, "VALUE", new == NULL ? "" : new);
    }
}

static bool show_events(Req *req, View *body, PersonId id, GError **err)
{
    AccountEvent *events;
    gsize n;

    TRY(account_events(req->app->db, req->mem, id, &events, &n, err));
    View *table = view_part(body, n == 0 ? "NO_EVENT" : "EVENTS");
    for (gsize i = 0; i < n; i++)
        show_event(req, view_part(table, "EVENT"), &events[i]);
    return true;
}

static void show_form(Req *req, View *form, const char *deed, const Typed *typed)
{
    bool again = typed->deed != NULL && strcmp(typed->deed, deed) == 0;

    view_text(form, "RID", request_id_new(req->mem));
    view_text(form, "REASON", again ? typed->reason : "");
    if (again)
        view_text(view_part(form, "BAD"), "WHY", typed->why);
}

static bool show_state(Req *req, View *body, const AccountRow *account, const Typed *typed, GError **err)
{
    AccountLock *locks;
    gsize n;
    bool keeper = authz_role(req->who.roles, DEED_KEEP_ACCOUNTS);

    TRY(account_locks(req->app->db, req->mem, req->now_us, &locks, &n, err));
    int64_t locked_us = account_locked_until(req->mem, account, locks, n);
    if (locked_us != 0)
        view_moment(view_part(body, "LOCKED"), req->mem, "UNTIL", locked_us, word_full);
    if (account->standing != STANDING_GOOD)
        view_text(view_part(body, "OUT"), "WHY", standing_word(account->standing));
    if (account->standing == STANDING_GOOD && locked_us == 0)
        view_show(body, "WELL");
    if (keeper && account->sessions > 0)
        show_form(req, view_part(body, "END"), "end", typed);
    if (keeper && locked_us != 0)
        show_form(req, view_part(body, "UNLOCK"), "unlock", typed);
    return true;
}

static bool show_account(Req *req, Resp *resp, PersonId id, const Typed *typed, GError **err)
{
    AccountRow account;

    TRY(account_row(req->app->db, req->mem, id, &account, err));
    View *body = page_view(req, "account.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "账号与登录", "/accounts");
    page_crumb(req, body, account.name, NULL);
    view_number(body, "ID", id.v);
    view_text(body, "NAME", account.name);
    view_text(body, "LOGIN", account.login);
    view_text(body, "UNIT", account.unit_name[0] == '\0' ? "无单位" : account.unit_name);
    view_account_roles(req, body, account.roles);
    if (typed->deed != NULL) {
        View *errors = view_part(body, "ERRORS");
        view_text(errors, "FIELD", typed->deed);
        view_text(errors, "TEXT", typed->why);
    }
    TRY(show_state(req, body, &account, typed, err));
    TRY(view_account_use(req, body, id, err));
    TRY(show_events(req, body, id, err));
    return page_show(req, resp, body, typed->deed == NULL ? 200 : 422, NAV_ACCOUNTS, account.name, err);
}

static bool account_id(const Req *req, PersonId *id, GError **err)
{
    return number_read(req->arg[0], &id->v) || fail(err, ERR_NOT_FOUND, "no account of this number");
}

bool page_account(Req *req, Resp *resp, GError **err)
{
    const Typed nothing = { 0 };
    PersonId id;

    TRY(account_id(req, &id, err));
    return show_account(req, resp, id, &nothing, err);
}

static const Field fields[] = { { "reason", 4000, false } };

/* Both deeds want a reason, and nothing else. */
static bool deed_post(Req *req, Resp *resp, AccountDeed deed, const char *code, int64_t *n, GError **err)
{
    AccountWish wish = { .deed = deed, .now_us = req->now_us };
    Typed typed = { .deed = code };

    TRY(account_id(req, &wish.person, err));
    TRY(form_take(req, fields, 1, &typed.reason, err));
    TRY(form_request_id(req, &wish.request, err));
    wish.reason = g_strstrip(mem_text(req->mem, typed.reason));
    if (wish.reason[0] == '\0')
        typed.why = "请写明理由";
    else if (g_utf8_strlen(wish.reason, -1) > ACCOUNT_REASON_MOST)
        typed.why = "理由不超过 200 字，请删减";
    *n = -1;
    if (typed.why != NULL)
        return show_account(req, resp, wish.person, &typed, err);
    TRY(act_account(req->app->db, req->mem, &req->who, &wish, n, err));
    return resp_see_other(resp, req->mem, "/accounts/%" PRId64, wish.person.v);
}

bool page_account_end_post(Req *req, Resp *resp, GError **err)
{
    int64_t n;

    TRY(deed_post(req, resp, ACCOUNT_END, "end", &n, err));
    return n < 0 || page_say(req, "已结束 %" PRId64 " 处登录。", n);
}

bool page_account_unlock_post(Req *req, Resp *resp, GError **err)
{
    int64_t n;

    TRY(deed_post(req, resp, ACCOUNT_UNLOCK, "unlock", &n, err));
    return n < 0 || page_say(req, n > 0 ? "已解除锁定。" : "该账号没有被锁定。");
}
