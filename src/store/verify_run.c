/* verify_run.c: see verify_run.h. */
#include "store/verify_run.h"

#include <string.h>

#include "base/err.h"

/* All statements that read runs have the same columns in the same order. */
G_STATIC_ASSERT((int)VERIFY_RUN_LIST__N == (int)VERIFY_RUN_ONE__N &&
                (int)VERIFY_RUN_ONE__N == (int)VERIFY_RUN_NEXT__N &&
                (int)VERIFY_RUN_ONE__N == (int)VERIFY_RUN_LAST__N);

static VerifyRun run_of(const Cell *c)
{
    return (VerifyRun){ .id = c[VERIFY_RUN_ONE_ID].i,
                        .asked_by = c[VERIFY_RUN_ONE_ASKED_BY].s,
                        .state = job_state_of(c[VERIFY_RUN_ONE_STATE].s),
                        .rows_done = c[VERIFY_RUN_ONE_ROWS_DONE].i,
                        .rows_all = c[VERIFY_RUN_ONE_ROWS_ALL].i,
                        .tampered = strcmp(c[VERIFY_RUN_ONE_VERDICT].s, "ok") != 0,
                        .problem = c[VERIFY_RUN_ONE_PROBLEM].s,
                        .report = c[VERIFY_RUN_ONE_REPORT].s,
                        .asked_us = c[VERIFY_RUN_ONE_ASKED_AT].i,
                        .ended_us = c[VERIFY_RUN_ONE_ENDED_AT].i };
}

bool verify_run_open(Db *db, Mem *mem, int64_t *open, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_VERIFY_RUN_OPEN, NO_ARGS, &rows, err));
    *open = rows.n == 0 ? 0 : rows.row[0][VERIFY_RUN_OPEN_ID].i;
    return true;
}

bool verify_run_add(Tx *tx, const Actor *who, int64_t now_us, int64_t *id, GError **err)
{
    TRY(tx_change_one(tx, SQL_VERIFY_RUN_INSERT, ARGS(num(who->person.v), txt(who->name), at_us(now_us)),
                      err));
    *id = (int64_t)tx_last_id(tx);
    return true;
}

bool verify_run_find(Db *db, Mem *mem, int64_t id, VerifyRun *run, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_VERIFY_RUN_ONE, ARGS(num(id)), &c, err));
    *run = run_of(c);
    return true;
}

bool verify_runs_list(Db *db, Mem *mem, VerifyRun **runs, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_VERIFY_RUN_LIST, NO_ARGS, &rows, err));
    VerifyRun *list = mem_array(mem, VerifyRun, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        list[i] = run_of(rows.row[i]);
    *runs = list;
    *n = rows.n;
    return true;
}

bool verify_run_last(Db *db, Mem *mem, VerifyRun *run, bool *found, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_VERIFY_RUN_LAST, NO_ARGS, &rows, err));
    *found = rows.n > 0;
    if (rows.n > 0)
        *run = run_of(rows.row[0]);
    return true;
}

bool seal_state(Db *db, Mem *mem, SealState *state, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_SEAL_STATE, NO_ARGS, &c, err));
    *state = (SealState){ c[SEAL_STATE_SIZE].i, c[SEAL_STATE_WAITING].i, c[SEAL_STATE_OLDEST_US].i };
    return true;
}

bool verify_run_claim(Db *db, Mem *mem, int64_t now_us, int64_t silent_since_us, VerifyRun *run, bool *found,
                      GError **err)
{
    Rows rows;
    int64_t changed = 0;

    *found = false;
    TRY(db_read(db, mem, SQL_VERIFY_RUN_NEXT, ARGS(at_us(silent_since_us)), &rows, err));
    if (rows.n == 0)
        return true;
    *run = run_of(rows.row[0]);
    TRY(db_touch(db, SQL_VERIFY_RUN_CLAIM, ARGS(at_us(now_us), num(run->id), at_us(silent_since_us)),
                 &changed, err));
    *found = changed == 1;
    return true;
}

bool verify_run_beat(Db *db, int64_t id, int64_t rows_done, int64_t rows_all, int64_t now_us, GError **err)
{
    return db_touch(db, SQL_VERIFY_RUN_BEAT, ARGS(num(rows_done), num(rows_all), at_us(now_us), num(id)),
                    NULL, err);
}

static const char *verdict_of(const VerifyReport *report)
{
    return report->n_findings == 0 ? "ok" : "tampered";
}

bool verify_run_done(Db *db, Mem *mem, int64_t id, const VerifyReport *report, int64_t now_us, GError **err)
{
    return db_touch(db, SQL_VERIFY_RUN_DONE,
                    ARGS(num((int64_t)report->size), num(report->events), txt(verdict_of(report)),
                         txt(verify_json(mem, report)), at_us(now_us), num(id)),
                    NULL, err);
}

bool verify_run_failed(Db *db, int64_t id, const char *problem, int64_t now_us, GError **err)
{
    return db_touch(db, SQL_VERIFY_RUN_FAILED, ARGS(txt(problem), at_us(now_us), num(id)), NULL, err);
}

bool verify_run_note(Db *db, Mem *mem, const char *asked_by, const VerifyReport *report, int64_t asked_us,
                     int64_t now_us, GError **err)
{
    return db_touch(db, SQL_VERIFY_RUN_NOTE,
                    ARGS(txt(asked_by), num((int64_t)report->size), num(report->events),
                         txt(verdict_of(report)), txt(verify_json(mem, report)), at_us(asked_us),
                         at_us(now_us)),
                    NULL, err);
}
