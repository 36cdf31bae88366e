/* units_load.c: see units_load.h. */
#include "act/units_load.h"

#include <string.h>

#include "base/err.h"
#include "store/audit.h"

typedef struct {
    Mem *mem;
    const Actor *who;
    const UnitRow *rows;
    gsize n;
    int64_t now_us;
    LoadCount count;
} Load;

static Arg code_or_null(const char *code)
{
    return code[0] == '\0' ? (Arg){ 0 } : txt(code);
}

static bool append(Tx *tx, Load *load, int64_t id, int64_t version, const char *action, Changes *changes,
                   GError **err)
{
    Event event = { .etype = "unit",
                    .entity_id = id,
                    .entity_seq = version,
                    .action = action,
                    .result = "ok",
                    .unit = { id },
                    .changes = changes,
                    .at_us = load->now_us };

    return audit_append(tx, load->mem, load->who, &event, err);
}

static bool add_unit(Tx *tx, Load *load, const UnitRow *row, GError **err)
{
    Changes *changes = changes_new(load->mem);
    int64_t id;

    TRY(tx_new_id(tx, &id, err));
    change_text(changes, "name", NULL, row->name);
    change_text(changes, "short", NULL, row->short_name);
    change_text(changes, "kind", NULL, row->kind);
    change_text(changes, "code", NULL, row->code);
    TRY(append(tx, load, id, 1, "unit.new", changes, err));
    load->count.added++;
    return tx_change_one(
        tx, SQL_UNIT_INSERT,
        ARGS(num(id), txt(row->name), txt(row->short_name), txt(row->kind), code_or_null(row->code)), err);
}

static bool mend_unit(Tx *tx, Load *load, const UnitRow *row, const Cell *c, GError **err)
{
    Changes *changes = changes_new(load->mem);
    int64_t id = c[UNIT_LIST_ID].i, version = c[UNIT_LIST_VERSION].i;

    change_text(changes, "short", c[UNIT_LIST_SHORT].s, row->short_name);
    change_text(changes, "kind", c[UNIT_LIST_KIND].s, row->kind);
    change_text(changes, "code", c[UNIT_LIST_CODE].s, row->code);
    if (!changes_any(changes))
        return true;
    TRY(append(tx, load, id, version + 1, "unit.change", changes, err));
    load->count.changed++;
    return tx_change_one(
        tx, SQL_UNIT_UPDATE,
        ARGS(txt(row->short_name), txt(row->kind), code_or_null(row->code), num(id), num(version)), err);
}

static const Cell *unit_named(const Rows *units, const char *name)
{
    for (gsize i = 0; i < units->n; i++)
        if (strcmp(units->row[i][UNIT_LIST_NAME].s, name) == 0)
            return units->row[i];
    return NULL;
}

static bool load_all(Tx *tx, void *what, GError **err)
{
    Load *load = what;
    Rows units;

    load->count = (LoadCount){ 0 };
    TRY(db_read(tx_db(tx), load->mem, SQL_UNIT_LIST, NO_ARGS, &units, err));
    for (gsize i = 0; i < load->n; i++) {
        const Cell *there = unit_named(&units, load->rows[i].name);
        TRY(there == NULL ? add_unit(tx, load, &load->rows[i], err)
                          : mend_unit(tx, load, &load->rows[i], there, err));
    }
    return true;
}

bool act_units_load(Db *db, Mem *mem, const Actor *who, const UnitRow *rows, gsize n, int64_t now_us,
                    LoadCount *count, GError **err)
{
    Load load = { .mem = mem, .who = who, .rows = rows, .n = n, .now_us = now_us };
    RequestId request;

    secret_random(request.bytes, sizeof request.bytes);
    TRY(tx_run(db, &request, load_all, &load, err));
    *count = load.count;
    return true;
}
