/* audit.c: the list of change records (ux.md §4.10). */
#include <string.h>

#include "act/audit_read.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/audit_filter.h"
#include "page/audit_seal.h"
#include "page/audit_words.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/day_read.h"
#include "rule/event_words.h"
#include "rule/field_words.h"
#include "store/ledger.h"
#include "web/form.h"

enum { SHORT_CHARS = 24, CHANGES_SHOWN = 2 };

typedef struct {
    AuditRow *rows;
    gsize n;
    bool newer, older;
    AuditNames names;
} Found;

/* The newest page is asked for when there is nothing after the asked id: no page stands empty before full ones. */
static bool find(Req *req, const AuditAsked *asked, Found *found, GError **err)
{
    Db *db = req->app->db;
    bool more = false;

    *found = (Found){ 0 };
    if (asked->after != 0) {
        TRY(audit_after(db, req->mem, &asked->filter, asked->after, &found->rows, &found->n, &more, err));
        found->newer = more;
        found->older = true;
    }
    if (found->n == 0) {
        TRY(audit_before(db, req->mem, &asked->filter, asked->before, &found->rows, &found->n, &more, err));
        found->older = more;
        found->newer = asked->before != 0;
    }
    int64_t first = found->n == 0 ? 0 : found->rows[found->n - 1].id,
            last = found->n == 0 ? 0 : found->rows[0].id;
    return audit_names(db, req->mem, first, last, &found->names, err);
}

static const char *short_value(Req *req, const AuditNames *known, const char *field, const char *value)
{
    const char *word = audit_value_word(req->mem, known, field, value);

    return word[0] == '\0' ? "（无）" : text_short(req->mem, word, SHORT_CHARS);
}

/* What was asked for or taken out has no value before. */
static bool is_note(const EventField *f)
{
    static const char *const notes[] = { "request", "export", "query", "rows" };

    for (gsize i = 0; f->old == NULL && i < G_N_ELEMENTS(notes); i++)
        if (strcmp(f->field, notes[i]) == 0)
            return true;
    return false;
}

static void show_change(Req *req, View *row, const AuditNames *known, const EventField *f)
{
    View *change = view_part(row, "CHANGE");

    view_text(change, "FIELD", audit_field_word(req->mem, known, f->field));
    if (!is_note(f))
        view_text(view_part(change, "OLD"), "OLD_WORD", short_value(req, known, f->field, f->old));
    view_text(change, "NEW_WORD", short_value(req, known, f->field, f->new));
}

/* How often it was handed in says the least: it is shown only when there is room. */
static bool says_little(const char *field)
{
    return strcmp(field, "round") == 0 || strcmp(field, "decided_round") == 0;
}

static void show_changes(Req *req, View *row, const AuditNames *known, const char *body)
{
    EventField *fields;
    gsize n, shown = 0;

    event_fields(req->mem, body, &fields, &n);
    for (gsize i = 0; i < n && shown < CHANGES_SHOWN; i++) {
        if (n > CHANGES_SHOWN && says_little(fields[i].field))
            continue;
        show_change(req, row, known, &fields[i]);
        shown++;
    }
    if (n > shown)
        view_number(view_part(row, "AND_MORE"), "N", (int64_t)n);
    if (n == 0)
        view_show(row, "NO_CHANGE");
}

static void add_option(View *body, const char *part, const char *code, const char *word, bool chosen)
{
    View *option = view_part(body, part);

    view_text(option, "CODE", code);
    view_text(option, "WORD", word);
    if (chosen)
        view_show(option, "CHOSEN");
}

/* The conditions as an export understands them. */
static const char *export_query(Mem *mem, const AuditAsked *asked)
{
    const char *query = "";

    for (int i = 0; i < AUDIT_TYPED; i++)
        if (asked->typed[i][0] != '\0')
            query = mem_printf(mem, "%s%s%s=%s", query, query[0] == '\0' ? "" : "&", audit_condition_names[i],
                               url_escape(mem, asked->typed[i]));
    return query;
}

