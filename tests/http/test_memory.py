"""After a sign-in no password is left in the worker's memory: not in its heap, not in a buffer of libfcgi (R16).

The worker is not dumpable, so only root may look; without that right the test is skipped."""
import os
import re
import urllib.parse

import pytest

from stack import ROOT, Stack, read_accounts
from worker import Worker

MARK = "Geheimnis-\u5bc6\u7801-7261"
HUGE_BYTES = 1 << 30  # the shadow memory of ASan; nothing of ours is as large


@pytest.fixture(scope="module")
def stack():
    with Stack("memory", "--workers", "1", "--no-limits", "--address-most", "1000000", loaded=True) as servers:
        yield servers


def worker_pid(conf):
    """The worker, not the multiwatch that started it."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if words[0].endswith(b"/taizhang") and conf.encode() in words:
            return int(pid)
    raise LookupError(conf)


def memory(pid):
    """What the process may write, piece by piece."""
    with open(f"/proc/{pid}/maps", encoding="ascii", errors="replace") as file:
        maps = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", file.read(), re.M)
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as file:
        for first, end in ((int(a, 16), int(b, 16)) for a, b in maps):
            if end - first < HUGE_BYTES:
                file.seek(first)
                yield file.read(end - first)


def places(pid, words):
    return sum(piece.count(words) for piece in memory(pid))


@pytest.fixture
def worker(stack):
    with Worker(stack, "signin") as made:
        assert made.ask("GET", "/login")[0] == 200
        try:
            assert sum(1 for _ in memory(worker_pid(made.conf))) > 3
        except PermissionError:
            pytest.skip("only root looks into a process that is not dumpable")
        yield made


def test_what_is_there_is_found(stack, worker):
    """Or the tests below would prove nothing: the name of the server's socket stays in the memory."""
    assert places(worker_pid(worker.conf), stack.path("run", "mariadb.sock").encode()) > 0


@pytest.mark.parametrize("label, filling", [("small", ""), ("in several pieces", "x" * 1500), ("not a form at all", None)])
def test_no_password_stays(worker, label, filling):
    escaped = urllib.parse.quote_plus(MARK)
    if filling is None:
        status = worker.ask("POST", "/login", f"password={escaped}&password={escaped}&x=%zz".encode(),
                            HTTP_ORIGIN=worker.stack.origin)[0]
    else:
        status = worker.sign_in("kjj1", None, escaped + filling)[0]
    assert status == (400 if filling is None else 403)
    pid = worker_pid(worker.conf)
    found = {words: places(pid, words) for words in (MARK.encode(), escaped.encode(), MARK.encode("utf-16-le"))}
    assert set(found.values()) == {0}, found


def test_nor_the_right_one(stack, worker):
    account = read_accounts(f"{ROOT}/seeds/accounts.tsv")["kjj1"]
    assert worker.sign_in(account.login, account.password)[0] == 303
    assert places(worker_pid(worker.conf), account.password.encode()) == 0


def test_r28_the_kernel_watches_each_worker(worker):
    with open(f"/proc/{worker_pid(worker.conf)}/status", encoding="ascii") as file:
        told = dict(line.strip().split(":\t", 1) for line in file if line.startswith(("Seccomp:", "NoNewPrivs:")))
    assert (told["Seccomp"], told["NoNewPrivs"]) == ("2", "1")
