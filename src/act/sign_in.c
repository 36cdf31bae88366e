/* sign_in.c: see sign_in.h. */
#include "act/sign_in.h"

#include <string.h>

#include "act/account.h"
#include "act/attempts.h"
#include "act/repeats.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "store/audit.h"
#include "store/person.h"

/* How long the slower wrong passwords took lately, from the question to the stored event. */
static int64_t lately_us;

/* Refusals are told on the stroke of a tenth of a second, and none before a wrong password would be: whatever the reason, a
 * locked account or nobody, for whom no directory hashes a password (R05). */
#define STROKE_US (SECOND_US / 10)

typedef struct {
    Mem *mem;
    const SignInWish *wish;
    const Found *found;
    const char *result; /* of the event */
    const Conf *conf;
    AttemptKeys *keys;
    const char *locked; /* the key that is; NULL: none */
    SignIn outcome;
    Person person;
    Account account;
    PersonId aimed_at; /* who the account belongs to, for the event of a refusal; 0: nobody who was ever in */
    bool password_right;
    Actor actor;
} Story;

static const char *result_of(Asked asked, bool locked)
{
    static const char *const words[] = {
        [ASK_NONE] = "broken",        [ASK_GOOD] = "ok",         [ASK_UNKNOWN] = "unknown",
        [ASK_WRONG] = "wrong",        [ASK_EXPIRED] = "expired", [ASK_LOCKED] = "locked_there",
        [ASK_CHANGE] = "must_change", [ASK_AWAY] = "away",       [ASK_DISABLED] = "disabled"
    };

    return locked ? "locked" : words[asked];
}

/* Only what the directory itself has called wrong is a measure: an empty password is not even sent. */
static void even_out(const char *result, bool known, int64_t began_us)
{
    int64_t took_us = clock_steady_us() - began_us;

    if (known && strcmp(result, "wrong") == 0)
        lately_us = MAX(MIN(took_us, SECOND_US), lately_us - (lately_us - took_us) / 8);
    int64_t until_us = (MAX(took_us, lately_us) / STROKE_US + 1) * STROKE_US;
    g_usleep((gulong)(until_us - took_us));
}

/* Keeps the person's row as the directory has it now; a first sign-in makes it. */
static bool keep_person(Tx *tx, Story *s, GError **err)
{
    Person new = {
        .login = s->found->login,
        .name = s->found->name,
        .unit = s->account.unit,
        .roles = s->found->roles,
        .standing = "",
    };

    TRY(person_by_uuid(tx_db(tx), s->mem, s->found->uuid, &s->person, err));
    Changes *changes = person_changes(s->mem, &s->person, &new);
    bool fresh = s->person.id.v == 0;
    new.id = s->person.id;
    new.version = s->person.version;
    if (fresh)
        TRY(tx_new_id(tx, &new.id.v, err));
    s->actor.person = new.id;
    s->person.id = new.id;
    if (!changes_any(changes))
        return true;
    Event event = { .etype = "person",
                    .entity_id = new.id.v,
                    .entity_seq = new.version + 1,
                    .result = "ok",
                    .action = fresh ? "person.new" : "person.change",
                    .changes = changes,
                    .at_us = s->wish->now_us };
    TRY(audit_append(tx, s->mem, &s->actor, &event, err));
    return fresh ? person_insert(tx, &new, s->found->uuid, err) : person_update(tx, &new, err);
}

/* The directory has taken something away: what was open before is closed now, not at its own end. */
static bool end_sessions(Tx *tx, Story *s, GError **err)
{
    TRY(person_by_uuid(tx_db(tx), s->mem, s->found->uuid, &s->person, err));
    return s->person.id.v == 0 || sessions_end(tx, s->person.id, NULL, err);
}

static bool record_good(Tx *tx, Story *s, GError **err)
{
    Event event = { .etype = "auth", .action = "auth.sign_in", .result = "ok", .at_us = s->wish->now_us };

    TRY(keep_person(tx, s, err));
    return audit_append(tx, s->mem, &s->actor, &event, err);
}

/* Wrong passwords and unknown names are few, since they end in a lock; all other refusals could go on for ever. Behind a
 * locked address and while the directory is away the names are any that a stranger types. */
static bool count_refusal(Tx *tx, const Story *s, bool *tell, int64_t *left_out, GError **err)
{
    bool by_address = s->outcome == SIGN_IN_AWAY;
    const char *who = s->locked != NULL ? s->locked : by_address ? "" : s->keys->name;

    return repeats_count(tx, s->mem, mem_printf(s->mem, "refuse %s %s %s", who, s->wish->ip, s->result),
                         s->wish->now_us, tell, left_out, err);
}

