/* unit_new.c: the administrator's form for a new unit, also one that takes over from others (机构改革). */
#include <inttypes.h>
#include <string.h>

#include "act/unit_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/application_words.h"
#include "page/complaints.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/item.h"
#include "web/form.h"

enum { KIND, NAME, SHORT, OTHER, DAY, ALIASES, REASON, OLD, MEMBER, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [KIND] = { "kind", 10, false },       [NAME] = { "name", 400, false },
    [SHORT] = { "short", 400, false },    [OTHER] = { "other", 18, false },
    [DAY] = { "day", 60, false },         [ALIASES] = { "aliases", 4000, false },
    [REASON] = { "reason", 4000, false }, [OLD] = { "old", 10, true },
    [MEMBER] = { "member", 10, true },
};

typedef struct {
    Rows units;
    const char *value[N_FIELDS];
    UnitId *olds, *members;
    UnitBirth birth; /* its lists are those above */
    Complaint *complaints;
    gsize n_complaints;
} Form;

static bool open_form(Req *req, Form *form, GError **err)
{
    *form = (Form){ 0 };
    TRY(db_read(req->app->db, req->mem, SQL_UNIT_ALL, NO_ARGS, &form->units, err));
    form->olds = mem_array(req->mem, UnitId, form->units.n + 1);
    form->members = mem_array(req->mem, UnitId, form->units.n + 1);
    form->birth.olds = form->olds;
    form->birth.members = form->members;
    for (gsize i = 0; i < N_FIELDS; i++)
        form->value[i] = "";
    return true;
}

static const char *about(Req *req, const Form *form, const char *field)
{
    return complaint_about(req->mem, form->complaints, form->n_complaints, field);
}

static void show_bad(Req *req, View *body, const Form *form)
{
    static const struct {
        const char *field, *marker;
    } bad[] = { { "other", "BAD_PARENT" },
                { "aliases", "BAD_ALIASES" },
                { "olds", "BAD_OLDS" },
                { "members", "BAD_MEMBERS" },
                { "reason", "BAD_REASON" } };

    view_complaints(body, form->complaints, form->n_complaints);
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        if (about(req, form, bad[i].field) != NULL)
            view_text(view_part(body, bad[i].marker), "WHY", about(req, form, bad[i].field));
}

static bool is_ticked(const UnitId *list, gsize n, int64_t unit)
{
    for (gsize i = 0; i < n; i++)
        if (list[i].v == unit)
            return true;
    return false;
}

static void show_tick(View *body, const char *part, const Cell *c, bool ticked)
{
    View *line = view_part(body, part);

    view_number(line, "ID", c[UNIT_ALL_ID].i);
    view_text(line, "NAME", c[UNIT_ALL_NAME].s);
    if (c[UNIT_ALL_LEADS].i > 0)
        view_number(view_part(line, "LEADS"), "LEADS_N", c[UNIT_ALL_LEADS].i);
    if (ticked)
        view_show(line, "TICKED");
}

static void show_units(View *body, const Form *form)
{
    const UnitBirth *birth = &form->birth;

    for (gsize i = 0; i < form->units.n; i++) {
        const Cell *c = form->units.row[i];
        int64_t id = c[UNIT_ALL_ID].i;
        if (!unit_is_kind(c, "bureau"))
            continue;
        show_tick(body, "OLD", c, is_ticked(birth->olds, birth->n_olds, id));
        show_tick(body, "MEMBER", c, is_ticked(birth->members, birth->n_members, id));
        View *parent = view_part(body, "PARENT");
        view_number(parent, "ID", id);
        view_text(parent, "NAME", c[UNIT_ALL_NAME].s);
        if (g_ascii_strtoll(form->value[OTHER], NULL, 10) == id)
            view_show(parent, "SELECTED");
    }
    if (birth->n_olds > 0 || !birth->is_group)
        view_show(body, "OLDS_OPEN");
    if (birth->n_members > 0 || birth->is_group)
        view_show(body, "MEMBERS_OPEN");
}

