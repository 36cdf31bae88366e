/* problems.c: the board of five columns and the list of problems, with the same filters (ux.md 4.14). */
#include "page/problems.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"

enum { COLUMN_CARDS = 30, ROWS_A_PAGE = 50 };

#define CLOSED_SHOWN_US (30 * DAY_US) /* on the board */

typedef struct {
    bool list; /* view=list, else the board */
    ProblemStep step;
    ProblemLevel level;
    UnitId unit;
    int64_t no;
    bool late, mine;
    int64_t page;
} ProblemFilter;

typedef struct {
    Req *req;
    const Book *book;
    ProblemFilter filter;
    Problem *all; /* only those that the filter lets through */
    gsize n;
} Board;

static bool is_on(const Req *req, const char *name)
{
    const char *value = query_get(req, name);

    return value != NULL && strcmp(value, "1") == 0;
}

static int64_t number_of(const Req *req, const char *name)
{
    const char *text = query_get(req, name);
    int64_t n = 0;

    return text != NULL && number_read(text, &n) ? n : 0;
}

static const char *text_of(const Req *req, const char *name)
{
    const char *text = query_get(req, name);

    return text == NULL ? "" : text;
}

static ProblemFilter filter_of(const Req *req)
{
    return (ProblemFilter){ .list = strcmp(text_of(req, "view"), "list") == 0,
                            .step = problem_step_of(text_of(req, "step")),
                            .level = problem_level_of(text_of(req, "level")),
                            .unit = { number_of(req, "unit") },
                            .no = number_of(req, "task"),
                            .late = is_on(req, "late"),
                            .mine = is_on(req, "mine"),
                            .page = MAX(number_of(req, "page"), 1) };
}

/* 等我办理: this person may make the next move, or was asked to help. */
static bool is_mine(const Req *req, const Problem *p)
{
    const ProblemFacts *facts = &p->facts.problem;
    ProblemPart holder = problem_holder(p->step, p->level);
    bool supervises = req->who.roles & ROLE_BIT(ROLE_SUPERVISOR);

    if (holder == PART_OFFICE && supervises)
        return true;
    if (holder == PART_RESPONSIBLE && (facts->is_responsible || (supervises && p->facts.stands_in)))
        return true;
    return p->step == PROBLEM_COORDINATE && facts->coordinates;
}

static bool passes(const Board *b, const Problem *p)
{
    const ProblemFilter *f = &b->filter;

    return (f->step == PROBLEM_NONE || f->step == p->step) &&
           (f->level == LEVEL_NONE || f->level == p->level) && (f->unit.v == 0 || f->unit.v == p->unit.v) &&
           (f->no == 0 || f->no == p->no) && (!f->mine || is_mine(b->req, p)) &&
           (!f->late || problem_days_late(p->step, p->due_us, b->req->now_us) > 0);
}

/* The list keeps what was closed in the plan's year and before; the board the last thirty days. */
static bool read_problems(Board *b, GError **err)
{
    Req *req = b->req;
    int64_t since_us = b->filter.list ? 0 : req->now_us - CLOSED_SHOWN_US;
    Problem *all;
    gsize n;

    TRY(problem_list(req->app->db, req->mem, &req->who, since_us, &all, &n, err));
    b->all = mem_array(req->mem, Problem, n);
    for (gsize i = 0; i < n; i++)
        if (passes(b, &all[i]))
            b->all[b->n++] = all[i];
    return true;
}

/* The address of the same filter with another view and page. */
static char *address(const Board *b, bool list, int64_t page)
{
    const ProblemFilter *f = &b->filter;
    Mem *mem = b->req->mem;
    char *at = mem_printf(mem, "/problems?view=%s", list ? "list" : "board");

    if (f->step != PROBLEM_NONE)
        at = mem_printf(mem, "%s&step=%s", at, problem_step_code(f->step));
    if (f->level != LEVEL_NONE)
        at = mem_printf(mem, "%s&level=%s", at, problem_level_code(f->level));
    if (f->unit.v != 0)
        at = mem_printf(mem, "%s&unit=%" PRId64, at, f->unit.v);
    if (f->no != 0)
        at = mem_printf(mem, "%s&task=%" PRId64, at, f->no);
    if (f->late)
        at = mem_printf(mem, "%s&late=1", at);
    if (f->mine)
        at = mem_printf(mem, "%s&mine=1", at);
    return page > 1 ? mem_printf(mem, "%s&page=%" PRId64, at, page) : at;
}

static void option(View *form, const char *select, const char *value, const char *text, bool selected)
{
    View *o = view_part(form, select);

    view_text(o, "V", value);
    view_text(o, "T", text);
    if (selected)
        view_show(o, "SELECTED");
}