static bool record_refusal(Tx *tx, Story *s, GError **err)
{
    bool tell = true, counts = s->outcome == SIGN_IN_REFUSED && s->locked == NULL;
    int64_t left_out = 0;
    Changes *changes = changes_new(s->mem);
    Event event = { .etype = "auth", .action = "auth.refuse", .result = s->result, .at_us = s->wish->now_us };

    if (s->password_right)
        TRY(end_sessions(tx, s, err));
    if (!counts) /* a lock ends by itself: tries meanwhile do not make it longer (R10) */
        TRY(count_refusal(tx, s, &tell, &left_out, err));
    else
        TRY(attempts_wrong(tx, s->mem, s->conf, s->keys, s->wish->now_us, err));
    if (left_out > 0) {
        change_note(changes, "request",
                    mem_printf(s->mem, "此前另有 %" G_GINT64_FORMAT " 次同样的登录", left_out));
        event.changes = changes;
    }
    return !tell || audit_append(tx, s->mem, &s->actor, &event, err);
}

static bool record(Tx *tx, void *what, GError **err)
{
    Story *s = what;

    return s->outcome == SIGN_IN_GOOD ? record_good(tx, s, err) : record_refusal(tx, s, err);
}

static Actor actor_of(const Story *s)
{
    bool known = s->found->known && s->found->name[0] != '\0';

    return (Actor){ .person = s->aimed_at,
                    .name = known ? s->found->name : text_short(s->mem, s->wish->login, LOGIN_CHARS - 1),
                    .unit = s->account.unit,
                    .unit_name = s->account.unit_name,
                    .roles = s->found->roles,
                    .ip = s->wish->ip,
                    .agent = s->wish->agent };
}

static bool conclude(Db *db, Story *s, GError **err)
{
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    s->actor = actor_of(s);
    TRY(tx_run(db, &request, record, s, err));
    if (s->outcome == SIGN_IN_GOOD)
        return attempts_good(db, s->keys, err);
    return attempts_forget(db, s->wish->now_us, err) && repeats_forget(db, s->wish->now_us, err);
}

/* 上次登录: so that a person sees when somebody else was in (ux.md §4.1). Said on the first page of the session. */
static bool first_words(Db *db, const Story *s, const char **words, GError **err)
{
    int64_t last_us;
    const char *last_ip;

    *words = "";
    TRY(sign_in_before(db, s->mem, s->person.id, &last_us, &last_ip, err));
    if (last_us != 0)
        *words = mem_printf(s->mem, "上次登录：%s（%s）", word_full(s->mem, last_us), last_ip);
    if (s->found->in_grace)
        *words = mem_printf(s->mem, "密码已过期，还可登录 %d 次，请尽快在统一身份认证平台修改。%s",
                            s->found->grace_left, *words);
    return true;
}

static bool open_session(Db *db, const Conf *conf, const Story *s, char *token, GError **err)
{
    uint8_t secret[TOKEN_BYTES];
    Session session = { .person = s->person.id,
                        .unit = s->account.unit,
                        .roles = s->found->roles,
                        .created_us = s->wish->now_us,
                        .seen_us = s->wish->now_us,
                        .message = "" };

    secret_random(secret, sizeof secret);
    base64url_write(secret, sizeof secret, token, TOKEN_CHARS + 1);
    Hash token_hash = hash_of(token, TOKEN_CHARS);
    secret_wipe(secret, sizeof secret);
    TRY(first_words(db, s, &session.message, err));
    TRY(session_sweep(db, s->wish->now_us - conf->absolute_us, s->wish->now_us - conf->idle_us, err));
    return session_open(db, s->mem, &token_hash, &session, s->wish->ip, conf->most_per_person, err);
}

static SignIn outcome_of(Asked asked, const Story *s)
{
    static const SignIn outcomes[STANDING__N] = {
        [STANDING_GOOD] = SIGN_IN_GOOD,
        [STANDING_NO_ROLE] = SIGN_IN_NO_ROLE,
        [STANDING_CLASH] = SIGN_IN_CLASH,
        [STANDING_UNITS] = SIGN_IN_UNITS,
    };

    if (asked == ASK_AWAY)
        return SIGN_IN_AWAY;
    if (asked == ASK_CHANGE && s->locked == NULL)
        return SIGN_IN_CHANGE;
    return asked == ASK_GOOD && s->locked == NULL ? outcomes[s->account.standing] : SIGN_IN_REFUSED;
}

