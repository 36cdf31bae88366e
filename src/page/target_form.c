/* target_form.c: the forms that set a target; see target_page.h. Each is a list of fields, each field an include. */
#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/show.h"
#include "page/target_page.h"
#include "page/target_words.h"
#include "rule/pace.h"
#include "web/form.h"

static const struct {
    const char *code, *summary, *hint, *button; /* button NULL: two, with and without confirming */
} forms[FORM__N] = {
    [FORM_NONE] = { "", "", "", NULL },
    [FORM_CONFIRM] = { "confirm", "", "", NULL },
    [FORM_CONFIRM_ALL] = { "confirm-all", "", "", NULL },
    [FORM_SET] = { "set", "修改类型、基数、责任单位和计划值",
                   "原文数值、原文片段和计量单位不可修改；原文数字有误的，请填写勘误。", NULL },
    [FORM_CORRECT] = { "correct", "填写勘误", "原文数值保留不动，勘误值列在旁边，完成率按勘误值计算。",
                       NULL },
    [FORM_UNCORRECT] = { "uncorrect", "撤回勘误", "撤回后按原文数值计算，目标恢复为待核。", "撤回勘误" },
    [FORM_SPLIT] = { "split", "拆分为几个目标",
                     "一个数字对应几个对象（如“中小学、幼儿园各20所”）时拆分；至少填写两个，原目标不再统计。",
                     NULL },
    [FORM_DROP] = { "drop", "取消这个目标", "取消后不再要求报送；已经报送的数值保留在各期报送中。",
                    "取消目标" },
    [FORM_ADD] = { "add", "增加一个目标", "原文有承诺的数字而没有列出时增加，须附原文片段。", NULL },
};

const char *target_form_code(TargetForm form)
{
    return forms[form].code;
}

static const char *amount_text(Mem *mem, bool has, int64_t amount_e4)
{
    return has ? word_amount(mem, amount_e4) : "";
}

static PromisedTyped promised_text(Mem *mem, bool any, const Promised *p)
{
    return (PromisedTyped){ amount_text(mem, any, p->low_e4),
                            amount_text(mem, any && p->has_high, p->high_e4) };
}

static TermsTyped terms_text(Mem *mem, const Terms *t)
{
    TermsTyped typed = { .kind = target_sort_code(t->kind),
                         .base = amount_text(mem, t->has_base, t->base_e4),
                         .due_on = t->due_on,
                         .unit = t->unit.v == 0 ? "" : mem_printf(mem, "%" PRId64, t->unit.v) };
    Pace pace = { 0 };

    if (!pace_read(t->pace, &pace))
        pace = (Pace){ 0 };
    for (int month = 0; month <= MONTHS; month++)
        typed.plan[month] = amount_text(mem, pace.has[month], pace.value_e4[month]);
    return typed;
}

/* A new target begins with the first lead; the parts of a split with what they are split from. */
static void fill_parts(const TargetPage *page, TargetFields *f, const TargetRow *row)
{
    const BookTask *task = page->task;

    for (gsize i = 0; i <= PARTS_MOST; i++) {
        f->parts[i] = (PartTyped){ .subject = "",
                                   .comparator = row == NULL ? ">=" : row->comparator,
                                   .unit_word = row == NULL ? "" : row->unit_word,
                                   .quote = "",
                                   .number = { "", "" } };
        f->part_units[i] = f->terms.unit;
    }
    if (row == NULL && task->n_leads > 0)
        f->terms.unit = mem_printf(page->req->mem, "%" PRId64, task->leads[0].unit->id.v);
}

TargetFields target_fields_stored(const TargetPage *page, TargetForm form, const TargetRow *row)
{
    static const TargetSettings none = { .terms = { .due_on = "", .pace = "" }, .basis = "" };
    const TargetSettings *s = row == NULL ? &none : &row->settings;
    Mem *mem = page->req->mem;
    TargetFields f = { .form = form,
                       .target = row == NULL ? 0 : row->id,
                       .terms = terms_text(mem, &s->terms),
                       .corrected = promised_text(mem, s->has_correction, &s->corrected),
                       .basis = s->basis,
                       .reason = "",
                       .quote = "" };

    fill_parts(page, &f, row);
    return f;
}

