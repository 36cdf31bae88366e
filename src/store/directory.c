/* directory.c: walking the servers, one child process for each; see directory.h. The LDAP itself is in ldap_ask.c. */
#include "store/directory.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/words.h"
#include "store/ldap_ask.h"

enum { SERVERS_MOST = 16, SILENT_SECONDS = 60 };

/* When each server was last found silent; of this worker only, and nothing is lost when it goes. */
static int64_t silent_since_us[SERVERS_MOST];

typedef struct {
    Asked asked;
    Found found;
} Answer;

static void child(const DirectoryConf *conf, const char *uri, const char *login, const char *password,
                  int out)
{
    Answer answer = { .asked = ASK_NONE };

    signal(SIGALRM, SIG_DFL); /* should the worker die first, nobody is left to end this process (F10) */
    alarm((unsigned)conf->timeout_seconds + 1);
    answer.asked = ldap_ask(conf, uri, login, password, &answer.found);
    ssize_t written = write(out, &answer, sizeof answer);
    _exit(written == (ssize_t)sizeof answer ? 0 : 1);
}

/* Waits for the whole answer; a pipe delivers so few bytes at once or not at all. */
static bool await(int in, int64_t until_us, Answer *answer)
{
    for (;;) {
        int64_t left_us = until_us - clock_steady_us();
        struct pollfd ready = { .fd = in, .events = POLLIN };
        int n = left_us > 0 ? poll(&ready, 1, (int)(left_us / 1000) + 1) : 0;
        if (n < 0 && errno == EINTR)
            continue;
        return n == 1 && read(in, answer, sizeof *answer) == (ssize_t)sizeof *answer;
    }
}

static Asked ask_server(const DirectoryConf *conf, const char *uri, const char *login, const char *password,
                        Found *found)
{
    Answer answer = { .asked = ASK_AWAY };
    int ends[2];
    int64_t until_us = clock_steady_us() + conf->timeout_seconds * SECOND_US;

    if (pipe(ends) != 0)
        return ASK_AWAY;
    pid_t pid = fork();
    if (pid == 0)
        child(conf, uri, login, password, ends[1]);
    close(ends[1]);
    if (pid > 0 && !await(ends[0], until_us, &answer))
        answer.asked = ASK_AWAY;
    close(ends[0]);
    if (pid > 0) {
        kill(pid, SIGKILL); /* it has answered, or its time is over */
        waitpid(pid, NULL, 0);
    }
    *found = answer.found;
    return answer.asked;
}

static bool is_silent(gsize server)
{
    return silent_since_us[server] != 0 &&
           clock_steady_us() - silent_since_us[server] < SILENT_SECONDS * SECOND_US;
}

/* Those that answered lately first, the silent ones last. */
static Asked ask_servers(const DirectoryConf *conf, const char *login, const char *password, Found *found)
{
    bool asked_already[SERVERS_MOST] = { false };

    for (int round = 0; round < 2; round++)
        for (gsize i = 0; conf->uris[i] != NULL && i < SERVERS_MOST; i++) {
            if (asked_already[i] || (round == 0 && is_silent(i)))
                continue;
            asked_already[i] = true;
            Asked asked = ask_server(conf, conf->uris[i], login, password, found);
            silent_since_us[i] = asked == ASK_AWAY ? clock_steady_us() : 0;
            if (asked != ASK_AWAY)
                return asked;
        }
    return ASK_AWAY;
}

Asked directory_ask(const DirectoryConf *conf, const char *login, const char *password, Found *found)
{
    size_t length = strlen(password);

    memset(found, 0, sizeof *found);
    if (login[0] == '\0' || text_chars(login) > LOGIN_CHARS || length == 0 || length > PASSWORD_BYTES)
        return ASK_WRONG;
    return ask_servers(conf, login, password, found);
}

typedef struct {
    Asked asked;
    Found found;
    gsize person; /* which of the questions it answers */
} Look;

G_STATIC_ASSERT(sizeof(Look) <= 4096); /* PIPE_BUF: whole or not at all */

/* One answer after the other, each within its time. Those that were answered already are left out. */
static void look_child(const DirectoryConf *conf, const char *uri, const Uuid *uuids, gsize n,
                       const Asked *answers, int out)
{
    signal(SIGALRM, SIG_DFL);
    alarm((unsigned)conf->timeout_seconds + 1);
    struct ldap *line = ldap_line(conf, uri);
    for (gsize i = 0; line != NULL && i < n; i++) {
        Look look = { .person = i };
        if (answers[i] != ASK_AWAY)
            continue;
        alarm((unsigned)conf->timeout_seconds + 1);
        look.asked = ldap_look(line, conf, uuids[i].bytes, &look.found);
        if (look.asked == ASK_AWAY || write(out, &look, sizeof look) != (ssize_t)sizeof look)
            break;
    }
    _exit(0);
}

/* Takes answers until one is late or the child has ended. */
static void take_answers(const DirectoryConf *conf, int in, gsize n, Asked *answers, Found *found)
{
    Look look;

    for (;;) {
        struct pollfd ready = { .fd = in, .events = POLLIN };
        int got = poll(&ready, 1, conf->timeout_seconds * 1000);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != 1 || read(in, &look, sizeof look) != (ssize_t)sizeof look || look.person >= n)
            return;
        answers[look.person] = look.asked;
        found[look.person] = look.found;
    }
}

static void look_at_server(const DirectoryConf *conf, const char *uri, const Uuid *uuids, gsize n,
                           Asked *answers, Found *found)
{
    int ends[2];

    if (pipe(ends) != 0)
        return;
    pid_t pid = fork();
    if (pid == 0)
        look_child(conf, uri, uuids, n, answers, ends[1]);
    close(ends[1]);
    if (pid > 0)
        take_answers(conf, ends[0], n, answers, found);
    close(ends[0]);
    if (pid > 0) {
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
    }
}

static bool all_answered(const Asked *answers, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (answers[i] == ASK_AWAY)
            return false;
    return true;
}

void directory_look(const DirectoryConf *conf, const Uuid *uuids, gsize n, Asked *answers, Found *found)
{
    for (gsize i = 0; i < n; i++)
        answers[i] = ASK_AWAY;
    for (gsize i = 0; conf->uris[i] != NULL && i < SERVERS_MOST && !all_answered(answers, n); i++)
        look_at_server(conf, conf->uris[i], uuids, n, answers, found);
}
