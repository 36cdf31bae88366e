/* outbox.c: see outbox.h. */
#include "store/outbox.h"

#include <string.h>

#include "base/err.h"
#include "base/words.h"

enum { ERROR_CHARS = 200 };

bool mail_put(Tx *tx, const NewMail *mail, int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_MAIL_PUT,
                         ARGS(txt(mail->mark), num(mail->to.v), txt(mail->subject), txt(mail->body),
                              at_us(now_us), at_us(now_us)),
                         err);
}

bool mail_due(Db *db, Mem *mem, int64_t now_us, Mail **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_MAIL_DUE, ARGS(at_us(now_us)), &rows, err));
    *list = mem_array(mem, Mail, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (Mail){ .id = c[MAIL_DUE_ID].i,
                             .mark = c[MAIL_DUE_MARK].s,
                             .login = c[MAIL_DUE_LOGIN].s,
                             .name = c[MAIL_DUE_NAME].s,
                             .subject = c[MAIL_DUE_SUBJECT].s,
                             .body = c[MAIL_DUE_BODY].s,
                             .tries = c[MAIL_DUE_TRIES].i,
                             .made_us = c[MAIL_DUE_MADE_AT].i };
    }
    return true;
}

bool mail_claim(Db *db, Mail *mail, int64_t now_us, int64_t until_us, bool *ours, GError **err)
{
    int64_t changed;

    TRY(db_touch(db, SQL_MAIL_CLAIM, ARGS(at_us(until_us), num(mail->id), num(mail->tries), at_us(now_us)),
                 &changed, err));
    *ours = changed == 1;
    mail->tries += *ours;
    return true;
}

bool mail_sent(Db *db, const Mail *mail, int64_t now_us, GError **err)
{
    return db_touch(db, SQL_MAIL_SENT, ARGS(at_us(now_us), num(mail->id), num(mail->tries)), NULL, err);
}

static bool put_back(Db *db, Mem *mem, const Mail *mail, const char *state, int64_t next_us, const char *why,
                     GError **err)
{
    return db_touch(db, SQL_MAIL_AGAIN,
                    ARGS(txt(state), at_us(next_us), txt(text_short(mem, why, ERROR_CHARS)), num(mail->id),
                         num(mail->tries)),
                    NULL, err);
}

bool mail_again(Db *db, Mem *mem, const Mail *mail, int64_t next_us, const char *why, GError **err)
{
    return put_back(db, mem, mail, "waiting", next_us, why, err);
}

bool mail_failed(Db *db, Mem *mem, const Mail *mail, int64_t now_us, const char *why, GError **err)
{
    return put_back(db, mem, mail, "failed", now_us, why, err);
}

bool mail_counts(Db *db, Mem *mem, int64_t since_us, MailCounts *counts, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_MAIL_COUNTS, ARGS(at_us(since_us), at_us(since_us)), &c, err));
    *counts = (MailCounts){ c[MAIL_COUNTS_WAITING].i, c[MAIL_COUNTS_FAILED].i, c[MAIL_COUNTS_SENT].i };
    return true;
}

bool mail_troubles(Db *db, Mem *mem, MailTrouble **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_MAIL_TROUBLES, NO_ARGS, &rows, err));
    *list = mem_array(mem, MailTrouble, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (MailTrouble){ .failed = strcmp(c[MAIL_TROUBLES_STATE].s, "failed") == 0,
                                    .name = c[MAIL_TROUBLES_NAME].s,
                                    .unit_name = c[MAIL_TROUBLES_UNIT].s,
                                    .error = c[MAIL_TROUBLES_LAST_ERROR].s,
                                    .tries = c[MAIL_TROUBLES_TRIES].i,
                                    .made_us = c[MAIL_TROUBLES_MADE_AT].i,
                                    .next_us = c[MAIL_TROUBLES_NEXT_AT].i };
    }
    return true;
}
