/* report_clash.c: two people changed the same fields of a draft: both versions, field by field, until nothing is left to choose
 * (ux.md 5.2). The form carries both texts of each such field: mine.F and theirs.F beside F itself, which is where the two are
 * brought together, and pick.F. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/diff_show.h"
#include "page/report_items.h"
#include "page/show.h"
#include "rule/item.h"
#include "web/form.h"

/* ---- what the page's form brings */

static Param *sent(Req *req, const char *name)
{
    for (gsize i = 0; i < req->form.n; i++)
        if (strcmp(req->form.list[i].name, name) == 0)
            return &req->form.list[i];
    return NULL;
}

static const char *of_family(const Req *req, const char *family, const char *field)
{
    return form_get(req, mem_printf(req->mem, "%s.%s", family, field));
}

/* Nothing was chosen, and the text was not brought together either. */
static bool is_open(const Req *req, const char *field)
{
    const char *mine = of_family(req, "mine", field), *now = form_get(req, field);

    return mine != NULL && of_family(req, "pick", field) == NULL && now != NULL && strcmp(now, mine) == 0;
}

void report_clash_settle(Req *req, ReportForm *form)
{
    for (gsize i = 0; i < req->form.n; i++) {
        const char *field = strchr(req->form.list[i].name, '.');
        if (field == NULL || !g_str_has_prefix(req->form.list[i].name, "mine."))
            continue;
        const char *pick = of_family(req, "pick", ++field);
        bool known = pick != NULL && (strcmp(pick, "mine") == 0 || strcmp(pick, "theirs") == 0);
        const char *chosen = known ? of_family(req, pick, field) : NULL;
        Param *param = sent(req, field);
        form->undecided = is_open(req, field) || form->undecided;
        if (chosen != NULL && param != NULL)
            param->value = chosen;
    }
}

const char *report_clash_base(const Req *req, const char *base)
{
    for (gsize i = 0; i < req->form.n; i++) {
        const char *name = req->form.list[i].name;
        if (g_str_has_prefix(name, "theirs.") && is_open(req, strchr(name, '.') + 1))
            base = marks_without(req->mem, base, strchr(name, '.') + 1, req->form.list[i].value);
    }
    return base;
}

/* ---- the page */

typedef struct {
    const Req *req;
    Mem *mem;
    const ReportForm *form;
    View *body;
    int64_t taken, kept;
} Clash;

static const char *target_label(const Clash *to, const char *id, const char *what)
{
    int64_t target;

    for (gsize i = 0; number_read(id, &target) && i < to->form->n_targets; i++)
        if (to->form->targets[i].id == target)
            return mem_printf(to->mem, "“%s”%s", to->form->targets[i].subject, what);
    return what;
}

static const char *item_label(const Clash *to, const char *id, const char *what)
{
    int64_t item;

    for (gsize i = 0; number_read(id, &item) && i < to->form->fields.n_items; i++)
        if (to->form->fields.items[i].item == item)
            return mem_printf(to->mem, "“%s”%s", to->form->fields.items[i].name, what);
    return what;
}

static const char *reason_label(const Clash *to, const char *place, const char *what)
{
    return mem_printf(to->mem, "退回意见 %s %s", place, what);
}

/* How a field is edited, and what people call it. Its name, or the part of it before the number. */
static const struct {
    const char *name, *label;
    const char *kind; /* section of the template */
    const char *(*label_of)(const Clash *, const char *, const char *);
} kinds[] = {
    { "narrative", "进展情况", "AREA", NULL },       { "value.", "本期值", "LINE", target_label },
    { "note.", "说明", "LINE", target_label },       { "light", "亮灯", "CHOICE", NULL },
    { "light_reason", "亮灯说明", "AREA", NULL },    { "next_steps", "下一步措施", "AREA", NULL },
    { "item_state.", "状态", "CHOICE", item_label }, { "item_result.", "实际成果", "AREA", item_label },
    { "mended.", "已改", "CHOICE", reason_label },   { "answer.", "答复", "AREA", reason_label },
};

static gsize kind_of(const char *name)
{
    for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++)
        if (kinds[k].label_of == NULL ? strcmp(kinds[k].name, name) == 0
                                      : g_str_has_prefix(name, kinds[k].name))
            return k;
    return 0;
}

static const char *label_of(const Clash *to, const char *name)
{
    gsize k = kind_of(name);

    return kinds[k].label_of == NULL ? kinds[k].label
                                     : kinds[k].label_of(to, name + strlen(kinds[k].name), kinds[k].label);
}

