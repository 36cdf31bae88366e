"""The directory as an adversary: one that says yes to everything, is silent, or is away (R02, R25, R56, F10, F11)."""
import os
import signal
import socket
import threading
import time

import pytest

from fake_directory import FakeDirectory
from http_client import Client
from stack import BASE, ROOT, Stack, read_accounts
from worker import Worker

KJJ1 = f"uid=kjj1,ou=people,{BASE}"
ENTRY = (KJJ1, {"entryUUID": "11111111-2222-3333-4444-555555555555", "uid": "kjj1", "cn": "假名", "departmentNumber": "kjj"})
GROUPS = [(f"cn=tz-filers,ou=groups,{BASE}", {})]


@pytest.fixture(scope="module")
def stack():
    with Stack("directory", "--workers", "1", "--no-limits", "--address-most", "1000000", loaded=True) as servers:
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []


@pytest.fixture(scope="module")
def account():
    return read_accounts(f"{ROOT}/seeds/accounts.tsv")["kjj1"]


@pytest.fixture(autouse=True)
def nobody_is_locked(stack):
    stack.sql("DELETE FROM attempt")


def people(stack):
    return stack.sql("SELECT COUNT(*) AS n FROM person")[0]["n"]


def test_the_fake_can_sign_somebody_in(stack):
    """Or the tests below would prove nothing."""
    with FakeDirectory(stack, ENTRY, GROUPS, "dn:" + KJJ1) as fake, Worker(stack, "signin", {"uris": fake.uri}) as worker:
        status, page = worker.sign_in("kjj1", "whatever")
        assert status == 303 and "Set-Cookie: tz=" in page
        assert [dn for dn, _ in fake.binds] == [f"cn=taizhang,ou=services,{BASE}", KJJ1]
        assert fake.binds[1][1] == b"whatever"


@pytest.mark.parametrize("who", ["", "dn:", "dn:cn=somebody,dc=else", "u:kjj1", f"dn:{KJJ1},dc=more", f"dn:uid=kjj,ou=people,{BASE}"])
def test_yes_alone_is_no_proof(stack, who):
    with FakeDirectory(stack, ENTRY, GROUPS, who) as fake, Worker(stack, "signin", {"uris": fake.uri}) as worker:
        before = people(stack)
        status, page = worker.sign_in("kjj1", "whatever")
        assert status == 403 and "账号或密码不正确" in page and "Set-Cookie: tz=" not in page
        assert people(stack) == before


@pytest.mark.parametrize("label, login, raw, status", [
    ("empty password", "kjj1", "", 403), ("NUL in the password", "kjj1", "secret%00junk", 400), ("only NUL", "kjj1", "%00", 400),
    ("1025 bytes", "kjj1", "x" * 1025, 403), ("over the form's limit", "kjj1", "x" * 2001, 400), ("empty name", "", "secret", 403),
    ("a name that is too long", "k" * 65, "secret", 403), ("a longer one", "k" * 200, "secret", 403),
    ("a Chinese name that is too long", "科" * 65, "secret", 403)], ids=lambda v: v if " " in str(v) else "")
def test_never_reaches_a_bind(stack, label, login, raw, status):
    with FakeDirectory(stack, ENTRY, GROUPS, "dn:" + KJJ1) as fake, Worker(stack, "signin", {"uris": fake.uri}) as worker:
        got, page = worker.sign_in(login, None, raw)
        assert got == status and "Set-Cookie: tz=" not in page
        assert fake.binds == []


def test_1024_bytes_are_taken_whole(stack):
    with FakeDirectory(stack, ENTRY, GROUPS, "dn:" + KJJ1) as fake, Worker(stack, "signin", {"uris": fake.uri}) as worker:
        assert worker.sign_in("kjj1", " " + "密" * 341)[0] == 303
        assert fake.binds[1][1] == (" " + "密" * 341).encode()


def test_two_entries_are_nobody(stack):
    with FakeDirectory(stack, ENTRY, GROUPS, "dn:" + KJJ1) as fake, Worker(stack, "signin", {"uris": fake.uri}) as worker:
        fake.answers_once = fake.answers
        fake.answers = lambda tag, content: (lambda a: a[:1] + a if tag == 0x63 and len(a) == 2 else a)(fake.answers_once(tag, content))
        assert worker.sign_in("kjj1", "whatever")[0] == 403


