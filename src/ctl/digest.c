/* digest.c: taizhangctl digest [--now MOMENT]: makes today's digests: for each filer and supervisor whose unit or office
 * owes something that is to be spoken of today (rule/remind.h), one line a thing. Again, and on several machines at once,
 * is harmless. */
#include <inttypes.h>
#include <stdio.h>

#include "act/reminder_make.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "ctl/ctl.h"
#include "rule/remind.h"
#include "store/book.h"

enum { AHEAD_DAYS = 7, THINGS_MOST = 200 };

/* What is owed, and what today is. */
typedef struct {
    Ctl *ctl;
    const char *day;
    int days_off;
    Thing *things;
    gsize n_things;
} Today;

static bool is_workday(const Book *book, int64_t at_us)
{
    return workdays_between(book, at_us - DAY_US, at_us) == 1;
}

/* So many days off lie before today; -1: today is one. */
static int days_off(const Book *book, int64_t now_us)
{
    int n = 0;

    if (!is_workday(book, now_us))
        return -1;
    while (n < AHEAD_DAYS * 2 && !is_workday(book, now_us - (n + 1) * DAY_US))
        n++;
    return n;
}

static int days_left(const Today *t, const Thing *thing)
{
    return (int)CLAMP(civil_days_between(t->ctl->now_us, thing->due_us), G_MININT / 2, G_MAXINT / 2);
}

static bool concerns(const Reader *to, const Thing *thing)
{
    return thing->unit.v == 0 ? to->office : thing->unit.v == to->unit.v;
}

/* When one thing of somebody's is to be spoken of, all that is near or late is told. */
static Digest digest_of(const Today *t, const Reader *to)
{
    Digest d = { .day = t->day, .things = mem_array(t->ctl->mem, Thing, THINGS_MOST) };
    bool speaks = false;

    for (gsize i = 0; i < t->n_things && d.n_things < THINGS_MOST; i++) {
        const Thing *thing = &t->things[i];
        if (!concerns(to, thing) || days_left(t, thing) > AHEAD_DAYS)
            continue;
        speaks |= remind_today(days_left(t, thing), t->days_off);
        d.things[d.n_things++] = *thing;
        d.overdue += thing->due_us < t->ctl->now_us;
    }
    d.due = speaks ? (int64_t)d.n_things : 0;
    return d;
}

static void put_lines(const Today *t, GString *body, const Digest *d)
{
    Ctl *ctl = t->ctl;

    for (gsize i = 0; i < d->n_things; i++)
        g_string_append_printf(body, "%" G_GSIZE_FORMAT ". %s，时限 %s，%s\n   %s%s\n", i + 1,
                               d->things[i].words, word_full(ctl->mem, d->things[i].due_us),
                               word_left(ctl->mem, ctl->now_us, d->things[i].due_us), ctl->conf->origin,
                               d->things[i].address);
}

static void write_mail(const Today *t, ReminderWish *wish)
{
    Mem *mem = t->ctl->mem;
    const Digest *d = &wish->digest;
    g_autoptr(GString) body = g_string_new(NULL);
    const char *late = d->overdue == 0 ? "" : mem_printf(mem, "，其中 %" PRId64 " 项已过时限", d->overdue);

    g_string_append_printf(body, "%s：\n\n%s有 %" PRId64 " 项工作临近时限%s：\n\n", wish->to.name,
                           wish->to.unit_name, d->due, late);
    put_lines(t, body, d);
    g_string_append(body, "\n已过时限的仍可填报、办理。每天至多一封，没有临近时限的事项不发。"
                          "本邮件由“重点工作台账”自动发出，请勿回复。\n");
    wish->subject = mem_printf(mem, "【重点工作台账】%" PRId64 " 项工作临近时限%s", d->due, late);
    wish->body = mem_text(mem, body->str);
}

static bool make_one(const Today *t, const Reader *to, int64_t *n, GError **err)
{
    ReminderWish wish = { .to = *to, .digest = digest_of(t, to), .now_us = t->ctl->now_us };
    bool made;

    if (wish.digest.due == 0)
        return true;
    if (t->ctl->conf->mail.server != NULL)
        write_mail(t, &wish);
    TRY(act_reminder_make(t->ctl->db, t->ctl->mem, &t->ctl->who, &wish, &made, err));
    *n += made;
    return true;
}

/* Somebody whose digest cannot be made does not hold up the others; the first error is told in the end. */
static bool make_all(const Today *t, int64_t *n, GError **err)
{
    Reader *people;
    gsize n_people;
    bool good = true;

    TRY(remind_people(t->ctl->db, t->ctl->mem, &people, &n_people, err));
    for (gsize i = 0; i < n_people; i++) {
        GError *error = NULL;
        if (make_one(t, &people[i], n, &error))
            continue;
        fprintf(stderr, "%s: %s\n", people[i].login, error->message);
        if (good)
            g_propagate_error(err, error);
        else
            g_clear_error(&error);
        good = false;
    }
    return good;
}

static void free_shelf(void *shelf)
{
    shelf_free(shelf);
}

bool ctl_digest(Ctl *ctl, int argc, char **argv, GError **err)
{
    Shelf *shelf = mem_keep(ctl->mem, shelf_new(), free_shelf);
    const char *now = ctl_option(argc, argv, "--now");
    const Book *book;
    int64_t n = 0;

    if (argc != 0 && (argc != 2 || now == NULL))
        return fail(err, ERR_BAD_INPUT, "digest [--now MOMENT]");
    if (now != NULL)
        TRY(ctl_moment(now, &ctl->now_us, err));
    TRY(shelf_book(shelf, ctl->db, ctl->mem, NULL, &book, err));
    CivilTime c = civil_of(ctl->now_us);
    Today t = { .ctl = ctl,
                .day = mem_printf(ctl->mem, "%04d-%02d-%02d", c.year, c.month, c.day),
                .days_off = days_off(book, ctl->now_us) };
    if (t.days_off < 0) {
        printf("%s 不是工作日，不作提醒\n", t.day);
        return true;
    }
    TRY(remind_things(ctl->db, ctl->mem, &t.things, &t.n_things, err));
    TRY(make_all(&t, &n, err));
    printf("%s 提醒 %" PRId64 " 人\n", t.day, n);
    return true;
}
