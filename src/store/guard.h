/* guard.h: the worker runs only on a server and an account that are set up as the manifest says (F2–F6, R27, R47). */
#pragma once
#include "store/db.h"

/* ERR_BROKEN with the first thing that is not as it must be; grants: path of sql/grants.sql. */
bool guard_check(Db *db, const char *grants, GError **err);