/* red is 红灯 to people. */
static const char *shown(const char *name, const char *text)
{
    if (strcmp(name, "light") == 0)
        return light_of(text) == LIGHT_NONE ? "" : light_word(light_of(text));
    if (g_str_has_prefix(name, "item_state."))
        return item_state_of(text) == ITEM_NONE ? "" : item_state_word(item_state_of(text));
    if (g_str_has_prefix(name, "mended."))
        return text[0] == '\0' ? "未改" : "已改";
    return text;
}

static void show_clash(const Clash *to, const MergedField *field)
{
    const char *pick = of_family(to->req, "pick", field->name);
    const char *theirs = shown(field->name, field->theirs), *mine = shown(field->name, field->mine);
    View *part = view_part(to->body, "CLASH");
    Diff diff = diff_texts(to->mem, theirs, mine);

    view_text(part, "FIELD", field->name);
    view_text(part, "LABEL", label_of(to, field->name));
    view_text(part, "MINE", field->mine);
    view_text(part, "THEIRS", field->theirs);
    view_show(part, kinds[kind_of(field->name)].kind);
    view_text(part, "TEXT",
              strcmp(kinds[kind_of(field->name)].kind, "AREA") == 0 ? mem_printf(to->mem, "\n%s", field->mine)
                                                                    : field->mine);
    view_diff_of(view_part(part, "THEIR_SIDE"), "MARKED", to->mem, &diff, DIFF_OLD);
    view_diff_of(view_part(part, "MY_SIDE"), "MARKED", to->mem, &diff, DIFF_NEW);
    if (to->form->undecided && pick == NULL) {
        View *line = view_part(view_part(to->body, "ERRORS"), "ERROR");
        view_text(line, "FIELD", field->name);
        view_text(line, "LABEL", label_of(to, field->name));
        view_show(part, "OPEN");
    }
}

/* Carried along as it is. */
static void show_rest(Clash *to, const MergedField *field)
{
    View *part = view_part(to->body, "KEEP");
    bool taken = field->side == MERGE_THEIRS;

    view_text(part, "FIELD", field->name);
    view_text(part, "TEXT", taken ? field->theirs : field->mine);
    to->taken += taken;
    to->kept += !taken;
}

static void show_taken(const Clash *to, const Merged *merged)
{
    if (to->taken == 0)
        return;
    View *box = view_part(to->body, "TAKEN");
    view_number(box, "TAKEN_N", to->taken);
    for (gsize i = 0; i < merged->n; i++) {
        const MergedField *field = &merged->list[i];
        if (field->side != MERGE_THEIRS)
            continue;
        View *line = view_part(box, "TAKEN_FIELD");
        view_text(line, "LABEL", label_of(to, field->name));
        view_text(line, "TEXT", shown(field->name, field->theirs));
    }
}

static void show_head(const Req *req, View *body, const ReportForm *form, const Draft *draft)
{
    View *by = view_part(body, draft->saved_by.v == req->who.person.v ? "BY_SELF" : "BY_OTHER");

    view_text(by, "NAME", draft->saved_name);
    view_moment(by, req->mem, "AT", draft->saved_us, word_moment);
    view_number(body, "TASK_NO", form->place.task_no);
    view_text(body, "TASK_TITLE", zh_punct(req->mem, form->place.title));
    view_text(body, "PERIOD", word_period(req->mem, form->place.period_code));
    view_text(body, "PERIOD_CODE", form->at.period);
    view_text(body, "PATH", form->path);
    view_text(body, "RID", request_id_new(req->mem));
    view_number(body, "REV", draft->rev);
}

bool report_clash_show(Req *req, Resp *resp, ReportForm *form, GError **err)
{
    Draft theirs;
    Merged merged;

    TRY(draft_find(req->app->db, req->mem, &form->place, form->targets, form->n_targets, &theirs, err));
    fields_merge(req->mem, form->base, &theirs.fields, &form->fields, &merged);
    View *body = page_view(req, "report_clash.tpl");
    Clash to = { .req = req, .mem = req->mem, .form = form, .body = body };
    report_crumbs(req, body, form, "合并修改");
    show_head(req, body, form, &theirs);
    view_text(body, "MARKS", fields_marks(req->mem, &theirs.fields));
    for (gsize i = 0; i < merged.n; i++)
        if (merged.list[i].side == MERGE_CLASH)
            show_clash(&to, &merged.list[i]);
        else
            show_rest(&to, &merged.list[i]);
    show_taken(&to, &merged);
    view_number(body, "CLASHES_N", (int64_t)merged.n_clashes);
    view_number(body, "KEEP_N", to.kept);
    view_show(body, merged.n_clashes > 0 ? "DIFFERENT" : "SAME");
    return page_show(req, resp, body, 409, NAV_REPORTS, "内容已有变化", err);
}
