/* files_task.c: the files of a task's reports, by period, on its page (ux.md §4.4). */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/files.h"
#include "page/show.h"
#include "page/task_show.h"

/* The report's own page asks the same rule, with the facts as they are then. */
static bool may_read(const Req *req, const BookTask *task, const TaskEvidence *file)
{
    TaskReport report = { .unit = file->unit, .state = file->state };
    Facts facts = task_facts(req, task, book_lead(task, file->unit), PERIOD_NONE, &report);

    return authz(&req->who, DEED_READ_REPORT, &facts) == MAY;
}

static void show_file(View *group, Req *req, const char *path, const TaskEvidence *file)
{
    View *row = view_part(group, "FILE");

    view_text(row, "NAME", file->name);
    view_text(row, "ADDRESS", mem_printf(req->mem, "%s/files/%" PRId64, path, file->id));
    view_text(row, "SIZE", word_file_size(req->mem, file->size_bytes));
}

bool files_of_task_show(Req *req, View *body, const Book *book, const BookTask *task, GError **err)
{
    const TaskEvidence *last = NULL;
    TaskEvidence *list;
    View *card = NULL, *group = NULL;
    const char *path = "";
    gsize n;

    TRY(evidence_of_task(req->app->db, req->mem, task->id, &list, &n, err));
    for (gsize i = 0; i < n; i++) {
        const TaskEvidence *file = &list[i];
        if (!may_read(req, task, file))
            continue;
        if (card == NULL) {
            card = view_include(body, "FILES", "files_task.tpl");
            view_show(body, "HAS_FILES");
        }
        if (last == NULL || strcmp(last->period, file->period) != 0 || last->unit.v != file->unit.v) {
            group = view_part(card, "GROUP");
            path = mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64, book->plan.code,
                              task->no, file->period, file->unit.v);
            view_text(group, "PERIOD", word_period(req->mem, file->period));
            view_text(group, "UNIT", file->unit_name);
            view_text(group, "FILES_PATH", mem_printf(req->mem, "%s/files", path));
            view_status(group, "STATUS", file->state, false, false);
        }
        show_file(group, req, path, file);
        last = file;
    }
    return true;
}
