/* units.c: units as master data (ux.md §4.15): the list, one unit, and what the administrator does about it. */
#include <inttypes.h>
#include <string.h>

#include "act/unit_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/complaints.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/day_read.h"
#include "store/item.h"
#include "web/form.h"

enum { ACTION, REV, NAME, SHORT, OTHER, ROW, DAY, REASON, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [ACTION] = { "action", 10, false }, [REV] = { "rev", 18, false },         [NAME] = { "name", 400, false },
    [SHORT] = { "short", 400, false },  [OTHER] = { "other", 18, false },     [ROW] = { "row", 18, false },
    [DAY] = { "day", 60, false },       [REASON] = { "reason", 4000, false },
};

typedef struct {
    Rows units;
    const Cell *unit;
    const char *const *value; /* as typed; NULL: only looked at */
    const char *action;
    Complaint *complaints;
    gsize n_complaints;
    bool clash;
    View *deeds; /* where its forms go */
} Form;

static const char *day_words(Mem *mem, const char *stored)
{
    int64_t at_us;

    return day_read(stored, &at_us) ? word_date(mem, at_us) : "";
}

static void show_known(View *row, const char *known, const char *unknown, const char *marker,
                       const char *text)
{
    if (text[0] == '\0')
        view_show(row, unknown);
    else
        view_text(view_part(row, known), marker, text);
}

static void show_row(Mem *mem, View *table, const Cell *c)
{
    View *row = view_part(table, "ROW");
    bool lonely = c[UNIT_ALL_USERS].i == 0 && c[UNIT_ALL_LEADS].i > 0;

    view_number(row, "ID", c[UNIT_ALL_ID].i);
    view_text(row, "NAME", c[UNIT_ALL_NAME].s);
    view_text(row, "SHORT", c[UNIT_ALL_SHORT].s);
    show_known(row, "HAS_CODE", "NO_CODE", "CODE", c[UNIT_ALL_CODE].s);
    show_known(row, "HAS_PARENT", "NO_PARENT", "PARENT", c[UNIT_ALL_PARENT].s);
    view_number(row, "USERS", c[UNIT_ALL_USERS].i);
    view_number(row, "LEADS", c[UNIT_ALL_LEADS].i);
    if (strcmp(c[UNIT_ALL_KIND].s, "group") == 0)
        view_show(row, "GROUP");
    else
        view_show(row, "BUREAU");
    if (c[UNIT_ALL_STOPPED_ON].s[0] != '\0') {
        View *stopped = view_part(row, "STOPPED");
        view_text(stopped, "STOPPED_ON", day_words(mem, c[UNIT_ALL_STOPPED_ON].s));
        if (c[UNIT_ALL_SUCCESSOR].s[0] != '\0')
            view_text(view_part(stopped, "FOLLOWED"), "SUCCESSOR", c[UNIT_ALL_SUCCESSOR].s);
    }
    if (lonely)
        view_number(view_part(row, "LONELY"), "LONELY_N", c[UNIT_ALL_LEADS].i);
}

bool page_units(Req *req, Resp *resp, GError **err)
{
    View *body = page_view(req, "units.tpl");
    Rows rows;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "单位", NULL);
    TRY(db_read(req->app->db, req->mem, SQL_UNIT_ALL, NO_ARGS, &rows, err));
    view_number(body, "N", (int64_t)rows.n);
    if (authz_role(req->who.roles, DEED_KEEP_UNITS))
        view_show(body, "KEEPER");
    for (gsize i = 0; i < rows.n; i++)
        show_row(req->mem, body, rows.row[i]);
    return page_show(req, resp, body, 200, NAV_UNITS, "单位", err);
}

static bool read_unit(Req *req, Form *form, GError **err)
{
    int64_t id;

    TRY(db_read(req->app->db, req->mem, SQL_UNIT_ALL, NO_ARGS, &form->units, err));
    if (number_read(req->arg[0], &id))
        for (gsize i = 0; i < form->units.n; i++)
            if (form->units.row[i][UNIT_ALL_ID].i == id) {
                form->unit = form->units.row[i];
                return true;
            }
    return fail(err, ERR_NOT_FOUND, "no unit %s", req->arg[0]);
}

