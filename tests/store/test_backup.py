"""Backup and restore (R62): made while people write, whole on another server, and an old one that is put back is noticed."""
import glob
import os
import shutil
import subprocess
import sys
import threading

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from forger import seal, verify  # noqa: E402
from stack import ROOT, Stack  # noqa: E402

FILE = b"%PDF-1.4 a unit's file"


@pytest.fixture(scope="module")
def stack():
    with Stack("backup", "--only", "mariadb,schema", loaded=True) as servers:
        assert seal(servers).returncode == 0
        yield servers


def backup(stack, folder, *options):
    return subprocess.run([os.path.join(ROOT, "packaging", "backup"), folder, "--conf", stack.path("etc", "taizhang.conf"), *options],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def dump_of(folder):
    return max(glob.glob(os.path.join(folder, "*.sql.gz")), key=os.path.getmtime)


def put_back(stack, dump):
    command = (f"zcat '{dump}' | mariadb --no-defaults --socket='{stack.path('run', 'mariadb.sock')}' --user=root "
               "--default-character-set=utf8mb4 taizhang")
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 0, done.stderr


def write(stack, green):
    done = stack.ctl("thresholds", "2023", "--green", str(green), "--yellow", "60", "--red-days", "5")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def copy(stack, tmp_path_factory):
    """Made while somebody writes without a pause."""
    folder = str(tmp_path_factory.mktemp("copy"))
    with open(stack.path("evidence", "aa11"), "wb") as file:
        file.write(FILE)
    stop = threading.Event()

    def keep_writing():
        for green in range(70, 100):
            if stop.is_set():
                return
            write(stack, green)
    writer = threading.Thread(target=keep_writing)
    writer.start()
    done = backup(stack, folder)
    stop.set()
    writer.join()
    assert done.returncode == 0, done.stderr
    return folder


def test_the_copy_is_whole_and_private(stack, copy):
    assert oct(os.stat(copy).st_mode)[-2:] == "00" and not glob.glob(os.path.join(copy, "*.part"))
    assert subprocess.run(["sha256sum", "-c", "--quiet", dump_of(copy) + ".sha256"], cwd=copy, check=False).returncode == 0
    with open(os.path.join(copy, "files", "aa11"), "rb") as file:
        assert file.read() == FILE
    assert os.path.getsize(stack.path("state", "backup")) == 21


def test_another_server_has_it_all(stack, copy):
    """Each business row matches its last event, each chain and MAC holds, and the auditor's checkpoint is in it."""
    tree = stack.sql("SELECT size FROM tree_state")[0]["size"]
    with Stack("restored", "--only", "mariadb,schema") as other:
        for name in ("secret/audit_key", "secret/seal_key", "etc/seal.pub"):
            shutil.copy(stack.path(*name.split("/")), other.path(*name.split("/")))
        put_back(other, dump_of(copy))
        status, report, said = verify(other)
        assert (status, report["verdict"], report["findings"]) == (0, "ok", []), said
        assert other.sql("SELECT size FROM tree_state")[0]["size"] == tree
        assert other.sql("SELECT COUNT(*) n FROM task") == [{"n": "128"}]
        assert other.ctl("check").returncode == 0
        write(other, 99)


def test_an_old_copy_is_noticed(stack, copy):
    """What was sealed after the backup is missing: the sealer refuses to go on as if nothing had been."""
    write(stack, 88)
    assert seal(stack).returncode == 0
    put_back(stack, dump_of(copy))
    done = seal(stack)
    assert done.returncode != 0 and "ROLLED BACK" in done.stderr, done.stderr


@pytest.mark.parametrize("label, options, words", [
    ("no such configuration", ["--conf", "/nowhere"], "cannot read"),
    ("an account that may not read", ["--defaults", "/dev/null"], None),
])
def test_what_fails_leaves_nothing(stack, tmp_path, label, options, words):
    if words is None:
        denied = tmp_path / "denied.cnf"
        denied.write_text("[client]\nuser=taizhang_signin\npassword=wrong\n")
        options, words = ["--defaults", str(denied)], "could not be read; nothing was kept"
    done = backup(stack, str(tmp_path / "to"), *options)
    assert done.returncode == 1 and words in done.stderr, (label, done)
    assert not glob.glob(str(tmp_path / "to" / "*.gz*"))
