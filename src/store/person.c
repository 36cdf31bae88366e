/* person.c: see person.h. */
#include "store/person.h"

#include <string.h>

#include "base/err.h"

bool person_by_uuid(Db *db, Mem *mem, const uint8_t uuid[UUID_BYTES], Person *person, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PERSON_BY_UUID, ARGS(raw(uuid, UUID_BYTES)), &rows, err));
    *person = (Person){ .login = "", .name = "", .standing = "" };
    if (rows.n == 0)
        return true;
    const Cell *c = rows.row[0];
    *person = (Person){ .id = { c[PERSON_BY_UUID_ID].i },
                        .version = c[PERSON_BY_UUID_VERSION].i,
                        .login = c[PERSON_BY_UUID_LOGIN].s,
                        .name = c[PERSON_BY_UUID_NAME].s,
                        .unit = { c[PERSON_BY_UUID_UNIT_ID].i },
                        .roles = (Roles)c[PERSON_BY_UUID_ROLES].i,
                        .standing = c[PERSON_BY_UUID_STANDING].s };
    return true;
}

bool person_by_login(Db *db, Mem *mem, const char *login, PersonId *person, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_PERSON_BY_LOGIN, ARGS(txt(login)), &rows, err));
    *person = (PersonId){ rows.n == 0 ? 0 : rows.row[0][PERSON_BY_LOGIN_ID].i };
    return true;
}

bool person_locked(Tx *tx, Mem *mem, PersonId id, Person *person, uint8_t uuid[UUID_BYTES], GError **err)
{
    const Cell *c;

    TRY(db_read_one(tx_db(tx), mem, SQL_PERSON_LOCK, ARGS(num(id.v)), &c, err));
    *person = (Person){ .id = { c[PERSON_LOCK_ID].i },
                        .version = c[PERSON_LOCK_VERSION].i,
                        .login = c[PERSON_LOCK_LOGIN].s,
                        .name = c[PERSON_LOCK_NAME].s,
                        .unit = { c[PERSON_LOCK_UNIT_ID].i },
                        .roles = (Roles)c[PERSON_LOCK_ROLES].i,
                        .standing = c[PERSON_LOCK_STANDING].s };
    memcpy(uuid, c[PERSON_LOCK_UUID].s, UUID_BYTES);
    return true;
}

bool person_touch(Tx *tx, const Person *p, GError **err)
{
    return tx_change_one(tx, SQL_PERSON_TOUCH, ARGS(num(p->id.v), num(p->version)), err);
}

bool person_insert(Tx *tx, const Person *p, const uint8_t uuid[UUID_BYTES], GError **err)
{
    return tx_change_one(tx, SQL_PERSON_INSERT,
                         ARGS(num(p->id.v), raw(uuid, UUID_BYTES), txt(p->login), txt(p->name),
                              id_or_null(p->unit.v), num(p->roles)),
                         err);
}

bool person_update(Tx *tx, const Person *p, GError **err)
{
    return tx_change_one(tx, SQL_PERSON_UPDATE,
                         ARGS(txt(p->login), txt(p->name), id_or_null(p->unit.v), num(p->roles),
                              txt(p->standing), num(p->id.v), num(p->version)),
                         err);
}

bool unit_by_code(Db *db, Mem *mem, const char *code, UnitId *unit, const char **name, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_UNIT_BY_CODE, ARGS(txt(code)), &rows, err));
    *unit = (UnitId){ rows.n == 1 ? rows.row[0][UNIT_BY_CODE_ID].i : 0 };
    *name = rows.n == 1 ? rows.row[0][UNIT_BY_CODE_NAME].s : "";
    return true;
}
