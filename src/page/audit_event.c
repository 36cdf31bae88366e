/* audit_event.c: one change record, old beside new (ux.md §4.11). */
#include <string.h>

#include "act/audit_read.h"
#include "base/err.h"
#include "page/app.h"
#include "page/audit_words.h"
#include "page/pages.h"
#include "page/show.h"

static void show_side(View *row, const char *marker, const char *empty, const char *word)
{
    if (word[0] == '\0')
        view_show(row, empty);
    else
        view_text(row, marker, word);
}

static void show_fields(Req *req, View *body, const AuditNames *names, const char *json)
{
    EventField *fields;
    gsize n;

    event_fields(req->mem, json, &fields, &n);
    if (n == 0) {
        view_show(body, "NO_FIELDS");
        return;
    }
    View *table = view_part(body, "FIELDS");
    for (gsize i = 0; i < n; i++) {
        const EventField *f = &fields[i];
        View *row = view_part(table, "FIELD");
        view_text(row, "NAME", audit_field_word(req->mem, names, f->field));
        show_side(row, "OLD", "NO_OLD", audit_value_word(req->mem, names, f->field, f->old));
        show_side(row, "NEW", "NO_NEW", audit_value_word(req->mem, names, f->field, f->new));
    }
}

static Role role_of(const char *code)
{
    int role = 0;

    while (role < ROLE__N && strcmp(role_code((Role)role), code) != 0)
        role++;
    return (Role)role;
}

static void show_facts(View *body, const AuditEvent *event)
{
    bool has_row = strcmp(event->row.etype, "auth") != 0;

    view_text(body, "ROLE", role_word(role_of(event->row.actor_role)));
    view_text(body, "AGENT", event->agent);
    view_text(body, "REQUEST", event->request);
    view_text(body, "HASH", event->hash);
    if (event->row.actor_unit[0] == '\0')
        view_show(body, "NO_UNIT");
    if (has_row)
        view_number(view_part(body, "SEQ"), "N", event->entity_seq);
    if (event->entity_seq <= 1)
        view_show(body, "FIRST");
    else
        view_text(view_part(body, "PREVIOUS_HASH"), "HASH", event->previous_hash);
}

static bool show_neighbour(Req *req, View *body, const char *part, const AuditEvent *event, int step,
                           GError **err)
{
    int64_t id;

    TRY(audit_neighbour(req->app->db, req->mem, event, step, authz_audit_of(&req->who), &id, err));
    if (id != 0)
        view_number(view_part(body, part), "ID", id);
    return true;
}

static bool find_event(Req *req, AuditEvent *event, GError **err)
{
    PersonId only = authz_audit_of(&req->who);
    int64_t id;

    if (!number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "no record %s", req->arg[0]);
    TRY(audit_event_find(req->app->db, req->mem, id, event, err));
    return only.v == 0 || only.v == event->person.v ||
           fail_detail(err, ERR_DENIED, NO_ROLE, "record %s is of another person", req->arg[0]);
}

bool page_audit_event(Req *req, Resp *resp, GError **err)
{
    AuditEvent event;
    AuditNames names;

    TRY(find_event(req, &event, err));
    TRY(audit_names(req->app->db, req->mem, event.row.id, event.row.id, &names, err));
    TRY(act_audit_read(req->app->db, req->mem, &req->who, "单条记录", req->now_us, err));
    View *body = page_view(req, "audit_event.tpl");
    if (authz_role(req->who.roles, DEED_VERIFY))
        view_number(view_part(body, "MAY_PROVE"), "ID", event.row.id);
    char *title = mem_printf(req->mem, "变更记录 #%" G_GINT64_FORMAT, event.row.id);
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "变更记录", "/audit");
    page_crumb(req, body, title, NULL);
    view_event(req, body, &event.row);
    show_facts(body, &event);
    show_fields(req, body, &names, event.row.body);
    TRY(show_neighbour(req, body, "PREVIOUS", &event, -1, err));
    TRY(show_neighbour(req, body, "NEXT", &event, 1, err));
    return page_show(req, resp, body, 200, NAV_AUDIT, title, err);
}
