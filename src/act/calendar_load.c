/* calendar_load.c: see calendar_load.h. */
#include "act/calendar_load.h"

#include <string.h>

#include "base/err.h"
#include "store/audit.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const DayRow *rows;
    gsize n;
    int64_t now_us;
    DayCount count;
} Load;

static const char *work_word(bool is_work)
{
    return is_work ? "work" : "rest";
}

static bool append(Tx *tx, Load *load, int64_t id, int64_t version, Changes *changes, GError **err)
{
    Event event = { .etype = "calendar_day",
                    .entity_id = id,
                    .entity_seq = version,
                    .action = version == 1 ? "calendar.new" : "calendar.change",
                    .result = "ok",
                    .changes = changes,
                    .at_us = load->now_us };

    return audit_append(tx, load->mem, load->who, &event, err);
}

static bool add_day(Tx *tx, Load *load, const DayRow *row, GError **err)
{
    Changes *changes = changes_new(load->mem);
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    change_text(changes, "day", NULL, row->day);
    change_text(changes, "work", NULL, work_word(row->is_work));
    change_text(changes, "note", NULL, row->note);
    TRY(append(tx, load, id, 1, changes, err));
    load->count.added++;
    return tx_change_one(tx, SQL_CALENDAR_INSERT,
                         ARGS(num(id), txt(row->day), num(row->is_work), txt(row->note)), err);
}

static bool mend_day(Tx *tx, Load *load, const DayRow *row, const Cell *c, GError **err)
{
    Changes *changes = changes_new(load->mem);
    int64_t id = c[CALENDAR_LIST_ID].i, version = c[CALENDAR_LIST_VERSION].i;

    change_text(changes, "work", work_word(c[CALENDAR_LIST_IS_WORK].i != 0), work_word(row->is_work));
    change_text(changes, "note", c[CALENDAR_LIST_NOTE].s, row->note);
    if (!changes_any(changes))
        return true;
    change_note(changes, "day", row->day);
    TRY(append(tx, load, id, version + 1, changes, err));
    load->count.changed++;
    return tx_change_one(tx, SQL_CALENDAR_UPDATE,
                         ARGS(num(row->is_work), txt(row->note), num(id), num(version)), err);
}

static const Cell *day_in(const Rows *days, const char *day)
{
    for (gsize i = 0; i < days->n; i++)
        if (strcmp(days->row[i][CALENDAR_LIST_DAY].s, day) == 0)
            return days->row[i];
    return NULL;
}

static bool load_all(Tx *tx, void *what, GError **err)
{
    Load *load = what;
    Rows days;

    load->count = (DayCount){ 0 };
    TRY(db_read(tx_db(tx), load->mem, SQL_CALENDAR_LIST, NO_ARGS, &days, err));
    for (gsize i = 0; i < load->n; i++) {
        const Cell *old = day_in(&days, load->rows[i].day);
        TRY(old == NULL ? add_day(tx, load, &load->rows[i], err)
                        : mend_day(tx, load, &load->rows[i], old, err));
    }
    return true;
}

bool act_calendar_load(Db *db, Mem *mem, const Actor *who, const DayRow *rows, gsize n, int64_t now_us,
                       DayCount *count, GError **err)
{
    Load load = { .mem = mem, .who = who, .rows = rows, .n = n, .now_us = now_us };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, load_all, &load, err));
    *count = load.count;
    return true;
}
