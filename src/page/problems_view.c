/* problems_view.c: parts that several pages of the problem loop show; see problems.h. */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/problems.h"
#include "page/show.h"

enum { LAST_CHARS = 60, TASK_PROBLEMS = 10 };

static char *left_words(Mem *mem, int64_t due_us, int64_t now_us)
{
    int64_t days = civil_days_between(now_us, due_us);

    return days == 0 ? mem_text(mem, "今天到期") : mem_printf(mem, "还剩 %" PRId64 " 天", days);
}

void view_problem_step(View *view, Mem *mem, const Problem *p, int64_t now_us)
{
    int64_t late = problem_days_late(p->step, p->due_us, now_us);
    View *chip = view_part(view, p->step == PROBLEM_CLOSED ? "STEP_CLOSED" : "STEP_OPEN");

    view_text(chip, "STEP_WORD", problem_step_word(p->step));
    if (p->due_us == 0)
        return;
    View *limit = view_part(view, late > 0 ? "LATE" : "LEFT");
    view_text(limit, "DUE", word_day(mem, p->due_us));
    if (late > 0)
        view_number(limit, "DAYS", late);
    else
        view_text(limit, "LEFT_WORDS", left_words(mem, p->due_us, now_us));
}

void view_problem(View *view, Mem *mem, const Problem *p, int64_t now_us)
{
    view_number(view, "PROBLEM_ID", p->id);
    view_text(view, "PROBLEM_TITLE", p->title);
    view_number(view, "TASK_NO", p->no);
    view_text(view, "TASK_TITLE", zh_punct(mem, p->task_title));
    view_text(view, "TASK_PATH", mem_printf(mem, "/plans/%s/tasks/%" PRId64, p->plan, p->no));
    view_text(view, "PROBLEM_UNIT", p->unit_name);
    view_text(view, "LEVEL_WORD", problem_level_word(p->level));
    if (p->promised_us != 0)
        view_text(view_part(view, "PROMISED"), "PROMISED_DAY", word_day(mem, p->promised_us));
    if (p->closed_us != 0)
        view_moment(view_part(view, "CLOSED"), mem, "CLOSED_AT", p->closed_us, word_day);
    View *last = view_part(view, "LAST");
    view_text(last, "LAST_WORDS", text_short(mem, p->last_words, LAST_CHARS));
    view_moment(last, mem, "LAST_AT", p->last_us, word_day);
    if (p->refused > 0)
        view_number(view_part(view, "REFUSED"), "N", p->refused);
    if (p->reopened > 0)
        view_number(view_part(view, "REOPENED"), "N", p->reopened);
    view_problem_step(view, mem, p, now_us);
}

const char *problem_holder_word(const Problem *p)
{
    ProblemPart holder = problem_holder(p->step, p->level);

    return holder == 0 ? "" : holder == PART_OFFICE ? "市政府督查室" : p->unit_name;
}

bool problem_of_address(Req *req, Problem *problem, GError **err)
{
    int64_t id;

    if (req->arg[0] == NULL || !number_read(req->arg[0], &id))
        return fail(err, ERR_NOT_FOUND, "a problem has a number");
    return problem_find(req->app->db, req->mem, &req->who, id, problem, err);
}

void view_levels(View *view, ProblemLevel chosen)
{
    static const char *const hints[LEVEL__N] = { "", "由责任单位自行协调解决", "需要其他部门配合",
                                                 "需要市政府督查室协调" };

    for (int level = LEVEL_UNIT; level < LEVEL__N; level++) {
        View *radio = view_part(view, "LEVEL");
        view_text(radio, "CODE", problem_level_code((ProblemLevel)level));
        view_text(radio, "WORD", problem_level_word((ProblemLevel)level));
        view_text(radio, "HINT", hints[level]);
        if (level == (int)chosen)
            view_show(radio, "ON");
    }
}

bool view_bad(View *view, const char *part, const char *field, const Complaint *list, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (strcmp(list[i].field, field) == 0) {
            view_text(view_part(view, part), "WHY", list[i].text);
            return true;
        }
    return false;
}

void view_errors(View *body, const Complaint *list, gsize n)
{
    View *box = n == 0 ? NULL : view_part(body, "ERRORS");

    for (gsize i = 0; i < n; i++) {
        View *line = view_part(box, "ERROR");
        view_text(line, "FIELD", list[i].field);
        view_text(line, "TEXT", list[i].text);
    }
}

static bool may_raise(const Req *req, const BookTask *task)
{
    Facts facts = { .unit_leads = book_lead(task, req->who.unit) != NULL,
                    .unit_participates = book_takes_part(task, req->who.unit),
                    .task = task->state };

    return task->n_leads > 0 && authz(&req->who, DEED_RAISE_PROBLEM, &facts) == MAY;
}

/* Nothing is shown to whoever may neither read nor raise one. */
bool problems_show_card(Req *req, View *body, Known *known, const Book *book, const BookTask *task,
                        GError **err)
{
    bool raises = may_raise(req, task);
    Problem *list;
    gsize n;

    if (!authz_role(req->who.roles, DEED_READ_PROBLEMS))
        return true;
    TRY(problem_list_of_task(req->app->db, req->mem, known, &req->who, task->id, &list, &n, err));
    if (n == 0 && !raises)
        return true;
    view_show(body, "HAS_PROBLEMS");
    View *card = view_include(body, "PROBLEMS", "problems_task.tpl");
    if (raises)
        view_text(
            view_part(card, "RAISE"), "RAISE_PATH",
            mem_printf(req->mem, "/plans/%s/tasks/%" PRId64 "/problems/new", book->plan.code, task->no));
    if (n == 0)
        view_show(card, "NO_PROBLEMS");
    View *some = n == 0 ? NULL : view_part(card, "SOME");
    for (gsize i = 0; i < MIN(n, TASK_PROBLEMS); i++)
        view_problem(view_part(some, "PROBLEM"), req->mem, &list[i], req->now_us);
    if (n > TASK_PROBLEMS)
        view_number(view_part(some, "MORE"), "TASK_NO", task->no);
    return true;
}
