/* export_job.h: the table export_job: long exports that somebody asked for (ux.md 5.3).
 *
 * A working table: nothing here is a change of the ledger. ERR_BUSY and ERR_BROKEN may come from any function. Texts
 * live as long as mem.
 */
#pragma once
#include "rule/authz.h"
#include "store/tx.h"

typedef enum { JOB_NONE, JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED } JobState;

JobState job_state_of(const char *code);

typedef struct {
    int64_t id;
    const char *kind;  /* what, and in which form: audit.xlsx */
    const char *query; /* the conditions, as in the address */
    JobState state;
    int64_t rows_done, rows_all, size_bytes;
    const char *file, *problem;
    int64_t asked_us, ended_us; /* ended_us 0: not yet */
} ExportJob;

/* Adds a job that waits; *id is its number. */
bool export_job_add(Tx *tx, const Actor *who, const ExportJob *job, int64_t *id, GError **err);

/* How many of a person's jobs have not ended. */
bool export_jobs_open(Db *db, Mem *mem, PersonId person, int64_t *n, GError **err);

/* A person's jobs, newest first, at most 100. */
bool export_jobs(Db *db, Mem *mem, PersonId person, ExportJob **jobs, gsize *n, GError **err);

/* ERR_NOT_FOUND: there is none, or it is somebody else's. */
bool export_job_find(Db *db, Mem *mem, int64_t id, PersonId person, ExportJob *job, GError **err);

/* ---- for runners */

/* A job with whoever asked for it: name, unit and roles as they were in the session. */
typedef struct {
    ExportJob job;
    Actor who;
} ClaimedJob;

/* Takes the oldest job that waits, or one whose runner gave no sign since silent_since_us. file: a fresh name, under which
 * it is known from now on. *found false: there is none. */
bool export_job_claim(Db *db, Mem *mem, const char *file, int64_t now_us, int64_t silent_since_us,
                      ClaimedJob *claimed, bool *found, GError **err);

/* ERR_CONFLICT: another runner has taken it over. */
bool export_job_beat(Db *db, const ExportJob *job, int64_t rows_done, int64_t now_us, GError **err);
bool export_job_done(Db *db, const ExportJob *job, int64_t rows, int64_t size_bytes, int64_t now_us,
                     GError **err);
bool export_job_failed(Db *db, const ExportJob *job, const char *problem, int64_t now_us, GError **err);

/* Jobs that ended before a moment; their files and rows may go. */
bool export_jobs_old(Db *db, Mem *mem, int64_t before_us, ExportJob **jobs, gsize *n, GError **err);
bool export_job_delete(Db *db, int64_t id, GError **err);
