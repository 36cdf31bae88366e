"""The FastCGI door, spoken to without nginx: what is broken there costs one worker at most, and changes nothing (F12, R51,
R67). The worker's watchdog is set to two seconds."""
import os
import random
import signal
import socket
import subprocess
import time

import pytest

import fastcgi
from fastcgi import ABORT, BEGIN, PARAMS, STDIN, Record, pair, params, record, talk
from http_client import wait_for
from stack import REPORTS_OF_SANITIZERS, Stack
from worker import Worker

FORKS = 2


@pytest.fixture(scope="module")
def stack():
    with Stack("fastcgi", "--only", "mariadb,schema", loaded=True) as servers:
        yield servers


@pytest.fixture(scope="module")
def worker(stack):
    with Worker(stack, "page", {"watchdog_seconds": "2"}, FORKS) as page:
        wait_for("a worker", 10, lambda: page.ask("GET", "/healthz")[0] == 200)
        yield page
        said = page.said()
    reports = [line for line in said.splitlines() if REPORTS_OF_SANITIZERS.search(line) and "requested allocation size" not in line]
    assert reports == [], said[-20000:]  # libfcgi itself may ask for too much, see below


@pytest.fixture(autouse=True)
def all_is_well_afterwards(stack, worker):
    before = stack.sql("CHECKSUM TABLE report, draft, person, audit_event, session")
    yield
    wait_for("the workers", 10, lambda: worker.ask("GET", "/healthz")[0] == 200)
    assert stack.sql("CHECKSUM TABLE report, draft, person, audit_event, session") == before


def test_half_a_record_and_silence(worker):
    """Every worker is held; the watchdog ends them and their places are filled again."""
    held = []
    for _ in range(FORKS):
        line = socket.socket(socket.AF_UNIX)
        line.connect(worker.socket)
        line.sendall(Record.begin() + record(PARAMS, b"\x0e", length=500))
        held.append(line)
    began = time.monotonic()
    assert worker.ask("GET", "/healthz", timeout=20)[0] == 200
    assert 1 < time.monotonic() - began < 10
    assert "watchdog" in worker.said()
    [line.close() for line in held]


def test_a_silent_peer(worker):
    held = [socket.socket(socket.AF_UNIX) for _ in range(FORKS)]
    [line.connect(worker.socket) for line in held]
    assert worker.ask("GET", "/healthz", timeout=20)[0] == 200
    [line.close() for line in held]


def test_a_body_that_never_comes(worker):
    line = socket.socket(socket.AF_UNIX)
    line.connect(worker.socket)
    line.sendall(Record.begin() + params(worker.variables("POST", "/logout", b"x" * 50)) + record(STDIN, b"x" * 10))
    assert worker.ask("GET", "/healthz", timeout=20)[0] == 200
    wait_for("the held worker's end", 10, lambda: line.recv(100) == b"")
    line.close()


BODY = b"csrf=x&narrative=abc"


@pytest.mark.parametrize("declared", ["-1", "+5", "0x5", " 5", "5 ", "5,5", "1e1", "abc", "١٢", "99999999999", "1048577",
                                      "18446744073709551616", "-9223372036854775808", "21", "20.0", "20\n"])
def test_a_length_that_is_none(worker, declared):
    status, page = worker.ask("POST", "/logout", BODY, CONTENT_LENGTH=declared)
    assert status == 400 and "无法识别" in page


@pytest.mark.parametrize("sent", [0, 1, 19])
def test_a_body_that_is_shorter_than_declared(worker, sent):
    assert worker.ask("POST", "/logout", BODY[:sent], CONTENT_LENGTH="20", CONTENT_TYPE="application/x-www-form-urlencoded")[0] == 400


def test_a_body_that_is_longer_than_declared(worker):
    assert worker.ask("POST", "/logout", BODY + b"&more=x", CONTENT_LENGTH="20")[0] == 403  # no session: read as 20 bytes


def test_a_body_that_is_broken_off(worker):
    head = Record.begin() + params(worker.variables("POST", "/logout", BODY)) + record(STDIN, BODY[:7])
    assert talk(worker.socket, head + record(ABORT))[0] in (None, 400)
    assert talk(worker.socket, head, half=True)[0] in (None, 400)


