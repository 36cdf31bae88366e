/* smtp.h: handing a mail to the house's mail server (RFC 5321), through libcurl. Only 'taizhangctl mail' calls this. */
#pragma once
#include "base/conf.h"

typedef struct Smtp Smtp;

/* One connection for many mails; opens nothing yet. conf must outlive it. NULL: the password cannot be read. */
Smtp *smtp_new(const MailConf *conf, GError **err);
void smtp_free(Smtp *smtp); /* takes NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Smtp, smtp_free)

typedef enum {
    SMTP_SENT,
    SMTP_LATER, /* not this one now: greylisted, mailbox full */
    SMTP_NEVER, /* this one is refused for good: no such mailbox (550 … 554) */
    SMTP_AWAY   /* nobody there, or he does not know us: no other mail would go either */
} SmtpAnswer;

/* text: as mail_compose() made it. *why: for SMTP_SENT untouched; else words of curl and the server's code, to be freed. */
SmtpAnswer smtp_send(Smtp *smtp, const char *to, const char *text, char **why);
