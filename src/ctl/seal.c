/* seal.c: taizhangctl seal [--once | --loop]: seals what was recorded and signs checkpoints; taizhangctl seal-key. */
#include "store/seal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "ctl/ctl.h"
#include "rule/note.h"

enum { PAUSE_SECONDS = 1, SIGN_SECONDS = 5, REFUSED_SECONDS = 30 };

static void alarm_line(const char *text)
{
    log_line(LOG_ERROR, NULL, "seal: %s", text);
}

/* Until the outbox is empty but for what cannot be sealed. */
static bool seal_all(Sealer *sealer, GError **err)
{
    gsize n;

    do
        TRY(sealer_batch(sealer, &n, err));
    while (n > 0);
    return true;
}

static bool seal_once(Ctl *ctl, Db *db, GError **err)
{
    g_auto(Sealer) sealer = { 0 };

    TRY(sealer_open(&sealer, db, &ctl->conf->seal, &ctl->conf->audit_key, alarm_line, err));
    TRY(seal_all(&sealer, err));
    TRY(sealer_sign(&sealer, clock_now_us(), err));
    printf("已封存 %" PRIu64 " 条\n", sealer.memory.edge.size);
    return g_hash_table_size(sealer.alarmed) == 0 ||
           fail(err, ERR_CONFLICT, "%u events cannot be sealed", g_hash_table_size(sealer.alarmed));
}

/* Leaves every second, a checkpoint every few: it stands for all leaves before it, and each is kept for ever. */
static bool seal_turn(Sealer *sealer, int64_t *signed_us, GError **err)
{
    TRY(seal_all(sealer, err));
    if (sealer_is_signed(sealer) || clock_steady_us() - *signed_us < SIGN_SECONDS * SECOND_US)
        return true;
    *signed_us = clock_steady_us();
    return sealer_sign(sealer, clock_now_us(), err);
}

/* A database that is away is waited for; one that is not ours is told of again and again, and nothing is signed. */
static void seal_until_trouble(Ctl *ctl, Db *db)
{
    g_auto(Sealer) sealer = { 0 };
    g_autoptr(GError) error = NULL;
    int64_t signed_us = -SIGN_SECONDS * SECOND_US;

    bool good = sealer_open(&sealer, db, &ctl->conf->seal, &ctl->conf->audit_key, alarm_line, &error);
    while (good) {
        good = seal_turn(&sealer, &signed_us, &error);
        if (good)
            g_usleep(PAUSE_SECONDS * SECOND_US);
    }
    alarm_line(error->message);
    g_usleep((err_kind(error) == ERR_BUSY ? PAUSE_SECONDS : REFUSED_SECONDS) * SECOND_US);
}

bool ctl_seal(Ctl *ctl, int argc, char **argv, GError **err)
{
    bool loop = argc == 1 && strcmp(argv[0], "--loop") == 0;

    if (argc > 1 || (argc == 1 && !loop && strcmp(argv[0], "--once") != 0))
        return fail(err, ERR_BAD_INPUT, "seal [--once | --loop]");
    g_autoptr(Db) db = db_new(&ctl->conf->seal_db);
    ctl_check_rights(ctl, db);
    while (loop)
        seal_until_trouble(ctl, db);
    return seal_once(ctl, db, err);
}

bool ctl_seal_key(Ctl *ctl, int argc, char **argv, GError **err)
{
    Key seed;

    (void)argv;
    if (argc != 0)
        return fail(err, ERR_BAD_INPUT, "seal-key");
    TRY(key_read(ctl->conf->seal.key_file, &seed, err));
    PublicKey key = public_key_of(&seed);
    secret_wipe(&seed, sizeof seed);
    printf("%s\n", note_key_write(ctl->mem, ctl->conf->seal.origin, &key));
    return true;
}
