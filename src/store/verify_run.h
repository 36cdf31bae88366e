/* verify_run.h: the table verify_run: verifications that people asked for on the page, or made on the command line; and where
 * the sealed log stands. A working table. Texts live as long as mem. */
#pragma once
#include "rule/authz.h"
#include "store/export_job.h"
#include "store/verify.h"

typedef struct {
    int64_t id;
    const char *asked_by;
    JobState state;
    int64_t rows_done, rows_all;
    bool tampered;
    const char *problem, *report; /* report: JSON; "" in lists */
    int64_t asked_us, ended_us;   /* ended_us 0: not yet */
} VerifyRun;

/* *open: the number of a run that has not ended; 0: none. */
bool verify_run_open(Db *db, Mem *mem, int64_t *open, GError **err);
bool verify_run_add(Tx *tx, const Actor *who, int64_t now_us, int64_t *id, GError **err);
bool verify_run_find(Db *db, Mem *mem, int64_t id, VerifyRun *run, GError **err); /* ERR_NOT_FOUND */
bool verify_runs_list(Db *db, Mem *mem, VerifyRun **runs, gsize *n,
                      GError **err); /* newest first, at most 30 */

/* The last that ended well; *found false: none yet. */
bool verify_run_last(Db *db, Mem *mem, VerifyRun *run, bool *found, GError **err);

/* What a report's JSON says. false: it is none of ours. */
bool verify_json_read(Mem *mem, const char *json, VerifyReport *report);

typedef struct {
    int64_t size, waiting, oldest_us; /* oldest_us 0: nothing waits */
} SealState;

bool seal_state(Db *db, Mem *mem, SealState *state, GError **err);

/* ---- for runners */

/* Takes the oldest that waits, or whose runner has been silent. *found false: none. */
bool verify_run_claim(Db *db, Mem *mem, int64_t now_us, int64_t silent_since_us, VerifyRun *run, bool *found,
                      GError **err);
bool verify_run_beat(Db *db, int64_t id, int64_t rows_done, int64_t rows_all, int64_t now_us, GError **err);
bool verify_run_done(Db *db, Mem *mem, int64_t id, const VerifyReport *report, int64_t now_us, GError **err);
bool verify_run_failed(Db *db, int64_t id, const char *problem, int64_t now_us, GError **err);

/* One that is over already. */
bool verify_run_note(Db *db, Mem *mem, const char *asked_by, const VerifyReport *report, int64_t asked_us,
                     int64_t now_us, GError **err);
