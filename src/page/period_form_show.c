/* period_form_show.c: the form of a period, filled in; see period_form.h. */
#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/dispatch.h"
#include "page/period_form.h"
#include "page/show.h"
#include "rule/pace.h"
#include "web/form.h"

static const char *const fields[] = { "code", "opens", "due", "freezes", "scope", "instructions" };
static const char *const markers[] = { "BAD_CODE",    "BAD_OPENS", "BAD_DUE",
                                       "BAD_FREEZES", "BAD_SCOPE", "BAD_INSTRUCTIONS" };

static void show_errors(View *body, const PeriodForm *form)
{
    if (form->n_complaints == 0)
        return;
    View *box = view_part(body, "ERRORS");
    for (gsize i = 0; i < form->n_complaints; i++) {
        View *line = view_part(box, "ERROR");
        view_text(line, "FIELD", form->complaints[i].field);
        view_text(line, "TEXT", form->complaints[i].text);
        for (gsize k = 0; k < G_N_ELEMENTS(fields); k++)
            if (strcmp(fields[k], form->complaints[i].field) == 0)
                view_text(view_part(body, markers[k]), "WHY", form->complaints[i].text);
    }
}

/* Codes of a plan's year, in groups, those that exist marked. */
static void show_code(View *group, const Req *req, const PeriodForm *form, const char *code)
{
    View *option = view_part(group, "CODE");
    bool exists = period_coded(form->book->periods, form->book->n_periods, code) != NULL;

    view_text(option, "V", code);
    view_text(option, "T", word_period(req->mem, code));
    if (exists)
        view_show(option, "EXISTS");
    if (strcmp(code, form->code) == 0)
        view_show(option, "SELECTED");
}

static void show_codes(const Req *req, View *view, const PeriodForm *form)
{
    static const struct {
        const char *name, *format;
        int n;
    } groups[] = { { "月报", "%04d-%02d", 12 }, { "季报", "%04d-Q%d", 4 }, { "半年报", "%04d-H%d", 2 } };
    int year = (int)form->book->plan.year;

    for (gsize g = 0; g < G_N_ELEMENTS(groups); g++) {
        View *group = view_part(view, "GROUP");
        view_text(group, "NAME", groups[g].name);
        for (int i = 1; i <= groups[g].n; i++)
            show_code(group, req, form,
                      g == 0   ? mem_printf(req->mem, "%04d-%02d", year, i)
                      : g == 1 ? mem_printf(req->mem, "%04d-Q%d", year, i)
                               : mem_printf(req->mem, "%04d-H%d", year, i));
    }
    View *whole = view_part(view, "GROUP");
    view_text(whole, "NAME", "年报");
    show_code(whole, req, form, mem_printf(req->mem, "%04d-Y", year));
}

static void show_task(Mem *mem, View *section, const PeriodForm *form, gsize i)
{
    const BookTask *task = &form->book->tasks[i];
    View *line = view_part(section, "TASK");

    view_number(line, "NO", task->no);
    view_text(line, "TITLE", zh_punct(mem, task->title));
    if (form->ticked[i])
        view_show(line, "TICKED");
}

static void show_tasks(Mem *mem, View *body, const PeriodForm *form)
{
    const Book *book = form->book;
    View *section = NULL;
    gsize n = 0;

    for (gsize i = 0; i < book->n_tasks; i++) {
        const BookTask *task = &book->tasks[i];
        if (section == NULL || task->section != book->tasks[i - 1].section) {
            section = view_part(body, "SECTION");
            view_text(section, "SECTION_NAME",
                      task->section == NULL
                          ? "任务"
                          : mem_printf(mem, "%s%s", task->section->label, task->section->title));
        }
        show_task(mem, section, form, i);
        n += form->ticked[i];
    }
    view_number(body, "TICKED_N", (int64_t)n);
    view_number(body, "TASKS_N", (int64_t)book->n_tasks);
    view_show(body, form->chosen_only ? "IS_CHOSEN" : "IS_ALL");
    if (form->chosen_only)
        view_show(body, "TASKS_OPEN");
}

/* What stands stored now, beside what was typed. */
static void show_newer(Mem *mem, View *body, const Period *newer)
{
    View *note = view_part(body, newer->state == PERIOD_FROZEN ? "NOW_FROZEN" : "NEWER");

    view_text(note, "OPENS", word_full(mem, newer->opens_us));
    view_text(note, "DUE", word_full(mem, newer->due_us));
    view_text(note, "FREEZES", newer->freezes_us == 0 ? "不自动冻结" : word_full(mem, newer->freezes_us));
    view_text(note, "SCOPE",
              newer->chosen_only ? mem_printf(mem, "%" G_GSIZE_FORMAT " 项任务", newer->n_tasks)
                                 : "全部任务");
    view_text(note, "INSTRUCTIONS", newer->instructions[0] == '\0' ? "无" : newer->instructions);
}

static void show_values(Mem *mem, View *body, const PeriodForm *form)
{
    view_text(body, "OPENS", form->opens);
    view_text(body, "DUE", form->due);
    view_text(body, "FREEZES", form->freezes);
    view_text(body, "INSTRUCTIONS", mem_printf(mem, "\n%s", form->instructions));
    view_text(body, "RID", request_id_new(mem));
    view_number(body, "REV", form->rev);
}

bool period_form_show(Req *req, Resp *resp, const PeriodForm *form, int status, GError **err)
{
    const Book *book = form->book;
    char *list = mem_printf(req->mem, "/plans/%s/periods", book->plan.code);
    bool new = form->period == NULL;
    const char *title = new ? "新建报送期"
                            : mem_printf(req->mem, "修改 %s报送期", word_period(req->mem, form->code));
    View *body = page_view(req, "period_form.tpl");

    if (new) {
        page_crumb(req, body, "工作台", "/dashboard");
        page_crumb(req, body, "调度", list);
        page_crumb(req, body, title, NULL);
        show_codes(req, view_part(body, "NEW"), form);
        view_show(body, "NEW_BUTTONS");
    } else {
        dispatch_crumbs(req, body, book, form->period, "修改");
    }
    view_text(body, "TITLE", title);
    view_text(body, "ADDRESS",
              new ? mem_printf(req->mem, "%s/new", list)
                  : mem_printf(req->mem, "%s/edit", dispatch_path(req, book, form->period)));
    view_text(body, "BACK", new ? list : dispatch_path(req, book, form->period));
    show_errors(body, form);
    show_values(req->mem, body, form);
    show_tasks(req->mem, body, form);
    if (form->newer != NULL)
        show_newer(req->mem, body, form->newer);
    return page_show(req, resp, body, status, NAV_DISPATCH, title, err);
}
