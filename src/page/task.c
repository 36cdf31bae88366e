/* task.c: everything about one task (ux.md §4.4). */
#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/application_task.h"
#include "page/files.h"
#include "page/instruction.h"
#include "page/items.h"
#include "page/pages.h"
#include "page/sheets.h"
#include "page/problems.h"
#include "page/show.h"
#include "page/task_show.h"
#include "rule/find_text.h"

static const TaskPeriod *current_period(const TaskPeriod *periods, gsize n)
{
    const TaskPeriod *newest = NULL;

    for (gsize i = n; i-- > 0;) {
        if (periods[i].period.state == PERIOD_OPEN)
            return &periods[i];
        if (periods[i].period.state != PERIOD_PLANNED)
            newest = &periods[i];
    }
    return newest;
}

static bool read_view(Req *req, TaskView *v, GError **err)
{
    Db *db = req->app->db;

    *v = (TaskView){ .req = req };
    TRY(task_of_address(req, &v->book, &v->task, err));
    TRY(known_task(db, req->mem, v->book, v->task->id, &v->known, err));
    TRY(task_targets(db, req->mem, v->known, v->book, v->task, &v->targets, err));
    TRY(task_periods(db, req->mem, v->known, v->book, v->task, draft_unit(req), req->now_us, &v->periods,
                     err));
    TRY(lights_of_task(db, req->mem, v->known, v->book, v->task, req->now_us, &v->lights, err));
    TRY(corrections_of_task(db, req->mem, v->known, v->task->id, &v->corrections, &v->n_corrections, err));
    v->now = current_period(v->periods, v->book->n_periods);
    return true;
}

/* One paragraph of the issued text from … to, cut where promises begin and end. wide is the text with its punctuation
 * widened: it has the same number of signs, so places found in the text as issued hold in it. */
static void show_paragraph(Mem *mem, View *body, const char *wide, Stretch whole, const Stretch *marks,
                           gsize n)
{
    View *paragraph = view_part(body, "PARAGRAPH");
    int64_t at = whole.from;

    for (gsize i = 0; i <= n; i++) {
        int64_t from = i < n ? CLAMP(marks[i].from, at, whole.to) : whole.to;
        int64_t to = i < n ? CLAMP(marks[i].to, from, whole.to) : whole.to;
        if (from > at)
            view_text(view_part(view_part(paragraph, "PIECE"), "PLAIN"), "WORDS",
                      text_stretch(mem, wide, at, from));
        if (to > from)
            view_text(view_part(view_part(paragraph, "PIECE"), "MARK"), "WORDS",
                      text_stretch(mem, wide, from, to));
        at = MAX(at, to);
    }
}

static void show_source(const TaskView *v, View *body)
{
    Mem *mem = v->req->mem;
    const char **quotes = mem_array(mem, const char *, v->task->n_targets);
    Stretch *marks = mem_array(mem, Stretch, v->task->n_targets);
    const char *wide = zh_punct(mem, v->task->source);
    int64_t from = 0, at = 0;

    for (gsize i = 0; i < v->task->n_targets; i++)
        quotes[i] = v->targets[i].target->quote;
    gsize n = quotes_find(v->task->source, quotes, v->task->n_targets, marks);
    for (const char *p = wide;; p = g_utf8_next_char(p), at++) {
        if (*p != '\n' && *p != '\0')
            continue;
        if (at > from)
            show_paragraph(mem, body, wide, (Stretch){ from, at }, marks, n);
        if (*p == '\0')
            return;
        from = at + 1;
    }
}

static void show_lead(const TaskView *v, View *body, gsize i)
{
    const BookLead *lead = &v->task->leads[i];
    View *view = view_part(body, "LEAD");

    view_text(view, "UNIT", lead->unit->name);
    if (i == 0 && !lead->assigned)
        view_show(view, "IS_FIRST");
    if (lead->unit->id.v == v->req->who.unit.v)
        view_show(view, "IS_OWN");
    if (lead->assigned)
        view_show(view, "IS_ASSIGNED");
}

static void show_side(const TaskView *v, View *body)
{
    bool printed = false;

    for (gsize i = 0; i < v->task->n_leads; i++) {
        show_lead(v, body, i);
        printed |= !v->task->leads[i].assigned;
    }
    if (!printed)
        view_show(body, "NOT_PRINTED");
    for (gsize i = 0; i < v->task->n_takers; i++) {
        View *taker = view_part(body, "TAKER");
        view_text(taker, "UNIT", v->task->takers[i]->name);
        if (v->task->takers[i]->id.v == v->req->who.unit.v)
            view_show(taker, "IS_OWN");
    }
    if (v->task->n_takers == 0)
        view_show(body, "NO_TAKERS");
    view_text(body, "PLAN_TITLE", v->book->plan.title);
}

bool page_task(Req *req, Resp *resp, GError **err)
{
    TaskView v;

    TRY(read_view(req, &v, err));
    View *body = page_view(req, "task.tpl");
    task_show_head(req, body, v.book, v.task, NULL);
    Facts facts = task_facts(req, v.task, NULL, PERIOD_NONE, NULL);
    if (authz(&req->who, DEED_READ_TASK_HISTORY, &facts) == MAY)
        view_show(body, "HISTORY");
    if (authz(&req->who, DEED_INSTRUCT, &facts) == MAY)
        view_show(body, "INSTRUCT");
    task_show_action(&v, body);
    TRY(sheets_show_task(req, body, v.book, v.task, err));
    show_source(&v, body);
    task_show_targets(&v, body);
    TRY(items_show_card(req, body, v.known, v.book, v.task, err));
    TRY(instructions_task(req, body, v.task, err));
    task_show_timeline(&v, body);
    TRY(problems_show_card(req, body, v.known, v.book, v.task, err));
    TRY(files_of_task_show(req, body, v.book, v.task, err));
    task_show_lights(&v, body);
    show_side(&v, body);
    TRY(applications_show_card(&v, body, err));
    const char *title = mem_printf(req->mem, "第%" PRId64 "项 %s", v.task->no, v.task->title);
    return page_show(req, resp, body, 200, NAV_LEDGER, title, err);
}
