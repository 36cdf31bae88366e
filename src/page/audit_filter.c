/* audit_filter.c: see audit_filter.h. */
#include "page/audit_filter.h"

#include "base/clock.h"
#include "base/err.h"
#include "page/app.h"
#include "rule/day_read.h"

const char *const audit_condition_names[AUDIT_TYPED] = { "from", "to", "user", "unit", "act", "task", "ip" };

static void ignore(Req *req, AuditAsked *asked, const char *name, const char *value)
{
    const char *so_far = asked->ignored;

    asked->ignored = mem_printf(req->mem, "%s%s%s=%s", so_far, so_far[0] == '\0' ? "" : "、", name, value);
}

static void take_texts(Req *req, AuditAsked *asked)
{
    bool own = authz_audit_of(&req->who).v != 0;

    for (int i = 0; i < AUDIT_TYPED; i++) {
        const char *value = query_get(req, audit_condition_names[i]);
        asked->typed[i] = value == NULL || (own && (i == AUDIT_USER || i == AUDIT_UNIT)) ? "" : value;
    }
}

static void take_days(Req *req, AuditAsked *asked)
{
    AuditFilter *f = &asked->filter;

    if (asked->typed[AUDIT_FROM][0] != '\0' && !day_read(asked->typed[AUDIT_FROM], &f->from_us))
        ignore(req, asked, audit_condition_names[AUDIT_FROM], asked->typed[AUDIT_FROM]);
    if (asked->typed[AUDIT_TO][0] != '\0' && !day_read(asked->typed[AUDIT_TO], &f->to_us))
        ignore(req, asked, audit_condition_names[AUDIT_TO], asked->typed[AUDIT_TO]);
    else if (asked->typed[AUDIT_TO][0] != '\0')
        f->to_us += DAY_US; /* that day, too */
}

static void take_action(Req *req, AuditAsked *asked)
{
    const ActionGroup *group = action_group(asked->typed[AUDIT_ACT]);

    if (group == NULL && asked->typed[AUDIT_ACT][0] != '\0')
        ignore(req, asked, audit_condition_names[AUDIT_ACT], asked->typed[AUDIT_ACT]);
    asked->filter.actions = group == NULL ? "" : group->actions;
    asked->filter.etypes = group == NULL ? "" : group->etypes;
    asked->filter.refused = group != NULL && group->refused;
}

/* The number is one of the newest plan. */
static bool take_task(Req *req, AuditAsked *asked, GError **err)
{
    Db *db = req->app->db;
    Plan plan;
    int64_t no;

    if (asked->typed[AUDIT_TASK][0] == '\0')
        return true;
    if (number_read(asked->typed[AUDIT_TASK], &no) && plan_newest(db, req->mem, &plan, NULL))
        TRY(audit_task(db, req->mem, plan.code, no, &asked->filter.task, err));
    if (asked->filter.task.v == 0)
        ignore(req, asked, audit_condition_names[AUDIT_TASK], asked->typed[AUDIT_TASK]);
    return true;
}

static int64_t id_asked(const Req *req, const char *name)
{
    const char *value = query_get(req, name);
    int64_t id = 0;

    return value != NULL && number_read(value, &id) ? id : 0;
}

bool audit_asked(Req *req, AuditAsked *asked, GError **err)
{
    *asked = (AuditAsked){ .ignored = "",
                           .before = id_asked(req, "before"),
                           .after = id_asked(req, "after") };
    asked->filter.person = authz_audit_of(&req->who);
    take_texts(req, asked);
    take_days(req, asked);
    take_action(req, asked);
    asked->filter.actor = asked->typed[AUDIT_USER];
    asked->filter.unit = asked->typed[AUDIT_UNIT];
    asked->filter.ip = asked->typed[AUDIT_IP];
    return take_task(req, asked, err);
}
