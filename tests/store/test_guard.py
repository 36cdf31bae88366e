"""A worker refuses to run with other rights than the manifest's, or on a server that is set up wrongly (R27, R47)."""
import os
import socket
import subprocess
import sys
import time

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
import fastcgi  # noqa: E402
from stack import ROOT, Stack, user_name  # noqa: E402


@pytest.fixture(scope="module")
def stack():
    with Stack("guard", "--only", "mariadb,schema") as servers:
        yield servers


def start_worker(stack, pool):
    """(ended, what it said): a worker that is content waits for requests, and is ended here."""
    with socket.socket(socket.AF_UNIX) as door:
        path = stack.path("run", "guard.sock")
        if os.path.exists(path):
            os.remove(path)
        door.bind(path)
        door.listen()
        worker = subprocess.Popen([os.path.join(stack.programs, "taizhang"), "--config", stack.path("etc", "taizhang.conf"),
                                   "--pool", pool], cwd=ROOT, stdin=door, stderr=subprocess.PIPE, text=True)
    try:
        said = worker.communicate(timeout=3)[1]
        return worker.returncode, said
    except subprocess.TimeoutExpired:
        worker.terminate()
        return None, worker.communicate(timeout=30)[1]


@pytest.mark.parametrize("pool", ["page", "signin"])
def test_it_starts_with_the_rights_of_the_manifest(stack, pool):
    ended, said = start_worker(stack, pool)
    assert ended is None and "cannot start" not in said
    assert stack.ctl("check").returncode == 0


RIGHTS = [
    ("page", "app", "DELETE ON taizhang.report"), ("page", "app", "UPDATE ON taizhang.audit_event"),
    ("page", "app", "ALL ON taizhang.*"), ("page", "app", "SELECT ON mysql.user"), ("page", "app", "FILE ON *.*"),
    ("page", "app", "SUPER ON *.*"), ("page", "app", "UPDATE (comment) ON taizhang.decision"),
    ("signin", "signin", "SELECT ON taizhang.report"), ("signin", "signin", "DELETE ON taizhang.person"),
]


@pytest.mark.parametrize("pool, account, right", RIGHTS, ids=[f"{a}: {r}" for _, a, r in RIGHTS])
def test_one_right_too_many(stack, pool, account, right):
    stack.sql(f"GRANT {right} TO 'taizhang_{account}'@'localhost'")
    try:
        ended, said = start_worker(stack, pool)
        assert ended == 1, said
        assert f"account taizhang_{account}: a right that the manifest does not know: GRANT" in said
        assert '"level":"error"' in said
    finally:
        restore(stack)


@pytest.mark.parametrize("clause", ["REVOKE INSERT ON taizhang.audit_event FROM", "REVOKE ALL ON taizhang.draft FROM"])
def test_one_right_too_few(stack, clause):
    stack.sql(f"{clause} 'taizhang_app'@'localhost'")
    try:
        assert start_worker(stack, "page")[0] == 1
    finally:
        restore(stack)


@pytest.mark.parametrize("pool", ["page", "signin"])
def test_a_right_of_everybody(stack, pool):
    stack.sql("GRANT DELETE ON taizhang.draft TO PUBLIC")
    try:
        ended, said = start_worker(stack, pool)
        assert ended == 1 and "a right that everybody has: GRANT DELETE" in said, said
    finally:
        stack.sql("REVOKE DELETE ON taizhang.draft FROM PUBLIC")
        restore(stack)


def test_the_operator_with_one_right_too_many(stack):
    stack.sql("GRANT DELETE ON taizhang.task TO 'taizhang_ctl'@'localhost'")
    try:
        done = stack.ctl("period", "2023", "2023-04", "plan", "--opens", "2023-04-28", "--due", "2023-05-05 18:00")
        assert done.returncode == 1 and "account taizhang_ctl: a right that the manifest does not know" in done.stderr
        assert "account taizhang_ctl" in stack.ctl("check").stderr
    finally:
        restore(stack)


def test_a_right_to_pass_on(stack):
    stack.sql("GRANT USAGE ON *.* TO 'taizhang_app'@'localhost' WITH GRANT OPTION")
    try:
        assert start_worker(stack, "page")[0] == 1
    finally:
        restore(stack)


