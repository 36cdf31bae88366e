/* report_items.c: see report_items.h. */
#include "page/report_items.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/items.h"
#include "rule/pace.h"
#include "web/form.h"

/* The list of the task and unit; read once. */
static bool read_list(Req *req, ReportForm *form, GError **err)
{
    ItemAddress of = { form->at.plan, form->at.no, form->at.unit };

    if (form->has_items)
        return true;
    TRY(item_list(req->app->db, req->mem, &req->who, &of, &form->items, &form->n_items, err));
    form->has_items = true;
    return true;
}

static void settle(Mem *mem, ReportForm *form, const ReportFields *said)
{
    form->fields.items = items_settled(mem, form->items, form->n_items, said, NULL, &form->fields.n_items);
}

bool report_items_draft(Req *req, ReportForm *form, GError **err)
{
    ReportFields draft = form->fields;

    TRY(read_list(req, form, err));
    settle(req->mem, form, &draft);
    return true;
}

static bool is_item_field(const char *name)
{
    return g_str_has_prefix(name, "item_state.") || g_str_has_prefix(name, "item_result.");
}

/* The item that a field is about, begun when it is the first of its two. */
static ItemField *field_of(const ReportForm *form, ReportFields *typed, const char *name)
{
    int64_t id;

    if (!number_read(strchr(name, '.') + 1, &id))
        return NULL;
    const WorkItem *item = item_with_id(form->items, form->n_items, id);
    if (item == NULL)
        return NULL;
    for (gsize i = 0; i < typed->n_items; i++)
        if (typed->items[i].item == id)
            return &typed->items[i];
    ItemField *field = &typed->items[typed->n_items++];
    *field = (ItemField){ .item = id, .name = item->name, .result = "", .ended = item->ended_us != 0 };
    return field;
}

static bool read_field(const ReportForm *form, ReportFields *typed, const Param *param, GError **err)
{
    ItemField *field = field_of(form, typed, param->name);

    if (field == NULL)
        return fail(err, ERR_BAD_INPUT, "report: %s is no item here", param->name);
    if (g_str_has_prefix(param->name, "item_result.")) {
        field->result = param->value;
        return true;
    }
    field->state = item_state_of(param->value);
    return field->state != ITEM_NONE || param->value[0] == '\0' ||
           fail(err, ERR_BAD_INPUT, "report: no state %s", param->value);
}

/* Those taken off the list meanwhile go behind, to be complained about. */
static void keep_ended(Mem *mem, ReportFields *fields, const ReportFields *typed)
{
    ItemField *all = mem_array(mem, ItemField, fields->n_items + typed->n_items + 1);
    gsize n = fields->n_items;

    memcpy(all, fields->items, n * sizeof *all);
    for (gsize i = 0; i < typed->n_items; i++)
        if (typed->items[i].ended)
            all[n++] = typed->items[i];
    fields->items = all;
    fields->n_items = n;
}

bool report_items_typed(Req *req, ReportForm *form, GError **err)
{
    ReportFields typed = { .n_items = 0 };

    for (gsize i = 0; i < req->form.n; i++) {
        if (!is_item_field(req->form.list[i].name))
            continue;
        TRY(read_list(req, form, err));
        if (typed.items == NULL)
            typed.items = mem_array(req->mem, ItemField, form->n_items + 1);
        TRY(read_field(form, &typed, &req->form.list[i], err));
    }
    if (typed.items == NULL)
        return true;
    settle(req->mem, form, &typed);
    keep_ended(req->mem, &form->fields, &typed);
    return true;
}

static bool read_before(const Req *req, const ReportForm *form, ItemsText *text, GError **err)
{
    ReportedItem *items = NULL;

    *text = (ItemsText){ .at_us = req->now_us };
    if (form->before.any)
        TRY(version_items(req->app->db, req->mem, form->before.version_id, &items, &text->n_before, err));
    text->before = items;
    return true;
}

/* What the plan expects of the quarter that the period ends in. */
static void show_expected(View *row, Mem *mem, const ReportForm *form, const WorkItem *item)
{
    int month = period_month(form->at.period, (int)g_ascii_strtoll(form->at.period, NULL, 10));
    int quarter = month == 0 ? 0 : (month - 1) / 3;

    if (item->expected[quarter][0] == '\0')
        return;
    View *part = view_part(row, "EXPECTED");
    view_text(part, "QUARTER", item_quarter_word(quarter));
    view_text(part, "EXPECTED_TEXT", mem_text(mem, item->expected[quarter]));
}

static void show_bad(View *row, Mem *mem, const ReportForm *form, const char *section, const char *field)
{
    const char *why = report_form_complaint(mem, form, field);

    if (why != NULL)
        view_text(view_part(row, section), "WHY", why);
}

static void show_states(View *row, ItemState chosen)
{
    for (int state = ITEM_WAITING; state < ITEM__N; state++) {
        View *option = view_part(row, "STATE_OPTION");
        view_text(option, "CODE", item_state_code((ItemState)state));
        view_text(option, "WORD", item_state_word((ItemState)state));
        if ((ItemState)state == chosen)
            view_show(option, "CHOSEN");
    }
}

