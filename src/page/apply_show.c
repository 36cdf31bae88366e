/* apply_show.c: the form of an application as a page; see apply.h. */
#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/application_words.h"
#include "page/apply.h"
#include "page/complaints.h"
#include "page/files.h"
#include "page/show.h"
#include "page/task_show.h"
#include "rule/day_read.h"

static const struct {
    const char *hint, *reason, *asked;
} texts[ASKS__N] = {
    [ASKS_NONE] = { "", "", "" },
    [ASKS_DATE] = { "原定完成时限保留并显示，同意一次计延期一次。", "申请理由", "延期后的完成时限" },
    [ASKS_DEADLINE] = { "只改变本单位本期的报送截止时间，其他单位不变。", "申请理由", "延期后的截止时间" },
    [ASKS_TARGET] = { "原文数值保留不动，同意后的数值列在旁边，完成率按调整后的计算。", "申请理由",
                      "调整后的目标值" },
    [ASKS_CONTENT] = { "任务原文不作改动，同意后的内容列在原文下方。", "申请理由", "调整后的任务内容" },
    [ASKS_LEAD] = { "同意后由所选单位牵头，本单位的量化目标一并移交；已经报送的内容保留。", "申请理由",
                    "改由哪个单位牵头" },
    [ASKS_ASSIGNMENT] = { "同意后本单位不再牵头；已经报送的内容保留。", "异议理由", "建议的牵头单位" },
    [ASKS_LIGHT] = { "同意后改认亮灯；已冻结的报送期以更正方式办理，冻结时的亮灯保留。", "异议理由",
                     "应当认定的亮灯" },
    [ASKS_CLOSURE] = { "同意后从下一报送期起不再要求报送；可以重开。", "完成情况", "" },
};

static const char *about(const Apply *form, const char *field)
{
    return complaint_about(form->req->mem, form->complaints, form->n_complaints, field);
}

/* Those that ask this unit: for a deadline the running ones, for a light all that were opened. */
static bool period_fits(const Apply *form, const Period *period)
{
    bool running = period->state == PERIOD_OPEN || period->state == PERIOD_DUE;

    if (!period_asks(period, form->task->id))
        return false;
    return form->asks == ASKS_DEADLINE ? running : period->state != PERIOD_PLANNED;
}

static void show_periods(const Apply *form, View *body)
{
    Mem *mem = form->req->mem;
    const char *chosen = form->value[APPLY_PERIOD];
    FormField field = { "period", "报送期", "", NULL, about(form, "period") };
    View *pick = view_form_field(body, "FIELD", "field_pick.tpl", &field);
    const Period *periods = book_periods(mem, form->book, form->req->now_us);

    view_form_option(pick, "", "请选择", chosen);
    for (gsize i = form->book->n_periods; i-- > 0;)
        if (period_fits(form, &periods[i]))
            view_form_option(pick, periods[i].code, word_period(mem, periods[i].code), chosen);
}

static void show_targets(const Apply *form, View *body)
{
    Mem *mem = form->req->mem;
    FormField field = { "target", "量化目标", "", NULL, about(form, "target") };
    View *pick = view_form_field(body, "FIELD", "field_pick.tpl", &field);

    view_form_option(pick, "", "请选择", form->value[APPLY_TARGET]);
    for (gsize i = 0; i < form->task->n_targets; i++) {
        const BookTarget *t = &form->task->targets[i];
        if (t->unit.v == form->place.at.unit.v)
            view_form_option(pick, mem_printf(mem, "%" PRId64, t->id),
                             mem_printf(mem, "%s（现为 %s %s）", t->subject,
                                        word_amount(mem, t->has_correction ? t->corrected_e4 : t->value_e4),
                                        t->unit_word),
                             form->value[APPLY_TARGET]);
    }
}

