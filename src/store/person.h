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
    const char *standing; /* rule/standing.h: "" good, or why not */
} Person;

/* id 0: never signed in before. */
bool person_by_uuid(Db *db, Mem *mem, const uint8_t uuid[UUID_BYTES], Person *person, GError **err);

/* Who has this login; id 0: nobody who was ever in. */
bool person_by_login(Db *db, Mem *mem, const char *login, PersonId *person, GError **err);

/* The row, locked until the transaction ends. ERR_NOT_FOUND. */
bool person_locked(Tx *tx, Mem *mem, PersonId id, Person *person, uint8_t uuid[UUID_BYTES], GError **err);

/* The next version of a row that stays as it is: for the event of a deed about the account. */
bool person_touch(Tx *tx, const Person *person, GError **err);

bool person_insert(Tx *tx, const Person *person, const uint8_t uuid[UUID_BYTES], GError **err);
bool person_update(Tx *tx, const Person *person, GError **err); /* from person->version to the next */

/* unit 0 and name "": no unit has this code. */
bool unit_by_code(Db *db, Mem *mem, const char *code, UnitId *unit, const char **name, GError **err);
