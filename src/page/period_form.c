/* period_form.c: see period_form.h. How it is shown is in period_form_show.c. */
#include "page/period_form.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "rule/moment_read.h"
#include "rule/pace.h"
#include "web/form.h"

/* A month is asked for until 18:00 on the fifth of the next; it may be filled in from its 25th day on. */
enum { OPENS_DAY = 25, DUE_DAY = 5, DUE_HOUR = 18, DECEMBER = 12, INSTRUCTIONS_MOST = 1000 };

static const char *first_free_month(const Req *req, const Book *book)
{
    const char *code = NULL;

    for (int month = 1; month <= MONTHS; month++) {
        code = mem_printf(req->mem, "%04d-%02d", (int)book->plan.year, month);
        if (period_coded(book->periods, book->n_periods, code) == NULL)
            return code;
    }
    return code;
}

/* 2023-04-05 18:00, as the form takes it back. */
static const char *typed_moment(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return at_us == 0 ? "" : mem_printf(mem, "%d-%d-%d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

void period_form_new(const Req *req, const Book *book, const char *code, PeriodForm *form)
{
    int year = (int)book->plan.year;
    bool known = code != NULL && period_month(code, year) != 0;
    const char *chosen = known ? code : first_free_month(req, book);
    int month = period_month(chosen, year);
    bool last = month == DECEMBER;
    CivilTime opens = { .year = year, .month = month, .day = OPENS_DAY };
    CivilTime due = {
        .year = last ? year + 1 : year, .month = last ? 1 : month + 1, .day = DUE_DAY, .hour = DUE_HOUR
    };

    *form = (PeriodForm){ .book = book,
                          .code = chosen,
                          .opens = typed_moment(req->mem, civil_to_us(&opens)),
                          .due = typed_moment(req->mem, civil_to_us(&due)),
                          .freezes = "",
                          .instructions = "",
                          .ticked = mem_array(req->mem, bool, book->n_tasks) };
}

void period_form_stored(const Req *req, const Book *book, const Period *period, PeriodForm *form)
{
    *form = (PeriodForm){ .book = book,
                          .period = period,
                          .code = period->code,
                          .opens = typed_moment(req->mem, period->opens_us),
                          .due = typed_moment(req->mem, period->due_us),
                          .freezes = typed_moment(req->mem, period->freezes_us),
                          .instructions = period->instructions,
                          .chosen_only = period->chosen_only,
                          .ticked = mem_array(req->mem, bool, book->n_tasks),
                          .rev = period->version };
    for (gsize i = 0; i < book->n_tasks; i++)
        form->ticked[i] = period->chosen_only && period_asks(period, book->tasks[i].id);
}

enum { ACTION, REV, CODE, OPENS, DUE, FREEZES, SCOPE, INSTRUCTIONS, TASK, N_FIELDS };

static const Field post_fields[N_FIELDS] = {
    [ACTION] = { "action", 8, false }, [REV] = { "rev", 18, false },
    [CODE] = { "code", 16, false },    [OPENS] = { "opens", 60, false },
    [DUE] = { "due", 60, false },      [FREEZES] = { "freezes", 60, false },
    [SCOPE] = { "scope", 8, false },   [INSTRUCTIONS] = { "instructions", 8000, false },
    [TASK] = { "task", 2, true },
};

/* task.17 for the 17th task. */
static bool take_ticks(const Req *req, PeriodForm *form, GError **err)
{
    form->ticked = mem_array(req->mem, bool, form->book->n_tasks);
    for (gsize i = 0; i < req->form.n; i++) {
        const char *name = req->form.list[i].name;
        int64_t no;
        if (!g_str_has_prefix(name, "task."))
            continue;
        const BookTask *task = number_read(name + strlen("task."), &no) ? book_task(form->book, no) : NULL;
        if (task == NULL)
            return fail(err, ERR_BAD_INPUT, "period: %s is no task here", name);
        form->ticked[task - form->book->tasks] = true;
    }
    return true;
}

static void judge_dates(const PeriodForm *form, PeriodTerms *terms, Complaints *to)
{
    bool opens = moment_read(form->opens, 0, &terms->opens_us);
    bool due = moment_read(form->due, DUE_HOUR, &terms->due_us);

    if (!opens)
        complain(to, "opens", "开放时间请按“2023-4-1 9:00”填写");
    if (!due)
        complain(to, "due", "截止时间请按“2023-4-5 18:00”填写");
    if (opens && due && terms->due_us <= terms->opens_us)
        complain(to, "due", "截止时间应晚于开放时间");
    if (text_is_blank(form->freezes))
        return;
    if (!moment_read(form->freezes, 0, &terms->freezes_us))
        complain(to, "freezes", "自动冻结时间请按“2023-4-10 9:00”填写，不自动冻结的请留空");
    else if (due && terms->freezes_us <= terms->due_us)
        complain(to, "freezes", "自动冻结时间应晚于截止时间");
}

static void take_tasks(Mem *mem, const PeriodForm *form, PeriodTerms *terms)
{
    terms->tasks = mem_array(mem, const BookTask *, form->book->n_tasks);
    for (gsize i = 0; i < form->book->n_tasks; i++)
        if (form->ticked[i])
            terms->tasks[terms->n_tasks++] = &form->book->tasks[i];
}

static void judge(const Req *req, PeriodForm *form, PeriodTerms *terms)
{
    Complaints to = complaints_new(req->mem);
    const Book *book = form->book;

    if (period_month(form->code, (int)book->plan.year) == 0)
        complain(&to, "code", "请选择报送期");
    else if (form->period == NULL && period_coded(book->periods, book->n_periods, form->code) != NULL)
        complain(&to, "code", mem_printf(req->mem, "%s报送期已存在", word_period(req->mem, form->code)));
    judge_dates(form, terms, &to);
    take_tasks(req->mem, form, terms);
    if (form->chosen_only && terms->n_tasks == 0)
        complain(&to, "scope", "只调度部分任务的，请至少勾选一项任务");
    complain_most(&to, "instructions", "填报要求", form->instructions, INSTRUCTIONS_MOST);
    terms->chosen_only = form->chosen_only;
    terms->instructions = form->instructions;
    form->complaints = to.list;
    form->n_complaints = to.n;
}

bool period_form_typed(const Req *req, PeriodForm *form, PeriodTerms *terms, const char **action,
                       GError **err)
{
    const char *v[N_FIELDS];

    TRY(form_take(req, post_fields, N_FIELDS, v, err));
    if (v[REV][0] != '\0' && !number_read(v[REV], &form->rev))
        return fail(err, ERR_BAD_INPUT, "period: rev is no number");
    TRY(take_ticks(req, form, err));
    form->code = form->period == NULL ? v[CODE] : form->period->code;
    form->opens = v[OPENS];
    form->due = v[DUE];
    form->freezes = v[FREEZES];
    form->instructions = v[INSTRUCTIONS];
    form->chosen_only = strcmp(v[SCOPE], "chosen") == 0;
    *terms = (PeriodTerms){ 0 };
    judge(req, form, terms);
    *action = v[ACTION];
    return true;
}
