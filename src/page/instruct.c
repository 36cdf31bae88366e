/* instruct.c: a leader's 批示 on a task, or on a unit's report of a period. */
#include <inttypes.h>
#include <string.h>

#include "act/instruction_deeds.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/complaints.h"
#include "page/pages.h"
#include "page/show.h"
#include "page/task_show.h"
#include "store/item.h"
#include "store/unit_read.h"
#include "web/form.h"

enum { USUAL_DAYS = 7 };
enum { BODY, DUE_ON, TO, OTHER, OF_UNIT, PERIOD, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [BODY] = { "body", 4000, false },
    [DUE_ON] = { "due_on", 60, false },
    [TO] = { "to", 10, true },
    [OTHER] = { "other", 18, false },
    [OF_UNIT] = { "of_unit", 18, false },
    [PERIOD] = { "period", 16, false },
};

typedef struct {
    const Book *book;
    const BookTask *task;
    NamedUnit *offered; /* units of the task, groups as their members */
    gsize n_offered;
    UnitId *chosen;
    InstructionFields fields; /* n_units: of chosen */
    UnitId other, of_unit;
    const char *period; /* of the report that it is about; "": the task as a whole */
    ReportId report;
    const char *about_name; /* the unit's, as of the report */
    Complaint *complaints;
    gsize n_complaints;
} Form;

static bool is_bureau(const BookUnit *unit)
{
    return unit != NULL && !unit->is_group && !unit->stopped;
}

static bool read_offered(Req *req, Form *form, GError **err)
{
    const BookTask *task = form->task;
    UnitId *named = mem_array(req->mem, UnitId, task->n_leads + task->n_takers);
    NamedUnit *all;
    gsize n = 0, n_all;

    for (gsize i = 0; i < task->n_leads; i++)
        named[n++] = task->leads[i].unit->id;
    for (gsize i = 0; i < task->n_takers; i++)
        named[n++] = task->takers[i]->id;
    TRY(units_expanded(req->app->db, req->mem, named, n, req->now_us, &all, &n_all, err));
    form->offered = all;
    for (gsize i = 0; i < n_all; i++)
        if (is_bureau(book_unit(form->book, all[i].id)))
            form->offered[form->n_offered++] = all[i];
    return true;
}

/* The report that it is about: of_unit's, of this period. ERR_NOT_FOUND: there is none to speak about. */
static bool read_report(Req *req, Form *form, GError **err)
{
    ReportPlace place;
    ReportAddress at = {
        .plan = form->book->plan.code, .no = form->task->no, .period = form->period, .unit = form->of_unit
    };

    if (form->period[0] == '\0' || form->of_unit.v == 0)
        return true;
    TRY(report_place(req->app->db, req->mem, &req->who, &at, req->now_us, &place, err));
    form->report = place.report;
    form->about_name = place.unit_name;
    return true;
}

static bool open_form(Req *req, Form *form, GError **err)
{
    TRY(task_of_address(req, &form->book, &form->task, err));
    Facts facts = { .task = form->task->state };
    Verdict verdict = authz(&req->who, DEED_INSTRUCT, &facts);
    if (verdict != MAY)
        return fail_detail(err, ERR_DENIED, (int)verdict, "instruct: %s", verdict_code(verdict));
    TRY(read_offered(req, form, err));
    form->chosen = mem_array(req->mem, UnitId, form->book->n_units + 1);
    return true;
}

static bool is_chosen(const Form *form, UnitId unit)
{
    for (gsize i = 0; i < form->fields.n_units; i++)
        if (form->chosen[i].v == unit.v)
            return true;
    return false;
}

static void choose(Form *form, UnitId unit)
{
    if (is_bureau(book_unit(form->book, unit)) && !is_chosen(form, unit))
        form->chosen[form->fields.n_units++] = unit;
}

static bool is_offered(const Form *form, UnitId unit)
{
    for (gsize i = 0; i < form->n_offered; i++)
        if (form->offered[i].id.v == unit.v)
            return true;
    return false;
}

static void show_units(View *body, const Form *form)
{
    for (gsize i = 0; i < form->n_offered; i++) {
        View *unit = view_part(body, "UNIT");
        view_number(unit, "ID", form->offered[i].id.v);
        view_text(unit, "NAME", form->offered[i].name);
        if (is_chosen(form, form->offered[i].id))
            view_show(unit, "TICKED");
    }
    for (gsize i = 0; i < form->book->n_units; i++) {
        const BookUnit *unit = &form->book->units[i];
        if (!is_bureau(unit) || is_offered(form, unit->id))
            continue;
        View *option = view_part(body, "OTHER");
        view_number(option, "ID", unit->id.v);
        view_text(option, "NAME", unit->name);
        if (form->other.v == unit->id.v)
            view_show(option, "SELECTED");
    }
}