static void show_filter(View *body, const AuditAsked *asked, const AuditNames *known)
{
    static const char *const markers[AUDIT_TYPED] = {
        "F_FROM", "F_TO", "F_USER", NULL, NULL, "F_TASK", "F_IP"
    };
    bool any = false;

    for (int i = 0; i < AUDIT_TYPED; i++) {
        any = any || asked->typed[i][0] != '\0';
        if (markers[i] != NULL)
            view_text(body, markers[i], asked->typed[i]);
    }
    for (gsize i = 0; i < known->n_units; i++)
        add_option(body, "UNIT_OPTION", "", known->units[i].name,
                   strcmp(known->units[i].name, asked->typed[AUDIT_UNIT]) == 0);
    for (gsize i = 0; i < n_action_groups; i++)
        add_option(body, "ACT_OPTION", action_groups[i].code, action_groups[i].word,
                   strcmp(action_groups[i].code, asked->typed[AUDIT_ACT]) == 0);
    if (any)
        view_show(body, "NARROWED");
}

static void show_link(View *table, const AuditAsked *asked, const char *part, int64_t id)
{
    View *link = view_part(table, part);

    view_number(link, "ID", id);
    for (int i = 0; i < AUDIT_TYPED; i++) {
        if (asked->typed[i][0] == '\0')
            continue;
        View *keep = view_part(link, "KEEP");
        view_text(keep, "NAME", audit_condition_names[i]);
        view_text(keep, "VALUE", asked->typed[i]);
    }
}

static void show_table(Req *req, View *body, const AuditAsked *asked, const Found *found)
{
    View *table = view_part(body, "TABLE");

    for (gsize i = 0; i < found->n; i++) {
        View *row = view_part(table, "ROW");
        view_event(req, row, &found->rows[i]);
        show_changes(req, row, &found->names, found->rows[i].body);
    }
    if (found->newer)
        show_link(table, asked, "NEWER", found->rows[0].id);
    if (found->older)
        show_link(table, asked, "OLDER", found->rows[found->n - 1].id);
}

static char *day_code(Mem *mem, int64_t at_us)
{
    CivilTime day = civil_of(at_us);

    return mem_printf(mem, "%d-%d-%d", day.year, day.month, day.day);
}

/* Which conditions were set, not what was typed into them. */
static const char *kind_of(Mem *mem, const AuditAsked *asked)
{
    static const char *const words[AUDIT_TYPED] = {
        "时间从", "时间到", "操作人", "单位", "动作", "任务", "IP"
    };
    const char *kind = "";

    for (int i = 0; i < AUDIT_TYPED; i++)
        if (asked->typed[i][0] != '\0')
            kind = mem_printf(mem, "%s%s%s", kind, kind[0] == '\0' ? "" : "、", words[i]);
    return mem_printf(mem, "列表：%s", kind[0] == '\0' ? "全部" : kind);
}

bool page_audit(Req *req, Resp *resp, GError **err)
{
    AuditAsked asked;
    Found found;
    int weekday = civil_of(req->now_us).weekday;

    TRY(audit_asked(req, &asked, err));
    TRY(find(req, &asked, &found, err));
    TRY(act_audit_read(req->app->db, req->mem, &req->who, kind_of(req->mem, &asked), req->now_us, err));
    View *body = page_view(req, "audit.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "变更记录", NULL);
    view_show(body, asked.filter.person.v == 0 ? "EVERYBODY" : "OWN_ONLY");
    if (authz_role(req->who.roles, DEED_VERIFY)) {
        view_show(body, "MAY_VERIFY");
        TRY(view_seal(req, body, err));
    }
    view_text(body, "TODAY", day_code(req->mem, req->now_us));
    view_text(body, "WEEK", day_code(req->mem, req->now_us - (weekday + 6) % 7 * DAY_US)); /* since Monday */
    if (asked.ignored[0] != '\0')
        view_text(view_part(body, "IGNORED"), "IGNORED_WORDS", asked.ignored);
    show_filter(body, &asked, &found.names);
    view_text(body, "EXPORT_QUERY", export_query(req->mem, &asked));
    view_text(body, "RID", request_id_new(req->mem));
    if (found.n == 0)
        view_show(body, "EMPTY");
    else
        show_table(req, body, &asked, &found);
    return page_show(req, resp, body, 200, NAV_AUDIT, "变更记录", err);
}
