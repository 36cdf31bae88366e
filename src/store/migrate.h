/* migrate.h: brings the schema up to the files of sql/schema/, in the order of their names, with the migrating account.
 */
#pragma once
#include "store/db.h"

/* Applies what is missing; told(name, data) for each file applied. ERR_CONFLICT: a file that was applied has changed
 * since (a migration is never edited, a new one is added). MariaDB cannot roll DDL back: a file that fails half-way
 * must be mended by hand, and says so. */
bool migrate(Db *db, const char *folder, int64_t now_us, void (*told)(const char *name, void *data),
             void *data, GError **err);
