/* reminder.c: see reminder.h. */
#include "store/reminder.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/err.h"
#include "base/words.h"
#include "rule/problem_flow.h"

enum { NAME_CHARS = 40 };

bool remind_people(Db *db, Mem *mem, Reader **people, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_REMIND_PEOPLE, NO_ARGS, &rows, err));
    *people = mem_array(mem, Reader, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*people)[i] = (Reader){ .person = { c[REMIND_PEOPLE_ID].i },
                                 .login = c[REMIND_PEOPLE_LOGIN].s,
                                 .name = c[REMIND_PEOPLE_NAME].s,
                                 .unit = { c[REMIND_PEOPLE_UNIT_ID].i },
                                 .unit_name = c[REMIND_PEOPLE_UNIT_NAME].s,
                                 .office = ((Roles)c[REMIND_PEOPLE_ROLES].i & ROLE_BIT(ROLE_SUPERVISOR)) !=
                                           0 };
    }
    return true;
}

/* What each kind of thing is called, and where it is done: both by what the row says it is. */
static const char *words_of(Mem *mem, const Cell *c, const char *what, int64_t no)
{
    static const struct {
        const char *what, *words;
    } plain[] = { { "receive", "督查通知签收" },
                  { "answer", "督查通知答复" },
                  { "sign", "领导批示签收" },
                  { "obey", "领导批示答复" } };
    const char *name = text_short(mem, zh_punct(mem, c[REMIND_THINGS_NAME].s), NAME_CHARS);
    const char *period = c[REMIND_THINGS_PERIOD].s;

    for (gsize i = 0; i < G_N_ELEMENTS(plain); i++)
        if (strcmp(what, plain[i].what) == 0)
            return mem_printf(mem, "%s：%s", plain[i].words, name);
    if (strcmp(what, "report") == 0)
        return mem_printf(mem, "第 %" PRId64 " 项 %s进展报送：%s", no, word_period(mem, period), name);
    if (strcmp(what, "problem") == 0)
        return mem_printf(mem, "第 %" PRId64 " 项 问题%s：%s", no, problem_step_word(problem_step_of(period)),
                          name);
    return mem_printf(mem, "第 %" PRId64 " 项 工作项目：%s", no, name);
}

static const char *address_of(Mem *mem, const Cell *c, const char *what, int64_t no)
{
    const char *plan = c[REMIND_THINGS_PLAN].s;
    int64_t unit = c[REMIND_THINGS_UNIT_ID].i, ref = c[REMIND_THINGS_REF].i;

    if (strcmp(what, "report") == 0)
        return mem_printf(mem, "/plans/%s/tasks/%" PRId64 "/reports/%s/%" PRId64 "/edit", plan, no,
                          c[REMIND_THINGS_PERIOD].s, unit);
    if (strcmp(what, "item") == 0)
        return mem_printf(mem, "/plans/%s/tasks/%" PRId64 "/items/%" PRId64, plan, no, unit);
    if (strcmp(what, "problem") == 0)
        return mem_printf(mem, "/problems/%" PRId64, ref);
    if (strcmp(what, "sign") == 0 || strcmp(what, "obey") == 0)
        return mem_printf(mem, "/instructions/%" PRId64, ref);
    return mem_printf(mem, "/notices/%" PRId64, ref);
}

/* Zero: the office. */
static UnitId holder_of(const Cell *c, const char *what)
{
    ProblemPart holder = PART_RESPONSIBLE;

    if (strcmp(what, "problem") == 0)
        holder = problem_holder(problem_step_of(c[REMIND_THINGS_PERIOD].s),
                                problem_level_of(c[REMIND_THINGS_LEVEL].s));
    return (UnitId){ holder == PART_OFFICE ? 0 : c[REMIND_THINGS_UNIT_ID].i };
}

bool remind_things(Db *db, Mem *mem, Thing **things, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_REMIND_THINGS, NO_ARGS, &rows, err));
    *things = mem_array(mem, Thing, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        const char *what = c[REMIND_THINGS_WHAT].s;
        int64_t no = c[REMIND_THINGS_NO].i;
        (*things)[i] = (Thing){ .unit = holder_of(c, what),
                                .words = words_of(mem, c, what, no),
                                .address = address_of(mem, c, what, no),
                                .due_us = c[REMIND_THINGS_DUE_AT].i };
    }
    return true;
}

const char *things_json(Mem *mem, const Thing *things, gsize n)
{
    json_t *all = json_array();

    for (gsize i = 0; i < n; i++)
        json_array_append_new(
            all, json_pack("[s, I, s]", things[i].words, (json_int_t)things[i].due_us, things[i].address));
    char *text = json_dumps(all, JSON_COMPACT);
    const char *kept = mem_text(mem, text);
    free(text);
    json_decref(all);
    return kept;
}

/* What we wrote ourselves; what cannot be read is left out. */
static void read_things(Mem *mem, const char *text, Digest *digest)
{
    json_t *all = json_loads(text, 0, NULL), *one;
    size_t i;

    digest->things = mem_array(mem, Thing, json_array_size(all));
    json_array_foreach(all, i, one)
    {
        const char *words, *address;
        json_int_t due_us;
        if (json_unpack(one, "[s, I, s]", &words, &due_us, &address) == 0)
            digest->things[digest->n_things++] = (Thing){ .words = mem_text(mem, words),
                                                          .address = mem_text(mem, address),
                                                          .due_us = due_us };
    }
    json_decref(all);
}

bool reminder_of_day(Db *db, Mem *mem, PersonId person, const char *day, Digest *digest, bool *found,
                     GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_REMINDER_OF_DAY, ARGS(num(person.v), txt(day)), &rows, err));
    *found = rows.n > 0;
    if (rows.n == 0)
        return true;
    const Cell *c = rows.row[0];
    *digest = (Digest){
        .day = day, .due = c[REMINDER_OF_DAY_DUE].i, .overdue = c[REMINDER_OF_DAY_OVERDUE].i, .mail = ""
    };
    read_things(mem, c[REMINDER_OF_DAY_THINGS].s, digest);
    return true;
}

bool reminder_list(Db *db, Mem *mem, PersonId person, Digest **list, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_REMINDER_LIST, ARGS(num(person.v)), &rows, err));
    *list = mem_array(mem, Digest, rows.n);
    *n = rows.n;
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        (*list)[i] = (Digest){ .day = c[REMINDER_LIST_DAY].s,
                               .due = c[REMINDER_LIST_DUE].i,
                               .overdue = c[REMINDER_LIST_OVERDUE].i,
                               .mail = c[REMINDER_LIST_MAIL].s,
                               .sent_us = c[REMINDER_LIST_SENT_AT].i };
        read_things(mem, c[REMINDER_LIST_THINGS].s, &(*list)[i]);
    }
    return true;
}

bool reminder_insert(Tx *tx, int64_t id, const Reader *to, const Digest *digest, const char *json,
                     int64_t now_us, GError **err)
{
    return tx_change_one(tx, SQL_REMINDER_INSERT,
                         ARGS(num(id), num(to->person.v), num(to->unit.v), txt(digest->day), num(digest->due),
                              num(digest->overdue), txt(json), at_us(now_us)),
                         err);
}
