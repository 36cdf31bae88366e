/* audit.h: the table audit_event: who did what, when, from where, old → new. Rows are only ever added.
 */
#pragma once
#include "base/secret.h"
#include "rule/authz.h"
#include "store/tx.h"

/* Old and new of the fields that a deed changes; becomes the event's body. Texts are borrowed. */
typedef struct Changes Changes;

Changes *changes_new(Mem *mem);
void change_text(Changes *changes, const char *field, const char *old,
                 const char *new); /* equal ones are left out */
void change_number(Changes *changes, const char *field, int64_t old, int64_t new);
void change_note(Changes *changes, const char *field, const char *value); /* no old value; always kept */
bool changes_any(const Changes *changes);

/* As the event's body will have them. */
const char *changes_json(Mem *mem, const Changes *changes);

typedef struct {
    const char *etype;  /* the table whose row changes; see event_has_row() for those without one */
    int64_t entity_id;  /* ignored for those */
    int64_t entity_seq; /* the row's version after the change */
    const char *action, *result;
    TaskId task;
    UnitId unit;
    PeriodId period;
    Changes *changes; /* NULL: none */
    int64_t at_us;
} Event;

/* The key with which events are authenticated; must be set once at the start. */
void audit_use_key(const Key *key);

/* What only the holders of that key can compute, and compute again. */
Hash audit_mac(const void *bytes, size_t size_bytes);

/* Adds the event to the transaction, before the row changes (the fences look for it). */
bool audit_append(Tx *tx, Mem *mem, const Actor *who, const Event *event, GError **err);

/* A request that is already stored: the answer is the same again. *stored false: not seen yet. ERR_DENIED: somebody
 * else's request id. ERR_CONFLICT: it was sent before for another deed, or for another row. */
bool audit_seen(Tx *tx, Mem *mem, const Actor *who, const char *action, int64_t entity_id, bool *stored,
                GError **err);
