/* ledger_table.c: the numbers and the table of the ledger; see ledger_show.h. */
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "page/ledger_show.h"

enum { LEADS_IN_FULL = 3 };

static const char *const light_parts[LIGHT__N] = { "L_NONE", "L_GREEN", "L_YELLOW", "L_RED" };

/* ---- numbers */

static void show_strip(const LedgerPage *p, View *body, const gsize *of_light)
{
    static const Light order[] = { LIGHT_GREEN, LIGHT_YELLOW, LIGHT_RED, LIGHT_NONE };
    static const char *const classes[LIGHT__N] = { "f-n", "f-g", "f-y", "f-r" };
    gsize all = MAX(p->book->n_tasks, 1), before = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
        gsize n = of_light[order[i]], x = before * 10000 / all, end = (before + n) * 10000 / all;
        if (n > 0) {
            View *part = view_part(body, "STRIP");
            view_text(part, "STRIP_CLASS", classes[order[i]]);
            view_text(part, "STRIP_X", mem_printf(p->req->mem, "%zu.%02zu%%", x / 100, x % 100));
            view_text(part, "STRIP_W",
                      mem_printf(p->req->mem, "%zu.%02zu%%", (end - x) / 100, (end - x) % 100));
        }
        before += n;
    }
}

/* The filter that a number link stands for: the period stays, all else goes. */
static LedgerFilter only_period(const LedgerPage *p)
{
    return (LedgerFilter){
        .q = "", .since = "", .period = p->filter->period, .is_other_period = p->filter->is_other_period
    };
}

static bool same_choice(const LedgerPage *p, const LedgerFilter *f)
{
    LedgerFilter now = *p->filter;

    now.sort = SORT_NONE;
    return strcmp(ledger_filter_query(p->req->mem, &now), ledger_filter_query(p->req->mem, f)) == 0;
}

static View *number_link(const LedgerPage *p, View *body, const char *part, const LedgerFilter *f, gsize n)
{
    View *link = view_part(body, part);

    view_text(link, "LINK", ledger_filter_query(p->req->mem, f));
    view_number(link, "N", (int64_t)n);
    if (same_choice(p, f))
        view_show(link, "HERE");
    return link;
}

static void show_links(const LedgerPage *p, View *body, const gsize *of_light, gsize own, gsize own_waiting)
{
    static const char *const parts[LIGHT__N] = { "N_NONE", "N_GREEN", "N_YELLOW", "N_RED" };
    LedgerFilter f = only_period(p);
    gsize all = MAX(p->book->n_tasks, 1);

    number_link(p, body, "N_ALL", &f, p->book->n_tasks);
    for (int light = 0; light < LIGHT__N; light++) {
        f.lights = (Picks)1 << light;
        gsize permille = of_light[light] * 1000 / all;
        View *link = number_link(p, body, parts[light], &f, of_light[light]);
        view_text(link, "SHARE", mem_printf(p->req->mem, "%zu.%zu%%", permille / 10, permille % 10));
    }
    f.lights = 0;
    f.mine = true;
    if (ledger_has_own(p->req, p->book))
        view_number(number_link(p, body, "N_OWN", &f, own), "OWN_WAITING", (int64_t)own_waiting);
    else
        view_show(body, "N_OWN_NOT");
}

void ledger_show_numbers(const LedgerPage *p, View *body)
{
    gsize of_light[LIGHT__N] = { 0 }, own = 0, own_waiting = 0;

    for (gsize i = 0; i < p->book->n_tasks; i++) {
        of_light[p->rows[i].light]++;
        own += p->rows[i].own != NULL;
        own_waiting += p->rows[i].act == ACT_FILL || p->rows[i].act == ACT_MEND;
    }
    show_strip(p, body, of_light);
    view_text(body, "STRIP_WORDS",
              mem_printf(p->req->mem, "绿灯%zu项，黄灯%zu项，红灯%zu项，未亮灯%zu项", of_light[LIGHT_GREEN],
                         of_light[LIGHT_YELLOW], of_light[LIGHT_RED], of_light[LIGHT_NONE]));
    show_links(p, body, of_light, own, own_waiting);
}

/* ---- rows */

/* 、second、third, or 、second 等 5 家. */
static const char *other_leads(Mem *mem, const BookTask *task)
{
    if (task->n_leads > LEADS_IN_FULL)
        return mem_printf(mem, "、%s 等 %zu 家", task->leads[1].unit->name, task->n_leads);
    if (task->n_leads == 3)
        return mem_printf(mem, "、%s、%s", task->leads[1].unit->name, task->leads[2].unit->name);
    return mem_printf(mem, "、%s", task->leads[1].unit->name);
}

