/* items_form.c: the form of one work item; see items.h. */
#include <inttypes.h>
#include <string.h>

#include "page/complaints.h"
#include "page/items.h"
#include "web/form.h"

typedef enum { LINE, AREA } Kind;

/* One field of the form. */
typedef struct {
    const char *field, *label, *opt;
    Kind kind;
    bool wide;
    int most;
    const char *value, *theirs; /* as typed; as stored */
} FormField;

ItemFields item_fields_of(Mem *mem, const WorkItem *item)
{
    ItemFields f = { .name = "", .person = "", .starts_on = "", .due_on = "", .span_reason = "" };

    for (int i = 0; i < QUARTERS; i++)
        f.expected[i] = item == NULL ? "" : item->expected[i];
    if (item == NULL)
        return f;
    f.name = item->name;
    f.person = item->person;
    f.starts_on = item_day(mem, item->starts_us);
    f.due_on = item_day(mem, item->due_us);
    f.span_reason = item->span_reason;
    return f;
}

static const char *complaint_of(Mem *mem, const ItemsForm *form, const char *field)
{
    const char *all = NULL;

    for (gsize i = 0; i < form->n_complaints; i++)
        if (strcmp(form->complaints[i].field, field) == 0)
            all = all == NULL ? form->complaints[i].text
                              : mem_printf(mem, "%s；%s", all, form->complaints[i].text);
    return all;
}

static void show_field(View *body, Mem *mem, const ItemsForm *form, const FormField *field)
{
    View *view = view_part(body, "FIELD");
    const char *why = complaint_of(mem, form, field->field);
    bool area = field->kind == AREA;

    view_text(view, "F", field->field);
    view_text(view, "LABEL", field->label);
    view_number(view, "MOST", field->most);
    view_text(view, "V", area ? mem_printf(mem, "\n%s", field->value) : field->value);
    if (field->opt != NULL)
        view_text(view_part(view, "OPT"), "OPT_WORDS", field->opt);
    if (field->wide)
        view_show(view, "WIDE");
    View *control = view_part(view, area ? "AREA" : "LINE");
    if (why != NULL) {
        view_text(view_part(view, "BAD"), "WHY", why);
        view_show(control, area ? "AREA_BAD" : "LINE_BAD");
    }
    if (form->clash && strcmp(field->theirs, field->value) != 0)
        view_text(view_part(view, "THEIRS"), "THEIRS_TEXT",
                  field->theirs[0] == '\0' ? "（空）" : field->theirs);
}

static void show_plan_fields(View *body, Mem *mem, const ItemsForm *form)
{
    ItemFields f = form->fields, now = item_fields_of(mem, form->item);
    const FormField head[] = {
        { "name", "项目名称", NULL, LINE, true, ITEM_NAME_MOST, f.name, now.name },
        { "person", "责任人", NULL, LINE, true, ITEM_PERSON_MOST, f.person, now.person },
        { "starts_on", "开始日期", "例如 2023-4-1", LINE, false, 0, f.starts_on, now.starts_on },
        { "due_on", "完成日期", "例如 2023年9月30日", LINE, false, 0, f.due_on, now.due_on },
    };
    const FormField span = { "span_reason", "跨年度原因",   "起止日期超出本年度时填写",
                             LINE,          true,           ITEM_SPAN_MOST,
                             f.span_reason, now.span_reason };

    for (gsize i = 0; i < G_N_ELEMENTS(head); i++)
        show_field(body, mem, form, &head[i]);
    show_field(body, mem, form, &span);
    for (int i = 0; i < QUARTERS; i++) {
        FormField quarter = { .field = item_quarter_field(i),
                              .label = mem_printf(mem, "%s预期成果", item_quarter_word(i)),
                              .opt = i == 0 ? "至少填写一个季度" : "选填",
                              .kind = AREA,
                              .most = ITEM_EXPECTED_MOST,
                              .value = f.expected[i],
                              .theirs = now.expected[i] };
        show_field(body, mem, form, &quarter);
    }
}

void items_show_form(const ItemsPage *page, View *body, const ItemsForm *form)
{
    static const char *const parts[] = { "", "IS_ADD", "IS_CHANGE", "IS_END" };
    static const char *const actions[] = { "", "add", "change", "end" };
    Mem *mem = page->req->mem;
    bool ends = form->mode == ITEMS_END;
    View *view = view_part(body, "FORM");

    view_complaints(body, form->complaints, form->n_complaints);
    view_text(view, "RID", request_id_new(mem));
    view_text(view, "ACTION", actions[form->mode]);
    view_show(view, parts[form->mode]);
    if (!ends)
        view_show(view, "NOT_END");
    view_number(view, "REV", form->base_version);
    view_number(view, "FORM_NO", form->item == NULL ? 0 : form->item->no);
    view_text(view, "FORM_NAME", form->item == NULL ? "" : form->item->name);
    if (form->mode == ITEMS_CHANGE && form->item->confirmed)
        view_show(view, "WAS_CONFIRMED");
    if (!ends) {
        show_plan_fields(view, mem, form);
        return;
    }
    const FormField reason = {
        "end_reason", "移出清单的理由", NULL, AREA, true, REASON_MOST, form->reason, ""
    };
    show_field(view, mem, form, &reason);
}
