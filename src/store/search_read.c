/* search_read.c: see search_read.h. */
#include "store/search_read.h"

#include <string.h>

#include "base/err.h"
#include "rule/find_text.h"

enum { ARGS_N = 1 + 2 * SEARCH_WORDS };

/* The two lists have the same columns in the same order. */
G_STATIC_ASSERT((int)SEARCH_TEXTS__N == (int)SEARCH_EXACT__N);

/* What LIKE would understand is taken literally. */
static const char *like(Mem *mem, const char *word)
{
    GString *pattern = g_string_new("%");

    for (const char *p = word; *p != '\0'; p++) {
        if (strchr("%_\\", *p) != NULL)
            g_string_append_c(pattern, '\\');
        g_string_append_c(pattern, *p);
    }
    g_string_append_c(pattern, '%');
    char *text = mem_text(mem, pattern->str);
    g_string_free(pattern, TRUE);
    return text;
}

/* Chinese signs have one form only: such words are compared byte by byte, which is much quicker. */
static bool has_one_form(const char *word)
{
    for (const char *p = word; *p != '\0'; p++)
        if ((unsigned char)*p < 0x80)
            return false;
    return true;
}

static const Period *period_by_id(const Book *book, int64_t id)
{
    for (gsize i = 0; i < book->n_periods; i++)
        if (book->periods[i].id.v == id)
            return &book->periods[i];
    return NULL;
}

static bool found_of(const Book *book, const Cell *c, FoundReport *found)
{
    const BookTask *task = book_task_by_id(book, (TaskId){ c[SEARCH_TEXTS_TASK_ID].i });

    *found = (FoundReport){ .period = period_by_id(book, c[SEARCH_TEXTS_PERIOD_ID].i),
                            .task = task,
                            .unit = book_unit(book, (UnitId){ c[SEARCH_TEXTS_UNIT_ID].i }),
                            .state = report_state_of(c[SEARCH_TEXTS_STATE].s),
                            .narrative = c[SEARCH_TEXTS_NARRATIVE].s,
                            .next_steps = c[SEARCH_TEXTS_NEXT_STEPS].s };
    return task != NULL && found->unit != NULL && found->period != NULL;
}

bool search_reports(Db *db, Mem *mem, const Book *book, char *const *words, FoundReport **list, gsize *n,
                    GError **err)
{
    Arg args[ARGS_N] = { num(book->plan.id.v) };
    Sql sql = SQL_SEARCH_EXACT;
    Rows rows;

    for (int i = 0; i < SEARCH_WORDS && words[i] != NULL; i++) {
        args[1 + 2 * i] = args[2 + 2 * i] = txt(like(mem, words[i]));
        if (!has_one_form(words[i]))
            sql = SQL_SEARCH_TEXTS;
    }
    TRY(db_read(db, mem, sql, args, ARGS_N, &rows, err));
    FoundReport *made = mem_array(mem, FoundReport, rows.n);
    *n = 0;
    for (gsize i = 0; i < rows.n; i++)
        *n += found_of(book, rows.row[i], &made[*n]);
    *list = made;
    return true;
}
