/* diff_path.c: see diff_path.h. Words of the paper: a diagonal k holds the points (x, y) with x - y = k; after d changes only
 * every second diagonal of -d … d can be reached, and on each of them the point that is farthest counts. */
#include "rule/diff_path.h"

#include <string.h>

typedef struct {
    const DiffPath *p;
    GArray *far_x; /* after d changes on diagonal k: number d * (d + 1) / 2 + (k + d) / 2 */
    gsize work_left;
} Search;

static int64_t far_on(const Search *s, int64_t d, int64_t k)
{
    return (int64_t)g_array_index(s->far_x, uint32_t, (gsize)(d * (d + 1) / 2 + (k + d) / 2));
}

/* Whether the farthest way to diagonal k comes down from k + 1, that is by an addition, and not from k - 1. */
static bool comes_down(const Search *s, int64_t d, int64_t k)
{
    if (k == -d)
        return true;
    return k != d && far_on(s, d - 1, k - 1) < far_on(s, d - 1, k + 1);
}

/* Where the d-th change ends on diagonal k, before the equal ones that follow it. */
static int64_t step_x(const Search *s, int64_t d, int64_t k)
{
    if (d == 0)
        return 0;
    return comes_down(s, d, k) ? far_on(s, d - 1, k + 1) : far_on(s, d - 1, k - 1) + 1;
}

static bool spend(Search *s, gsize work)
{
    s->work_left -= MIN(work, s->work_left);
    return s->work_left > 0;
}

/* One more change on every diagonal. Diagonals that leave the grid are carried on; they lead nowhere. */
static bool go_on(Search *s, int64_t d, bool *arrived)
{
    int64_t n_a = (int64_t)s->p->n_a, n_b = (int64_t)s->p->n_b;

    for (int64_t k = -d; k <= d && !*arrived; k += 2) {
        int64_t from = step_x(s, d, k), x = from;
        while (x < n_a && x - k < n_b && s->p->a[x] == s->p->b[x - k])
            x++;
        uint32_t far = (uint32_t)x;
        g_array_append_val(s->far_x, far);
        *arrived = x >= n_a && x - k >= n_b;
        if (!spend(s, 1 + (gsize)(x - from)))
            return false;
    }
    return true;
}

/* Back from the end, marking each change on the way. */
static void mark_changes(const Search *s, int64_t d)
{
    int64_t x = (int64_t)s->p->n_a, k = x - (int64_t)s->p->n_b;

    memset(s->p->gone, 0, s->p->n_a);
    memset(s->p->added, 0, s->p->n_b);
    for (; d > 0; d--) {
        bool down = comes_down(s, d, k);
        k += down ? 1 : -1;
        x = far_on(s, d - 1, k);
        if (down)
            s->p->added[x - k] = true;
        else
            s->p->gone[x] = true;
    }
}

bool diff_path(DiffPath *path, gsize *work_left)
{
    g_autoptr(GArray) far_x = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    Search s = { path, far_x, *work_left };
    bool arrived = false, going = path->n_a < UINT32_MAX / 2 && path->n_b < UINT32_MAX / 2;
    int64_t d = 0;

    for (; going && !arrived && d <= DIFF_CHANGES_MOST; d++)
        going = go_on(&s, d, &arrived);
    if (arrived)
        mark_changes(&s, d - 1);
    *work_left = s.work_left;
    return arrived;
}
