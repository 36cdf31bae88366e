/* account.c: see account.h. */
#include "act/account.h"

#include "base/err.h"

/* The unit that the directory names; of several the one that is ours, if it is the only one. Without any code one is
 * looked for all the same: reading less could be timed (R05). */
bool account_of(Db *db, Mem *mem, const Found *found, Account *account, GError **err)
{
    Account a = { .unit_name = "" };
    int n_units = found->n_unit_codes > UNIT_CODES ? found->n_unit_codes : 0;

    for (int i = 0; i < CLAMP(found->n_unit_codes, 1, UNIT_CODES); i++) {
        UnitId unit;
        const char *name;
        TRY(unit_by_code(db, mem, found->unit_codes[i], &unit, &name, err));
        if (unit.v == 0)
            continue;
        n_units++;
        a.unit = unit;
        a.unit_name = name;
    }
    if (n_units > 1) {
        a.unit = (UnitId){ 0 };
        a.unit_name = "";
    }
    a.standing = standing_by(found->roles, n_units);
    *account = a;
    return true;
}

Changes *person_changes(Mem *mem, const Person *old, const Person *new)
{
    Changes *changes = changes_new(mem);

    change_text(changes, "login", old->id.v == 0 ? NULL : old->login, new->login);
    change_text(changes, "name", old->id.v == 0 ? NULL : old->name, new->name);
    change_number(changes, "unit_id", old->unit.v, new->unit.v);
    change_number(changes, "roles", old->roles, new->roles);
    change_text(changes, "standing", old->standing, new->standing);
    return changes;
}
