/* account_use.c: see account.h. */
#include <string.h>

#include "act/attempts.h"
#include "base/err.h"
#include "base/words.h"
#include "page/account.h"
#include "page/app.h"
#include "page/show.h"
#include "rule/event_words.h"
#include "store/audit_read.h"

static void show_sign_in(Req *req, View *row, const SignInRow *sign_in)
{
    EventField *fields;
    gsize n;

    view_moment(row, req->mem, "AT", sign_in->at_us, word_stamp);
    view_text(row, "IP", sign_in->ip);
    view_text(row, "AGENT", sign_in->agent);
    if (sign_in->good)
        view_show(row, "GOOD");
    else
        view_text(view_part(row, "REFUSED"), "WHY", result_word(sign_in->result));
    event_fields(req->mem, sign_in->body, &fields, &n);
    for (gsize i = 0; i < n; i++)
        if (strcmp(fields[i].field, "request") == 0 && fields[i].new != NULL)
            view_text(view_part(row, "MORE"), "TEXT", fields[i].new);
}

static void show_session(Req *req, View *row, const SessionRow *session)
{
    bool own = memcmp(session->token_hash.bytes, req->token_hash.bytes, HASH_BYTES) == 0;

    view_moment(row, req->mem, "FROM", session->created_us, word_full);
    view_moment(row, req->mem, "SEEN", own ? req->now_us : session->seen_us, word_full);
    view_moment(row, req->mem, "CHECKED", session->checked_us, word_full);
    view_text(row, "IP", session->ip);
    if (own)
        view_show(row, "OWN");
}

static bool is_open(const Req *req, const SessionRow *session)
{
    const Conf *conf = req->app->conf;

    return req->now_us - session->seen_us <= conf->idle_us &&
           req->now_us - session->created_us <= conf->absolute_us &&
           req->now_us - session->checked_us <= conf->unconfirmed_us;
}

static bool show_sessions(Req *req, View *use, PersonId id, GError **err)
{
    SessionRow *sessions;
    gsize n, open = 0;
    View *some = NULL;

    TRY(account_sessions(req->app->db, req->mem, id, &sessions, &n, err));
    for (gsize i = 0; i < n; i++) {
        if (!is_open(req, &sessions[i]))
            continue;
        some = open++ == 0 ? view_part(use, "SESSIONS") : some;
        show_session(req, view_part(some, "SESSION"), &sessions[i]);
    }
    if (open == 0)
        view_show(use, "NO_SESSION");
    return true;
}

bool view_account_use(Req *req, View *body, PersonId id, GError **err)
{
    View *use = view_include(body, "USE", "account_use.tpl");
    SignInRow *rows;
    gsize n;

    TRY(account_sign_ins(req->app->db, req->mem, id, &rows, &n, err));
    View *table = view_part(use, n == 0 ? "NO_SIGN_IN" : "SIGN_INS");
    for (gsize i = 0; i < n; i++)
        show_sign_in(req, view_part(table, "SIGN_IN"), &rows[i]);
    return show_sessions(req, use, id, err);
}

void view_account_roles(Req *req, View *view, Roles roles)
{
    for (int role = 0; role < ROLE__N; role++) {
        const char *group = req->app->conf->directory.role_groups[role];
        if (!(roles & ROLE_BIT(role)))
            continue;
        View *line = view_part(view, "ROLE");
        view_text(line, "ROLE_WORD", role_word((Role)role));
        view_text(line, "GROUP", group == NULL ? "—" : group);
    }
}

int64_t account_locked_until(Mem *mem, const AccountRow *account, const AccountLock *locks, gsize n)
{
    AttemptKeys keys = attempt_keys(mem, account->login, "");
    int64_t until_us = 0;

    attempt_keys_person(mem, &keys, account->uuid);
    for (gsize i = 0; i < n; i++)
        if (strcmp(locks[i].who, keys.name) == 0 || strcmp(locks[i].who, keys.person) == 0)
            until_us = MAX(until_us, locks[i].until_us);
    return until_us;
}
