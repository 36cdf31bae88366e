/* my_reports.c: 我的报送: what one's own unit has handed in for a period, and what is still to do (ux.md §4.6). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/pages.h"
#include "page/show.h"
#include "rule/flow.h"
#include "store/ledger.h"
#include "store/report_read.h"
#include "web/form.h"

typedef enum { TAB_TODO, TAB_DONE, TAB_ALL, TAB__N } Tab;

static const struct {
    const char *code, *name;
} tabs[TAB__N] = {
    [TAB_TODO] = { "todo", "待办" }, [TAB_DONE] = { "done", "已提交" }, [TAB_ALL] = { "all", "全部" }
};

typedef struct {
    Req *req;
    Plan plan;
    Period *periods;
    gsize n_periods;
    const Period *period; /* NULL: none is open yet */
    Tab tab;
    UnitReport *list;
    gsize n;
    int64_t done, overdue, returned;
} Mine;

static bool is_done(const UnitReport *line)
{
    return line->status == REPORT_SUBMITTED || line->status == REPORT_APPROVED;
}

/* What to do first: 已退回, 逾期未报, 草稿 and 未报送, then what waits, then what is through. */
static int urgency(const UnitReport *line)
{
    if (line->status == REPORT_RETURNED)
        return 0;
    if (!is_done(line))
        return line->overdue ? 1 : 2;
    return line->status == REPORT_SUBMITTED ? 3 : 4;
}

static int by_urgency(const void *a, const void *b)
{
    const UnitReport *x = a, *y = b;
    int first = urgency(x) - urgency(y);

    return first != 0 ? first : x->task_no < y->task_no ? -1 : x->task_no > y->task_no;
}

static const Period *period_wanted(const Mine *mine, const char *code)
{
    for (gsize i = 0; code != NULL && i < mine->n_periods; i++)
        if (strcmp(mine->periods[i].code, code) == 0 && mine->periods[i].state != PERIOD_PLANNED)
            return &mine->periods[i];
    return period_current(mine->periods, mine->n_periods);
}

static Tab tab_wanted(const char *code)
{
    for (int tab = 0; code != NULL && tab < TAB__N; tab++)
        if (strcmp(tabs[tab].code, code) == 0)
            return (Tab)tab;
    return TAB_TODO;
}

static bool read_periods(Mine *mine, GError **err)
{
    Req *req = mine->req;
    GError *error = NULL;

    if (!plan_newest(req->app->db, req->mem, &mine->plan, &error)) {
        bool none = err_kind(error) == ERR_NOT_FOUND; /* nothing was imported yet */
        if (none)
            g_clear_error(&error);
        else
            g_propagate_error(err, error);
        return none;
    }
    TRY(period_list(req->app->db, req->mem, mine->plan.id, req->now_us, &mine->periods, &mine->n_periods,
                    err));
    periods_as_of(mine->periods, mine->n_periods, req->who.unit, req->now_us);
    mine->period = period_wanted(mine, query_get(req, "period"));
    return true;
}

static bool read_list(Mine *mine, GError **err)
{
    Req *req = mine->req;

    TRY(unit_reports(req->app->db, req->mem, mine->period->id, mine->period->state, req->who.unit,
                     &mine->list, &mine->n, err));
    qsort(mine->list, mine->n, sizeof mine->list[0], by_urgency);
    for (gsize i = 0; i < mine->n; i++) {
        mine->done += is_done(&mine->list[i]);
        mine->overdue += mine->list[i].overdue;
        mine->returned += mine->list[i].status == REPORT_RETURNED;
    }
    return true;
}

static bool is_in_tab(const Mine *mine, const UnitReport *line)
{
    return mine->tab == TAB_ALL || is_done(line) == (mine->tab == TAB_DONE);
}

