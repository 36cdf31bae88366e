/* accounts.c: all accounts that were ever in, for the security administrator (and for the auditor to read). */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/account.h"
#include "page/app.h"
#include "page/dashboard.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/event_words.h"
#include "rule/role_words.h"

enum { SHOWN_MOST = 200, REFUSED_DAYS = 30 };

typedef struct {
    AccountRow *rows;
    AccountLock *locks;
    gsize n, n_locks;
    const char *words, *state; /* what the list is narrowed to */
} List;

static bool read_list(Req *req, List *list, GError **err)
{
    TRY(account_rows(req->app->db, req->mem, &list->rows, &list->n, err));
    return account_locks(req->app->db, req->mem, req->now_us, &list->locks, &list->n_locks, err);
}

static bool is_lonely(const AccountRow *row)
{
    return row->unit_name[0] == '\0';
}

static bool is_wanted(Req *req, const List *list, const AccountRow *row)
{
    bool named = list->words[0] == '\0' || strstr(row->login, list->words) != NULL ||
                 strstr(row->name, list->words) != NULL || strstr(row->unit_name, list->words) != NULL;

    if (strcmp(list->state, "in") == 0)
        return named && row->sessions > 0;
    if (strcmp(list->state, "locked") == 0)
        return named && account_locked_until(req->mem, row, list->locks, list->n_locks) != 0;
    if (strcmp(list->state, "out") == 0)
        return named && row->standing != STANDING_GOOD;
    if (strcmp(list->state, "unitless") == 0)
        return named && is_lonely(row);
    return named;
}

static void show_row(Req *req, View *row, const List *list, const AccountRow *account)
{
    int64_t locked_us = account_locked_until(req->mem, account, list->locks, list->n_locks);

    view_number(row, "ID", account->id.v);
    view_text(row, "LOGIN", account->login);
    view_text(row, "NAME", account->name);
    view_text(row, "UNIT", is_lonely(account) ? "无单位" : account->unit_name);
    view_text(row, "ROLES", roles_word(req->mem, account->roles));
    if (account->last_us != 0)
        view_moment(view_part(row, "LAST"), req->mem, "AT", account->last_us, word_full);
    if (account->sessions > 0)
        view_number(view_part(row, "IN"), "N", account->sessions);
    if (locked_us != 0)
        view_moment(view_part(row, "LOCKED"), req->mem, "UNTIL", locked_us, word_full);
    if (account->standing != STANDING_GOOD)
        view_text(view_part(row, "OUT"), "WHY", standing_word(account->standing));
}

static void show_rows(Req *req, View *body, const List *list)
{
    View *table = NULL;
    int64_t n = 0;

    for (gsize i = 0; i < list->n; i++) {
        if (!is_wanted(req, list, &list->rows[i]))
            continue;
        if (n++ == 0)
            table = view_part(body, "TABLE");
        if (n <= SHOWN_MOST)
            show_row(req, view_part(table, "ROW"), list, &list->rows[i]);
    }
    view_number(body, "N", n);
    if (n == 0)
        view_show(body, "NOBODY");
    if (n > SHOWN_MOST)
        view_number(view_part(body, "TOO_MANY"), "SHOWN", SHOWN_MOST);
}

/* 三员: each kind should have somebody. Accounts are the directory's: a gap is told, not filled here. */
static void show_keepers(View *body, const List *list)
{
    for (int role = 0; role < ROLE__N; role++) {
        int64_t n = 0;
        if (!(ROLES_KEEPERS & ROLE_BIT(role)))
            continue;
        for (gsize i = 0; i < list->n; i++)
            n += (list->rows[i].roles & ROLE_BIT(role)) && list->rows[i].standing == STANDING_GOOD;
        View *keeper = view_part(body, "KEEPER");
        view_text(keeper, "ROLE_WORD", role_word((Role)role));
        view_number(keeper, "N", n);
        if (n == 0)
            view_show(keeper, "MISSING");
    }
}

static bool show_refused(Req *req, View *body, GError **err)
{
    RefusedAccount *list;
    gsize n;

    TRY(account_refused(req->app->db, req->mem, req->now_us - REFUSED_DAYS * DAY_US, &list, &n, err));
    View *refused = view_part(body, n == 0 ? "NO_REFUSED" : "REFUSED");
    for (gsize i = 0; i < n; i++) {
        View *row = view_part(refused, "REFUSAL");
        view_text(row, "NAME", list[i].name);
        view_text(row, "WHY", result_word(list[i].result));
        view_number(row, "TIMES", list[i].times);
        view_moment(row, req->mem, "AT", list[i].at_us, word_full);
    }
    return true;
}

static bool show_units(Req *req, View *body, GError **err)
{
    EmptyUnit *list;
    gsize n;

    TRY(account_empty_units(req->app->db, req->mem, &list, &n, err));
    View *units = view_part(body, n == 0 ? "NO_EMPTY" : "EMPTY");
    for (gsize i = 0; i < n; i++) {
        View *row = view_part(units, "EMPTY_UNIT");
        view_text(row, "NAME", list[i].name);
        view_number(row, "TASKS", list[i].tasks);
        view_show(row, list[i].has_code ? "NEVER" : "CODELESS");
    }
    return true;
}

static void show_states(View *body, const char *chosen)
{
    static const struct {
        const char *code, *word;
    } states[] = { { "", "全部账号" },
                   { "in", "已登录" },
                   { "locked", "已锁定" },
                   { "out", "已失效" },
                   { "unitless", "无单位" } };

    for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
        View *option = view_part(body, "STATE");
        view_text(option, "CODE", states[i].code);
        view_text(option, "WORD", states[i].word);
        if (strcmp(states[i].code, chosen) == 0)
            view_show(option, "SELECTED");
    }
}

bool page_accounts(Req *req, Resp *resp, GError **err)
{
    const char *words = query_get(req, "q"), *state = query_get(req, "state");
    List list = { .words = words == NULL ? "" : words, .state = state == NULL ? "" : state };

    TRY(read_list(req, &list, err));
    View *body = page_view(req, "accounts.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "账号与登录", NULL);
    view_text(body, "Q", list.words);
    show_states(body, list.state);
    show_keepers(body, &list);
    show_rows(req, body, &list);
    TRY(show_refused(req, body, err));
    TRY(show_units(req, body, err));
    return page_show(req, resp, body, 200, NAV_ACCOUNTS, "账号与登录", err);
}

bool dash_security(Req *req, View *body, const Season *season, GError **err)
{
    View *part = view_include(body, "SECURITY", "dash_security.tpl");
    List list = { .words = "", .state = "" };
    int64_t in = 0, locked = 0, out = 0;

    (void)season;
    TRY(read_list(req, &list, err));
    for (gsize i = 0; i < list.n; i++) {
        in += list.rows[i].sessions > 0;
        locked += account_locked_until(req->mem, &list.rows[i], list.locks, list.n_locks) != 0;
        out += list.rows[i].standing != STANDING_GOOD;
    }
    view_number(part, "IN", in);
    view_number(part, "LOCKED", locked);
    view_number(part, "OUT", out);
    view_number(part, "ALL", (int64_t)list.n);
    show_keepers(part, &list);
    return show_refused(req, part, err);
}
