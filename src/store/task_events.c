/* task_events.c: the change records of a task; see task_read.h. */
#include <inttypes.h>
#include <jansson.h>

#include "base/err.h"
#include "store/task_read.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* A value of a body is a text, a number, or null. */
static const char *value_text(Mem *mem, const json_t *value)
{
    if (json_is_string(value))
        return mem_text(mem, json_string_value(value));
    if (json_is_integer(value))
        return mem_printf(mem, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return NULL;
}

/* {"field": [old, new], …} */
static bool take_changes(Mem *mem, const char *body, TaskEvent *event, GError **err)
{
    g_autoptr(json_t) fields = json_loads(body, 0, NULL);
    const char *name;
    json_t *pair;

    if (!json_is_object(fields))
        return fail(err, ERR_BROKEN, "event %" PRId64 ": its body is no object", event->id);
    event->changes = mem_array(mem, TaskChange, json_object_size(fields));
    json_object_foreach(fields, name, pair)
        event->changes[event->n_changes++] = (TaskChange){ .field = mem_text(mem, name),
                                                           .old = value_text(mem, json_array_get(pair, 0)),
                                                           .new = value_text(mem, json_array_get(pair, 1)) };
    return true;
}

static TaskEvent event_of(const Cell *c)
{
    return (TaskEvent){ .id = c[TASK_EVENTS_ID].i,
                        .at_us = c[TASK_EVENTS_AT_US].i,
                        .person = c[TASK_EVENTS_PERSON].s,
                        .person_unit = c[TASK_EVENTS_UNIT].s,
                        .role = c[TASK_EVENTS_ROLE].s,
                        .action = c[TASK_EVENTS_ACTION].s,
                        .result = c[TASK_EVENTS_RESULT].s,
                        .etype = c[TASK_EVENTS_ETYPE].s,
                        .period = c[TASK_EVENTS_PERIOD].s,
                        .about = { c[TASK_EVENTS_ABOUT_UNIT].i },
                        .about_name = c[TASK_EVENTS_ABOUT_NAME].s };
}

bool task_events(Db *db, Mem *mem, TaskId task, int64_t before, gsize most, TaskEvent **events, gsize *n,
                 GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_TASK_EVENTS, ARGS(num(task.v), num(before), num((int64_t)most)), &rows, err));
    TaskEvent *list = mem_array(mem, TaskEvent, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        list[i] = event_of(rows.row[i]);
        TRY(take_changes(mem, rows.row[i][TASK_EVENTS_BODY].s, &list[i], err));
    }
    *events = list;
    *n = rows.n;
    return true;
}
