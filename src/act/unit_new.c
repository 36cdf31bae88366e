/* unit_new.c: a new unit with its other names, the members of a group, and whom it takes over from (机构改革), in one
 * transaction; see unit_deeds.h. Nobody can sign in for it until the operator says who (taizhangctl units). */
#include <string.h>

#include "act/deed.h"
#include "act/unit_deeds.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/item.h"

typedef struct {
    UnitAct act; /* about the new unit */
    UnitWish wish;
    const UnitBirth *birth;
} Born;

static bool unfit(GError **err)
{
    return fail_detail(err, ERR_CONFLICT, UNIT_UNFIT, "unit.new: not with these units");
}

static bool all_fit(const Born *b, const UnitId *list, gsize n, GError **err)
{
    for (gsize i = 0; i < n; i++)
        if (!unit_is_kind(unit_with(&b->act.units, list[i]), "bureau"))
            return unfit(err);
    return true;
}

static bool insert_unit(Tx *tx, const Born *b, GError **err)
{
    const UnitAct *a = &b->act;
    const char *kind = b->birth->is_group ? "group" : "bureau";
    const Cell *parent = b->wish.other.v == 0 ? NULL : unit_with(&a->units, b->wish.other);
    Changes *changes = changes_new(a->mem);
    int64_t id = b->wish.unit.v;

    change_text(changes, "name", NULL, b->wish.name);
    change_text(changes, "short", NULL, b->wish.short_name);
    change_text(changes, "kind", NULL, kind);
    if (parent != NULL)
        change_text(changes, "parent", NULL, parent[UNIT_ALL_NAME].s);
    change_note(changes, "on_day", a->day);
    TRY(unit_event(tx, a, "unit", id, 1, "unit.new", 0, id, changes, err));
    return tx_change_one(
        tx, SQL_UNIT_NEW,
        ARGS(num(id), txt(b->wish.name), txt(b->wish.short_name), txt(kind), id_or_null(b->wish.other.v)),
        err);
}

static bool name_it(Tx *tx, const Born *b, GError **err)
{
    for (gsize i = 0; i < b->birth->n_aliases; i++) {
        TRY(unit_name_is_free(tx, b->act.mem, b->birth->aliases[i], err));
        TRY(unit_add_name(tx, &b->act, b->birth->aliases[i], "", NULL, err));
    }
    return true;
}

static bool take_over(Tx *tx, const Born *b, UnitId old, GError **err)
{
    UnitWish wish = b->wish;
    UnitAct a = b->act;

    wish.unit = old;
    wish.other = b->wish.unit;
    a.wish = &wish;
    a.unit = unit_with(&a.units, old);
    a.other = unit_with(&a.units, b->wish.unit);
    return unit_succeed(tx, &a, err);
}

static bool read_units(Tx *tx, Born *b, GError **err)
{
    return db_read(tx_db(tx), b->act.mem, SQL_UNIT_ALL, NO_ARGS, &b->act.units, err);
}

static bool make(Tx *tx, Born *b, GError **err)
{
    const UnitBirth *birth = b->birth;

    TRY(unit_name_is_free(tx, b->act.mem, b->wish.name, err));
    TRY(all_fit(b, birth->olds, birth->n_olds, err));
    TRY(all_fit(b, birth->members, birth->n_members, err));
    if ((birth->is_group && birth->n_olds > 0) || (!birth->is_group && birth->n_members > 0) ||
        (b->wish.other.v != 0 && unit_with(&b->act.units, b->wish.other) == NULL))
        return unfit(err);
    TRY(tx_new_id(tx, &b->wish.unit.v, err));
    TRY(insert_unit(tx, b, err));
    TRY(name_it(tx, b, err));
    for (gsize i = 0; i < birth->n_members; i++)
        TRY(unit_join_row(tx, &b->act, b->wish.unit.v, birth->members[i].v, err));
    if (birth->n_olds > 0)
        TRY(read_units(tx, b, err));
    for (gsize i = 0; i < birth->n_olds; i++)
        TRY(take_over(tx, b, birth->olds[i], err));
    return true;
}

static bool bear(Tx *tx, void *what, GError **err)
{
    Born *b = what;
    Rows locked;
    bool stored;

    TRY(db_read(tx_db(tx), b->act.mem, SQL_UNIT_LOCK_ALL, NO_ARGS, &locked, err));
    TRY(unit_stored(tx, b->act.mem, b->act.who, UNIT_NEW, &b->wish.unit.v, &stored, err));
    if (stored)
        return true;
    TRY(deed_allowed(b->act.who, DEED_KEEP_UNITS, NULL, err));
    TRY(read_units(tx, b, err));
    return make(tx, b, err);
}

Complaint *unit_birth_complaints(Mem *mem, const UnitWish *wish, const UnitBirth *birth, int64_t *day_us,
                                 gsize *n)
{
    Complaints to = { .mem = mem };

    to.list = unit_complaints(mem, wish, day_us, &to.n);
    for (gsize i = 0; i < birth->n_aliases; i++) {
        complain_most(&to, "aliases", "每个别名", birth->aliases[i], UNIT_NAME_MOST);
        if (strcmp(birth->aliases[i], wish->name) == 0)
            complain(&to, "aliases", "别名与名称相同，请删去");
    }
    if (birth->is_group && birth->n_olds > 0)
        complain(&to, "olds", "集合不承接职责；请改选“单位”，或取消勾选");
    if (!birth->is_group && birth->n_members > 0)
        complain(&to, "members", "只有集合才有成员；请改选“集合”，或取消勾选");
    *n = to.n;
    return to.list;
}

bool act_unit_new(Db *db, Mem *mem, const Actor *who, const UnitWish *wish, const UnitBirth *birth,
                  int64_t *id, GError **err)
{
    int64_t day_us;
    gsize n;

    unit_birth_complaints(mem, wish, birth, &day_us, &n);
    if (n > 0)
        return fail(err, ERR_BAD_INPUT, "unit.new: %" G_GSIZE_FORMAT " complaints", n);
    Born b = { .wish = *wish, .birth = birth };
    b.act = (UnitAct){ .mem = mem,
                       .who = who,
                       .wish = &b.wish,
                       .today = item_day(mem, wish->now_us),
                       .day = item_day(mem, day_us) };
    TRY(tx_run(db, &wish->request, bear, &b, err));
    *id = b.wish.unit.v;
    return true;
}
