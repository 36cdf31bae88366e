"""Between the sign-in worker and the directory stands a proxy that breaks the line in every way (R56, F10): a second server is asked
in time, no answer comes later than eight seconds, and the pages notice nothing."""
import os
import socket
import sys
import threading
import time

import pytest

from fake_directory import FakeDirectory, ber, octets
from http_client import Client, wait_for
from stack import BASE, ROOT, Stack, read_accounts
from worker import Worker

sys.path.insert(0, os.path.join(ROOT, "tests", "faultproxy"))
from faultproxy import FaultProxy  # noqa: E402

SECONDS = 8.0
KJJ1 = f"uid=kjj1,ou=people,{BASE}"
ENTRY = (KJJ1, {"entryUUID": "11111111-2222-3333-4444-555555555555", "uid": "kjj1", "cn": "假名", "departmentNumber": "kjj"})
GROUPS = [(f"cn=tz-filers,ou=groups,{BASE}", {})]


@pytest.fixture(scope="module")
def stack():
    with Stack("faulty", "--workers", "2", "--no-limits", "--address-most", "1000000", loaded=True) as servers:
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []


@pytest.fixture(scope="module")
def password():
    return read_accounts(f"{ROOT}/seeds/accounts.tsv")["kjj1"].password


@pytest.fixture(scope="module")
def ldap_port(stack):
    with open(stack.path("etc", "options"), encoding="utf-8") as file:
        return next(line for line in file if line.startswith("ldap_port=")).strip()[10:]


@pytest.fixture(autouse=True)
def nobody_is_locked(stack):
    stack.sql("DELETE FROM attempt")


@pytest.fixture(scope="module")
def starttls(ldap_port):
    """The real slapd behind a proxy; its address as the worker wants it."""
    with FaultProxy(f"tcp:127.0.0.1:{ldap_port}") as proxy:
        proxy.uri = f"ldap://127.0.0.1:{proxy.port}"
        yield proxy


@pytest.fixture(scope="module")
def ldaps(stack):
    """Our own directory, which speaks TLS at once, behind a proxy."""
    with FakeDirectory(stack, ENTRY, GROUPS, "dn:" + KJJ1) as fake, FaultProxy("tcp:" + fake.uri[8:]) as proxy:
        proxy.uri = f"ldaps://127.0.0.1:{proxy.port}"
        yield proxy


def timed_sign_in(stack, uris, password):
    """(status, seconds) of one sign-in through a fresh worker, which remembers nothing of a server."""
    with Worker(stack, "signin", {"uris": uris, "timeout_seconds": "1"}) as worker:
        wait_for("a worker", 10, lambda: worker.ask("GET", "/login")[0] == 200)
        began = time.monotonic()
        status, page = worker.sign_in("kjj1", password)
        return status, time.monotonic() - began, page


# Answers of slapd: 14 bytes to StartTLS, then the handshake (about 1,300), then the directory's own.
FAULTS = {
    "refused": {"kind": "refuse"}, "silent": {"kind": "silent"}, "reset at once": {"kind": "reset", "side": "up"},
    "reset by the answer": {"kind": "reset", "side": "down"}, "no answer at all": {"kind": "cut", "side": "down", "after": 0},
    "half an answer": {"kind": "cut", "side": "down", "after": 7}, "half a handshake": {"kind": "cut", "side": "down", "after": 600},
    "handshake that hangs": {"kind": "stall", "side": "down", "skip": 1}, "handshake byte by byte": {"kind": "drip", "side": "down", "seconds": 0.02},
    "hears nothing any more": {"kind": "stall", "side": "up", "skip": 2}, "shut behind the first answer": {"kind": "half", "side": "down"},
    "late": {"kind": "delay", "seconds": 3}}


def test_r56_through_the_proxy_all_is_well(stack, starttls, ldaps, password):
    """Or the tests below would prove nothing."""
    assert timed_sign_in(stack, starttls.uri, password)[0] == 303
    assert timed_sign_in(stack, ldaps.uri, "whatever")[0] == 303


TLS_AT_ONCE = ("silent", "reset by the answer", "half a handshake", "handshake that hangs", "handshake byte by byte")


@pytest.mark.parametrize("how, fault", [("starttls", fault) for fault in FAULTS] + [("ldaps", fault) for fault in TLS_AT_ONCE])
def test_r56_a_second_server_is_asked_in_time(request, stack, ldap_port, password, how, fault):
    proxy = request.getfixturevalue(how)
    with proxy.fault(**FAULTS[fault]) as broken:
        status, seconds, page = timed_sign_in(stack, f"{proxy.uri};ldap://127.0.0.1:{ldap_port}", password)
    assert status == 303 and "Set-Cookie: tz=" in page and seconds < SECONDS, (status, seconds)
    assert broken.hits > 0 or fault == "silent", "the fault did not strike"


@pytest.mark.parametrize("fault", ["refused", "silent", "half an answer", "handshake that hangs", "hears nothing any more", "late"])
def test_r56_one_server_alone_and_that_is_broken(stack, starttls, password, fault):
    """An answer in time that says what is the matter, and no session."""
    with starttls.fault(**FAULTS[fault]):
        status, seconds, page = timed_sign_in(stack, starttls.uri, password)
    assert status == 503 and seconds < SECONDS and "Set-Cookie: tz=" not in page, (status, seconds)
    assert "统一身份认证服务暂时无法连接" in page


def test_r56_a_referral_is_not_followed(stack):
    """A directory that sends us elsewhere: nobody goes there with a password."""
    with socket.create_server(("127.0.0.1", 0)) as elsewhere, FakeDirectory(stack, ENTRY, GROUPS, "dn:" + KJJ1) as fake:
        elsewhere.settimeout(0.5)
        port = elsewhere.getsockname()[1]
        usual = fake.answers
        refer = ber(0x65, ber(0x0A, b"\x0a") + octets("") + octets("") + ber(0xA3, octets(f"ldap://127.0.0.1:{port}/")))
        fake.answers = lambda tag, content: [refer] if tag == 0x63 else usual(tag, content)
        status, seconds, page = timed_sign_in(stack, fake.uri, "whatever")
        assert status in (403, 503) and "Set-Cookie: tz=" not in page and seconds < SECONDS
        with pytest.raises(TimeoutError):
            elsewhere.accept()


def test_r56_pages_notice_nothing(stack, starttls, ldap_port, password):
    """While people hang in signing in, those who are in go on as fast as before."""
    person = Client(stack.origin)
    assert person.sign_in("kjj1", password).status == 303

    def slowest(n):
        times = []
        for _ in range(n):
            began = time.monotonic()
            assert person.get("/dashboard").status == 200
            times.append(time.monotonic() - began)
        return sorted(times)[-2]
    usual = slowest(40)
    with starttls.fault("silent"), Worker(stack, "signin", {"uris": starttls.uri, "timeout_seconds": "2"}, forks=2) as worker:
        wait_for("a worker", 10, lambda: worker.ask("GET", "/login")[0] == 200)
        hanging = [threading.Thread(target=worker.sign_in, args=("kjj1", password)) for _ in range(2)]
        [one.start() for one in hanging]
        meanwhile = slowest(40)
        [one.join() for one in hanging]
    assert meanwhile < max(3 * usual, 0.2), (usual, meanwhile)
