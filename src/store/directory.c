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