static void show_units(const Apply *form, View *body, const FormField *field)
{
    View *pick = view_form_field(body, "FIELD", "field_pick.tpl", field);

    view_form_option(pick, "", form->asks == ASKS_LEAD ? "请选择" : "不指定，由督查室确定", field->value);
    for (gsize i = 0; i < form->book->n_units; i++) {
        const BookUnit *unit = &form->book->units[i];
        if (unit->signs_in && unit->id.v != form->place.at.unit.v)
            view_form_option(pick, mem_printf(form->req->mem, "%" PRId64, unit->id.v), unit->name,
                             field->value);
    }
}

static void show_lights(View *body, const FormField *field)
{
    View *pick = view_form_field(body, "FIELD", "field_pick.tpl", field);

    view_form_option(pick, "", "请选择", field->value);
    for (int light = LIGHT_GREEN; light <= LIGHT_RED; light++)
        view_form_option(pick, light_code((Light)light), light_word((Light)light), field->value);
}

static void show_asked(const Apply *form, View *body)
{
    Mem *mem = form->req->mem;
    FormField field = { "asked", texts[form->asks].asked, form->value[APPLY_ASKED], NULL,
                        about(form, "asked") };
    int64_t day_us;

    switch (form->asks) {
    case ASKS_DATE:
        if (day_read(form->facts.ground.due_on, &day_us))
            field.hint = mem_printf(mem, "现在的完成时限为 %s。例如 2024-3-31", word_date(mem, day_us));
        (void)view_form_field(body, "FIELD", "field_line.tpl", &field);
        return;
    case ASKS_DEADLINE:
        field.hint = "例如 2023-4-8 18:00";
        (void)view_form_field(body, "FIELD", "field_line.tpl", &field);
        return;
    case ASKS_TARGET:
        (void)view_form_field(body, "FIELD", "field_line.tpl", &field);
        return;
    case ASKS_CONTENT:
        field.value = mem_printf(mem, "\n%s", field.value);
        (void)view_form_field(body, "FIELD", "field_area.tpl", &field);
        return;
    case ASKS_LEAD:
    case ASKS_ASSIGNMENT:
        if (form->place.facts.objects)
            field.label = "建议改由哪个单位参与";
        show_units(form, body, &field);
        return;
    case ASKS_LIGHT:
        show_lights(body, &field);
        return;
    default:
        return;
    }
}

static void show_texts(const Apply *form, View *body)
{
    Mem *mem = form->req->mem;
    FormField reason = { "reason", texts[form->asks].reason,
                         mem_printf(mem, "\n%s", form->value[APPLY_REASON]), "1000 字以内",
                         about(form, "reason") };
    FormField evidence = { "evidence", "佐证说明", mem_printf(mem, "\n%s", form->value[APPLY_EVIDENCE]),
                           "文件名称、文号、存放处等，500 字以内；本任务各期报送的佐证材料可在下面勾选",
                           about(form, "evidence") };

    (void)view_form_field(body, "REASON", "field_area.tpl", &reason);
    (void)view_form_field(body, "EVIDENCE", "field_area.tpl", &evidence);
}

static bool is_picked(const Apply *form, int64_t file)
{
    for (gsize i = 0; i < form->n_picked; i++)
        if (form->picked[i] == file)
            return true;
    return false;
}

static void show_files(const Apply *form, View *body)
{
    View *list = view_part(body, form->n_files == 0 ? "NO_FILES" : "FILES");

    for (gsize i = 0; i < form->n_files; i++) {
        const TaskEvidence *file = &form->files[i];
        View *row = view_part(list, "FILE");
        view_number(row, "FILE_ID", file->id);
        view_text(row, "FILE_NAME", file->name);
        view_text(row, "FILE_SIZE", word_file_size(form->req->mem, file->size_bytes));
        view_text(row, "FILE_PERIOD", word_period(form->req->mem, file->period));
        if (is_picked(form, file->id))
            view_show(row, "PICKED");
    }
}

