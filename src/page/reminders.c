/* reminders.c: the digests that somebody was sent, day by day; for the office, how the mails go. And today's on the home
 * page. */
#include "page/reminders.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/day_read.h"
#include "store/outbox.h"
#include "store/reminder.h"

enum { RECENT_DAYS = 7 };

static void show_things(Req *req, View *view, const Digest *digest)
{
    for (gsize i = 0; i < digest->n_things; i++) {
        View *thing = view_part(view, "THING");
        view_text(thing, "WORDS", digest->things[i].words);
        view_text(thing, "ADDRESS", digest->things[i].address);
        view_moment(thing, req->mem, "DUE", digest->things[i].due_us, word_moment);
    }
}

/* What was due that morning may have been done since: the list below it (dash_todo.tpl) is of now. */
bool reminders_show_home(Req *req, View *body, GError **err)
{
    CivilTime c = civil_of(req->now_us);
    Digest digest;
    bool found;

    if (!(req->who.roles & (ROLE_BIT(ROLE_FILER) | ROLE_BIT(ROLE_SUPERVISOR))))
        return true;
    TRY(reminder_of_day(req->app->db, req->mem, req->who.person,
                        mem_printf(req->mem, "%04d-%02d-%02d", c.year, c.month, c.day), &digest, &found,
                        err));
    if (!found)
        return true;
    View *part = view_part(body, "REMINDER");
    view_number(part, "DUE_N", digest.due);
    if (digest.overdue > 0)
        view_number(view_part(part, "OVERDUE"), "OVERDUE_N", digest.overdue);
    show_things(req, part, &digest);
    return true;
}

static void show_mail(Req *req, View *day, const Digest *digest)
{
    static const struct {
        const char *state, *part;
    } parts[] = { { "waiting", "MAIL_WAITS" }, { "sending", "MAIL_WAITS" }, { "failed", "MAIL_FAILED" } };

    if (digest->sent_us != 0)
        view_moment(view_part(day, "MAIL_SENT"), req->mem, "AT", digest->sent_us, word_moment);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (g_str_equal(digest->mail, parts[i].state))
            view_show(day, parts[i].part);
}

static bool show_own(Req *req, View *body, GError **err)
{
    Digest *list;
    gsize n;

    TRY(reminder_list(req->app->db, req->mem, req->who.person, &list, &n, err));
    if (n == 0)
        view_show(body, "NOTHING");
    for (gsize i = 0; i < n; i++) {
        View *day = view_part(body, "DAY");
        int64_t day_us;
        view_text(day, "ON", day_read(list[i].day, &day_us) ? word_date(req->mem, day_us) : list[i].day);
        view_number(day, "DUE_N", list[i].due);
        if (list[i].overdue > 0)
            view_number(view_part(day, "OVERDUE"), "OVERDUE_N", list[i].overdue);
        show_mail(req, day, &list[i]);
        show_things(req, day, &list[i]);
    }
    return true;
}

static void show_trouble(Req *req, View *table, const MailTrouble *trouble)
{
    View *row = view_part(table, "ROW");

    view_text(row, "NAME", trouble->name);
    view_text(row, "UNIT", trouble->unit_name);
    view_number(row, "TRIES", trouble->tries);
    view_text(row, "ERROR_TEXT", trouble->error);
    view_moment(row, req->mem, "MADE_AT", trouble->made_us, word_moment);
    if (trouble->failed)
        view_show(row, "FAILED");
    else
        view_moment(view_part(row, "AGAIN"), req->mem, "AT", trouble->next_us, word_moment);
}

static bool show_post(Req *req, View *body, GError **err)
{
    MailCounts counts;
    MailTrouble *list;
    gsize n;
    View *post = view_part(body, "POST");

    TRY(mail_counts(req->app->db, req->mem, req->now_us - RECENT_DAYS * DAY_US, &counts, err));
    TRY(mail_troubles(req->app->db, req->mem, &list, &n, err));
    if (req->app->conf->mail.server == NULL)
        view_show(post, "OFF");
    view_number(post, "SENT_N", counts.sent);
    view_number(post, "WAITING_N", counts.waiting);
    view_number(post, "FAILED_N", counts.failed);
    View *table = n == 0 ? NULL : view_part(post, "TROUBLES");
    for (gsize i = 0; i < n; i++)
        show_trouble(req, table, &list[i]);
    return true;
}

bool page_reminders(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "reminders.tpl");

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "每日提醒", NULL);
    if (authz_role(req->who.roles, DEED_ISSUE_NOTICE))
        TRY(show_post(req, body, err));
    TRY(show_own(req, body, err));
    return page_show(req, resp, body, 200, NAV_REMINDERS, "每日提醒", err);
}