static bool is_sent(const TargetPage *page, TargetForm form, const TargetRow *row)
{
    return page->typed.form == form && page->typed.target == (row == NULL ? 0 : row->id);
}

TargetFields target_fields(const TargetPage *page, TargetForm form, const TargetRow *row)
{
    return is_sent(page, form, row) ? page->typed : target_fields_stored(page, form, row);
}

/* One form while it is built. */
typedef struct {
    const TargetPage *page;
    TargetForm form;
    const TargetRow *row;
    View *view; /* to which fields are added */
    bool sent;
} Form;

static const char *complaint_of(const Form *f, const char *name)
{
    for (gsize i = 0; f->sent && i < f->page->n_complaints; i++)
        if (strcmp(f->page->complaints[i].field, name) == 0)
            return f->page->complaints[i].text;
    return NULL;
}

/* One field of a form. stored: what stands there now, in words; shown when somebody was first and it differs. */
typedef struct {
    const char *name, *label, *value, *stored;
    const char *after, *hint; /* NULL: none */
} Line;

static View *add_field(const Form *f, const char *file, const Line *line)
{
    View *field = view_include(f->view, "FIELD", file);
    const char *why = complaint_of(f, line->name);
    bool differs = f->sent && f->page->conflict && strcmp(line->value, line->stored) != 0;
    int64_t target = f->row == NULL ? 0 : f->row->id;

    view_text(field, "ID",
              mem_printf(f->page->req->mem, "%s-%s-%" PRId64, line->name, forms[f->form].code, target));
    view_text(field, "NAME", line->name);
    view_text(field, "LABEL", line->label);
    view_text(field, "VALUE", line->value);
    if (why != NULL)
        view_text(view_part(field, "BAD"), "WHY", why);
    if (differs)
        view_text(view_part(field, "STORED"), "STORED_VALUE",
                  line->stored[0] == '\0' ? "（空）" : line->stored);
    if (line->hint != NULL)
        view_text(view_part(field, "HINT"), "HINT_WORDS", line->hint);
    if (why != NULL || differs || line->hint != NULL)
        view_show(field, "DESCRIBED");
    return field;
}

static void add_line(const Form *f, const Line *line)
{
    View *field = add_field(f, "field_line.tpl", line);

    if (line->after != NULL && line->after[0] != '\0')
        view_text(view_part(field, "AFTER"), "AFTER_WORDS", line->after);
}

static void add_area(const Form *f, const Line *line)
{
    (void)add_field(f, "field_area.tpl", line);
}

static void add_option(View *field, const char *code, const char *word, const char *chosen)
{
    View *option = view_part(field, "OPTION");

    view_text(option, "CODE", code);
    view_text(option, "WORD", word);
    if (strcmp(code, chosen) == 0)
        view_show(option, "CHOSEN");
}

static const char *unit_text(const Form *f, const char *id)
{
    int64_t number;

    if (!number_read(id, &number))
        return id;
    const BookUnit *unit = book_unit(f->page->book, (UnitId){ number });
    return unit == NULL ? id : unit->name;
}

static void add_unit(const Form *f, const char *name, const char *value, const char *stored)
{
    const BookTask *task = f->page->task;
    Mem *mem = f->page->req->mem;
    Line line = { name, "责任单位", unit_text(f, value), unit_text(f, stored), NULL, NULL };
    View *field = add_field(f, "field_pick.tpl", &line);
    bool known = false;

    for (gsize i = 0; i < task->n_leads; i++)
        known = known || strcmp(mem_printf(mem, "%" PRId64, task->leads[i].unit->id.v), value) == 0;
    if (!known)
        add_option(field, "", "请选择", "");
    for (gsize i = 0; i < task->n_leads; i++)
        add_option(field, mem_printf(mem, "%" PRId64, task->leads[i].unit->id.v), task->leads[i].unit->name,
                   value);
}

