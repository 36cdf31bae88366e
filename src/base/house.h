/* house.h: how the machine is, for those who keep it. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Of the file system that holds the folder: bytes in all, and those that are left for us. false: the folder cannot be seen. */
bool house_room(const char *folder, int64_t *bytes, int64_t *left);

/* When the file was last written (microseconds since 1970 UTC). false: there is none. */
bool house_mark(const char *file, int64_t *at_us);