static void show_lines(Req *req, View *body, const Form *form)
{
    FormField lines[] = {
        { "name", "名称", form->value[NAME], NULL, about(req, form, "name") },
        { "short", "简称", form->value[SHORT], NULL, about(req, form, "short") },
        { "day", "自哪天起", form->value[DAY], NULL, about(req, form, "day") },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
        (void)view_form_field(body, "LINES", "field_line.tpl", &lines[i]);
}

static bool form_show(Req *req, Resp *resp, const Form *form, int status, GError **err)
{
    View *body = page_view(req, "unit_new.tpl");

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "单位", "/admin/units");
    page_crumb(req, body, "新增单位", NULL);
    view_text(body, "RID", request_id_new(req->mem));
    view_text(body, "ALIASES", mem_printf(req->mem, "\n%s", form->value[ALIASES]));
    view_text(body, "REASON", mem_printf(req->mem, "\n%s", form->value[REASON]));
    view_show(body, form->birth.is_group ? "IS_GROUP" : "IS_BUREAU");
    show_bad(req, body, form);
    show_lines(req, body, form);
    show_units(body, form);
    return page_show(req, resp, body, status, NAV_UNITS, "新增单位", err);
}

bool page_unit_new(Req *req, Resp *resp, GError **err)
{
    Form form;

    TRY(open_form(req, &form, err));
    form.value[DAY] = item_day(req->mem, req->now_us);
    return form_show(req, resp, &form, 200, err);
}

/* old.17: what was ticked. */
static void read_ticks(const Req *req, Form *form)
{
    for (gsize i = 0; i < req->form.n; i++) {
        const char *name = req->form.list[i].name;
        UnitId unit;
        if (g_str_has_prefix(name, "old.") && number_read(name + strlen("old."), &unit.v) &&
            form->birth.n_olds < form->units.n)
            form->olds[form->birth.n_olds++] = unit;
        if (g_str_has_prefix(name, "member.") && number_read(name + strlen("member."), &unit.v) &&
            form->birth.n_members < form->units.n)
            form->members[form->birth.n_members++] = unit;
    }
}

static void read_aliases(Req *req, Form *form)
{
    gchar **lines = g_strsplit(form->value[ALIASES], "\n", -1);
    const char **list = mem_array(req->mem, const char *, g_strv_length(lines) + 1);

    for (gsize i = 0; lines[i] != NULL; i++) {
        const char *line = g_strstrip(mem_text(req->mem, lines[i]));
        if (line[0] != '\0')
            list[form->birth.n_aliases++] = line;
    }
    form->birth.aliases = list;
    g_strfreev(lines);
}

static bool read_wish(Req *req, Form *form, UnitWish *wish, GError **err)
{
    TRY(form_take(req, post_fields, N_FIELDS, form->value, err));
    form->birth.is_group = strcmp(form->value[KIND], "group") == 0;
    read_ticks(req, form);
    read_aliases(req, form);
    *wish = (UnitWish){ .deed = UNIT_NEW,
                        .name = g_strstrip(mem_text(req->mem, form->value[NAME])),
                        .short_name = g_strstrip(mem_text(req->mem, form->value[SHORT])),
                        .day = form->value[DAY],
                        .reason = form->value[REASON],
                        .now_us = req->now_us };
    if (form->value[OTHER][0] != '\0' && !number_read(form->value[OTHER], &wish->other.v))
        return fail(err, ERR_BAD_INPUT, "unit.new: no parent %s", form->value[OTHER]);
    return form_request_id(req, &wish->request, err);
}

bool page_unit_new_post(Req *req, Resp *resp, GError **err)
{
    Form form;
    UnitWish wish;
    GError *error = NULL;
    int64_t day_us, id;

    TRY(open_form(req, &form, err));
    TRY(read_wish(req, &form, &wish, err));
    form.complaints = unit_birth_complaints(req->mem, &wish, &form.birth, &day_us, &form.n_complaints);
    if (form.n_complaints > 0)
        return form_show(req, resp, &form, 422, err);
    if (act_unit_new(req->app->db, req->mem, &req->who, &wish, &form.birth, &id, &error)) {
        page_say(req, "已新增：%s。", wish.name);
        return resp_see_other(resp, req->mem, "/admin/units/%" PRId64, id);
    }
    const Complaint *why = err_kind(error) == ERR_CONFLICT ? unit_refusal(err_detail(error)) : NULL;
    if (why == NULL) {
        g_propagate_error(err, error);
        return false;
    }
    g_clear_error(&error);
    form.complaints = mem_alloc(req->mem, sizeof *why);
    *form.complaints = *why;
    form.n_complaints = 1;
    return form_show(req, resp, &form, 409, err);
}