static const char *kind_text(const char *code)
{
    return target_sort_of(code) == KIND_NONE ? "" : target_kind_text(code);
}

static void add_kind(const Form *f, const char *value, const char *stored)
{
    Line line = { "kind",
                  "类型",
                  kind_text(value),
                  kind_text(stored),
                  NULL,
                  "累计型：年初至今累加。存量型：某一时点的总数或比例，须有基数。节点型：到期完成与否。" };
    View *field = add_field(f, "field_pick.tpl", &line);

    if (target_sort_of(value) == KIND_NONE)
        add_option(field, "", "请选择", "");
    for (int sort = KIND_NONE + 1; sort < KIND__N; sort++) {
        const char *code = target_sort_code((TargetSort)sort);
        add_option(field, code, target_kind_text(code), value);
    }
}

static void add_comparator(const Form *f, const char *name, const char *value)
{
    static const char *const codes[] = { ">=", "=", ">", "<=", "<", "~", "range" };
    Line line = { name, "比较", value, value, NULL, NULL };
    View *field = add_field(f, "field_pick.tpl", &line);

    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
        add_option(field, codes[i], comparator_text(codes[i]), value);
}

static void add_plan(const Form *f, const TermsTyped *typed, const TermsTyped *stored)
{
    static const char *const quarters[] = { "一季度", "二季度", "三季度", "四季度" };
    Mem *mem = f->page->req->mem;
    View *plan = view_include(f->view, "PLAN", "target_plan.tpl");

    if (f->row != NULL && f->row->unit_word[0] != '\0')
        view_text(view_part(plan, "WITH_UNIT"), "UNIT_WORD", f->row->unit_word);
    for (int month = 1; month <= MONTHS; month++) {
        Form inner = *f;
        if (month % 3 == 1) {
            inner.view = view_part(plan, "QUARTER");
            view_text(inner.view, "QUARTER_NAME", quarters[month / 3]);
            for (int m = month; m < month + 3; m++)
                add_line(&inner, &(Line){ mem_printf(mem, "plan.%d", m), mem_printf(mem, "%d月末", m),
                                          typed->plan[m], stored->plan[m], NULL, NULL });
        }
    }
}

static void add_terms(const Form *f, const TargetFields *now, const TargetFields *stored)
{
    const TermsTyped *t = &now->terms, *s = &stored->terms;
    const char *unit_word = f->row == NULL ? NULL : f->row->unit_word;

    add_kind(f, t->kind, s->kind);
    add_unit(f, "unit", t->unit, s->unit);
    add_line(f, &(Line){ "base", "基数", t->base, s->base, unit_word, "只有存量型填写：上年末的数值。" });
    add_line(f, &(Line){ "due_on", "完成时限", t->due_on, s->due_on, NULL,
                         "只有节点型填写，例如 2023-9-30；不填为年底。" });
    add_plan(f, t, s);
}

static void add_reason(const Form *f, const char *label, const char *value)
{
    add_area(f, &(Line){ "reason", label, value, value, NULL, NULL });
}

static void add_correction(const Form *f, const TargetFields *now, const TargetFields *stored)
{
    bool range = strcmp(f->row->comparator, "range") == 0;
    const PromisedTyped *n = &now->corrected, *s = &stored->corrected;

    add_line(f, &(Line){ "corrected", range ? "勘误值（下限）" : "勘误值", n->low, s->low, f->row->unit_word,
                         NULL });
    if (range || n->high[0] != '\0')
        add_line(f, &(Line){ "corrected_max", "勘误值（上限）", n->high, s->high, f->row->unit_word, NULL });
    add_area(f, &(Line){ "basis", "勘误依据", now->basis, stored->basis, NULL,
                         "写明文号、核实单位和经过，依据会列在任务页上。" });
}

