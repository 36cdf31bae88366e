/* account_deeds.c: see account_deeds.h. */
#include "act/account_deeds.h"

#include "act/attempts.h"
#include "act/deed.h"
#include "base/err.h"
#include "store/person.h"

static const struct {
    Deed door;
    const char *action, *counted; /* what n is called in the event */
} deeds[ACCOUNT__N] = {
    [ACCOUNT_END] = { DEED_KEEP_ACCOUNTS, "person.end", "sessions" },
    [ACCOUNT_END_OTHERS] = { DEED_KEEP_OWN, "person.end_others", "sessions" },
    [ACCOUNT_UNLOCK] = { DEED_KEEP_ACCOUNTS, "person.unlock", "locks" },
};

typedef struct {
    Mem *mem;
    const Actor *who;
    const AccountWish *wish;
    Person person;
    uint8_t uuid[UUID_BYTES];
    int64_t n;
} Story;

/* Wrong passwords count for the name and for whoever it belongs to; those of an address stay. */
static bool unlock(Tx *tx, Story *s, GError **err)
{
    AttemptKeys keys = attempt_keys(s->mem, s->person.login, "");
    int64_t n;

    attempt_keys_person(s->mem, &keys, s->uuid);
    TRY(attempts_lift(tx, keys.name, &n, err));
    TRY(attempts_lift(tx, keys.person, &s->n, err));
    s->n += n;
    return true;
}

static bool carry_out(Tx *tx, Story *s, GError **err)
{
    switch (s->wish->deed) {
    case ACCOUNT_END:
        return sessions_end(tx, s->person.id, &s->n, err);
    case ACCOUNT_END_OTHERS:
        return sessions_end_others(tx, s->person.id, s->wish->token_hash, &s->n, err);
    default:
        return unlock(tx, s, err);
    }
}

static bool record(Tx *tx, const Story *s, GError **err)
{
    Changes *changes = changes_new(s->mem);
    Event event = { .etype = "person",
                    .entity_id = s->person.id.v,
                    .entity_seq = s->person.version + 1,
                    .action = deeds[s->wish->deed].action,
                    .result = "ok",
                    .changes = changes,
                    .at_us = s->wish->now_us };

    change_note(changes, "login", s->person.login);
    change_number(changes, deeds[s->wish->deed].counted, -1, s->n);
    if (s->wish->reason[0] != '\0')
        change_note(changes, "reason", s->wish->reason);
    TRY(audit_append(tx, s->mem, s->who, &event, err));
    return person_touch(tx, &s->person, err);
}

static bool account(Tx *tx, void *what, GError **err)
{
    Story *s = what;
    const AccountWish *wish = s->wish;
    bool stored, own = wish->person.v == s->who->person.v;

    TRY(person_locked(tx, s->mem, wish->person, &s->person, s->uuid, err));
    TRY(audit_seen(tx, s->mem, s->who, deeds[wish->deed].action, wish->person.v, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(s->who, deeds[wish->deed].door, NULL, err));
    if (wish->deed == ACCOUNT_END_OTHERS && !own)
        return fail_detail(err, ERR_DENIED, NO_ROLE, "sessions of somebody else");
    TRY(carry_out(tx, s, err));
    return record(tx, s, err);
}

bool act_account(Db *db, Mem *mem, const Actor *who, const AccountWish *wish, int64_t *n, GError **err)
{
    Story s = { .mem = mem, .who = who, .wish = wish };

    TRY(tx_run(db, &wish->request, account, &s, err));
    *n = s.n;
    return true;
}