/* Nobody gets a row as well, from the name: reading and writing less for an unknown name could be timed (R05). */
static bool key_person(Db *db, Story *s, GError **err)
{
    Hash nobody = hash_of(s->keys->name, strlen(s->keys->name));
    const uint8_t *uuid = s->found->known ? s->found->uuid : nobody.bytes;
    Person person;

    attempt_keys_person(s->mem, s->keys, uuid);
    TRY(person_by_uuid(db, s->mem, uuid, &person, err));
    s->aimed_at = person.id;
    return true;
}

static void settle(Story *s, Asked asked)
{
    static const char *const results[SIGN_IN__N] = {
        [SIGN_IN_NO_ROLE] = "no_role", [SIGN_IN_UNITS] = "units", [SIGN_IN_CLASH] = "clash"
    };

    s->outcome = outcome_of(asked, s);
    s->password_right = s->locked == NULL && (asked == ASK_GOOD || asked == ASK_EXPIRED ||
                                              asked == ASK_CHANGE || asked == ASK_DISABLED);
    s->result = results[s->outcome] != NULL ? results[s->outcome] : result_of(asked, s->locked != NULL);
}

bool act_sign_in(Db *db, Mem *mem, const Conf *conf, const SignInWish *wish, SignIn *outcome, char *token,
                 Roles *roles, GError **err)
{
    Found found = { 0 };
    AttemptKeys keys = attempt_keys(mem, wish->login, wish->ip);
    Story s = { .mem = mem, .conf = conf, .wish = wish, .keys = &keys, .found = &found };
    s.account.unit_name = "";
    Asked asked = ASK_WRONG;
    int64_t began_us = clock_steady_us();

    TRY(attempts_locked(db, mem, &keys, wish->now_us, &s.locked, err));
    if (s.locked == NULL)
        asked = directory_ask(&conf->directory, wish->login, wish->password, &found);
    else /* the directory is not asked: whose name it is, is all there is to say */
        TRY(person_by_login(db, mem, wish->login, &s.aimed_at, err));
    if (found.known || asked == ASK_UNKNOWN) {
        TRY(key_person(db, &s, err));
        TRY(attempts_locked(db, mem, &keys, wish->now_us, &s.locked, err));
        TRY(account_of(db, mem, &found, &s.account, err));
    }
    settle(&s, asked);
    TRY(conclude(db, &s, err));
    if (s.outcome == SIGN_IN_GOOD)
        TRY(open_session(db, conf, &s, token, err));
    if (s.outcome == SIGN_IN_REFUSED)
        even_out(s.result, found.known, began_us);
    *roles = found.roles;
    *outcome = s.outcome;
    return true;
}

typedef struct {
    Mem *mem;
    const Actor *who;
    const char *what, *kind; /* of a denial */
    Event event;
} Note;

static bool write_note(Tx *tx, void *what, GError **err)
{
    Note *note = what;

    return audit_append(tx, note->mem, note->who, &note->event, err);
}

bool act_sign_out(Db *db, Mem *mem, const Actor *who, const Hash *token_hash, int64_t now_us, GError **err)
{
    RequestId request;
    Note note = { .mem = mem,
                  .who = who,
                  .event = { .etype = "auth", .action = "auth.sign_out", .result = "ok", .at_us = now_us } };

    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, write_note, &note, err));
    return session_end(db, token_hash, err);
}

static bool write_denial(Tx *tx, void *what, GError **err)
{
    Note *note = what;
    bool tell;
    int64_t left_out;
    Changes *changes = changes_new(note->mem);

    TRY(repeats_count(tx, note->mem, note->kind, note->event.at_us, &tell, &left_out, err));
    if (!tell)
        return true;
    change_note(changes, "request",
                left_out == 0 ? note->what
                              : mem_printf(note->mem, "%s（此前另有 %" G_GINT64_FORMAT " 次同类请求）",
                                           note->what, left_out));
    note->event.changes = changes;
    return audit_append(tx, note->mem, note->who, &note->event, err);
}

bool act_record_denial(Db *db, Mem *mem, const Actor *who, const Denial *denial, int64_t now_us, GError **err)
{
    RequestId request;
    Note note = {
        .mem = mem,
        .who = who,
        .what = denial->what,
        .kind = mem_printf(mem, "deny %" G_GINT64_FORMAT " %s %s", who->person.v, denial->deed, denial->why),
        .event = { .etype = "auth", .action = "auth.deny", .result = denial->why, .at_us = now_us }
    };

    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, write_denial, &note, err));
    return repeats_forget(db, now_us, err);
}