/* Where the unit must say something, there is a box for it. */
static void show_checks(const Apply *form, View *body)
{
    Mem *mem = form->req->mem;
    View *list = form->n_checks == 0 ? NULL : view_part(body, "CHECKS");

    for (gsize i = 0; i < form->n_checks; i++) {
        const StoredCheck *check = &form->checks[i];
        View *row = view_part(list, "CHECK");
        view_show(row, check->line.met ? "MET" : "UNMET");
        view_text(row, "CHECK_WORDS", check->line.words);
        if (check->line.met || !check->line.may_explain)
            continue;
        const char *name = mem_printf(mem, "explain.%" PRId64, check->line.target);
        FormField field = { name, "未达到的原因和处理意见", mem_printf(mem, "\n%s", check->explained),
                            "300 字以内，由督查室审定", about(form, name) };
        (void)view_form_field(row, "EXPLAIN", "field_area.tpl", &field);
    }
}

static void show_hidden(const Apply *form, View *body)
{
    view_text(body, "PATH", form->path);
    view_text(body, "RID", request_id_new(form->req->mem));
    view_number(body, "UNIT_ID", form->place.at.unit.v);
    view_text(body, "UNIT_NAME", form->place.unit_name);
    view_text(body, "HINT",
              form->place.facts.objects ? "同意后本单位不再参与本任务。" : texts[form->asks].hint);
    view_text(body, "ASKS", asks_word(form->asks));
    if (form->place.at.unit.v != form->req->who.unit.v)
        view_show(body, "ON_BEHALF");
    if (form->twin)
        view_show(body, "TWIN");
}

static const char *path_of(const Apply *form, Asks asks)
{
    return mem_printf(form->req->mem, "/plans/%s/tasks/%" PRId64 "/apply/%s?unit=%" PRId64,
                      form->book->plan.code, form->task->no, asks_code(asks), form->place.at.unit.v);
}

static bool may_choose(const Apply *form, Asks asks)
{
    return !form->place.facts.objects || asks == ASKS_ASSIGNMENT;
}

/* The kinds, each leading to its first matter; below them the matters of the one that is chosen. */
static void show_kinds(const Apply *form, View *body)
{
    View *matters = asks_kind(form->asks) == ASKS_STRIKING ? NULL : view_part(body, "MATTERS");
    int last = -1;

    for (int asks = ASKS_NONE + 1; asks < ASKS__N; asks++) {
        AsksKind kind = asks_kind((Asks)asks);
        if (!may_choose(form, (Asks)asks))
            continue;
        if ((int)kind != last) {
            View *tab = view_part(body, "TAB");
            view_text(tab, "TAB_PATH", path_of(form, (Asks)asks));
            view_text(tab, "TAB_WORD", asks_kind_word(kind));
            if (kind == asks_kind(form->asks))
                view_show(tab, "HERE");
        }
        last = (int)kind;
        if (matters == NULL || kind != asks_kind(form->asks))
            continue;
        View *matter = view_part(matters, "MATTER");
        View *link = view_part(matter, (Asks)asks == form->asks ? "CHOSEN" : "OTHER");
        view_text(link, "MATTER_WORD", asks_word((Asks)asks));
        view_text(link, "MATTER_PATH", path_of(form, (Asks)asks));
    }
}

bool apply_show(Apply *form, Resp *resp, int status, GError **err)
{
    Req *req = form->req;
    View *body = page_view(req, "apply.tpl");
    const char *title = mem_printf(req->mem, "申请%s", asks_word(form->asks));

    task_show_head(req, body, form->book, form->task, title);
    show_hidden(form, body);
    show_kinds(form, body);
    view_complaints(body, form->complaints, form->n_complaints);
    if (form->asks == ASKS_DEADLINE || form->asks == ASKS_LIGHT)
        show_periods(form, body);
    if (form->asks == ASKS_TARGET)
        show_targets(form, body);
    show_asked(form, body);
    show_texts(form, body);
    show_files(form, body);
    show_checks(form, body);
    return page_show(req, resp, body, status, NAV_LEDGER, title, err);
}