static void show_choice(const Mine *mine, View *body)
{
    View *box = view_part(body, "PERIODS");

    view_text(box, "ST", tabs[mine->tab].code);
    for (gsize i = mine->n_periods; i-- > 0;) {
        const Period *period = &mine->periods[i];
        if (period->state == PERIOD_PLANNED)
            continue;
        View *choice = view_part(box, "CHOICE");
        view_text(choice, "CODE", period->code);
        view_text(choice, "NAME", word_period(mine->req->mem, period->code));
        if (period == mine->period)
            view_show(choice, "CHOSEN");
    }
}

static void show_head(const Mine *mine, View *body)
{
    Mem *mem = mine->req->mem;
    View *head = view_part(body, "PERIOD");
    bool closed = mine->period->state == PERIOD_FROZEN;

    view_text(head, "UNIT", mine->req->who.unit_name);
    view_text(head, "ITEMS_PATH",
              mem_printf(mem, "/plans/%s/items?unit=%" PRId64, mine->plan.code, mine->req->who.unit.v));
    view_text(head, "PERIOD_NAME", word_period(mem, mine->period->code));
    view_moment(head, mem, "DUE", mine->period->due_us, word_deadline);
    view_text(head, "STATE",
              closed ? period_state_word(PERIOD_FROZEN)
                     : word_left(mem, mine->req->now_us, mine->period->due_us));
}

static void show_meter(const Mine *mine, View *list)
{
    int64_t all = (int64_t)mine->n, left = all - mine->done;

    view_number(list, "DONE_N", mine->done);
    view_number(list, "ALL_N", all);
    if (mine->done > 0)
        view_number(view_part(list, "SOME_DONE"), "DONE_PERCENT", mine->done * 100 / all);
    if (left == 0) {
        view_show(list, "COMPLETE");
        return;
    }
    View *part = view_part(list, "LEFT");
    view_number(part, "LEFT_N", left);
    if (mine->overdue > 0)
        view_number(view_part(part, "OVERDUE"), "OVERDUE_N", mine->overdue);
    if (mine->returned > 0)
        view_number(view_part(part, "RETURNED"), "RETURNED_N", mine->returned);
}

static void show_tabs(const Mine *mine, View *list)
{
    const int64_t counts[TAB__N] = { (int64_t)mine->n - mine->done, mine->done, (int64_t)mine->n };

    for (int tab = 0; tab < TAB__N; tab++) {
        View *link = view_part(list, "TAB");
        view_text(link, "TAB_PERIOD", mine->period->code);
        view_text(link, "TAB_CODE", tabs[tab].code);
        view_text(link, "TAB_NAME", tabs[tab].name);
        view_number(link, "TAB_N", counts[tab]);
        if ((Tab)tab == mine->tab)
            view_show(link, "CURRENT");
    }
}

static const char *deed_word(const char *action)
{
    static const struct {
        const char *action, *word;
    } words[] = { { "draft.save", "保存草稿" },  { "report.submit", "提交" },
                  { "report.withdraw", "撤回" }, { "report.approve", "审核通过" },
                  { "report.return", "退回" },   { "report.undo", "撤销审核" } };

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].action, action) == 0)
            return words[i].word;
    return "处理";
}

static void show_last(View *row, Mem *mem, const LastDeed *last)
{
    if (last->action[0] == '\0') {
        view_show(row, "NEVER");
        return;
    }
    View *part = view_part(row, "LAST");
    view_text(part, "LAST_NAME", last->actor);
    view_text(part, "LAST_WORD", deed_word(last->action));
    view_moment(part, mem, "LAST_AT", last->at_us, word_moment);
}

static const char *edit_word(ReportState status)
{
    if (status == REPORT_RETURNED)
        return "修改";
    return status == REPORT_NONE ? "填报" : "继续填写";
}

