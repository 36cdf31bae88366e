/* person.h: the tables person and unit, as signing in needs them. */
#pragma once
#include "rule/model.h"
#include "store/directory.h"
#include "store/tx.h"

typedef struct {
    PersonId id;
    int64_t version;
    const char *login, *name;
    UnitId unit;
    Roles roles;
} Person;

/* id 0: never signed in before. */
bool person_by_uuid(Db *db, Mem *mem, const uint8_t uuid[UUID_BYTES], Person *person, GError **err);

bool person_insert(Tx *tx, const Person *person, const uint8_t uuid[UUID_BYTES], GError **err);
bool person_update(Tx *tx, const Person *person, GError **err); /* from person->version to the next */

/* unit 0 and name "": no unit has this code. */
bool unit_by_code(Db *db, Mem *mem, const char *code, UnitId *unit, const char **name, GError **err);
