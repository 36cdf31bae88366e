/* mail.c: taizhangctl mail [--now MOMENT]: sends what waits in the outbox. A mail is claimed before it is sent, so several
 * machines share the work; what does not go is tried again after a minute, two, four … for three days (store/outbox.h). */
#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/err.h"
#include "ctl/ctl.h"
#include "rule/mail_text.h"
#include "store/outbox.h"
#include "store/smtp.h"

enum { GIVE_UP_DAYS = 3, CLAIM_SECONDS = 600 };

typedef struct {
    Ctl *ctl;
    Smtp *smtp;
    int64_t sent, later, failed;
    bool away;
} Post;

static bool put_off(Post *p, const Mail *mail, SmtpAnswer answer, const char *why, GError **err)
{
    Ctl *ctl = p->ctl;
    bool old = ctl->now_us - mail->made_us > GIVE_UP_DAYS * DAY_US;

    if (answer == SMTP_NEVER || old) {
        p->failed++;
        return mail_failed(ctl->db, ctl->mem, mail, ctl->now_us, why, err);
    }
    p->later++;
    return mail_again(ctl->db, ctl->mem, mail, ctl->now_us + mail_wait_seconds(mail->tries) * SECOND_US, why,
                      err);
}

static bool send_one(Post *p, Mail *mail, GError **err)
{
    Ctl *ctl = p->ctl;
    const MailConf *conf = &ctl->conf->mail;
    MailText text = { .from = conf->from,
                      .to = mem_printf(ctl->mem, "%s@%s", mail->login, conf->domain),
                      .to_name = mail->name,
                      .subject = mail->subject,
                      .body = mail->body,
                      .mark = mail->mark,
                      .domain = conf->domain,
                      .at_us = mail->made_us };
    g_autofree char *why = NULL;
    bool ours;

    TRY(mail_claim(ctl->db, mail, ctl->now_us, ctl->now_us + CLAIM_SECONDS * SECOND_US, &ours, err));
    if (!ours)
        return true;
    if (!mail_address_is_plain(text.to))
        return put_off(p, mail, SMTP_NEVER, "no mailbox can be made of this login", err);
    SmtpAnswer answer = smtp_send(p->smtp, text.to, mail_compose(ctl->mem, &text), &why);
    p->away = answer == SMTP_AWAY;
    if (answer != SMTP_SENT)
        return put_off(p, mail, answer, why, err);
    p->sent++;
    return mail_sent(ctl->db, mail, ctl->now_us, err);
}

/* While the server is away nothing else is tried: what was not touched waits as it did. */
static bool send_all(Post *p, GError **err)
{
    Mail *list;
    gsize n;

    TRY(mail_due(p->ctl->db, p->ctl->mem, p->ctl->now_us, &list, &n, err));
    for (gsize i = 0; i < n && !p->away; i++)
        TRY(send_one(p, &list[i], err));
    return true;
}

bool ctl_mail(Ctl *ctl, int argc, char **argv, GError **err)
{
    const char *now = ctl_option(argc, argv, "--now");

    if (argc != 0 && (argc != 2 || now == NULL))
        return fail(err, ERR_BAD_INPUT, "mail [--now MOMENT]");
    if (now != NULL)
        TRY(ctl_moment(now, &ctl->now_us, err));
    if (ctl->conf->mail.server == NULL) {
        printf("邮件未启用（配置文件 [mail] 没有 server）\n");
        return true;
    }
    g_autoptr(Smtp) smtp = smtp_new(&ctl->conf->mail, err);
    if (smtp == NULL)
        return false;
    Post p = { .ctl = ctl, .smtp = smtp };
    bool good = send_all(&p, err);
    printf("发出 %" PRId64 " 封，稍后再试 %" PRId64 " 封，不能投递 %" PRId64 " 封\n", p.sent, p.later,
           p.failed);
    TRY(good);
    return !p.away || fail(err, ERR_BUSY, "the mail server takes nothing; all is kept and tried again");
}
