"""A database that is stopped, locked or gone: a page within three seconds that says so, and work goes on by itself (R54).

A stopped mariadbd accepts connections and never says a word: the worst that a full disk or a lost host can look like."""
import os
import signal
import subprocess
import time

import pytest

from http_client import Client
from stack import ROOT, Stack, read_accounts

SECONDS = 3.0
FORGIVEN = 1.2  # a worker asks a server that was silent again after a second
PAGES = ("/dashboard", "/plans/2023/tasks", "/plans/2023/tasks/1", "/reports", "/healthz")


@pytest.fixture(scope="module")
def stack():
    with Stack("silent", "--workers", "2", "--no-limits", loaded=True, clock="2023-04-03 09:00") as servers:
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []


@pytest.fixture(scope="module")
def account():
    return read_accounts(f"{ROOT}/seeds/accounts.tsv")["kjj1"]


@pytest.fixture
def filer(stack, account):
    client = Client(stack.origin)
    assert client.sign_in(account.login, account.password).status == 303
    for page in PAGES[:-1]:
        assert client.get(page).status == 200, page
    yield client
    time.sleep(FORGIVEN)


def freeze(stack):
    """Returns when every thread of the server stands still, which is a moment after the signal."""
    pid = stack.pid("mariadb")
    os.kill(pid, signal.SIGSTOP)
    while any(state(f"/proc/{pid}/task/{thread}/stat") != "T" for thread in os.listdir(f"/proc/{pid}/task")):
        time.sleep(0.01)


def state(path):
    with open(path, encoding="utf-8") as file:
        return file.read().rsplit(")", 1)[1].split()[0]


@pytest.fixture
def frozen(stack, filer):
    """Nothing is asked of it before the test does: each of the two workers has yet to find out."""
    freeze(stack)
    yield filer
    os.kill(stack.pid("mariadb"), signal.SIGCONT)


def timed(ask):
    began = time.monotonic()
    answer = ask()
    return answer, time.monotonic() - began


@pytest.mark.parametrize("page", PAGES)
def test_a_silent_server_is_told_within_three_seconds(frozen, page):
    for _ in range(4):
        answer, seconds = timed(lambda: frozen.get(page))
        assert answer.status == 503 and seconds < SECONDS, seconds
        assert "系统繁忙" in answer.text and answer.headers["retry-after"] == ["5"]


def test_after_one_has_waited_the_next_is_told_at_once(frozen):
    waits = [timed(lambda: frozen.get("/dashboard"))[1] for _ in range(6)]
    assert min(waits) < 0.5 and max(waits) < SECONDS, waits


def test_a_new_connection_waits_no_longer(frozen):
    frozen.get("/dashboard")
    time.sleep(FORGIVEN)
    waits = [timed(lambda: frozen.get("/dashboard"))[1] for _ in range(3)]
    assert 1 < max(waits) < SECONDS, waits


def test_nothing_typed_is_lost(stack, filer):
    unit = stack.sql("SELECT id FROM unit WHERE name = '市科技局'")[0]["id"]
    path = f"/plans/2023/tasks/1/reports/2023-03/{unit}"
    form = filer.get(path + "/edit").form("narrative", "next_steps")
    freeze(stack)
    try:
        answer, seconds = timed(lambda: filer.send(form, ("action", "save"), path, narrative="写了一上午的进展情况。"))
        assert answer.status == 503 and seconds < SECONDS and "写了一上午的进展情况。" in answer.text
    finally:
        os.kill(stack.pid("mariadb"), signal.SIGCONT)


def test_signing_in_says_so_as_well(frozen, stack, account):
    client = Client(stack.origin)
    assert client.get("/login").status == 200
    answer, seconds = timed(lambda: client.sign_in(account.login, account.password))
    assert answer.status == 503 and seconds < SECONDS, seconds


def test_it_goes_on_by_itself(stack, filer):
    freeze(stack)
    for _ in range(4):
        assert filer.get("/dashboard").status == 503
    os.kill(stack.pid("mariadb"), signal.SIGCONT)
    time.sleep(FORGIVEN)
    assert [filer.get("/dashboard").status for _ in range(8)] == [200] * 8


def test_a_server_that_is_gone_is_told_at_once(stack, filer):
    stack.servers("stop", "--only", "mariadb")
    try:
        answer, seconds = timed(lambda: filer.get("/dashboard"))
        assert answer.status == 503 and seconds < 1, seconds
        assert Client(stack.origin).get("/login").status == 200
    finally:
        stack.start("--only", "mariadb")
    assert filer.get("/dashboard").status == 200


def test_a_table_that_somebody_holds(stack, filer):
    """The server answers, only not this: it gives up by itself before the worker does, and again within three seconds."""
    holder = subprocess.Popen(["mariadb", "--no-defaults", "--socket=" + stack.path("run", "mariadb.sock"), "taizhang", "-e",
                               "LOCK TABLES session WRITE; SELECT SLEEP(30)"], stdout=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        answer, seconds = timed(lambda: filer.get("/dashboard"))
        assert answer.status == 503 and seconds < SECONDS, (answer.status, seconds)
    finally:
        for row in stack.sql("SELECT id FROM information_schema.processlist WHERE info LIKE '%SLEEP(30)%' AND id <> CONNECTION_ID()"):
            stack.sql_as(None, f"KILL {row['id']}")
        holder.wait(20)
    assert filer.get("/dashboard").status == 200


def test_a_command_is_patient(stack):
    """An import must not end halfway because the server took a breath."""
    freeze(stack)
    command = subprocess.Popen([os.path.join(stack.programs, "taizhangctl"), "--config", stack.path("etc", "taizhang.conf"),
                                "units", f"{ROOT}/seeds/units.tsv"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(5)
    os.kill(stack.pid("mariadb"), signal.SIGCONT)
    said, complaint = command.communicate(timeout=30)
    assert command.returncode == 0 and "单位：" in said, complaint
