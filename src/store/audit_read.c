/* audit_read.c: see audit_read.h. */
#include "store/audit_read.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/err.h"

/* The lists have the same columns in the same order. */
G_STATIC_ASSERT((int)AUDIT_OLDER__N == (int)AUDIT_NEWER__N);
G_STATIC_ASSERT((int)AUDIT_OLDER__N == (int)AUDIT_BULK__N);

static AuditRow row_of(const Cell *c)
{
    return (AuditRow){
        .id = c[AUDIT_OLDER_ID].i,
        .at_us = c[AUDIT_OLDER_AT_US].i,
        .actor = c[AUDIT_OLDER_ACTOR].s,
        .actor_unit = c[AUDIT_OLDER_ACTOR_UNIT].s,
        .actor_role = c[AUDIT_OLDER_ACTOR_ROLE].s,
        .ip = c[AUDIT_OLDER_IP].s,
        .action = c[AUDIT_OLDER_ACTION].s,
        .result = c[AUDIT_OLDER_RESULT].s,
        .etype = c[AUDIT_OLDER_ETYPE].s,
        .entity_id = c[AUDIT_OLDER_ENTITY_ID].i,
        .body = c[AUDIT_OLDER_BODY].s,
        .plan = c[AUDIT_OLDER_PLAN].s,
        .task_no = c[AUDIT_OLDER_NO].i,
        .title = c[AUDIT_OLDER_TITLE].s,
        .unit_name = c[AUDIT_OLDER_UNIT_NAME].s,
        .period = c[AUDIT_OLDER_PERIOD].s,
    };
}

/* A typed part of a text as pattern: what LIKE would understand is taken literally. */
static const char *like(Mem *mem, const char *part)
{
    GString *pattern = g_string_new("%");

    for (const char *p = part; *p != '\0'; p++) {
        if (strchr("%_\\", *p) != NULL)
            g_string_append_c(pattern, '\\');
        g_string_append_c(pattern, *p);
    }
    if (part[0] != '\0')
        g_string_append_c(pattern, '%');
    char *text = mem_text(mem, pattern->str);
    g_string_free(pattern, TRUE);
    return text;
}

static bool read_list(Db *db, Mem *mem, Sql sql, const AuditFilter *f, int64_t from_id, Rows *rows,
                      GError **err)
{
    Arg person = num(f->person.v), task = num(f->task.v);
    Arg unit = txt(f->unit), actions = txt(f->actions), etypes = txt(f->etypes);
    int64_t to_us = f->to_us == 0 ? INT64_MAX : f->to_us;

    return db_read(db, mem, sql,
                   ARGS(num(from_id), person, person, task, task, num(f->from_us), num(to_us),
                        txt(like(mem, f->actor)), txt(like(mem, f->ip)), unit, unit, actions, actions, etypes,
                        etypes, num(f->refused)),
                   rows, err);
}

bool audit_before(Db *db, Mem *mem, const AuditFilter *filter, int64_t before_id, AuditRow **rows, gsize *n,
                  bool *more, GError **err)
{
    Rows found;

    TRY(read_list(db, mem, SQL_AUDIT_OLDER, filter, before_id == 0 ? INT64_MAX : before_id, &found, err));
    *more = found.n > AUDIT_PAGE;
    *n = MIN(found.n, AUDIT_PAGE);
    *rows = mem_array(mem, AuditRow, *n);
    for (gsize i = 0; i < *n; i++)
        (*rows)[i] = row_of(found.row[i]);
    return true;
}

bool audit_after(Db *db, Mem *mem, const AuditFilter *filter, int64_t after_id, AuditRow **rows, gsize *n,
                 bool *more, GError **err)
{
    Rows found;

    TRY(read_list(db, mem, SQL_AUDIT_NEWER, filter, after_id, &found, err));
    *more = found.n > AUDIT_PAGE;
    *n = MIN(found.n, AUDIT_PAGE);
    *rows = mem_array(mem, AuditRow, *n);
    for (gsize i = 0; i < *n; i++)
        (*rows)[i] = row_of(found.row[*n - 1 - i]); /* read oldest first, shown newest first */
    return true;
}

bool audit_bulk(Db *db, Mem *mem, const AuditFilter *filter, int64_t before_id, AuditRow **rows, gsize *n,
                GError **err)
{
    Rows found;

    TRY(read_list(db, mem, SQL_AUDIT_BULK, filter, before_id == 0 ? INT64_MAX : before_id, &found, err));
    *n = found.n;
    *rows = mem_array(mem, AuditRow, found.n);
    for (gsize i = 0; i < found.n; i++)
        (*rows)[i] = row_of(found.row[i]);
    return true;
}

bool audit_count(Db *db, Mem *mem, const AuditFilter *f, int64_t most, int64_t *n, GError **err)
{
    Arg person = num(f->person.v), task = num(f->task.v);
    Arg unit = txt(f->unit), actions = txt(f->actions), etypes = txt(f->etypes);
    int64_t to_us = f->to_us == 0 ? INT64_MAX : f->to_us;
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_AUDIT_COUNT,
                    ARGS(person, person, task, task, num(f->from_us), num(to_us), txt(like(mem, f->actor)),
                         txt(like(mem, f->ip)), unit, unit, actions, actions, etypes, etypes, num(f->refused),
                         num(most)),
                    &c, err));
    *n = c[AUDIT_COUNT_N].i;
    return true;
}

