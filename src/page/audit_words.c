/* audit_words.c: see audit_words.h. */
#include "page/audit_words.h"

#include <string.h>

#include "base/words.h"
#include "page/show.h"
#include "rule/event_words.h"
#include "rule/field_words.h"

static const AuditName *name_of(const AuditName *names, gsize n, int64_t id)
{
    for (gsize i = 0; i < n; i++)
        if (names[i].id == id)
            return &names[i];
    return NULL;
}

static const AuditName *target_of(const AuditNames *names, const char *field, bool *is_note)
{
    int64_t id = field_target(field, is_note);

    return id == 0 ? NULL : name_of(names->targets, names->n_targets, id);
}

const char *audit_field_word(Mem *mem, const AuditNames *names, const char *field)
{
    bool is_note, is_result;
    const AuditName *target = target_of(names, field, &is_note);
    int64_t item = field_item(field, &is_result);
    const AuditName *of = item == 0 ? NULL : name_of(names->items, names->n_items, item);

    if (of != NULL)
        return mem_printf(mem, "%s（%s）", of->name, is_result ? "实际成果" : "状态");
    if (target == NULL)
        return field_word(field);
    return mem_printf(mem, "%s%s", zh_punct(mem, target->name), is_note ? "（说明）" : "");
}

const char *audit_value_word(Mem *mem, const AuditNames *names, const char *field, const char *value)
{
    bool is_note;
    const AuditName *target = target_of(names, field, &is_note);

    if (value == NULL)
        return "";
    if (target != NULL && !is_note)
        return mem_printf(mem, "%s %s", value, target->unit_word);
    if (strcmp(field, "unit_id") != 0)
        return value_word(mem, field, value);
    const AuditName *unit = name_of(names->units, names->n_units, g_ascii_strtoll(value, NULL, 10));
    return unit == NULL ? value : unit->name;
}

/* What was refused, when that is all there is; else which kind of thing it was. */
static const char *thing_word(Req *req, const AuditRow *row)
{
    EventField *fields;
    gsize n;

    event_fields(req->mem, row->body, &fields, &n);
    if (n == 1 && strcmp(fields[0].field, "request") == 0 && fields[0].new != NULL)
        return fields[0].new;
    return etype_word(row->etype);
}

static void view_object(Req *req, View *view, const AuditRow *row)
{
    if (row->task_no == 0) {
        view_text(view_part(view, "THING"), "THING_WORD", thing_word(req, row));
        return;
    }
    View *task = view_part(view, "TASK");
    view_number(task, "NO", row->task_no);
    view_text(task, "TITLE", zh_punct(req->mem, row->title));
    view_text(task, "TASK_ADDRESS",
              mem_printf(req->mem, "/plans/%s/tasks/%" G_GINT64_FORMAT, row->plan, row->task_no));
    if (row->unit_name[0] != '\0')
        view_text(view_part(task, "OF_UNIT"), "UNIT", row->unit_name);
    if (row->period[0] != '\0')
        view_text(view_part(task, "OF_PERIOD"), "PERIOD", word_period(req->mem, row->period));
}

void view_event(Req *req, View *view, const AuditRow *row)
{
    const char *result = result_word(row->result);

    view_number(view, "ID", row->id);
    view_moment(view, req->mem, "AT", row->at_us, word_stamp);
    view_text(view, "ACTION", action_word(row->action));
    if (result[0] != '\0')
        view_text(view_part(view, "RESULT"), "RESULT_WORD", result);
    view_text(view, "ACTOR", row->actor);
    if (row->actor_unit[0] != '\0')
        view_text(view_part(view, "ACTOR_OF"), "ACTOR_UNIT", row->actor_unit);
    view_text(view, "IP", row->ip);
    view_object(req, view, row);
}