static void show_leads(Mem *mem, View *row, const BookTask *task)
{
    if (task->n_leads == 0) {
        view_show(view_part(row, "UNPRINTED"), "NO_LEAD");
        return;
    }
    view_text(row, "LEAD", task->leads[0].unit->name);
    if (task->n_leads > 1)
        view_text(row, "LEADS", other_leads(mem, task));
    if (task->leads[0].assigned)
        view_show(view_part(row, "UNPRINTED"), "ASSIGNED");
}

/* What the status cell says: the least advanced report, or the one that was asked for. */
static int shown_state(const LedgerRow *row, Picks asked)
{
    Picks both = row->states & asked & ~((Picks)1 << ST_LATE);

    for (int i = 0; i < ST__N && both != 0; i++)
        if (both >> i & 1)
            return i;
    return row->overdue ? (int)ST_OVERDUE : (int)row->state;
}

static void show_state(const LedgerPage *p, View *view, const LedgerRow *row)
{
    static const char *const classes[ST__N] = { "st", "st",    "st sub",  "st back",
                                                "st", "st ok", "st late", "st" };
    int state = shown_state(row, p->filter->states);

    if (row->task->n_leads == 0 || row->not_asked) {
        view_show(view, row->task->n_leads == 0 ? "NO_REPORT" : "NOT_ASKED");
        return;
    }
    view_text(view, "ST_CLASS", classes[state]);
    view_text(view, "ST_WORD", ledger_state_word(state));
    if (row->late)
        view_show(view, "LATE");
    if (row->task->n_leads > 1 && row->n_approved < row->task->n_leads)
        view_text(view_part(view, "DONE"), "DONE_OF",
                  mem_printf(p->req->mem, "%zu/%zu", row->n_approved, row->task->n_leads));
}

const char *ledger_state_text(Mem *mem, const LedgerPage *p, const LedgerRow *row)
{
    if (row->task->n_leads == 0)
        return "不单独报送";
    if (row->not_asked)
        return "本期不要求报送";
    return mem_printf(mem, "%s%s", ledger_state_word(shown_state(row, p->filter->states)),
                      row->late ? "，逾期报送" : "");
}

/* Filled: the reviewer's; an outline with its word: the unit's own, or the ledger's for a report that is missing. */
static void show_light(View *view, const LedgerRow *row)
{
    view_show(view, light_parts[row->light]);
    if (row->by == LIGHT_BY_UNIT || row->by == LIGHT_BY_LEDGER)
        view_text(view_part(view, "BY"), "BY_WHOM", row->by == LIGHT_BY_UNIT ? "自评" : "系统");
}

/* Percentages from 0 to 100 and more; the bar ends at 100. */
static void show_progress(View *view, const LedgerRow *row)
{
    static const char *const looks[LIGHT__N] = { "f-n", "f-g", "f-y", "f-r" };
    const TaskProgress *p = &row->progress;

    if (row->task->n_targets == 0) {
        view_show(view, "NO_TARGETS");
    } else if (p->n_confirmed == 0) {
        view_number(view_part(view, "DOUBTFUL"), "TARGETS_N", (int64_t)row->task->n_targets);
    } else if (p->n_due == 0) {
        view_show(view, p->n_waiting > 0 ? "NOT_DUE" : "NO_BASE");
    } else {
        View *bar = view_part(view, p->has_done ? "BAR" : "UNKNOWN");
        view_number(bar, "N_GOOD", p->n_good);
        view_number(bar, "N_DUE", p->n_due);
        if (!p->has_done)
            return;
        view_number(bar, "PCT", p->done_pct);
        view_text(bar, "LOOK", looks[p->look]);
        if (p->pace_pct >= 0)
            view_number(view_part(bar, "PACE"), "PACE_PCT", p->pace_pct);
    }
}

static void show_context(Mem *mem, View *view, const LedgerRow *row)
{
    View *line = view_part(view, "CONTEXT");

    view_text(line, "BEFORE", text_stretch(mem, row->context, 0, row->mark.from));
    view_text(line, "WORD", text_stretch(mem, row->context, row->mark.from, row->mark.to));
    view_text(line, "AFTER", g_utf8_offset_to_pointer(row->context, row->mark.to));
}

/* 延期2次, 已销号. */
static void show_standing(View *view, const BookTask *task)
{
    if (task->extended > 0)
        view_number(view_part(view, "EXTENDED"), "TIMES", task->extended);
    if (task->state != TASK_OPEN)
        view_text(view_part(view, "STANDING"), "STANDING_WORD", task_state_word(task->state));
}

static void show_own(View *view, const LedgerRow *row)
{
    static const char *const acts[] = { [ACT_FILL] = "FILL", [ACT_MEND] = "MEND", [ACT_LOOK] = "LOOK" };

    view_show(view, "ME");
    view_show(view_part(view, "TAG"), row->own != NULL ? "LEADS_IT" : "TAKES_PART");
    if (row->act != ACT_NONE)
        view_show(view_part(view, "ACT"), acts[row->act]);
}

