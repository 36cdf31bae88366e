/* score_account.c: see score_account.h. */
#include "store/score_account.h"

#include <jansson.h>

const char *account_write(Mem *mem, const AccountEntry *entries, gsize n)
{
    json_t *all = json_array();

    for (gsize i = 0; i < n; i++) {
        const AccountEntry *e = &entries[i];
        json_array_append_new(all, json_pack("{s:I, s:s, s:s, s:I, s:I, s:I, s:s, s:I}", "no",
                                             (json_int_t)e->task_no, "task", e->task, "kind",
                                             point_code(e->kind), "points", (json_int_t)e->points, "most",
                                             (json_int_t)e->most, "event", (json_int_t)e->event, "person",
                                             e->person, "at_us", (json_int_t)e->at_us));
    }
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    return mem_keep(mem, text, free);
}

static const char *text_in(Mem *mem, const json_t *json, const char *name)
{
    const char *text = json_string_value(json_object_get(json, name));

    return text == NULL ? "" : mem_text(mem, text);
}

static int64_t number_in(const json_t *json, const char *name)
{
    return json_integer_value(json_object_get(json, name));
}

bool account_read(Mem *mem, const char *text, AccountEntry **entries, gsize *n)
{
    json_t *all = json_loads(text, 0, NULL);
    gsize size = json_array_size(all);
    AccountEntry *list = mem_array(mem, AccountEntry, size);
    bool good = json_is_array(all);

    for (gsize i = 0; i < size; i++) {
        const json_t *one = json_array_get(all, i);
        list[i] = (AccountEntry){ .task_no = number_in(one, "no"),
                                  .task = text_in(mem, one, "task"),
                                  .kind = point_of(text_in(mem, one, "kind")),
                                  .points = number_in(one, "points"),
                                  .most = number_in(one, "most"),
                                  .event = number_in(one, "event"),
                                  .person = text_in(mem, one, "person"),
                                  .at_us = number_in(one, "at_us") };
        good = good && list[i].kind != POINT__N;
    }
    json_decref(all);
    *entries = list;
    *n = size;
    return good;
}
