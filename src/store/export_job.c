/* export_job.c: see export_job.h. */
#include "store/export_job.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"

/* A person's list and the single job have the same columns in the same order. */
G_STATIC_ASSERT((int)EXPORT_LIST__N == (int)EXPORT_ONE__N);

JobState job_state_of(const char *code)
{
    static const char *const codes[] = { "", "waiting", "running", "done", "failed" };

    for (int i = 0; i < (int)G_N_ELEMENTS(codes); i++)
        if (strcmp(codes[i], code) == 0)
            return (JobState)i;
    return JOB_NONE;
}

bool export_job_add(Tx *tx, const Actor *who, const ExportJob *job, int64_t *id, GError **err)
{
    TRY(tx_change_one(tx, SQL_EXPORT_INSERT,
                      ARGS(num(who->person.v), id_or_null(who->unit.v), num(who->roles), txt(job->kind),
                           txt(job->query), num(job->rows_all), at_us(job->asked_us)),
                      err));
    *id = (int64_t)tx_last_id(tx);
    return true;
}

bool export_jobs_open(Db *db, Mem *mem, PersonId person, int64_t *n, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_EXPORT_UNFINISHED, ARGS(num(person.v)), &c, err));
    *n = c[EXPORT_UNFINISHED_N].i;
    return true;
}

static ExportJob job_of(const Cell *c)
{
    return (ExportJob){ .id = c[EXPORT_LIST_ID].i,
                        .kind = c[EXPORT_LIST_KIND].s,
                        .query = c[EXPORT_LIST_QUERY].s,
                        .state = job_state_of(c[EXPORT_LIST_STATE].s),
                        .rows_done = c[EXPORT_LIST_ROWS_DONE].i,
                        .rows_all = c[EXPORT_LIST_ROWS_ALL].i,
                        .size_bytes = c[EXPORT_LIST_SIZE_BYTES].i,
                        .file = c[EXPORT_LIST_FILE].s,
                        .problem = c[EXPORT_LIST_PROBLEM].s,
                        .asked_us = c[EXPORT_LIST_ASKED_AT].i,
                        .ended_us = c[EXPORT_LIST_ENDED_AT].i };
}

bool export_jobs(Db *db, Mem *mem, PersonId person, ExportJob **jobs, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_EXPORT_LIST, ARGS(num(person.v)), &rows, err));
    ExportJob *list = mem_array(mem, ExportJob, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        list[i] = job_of(rows.row[i]);
    *jobs = list;
    *n = rows.n;
    return true;
}

bool export_job_find(Db *db, Mem *mem, int64_t id, PersonId person, ExportJob *job, GError **err)
{
    const Cell *c;

    TRY(db_read_one(db, mem, SQL_EXPORT_ONE, ARGS(num(id), num(person.v)), &c, err));
    *job = job_of(c);
    return true;
}

bool export_job_claim(Db *db, Mem *mem, const char *file, int64_t now_us, int64_t silent_since_us,
                      ClaimedJob *claimed, bool *found, GError **err)
{
    int64_t changed;
    const Cell *c;

    TRY(db_touch(db, SQL_EXPORT_CLAIM, ARGS(txt(file), at_us(now_us), at_us(silent_since_us)), &changed,
                 err));
    *found = changed > 0;
    if (!*found)
        return true;
    TRY(db_read_one(db, mem, SQL_EXPORT_CLAIMED, ARGS(txt(file)), &c, err));
    *claimed = (ClaimedJob){ .job = { .id = c[EXPORT_CLAIMED_ID].i,
                                      .kind = c[EXPORT_CLAIMED_KIND].s,
                                      .query = c[EXPORT_CLAIMED_QUERY].s,
                                      .state = JOB_RUNNING,
                                      .rows_all = c[EXPORT_CLAIMED_ROWS_ALL].i,
                                      .file = mem_text(mem, file),
                                      .asked_us = c[EXPORT_CLAIMED_ASKED_AT].i },
                             .who = { .person = { c[EXPORT_CLAIMED_PERSON_ID].i },
                                      .unit = { c[EXPORT_CLAIMED_UNIT_ID].i },
                                      .roles = (Roles)c[EXPORT_CLAIMED_ROLES].i,
                                      .name = c[EXPORT_CLAIMED_NAME].s,
                                      .unit_name = c[EXPORT_CLAIMED_UNIT_NAME].s,
                                      .ip = "",
                                      .agent = "" } };
    return true;
}

static bool change_own(Db *db, Sql sql, const Arg *args, gsize n_args, int64_t id, GError **err)
{
    int64_t changed;

    TRY(db_touch(db, sql, args, n_args, &changed, err));
    return changed == 1 || fail(err, ERR_CONFLICT, "export %" PRId64 ": another runner has it", id);
}

bool export_job_beat(Db *db, const ExportJob *job, int64_t rows_done, int64_t now_us, GError **err)
{
    return change_own(db, SQL_EXPORT_BEAT, ARGS(num(rows_done), at_us(now_us), num(job->id), txt(job->file)),
                      job->id, err);
}

bool export_job_done(Db *db, const ExportJob *job, int64_t rows, int64_t size_bytes, int64_t now_us,
                     GError **err)
{
    return change_own(
        db, SQL_EXPORT_DONE,
        ARGS(num(rows), num(rows), num(size_bytes), at_us(now_us), num(job->id), txt(job->file)), job->id,
        err);
}

bool export_job_failed(Db *db, const ExportJob *job, const char *problem, int64_t now_us, GError **err)
{
    return change_own(db, SQL_EXPORT_FAILED, ARGS(txt(problem), at_us(now_us), num(job->id), txt(job->file)),
                      job->id, err);
}

bool export_jobs_old(Db *db, Mem *mem, int64_t before_us, ExportJob **jobs, gsize *n, GError **err)
{
    Rows rows;

    TRY(db_read(db, mem, SQL_EXPORT_OLD, ARGS(at_us(before_us)), &rows, err));
    ExportJob *list = mem_array(mem, ExportJob, rows.n);
    for (gsize i = 0; i < rows.n; i++)
        list[i] = (ExportJob){ .id = rows.row[i][EXPORT_OLD_ID].i, .file = rows.row[i][EXPORT_OLD_FILE].s };
    *jobs = list;
    *n = rows.n;
    return true;
}

bool export_job_delete(Db *db, int64_t id, GError **err)
{
    return db_touch(db, SQL_EXPORT_DELETE, ARGS(num(id)), NULL, err);
}
