/* book_read.c: reads a plan out of the database; see book.h. Its sets are joined here: ids are looked up in tables. */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "rule/find_text.h"
#include "store/book_inner.h"

typedef struct {
    Db *db;
    Mem *mem; /* of the book */
    KeptBook *kept;
    int64_t plan;
    BookTask *tasks;
    BookUnit *units;
    BookSection *sections;
    GHashTable *unit_at;
} Reading;

static void *at(GHashTable *table, int64_t id)
{
    return g_hash_table_lookup(table, GSIZE_TO_POINTER((gsize)id));
}

static void keep(GHashTable *table, int64_t id, void *element)
{
    g_hash_table_insert(table, GSIZE_TO_POINTER((gsize)id), element);
}

static bool read_periods(Reading *r, GError **err)
{
    Period *periods;

    TRY(periods_read(r->db, r->mem, (PlanId){ r->plan }, &periods, &r->kept->book.n_periods, err));
    r->kept->book.periods = periods;
    return true;
}

static bool read_sections(Reading *r, GError **err)
{
    Rows rows;

    TRY(db_read(r->db, r->mem, SQL_BOOK_SECTIONS, ARGS(num(r->plan)), &rows, err));
    r->sections = mem_array(r->mem, BookSection, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        r->sections[i] = (BookSection){ .id = c[BOOK_SECTIONS_ID].i,
                                        .no = c[BOOK_SECTIONS_NO].i,
                                        .label = c[BOOK_SECTIONS_LABEL].s,
                                        .title = c[BOOK_SECTIONS_TITLE].s };
    }
    r->kept->book.sections = r->sections;
    r->kept->book.n_sections = rows.n;
    return true;
}

static bool read_units(Reading *r, GError **err)
{
    Rows rows;

    TRY(db_read(r->db, r->mem, SQL_BOOK_UNITS, NO_ARGS, &rows, err));
    r->units = mem_array(r->mem, BookUnit, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        r->units[i] = (BookUnit){ .id = { c[BOOK_UNITS_ID].i },
                                  .name = c[BOOK_UNITS_NAME].s,
                                  .signs_in = c[BOOK_UNITS_SIGNS_IN].i != 0,
                                  .is_group = c[BOOK_UNITS_IS_GROUP].i != 0,
                                  .stopped = c[BOOK_UNITS_STOPPED].i != 0 };
        keep(r->unit_at, r->units[i].id.v, &r->units[i]);
    }
    r->kept->book.units = r->units;
    r->kept->book.n_units = rows.n;
    return true;
}

