/* task_show.c: see task_show.h. */
#include "page/task_show.h"

#include <inttypes.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/show.h"

bool task_of_address(const Req *req, const Book **book, const BookTask **task, GError **err)
{
    int64_t no;

    if (!number_read(req->arg[1], &no))
        return fail(err, ERR_NOT_FOUND, "a task has a number");
    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, req->arg[0], book, err));
    *task = book_task(*book, no);
    return *task != NULL || fail(err, ERR_NOT_FOUND, "no such task");
}

Facts task_facts(const Req *req, const BookTask *task, const BookLead *lead, PeriodState period,
                 const TaskReport *report)
{
    UnitId unit = req->who.unit;
    bool own = lead != NULL && unit.v != 0 && lead->unit->id.v == unit.v;

    return (Facts){ .unit_leads = book_lead(task, unit) != NULL,
                    .unit_participates = book_takes_part(task, unit),
                    .for_own_unit = own,
                    .stands_in = lead != NULL && (own || !lead->unit->signs_in),
                    .task = task->state,
                    .period = period,
                    .report = report == NULL ? REPORT_NONE : report->state,
                    .filed_by = report == NULL ? (PersonId){ 0 } : report->filed_by };
}

void task_show_head(Req *req, View *body, const Book *book, const BookTask *task, const char *here)
{
    const char *ledger = mem_printf(req->mem, "/plans/%s/tasks", book->plan.code);
    const char *address = mem_printf(req->mem, "%s/%" PRId64, ledger, task->no);
    const char *name = mem_printf(req->mem, "第 %" PRId64 " 项", task->no);

    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "任务台账", ledger);
    page_crumb(req, body, name, here == NULL ? NULL : address);
    if (here != NULL)
        page_crumb(req, body, here, NULL);
    if (task->section != NULL) {
        View *section = view_part(body, "SECTION");
        view_text(section, "SECTION_LABEL", task->section->label);
        view_text(section, "SECTION_TITLE", task->section->title);
    }
    view_number(body, "NO", task->no);
    view_text(body, "TASK", zh_punct(req->mem, task->title));
    view_text(body, "TASK_ADDRESS", address);
}

const TaskReport *task_report_of(const TaskReport *reports, gsize n, UnitId unit)
{
    for (gsize i = 0; i < n; i++)
        if (reports[i].unit.v == unit.v)
            return &reports[i];
    return NULL;
}

UnitId draft_unit(const Req *req)
{
    return authz_role(req->who.roles, DEED_READ_DRAFT) ? req->who.unit : (UnitId){ 0 };
}
