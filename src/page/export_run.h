/* export_run.h: writing the long exports that people asked for: what 'taizhangctl jobs' does. Any number of runners may
 * work at once. */
#pragma once
#include "base/conf.h"
#include "store/db.h"

/* Writes what waits, one after the other, and removes files whose time is over. *n: how many were written. A job that
 * cannot be written is marked so, and said to say; it stops nothing. */
bool exports_run(const Conf *conf, Db *db, void (*say)(const char *text), int64_t *n, GError **err);