def test_certificate_of_another_authority_is_refused(stack):
    with FakeDirectory(stack, ENTRY, GROUPS, "dn:" + KJJ1) as fake, \
            Worker(stack, "signin", {"uris": fake.uri, "ca_file": "/etc/ssl/certs/ca-certificates.crt"}) as worker:
        assert worker.sign_in("kjj1", "whatever")[0] == 503
        assert fake.binds == []


def test_no_password_over_a_bare_line(stack):
    with FakeDirectory(stack, ENTRY, GROUPS, "dn:" + KJJ1) as fake, \
            Worker(stack, "signin", {"uris": fake.uri.replace("ldaps", "ldap"), "starttls": "false"}) as worker:
        assert worker.sign_in("kjj1", "whatever")[0] == 503
        assert fake.binds == []


def real_uri(stack):
    with open(stack.path("etc", "taizhang.conf"), encoding="utf-8") as file:
        return next(line for line in file if line.startswith("uris=")).strip()[5:]


@pytest.mark.parametrize("scheme", ["ldap", "ldaps"])
def test_a_silent_server_is_passed_over(stack, account, scheme):
    with socket.create_server(("127.0.0.1", 0), backlog=16) as silent:
        uris = f"{scheme}://127.0.0.1:{silent.getsockname()[1]};{real_uri(stack)}"
        with Worker(stack, "signin", {"uris": uris}) as worker:
            began = time.monotonic()
            assert worker.sign_in("kjj1", account.password)[0] == 303
            assert time.monotonic() - began < 8
            began = time.monotonic()  # it is remembered
            assert worker.sign_in("kjj1", account.password)[0] == 303
            assert time.monotonic() - began < 2


def processes(conf):
    """{pid: parent} of the workers with this configuration and what they started."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as line, open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
                words = line.read().split(b"\0")
                if conf.encode() in words and not words[0].endswith(b"multiwatch"):
                    found[int(pid)] = int(stat.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            pass  # it has ended
    return found


def test_who_asks_a_silent_server_ends_without_the_worker(stack):
    """A worker that is killed in the meantime leaves nobody behind who holds the listening socket (F10)."""
    with socket.create_server(("127.0.0.1", 0), backlog=16) as silent, \
            Worker(stack, "signin", {"uris": f"ldaps://127.0.0.1:{silent.getsockname()[1]}", "timeout_seconds": "2"}) as worker:
        waiting = threading.Thread(target=worker.sign_in, args=("kjj1", "x"), daemon=True)
        waiting.start()
        time.sleep(1)
        asking = {pid: parent for pid, parent in processes(worker.conf).items() if parent in processes(worker.conf)}
        assert len(asking) == 1
        os.kill(*asking.values(), signal.SIGKILL)
        time.sleep(4)
        assert not asking.keys() & processes(worker.conf).keys()


def test_a_refusing_server_is_passed_over(stack, account):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with Worker(stack, "signin", {"uris": f"ldap://127.0.0.1:{port};{real_uri(stack)}"}) as worker:
        assert worker.sign_in("kjj1", account.password)[0] == 303


def test_a_wrong_password_asks_no_second_server(stack):
    """The first server's no is the answer: a second one would double the tries at a lock of the directory's own."""
    with FakeDirectory(stack, ENTRY, GROUPS, "dn:" + KJJ1) as fake, \
            Worker(stack, "signin", {"uris": f"{real_uri(stack)};{fake.uri}"}) as worker:
        assert worker.sign_in("kjj2", "wrong")[0] == 403
        assert fake.binds == []


def test_away_is_said_and_signed_in_people_go_on(stack, account):
    person = Client(stack.origin)
    assert person.sign_in("kjj1", account.password).status == 303
    stack.servers("stop", "--only", "slapd")
    try:
        attempt = Client(stack.origin).sign_in("kjj1", account.password)
        assert attempt.status == 503 and "统一身份认证服务暂时无法连接" in attempt.text
        assert person.get("/dashboard").status == 200
        assert Client(stack.origin).get("/login").status == 200
        assert Client(stack.origin).get("/healthz").status == 200
    finally:
        stack.start("--only", "slapd")
    assert Client(stack.origin).sign_in("kjj1", account.password).status == 303
