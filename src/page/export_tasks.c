/* export_tasks.c: the ledger as a table: the columns that offices print, with the conditions of the page. */
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/export.h"
#include "page/ledger_show.h"
#include "page/target_words.h"

enum {
    NO,
    TASK,
    LEADS,
    TAKERS,
    GOALS,
    VALUES,
    DONE,
    PACE,
    ON_PACE,
    LIGHT,
    STATE,
    NARRATIVE,
    NEXT_STEPS,
    UPDATED,
    N_COLUMNS
};

static const SheetColumn columns[N_COLUMNS] = {
    [NO] = { "序号", 6 },
    [TASK] = { "任务", 30 },
    [LEADS] = { "牵头单位", 22 },
    [TAKERS] = { "参与单位", 22 },
    [GOALS] = { "量化目标", 34 },
    [VALUES] = { "当前值", 18 },
    [DONE] = { "完成率（%）", 10 },
    [PACE] = { "序时（%）", 10 },
    [ON_PACE] = { "达序时目标数", 12 },
    [LIGHT] = { "亮灯", 14 },
    [STATE] = { "报送状态", 14 },
    [NARRATIVE] = { "进展情况", 60 },
    [NEXT_STEPS] = { "下一步措施", 40 },
    [UPDATED] = { "更新时间", 12 },
};

/* Several things of one cell, each on a line of its own. */
static void add_line(Mem *mem, const char **text, const char *line)
{
    *text = (*text)[0] == '\0' ? line : mem_printf(mem, "%s\n%s", *text, line);
}

static const char *leads_text(Mem *mem, const BookTask *task)
{
    const char *text = "";

    for (gsize i = 0; i < task->n_leads; i++)
        text = mem_printf(mem, "%s%s%s%s", text, i == 0 ? "" : "、", task->leads[i].unit->name,
                          task->leads[i].assigned ? "（台账指定）" : "");
    return text;
}

static const char *takers_text(Mem *mem, const BookTask *task)
{
    const char *text = "";

    for (gsize i = 0; i < task->n_takers; i++)
        text = mem_printf(mem, "%s%s%s", text, i == 0 ? "" : "、", task->takers[i]->name);
    return text;
}

/* 不少于 35 家; what was set right stands beside what is printed. */
static const char *goal_text(Mem *mem, const BookTarget *t)
{
    Qualifier q = target_qualifier(t->comparator, t->quote);
    const char *printed = mem_printf(mem, "%s：%s%s%s%s", zh_punct(mem, t->subject), q.before,
                                     target_number(mem, t->value_e4, t->value_max_e4), t->unit_word, q.after);

    if (t->has_correction)
        printed = mem_printf(mem, "%s（勘误为 %s%s）", printed,
                             target_number(mem, t->corrected_e4, t->corrected_max_e4), t->unit_word);
    return t->confirmed ? printed : mem_printf(mem, "%s（待核）", printed);
}

static void put_targets(Mem *mem, const LedgerRow *row, SheetCell *cells)
{
    const BookTask *task = row->task;
    const char *goals = "", *values = "";

    for (gsize k = 0; k < task->n_targets; k++) {
        const BookTarget *target = &task->targets[k];
        const char *now = row->values[k].has_value
                              ? mem_printf(mem, "%s%s", word_amount(mem, row->values[k].value_e4),
                                           target->unit_word)
                              : "—";
        add_line(mem, &goals, goal_text(mem, target));
        add_line(mem, &values, now);
    }
    cells[GOALS] = sheet_text(task->n_targets == 0 ? "定性任务" : goals);
    cells[VALUES] = sheet_text(values);
    if (row->progress.has_done)
        cells[DONE] = sheet_whole(row->progress.done_pct);
    if (row->progress.has_done && row->progress.pace_pct >= 0)
        cells[PACE] = sheet_whole(row->progress.pace_pct);
    if (row->progress.n_due > 0)
        cells[ON_PACE] = sheet_text(mem_printf(mem, "%d/%d", row->progress.n_good, row->progress.n_due));
}