static void show_buttons(const Mine *mine, View *row, const UnitReport *line)
{
    bool open = mine->period->state == PERIOD_OPEN || mine->period->state == PERIOD_DUE;
    bool handed_in = line->status != REPORT_NONE && line->status != REPORT_DRAFT;

    if (open && !is_done(line)) {
        View *edit = view_part(row, "EDIT");
        view_text(edit, "EDIT_WORD", edit_word(line->status));
        if (line->status == REPORT_RETURNED)
            view_show(edit, "MAIN");
        return;
    }
    if (handed_in)
        view_show(row, "VIEW");
    if (open && line->status == REPORT_SUBMITTED)
        view_text(view_part(row, "WITHDRAW"), "RID", request_id_new(mine->req->mem));
    if (!open && !handed_in)
        view_show(row, "CLOSED");
}

static void show_row(const Mine *mine, View *table, const UnitReport *line)
{
    Mem *mem = mine->req->mem;
    View *row = view_part(table, "ROW");
    char *task = mem_printf(mem, "/plans/%s/tasks/%" PRId64, mine->plan.code, line->task_no);
    bool approved = line->status == REPORT_APPROVED;

    view_number(row, "NO", line->task_no);
    view_text(row, "TITLE", zh_punct(mem, line->title));
    view_text(row, "TASK_PATH", task);
    view_text(row, "PATH",
              mem_printf(mem, "%s/reports/%s/%" PRId64, task, mine->period->code, mine->req->who.unit.v));
    view_show(row, line->place == 1 ? "FIRST" : "LEAD");
    view_status(row, "STATUS", line->status, line->overdue, line->late && is_done(line));
    view_light(row, "LIGHT", approved ? line->light : line->declared,
               !approved && line->declared != LIGHT_NONE);
    view_text(row, "DEADLINE", word_moment(mem, mine->period->due_us));
    show_last(row, mem, &line->last);
    show_buttons(mine, row, line);
}

/* The first period that is planned but not open yet. */
static const Period *next_period(const Mine *mine)
{
    for (gsize i = 0; i < mine->n_periods; i++)
        if (mine->periods[i].state == PERIOD_PLANNED)
            return &mine->periods[i];
    return NULL;
}

static void show_nothing(const Mine *mine, View *list)
{
    Mem *mem = mine->req->mem;
    View *none = view_part(list, "NO_ROWS");
    const Period *next = next_period(mine);

    view_text(none, "THIS_PERIOD", mine->period->code);
    view_number(none, "ALL_N", (int64_t)mine->n);
    View *part = view_part(none, mine->n == 0            ? "NONE_LED"
                                 : mine->tab == TAB_DONE ? "NONE_DONE"
                                                         : "ALL_DONE");
    if (next == NULL) {
        view_show(part, "NO_NEXT");
        return;
    }
    View *opens = view_part(part, "NEXT");
    view_text(opens, "NEXT_NAME", word_period(mem, next->code));
    view_text(opens, "NEXT_DAY", word_day(mem, next->opens_us));
}

static void show_list(const Mine *mine, View *body)
{
    View *list = view_part(body, "LIST");
    View *table = NULL;

    show_meter(mine, list);
    show_tabs(mine, list);
    for (gsize i = 0; i < mine->n; i++) {
        if (!is_in_tab(mine, &mine->list[i]))
            continue;
        if (table == NULL)
            table = view_part(list, "ROWS");
        show_row(mine, table, &mine->list[i]);
    }
    if (table == NULL)
        show_nothing(mine, list);
    else
        view_text(table, "CAPTION",
                  mem_printf(mine->req->mem, "%s，%s", word_period(mine->req->mem, mine->period->code),
                             tabs[mine->tab].name));
}

bool page_my_reports(Req *req, Resp *resp, GError **err)
{
    Mine mine = { .req = req, .tab = tab_wanted(query_get(req, "st")) };

    TRY(read_periods(&mine, err));
    if (mine.period != NULL)
        TRY(read_list(&mine, err));
    View *body = page_view(req, "my_reports.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "我的报送", NULL);
    if (mine.period == NULL) {
        view_show(body, "NO_PERIOD");
    } else {
        show_head(&mine, body);
        show_choice(&mine, body);
        show_list(&mine, body);
    }
    return page_show(req, resp, body, 200, NAV_REPORTS, "我的报送", err);
}
