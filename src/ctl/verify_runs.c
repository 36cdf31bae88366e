/* verify_runs.c: the verifications that auditors asked for on the page; 'taizhangctl jobs' makes them. */
#include "base/clock.h"
#include "base/err.h"
#include "base/words.h"
#include "ctl/ctl.h"
#include "store/verify_run.h"

enum { SILENT_SECONDS = 300, PROBLEM_CHARS = 290 };

typedef struct {
    Db *db;
    int64_t id;
} Beat;

/* A sign of life that cannot be given stops nothing. */
static void beat(void *whom, int64_t done, int64_t all)
{
    const Beat *b = whom;

    (void)verify_run_beat(b->db, b->id, done, all, clock_now_us(), NULL);
}

/* Two connections: one reads as of one moment, the other tells how far it is. */
static bool run_one(Ctl *ctl, Db *told, Mem *mem, const VerifyRun *run, GError **err)
{
    g_autoptr(Db) db = db_new(&ctl->conf->audit_db);
    Beat whom = { told, run->id };
    VerifyWish wish = {
        .audit_key = &ctl->conf->audit_key, .now_us = clock_now_us(), .progress = beat, .whom = &whom
    };
    VerifyReport report;
    NoteKey key;

    ctl_check_rights(ctl, db);
    TRY(ctl_note_key(mem, ctl->conf->seal.public_file, &key, err));
    wish.key = &key;
    TRY(verify(db, mem, &wish, &report, err));
    return verify_run_done(told, mem, run->id, &report, clock_now_us(), err);
}

bool ctl_verify_runs(Ctl *ctl, int64_t *n, GError **err)
{
    g_autoptr(Db) told = db_new(&ctl->conf->audit_db);
    bool found = true;

    ctl_check_rights(ctl, told);
    for (*n = 0; found; ++*n) {
        g_autoptr(Mem) mem = mem_new();
        g_autoptr(GError) error = NULL;
        VerifyRun run;
        int64_t now_us = clock_now_us();
        TRY(verify_run_claim(told, mem, now_us, now_us - SILENT_SECONDS * SECOND_US, &run, &found, err));
        if (!found)
            break;
        if (!run_one(ctl, told, mem, &run, &error))
            TRY(verify_run_failed(told, run.id, text_short(mem, error->message, PROBLEM_CHARS),
                                  clock_now_us(), err));
    }
    return true;
}
