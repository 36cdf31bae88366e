"""Runs a test program against a private MariaDB with the real schema and the notice: with_database.py PROGRAM [ARGUMENTS].

The program finds the configuration's path in TAIZHANG_CONF and the server's socket in it."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
from stack import Stack  # noqa: E402


def main():
    with Stack("store", "--only", "mariadb,schema", loaded=True) as servers:
        environment = {**os.environ, "TAIZHANG_CONF": servers.path("etc", "taizhang.conf")}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)


main()
