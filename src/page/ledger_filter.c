/* ledger_filter.c: see ledger_filter.h. One row of the table is one parameter. */
#include "page/ledger_filter.h"

#include <inttypes.h>
#include <string.h>

#include "rule/day_read.h"
#include "rule/find_text.h"

enum { WORDS_MOST = 8, QUERY_CHARS = 100, IGNORED_MOST = 10, IGNORED_CHARS = 40 };

static const char *const light_names[] = { "none", "green", "yellow", "red" };
static const char *const state_names[ST__N] = { "none",      "draft",    "submitted", "returned",
                                                "withdrawn", "approved", "overdue",   "late" };
static const char *const state_words[] = { "逾期未报", "逾期报送" };
static const char *const sort_names[SORT__N] = { "", "no", "done", "light", "st", "updated" };

typedef struct {
    const Req *req;
    const Book *book;
    LedgerFilter *filter;
} Reading;

static int find_name(const char *const *names, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static bool pick(Picks *picks, int64_t number)
{
    if (number < 0 || number >= 64)
        return false;
    *picks |= (Picks)1 << number;
    return true;
}

static bool take_q(const Reading *r, const char *value)
{
    Mem *mem = r->req->mem;

    r->filter->q = g_strstrip(mem_text(mem, value));
    if (g_utf8_strlen(r->filter->q, -1) > QUERY_CHARS)
        r->filter->q = text_stretch(mem, r->filter->q, 0, QUERY_CHARS);
    r->filter->words = search_words(mem, r->filter->q, WORDS_MOST);
    return true;
}

static bool take_section(const Reading *r, const char *value)
{
    int64_t no;

    if (!number_read(value, &no))
        return false;
    for (gsize i = 0; i < r->book->n_sections; i++)
        if (r->book->sections[i].no == no)
            return pick(&r->filter->sections, no);
    return false;
}

static bool take_unit_id(const Reading *r, const char *value, UnitId *unit)
{
    int64_t id;

    if (!number_read(value, &id))
        return false;
    unit->v = book_unit(r->book, (UnitId){ id }) == NULL ? 0 : id;
    return unit->v != 0;
}

static bool take_unit(const Reading *r, const char *value)
{
    return take_unit_id(r, value, &r->filter->unit);
}

static bool take_part(const Reading *r, const char *value)
{
    return take_unit_id(r, value, &r->filter->part);
}

static bool take_light(const Reading *r, const char *value)
{
    return pick(&r->filter->lights, find_name(light_names, LIGHT__N, value));
}

static bool take_state(const Reading *r, const char *value)
{
    return pick(&r->filter->states, find_name(state_names, ST__N, value));
}

static bool take_period(const Reading *r, const char *value)
{
    return r->filter->period != NULL && strcmp(r->filter->period->code, value) == 0;
}

static bool take_target(const Reading *r, const char *value)
{
    static const char *const names[] = { "", "yes", "no" };
    int choice = find_name(names, G_N_ELEMENTS(names), value);

    r->filter->target = choice < 0 ? CHOICE_ANY : (Choice)choice;
    return choice > 0;
}

static bool take_since(const Reading *r, const char *value)
{
    r->filter->since = value;
    return day_read(value, &r->filter->since_us);
}

bool ledger_has_own(const Req *req, const Book *book)
{
    const BookUnit *unit = req->who.unit.v == 0 ? NULL : book_unit(book, req->who.unit);

    return unit != NULL && unit->leads;
}

static bool take_mine(const Reading *r, const char *value)
{
    r->filter->mine = strcmp(value, "1") == 0 && ledger_has_own(r->req, r->book);
    return r->filter->mine;
}

static bool take_sort(const Reading *r, const char *value)
{
    bool descending = value[0] == '-';
    int sort = find_name(sort_names, SORT__N, value + descending);

    if (sort <= 0)
        return false;
    r->filter->sort = (Sort)sort;
    r->filter->descending = descending;
    return true;
}

static const struct {
    const char *name;
    bool (*take)(const Reading *r, const char *value); /* false: not understood */
} parameters[] = {
    { "q", take_q },         { "sec", take_section }, { "unit", take_unit },     { "part", take_part },
    { "light", take_light }, { "st", take_state },    { "period", take_period }, { "target", take_target },
    { "since", take_since }, { "mine", take_mine },   { "sort", take_sort },
};

static bool take(const Reading *r, const Param *param)
{
    for (gsize i = 0; i < G_N_ELEMENTS(parameters); i++)
        if (strcmp(parameters[i].name, param->name) == 0)
            return param->value[0] == '\0' || parameters[i].take(r, param->value);
    return false;
}

const Period *ledger_filter_period(const Req *req, const Period *periods, gsize n)
{
    const char *code = query_get(req, "period");

    for (gsize i = 0; code != NULL && i < n; i++)
        if (strcmp(periods[i].code, code) == 0)
            return &periods[i];
    return period_current(periods, n);
}

void ledger_filter_read(const Req *req, const Book *book, const Period *periods, LedgerFilter *filter)
{
    Reading r = { req, book, filter };
    gsize n_ignored = 0;

    *filter = (LedgerFilter){ .q = "",
                              .since = "",
                              .period = ledger_filter_period(req, periods, book->n_periods) };
    filter->is_other_period = filter->period != period_current(periods, book->n_periods);
    filter->words = mem_array(req->mem, char *, 1);
    filter->ignored = mem_array(req->mem, char *, IGNORED_MOST + 1);
    for (gsize i = 0; i < req->query.n; i++) {
        const Param *param = &req->query.list[i];
        if (take(&r, param) || n_ignored == IGNORED_MOST)
            continue;
        char *said = mem_printf(req->mem, "%s=%s", param->name, param->value);
        if (g_utf8_strlen(said, -1) > IGNORED_CHARS)
            said = mem_printf(req->mem, "%s…", text_stretch(req->mem, said, 0, IGNORED_CHARS));
        filter->ignored[n_ignored++] = said;
    }
}

bool ledger_filter_any(const LedgerFilter *f)
{
    return f->words[0] != NULL || f->sections != 0 || f->unit.v != 0 || f->part.v != 0 || f->lights != 0 ||
           f->states != 0 || f->target != CHOICE_ANY || f->since_us != 0 || f->mine;
}

static void add(GString *query, const char *name, const char *value)
{
    g_string_append_printf(query, "%c%s=%s", query->len == 0 ? '?' : '&', name, value);
}

static void add_number(GString *query, const char *name, int64_t number)
{
    g_string_append_printf(query, "%c%s=%" PRId64, query->len == 0 ? '?' : '&', name, number);
}

static void add_picks(GString *query, const char *name, Picks picks, const char *const *names)
{
    for (int i = 0; i < 64; i++) {
        if (!(picks & ((Picks)1 << i)))
            continue;
        if (names == NULL)
            add_number(query, name, i);
        else
            add(query, name, names[i]);
    }
}

static void add_where(Mem *mem, GString *query, const LedgerFilter *f)
{
    if (f->q[0] != '\0')
        add(query, "q", url_escape(mem, f->q));
    add_picks(query, "sec", f->sections, NULL);
    if (f->unit.v != 0)
        add_number(query, "unit", f->unit.v);
    if (f->part.v != 0)
        add_number(query, "part", f->part.v);
    add_picks(query, "light", f->lights, light_names);
    add_picks(query, "st", f->states, state_names);
}

char *ledger_filter_query(Mem *mem, const LedgerFilter *f)
{
    g_autoptr(GString) query = g_string_new(NULL);

    add_where(mem, query, f);
    if (f->is_other_period)
        add(query, "period", f->period->code);
    if (f->target != CHOICE_ANY)
        add(query, "target", f->target == CHOICE_YES ? "yes" : "no");
    if (f->since_us != 0)
        add(query, "since", url_escape(mem, f->since));
    if (f->mine)
        add(query, "mine", "1");
    if (f->sort != SORT_NONE)
        add(query, "sort", mem_printf(mem, "%s%s", f->descending ? "-" : "", sort_names[f->sort]));
    return query->len == 0 ? mem_text(mem, "?") : mem_text(mem, query->str);
}

const char *ledger_state_word(int state)
{
    return state < REPORT__N ? report_state_word((ReportState)state) : state_words[state - REPORT__N];
}