static void add_part(const Form *f, const PartTyped *p, const char *suffix)
{
    Mem *mem = f->page->req->mem;
    char *high = mem_printf(mem, "amount_max%s", suffix), *low = mem_printf(mem, "amount%s", suffix);

    add_line(f,
             &(Line){ mem_printf(mem, "subject%s", suffix), "指标名称", p->subject, p->subject, NULL, NULL });
    add_comparator(f, mem_printf(mem, "comparator%s", suffix), p->comparator);
    add_line(f, &(Line){ low, "数值", p->number.low, p->number.low, NULL, NULL });
    add_line(f, &(Line){ high, "上限（区间才填）", p->number.high, p->number.high, NULL, NULL });
}

static void add_parts(const Form *f, const TargetFields *now)
{
    Mem *mem = f->page->req->mem;
    Form rest = *f;

    for (gsize i = 1; i <= PARTS_MOST; i++) {
        char *suffix = mem_printf(mem, ".%" G_GSIZE_FORMAT, i);
        Form inner = *f;
        inner.view = view_part(f->view, "PART");
        view_number(inner.view, "PART_NO", (int64_t)i);
        if (i > PARTS_LEAST)
            view_show(inner.view, "IF_ANY");
        add_part(&inner, &now->parts[i], suffix);
        add_unit(&inner, mem_printf(mem, "unit%s", suffix), now->part_units[i], now->part_units[i]);
    }
    rest.view = view_part(f->view, "REST");
    add_reason(&rest, "拆分理由", now->reason);
}

static void add_new(const Form *f, const TargetFields *now, const TargetFields *stored)
{
    const PartTyped *p = &now->parts[0];

    add_area(f, &(Line){ "quote", "原文片段", now->quote, now->quote, NULL,
                         "从任务原文中复制含有该数字的一段文字，不要改动。" });
    add_part(f, p, "");
    add_line(f, &(Line){ "unit_word", "计量单位", p->unit_word, p->unit_word, NULL, NULL });
    add_terms(f, now, stored);
}

static void add_fields(const Form *f, const TargetFields *now, const TargetFields *stored)
{
    switch (f->form) {
    case FORM_SET:
        add_terms(f, now, stored);
        return;
    case FORM_CORRECT:
        add_correction(f, now, stored);
        return;
    case FORM_UNCORRECT:
        add_reason(f, "撤回理由", now->reason);
        return;
    case FORM_SPLIT:
        add_parts(f, now);
        return;
    case FORM_DROP:
        add_reason(f, "取消理由", now->reason);
        return;
    case FORM_ADD:
        add_new(f, now, stored);
        return;
    default:
        return;
    }
}

void target_show_form(const TargetPage *page, View *view, const char *marker, TargetForm form,
                      const TargetRow *row)
{
    Mem *mem = page->req->mem;
    Form f = { .page = page,
               .form = form,
               .row = row,
               .view = view_include(view, marker, "target_form.tpl"),
               .sent = is_sent(page, form, row) };
    TargetFields now = target_fields(page, form, row), stored = target_fields_stored(page, form, row);

    view_text(f.view, "ADDRESS",
              row == NULL ? page->address : mem_printf(mem, "%s/%" PRId64, page->address, row->id));
    view_text(f.view, "RID", request_id_new(mem));
    view_number(f.view, "REV", row == NULL ? 0 : row->version);
    view_text(f.view, "ACTION", forms[form].code);
    view_text(f.view, "SUMMARY", forms[form].summary);
    view_text(f.view, "HINT_WORDS", forms[form].hint);
    if (row != NULL)
        view_text(view_part(f.view, "ABOUT"), "SUBJECT", zh_punct(mem, row->subject));
    if (f.sent)
        view_show(f.view, "OPEN");
    if (forms[form].button == NULL)
        view_show(f.view, "TWO_BUTTONS");
    else
        view_text(view_part(f.view, "ONE_BUTTON"), "BUTTON", forms[form].button);
    add_fields(&f, &now, &stored);
}
