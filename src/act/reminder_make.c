/* reminder_make.c: see reminder_make.h. */
#include "act/reminder_make.h"

#include <inttypes.h>

#include "base/err.h"
#include "base/secret.h"
#include "store/audit.h"
#include "store/outbox.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const ReminderWish *wish;
    bool made;
} Make;

static Changes *make_changes(const Make *m, const char *json)
{
    const ReminderWish *wish = m->wish;
    Changes *changes = changes_new(m->mem);

    change_note(changes, "reminder_day", wish->digest.day);
    change_note(changes, "recipient", wish->to.login);
    change_note(changes, "reminded", mem_printf(m->mem, "%" PRId64, wish->digest.due));
    change_note(changes, "reminded_overdue", mem_printf(m->mem, "%" PRId64, wish->digest.overdue));
    change_note(changes, "things", json);
    return changes;
}

static bool put_mail(Tx *tx, const Make *m, GError **err)
{
    const ReminderWish *wish = m->wish;
    NewMail mail = { .mark = mem_printf(m->mem, "digest-%s-%" PRId64, wish->digest.day, wish->to.person.v),
                     .to = wish->to.person,
                     .subject = wish->subject,
                     .body = wish->body };

    return wish->subject == NULL || mail_put(tx, &mail, wish->now_us, err);
}

/* Two at once: the second loses at the unique key, is run again, and finds the first's row. */
static bool make(Tx *tx, void *what, GError **err)
{
    Make *m = what;
    const ReminderWish *wish = m->wish;
    const char *json = things_json(m->mem, wish->digest.things, wish->digest.n_things);
    Digest old;
    bool found;
    int64_t id;

    m->made = false;
    TRY(reminder_of_day(tx_db(tx), m->mem, wish->to.person, wish->digest.day, &old, &found, err));
    if (found)
        return true;
    TRY(tx_new_id(tx, &id, err));
    Event event = { .etype = "reminder",
                    .entity_id = id,
                    .entity_seq = 1,
                    .action = "reminder.make",
                    .result = "ok",
                    .unit = wish->to.unit,
                    .changes = make_changes(m, json),
                    .at_us = wish->now_us };
    TRY(audit_append(tx, m->mem, m->who, &event, err));
    TRY(reminder_insert(tx, id, &wish->to, &wish->digest, json, wish->now_us, err));
    TRY(put_mail(tx, m, err));
    m->made = true;
    return true;
}

bool act_reminder_make(Db *db, Mem *mem, const Actor *who, const ReminderWish *wish, bool *made, GError **err)
{
    Make m = { .mem = mem, .who = who, .wish = wish };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, make, &m, err));
    *made = m.made;
    return true;
}