@pytest.mark.parametrize("label, variables", [
    ("no method", {"REQUEST_METHOD": None}), ("an empty method", {"REQUEST_METHOD": ""}), ("no address", {"REQUEST_URI": None}),
    ("nothing at all", dict.fromkeys(["REQUEST_METHOD", "REQUEST_URI", "REMOTE_ADDR", "CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_HOST",
                                      "REQUEST_ID"])),
    ("a NUL in the address", {"REQUEST_URI": "/dash\0board"}), ("a NUL in the method", {"REQUEST_METHOD": "GET\0POST"}),
    ("no UTF-8", {"REQUEST_URI": b"/\xff\xfe"}), ("no UTF-8 in a header", {"HTTP_USER_AGENT": b"\xff\xfe\x00\x1b[31m"}),
    ("a very long agent", {"HTTP_USER_AGENT": "A" * 60000}), ("a very long cookie", {"HTTP_COOKIE": "tz=" + "A" * 60000}),
    ("a thousand cookies", {"HTTP_COOKIE": "; ".join(f"c{i}=1" for i in range(4000))}), ("an address of another", {"REMOTE_ADDR": "x" * 3000})])
def test_odd_variables(worker, label, variables):
    merged = {**worker.variables("GET", "/dashboard"), **variables}
    status, page = talk(worker.socket, Record.begin() + params({n: v for n, v in merged.items() if v is not None}) + Record.stdin(b""))
    assert status in (303, 400, 403, 404, 405), (status, page[:300])


def test_lengths_that_are_huge(stack):
    """libfcgi may end the worker (Debian's fix of CVE-2025-23016 is not whole); it must come back, and nothing else. In a
    worker of its own: the address sanitizer tells of libfcgi's allocation, too."""
    with Worker(stack, "page", {"watchdog_seconds": "2"}) as lonely:
        for huge in (b"\xbf\xff\xff\xff\xbf\xff\xff\xff", b"\xff\xff\xff\xff\x01", b"\x01\xff\xff\xff\xff",
                     b"\x80\x00\xff\xff\x80\x00\xff\xff"):
            talk(lonely.socket, Record.begin() + record(PARAMS, huge + b"A" * 20) + record(PARAMS) + Record.stdin(b""), 6, half=True)
            wait_for("a worker", 10, lambda: lonely.ask("GET", "/healthz")[0] == 200)


@pytest.mark.parametrize("label, data", [
    ("nothing", b""), ("http", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"), ("another version", record(BEGIN, b"\0\1\0\0\0\0\0\0", version=2)),
    ("an unknown kind", record(99, b"abc") + Record.begin()), ("a role that is none", record(BEGIN, b"\0\7\0\0\0\0\0\0")),
    ("parameters first", params({"REQUEST_METHOD": "GET"})), ("parameters of another request", Record.begin() + record(PARAMS, pair("a", "b"), request=7)),
    ("a begin of the wrong size", record(BEGIN, b"\0\1")), ("zeros", b"\0" * 4096), ("ones", b"\xff" * 4096),
    ("half a pair", Record.begin() + record(PARAMS, b"\x0e\x03REQUEST_") + record(PARAMS) + Record.stdin(b""))])
def test_what_is_no_request(worker, label, data):
    status, _ = talk(worker.socket, data, timeout=6, half=True)
    assert status in (None, 400, 403, 404, 405)


def test_mutated_requests(worker):
    """A whole request with some bytes changed, five hundred times: workers may end, requests must not be believed."""
    rng = random.Random(20230403)
    whole = Record.begin() + params(worker.variables("POST", "/logout", BODY)) + Record.stdin(BODY)
    for _ in range(500):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        data[10] = 0  # a connection that is to be kept open would only be waited for
        status, page = talk(worker.socket, bytes(data), timeout=8, half=True)
        assert status in (None, 303, 400, 403, 404, 405), (status, page[:300])


def test_a_killed_worker_costs_nothing_else(worker):
    children = subprocess.run(["pgrep", "-P", str(worker.process.pid)], capture_output=True, text=True).stdout.split()
    assert len(children) == FORKS
    for child in children:
        os.kill(int(child), signal.SIGKILL)
        assert worker.ask("GET", "/healthz")[0] == 200
    wait_for("new workers", 5, lambda: len(subprocess.run(["pgrep", "-P", str(worker.process.pid)], capture_output=True,
                                                          text=True).stdout.split()) == FORKS)


def test_told_to_end_it_finishes_its_request(stack):
    with Worker(stack, "page") as lonely:
        wait_for("the worker", 10, lambda: lonely.ask("GET", "/healthz")[0] == 200)
        child = int(subprocess.run(["pgrep", "-P", str(lonely.process.pid)], capture_output=True, text=True).stdout)
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(lonely.socket)
            line.sendall(Record.begin() + params(lonely.variables("GET", "/healthz")))
            time.sleep(0.3)
            os.kill(child, signal.SIGTERM)
            time.sleep(0.3)
            line.sendall(Record.stdin(b""))
            got = b""
            while more := line.recv(65536):
                got += more
            assert fastcgi.answer_of(got)[0] == 200
