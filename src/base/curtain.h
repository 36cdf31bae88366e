/* curtain.h: what a worker gives up before it reads the first byte from outside. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* No core dumps and no tracing by others of the same user, for passwords pass through this memory (security.md R16); no other
 * program is ever started from here: the kernel ends a process that tries (SIGSYS), children of fork() as well (R28).
 * Cannot be taken back. ERR_BROKEN: the kernel refuses the filter. */
bool curtain_shut(GError **err);
