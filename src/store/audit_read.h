/* audit_read.h: the table audit_event as its readers see it. Texts live as long as mem. */
#pragma once
#include "base/secret.h"
#include "rule/model.h"
#include "store/db.h"

enum { AUDIT_PAGE = 50 };

/* What the list is narrowed to; a zero or an empty text is no condition. */
typedef struct {
    PersonId person;
    TaskId task;
    int64_t from_us, to_us;       /* to_us 0: no end */
    const char *actor, *ip;       /* parts of the text */
    const char *unit;             /* the actor's, whole */
    const char *actions, *etypes; /* divided by commas */
    bool refused;
} AuditFilter;

typedef struct {
    int64_t id, at_us;
    const char *actor, *actor_unit, *actor_role, *ip, *action, *result, *etype, *body;
    int64_t entity_id;
    const char *plan, *title, *unit_name, *period; /* what it is about; "" when it is about no task */
    int64_t task_no;
} AuditRow;

/* At most AUDIT_PAGE rows, newest first: those before an id (0: from the newest), or those after it. *more: there are
 * others beyond, in the direction asked. */
bool audit_before(Db *db, Mem *mem, const AuditFilter *filter, int64_t before_id, AuditRow **rows, gsize *n,
                  bool *more, GError **err);
bool audit_after(Db *db, Mem *mem, const AuditFilter *filter, int64_t after_id, AuditRow **rows, gsize *n,
                 bool *more, GError **err);

/* For exports: some hundred rows before an id (0: from the newest), newest first; none: all were read. */
bool audit_bulk(Db *db, Mem *mem, const AuditFilter *filter, int64_t before_id, AuditRow **rows, gsize *n,
                GError **err);

/* How many there are, counted up to most. */
bool audit_count(Db *db, Mem *mem, const AuditFilter *filter, int64_t most, int64_t *n, GError **err);

typedef struct {
    AuditRow row;
    PersonId person;
    const char *agent;
    int64_t entity_seq;
    const char *request, *previous_hash, *hash; /* in hex */
} AuditEvent;

bool audit_event_find(Db *db, Mem *mem, int64_t id, AuditEvent *event, GError **err); /* ERR_NOT_FOUND */

/* The record of the same thing's change before (step -1) or after (+1), of one person only when person is not 0.
 * *id 0: there is none. */
bool audit_neighbour(Db *db, Mem *mem, const AuditEvent *event, int step, PersonId person, int64_t *id,
                     GError **err);

/* The bytes of a cell in hex. */
const char *cell_hex(Mem *mem, const Cell *cell);

/* One field of a record's body. NULL: not set. */
typedef struct {
    const char *field, *old, *new;
} EventField;

/* In the order in which they were written. A body that is no JSON has no fields. */
void event_fields(Mem *mem, const char *body, EventField **fields, gsize *n);

/* Names that records hold only as numbers. */
typedef struct {
    int64_t id;
    const char *name, *unit_word;
} AuditName;

typedef struct {
    AuditName *targets, *items, *units;
    gsize n_targets, n_items, n_units;
} AuditNames;

bool audit_names(Db *db, Mem *mem, int64_t first_id, int64_t last_id, AuditNames *names, GError **err);

/* The task of a plan; *task 0: no such number. */
bool audit_task(Db *db, Mem *mem, const char *plan, int64_t no, TaskId *task, GError **err);