static bool read_formers(Reading *r, GError **err)
{
    Rows rows;

    TRY(db_read(r->db, r->mem, SQL_BOOK_FORMER_NAMES, NO_ARGS, &rows, err));
    FormerName *list = mem_array(r->mem, FormerName, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        list[i] = (FormerName){ { rows.row[i][BOOK_FORMER_NAMES_UNIT_ID].i },
                                rows.row[i][BOOK_FORMER_NAMES_NAME].s,
                                rows.row[i][BOOK_FORMER_NAMES_UNTIL_AT].i };
    r->kept->book.formers = list;
    r->kept->book.n_formers = rows.n;
    return true;
}

static const BookSection *section_of(const Reading *r, int64_t id)
{
    for (gsize i = 0; i < r->kept->book.n_sections; i++)
        if (r->sections[i].id == id)
            return &r->sections[i];
    return NULL;
}

static BookTask task_of(const Reading *r, const Cell *c)
{
    return (BookTask){ .id = { c[BOOK_TASKS_ID].i },
                       .no = c[BOOK_TASKS_NO].i,
                       .title = c[BOOK_TASKS_TITLE].s,
                       .no_text = mem_printf(r->mem, "%" PRId64, c[BOOK_TASKS_NO].i),
                       .wide_title = zh_punct(r->mem, c[BOOK_TASKS_TITLE].s),
                       .body = c[BOOK_TASKS_BODY].s,
                       .source = c[BOOK_TASKS_SOURCE].s,
                       .state = task_state_of(c[BOOK_TASKS_STATE].s),
                       .closed_us = c[BOOK_TASKS_CLOSED_AT].i,
                       .due_on = c[BOOK_TASKS_DUE_ON].s,
                       .extended = c[BOOK_TASKS_EXTENDED].i,
                       .adjusted = c[BOOK_TASKS_ADJUSTED].s,
                       .section = section_of(r, c[BOOK_TASKS_SECTION_ID].i) };
}

static bool read_tasks(Reading *r, GError **err)
{
    Rows rows;

    TRY(db_read(r->db, r->mem, SQL_BOOK_TASKS, ARGS(num(r->plan)), &rows, err));
    r->tasks = mem_array(r->mem, BookTask, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        r->tasks[i] = task_of(r, rows.row[i]);
        keep(r->kept->task_at, r->tasks[i].id.v, &r->tasks[i]);
    }
    r->kept->book.tasks = r->tasks;
    r->kept->book.n_tasks = rows.n;
    return true;
}

/* The rows come task by task, so that a task's leads lie side by side. */
static bool read_leads(Reading *r, GError **err)
{
    Rows rows;

    TRY(db_read(r->db, r->mem, SQL_BOOK_LEADS, ARGS(num(r->plan)), &rows, err));
    BookLead *leads = mem_array(r->mem, BookLead, rows.n);
    for (gsize i = 0, made = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        BookTask *task = at(r->kept->task_at, c[BOOK_LEADS_TASK_ID].i);
        BookUnit *unit = at(r->unit_at, c[BOOK_LEADS_UNIT_ID].i);
        if (task == NULL || unit == NULL)
            continue; /* added since the tasks were read: the next stamp brings it */
        if (task->n_leads++ == 0)
            task->leads = &leads[made];
        leads[made++] = (BookLead){ .unit = unit,
                                    .assigned = strcmp(c[BOOK_LEADS_SOURCE].s, "assigned") == 0 };
        unit->leads = true;
    }
    return true;
}

static bool read_takers(Reading *r, GError **err)
{
    Rows rows;

    TRY(db_read(r->db, r->mem, SQL_BOOK_TAKERS, ARGS(num(r->plan)), &rows, err));
    const BookUnit **takers = mem_array(r->mem, const BookUnit *, rows.n);
    for (gsize i = 0, made = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        BookTask *task = at(r->kept->task_at, c[BOOK_TAKERS_TASK_ID].i);
        BookUnit *unit = at(r->unit_at, c[BOOK_TAKERS_UNIT_ID].i);
        if (task == NULL || unit == NULL)
            continue;
        if (task->n_takers++ == 0)
            task->takers = &takers[made];
        takers[made++] = unit;
        unit->takes_part = true;
    }
    return true;
}

static PromiseWords promise_words(const Reading *r, const Cell *c)
{
    return (PromiseWords){ .kind = c[BOOK_TARGETS_KIND].s,
                           .comparator = c[BOOK_TARGETS_COMPARATOR].s,
                           .pace = c[BOOK_TARGETS_PACE].s,
                           .due_on = c[BOOK_TARGETS_DUE_ON].s,
                           .value_e4 = cell_amount_e4(&c[BOOK_TARGETS_VALUE]),
                           .value_max_e4 = cell_amount_e4(&c[BOOK_TARGETS_VALUE_MAX]),
                           .has_correction = !c[BOOK_TARGETS_CORRECTED].is_null,
                           .corrected_e4 = cell_amount_e4(&c[BOOK_TARGETS_CORRECTED]),
                           .corrected_max_e4 = cell_amount_e4(&c[BOOK_TARGETS_CORRECTED_MAX]),
                           .has_base = !c[BOOK_TARGETS_BASE].is_null,
                           .base_e4 = cell_amount_e4(&c[BOOK_TARGETS_BASE]),
                           .year = (int)r->kept->book.plan.year };
}

static BookTarget target_of(const Reading *r, const Cell *c)
{
    PromiseWords words = promise_words(r, c);

    return (BookTarget){ .id = c[BOOK_TARGETS_ID].i,
                         .no = c[BOOK_TARGETS_NO].i,
                         .unit = { c[BOOK_TARGETS_UNIT_ID].i },
                         .subject = c[BOOK_TARGETS_SUBJECT].s,
                         .comparator = words.comparator,
                         .value_e4 = words.value_e4,
                         .value_max_e4 = words.value_max_e4,
                         .unit_word = c[BOOK_TARGETS_UNIT_WORD].s,
                         .quote = c[BOOK_TARGETS_QUOTE].s,
                         .doubt = c[BOOK_TARGETS_DOUBT].s,
                         .kind = words.kind,
                         .confirmed = c[BOOK_TARGETS_CONFIRMED].i != 0,
                         .has_correction = words.has_correction,
                         .corrected_e4 = words.corrected_e4,
                         .corrected_max_e4 = words.corrected_max_e4,
                         .basis = c[BOOK_TARGETS_BASIS].s,
                         .corrected_by = c[BOOK_TARGETS_CORRECTED_BY].s,
                         .corrected_us = c[BOOK_TARGETS_CORRECTED_AT].i,
                         .promise = promise_of(&words) };
}

static bool read_targets(Reading *r, GError **err)
{
    Rows rows;

    TRY(db_read(r->db, r->mem, SQL_BOOK_TARGETS, ARGS(num(r->plan)), &rows, err));
    BookTarget *targets = mem_array(r->mem, BookTarget, rows.n);
    for (gsize i = 0, made = 0; i < rows.n; i++) {
        BookTask *task = at(r->kept->task_at, rows.row[i][BOOK_TARGETS_TASK_ID].i);
        if (task == NULL)
            continue;
        if (task->n_targets++ == 0)
            task->targets = &targets[made];
        targets[made++] = target_of(r, rows.row[i]);
    }
    return true;
}

static bool read_days(Reading *r, GError **err)
{
    Rows rows;

    TRY(db_read(r->db, r->mem, SQL_BOOK_DAYS, NO_ARGS, &rows, err));
    BookDay *days = mem_array(r->mem, BookDay, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        days[i] = (BookDay){ rows.row[i][BOOK_DAYS_DAY].i, rows.row[i][BOOK_DAYS_IS_WORK].i != 0 };
    r->kept->book.days = days;
    r->kept->book.n_days = rows.n;
    return true;
}

/* One plain text a task; line ends keep a word from matching across two of its parts. */
static void fold_tasks(Reading *r)
{
    for (gsize i = 0; i < r->kept->book.n_tasks; i++) {
        BookTask *task = &r->tasks[i];
        g_autoptr(GString) all = g_string_new(task->title);
        g_string_append_printf(all, "\n%s", task->body);
        for (gsize k = 0; k < task->n_leads; k++)
            g_string_append_printf(all, "\n%s", task->leads[k].unit->name);
        for (gsize k = 0; k < task->n_takers; k++)
            g_string_append_printf(all, "\n%s", task->takers[k]->name);
        task->folded = text_folded(r->mem, all->str);
    }
}

static bool read_all(Reading *r, const char *code, GError **err)
{
    const Cell *c;

    TRY(db_read_one(r->db, r->mem, SQL_BOOK_PLAN, ARGS(txt(code)), &c, err));
    r->plan = c[BOOK_PLAN_ID].i;
    r->kept->book.plan = (Plan){ .id = { r->plan },
                                 .code = mem_text(r->mem, code),
                                 .title = c[BOOK_PLAN_TITLE].s,
                                 .year = c[BOOK_PLAN_YEAR].i };
    r->kept->book.thresholds = (Thresholds){ .green_pct = (int)c[BOOK_PLAN_GREEN_PCT].i,
                                             .yellow_pct = (int)c[BOOK_PLAN_YELLOW_PCT].i,
                                             .red_days = (int)c[BOOK_PLAN_RED_DAYS].i };
    TRY(read_periods(r, err));
    TRY(read_sections(r, err));
    TRY(read_units(r, err));
    TRY(read_formers(r, err));
    TRY(read_tasks(r, err));
    TRY(read_leads(r, err));
    TRY(read_takers(r, err));
    TRY(read_targets(r, err));
    TRY(read_days(r, err));
    fold_tasks(r);
    return true;
}

static void drop_table(void *table)
{
    g_hash_table_destroy(table);
}

void book_keep_tables(KeptBook *kept)
{
    kept->task_at = mem_keep(kept->mem, g_hash_table_new(NULL, NULL), drop_table);
    kept->waiting = mem_keep(kept->mem, g_hash_table_new_full(NULL, NULL, NULL, g_free), drop_table);
    kept->values = mem_keep(kept->mem, g_hash_table_new_full(NULL, NULL, NULL, g_free), drop_table);
    kept->known = mem_keep(kept->mem, known_table_new(), drop_table);
}

bool book_read(Db *db, const char *code, KeptBook **kept, GError **err)
{
    g_autoptr(GHashTable) unit_at = g_hash_table_new(NULL, NULL);
    g_autoptr(Mem) own = mem_new();
    KeptBook made = { .mem = own };
    Reading r = { .db = db, .mem = own, .kept = &made, .unit_at = unit_at };

    book_keep_tables(&made);
    TRY(read_all(&r, code, err));
    *kept = g_new(KeptBook, 1);
    **kept = made;
    (void)g_steal_pointer(&own);
    return true;
}