static void show_filter(const Board *b, View *body)
{
    const ProblemFilter *f = &b->filter;
    Mem *mem = b->req->mem;

    view_text(body, "VIEW", f->list ? "list" : "board");
    for (int step = PROBLEM_FOUND; step < PROBLEM__N; step++)
        option(body, "STEP_OPTION", problem_step_code((ProblemStep)step),
               problem_step_word((ProblemStep)step), f->step == (ProblemStep)step);
    for (int level = LEVEL_UNIT; level < LEVEL__N; level++)
        option(body, "LEVEL_OPTION", problem_level_code((ProblemLevel)level),
               problem_level_word((ProblemLevel)level), f->level == (ProblemLevel)level);
    for (gsize i = 0; i < b->book->n_units; i++)
        if (b->book->units[i].leads)
            option(body, "UNIT_OPTION", mem_printf(mem, "%" PRId64, b->book->units[i].id.v),
                   b->book->units[i].name, b->book->units[i].id.v == f->unit.v);
    if (f->late)
        view_show(body, "LATE_ON");
    if (f->mine)
        view_show(body, "MINE_ON");
    if (f->no != 0)
        view_number(view_part(body, "OF_TASK"), "TASK_NO", f->no);
}

static void show_column(const Board *b, View *board, ProblemStep step)
{
    View *column = view_part(board, "COLUMN");
    int64_t n = 0;

    view_text(column, "COLUMN_STEP", problem_step_word(step));
    view_text(column, "COLUMN_ID", problem_step_code(step));
    for (gsize i = 0; i < b->n; i++) {
        if (b->all[i].step != step || n++ >= COLUMN_CARDS)
            continue;
        view_problem(view_part(column, "CARD"), b->req->mem, &b->all[i], b->req->now_us);
    }
    view_number(column, "COLUMN_N", n);
    if (step == PROBLEM_CLOSED)
        view_show(column, "LATELY");
    if (n == 0)
        view_show(column, "NOTHING");
    if (n > COLUMN_CARDS) {
        View *more = view_part(column, "MORE");
        view_number(more, "MORE_N", n - COLUMN_CARDS);
        view_text(more, "MORE_STEP", problem_step_code(step));
    }
}

static void show_board(const Board *b, View *body)
{
    View *board = view_part(body, "BOARD");

    for (int step = PROBLEM_FOUND; step < PROBLEM__N; step++)
        show_column(b, board, (ProblemStep)step);
}

/* On the board page it is there for paper only. */
static void show_list(const Board *b, View *body)
{
    gsize from = b->filter.list ? (gsize)(b->filter.page - 1) * ROWS_A_PAGE : 0;
    gsize to = MIN(b->n, b->filter.list ? from + ROWS_A_PAGE : b->n);
    View *list = b->n <= from ? NULL : view_part(body, "LIST");

    if (list == NULL)
        return;
    if (!b->filter.list)
        view_show(list, "PAPER");
    for (gsize i = from; i < to; i++) {
        View *row = view_part(list, "ROW");
        view_problem(row, b->req->mem, &b->all[i], b->req->now_us);
        view_text(row, "HOLDER", problem_holder_word(&b->all[i]));
    }
    if (!b->filter.list || b->n <= ROWS_A_PAGE)
        return;
    View *pages = view_part(body, "PAGES");
    view_number(pages, "PAGE_FROM", (int64_t)from + 1);
    view_number(pages, "PAGE_TO", (int64_t)to);
    if (b->filter.page > 1)
        view_text(view_part(pages, "BEFORE"), "BEFORE_PATH", address(b, true, b->filter.page - 1));
    if (to < b->n)
        view_text(view_part(pages, "AFTER"), "AFTER_PATH", address(b, true, b->filter.page + 1));
}

static void show_empty(const Board *b, View *body)
{
    const ProblemFilter *f = &b->filter;
    bool narrowed = f->step != PROBLEM_NONE || f->level != LEVEL_NONE || f->unit.v != 0 || f->no != 0 ||
                    f->late || f->mine;

    if (b->n > 0)
        return;
    View *empty = view_part(body, "EMPTY");
    view_show(empty, narrowed ? "NARROWED" : "NONE");
}

static void show_head(const Board *b, View *body)
{
    Req *req = b->req;
    int64_t open = 0, late = 0, mine = 0;

    for (gsize i = 0; i < b->n; i++) {
        open += b->all[i].step != PROBLEM_CLOSED;
        late += problem_days_late(b->all[i].step, b->all[i].due_us, req->now_us) > 0;
        mine += is_mine(req, &b->all[i]);
    }
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "问题闭环", NULL);
    view_number(body, "OPEN_N", open);
    view_number(body, "LATE_N", late);
    if (authz_role(req->who.roles, DEED_MOVE_PROBLEM))
        view_number(view_part(body, "MINE"), "MINE_N", mine);
    view_text(body, "BOARD_PATH", address(b, false, 1));
    view_text(body, "LIST_PATH", address(b, true, 1));
    view_show(body, b->filter.list ? "ON_LIST" : "ON_BOARD");
    view_text(body, "PRINTED_BY", req->who.name);
    view_text(body, "PRINTED_AT", word_full(req->mem, req->now_us));
}

bool page_problems(Req *req, Resp *resp, GError **err)
{
    Board b = { .req = req, .filter = filter_of(req) };

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &b.book, err));
    TRY(read_problems(&b, err));
    View *body = page_view(req, "problems.tpl");
    show_head(&b, body);
    show_filter(&b, body);
    if (!b.filter.list)
        show_board(&b, body);
    show_list(&b, body);
    if (b.filter.list)
        show_empty(&b, body);
    return page_show(req, resp, body, 200, NAV_PROBLEMS, "问题闭环", err);
}