static bool is_again(const Form *form, const char *action, int64_t row)
{
    return form->value != NULL && strcmp(form->action, action) == 0 &&
           g_ascii_strtoll(form->value[ROW], NULL, 10) == row;
}

static void show_options(View *view, const Form *form, const char *chosen)
{
    for (gsize i = 0; i < form->units.n; i++) {
        const Cell *c = form->units.row[i];
        if (strcmp(c[UNIT_ALL_KIND].s, "group") == 0 || c[UNIT_ALL_STOPPED_ON].s[0] != '\0' ||
            c == form->unit)
            continue;
        View *option = view_part(view, "OPTION");
        view_number(option, "ID", c[UNIT_ALL_ID].i);
        view_text(option, "NAME", c[UNIT_ALL_NAME].s);
        if (strcmp(chosen, c[UNIT_ALL_NAME].s) == 0 || g_ascii_strtoll(chosen, NULL, 10) == c[UNIT_ALL_ID].i)
            view_show(option, "SELECTED");
    }
}

/* One field of a form; again: what was typed into it was not good. */
static View *show_field(Req *req, View *view, const Form *form, const char *part, const char *field,
                        bool again)
{
    View *shown = view_part(view, part);
    const char *why = again ? complaint_about(req->mem, form->complaints, form->n_complaints, field) : NULL;

    if (why != NULL)
        view_text(view_part(shown, "BAD"), "WHY", why);
    return shown;
}

static bool ends_something(const char *action)
{
    UnitDeed deed = unit_deed_of(action);

    return deed == UNIT_STOP || deed == UNIT_SUCCEED || deed == UNIT_UNALIAS || deed == UNIT_LEAVE;
}

/* One form of unit_form.tpl: its fields by the letters n(ame) s(hort) o(ther) d(ay). */
static void show_form(Req *req, const Form *form, const char *action, const char *title, const char *fields,
                      const char *other_label, int64_t row)
{
    bool again = is_again(form, action, row), stored = strchr(fields, 's') != NULL;
    View *view = view_include(form->deeds, "FORMS", "unit_form.tpl");

    view_text(view, "CSRF", req->csrf);
    view_text(view, "RID", request_id_new(req->mem));
    view_number(view, "UNIT", form->unit[UNIT_ALL_ID].i);
    view_number(view, "REV", form->unit[UNIT_ALL_VERSION].i);
    view_number(view, "ROW", row);
    view_text(view, "ACTION", action);
    view_text(view, "TITLE", title);
    view_show(view, ends_something(action) ? "ENDS" : "ADDS");
    if (again)
        view_show(view, "AGAIN");
    if (strchr(fields, 'n') != NULL)
        view_text(show_field(req, view, form, "NAME", "name", again), "VALUE",
                  again    ? form->value[NAME]
                  : stored ? form->unit[UNIT_ALL_NAME].s
                           : "");
    if (stored)
        view_text(show_field(req, view, form, "SHORT", "short", again), "VALUE",
                  again ? form->value[SHORT] : form->unit[UNIT_ALL_SHORT].s);
    if (strchr(fields, 'd') != NULL)
        view_text(show_field(req, view, form, "DAY", "day", again), "VALUE",
                  again ? form->value[DAY] : item_day(req->mem, req->now_us));
    if (strchr(fields, 'o') != NULL) {
        View *other = show_field(req, view, form, "OTHER", "other", again);
        view_text(other, "LABEL", other_label);
        show_options(other, form, again ? form->value[OTHER] : stored ? form->unit[UNIT_ALL_PARENT].s : "");
    }
    view_text(show_field(req, view, form, "REASON", "reason", again), "VALUE",
              mem_printf(req->mem, "\n%s", again ? form->value[REASON] : ""));
}