static void show_field(View *section, const Req *req, const ReportForm *form, const ItemField *field,
                       const ReportedItem *before)
{
    Mem *mem = req->mem;
    const WorkItem *item = item_with_id(form->items, form->n_items, field->item);
    View *row = view_part(section, "WORK_ITEM");

    view_number(row, "ID", field->item);
    view_number(row, "NO", item->no);
    view_text(row, "ITEM_NAME", item->name);
    view_text(row, "PERSON", item->person);
    view_text(row, "DUE", word_date(mem, item->due_us));
    view_text(row, "BEFORE_STATE", before == NULL ? "—" : item_state_word(before->state));
    int64_t late = item_days_late(field->state, false, item->due_us, req->now_us);
    if (late > 0)
        view_number(view_part(row, "LATE"), "DAYS", late);
    show_expected(row, mem, form, item);
    show_states(row, field->state);
    view_text(row, "RESULT", mem_printf(mem, "\n%s", field->result));
    show_bad(row, mem, form, "STATE_BAD", mem_printf(mem, "item_state.%" PRId64, field->item));
    show_bad(row, mem, form, "RESULT_BAD", mem_printf(mem, "item_result.%" PRId64, field->item));
}

bool report_items_edit(Req *req, View *body, ReportForm *form, GError **err)
{
    ItemsText text;

    TRY(read_list(req, form, err));
    if (form->fields.items == NULL)
        settle(req->mem, form, NULL);
    TRY(read_before(req, form, &text, err));
    View *section = view_include(body, "WORK_ITEMS", "report_items.tpl");
    view_text(section, "LIST_PATH",
              mem_printf(req->mem, "%s/items/%" PRId64, form->task_path, form->at.unit.v));
    show_bad(section, req->mem, form, "ITEMS_BAD", "items");
    if (form->fields.n_items == 0) {
        view_show(section, "NO_WORK_ITEMS");
        return true;
    }
    View *table = view_part(section, "TABLE");
    for (gsize i = 0; i < form->fields.n_items; i++) {
        const ItemField *field = &form->fields.items[i];
        if (!field->ended)
            show_field(table, req, form, field, reported_item(text.before, text.n_before, field->item));
    }
    return true;
}

void report_items_hidden(View *body, Mem *mem, const ReportForm *form)
{
    for (gsize i = 0; i < form->fields.n_items; i++) {
        const ItemField *field = &form->fields.items[i];
        View *pair = view_part(body, "ITEM_FIELD");
        view_text(pair, "ID", mem_printf(mem, "%" PRId64, field->item));
        view_text(pair, "STATE", item_state_code(field->state));
        view_text(pair, "RESULT", field->result);
    }
}

bool report_items_as_typed(Req *req, ReportForm *form, ItemsText *text, GError **err)
{
    TRY(read_before(req, form, text, err));
    TRY(read_list(req, form, err));
    if (form->fields.items == NULL)
        settle(req->mem, form, NULL);
    ReportedItem *list = mem_array(req->mem, ReportedItem, form->fields.n_items);
    for (gsize i = 0; i < form->fields.n_items; i++) {
        const ItemField *field = &form->fields.items[i];
        const WorkItem *item = item_with_id(form->items, form->n_items, field->item);
        list[i] = (ReportedItem){ .item = field->item,
                                  .no = item->no,
                                  .name = item->name,
                                  .person = item->person,
                                  .due_us = item->due_us,
                                  .ended = field->ended,
                                  .state = field->state,
                                  .result = field->result };
    }
    text->now = list;
    text->n_now = form->fields.n_items;
    return true;
}

bool report_items_of_version(const Req *req, const ReportForm *form, const ReportVersion *version,
                             ItemsText *text, GError **err)
{
    ReportedItem *items;

    TRY(read_before(req, form, text, err));
    TRY(version_items(req->app->db, req->mem, version->id, &items, &text->n_now, err));
    text->at_us = version->submitted_us;
    text->now = items;
    return true;
}

void view_reported_items(View *view, const char *marker, const Req *req, const ItemsText *text)
{
    View *part = text->n_now == 0 ? NULL : view_include(view, marker, "report_items_text.tpl");

    if (text->n_now > 0 && text->n_before > 0)
        view_show(part, "WITH_BEFORE");
    for (gsize i = 0; i < text->n_now; i++) {
        const ReportedItem *item = &text->now[i];
        const ReportedItem *before = reported_item(text->before, text->n_before, item->item);
        View *row = view_part(part, "WORK_ITEM");
        view_text(row, "ITEM_NAME", item->name);
        view_text(row, "PERSON", item->person);
        view_text(row, "DUE", word_date(req->mem, item->due_us));
        if (text->n_before > 0)
            view_text(view_part(row, "OLD"), "BEFORE_STATE",
                      before == NULL ? "—" : item_state_word(before->state));
        view_item_state(row, item->state, item->ended, item->due_us, text->at_us);
        view_text(row, "RESULT", item->result[0] == '\0' ? "—" : item->result);
    }
}
