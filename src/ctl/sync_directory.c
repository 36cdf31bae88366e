/* sync_directory.c: taizhangctl sync-directory [--once | --loop] [--every SECONDS]: compares everybody who is signed in with the
 * directory (R15), so that rights that were taken away there end here within minutes.
 *
 * While no server answers nothing is changed; how long rights hold then is [session] unconfirmed_hours, which the page pool
 * sees to (page/gate.c), whether this command runs or not. */
#include <stdio.h>
#include <string.h>

#include "act/person_sync.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "ctl/ctl.h"
#include "store/session.h"

enum { EVERY_SECONDS = 120, EVERY_MOST = 300 };

/* A directory that suddenly knows none of so many people is a wrong base, an empty replica or rights that were taken from our
 * service account: it is taken for one that is away. */
enum { CROWD = 5 };

typedef struct {
    int same, changed, out, away;
} Tally;

typedef struct {
    SessionPerson *people;
    Asked *answers;
    Found *found;
    gsize n;
    int64_t at_us;
} Round;

static bool ask_all(const DirectoryConf *conf, Db *db, Mem *mem, Round *r, GError **err)
{
    TRY(session_people(db, mem, &r->people, &r->n, err));
    Uuid *uuids = mem_array(mem, Uuid, r->n + 1);
    r->answers = mem_array(mem, Asked, r->n + 1);
    r->found = mem_array(mem, Found, r->n + 1);
    for (gsize i = 0; i < r->n; i++)
        memcpy(uuids[i].bytes, r->people[i].uuid, UUID_BYTES);
    r->at_us = clock_now_us();
    directory_look(conf, uuids, r->n, r->answers, r->found);
    return true;
}

static bool is_believable(const Round *r)
{
    gsize answered = 0;

    for (gsize i = 0; i < r->n; i++) {
        if (r->answers[i] == ASK_GOOD && r->found[i].roles != 0)
            return true;
        answered += r->answers[i] != ASK_AWAY;
    }
    return answered < CROWD;
}

static bool sync_one(Ctl *ctl, Db *db, Mem *mem, const Round *r, gsize i, Tally *tally, GError **err)
{
    DirectoryWord word = { .asked = r->answers[i], .found = &r->found[i], .at_us = r->at_us };
    Synced synced;
    Standing standing;

    TRY(act_person_sync(db, mem, &ctl->who, r->people[i].id, &word, &synced, &standing, err));
    if (synced == SYNC_OUT)
        log_line(LOG_INFO, NULL, "sync: person %" G_GINT64_FORMAT " is out: %s", r->people[i].id.v,
                 standing_code(standing));
    tally->changed += synced == SYNC_CHANGED;
    tally->out += synced == SYNC_OUT;
    tally->same += synced == SYNC_SAME;
    return true;
}

/* Somebody whose row cannot be written does not hold up the others; the first error is told in the end. */
static bool sync_all(Ctl *ctl, Db *db, Tally *tally, GError **err)
{
    g_autoptr(Mem) mem = mem_new();
    GError *first = NULL;
    Round r = { 0 };

    TRY(ask_all(&ctl->conf->directory, db, mem, &r, err));
    if (!is_believable(&r))
        return fail(err, ERR_BROKEN,
                    "the directory knows nobody of %" G_GSIZE_FORMAT " people who are signed in", r.n);
    for (gsize i = 0; i < r.n; i++) {
        if (r.answers[i] == ASK_AWAY)
            tally->away++;
        else if (!sync_one(ctl, db, mem, &r, i, tally, first == NULL ? &first : NULL))
            tally->away++;
    }
    if (first != NULL) {
        g_propagate_error(err, first);
        return false;
    }
    return tally->away == 0 || fail(err, ERR_BUSY, "no server answered for %d people", tally->away);
}

static void sync_for_ever(Ctl *ctl, Db *db, int every_seconds)
{
    for (;;) {
        g_autoptr(GError) error = NULL;
        Tally tally = { 0 };
        int64_t began_us = clock_steady_us();

        if (!sync_all(ctl, db, &tally, &error))
            log_line(LOG_ERROR, NULL, "sync: %s", error->message);
        int64_t left_us = every_seconds * SECOND_US - (clock_steady_us() - began_us);
        if (left_us > 0)
            g_usleep((gulong)left_us);
    }
}

static bool sync_once(Ctl *ctl, Db *db, GError **err)
{
    Tally tally = { 0 };
    bool good = sync_all(ctl, db, &tally, err);

    printf("核对 %d 人：无变化 %d 人，信息更新 %d 人，结束登录 %d 人，未能核对 %d 人\n",
           tally.same + tally.changed + tally.out + tally.away, tally.same, tally.changed, tally.out,
           tally.away);
    return good;
}

bool ctl_sync_directory(Ctl *ctl, int argc, char **argv, GError **err)
{
    bool loop = argc > 0 && strcmp(argv[0], "--loop") == 0;
    const char *every = ctl_option(argc, argv, "--every");
    int64_t seconds = every == NULL ? EVERY_SECONDS : g_ascii_strtoll(every, NULL, 10);

    if (argc > 0 && !loop && strcmp(argv[0], "--once") != 0)
        return fail(err, ERR_BAD_INPUT, "sync-directory [--once | --loop [--every SECONDS]]");
    if (seconds < 1 || seconds > EVERY_MOST)
        return fail(err, ERR_BAD_INPUT, "--every: from 1 to %d seconds", EVERY_MOST);
    g_autoptr(Db) db = db_new(&ctl->conf->sync_db);
    ctl_check_rights(ctl, db);
    ctl->who.name = "统一身份认证同步";
    if (loop)
        sync_for_ever(ctl, db, (int)seconds);
    return sync_once(ctl, db, err);
}
