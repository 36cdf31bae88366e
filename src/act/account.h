/* account.h: what an answer of the directory means to us: for signing in, and for the comparison that follows it. */
#pragma once
#include "rule/standing.h"
#include "store/audit.h"
#include "store/person.h"

typedef struct {
    Standing standing;
    UnitId unit; /* the one that is ours; 0: none, or several */
    const char *unit_name;
} Account;

bool account_of(Db *db, Mem *mem, const Found *found, Account *account, GError **err);

/* What differs between the row and what the directory says; old->id 0: everything is new. */
Changes *person_changes(Mem *mem, const Person *old, const Person *new);
