/* burden.c: 减负: what reporting costs the units, by period and over the year, as page and as .xlsx (issue 5 §5). Supervisors,
 * leaders and auditors see all units; a unit sees its own line, period by period. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "page/app.h"
#include "page/chart.h"
#include "page/export.h"
#include "page/pages.h"
#include "page/show.h"
#include "store/burden.h"

enum { CHART_MOST = 12, MINUTE_S = 60 };

typedef struct {
    const char *name;
    Burden b;
} Line;

typedef struct {
    Req *req;
    Mem *mem;
    const Book *book;
    const Period *periods, *period; /* period NULL: the whole year */
    Burden **of;
    bool all_units;
    Line *lines;
    gsize n_lines;
    Line sum;
} Meter;

static const Period *period_wanted(Req *req, const Meter *m)
{
    const char *code = query_get(req, "period");

    if (g_strcmp0(code, "year") == 0)
        return NULL;
    for (gsize p = 0; code != NULL && p < m->book->n_periods; p++)
        if (strcmp(m->periods[p].code, code) == 0)
            return &m->periods[p];
    return period_current(m->periods, m->book->n_periods);
}

static void add_line(Meter *m, const char *name, const Burden *b)
{
    if (b->reports + b->submissions + b->reminders + b->files + b->active_s == 0)
        return;
    m->lines[m->n_lines++] = (Line){ name, *b };
    burden_add(&m->sum.b, b);
}

/* Those who are asked most stand first. */
static int by_fields(const void *a, const void *b)
{
    int64_t x = ((const Line *)a)->b.fields, y = ((const Line *)b)->b.fields;

    return (x < y) - (x > y);
}

static void lines_of_units(Meter *m)
{
    m->lines = mem_array(m->mem, Line, m->book->n_units);
    for (gsize u = 0; u < m->book->n_units; u++) {
        Burden b = { 0 };
        for (gsize p = 0; p < m->book->n_periods; p++)
            if (m->period == NULL || &m->periods[p] == m->period)
                burden_add(&b, &m->of[p][u]);
        add_line(m, m->book->units[u].name, &b);
    }
    qsort(m->lines, m->n_lines, sizeof *m->lines, by_fields);
}

static void lines_of_own(Meter *m)
{
    m->lines = mem_array(m->mem, Line, m->book->n_periods);
    for (gsize p = 0; p < m->book->n_periods; p++)
        for (gsize u = 0; u < m->book->n_units; u++)
            if (m->book->units[u].id.v == m->req->who.unit.v)
                add_line(m, word_period(m->mem, m->periods[p].code), &m->of[p][u]);
}

static bool read_meter(Req *req, Meter *meter, GError **err)
{
    Meter m = { .req = req, .mem = req->mem, .sum = { .name = "合计" } };

    TRY(shelf_book(req->app->shelf, req->app->db, req->mem, NULL, &m.book, err));
    m.periods = book_periods(req->mem, m.book, req->now_us);
    m.period = period_wanted(req, &m);
    m.all_units = authz_role(req->who.roles, DEED_READ_DISPATCH);
    TRY(burden_read(req->app->db, req->mem, m.book, req->now_us, &m.of, err));
    if (m.all_units)
        lines_of_units(&m);
    else
        lines_of_own(&m);
    *meter = m;
    return true;
}

/* ---- the page */

static int64_t minutes(int64_t seconds)
{
    return (seconds + MINUTE_S / 2) / MINUTE_S;
}

static const char *waited_words(Mem *mem, const Burden *b)
{
    return b->timed == 0 ? "—" : mem_printf(mem, "%" PRId64, minutes(b->waited_s / b->timed));
}

static void show_line(Mem *mem, View *row, const Line *line, int64_t most)
{
    const Burden *b = &line->b;

    view_text(row, "NAME", line->name);
    view_number(row, "REPORTS", b->reports);
    view_number(row, "FIELDS", b->fields);
    view_number(row, "SUBMISSIONS", b->submissions);
    view_number(row, "RETURNS", b->returns);
    view_number(row, "REMINDERS", b->reminders);
    view_number(row, "FILES", b->files);
    view_number(row, "ACTIVE", minutes(b->active_s));
    view_text(row, "WAITED", waited_words(mem, b));
    if (most > 0)
        view_number(view_part(row, "BAR"), "PCT", b->fields * 100 / most);
}

static void show_table(const Meter *m, View *some)
{
    int64_t most = 1;

    for (gsize i = 0; i < m->n_lines; i++)
        most = MAX(most, m->lines[i].b.fields);
    view_text(some, "WHAT", m->all_units ? "单位" : "报送期");
    for (gsize i = 0; i < m->n_lines; i++)
        show_line(m->mem, view_part(some, "ROW"), &m->lines[i], most);
    show_line(m->mem, view_part(some, "SUM"), &m->sum, 0);
}

