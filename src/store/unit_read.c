/* unit_read.c: see unit_read.h. */
#include "store/unit_read.h"

#include <string.h>

#include "base/clock.h"
#include "base/err.h"

static char *day_text(Mem *mem, int64_t at_us)
{
    CivilTime c = civil_of(at_us);

    return mem_printf(mem, "%04d-%02d-%02d", c.year, c.month, c.day);
}

bool unit_members(Db *db, Mem *mem, UnitId group, int64_t at_us, NamedUnit **list, gsize *n, GError **err)
{
    const char *day = day_text(mem, at_us);
    Rows rows;

    TRY(db_read(db, mem, SQL_UNIT_MEMBERS, ARGS(num(group.v), txt(day), txt(day)), &rows, err));
    NamedUnit *all = mem_array(mem, NamedUnit, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        all[i] = (NamedUnit){ { rows.row[i][UNIT_MEMBERS_UNIT_ID].i }, rows.row[i][UNIT_MEMBERS_NAME].s };
    *list = all;
    *n = rows.n;
    return true;
}

static void add_once(GArray *to, NamedUnit unit)
{
    for (guint i = 0; i < to->len; i++)
        if (g_array_index(to, NamedUnit, i).id.v == unit.id.v)
            return;
    g_array_append_val(to, unit);
}

/* One that was named: itself, or who belongs to it. */
static bool expand(Db *db, Mem *mem, UnitId unit, int64_t at_us, GArray *to, GError **err)
{
    NamedUnit *members = NULL;
    const Cell *c;
    gsize n = 0;

    TRY(db_read_one(db, mem, SQL_UNIT_KIND, ARGS(num(unit.v)), &c, err));
    if (strcmp(c[UNIT_KIND_KIND].s, "group") == 0)
        TRY(unit_members(db, mem, unit, at_us, &members, &n, err));
    if (n == 0)
        add_once(to, (NamedUnit){ unit, c[UNIT_KIND_NAME].s });
    for (gsize i = 0; i < n; i++)
        add_once(to, members[i]);
    return true;
}

bool units_expanded(Db *db, Mem *mem, const UnitId *units, gsize n, int64_t at_us, NamedUnit **list,
                    gsize *n_list, GError **err)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(NamedUnit));

    for (gsize i = 0; i < n; i++)
        TRY(expand(db, mem, units[i], at_us, all, err));
    NamedUnit *kept = mem_array(mem, NamedUnit, all->len);
    for (guint i = 0; i < all->len; i++)
        kept[i] = g_array_index(all, NamedUnit, i);
    *list = kept;
    *n_list = all->len;
    return true;
}