/* Many rows were changed on the same day: its words are made once. */
static const DayWords *day_words(const LedgerPage *p, int64_t at_us)
{
    Mem *mem = p->req->mem;
    int64_t day = civil_days_between(0, at_us);
    DayWords *words = &p->days[(gsize)day % DAYS_KEPT];

    if (words->shown == NULL || words->day != day)
        *words = (DayWords){ day, word_day(mem, at_us), mem_text_n(mem, word_iso(mem, at_us), 10) };
    return words;
}

static void show_updated(const LedgerPage *p, View *view, const LedgerRow *row)
{
    if (row->updated_us == 0) {
        view_show(view, "NEVER");
        return;
    }
    const DayWords *words = day_words(p, row->updated_us);
    View *when = view_part(view, "UPDATED");
    view_text(when, "DAY", words->shown);
    view_text(when, "DAY_ISO", words->iso);
}

static void show_row(const LedgerPage *p, View *group, const LedgerRow *row)
{
    Mem *mem = p->req->mem;
    const BookTask *task = row->task;
    View *view = view_part(group, "ROW");

    view_text(view, "NO", task->no_text);
    view_text(view, "TASK", task->wide_title);
    show_leads(mem, view, task);
    show_progress(view, row);
    show_light(view, row);
    show_state(p, view, row);
    show_updated(p, view, row);
    show_standing(view, task);
    if (row->own != NULL || row->takes_part)
        show_own(view, row);
    if (row->context != NULL)
        show_context(mem, view, row);
}

/* ---- groups */

static void show_group_head(View *group, const BookSection *section, LedgerRow *const *rows, gsize n)
{
    static const char *const parts[LIGHT__N] = { "G_NONE", "G_GREEN", "G_YELLOW", "G_RED" };
    View *head = view_part(group, "GROUP_HEAD");
    gsize of_light[LIGHT__N] = { 0 };

    for (gsize i = 0; i < n; i++)
        of_light[rows[i]->light]++;
    view_text(head, "SEC_LABEL", section->label);
    view_text(head, "SEC_TITLE", section->title);
    view_number(head, "SEC_N", (int64_t)n);
    for (int light = 0; light < LIGHT__N; light++)
        if (of_light[light] > 0)
            view_number(view_part(head, parts[light]), "G_N", (int64_t)of_light[light]);
    view_number(group, "SEC_NO", section->no);
}

static void show_groups(const LedgerPage *p, View *body)
{
    bool flat = p->filter->sort != SORT_NONE;

    for (gsize i = 0; i < p->n_picked;) {
        const BookSection *section = p->picked[i]->task->section;
        View *group = view_part(body, "GROUP");
        gsize n = 1;
        while (i + n < p->n_picked && (flat || p->picked[i + n]->task->section == section))
            n++;
        if (!flat && section != NULL) {
            show_group_head(group, section, p->picked + i, n);
            View *jump = view_part(body, "JUMP");
            view_number(jump, "SEC_NO", section->no);
            view_text(jump, "SEC_LABEL", section->label);
            view_text(jump, "SEC_TITLE", section->title);
        }
        for (gsize k = 0; k < n; k++)
            show_row(p, group, p->picked[i + k]);
        i += n;
    }
}

static void show_sort_links(const LedgerPage *p, View *body)
{
    static const struct {
        const char *marker;
        Sort sort;
        bool falls; /* the first click puts the greatest first */
    } columns[] = { { "BY_NO", SORT_NO, false },
                    { "BY_DONE", SORT_DONE, true },
                    { "BY_LIGHT", SORT_LIGHT, true },
                    { "BY_STATUS", SORT_STATUS, false },
                    { "BY_UPDATED", SORT_UPDATED, true } };

    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        bool now = p->filter->sort == columns[i].sort;
        LedgerFilter f = *p->filter;
        View *header = view_part(body, columns[i].marker);
        f.sort = columns[i].sort;
        f.descending = now ? !f.descending : columns[i].falls;
        view_text(header, "SORT_QUERY", ledger_filter_query(p->req->mem, &f));
        view_text(header, "SORTED", !now ? "none" : p->filter->descending ? "descending" : "ascending");
        if (now)
            view_show(header, p->filter->descending ? "DOWN" : "UP");
    }
}

void ledger_show_table(const LedgerPage *p, View *body)
{
    if (p->filter->period != NULL)
        view_text(body, "PERIOD_CODE", p->filter->period->code);
    view_number(body, "OWN_UNIT", p->req->who.unit.v);
    if (p->n_picked == 0)
        return;
    View *table = view_part(body, "TABLE");
    show_sort_links(p, table);
    show_groups(p, table);
    if (p->filter->sort != SORT_NONE) {
        LedgerFilter f = *p->filter;
        f.sort = SORT_NONE;
        view_text(view_part(body, "UNSORT"), "UNSORT_QUERY", ledger_filter_query(p->req->mem, &f));
    }
}