def test_a_role(stack):
    stack.sql("CREATE ROLE helper; GRANT DELETE ON taizhang.report TO helper; GRANT helper TO 'taizhang_app'@'localhost'")
    try:
        assert start_worker(stack, "page")[0] == 1
    finally:
        stack.sql("DROP ROLE helper")
        restore(stack)


def restore(stack):
    with open(f"{ROOT}/sql/grants.sql", encoding="utf-8") as file:
        text = "".join(f"REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'taizhang_{name}'@'localhost';" for name in ("app", "signin", "ctl"))
        done = stack.sql_as(None, text + "".join(line for line in file if "`taizhang_trigger`" not in line))
    assert done.returncode == 0, done.stderr
    assert stack.ctl("check").returncode == 0


SETTINGS = [
    ("sql_mode", "''", "sql_mode must have STRICT_ALL_TABLES"),
    ("sql_mode", "'STRICT_TRANS_TABLES'", "sql_mode must have STRICT_ALL_TABLES"),
    ("innodb_flush_log_at_trx_commit", "0", "innodb_flush_log_at_trx_commit must be 1"),
    ("innodb_flush_log_at_trx_commit", "2", "innodb_flush_log_at_trx_commit must be 1"),
    ("local_infile", "1", "local_infile must be off"),
    ("innodb_snapshot_isolation", "0", "innodb_snapshot_isolation must be on"),
]


@pytest.mark.parametrize("name, value, words", SETTINGS, ids=[f"{n}={v}" for n, v, _ in SETTINGS])
def test_a_wrong_setting(stack, name, value, words):
    good = stack.sql(f"SELECT @@GLOBAL.{name} AS v")[0]["v"]
    stack.sql(f"SET GLOBAL {name} = {value}")
    try:
        ended, said = start_worker(stack, "page")
        assert ended == 1 and words in said, said
        assert words in stack.ctl("check").stderr
    finally:
        stack.sql(f"SET GLOBAL {name} = '{good}'" if not good.isdigit() else f"SET GLOBAL {name} = {good}")


@pytest.mark.parametrize("option, words", [
    ("--secure-timestamp=NO", "secure_timestamp must be YES"),
    ("--innodb-rollback-on-timeout=OFF", "innodb_rollback_on_timeout must be on")])
def test_a_wrong_setting_of_the_start(stack, option, words):
    """These two cannot be changed while the server runs, so it is started with the wrong one."""
    stack.servers("stop", "--only", "mariadb")
    server = subprocess.Popen(["mariadbd", f"--defaults-file={ROOT}/conf/mariadb.cnf", f"--user={user_name()}",
                               "--datadir=" + stack.path("data"), "--socket=" + stack.path("run", "mariadb.sock"),
                               "--tmpdir=" + stack.path("tmp"), option], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        wait_for_server(stack)
        ended, said = start_worker(stack, "page")
        assert ended == 1 and words in said, said
    finally:
        server.terminate()
        server.wait(30)
        stack.start()
    assert stack.ctl("check").returncode == 0


def wait_for_server(stack):
    for _ in range(100):
        if stack.sql_as(None, "SELECT 1").returncode == 0:
            return
        time.sleep(0.1)
    raise TimeoutError("mariadbd did not start")


def test_a_server_that_came_later_is_looked_at_as_well(stack):
    """The worker starts while the database is away; when it comes with one right too many, no page is served."""
    stack.sql("GRANT DELETE ON taizhang.report TO 'taizhang_app'@'localhost'")
    stack.servers("stop", "--only", "mariadb")
    with socket.socket(socket.AF_UNIX) as door:
        path = stack.path("run", "late.sock")
        door.bind(path)
        door.listen()
        worker = subprocess.Popen([os.path.join(stack.programs, "taizhang"), "--config", stack.path("etc", "taizhang.conf"),
                                   "--pool", "page"], cwd=ROOT, stdin=door, stderr=subprocess.PIPE, text=True)
    try:
        stack.start("--only", "mariadb")
        asked = {"REQUEST_METHOD": "GET", "REQUEST_URI": "/healthz", "REMOTE_ADDR": "127.0.0.1"}
        status, answer = fastcgi.talk(path, fastcgi.Record.begin() + fastcgi.params(asked) + fastcgi.Record.stdin(b""))
        assert status in (500, 503), answer
    finally:
        worker.terminate()
        said = worker.communicate(timeout=30)[1]
        restore(stack)
    assert "a right that the manifest does not know" in said
