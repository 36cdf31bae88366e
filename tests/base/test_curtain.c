/* test_curtain.c: what a worker cannot do any more (security.md R16, R28). Each check runs in a child, for the curtain stays shut. */
#include "base/curtain.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FINE = 0, NOT_SHUT = 40, CAME_BACK = 41, FELL_OPEN = 42 };

static const char *const program[] = { "/bin/true", NULL };

static void starts(void)
{
    execve(program[0], (char *const *)program, NULL);
    _exit(CAME_BACK);
}

static void starts_by_descriptor(void)
{
    syscall(SYS_execveat, -1, program[0], program, NULL, 0);
    _exit(CAME_BACK);
}

static void child_starts(void)
{
    int status;
    pid_t pid = fork();

    if (pid == 0)
        starts();
    waitpid(pid, &status, 0);
    if (WIFSIGNALED(status))
        raise(WTERMSIG(status)); /* as the child ended */
    _exit(CAME_BACK);
}

static void is_no_dump(void)
{
    struct rlimit core;

    getrlimit(RLIMIT_CORE, &core);
    _exit(core.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0 && prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1
              ? FINE
              : FELL_OPEN);
}

static const struct {
    const char *name;
    void (*deed)(void);
    int signal; /* that ends it; 0: it ends FINE */
} cases[] = {
    { "/curtain/starts a program", starts, SIGSYS },
    { "/curtain/starts one by execveat", starts_by_descriptor, SIGSYS },
    { "/curtain/a child starts one", child_starts, SIGSYS },
    { "/curtain/no dump", is_no_dump, 0 },
};

static void check(const void *data)
{
    gsize i = GPOINTER_TO_SIZE(data);
    int status;
    pid_t pid = fork();

    g_assert_cmpint(pid, >=, 0);
    if (pid == 0) {
        if (!curtain_shut(NULL))
            _exit(NOT_SHUT);
        cases[i].deed();
    }
    g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
    if (cases[i].signal != 0)
        g_assert_true(WIFSIGNALED(status) && WTERMSIG(status) == cases[i].signal);
    else
        g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == FINE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_test_add_data_func(cases[i].name, GSIZE_TO_POINTER(i), check);
    return g_test_run();
}
