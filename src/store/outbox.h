/* outbox.h: the table mail_out: mails that wait to be sent, and what became of them.
 *
 * A mail is put in by the transaction of what it tells, under a mark that is unique for ever and is its Message-ID: nothing
 * is put in twice, nothing told is forgotten. Whoever sends it claims it first; one who dies with it in his hands loses it
 * after a while to the next, who sends it under the same Message-ID. So a mail is lost never, and doubled only when a
 * machine dies between the server's last word and ours (RFC 5321, 4.5.3.2.6: nobody can exclude that).
 *
 * ERR_BUSY and ERR_BROKEN may come from any function. Texts live as long as mem.
 */
#pragma once
#include "rule/model.h"
#include "store/tx.h"

typedef struct {
    const char *mark; /* digest-2023-04-03-1017 */
    PersonId to;
    const char *subject, *body;
} NewMail;

/* Called by act/ only. */
bool mail_put(Tx *tx, const NewMail *mail, int64_t now_us, GError **err);

typedef struct {
    int64_t id;
    const char *mark, *login, *name, *subject, *body;
    int64_t tries, made_us;
} Mail;

/* Those whose time has come, in their order, 1000 at most. */
bool mail_due(Db *db, Mem *mem, int64_t now_us, Mail **list, gsize *n, GError **err);

/* *ours false: somebody else has it, or it is done. Counts the try: mail->tries grows. */
bool mail_claim(Db *db, Mail *mail, int64_t now_us, int64_t until_us, bool *ours, GError **err);

bool mail_sent(Db *db, const Mail *mail, int64_t now_us, GError **err);

/* Another try at next_us. */
bool mail_again(Db *db, Mem *mem, const Mail *mail, int64_t next_us, const char *why, GError **err);

/* No other try will help. */
bool mail_failed(Db *db, Mem *mem, const Mail *mail, int64_t now_us, const char *why, GError **err);

typedef struct {
    int64_t waiting, failed, sent; /* failed and sent: since a moment */
} MailCounts;

bool mail_counts(Db *db, Mem *mem, int64_t since_us, MailCounts *counts, GError **err);

typedef struct {
    bool failed; /* else it will be tried again */
    const char *name, *unit_name, *error;
    int64_t tries, made_us, next_us;
} MailTrouble;

bool mail_troubles(Db *db, Mem *mem, MailTrouble **list, gsize *n, GError **err);
