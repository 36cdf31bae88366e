/* ctl.h: the operator's command line: one file a command. What people read is Chinese; exit status 0 done, 1 not done
 * (and why, on stderr), 2 called wrongly. */
#pragma once
#include "base/conf.h"
#include "rule/authz.h"
#include "rule/note.h"
#include "store/db.h"

typedef struct {
    const Conf *conf; /* NULL for commands that need none */
    Db *db;           /* as the operator's account, with the rights of the manifest */
    Mem *mem;
    Actor who; /* the operator, for events */
    int64_t now_us;
    int status; /* what the program ends with when the command did what it should */
} Ctl;

typedef bool (*CtlCommand)(Ctl *ctl, int argc, char **argv, GError **err);

bool ctl_migrate(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_check(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_units(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_import(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_assign(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_period(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_calendar(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_thresholds(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_score(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_spot_share(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_sweep(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_digest(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_mail(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_freeze(Ctl *ctl, int argc, char **argv, GError **err);

bool ctl_verify(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_epoch(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_proof(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_seal(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_seal_key(Ctl *ctl, int argc, char **argv, GError **err);

/* Makes the verifications that were asked for on the page; *n: how many. */
bool ctl_verify_runs(Ctl *ctl, int64_t *n, GError **err);

/* Without configuration and database: the exit status. */
int ctl_proof_check(int argc, char **argv);
int ctl_witness(int argc, char **argv);

/* A public key of rule/note.h, or the file that holds one. */
bool ctl_note_key(Mem *mem, const char *key_or_file, NoteKey *key, GError **err);

/* A connection of another account is held to the manifest as well. */
void ctl_check_rights(const Ctl *ctl, Db *db);

/* 2023-04-05 or 2023-04-05 18:00, in the city's time. ERR_BAD_INPUT: not one of these. */
bool ctl_moment(const char *text, int64_t *at, GError **err);

bool ctl_sync_directory(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_files(Ctl *ctl, int argc, char **argv, GError **err);
bool ctl_jobs(Ctl *ctl, int argc, char **argv, GError **err);

/* The value behind an option such as --plan, or NULL. */
const char *ctl_option(int argc, char **argv, const char *name);
