/* frozen.c: a period as it stood when it was frozen, with what was corrected since beside it. */
#include "page/frozen.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/dispatch.h"
#include "page/pages.h"
#include "page/show.h"
#include "page/target_words.h"

typedef struct {
    Req *req;
    const Book *book;
    Period period;
    const char *path;
    bool may_correct;
    FrozenLine *lines;
    gsize n_lines;
    FrozenValue *values;
    gsize n_values;
    Correction *corrections;
    gsize n_corrections;
} Frozen;

static bool read_frozen(Req *req, Frozen *f, GError **err)
{
    Db *db = req->app->db;
    Mem *mem = req->mem;
    const TaskId all = { 0 };

    *f = (Frozen){ .req = req };
    TRY(dispatch_period(req, &f->book, &f->period, err));
    TRY(frozen_lines(db, mem, f->period.id, &f->lines, &f->n_lines, err));
    TRY(frozen_values(db, mem, f->period.id, &f->values, &f->n_values, err));
    TRY(corrections_read(db, mem, f->period.id, all, &f->corrections, &f->n_corrections, err));
    f->path = dispatch_path(req, f->book, &f->period);
    Facts facts = { .period = f->period.state };
    f->may_correct = authz(&req->who, DEED_CORRECT, &facts) == MAY;
    return f->period.state == PERIOD_FROZEN ||
           fail(err, ERR_NOT_FOUND, "period %s is not frozen", f->period.code);
}

static void show_value(const Frozen *f, View *row, const FrozenValue *v)
{
    Mem *mem = f->req->mem;
    View *line = view_part(row, "VALUE");
    char *goal = target_number(mem, v->goal_e4, v->goal_max.known ? v->goal_max.e4 : 0);

    view_text(line, "SUBJECT", zh_punct(mem, v->subject));
    view_text(line, "NOW", figure_words(mem, v->value, v->unit_word));
    view_text(line, "GOAL", mem_printf(mem, "%s%s %s", comparator_text(v->comparator), goal, v->unit_word));
    if (v->planned.known)
        view_text(view_part(line, "PLANNED"), "AMOUNT", figure_words(mem, v->planned, v->unit_word));
    if (v->done_pct >= 0)
        view_number(view_part(line, "DONE"), "PERCENT", v->done_pct);
}

static void show_light(View *row, const FrozenLine *line)
{
    LightFacts facts = { .state = line->state,
                         .overdue = line->overdue,
                         .declared = line->declared,
                         .computed = line->computed,
                         .decided = line->decided };
    LightBy by;

    (void)light_counts(&facts, &by);
    view_light(row, "LIGHT", line->light, line->light != LIGHT_NONE && by == LIGHT_BY_UNIT);
}

static void show_line(const Frozen *f, View *table, const FrozenLine *line)
{
    Mem *mem = f->req->mem;
    View *row = view_part(table, "ROW");

    view_number(row, "NO", line->task_no);
    view_text(row, "TITLE", zh_punct(mem, line->title));
    view_text(row, "UNIT", line->unit_name);
    view_status(row, "STATUS", line->state, line->overdue, line->late);
    show_light(row, line);
    for (gsize i = 0; i < f->n_values; i++)
        if (f->values[i].task.v == line->task.v && f->values[i].unit.v == line->unit.v)
            show_value(f, row, &f->values[i]);
    corrections_show(row, "CORRECTIONS", mem, f->period.id, f->corrections, f->n_corrections, line->task,
                     line->unit, f->values, f->n_values);
    if (line->version_id != 0)
        view_text(view_part(row, "READ"), "ADDRESS",
                  mem_printf(mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, f->book->plan.code,
                             line->task_no, f->period.code, line->unit.v));
    if (f->may_correct)
        view_text(view_part(row, "CORRECT"), "ADDRESS",
                  mem_printf(mem, "%s/frozen/%" PRId64 "/%" PRId64, f->path, line->task_no, line->unit.v));
}

static void show_table(const Frozen *f, View *body)
{
    View *group = NULL;
    const char *section = NULL;

    for (gsize i = 0; i < f->n_lines; i++) {
        if (section == NULL || strcmp(section, f->lines[i].section) != 0) {
            section = f->lines[i].section;
            group = view_part(body, "GROUP");
            view_text(group, "SECTION", section);
        }
        show_line(f, group, &f->lines[i]);
    }
}

static void show_counts(const Frozen *f, View *body)
{
    static const struct {
        Light light;
        const char *marker;
    } lights[] = {
        { LIGHT_GREEN, "GREEN" }, { LIGHT_YELLOW, "YELLOW" }, { LIGHT_RED, "RED" }, { LIGHT_NONE, "NONE" }
    };
    int64_t count[LIGHT__N] = { 0 }, approved = 0, overdue = 0;

    for (gsize i = 0; i < f->n_lines; i++) {
        count[f->lines[i].light]++;
        approved += f->lines[i].state == REPORT_APPROVED;
        overdue += f->lines[i].overdue;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(lights); i++)
        view_number(body, lights[i].marker, count[lights[i].light]);
    view_number(body, "LINES", (int64_t)f->n_lines);
    view_number(body, "APPROVED", approved);
    view_number(body, "OVERDUE_N", overdue);
    view_number(view_part(body, f->n_corrections == 0 ? "UNCORRECTED" : "CORRECTED"), "CORRECTIONS_N",
                (int64_t)f->n_corrections);
}

bool page_frozen(Req *req, Resp *resp, GError **err)
{
    Frozen f;

    TRY(read_frozen(req, &f, err));
    char *title = mem_printf(req->mem, "%s冻结数据", word_period(req->mem, f.period.code));
    View *body = page_view(req, "frozen.tpl");
    dispatch_crumbs(req, body, f.book, &f.period, "冻结数据");
    view_text(body, "TITLE", title);
    view_moment(body, req->mem, "AT", f.period.frozen_us, word_full);
    show_counts(&f, body);
    show_table(&f, body);
    return page_show(req, resp, body, 200, NAV_DISPATCH, title, err);
}