static bool show_names(Req *req, View *body, const Form *form, bool keeper, GError **err)
{
    Rows rows;

    bool any = false;

    TRY(db_read(req->app->db, req->mem, SQL_UNIT_NAMES, ARGS(num(form->unit[UNIT_ALL_ID].i)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        bool former = strcmp(c[UNIT_NAMES_KIND].s, "former") == 0;
        if (c[UNIT_NAMES_ENDED_ON].s[0] != '\0')
            continue;
        any = true;
        View *line = view_part(body, former ? "FORMER" : "ALIAS");
        view_text(line, "NAME", c[UNIT_NAMES_NAME].s);
        view_text(line, "WHY", c[UNIT_NAMES_REASON].s);
        view_text(line, "UNTIL", day_words(req->mem, c[UNIT_NAMES_UNTIL_ON].s));
        if (keeper && !former)
            show_form(req, form, "unalias", mem_printf(req->mem, "取消别名“%s”", c[UNIT_NAMES_NAME].s), "",
                      "", c[UNIT_NAMES_ID].i);
    }
    if (!any)
        view_show(body, "NO_NAMES");
    return true;
}

static bool show_members(Req *req, View *body, const Form *form, bool keeper, GError **err)
{
    View *part = view_part(body, "MEMBERS");
    Rows rows;
    bool any = false;

    TRY(db_read(req->app->db, req->mem, SQL_UNIT_MEMBER_ROWS, ARGS(num(form->unit[UNIT_ALL_ID].i)), &rows,
                err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        View *line = view_part(part, "MEMBER");
        view_text(line, "NAME", c[UNIT_MEMBER_ROWS_NAME].s);
        view_text(line, "SINCE", day_words(req->mem, c[UNIT_MEMBER_ROWS_SINCE_ON].s));
        if (c[UNIT_MEMBER_ROWS_ENDED_ON].s[0] != '\0')
            view_text(view_part(line, "ENDED"), "ENDED_ON",
                      day_words(req->mem, c[UNIT_MEMBER_ROWS_ENDED_ON].s));
        any = any || c[UNIT_MEMBER_ROWS_ENDED_ON].s[0] == '\0';
        if (keeper && c[UNIT_MEMBER_ROWS_ENDED_ON].s[0] == '\0')
            show_form(req, form, "leave", mem_printf(req->mem, "移出成员“%s”", c[UNIT_MEMBER_ROWS_NAME].s),
                      "d", "", c[UNIT_MEMBER_ROWS_ID].i);
    }
    if (!any)
        view_show(part, "NO_MEMBERS");
    return true;
}

/* The groups that it belongs to. */
static bool show_groups(Req *req, View *body, const Form *form, GError **err)
{
    Rows rows;

    TRY(db_read(req->app->db, req->mem, SQL_UNIT_MEMBERSHIPS, ARGS(num(form->unit[UNIT_ALL_ID].i)), &rows,
                err));
    for (gsize i = 0; i < rows.n; i++) {
        View *line = view_part(body, "IN_GROUP");
        view_number(line, "GROUP_ID", rows.row[i][UNIT_MEMBERSHIPS_GROUP_ID].i);
        view_text(line, "NAME", rows.row[i][UNIT_MEMBERSHIPS_NAME].s);
    }
    return true;
}

static bool show_successions(Req *req, View *body, const Form *form, GError **err)
{
    Rows rows;
    int64_t id = form->unit[UNIT_ALL_ID].i;

    TRY(db_read(req->app->db, req->mem, SQL_UNIT_SUCCESSIONS, ARGS(num(id), num(id)), &rows, err));
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        View *line = view_part(body, "SUCCESSION");
        view_text(line, "OLD", c[UNIT_SUCCESSIONS_OLD_NAME].s);
        view_text(line, "NEW", c[UNIT_SUCCESSIONS_NEW_NAME].s);
        view_text(line, "DAY", day_words(req->mem, c[UNIT_SUCCESSIONS_ON_DAY].s));
        view_text(line, "WHY", c[UNIT_SUCCESSIONS_REASON].s);
    }
    return true;
}

static void show_deeds(Req *req, const Form *form, bool group)
{
    if (form->unit[UNIT_ALL_STOPPED_ON].s[0] != '\0') {
        if (form->unit[UNIT_ALL_SUCCESSOR].s[0] == '\0')
            show_form(req, form, "resume", "恢复使用", "", "", 0);
        return;
    }
    show_form(req, form, "rename", "更名、调整上级", "nsod", "上级单位", 0);
    show_form(req, form, "alias", "增加别名", "n", "", 0);
    if (group)
        show_form(req, form, "join", "增加成员", "od", "成员单位", 0);
    else
        show_form(req, form, "succeed", "机构改革：由其他单位承接", "od", "承接单位", 0);
    show_form(req, form, "stop", "停用", "", "", 0);
}

/* The summary leads to the fields of the form that was sent: alias-0-name. */
static void show_errors(Req *req, View *body, const Form *form)
{
    Complaint *list = mem_array(req->mem, Complaint, form->n_complaints);

    for (gsize i = 0; i < form->n_complaints; i++)
        list[i] = (Complaint){ mem_printf(req->mem, "%s-%" PRId64 "-%s", form->action,
                                          g_ascii_strtoll(form->value[ROW], NULL, 10),
                                          form->complaints[i].field),
                               form->complaints[i].text };
    view_complaints(body, list, form->n_complaints);
}

static bool form_show(Req *req, Resp *resp, Form *form, int status, GError **err)
{
    View *body = page_view(req, "unit.tpl");
    bool group = strcmp(form->unit[UNIT_ALL_KIND].s, "group") == 0;
    bool keeper = authz_role(req->who.roles, DEED_KEEP_UNITS);

    form->deeds = keeper ? view_part(body, "DEEDS") : body;
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "单位", "/admin/units");
    page_crumb(req, body, form->unit[UNIT_ALL_NAME].s, NULL);
    show_row(req->mem, body, form->unit);
    view_text(body, "TITLE", form->unit[UNIT_ALL_NAME].s);
    if (form->clash)
        view_show(body, "CLASH");
    show_errors(req, body, form);
    TRY(show_names(req, body, form, keeper, err));
    if (group)
        TRY(show_members(req, body, form, keeper, err));
    TRY(show_groups(req, body, form, err));
    TRY(show_successions(req, body, form, err));
    if (keeper)
        show_deeds(req, form, group);
    return page_show(req, resp, body, status, NAV_UNITS, form->unit[UNIT_ALL_NAME].s, err);
}

bool page_unit(Req *req, Resp *resp, GError **err)
{
    Form form = { 0 };

    TRY(read_unit(req, &form, err));
    return form_show(req, resp, &form, 200, err);
}

static bool read_wish(Req *req, const char *const *v, UnitWish *wish, GError **err)
{
    *wish = (UnitWish){ .deed = unit_deed_of(v[ACTION]),
                        .name = g_strstrip(mem_text(req->mem, v[NAME])),
                        .short_name = g_strstrip(mem_text(req->mem, v[SHORT])),
                        .day = v[DAY],
                        .reason = v[REASON],
                        .now_us = req->now_us };
    if (wish->deed == UNIT_DEED_NONE || !number_read(req->arg[0], &wish->unit.v) ||
        !number_read(v[REV], &wish->base_version) ||
        (v[OTHER][0] != '\0' && !number_read(v[OTHER], &wish->other.v)) ||
        (v[ROW][0] != '\0' && !number_read(v[ROW], &wish->row)))
        return fail(err, ERR_BAD_INPUT, "unit: no deed");
    return form_request_id(req, &wish->request, err);
}

bool page_unit_post(Req *req, Resp *resp, GError **err)
{
    const char *v[N_FIELDS];
    Form form = { .value = v };
    UnitWish wish;
    GError *error = NULL;
    int64_t day_us;

    TRY(read_unit(req, &form, err));
    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    TRY(read_wish(req, v, &wish, err));
    form.action = v[ACTION];
    form.complaints = unit_complaints(req->mem, &wish, &day_us, &form.n_complaints);
    if (form.n_complaints > 0)
        return form_show(req, resp, &form, 422, err);
    if (act_unit(req->app->db, req->mem, &req->who, &wish, &error)) {
        page_say(req, "已记录。");
        return resp_see_other(resp, req->mem, "/admin/units/%" PRId64, wish.unit.v);
    }
    if (err_kind(error) != ERR_CONFLICT) {
        g_propagate_error(err, error);
        return false;
    }
    const Complaint *why = unit_refusal(err_detail(error));
    g_clear_error(&error);
    TRY(read_unit(req, &form, err));
    form.clash = why == NULL;
    form.complaints = why == NULL ? NULL : mem_alloc(req->mem, sizeof *why);
    form.n_complaints = why == NULL ? 0 : 1;
    if (why != NULL)
        *form.complaints = *why;
    return form_show(req, resp, &form, 409, err);
}
