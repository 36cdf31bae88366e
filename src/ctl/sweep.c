/* sweep.c: taizhangctl sweep: moves the periods of all plans and the supervision notices by the clock; taizhangctl freeze
 * PLAN CODE.
 *
 * Each move is a transaction of its own with the period's row locked, so that two sweeps at once, on any machines, move a
 * period once: the second finds nothing left to do. */
#include <stdio.h>

#include "act/notice_deeds.h"
#include "act/period_deeds.h"
#include "base/err.h"
#include "base/words.h"
#include "ctl/ctl.h"
#include "store/kept.h"

static PeriodAt at_of(const Ctl *ctl, const char *plan, const char *code)
{
    PeriodAt at = { .plan = plan, .code = code, .by_operator = true, .now_us = ctl->now_us };

    secret_random(at.request.bytes, sizeof at.request.bytes);
    return at;
}

static bool sweep_period(Ctl *ctl, Shelf *shelf, const char *plan, const char *code, int *moves, GError **err)
{
    PeriodState to;

    do {
        PeriodAt at = at_of(ctl, plan, code);
        TRY(act_period_tick(ctl->db, ctl->mem, shelf, &ctl->who, &at, &to, err));
        if (to == PERIOD_NONE)
            break;
        ++*moves;
        printf("%s %s：%s\n", plan, word_period(ctl->mem, code), period_state_word(to));
    } while (to != PERIOD_FROZEN);
    return true;
}

/* A period that cannot be moved does not hold up the others; the first error is told in the end. */
static bool sweep_plan(Ctl *ctl, Shelf *shelf, const char *plan, int *moves, GError **err)
{
    const Book *book;
    bool good = true;

    TRY(shelf_book(shelf, ctl->db, ctl->mem, plan, &book, err));
    for (gsize i = 0; i < book->n_periods; i++) {
        GError *error = NULL;
        if (book->periods[i].state == PERIOD_FROZEN ||
            sweep_period(ctl, shelf, plan, book->periods[i].code, moves, &error))
            continue;
        fprintf(stderr, "%s %s: %s\n", plan, book->periods[i].code, error->message);
        if (good)
            g_propagate_error(err, error);
        else
            g_clear_error(&error);
        good = false;
    }
    return good;
}

/* Notices whose limits have passed go up the ladder, the last rung is marked once. */
static bool sweep_notices(Ctl *ctl, Shelf *shelf, int *moves, GError **err)
{
    PastLimit *list;
    gsize n;

    TRY(sheets_past_limit(ctl->db, ctl->mem, ctl->now_us, &list, &n, err));
    for (gsize i = 0; i < n; i++) {
        const Book *book;
        SheetStep step;
        TRY(shelf_book(shelf, ctl->db, ctl->mem, list[i].plan, &book, err));
        TRY(act_notice_tick(ctl->db, ctl->mem, &ctl->who, list[i].id, book, ctl->now_us, &step, err));
        if (step == STEP_NONE)
            continue;
        ++*moves;
        printf("%s 督查通知 %" G_GINT64_FORMAT "：%s\n", list[i].plan, list[i].id, sheet_step_word(step));
    }
    return true;
}

static void free_shelf(void *shelf)
{
    shelf_free(shelf);
}

bool ctl_sweep(Ctl *ctl, int argc, char **argv, GError **err)
{
    Shelf *shelf = mem_keep(ctl->mem, shelf_new(), free_shelf);
    const char *now = ctl_option(argc, argv, "--now");
    Rows plans;
    int moves = 0;

    if (argc != 0 && (argc != 2 || now == NULL))
        return fail(err, ERR_BAD_INPUT, "sweep [--now MOMENT]");
    if (now != NULL)
        TRY(ctl_moment(now, &ctl->now_us, err));
    TRY(db_read(ctl->db, ctl->mem, SQL_PLAN_LIST, NO_ARGS, &plans, err));
    for (gsize i = 0; i < plans.n; i++)
        TRY(sweep_plan(ctl, shelf, plans.row[i][PLAN_LIST_CODE].s, &moves, err));
    TRY(sweep_notices(ctl, shelf, &moves, err));
    if (moves == 0)
        printf("没有需要变动的报送期和督查通知\n");
    return kept_sweep(ctl->db, ctl->now_us, err);
}

bool ctl_freeze(Ctl *ctl, int argc, char **argv, GError **err)
{
    Shelf *shelf = mem_keep(ctl->mem, shelf_new(), free_shelf);

    if (argc != 2)
        return fail(err, ERR_BAD_INPUT, "freeze PLAN CODE");
    PeriodAt at = at_of(ctl, argv[0], argv[1]);
    TRY(act_period_freeze(ctl->db, ctl->mem, shelf, &ctl->who, &at, err));
    printf("报送期 %s：已冻结\n", argv[1]);
    return true;
}
