/* ledger.c: see ledger.h. */
#include "store/ledger.h"

#include "base/err.h"

bool plan_newest(Db *db, Mem *mem, Plan *plan, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_PLAN_NEWEST, NO_ARGS, &c, err));
    *plan = (Plan){ .id = { c[PLAN_NEWEST_ID].i },
                    .code = c[PLAN_NEWEST_CODE].s,
                    .title = c[PLAN_NEWEST_TITLE].s,
                    .year = c[PLAN_NEWEST_YEAR].i };
    return true;
}

bool period_list(Db *db, Mem *mem, PlanId plan, int64_t now_us, Period **periods, gsize *n, GError **err)
{
    TRY(periods_read(db, mem, plan, periods, n, err));
    for (gsize i = 0; i < *n; i++)
        (*periods)[i].state = period_state_for(&(*periods)[i], (UnitId){ 0 }, now_us);
    return true;
}

const Period *period_current(const Period *periods, gsize n)
{
    const Period *newest = NULL;

    for (gsize i = 0; i < n; i++) {
        if (periods[i].state == PERIOD_OPEN)
            return &periods[i];
        if (periods[i].state != PERIOD_PLANNED)
            newest = &periods[i];
    }
    return newest;
}

bool task_lead_words(Db *db, Mem *mem, const char *plan, int64_t no, const char **words, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_TASK_LEAD_NAMES, ARGS(txt(plan), num(no)), &rows, err));
    const char *joined = "";
    for (gsize i = 0; i < rows.n; i++)
        joined = mem_printf(mem, "%s%s%s", joined, i == 0 ? "" : "、", rows.row[i][TASK_LEAD_NAMES_NAME].s);
    *words = joined;
    return true;
}

bool waiting_for_review(Db *db, Mem *mem, int64_t *n, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_WAITING_FOR_REVIEW, NO_ARGS, &c, err));
    *n = c[WAITING_FOR_REVIEW_N].i;
    return true;
}
