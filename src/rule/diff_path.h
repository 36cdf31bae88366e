/* diff_path.h: the shortest way from one row of numbers to another (Myers 1986, the greedy form), within a bound. Pure. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

enum {
    DIFF_CHANGES_MOST =
        1500, /* more are not looked for: half of their square is the memory, in numbers of 4 bytes */
    DIFF_WORK_MOST = 10000000 /* steps of one comparison in all */
};

typedef struct {
    const uint32_t *a;
    gsize n_a;
    const uint32_t *b;
    gsize n_b;
    bool *gone, *added; /* the result: which of a, of b, has no counterpart */
} DiffPath;

/* false: it is longer than the bounds allow; the result is untouched. *work_left grows smaller by what was used. */
bool diff_path(DiffPath *path, gsize *work_left);
