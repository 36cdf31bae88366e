/* person_sync.c: see person_sync.h. */
#include "act/person_sync.h"

#include "act/account.h"
#include "base/clock.h"
#include "base/err.h"
#include "rule/role_words.h"
#include "store/session.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    PersonId id;
    const Found *found;
    Account account; /* what the directory's answer means */
    int64_t asked_us;
    Synced synced;
} Sync;

/* The row as it will be. Of an entry that is gone or shut nothing else is known, and roles that clash are not stored. */
static Person next_row(const Sync *s, const Person *old)
{
    Person new = *old;

    new.standing = standing_code(s->account.standing);
    if (s->account.standing == STANDING_GOOD) {
        new.login = s->found->login;
        new.name = s->found->name;
    }
    if (s->account.standing == STANDING_GOOD || s->account.standing == STANDING_NO_ROLE) {
        new.unit = s->account.unit;
        new.roles = s->found->roles;
    }
    return new;
}

static bool store(Tx *tx, const Sync *s, const Person *new, Changes *changes, GError **err)
{
    bool out = s->account.standing != STANDING_GOOD;
    Event event = { .etype = "person",
                    .entity_id = new->id.v,
                    .entity_seq = new->version + 1,
                    .action = out ? "person.out" : "person.change",
                    .result = "ok",
                    .changes = changes,
                    .at_us = clock_now_us() };

    TRY(audit_append(tx, s->mem, s->who, &event, err));
    return person_update(tx, new, err);
}

static bool end_or_change(Tx *tx, const Sync *s, const Person *new, Changes *changes, GError **err)
{
    const char *unit = s->account.unit.v == 0 ? "" : mem_printf(s->mem, "%s，", s->account.unit_name);
    int64_t n;

    if (s->account.standing == STANDING_GOOD)
        return sessions_change(tx, new->id, new->unit, new->roles,
                               mem_printf(s->mem, "您的账号信息已按统一身份认证更新：%s%s。", unit,
                                          roles_word(s->mem, new->roles)),
                               s->asked_us, err);
    TRY(sessions_end(tx, new->id, &n, err));
    change_number(changes, "sessions", 0, n);
    return true;
}

static bool sync_row(Tx *tx, void *what, GError **err)
{
    Sync *s = what;
    Person old;
    uint8_t uuid[UUID_BYTES];
    bool newer;

    s->synced = SYNC_SAME;
    TRY(person_locked(tx, s->mem, s->id, &old, uuid, err));
    TRY(sessions_newer(tx, s->id, s->asked_us, &newer, err));
    if (newer)
        return true;
    Person new = next_row(s, &old);
    Changes *changes = person_changes(s->mem, &old, &new);
    if (!changes_any(changes))
        return true;
    s->synced = s->account.standing == STANDING_GOOD ? SYNC_CHANGED : SYNC_OUT;
    TRY(end_or_change(tx, s, &new, changes, err));
    return store(tx, s, &new, changes, err);
}

static bool read_account(Db *db, Sync *s, Asked asked, GError **err)
{
    if (asked == ASK_GOOD)
        return account_of(db, s->mem, s->found, &s->account, err);
    s->account = (Account){ .standing = asked == ASK_DISABLED ? STANDING_DISABLED : STANDING_GONE,
                            .unit_name = "" };
    return true;
}

/* Whoever was out already has sessions that nobody may use (session_find); they are not confirmed. */
bool act_person_sync(Db *db, Mem *mem, const Actor *who, PersonId person, const DirectoryWord *word,
                     Synced *synced, Standing *standing, GError **err)
{
    Sync s = { .mem = mem, .who = who, .id = person, .found = word->found, .asked_us = word->at_us };
    RequestId request;

    g_assert(word->asked != ASK_AWAY);
    secret_random(request.bytes, sizeof request.bytes);
    TRY(read_account(db, &s, word->asked, err));
    TRY(tx_run(db, &request, sync_row, &s, err));
    *synced = s.synced;
    *standing = s.account.standing;
    if (s.synced == SYNC_SAME && s.account.standing == STANDING_GOOD)
        TRY(sessions_confirm(db, person, word->at_us, err));
    return true;
}
