/* fill_check.c: 提交前核对 of many: each task by name, with what catches the eye; see fill.h. */
#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "page/fill.h"
#include "page/show.h"
#include "web/form.h"

enum { SHORT_CHARS = 80 };

static bool is_lower(const FillLine *line, gsize i)
{
    const AmountField *amount = &line->fields.amounts[i];
    const ReportedValue *before = before_value(&line->row->before, amount->target);
    int64_t now_e4;

    return before != NULL && strcmp(line->row->targets[i].kind, "cumulative") == 0 &&
           amount_read(amount->typed, amount->unit_word, &now_e4) == AMOUNT_GOOD && now_e4 < before->value_e4;
}

static void show_warnings(View *row, const FillLine *line)
{
    const Before *before = &line->row->before;
    const ReportFields *f = &line->fields;
    int64_t lower = 0;

    for (gsize i = 0; i < f->n_amounts; i++)
        lower += is_lower(line, i);
    if (before->any && before->light != LIGHT_NONE && before->light != f->light)
        view_show(row, "LIGHT_CHANGED");
    if (before->any && strcmp(before->narrative, f->narrative) == 0)
        view_show(row, "SAME_WORDS");
    if (lower > 0)
        view_number(view_part(row, "LOWER"), "LOWER_N", lower);
}

static void show_row(Mem *mem, View *body, const FillLine *line)
{
    View *row = view_part(body, "ROW");
    const ReportFields *f = &line->fields;
    int64_t filled = 0;

    for (gsize i = 0; i < f->n_amounts; i++)
        filled += f->amounts[i].typed[0] != '\0';
    view_number(row, "NO", line->row->place.task_no);
    view_number(row, "REV", line->rev);
    view_text(row, "TITLE", line->row->task->wide_title);
    view_text(row, "WORDS", text_short(mem, f->narrative, SHORT_CHARS));
    view_light(row, "LIGHT", f->light, true);
    view_light(row, "BEFORE_LIGHT", line->row->before.light, false);
    if (f->n_amounts == 0)
        view_show(row, "NO_TARGETS");
    else
        view_text(row, "FILLED", mem_printf(mem, "%" PRId64 " / %" G_GSIZE_FORMAT, filled, f->n_amounts));
    show_warnings(row, line);
}

bool fill_check_show(Req *req, Resp *resp, const Fill *fill, GError **err)
{
    View *body = page_view(req, "fill_check.tpl");
    int64_t n = 0;

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "批量填报", fill->path);
    page_crumb(req, body, "提交前核对", NULL);
    for (gsize i = 0; i < fill->n; i++) {
        if (!fill->lines[i].ticked)
            continue;
        show_row(req->mem, body, &fill->lines[i]);
        n++;
    }
    view_number(body, "N", n);
    view_text(body, "PERIOD", word_period(req->mem, fill->period.code));
    view_text(body, "UNIT", req->who.unit_name);
    view_text(body, "PATH", fill->path);
    view_text(body, "PERIOD_CODE", fill->period.code);
    view_text(body, "RID", request_id_new(req->mem));
    if (fill->period.state == PERIOD_DUE)
        view_show(body, "OVERDUE");
    return page_show(req, resp, body, 200, NAV_REPORTS, "提交前核对", err);
}