/* Fields asked by period, oldest first: of the whole city, or of the own unit. */
static void show_chart(const Meter *m, View *some)
{
    ChartCount counts[CHART_MOST];
    gsize n = 0;

    for (gsize p = 0; p < m->book->n_periods && n < CHART_MOST; p++) {
        Burden b = { 0 };
        for (gsize u = 0; u < m->book->n_units; u++)
            if (m->all_units || m->book->units[u].id.v == m->req->who.unit.v)
                burden_add(&b, &m->of[p][u]);
        const char *words = word_period(m->mem, m->periods[p].code), *year = strstr(words, "年");
        if (b.reports > 0)
            counts[n++] = (ChartCount){ year == NULL ? words : year + strlen("年"), b.fields };
    }
    if (n > 0)
        chart_counts(m->mem, view_part(some, "CHART"), "COLUMNS", "要求填写的字段", counts, n);
}

static void show_choices(const Meter *m, View *body)
{
    View *choice = view_part(body, "CHOICE");

    for (gsize p = m->book->n_periods; p-- > 0;) {
        if (m->periods[p].state == PERIOD_PLANNED)
            continue;
        View *option = view_part(choice, "PERIOD");
        view_text(option, "V", m->periods[p].code);
        view_text(option, "T", word_period(m->mem, m->periods[p].code));
        if (&m->periods[p] == m->period)
            view_show(option, "SELECTED");
    }
    if (m->period == NULL)
        view_show(choice, "YEAR");
}

static const char *span_words(const Meter *m)
{
    return !m->all_units       ? m->req->who.unit_name
           : m->period == NULL ? mem_printf(m->mem, "%" PRId64 "年全年", m->book->plan.year)
                               : word_period(m->mem, m->period->code);
}

bool page_burden(Req *req, Resp *resp, GError **err)
{
    Meter m;

    TRY(read_meter(req, &m, err));
    View *body = page_view(req, "burden.tpl");
    page_crumb(req, body, "工作台", "/dashboard");
    page_crumb(req, body, "填报负担", NULL);
    view_text(body, "SPAN", span_words(&m));
    view_text(body, "CODE", m.period == NULL ? "year" : m.period->code);
    if (m.all_units)
        show_choices(&m, body);
    if (m.n_lines == 0) {
        view_show(body, "NOTHING");
    } else {
        View *some = view_part(body, "SOME");
        show_table(&m, some);
        show_chart(&m, some);
    }
    return page_show(req, resp, body, 200, NAV_BURDEN, "填报负担", err);
}

/* ---- the same as a table */

static const SheetColumn columns[] = {
    { "单位或报送期", 26 },
    { "应报", 8 },
    { "要求填写的字段", 14 },
    { "提交次数", 10 },
    { "退回次数", 10 },
    { "提醒催办", 10 },
    { "佐证材料", 10 },
    { "填写用时（分钟）", 16 },
    { "首次打开到提交（平均分钟）", 24 },
};

static bool put_line(const Line *line, ExportOut *out, GError **err)
{
    const Burden *b = &line->b;
    SheetCell waited = b->timed == 0 ? sheet_text("—") : sheet_whole(minutes(b->waited_s / b->timed));
    SheetCell cells[G_N_ELEMENTS(columns)] = {
        sheet_text(line->name),      sheet_whole(b->reports),           sheet_whole(b->fields),
        sheet_whole(b->submissions), sheet_whole(b->returns),           sheet_whole(b->reminders),
        sheet_whole(b->files),       sheet_whole(minutes(b->active_s)), waited
    };

    return export_row(out, cells, err);
}

static bool write_rows(Req *req, ExportOut *out, GError **err)
{
    Meter m;

    TRY(read_meter(req, &m, err));
    for (gsize i = 0; i < m.n_lines; i++)
        TRY(put_line(&m.lines[i], out, err));
    return put_line(&m.sum, out, err);
}

static bool conditions(Req *req, const char **words, GError **err)
{
    Meter m;

    TRY(read_meter(req, &m, err));
    *words = span_words(&m);
    return true;
}

static const ExportKind export_burden = {
    .code = "burden",
    .word = "填报负担",
    .door = DEED_READ_BURDEN,
    .columns = columns,
    .n_columns = G_N_ELEMENTS(columns),
    .conditions = conditions,
    .write = write_rows,
};

bool page_burden_xlsx(Req *req, Resp *resp, GError **err)
{
    return export_answer(req, resp, &export_burden, SHEET_XLSX, err);
}
