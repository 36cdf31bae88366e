/* audit.c: see audit.h. */
#include "store/audit.h"

#include <jansson.h>
#include <string.h>

#include "base/err.h"
#include "rule/canon.h"

static Key event_key;

void audit_use_key(const Key *key)
{
    event_key = *key;
}

Hash audit_mac(const void *bytes, size_t size_bytes)
{
    return mac_of(&event_key, bytes, size_bytes);
}

struct Changes {
    json_t *fields;
};

static void drop_json(void *json)
{
    json_decref(json);
}

Changes *changes_new(Mem *mem)
{
    Changes *changes = mem_alloc(mem, sizeof *changes);

    changes->fields = mem_keep(mem, json_object(), drop_json);
    return changes;
}

static void change_add(Changes *changes, const char *field, json_t *old, json_t *new)
{
    json_object_set_new(changes->fields, field, json_pack("[o,o]", old, new));
}

static json_t *json_text(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

void change_text(Changes *changes, const char *field, const char *old, const char *new)
{
    if (g_strcmp0(old, new) != 0)
        change_add(changes, field, json_text(old), json_text(new));
}

void change_number(Changes *changes, const char *field, int64_t old, int64_t new)
{
    if (old != new)
        change_add(changes, field, json_integer(old), json_integer(new));
}

void change_note(Changes *changes, const char *field, const char *value)
{
    change_add(changes, field, json_null(), json_text(value));
}

bool changes_any(const Changes *changes)
{
    return json_object_size(changes->fields) > 0;
}

const char *changes_json(Mem *mem, const Changes *changes)
{
    if (changes == NULL)
        return "{}";
    char *text = json_dumps(changes->fields, JSON_COMPACT); /* in the order in which they were added */
    g_assert(text != NULL);
    return mem_keep(mem, text, free);
}

/* The hash of the row's event before, zeros for its first. */
static bool previous_hash(Tx *tx, Mem *mem, CanonEvent *canon, GError **err)
{
    const Cell *row;

    if (canon->entity_seq <= 1)
        return true;
    TRY(db_read_one(tx_db(tx), mem, SQL_AUDIT_HASH_AT,
                    ARGS(txt(canon->etype), num(canon->entity_id), num(canon->entity_seq - 1)), &row, err));
    memcpy(canon->prev.bytes, row[AUDIT_HASH_AT_HASH].s, HASH_BYTES);
    return true;
}

/* Sign-ins, denials and exports have no row of their own: a random number, so that they never wait for each other. */
static int64_t random_entity(void)
{
    uint64_t number;

    secret_random(&number, sizeof number);
    return (int64_t)(number >> 2 | 1);
}

static CanonEvent canon_of(Tx *tx, Mem *mem, const Actor *who, const Event *event)
{
    bool own_row = event_has_row(event->etype);

    return (CanonEvent){
        .etype = event->etype,
        .entity_id = own_row ? event->entity_id : random_entity(),
        .entity_seq = own_row ? event->entity_seq : 1,
        .at_us = event->at_us,
        .person_id = who->person.v,
        .actor = who->name,
        .actor_unit = who->unit_name,
        .actor_role = role_code(first_role(who->roles)),
        .ip = who->ip,
        .agent = who->agent,
        .session = who->session,
        .action = event->action,
        .result = event->result,
        .task_id = event->task.v,
        .unit_id = event->unit.v,
        .period_id = event->period.v,
        .request = *tx_request(tx),
        .request_no = tx_next_event_no(tx),
        .body = changes_json(mem, event->changes),
    };
}

static bool insert_event(Tx *tx, const CanonEvent *c, const Hash *hash, const Hash *mac, GError **err)
{
    return tx_change_one(
        tx, SQL_AUDIT_INSERT,
        ARGS(num(CANON_ALG), txt(c->etype), num(c->entity_id), num(c->entity_seq), num(c->at_us),
             id_or_null(c->person_id), txt(c->actor), txt(c->actor_unit), txt(c->actor_role), txt(c->ip),
             txt(c->agent), c->session == NULL ? (Arg){ 0 } : raw(c->session, HASH_BYTES), txt(c->action),
             txt(c->result), id_or_null(c->task_id), id_or_null(c->unit_id), id_or_null(c->period_id),
             raw(c->request.bytes, sizeof c->request.bytes), num(c->request_no), txt(c->body),
             raw(c->prev.bytes, HASH_BYTES), raw(hash->bytes, HASH_BYTES), raw(mac->bytes, HASH_BYTES)),
        err);
}

bool audit_append(Tx *tx, Mem *mem, const Actor *who, const Event *event, GError **err)
{
    CanonEvent canon = canon_of(tx, mem, who, event);
    size_t size_bytes;

    TRY(previous_hash(tx, mem, &canon, err));
    const uint8_t *bytes = canon_bytes(mem, &canon, &size_bytes);
    Hash hash = hash_of(bytes, size_bytes), mac = mac_of(&event_key, bytes, size_bytes);
    TRY(insert_event(tx, &canon, &hash, &mac, err));
    return tx_change_one(tx, SQL_AUDIT_PENDING_INSERT, ARGS(num((int64_t)tx_last_id(tx))), err);
}

bool audit_seen(Tx *tx, Mem *mem, const Actor *who, const char *action, int64_t entity_id, bool *stored,
                GError **err)
{
    Rows rows;
    const RequestId *request = tx_request(tx);

    TRY(db_read(tx_db(tx), mem, SQL_AUDIT_BY_REQUEST, ARGS(raw(request->bytes, sizeof request->bytes)), &rows,
                err));
    *stored = rows.n > 0;
    if (rows.n == 0)
        return true;
    const Cell *c = rows.row[0];
    if (c[AUDIT_BY_REQUEST_PERSON_ID].i != who->person.v)
        return fail(err, ERR_DENIED, "request id of another person");
    return (c[AUDIT_BY_REQUEST_ENTITY_ID].i == entity_id &&
            strcmp(c[AUDIT_BY_REQUEST_ACTION].s, action) == 0) ||
           fail(err, ERR_CONFLICT, "request id of another deed: %s", c[AUDIT_BY_REQUEST_ACTION].s);
}