const char *cell_hex(Mem *mem, const Cell *cell)
{
    static const char digits[] = "0123456789abcdef";
    char *text = mem_alloc(mem, cell->size_bytes * 2 + 1);

    for (size_t i = 0; i < cell->size_bytes; i++) {
        unsigned char byte = (unsigned char)cell->s[i];
        text[2 * i] = digits[byte >> 4];
        text[2 * i + 1] = digits[byte & 15];
    }
    return text;
}

bool audit_event_find(Db *db, Mem *mem, int64_t id, AuditEvent *event, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_AUDIT_ONE, ARGS(num(id)), &c, err));
    *event = (AuditEvent){
        .row = { .id = c[AUDIT_ONE_ID].i,
                 .at_us = c[AUDIT_ONE_AT_US].i,
                 .actor = c[AUDIT_ONE_ACTOR].s,
                 .actor_unit = c[AUDIT_ONE_ACTOR_UNIT].s,
                 .actor_role = c[AUDIT_ONE_ACTOR_ROLE].s,
                 .ip = c[AUDIT_ONE_IP].s,
                 .action = c[AUDIT_ONE_ACTION].s,
                 .result = c[AUDIT_ONE_RESULT].s,
                 .etype = c[AUDIT_ONE_ETYPE].s,
                 .entity_id = c[AUDIT_ONE_ENTITY_ID].i,
                 .body = c[AUDIT_ONE_BODY].s,
                 .plan = c[AUDIT_ONE_PLAN].s,
                 .task_no = c[AUDIT_ONE_NO].i,
                 .title = c[AUDIT_ONE_TITLE].s,
                 .unit_name = c[AUDIT_ONE_UNIT_NAME].s,
                 .period = c[AUDIT_ONE_PERIOD].s },
        .person = { c[AUDIT_ONE_PERSON_ID].i },
        .agent = c[AUDIT_ONE_AGENT].s,
        .entity_seq = c[AUDIT_ONE_ENTITY_SEQ].i,
        .request = cell_hex(mem, &c[AUDIT_ONE_REQ_ID]),
        .previous_hash = cell_hex(mem, &c[AUDIT_ONE_PREV_HASH]),
        .hash = cell_hex(mem, &c[AUDIT_ONE_HASH]),
    };
    return true;
}

bool audit_neighbour(Db *db, Mem *mem, const AuditEvent *event, int step, PersonId person, int64_t *id,
                     GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_AUDIT_OF_ROW,
                ARGS(txt(event->row.etype), num(event->row.entity_id), num(event->entity_seq + step),
                     num(person.v), num(person.v)),
                &rows, err));
    *id = rows.n == 0 ? 0 : rows.row[0][AUDIT_OF_ROW_ID].i;
    return true;
}

static const char *text_of(Mem *mem, const json_t *value)
{
    if (json_is_string(value))
        return mem_text(mem, json_string_value(value));
    if (json_is_integer(value))
        return mem_printf(mem, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return NULL;
}

void event_fields(Mem *mem, const char *body, EventField **fields, gsize *n)
{
    json_t *object = json_loads(body, 0, NULL);
    const char *field;
    json_t *pair;

    *n = 0;
    *fields = mem_array(mem, EventField, json_object_size(object));
    json_object_foreach(object, field,
                        pair)(*fields)[(*n)++] = (EventField){ .field = mem_text(mem, field),
                                                               .old = text_of(mem, json_array_get(pair, 0)),
                                                               .new = text_of(mem, json_array_get(pair, 1)) };
    json_decref(object);
}

bool audit_names(Db *db, Mem *mem, int64_t first_id, int64_t last_id, AuditNames *names, GError **err)
{
    Rows targets, items, units;

    TRY(db_read(db, mem, SQL_AUDIT_TARGETS, ARGS(num(first_id), num(last_id)), &targets, err));
    TRY(db_read(db, mem, SQL_AUDIT_ITEMS, ARGS(num(first_id), num(last_id)), &items, err));
    TRY(db_read(db, mem, SQL_AUDIT_UNITS, NO_ARGS, &units, err));
    *names = (AuditNames){ .targets = mem_array(mem, AuditName, targets.n),
                           .n_targets = targets.n,
                           .items = mem_array(mem, AuditName, items.n),
                           .n_items = items.n,
                           .units = mem_array(mem, AuditName, units.n),
                           .n_units = units.n };
    for (gsize i = 0; i < targets.n; i++) {
        const Cell *c = targets.row[i];
        names->targets[i] = (AuditName){ c[AUDIT_TARGETS_ID].i, c[AUDIT_TARGETS_SUBJECT].s,
                                         c[AUDIT_TARGETS_UNIT_WORD].s };
    }
    for (gsize i = 0; i < items.n; i++)
        names->items[i] = (AuditName){ items.row[i][AUDIT_ITEMS_ID].i, items.row[i][AUDIT_ITEMS_NAME].s, "" };
    for (gsize i = 0; i < units.n; i++)
        names->units[i] = (AuditName){ units.row[i][AUDIT_UNITS_ID].i, units.row[i][AUDIT_UNITS_NAME].s, "" };
    return true;
}

bool audit_task(Db *db, Mem *mem, const char *plan, int64_t no, TaskId *task, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_AUDIT_TASK, ARGS(txt(plan), num(no)), &rows, err));
    task->v = rows.n == 0 ? 0 : rows.row[0][AUDIT_TASK_ID].i;
    return true;
}
