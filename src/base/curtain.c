/* curtain.c: see curtain.h. */
#include "base/curtain.h"

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/err.h"

static bool forbid(void *filter)
{
    static const char *const calls[] = { "execve", "execveat" };

    for (gsize i = 0; i < G_N_ELEMENTS(calls); i++)
        if (seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, seccomp_syscall_resolve_name(calls[i]), 0) != 0)
            return false;
    return seccomp_load(filter) == 0; /* sets no_new_privs first */
}

bool curtain_shut(GError **err)
{
    struct rlimit none = { 0, 0 };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    bool done = filter != NULL && forbid(filter);
    seccomp_release(filter);
    return done || fail(err, ERR_BROKEN, "the kernel takes no filter of system calls");
}