static void show_errors(Mem *mem, View *body, const Form *form)
{
    static const struct {
        const char *field, *marker;
    } bad[] = { { "body", "BAD_BODY" }, { "due_on", "BAD_DUE" }, { "to", "BAD_TO" } };

    view_complaints(body, form->complaints, form->n_complaints);
    for (gsize k = 0; k < G_N_ELEMENTS(bad); k++) {
        const char *why = complaint_about(mem, form->complaints, form->n_complaints, bad[k].field);
        if (why != NULL)
            view_text(view_part(body, bad[k].marker), "WHY", why);
    }
}

static void show_about(Req *req, View *body, const Form *form)
{
    if (form->report.v == 0)
        return;
    View *about = view_part(body, "ABOUT");
    view_text(about, "ABOUT_UNIT", form->about_name);
    view_text(about, "ABOUT_PERIOD", word_period(req->mem, form->period));
    view_number(about, "OF_UNIT", form->of_unit.v);
    view_text(about, "PERIOD_CODE", form->period);
}

static bool form_show(Req *req, Resp *resp, const Form *form, int status, GError **err)
{
    View *body = page_view(req, "instruct.tpl");

    task_show_head(req, body, form->book, form->task, "批示");
    view_text(body, "RID", request_id_new(req->mem));
    view_text(body, "WORDS", mem_printf(req->mem, "\n%s", form->fields.body));
    view_text(body, "DUE_ON", form->fields.due_on);
    show_errors(req->mem, body, form);
    show_about(req, body, form);
    show_units(body, form);
    return page_show(req, resp, body, status, NAV_LEDGER, "批示", err);
}

/* On a report its unit is told, on a task those that lead it; an answer is usually due in a week. */
bool page_instruct(Req *req, Resp *resp, GError **err)
{
    const char *unit = query_get(req, "unit"), *period = query_get(req, "period");
    Form form = { .period = period == NULL ? "" : period };

    TRY(open_form(req, &form, err));
    if (unit != NULL && number_read(unit, &form.of_unit.v))
        TRY(read_report(req, &form, err));
    for (gsize i = 0; i < form.task->n_leads; i++)
        if (form.of_unit.v == 0 || form.task->leads[i].unit->id.v == form.of_unit.v)
            choose(&form, form.task->leads[i].unit->id);
    form.fields.body = "";
    form.fields.due_on = item_day(req->mem, req->now_us + USUAL_DAYS * DAY_US);
    return form_show(req, resp, &form, 200, err);
}

static void read_units(const Req *req, Form *form)
{
    for (gsize i = 0; i < req->form.n; i++) {
        const Param *param = &req->form.list[i];
        UnitId unit;
        if (g_str_has_prefix(param->name, "to.") && number_read(param->name + strlen("to."), &unit.v))
            choose(form, unit);
    }
    if (form->other.v != 0)
        choose(form, form->other);
}

static bool read_form(Req *req, Form *form, GError **err)
{
    const char *v[N_FIELDS];

    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    form->fields.body = v[BODY];
    form->fields.due_on = v[DUE_ON];
    form->period = v[PERIOD];
    if ((v[OTHER][0] != '\0' && !number_read(v[OTHER], &form->other.v)) ||
        (v[OF_UNIT][0] != '\0' && !number_read(v[OF_UNIT], &form->of_unit.v)))
        return fail(err, ERR_BAD_INPUT, "instruct: no unit");
    read_units(req, form);
    return read_report(req, form, err);
}

bool page_instruct_post(Req *req, Resp *resp, GError **err)
{
    Form form = { 0 };
    InstructionWish wish = { .now_us = req->now_us };
    int64_t due_us, id;

    TRY(open_form(req, &form, err));
    TRY(read_form(req, &form, err));
    TRY(form_request_id(req, &wish.request, err));
    form.complaints = instruction_complaints(req->mem, &form.fields, req->now_us, &due_us,
                                             &form.n_complaints);
    if (form.n_complaints > 0)
        return form_show(req, resp, &form, 422, err);
    wish.plan = form.book->plan.code;
    wish.no = form.task->no;
    wish.report = form.report;
    wish.fields = form.fields;
    wish.units = form.chosen;
    TRY(act_instruction_new(req->app->db, req->mem, &req->who, &wish, &id, err));
    page_say(req, "批示已交 %" G_GSIZE_FORMAT " 个单位办理，%s前反馈。", form.fields.n_units,
             word_date(req->mem, due_us));
    return resp_see_other(resp, req->mem, "/instructions/%" PRId64, id);
}
