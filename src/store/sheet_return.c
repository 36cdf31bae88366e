/* sheet_return.c: see sheet_return.h. */
#include "store/sheet_return.h"

#include <string.h>

#include "base/err.h"
#include "base/secret.h"

/* Of 18 digits at most, as addresses take them. */
static int64_t id_by_chance(void)
{
    uint64_t id;

    secret_random(&id, sizeof id);
    return (int64_t)(id >> 5) + 1;
}

bool sheet_return_put(Db *db, const Actor *who, SheetReturn *sheet, GError **err)
{
    Arg person = num(who->person.v);

    sheet->id = id_by_chance();
    TRY(db_touch(db, SQL_SHEET_RETURN_DELETE_OLD, ARGS(at_us(sheet->sent_us - SHEET_RETURN_US)), NULL, err));
    TRY(db_touch(db, SQL_SHEET_RETURN_INSERT,
                 ARGS(num(sheet->id), person, num(who->unit.v), txt(sheet->plan), txt(sheet->period),
                      txt(sheet->name), raw(sheet->bytes, sheet->size_bytes), at_us(sheet->sent_us)),
                 NULL, err));
    return db_touch(db, SQL_SHEET_RETURN_DELETE_MORE, ARGS(person, person), NULL, err);
}

bool sheet_return_find(Db *db, Mem *mem, const Actor *who, int64_t id, int64_t now_us, SheetReturn *sheet,
                       GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_SHEET_RETURN_FIND,
                    ARGS(num(id), num(who->person.v), num(who->unit.v), at_us(now_us - SHEET_RETURN_US)), &c,
                    err));
    *sheet = (SheetReturn){ .id = id,
                            .plan = c[SHEET_RETURN_FIND_PLAN].s,
                            .period = c[SHEET_RETURN_FIND_PERIOD].s,
                            .name = c[SHEET_RETURN_FIND_NAME].s,
                            .bytes = (const uint8_t *)c[SHEET_RETURN_FIND_BYTES].s,
                            .size_bytes = c[SHEET_RETURN_FIND_BYTES].size_bytes,
                            .sent_us = c[SHEET_RETURN_FIND_SENT_AT].i,
                            .taken_us = c[SHEET_RETURN_FIND_TAKEN_AT].i,
                            .taken = c[SHEET_RETURN_FIND_TAKEN].i };
    return true;
}

bool sheet_return_list(Db *db, Mem *mem, const Actor *who, int64_t now_us, SheetReturn **list, gsize *n,
                       GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_SHEET_RETURN_LIST,
                ARGS(num(who->person.v), num(who->unit.v), at_us(now_us - SHEET_RETURN_US)), &rows, err));
    SheetReturn *all = mem_array(mem, SheetReturn, rows.n);
    for (gsize i = 0; i < rows.n; i++) {
        const Cell *c = rows.row[i];
        all[i] = (SheetReturn){ .id = c[SHEET_RETURN_LIST_ID].i,
                                .plan = "",
                                .period = c[SHEET_RETURN_LIST_PERIOD].s,
                                .name = c[SHEET_RETURN_LIST_NAME].s,
                                .sent_us = c[SHEET_RETURN_LIST_SENT_AT].i,
                                .taken_us = c[SHEET_RETURN_LIST_TAKEN_AT].i,
                                .taken = c[SHEET_RETURN_LIST_TAKEN].i };
    }
    *list = all;
    *n = rows.n;
    return true;
}

bool sheet_return_taken(Db *db, const SheetReturn *sheet, int64_t n, int64_t now_us, GError **err)
{
    return db_touch(db, SQL_SHEET_RETURN_TAKEN, ARGS(at_us(now_us), num(n), num(sheet->id)), NULL, err);
}
