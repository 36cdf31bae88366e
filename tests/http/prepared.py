"""Data folders with the schema, and with the notice in it, made once for a build: most test files begin with a copy, which saves
each of them the server's installation, the migrations and the import (tests/README.md)."""
import contextlib
import fcntl
import glob
import hashlib
import os
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MADE_FROM = ("sql/**/*.sql", "seeds/*", "conf/*", "packaging/servers*", "packaging/seed-ldif")
KEPT = (".taizhang-servers", "data", "secret", "state/schema", "etc/seal.pub")
# All three periods are open; January's and February's due dates have passed.
NOW = "2023-04-03 09:00"


def _key(programs):
    made = hashlib.sha256()
    names = [name for pattern in MADE_FROM for name in glob.glob(os.path.join(ROOT, pattern), recursive=True)]
    for name in sorted(filter(os.path.isfile, names)):
        with open(name, "rb") as file:
            made.update(name.encode() + b"\0" + file.read())
    made.update(str(os.stat(os.path.join(programs, "taizhangctl")).st_mtime_ns).encode())
    return made.hexdigest()[:16]


@contextlib.contextmanager
def _locked(parent, how):
    with open(os.path.join(parent, "prepared.lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, how)
        yield


def _make(stack_of, folder):
    """Two folders: with the schema alone, and with the notice loaded at the tests' moment."""
    with stack_of() as stack:
        stack.servers("stop")
        _copy(stack.dir, os.path.join(folder, "empty"))
        stack.start()
        stack.set_clock(NOW)
        stack.servers("load")
        stack.servers("stop")
        _copy(stack.dir, os.path.join(folder, "loaded"))


def _copy(source, target):
    for name in KEPT:
        place = os.path.join(target, name)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        subprocess.run(["cp", "-a", "--sparse=always", os.path.join(source, name), place], check=True)


def put(parent, programs, target, loaded, stack_of):
    """Fills the folder of a new stack. stack_of() makes a stack of mariadb and schema that begins with nothing."""
    folder = os.path.join(parent, "prepared-" + _key(programs))
    with _locked(parent, fcntl.LOCK_EX):
        if not os.path.exists(os.path.join(folder, "loaded", KEPT[-1])):
            for old in glob.glob(os.path.join(parent, "prepared-*")):
                shutil.rmtree(old, ignore_errors=True)
            _make(stack_of, folder)
    with _locked(parent, fcntl.LOCK_SH):
        _copy(os.path.join(folder, "loaded" if loaded else "empty"), target)
