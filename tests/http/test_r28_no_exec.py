"""No shell and no other program out of a worker (R28): it does not even know the functions. It forks without exec for the directory
(store/directory.c). Should it learn them, the kernel ends it (base/curtain.h, tests/base/test_curtain.c)."""
import os
import re
import subprocess

import pytest

from stack import ROOT

PROGRAMS = os.environ.get("TAIZHANG_TEST_BIN", os.path.join(ROOT, "build", "dev"))
STARTS = re.compile(r"^(system|popen|wordexp|execl|execle|execlp|execv|execve|execvp|execvpe|execveat|fexecve|posix_spawnp?|vfork|"
                    r"g_spawn_\w+|g_subprocess_\w+|g_app_info_launch\w*|dlopen|dlmopen)$")


@pytest.mark.parametrize("program", ["taizhang", "taizhangctl"])
def test_r28_knows_no_function_that_starts_a_program(program):
    told = subprocess.run(["nm", "-D", "--undefined-only", os.path.join(PROGRAMS, program)], stdout=subprocess.PIPE, text=True, check=True).stdout
    names = {line.split()[-1].split("@")[0] for line in told.splitlines()}
    assert "mysql_real_connect" in names, "nm tells nothing"
    assert [name for name in sorted(names) if STARTS.match(name)] == []