static const char *light_text(Mem *mem, const LedgerRow *row)
{
    const char *by = row->by == LIGHT_BY_UNIT ? "（自评）" : row->by == LIGHT_BY_LEDGER ? "（系统）" : "";

    return mem_printf(mem, "%s%s", light_word(row->light), by);
}

/* With several leads each text begins with its unit. */
static void put_texts(const Req *req, const LedgerRow *row, LedgerTexts *const *texts, gsize at,
                      SheetCell *cells)
{
    const char *narrative = "", *next_steps = "";
    Mem *mem = req->mem;

    for (gsize i = 0; i < row->task->n_leads; i++) {
        const LedgerTexts *t = &texts[at][i];
        const char *who = row->task->n_leads == 1 ? ""
                                                  : mem_printf(mem, "【%s】", row->task->leads[i].unit->name);
        if (!ledger_may_read(&req->who, row, i))
            continue;
        if (t->narrative[0] != '\0')
            add_line(mem, &narrative, mem_printf(mem, "%s%s", who, t->narrative));
        if (t->next_steps[0] != '\0')
            add_line(mem, &next_steps, mem_printf(mem, "%s%s", who, t->next_steps));
    }
    cells[NARRATIVE] = sheet_text(narrative);
    cells[NEXT_STEPS] = sheet_text(next_steps);
}

static bool put_row(const Req *req, const LedgerPage *p, const LedgerRow *row, LedgerTexts *const *texts,
                    ExportOut *out, GError **err)
{
    Mem *mem = req->mem;
    SheetCell cells[N_COLUMNS] = { [NO] = sheet_whole(row->task->no),
                                   [TASK] = sheet_text(row->task->wide_title),
                                   [LEADS] = sheet_text(leads_text(mem, row->task)),
                                   [TAKERS] = sheet_text(takers_text(mem, row->task)),
                                   [LIGHT] = sheet_text(light_text(mem, row)),
                                   [STATE] = sheet_text(ledger_state_text(mem, p, row)) };

    put_targets(mem, row, cells);
    if (texts != NULL)
        put_texts(req, row, texts, (gsize)(row->task - p->book->tasks), cells);
    if (row->updated_us != 0)
        cells[UPDATED] = sheet_text(mem_text_n(mem, word_iso(mem, row->updated_us), strlen("2023-04-03")));
    return export_row(out, cells, err);
}

/* The plan comes from the address of a page, or from the conditions of a job. */
static bool read_page(Req *req, LedgerFilter *filter, LedgerPage *p, GError **err)
{
    const char *plan = query_get(req, "plan");

    if (req->arg[0] == NULL)
        req->arg[0] = plan == NULL ? "" : plan;
    return ledger_page_read(req, filter, p, err);
}

static bool write_rows(Req *req, ExportOut *out, GError **err)
{
    LedgerFilter filter;
    LedgerPage p;
    LedgerTexts **texts = NULL;

    TRY(read_page(req, &filter, &p, err));
    if (filter.period != NULL)
        TRY(ledger_texts(req->app->db, req->mem, p.book, filter.period->id, &texts, err));
    for (gsize i = 0; i < p.n_picked; i++)
        TRY(put_row(req, &p, p.picked[i], texts, out, err));
    return true;
}

static bool count(Req *req, int64_t most, int64_t *n, GError **err)
{
    LedgerFilter filter;
    LedgerPage p;

    TRY(read_page(req, &filter, &p, err));
    *n = MIN((int64_t)p.n_picked, most);
    return true;
}

static bool conditions(Req *req, const char **words, GError **err)
{
    LedgerFilter filter;
    LedgerPage p;

    TRY(read_page(req, &filter, &p, err));
    *words = ledger_condition_words(&p);
    return true;
}

const ExportKind export_tasks = {
    .code = "tasks",
    .word = "任务台账",
    .door = DEED_READ_LEDGER,
    .columns = columns,
    .n_columns = N_COLUMNS,
    .count = count,
    .conditions = conditions,
    .write = write_rows,
};
