"""What a stranger may send through the front door: malformed requests, slow ones, forged headers, odd paths, forged log lines; and
that no answer to a failure tells what is inside (R30, R31, R64, R66, R68, R69)."""
import json
import os
import random
import re
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from http_client import Client
from office import Office

MARKS = "report, report_version, draft, work_item, decision, person, session"


@pytest.fixture(scope="module")
def filer(stack, person):
    return person("kjj1")


def pool(stack):
    """Pids of the page workers: a worker that died would have another."""
    return sorted(subprocess.run(["ps", "-o", "pid=", "--ppid", str(stack.pid("page"))], stdout=subprocess.PIPE, text=True).stdout.split())


def talk(stack, data, timeout=2.0, address="127.0.0.1", half=False):
    """All that comes back until the server closes or is silent. half: our side is shut behind it, which ends the request."""
    got = b""
    with socket.create_connection(("127.0.0.1", stack.port), timeout, (address, 0)) as line:
        try:
            line.sendall(data)
            if half:
                line.shutdown(socket.SHUT_WR)
            while more := line.recv(65536):
                got += more
        except (TimeoutError, ConnectionResetError, BrokenPipeError):
            pass
    return got


def statuses(got):
    """Of every answer in it: two where one was asked for would be two interpretations."""
    return [int(status) for status in re.findall(rb"(?:^|\r\n|>\n?|\n)HTTP/1\.[01] (\d\d\d)[ \r]", got)]


# ---- R66

HOST = b"Host: localhost\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
SMUGGLED = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Smuggled: 1\r\n\r\n"

MALFORMED = {
    "length and chunks": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunks and length": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two lengths": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + SMUGGLED,
    "two equal lengths": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\na=b" + SMUGGLED,
    "two lengths in one": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 3, 3\r\n\r\na=b" + SMUGGLED,
    "a length with a sign": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: +3\r\n\r\na=b" + SMUGGLED,
    "a length in hex": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 0x3\r\n\r\na=b" + SMUGGLED,
    "a huge length": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 99999999999999999999999\r\n\r\na=b",
    "an odd transfer encoding": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED,
    "chunked twice": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunked behind a tab": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding:\tchunked, identity\r\n\r\n" + SMUGGLED,
    "a blank before the colon": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a folded header": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 5\r\nX: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a bad chunk size": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n\r\nzz\r\na=b\r\n0\r\n\r\n",
    "a negative chunk size": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n\r\n-3\r\na=b\r\n0\r\n\r\n",
    "a huge chunk size": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\na=b\r\n0\r\n\r\n",
    "a chunk that ends early": b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\na=",
    "a NUL in the path": b"GET /dash\0board HTTP/1.1\r\n" + HOST + b"\r\n", "a NUL in a header": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\0b\r\n\r\n",
    "a NUL in a header's name": b"GET / HTTP/1.1\r\n" + HOST + b"X\0Y: a\r\n\r\n", "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n", "an empty host": b"GET / HTTP/1.1\r\nHost: \r\n\r\n",
    "a host with a slash": b"GET / HTTP/1.1\r\nHost: localhost/evil\r\n\r\n", "a host with a blank": b"GET / HTTP/1.1\r\nHost: local host\r\n\r\n",
    "another host": b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "HTTP/0.9": b"GET /\r\n\r\n", "HTTP/9.9": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "another address in the line": b"GET http://evil.example/dashboard HTTP/1.1\r\n" + HOST + b"\r\n",
    "CONNECT": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n", "a star": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "no method": b" / HTTP/1.1\r\n" + HOST + b"\r\n", "a method in small letters": b"get / HTTP/1.1\r\n" + HOST + b"\r\n",
    "a very long method": b"A" * 9000 + b" / HTTP/1.1\r\n" + HOST + b"\r\n", "a blank in the path": b"GET /a b HTTP/1.1\r\n" + HOST + b"\r\n",
    "no slash": b"GET dashboard HTTP/1.1\r\n" + HOST + b"\r\n",
    "ten thousand headers": b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"X%d: 1\r\n" % i for i in range(10000)) + b"\r\n",
    "only bytes": bytes(range(256)) * 4, "TLS": bytes.fromhex("1603010200010001fc0303") + bytes(100), "nothing": b"\r\n\r\n\r\n\r\n",
}
WAITING = ("a chunk that ends early", "nothing", "only bytes", "TLS")  # nginx would wait for the rest of it
# What nginx takes, and is one request all the same.
ODD = {
    "a header without a colon": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"nonsense\r\nConnection: close\r\n\r\n", {200, 400}),
    "bare line feeds": (b"GET /healthz HTTP/1.1\nHost: localhost\nConnection: close\n\n", {200, 400}),
    "our own address in the line": (b"GET http://localhost/healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", {200, 400, 421}),
    "good chunks": (b"POST /login HTTP/1.1\r\n" + HOST + FORM + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n", {400, 403, 422}),
}


@pytest.mark.parametrize("label", MALFORMED)
def test_r66_malformed(stack, label):
    """Refused, once; what was hidden behind it is never answered, and no worker ends."""
    before = pool(stack)
    got = talk(stack, MALFORMED[label], 1, half=label in WAITING)
    said = statuses(got)
    assert len(said) <= 1 and all(400 <= status < 500 or status in (501, 505) for status in said), (said, got[:300])
    assert said or label in ("HTTP/0.9", "nothing", "a chunk that ends early") or b"<html" in got or got == b"", got[:200]
    assert b'"ok"' not in got and pool(stack) == before


@pytest.mark.parametrize("label", ODD)
def test_r66_odd_but_one(stack, label):
    data, allowed = ODD[label]
    said = statuses(talk(stack, data))
    assert len(said) == 1 and said[0] in allowed, said


def recorded(filer):
    """Requests as a browser sends them; the POST carries no good token, so that it changes nothing."""
    cookie = "; ".join(f"{name}={value}" for name, value in filer.cookies.items()).encode()
    head = HOST + b"Cookie: " + cookie + b"\r\nUser-Agent: Mozilla/5.0\r\nAccept: text/html\r\nConnection: close\r\n"
    body = b"csrf=none&rid=&rev=0&narrative=%E4%B8%80%E6%98%AF&light=green&action=save"
    pages = (b"/dashboard", b"/plans/2023/tasks?light=red&unit=%E5%B8%82", b"/plans/2023/tasks/1", b"/search?q=%E6%95%B0", b"/reports?period=2023-03",
             b"/healthz", b"/login?next=%2Freports")
    yield from (b"GET " + page + b" HTTP/1.1\r\n" + head + b"\r\n" for page in pages)
    yield (b"POST /plans/2023/tasks/1/reports/2023-03/3 HTTP/1.1\r\n" + head + FORM + b"Origin: http://localhost\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    yield b"POST /login HTTP/1.1\r\n" + head + FORM + b"Content-Length: 20\r\n\r\nusername=a&password="


def mutant(dice, data):
    """One to four small wounds, as radamsa would make them."""
    data = bytearray(data)
    for _ in range(dice.randrange(1, 5)):
        at = dice.randrange(len(data))
        kind = dice.randrange(7)
        if kind == 0:
            data[at] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del data[at:at + dice.randrange(1, 12)]
        elif kind == 2:
            data[at:at] = data[at:at + dice.randrange(1, 30)] * dice.randrange(1, 5)
        elif kind == 3:
            data[at:at] = dice.choice((b"\r\n", b"\n", b"\0", b"%00", b"%ff%fe", b"%", b"\x1b[31m", b"\xff", b"../", b"\r\n\r\n", b"%0d%0a", b"{{X}}"))
        elif kind == 4:
            data[at:at + 4] = bytes(dice.randrange(256) for _ in range(4))
        elif kind == 5:
            number = re.search(rb"\d+", data)
            if number:
                data[number.start():number.end()] = dice.choice((b"-1", b"0", b"99999999999999999999", b"1e9", b"2147483648", b"\xd9\xa3"))
        else:
            data[at:at] = b"A" * dice.choice((100, 3000, 9000))
    return bytes(data)


def test_r66_four_hundred_mutants(stack, filer):
    """None makes a 5xx of ours, ends a worker, or changes anything."""
    dice, before, changed = random.Random(66), pool(stack), stack.sql(f"CHECKSUM TABLE {MARKS}")
    originals, told = list(recorded(filer)), {}
    mutants = [mutant(dice, dice.choice(originals)) for _ in range(400)]
    with ThreadPoolExecutor(8) as crowd:
        for data, got in zip(mutants, crowd.map(lambda data: talk(stack, data, timeout=0.7), mutants)):
            for status in statuses(got):
                told[status] = told.get(status, 0) + 1
                assert status < 500 or status in (501, 505), (status, data[:2000])
    assert pool(stack) == before and told.get(200, 0) > 20 and told.get(400, 0) > 20, told
    assert stack.sql(f"CHECKSUM TABLE {MARKS}") == changed


# ---- R31

PATHS = ["/../etc/passwd", "/..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/..%c0%af..%c0%afetc/passwd", "/....//etc/passwd",
         "/static/../../conf/taizhang.conf", "/static/%2e%2e/%2e%2e/conf/taizhang.conf", "/static/..%5c..%5cconf%5ctaizhang.conf", "/static/app.css%00.html",
         "/static/app.css/../../fault.tpl", "/static/fault.tpl", "/templates/fault.tpl", "/templates/", "/static/", "/static", "/static/error/", "/static/error/404.html",
         "/.git/HEAD", "/.git/config", "/.env", "/conf/taizhang.conf", "/sql/schema/001_audit.sql", "/backup.sql", "/taizhang.conf~", "/static/app.css~", "/static/app.css.bak",
         "/static/.app.css.swp", "/server-status", "/nginx_status", "/private-exports/aaaaaaaaaaaaaaaaaaaaaaaaaa", "/private-exports/../etc/passwd", "/exports/..%2f..%2fetc%2fpasswd/file",
         "/exports/%2e%2e/file", "/audit/..%2f..%2fetc", "/plans/..%2f..%2f/tasks", "/plans/2023/tasks/..%2f1", "/plans/2023/tasks/1%00", "//etc/passwd", "/%00", "/\\..\\..\\windows",
         "/proc/self/environ", "/cgi-bin/sh", "/index.php", "/phpinfo.php", "/wp-login.php", "/.well-known/../.git/HEAD", "/STATIC/app.css", "/static/app.CSS"]
INSIDE = re.compile(rb"root:x:|\[core\]|AUTOESCAPE|password_file|CREATE TABLE|\{\{|DOCUMENT_ROOT=|ref: refs/")


@pytest.mark.parametrize("path", PATHS)
def test_r31_no_path_leads_to_a_file(stack, filer, path):
    """Neither for nobody nor for somebody who is signed in."""
    for cookie in (b"", b"Cookie: " + "; ".join(f"{n}={v}" for n, v in filer.cookies.items()).encode() + b"\r\n"):
        got = talk(stack, b"GET " + path.encode() + b" HTTP/1.1\r\n" + HOST + cookie + b"Connection: close\r\n\r\n")
        status = statuses(got)[0]
        assert status in (303, 400, 403, 404), status
        assert not INSIDE.search(got), got[:500]


# ---- R68

FORGED = {"X-Forwarded-For": "10.9.8.7", "X-Real-IP": "10.9.8.7", "Forwarded": "for=10.9.8.7;proto=https", "Client-IP": "10.9.8.7", "True-Client-IP": "10.9.8.7",
          "Remote-Addr": "10.9.8.7", "Remote_Addr": "10.9.8.7", "X-Forwarded-Proto": "https", "Https": "on", "HTTPS": "on", "X-Forwarded-Host": "evil.example",
          "Proxy": "http://10.9.8.7", "Request-Id": "forged-number", "X-Request-Id": "forged-number", "Request_Id": "forged-number", "X-Original-URL": "/audit",
          "X-Rewrite-URL": "/audit", "X-HTTP-Method-Override": "DELETE", "Ssl-Client-S-Dn": "CN=admin", "Remote-User": "sjj1", "Content_Length": "1"}


def test_r68_who_asks_is_the_socket(stack, person):
    """Address, scheme, request number, host and name come from nginx alone."""
    newest = int(stack.sql("SELECT COALESCE(MAX(id), 0) AS id FROM audit_event")[0]["id"])
    client = Client(stack.origin)
    form = client.get("/login", FORGED).form("username", "password")
    answer = client.post("/login", {**form.fields, "username": "kjj2", "password": "wrong"}, FORGED)
    assert answer.status == 403 and "__Host-" not in str(answer.headers) and "evil.example" not in answer.text
    rows = stack.sql(f"SELECT ip, agent FROM audit_event WHERE id > {newest} AND etype = 'auth'")
    assert rows and {row["ip"] for row in rows} == {"127.0.0.1"}
    page = client.get("/audit", FORGED)
    assert page.status == 303 and page.location.startswith("/login")
    answer = person("kjj1").get("/nowhere", FORGED)
    assert answer.status == 404 and "forged-number" not in answer.text
    logs = stack.log("access") + stack.log("page") + stack.log("signin")
    assert "10.9.8.7" not in logs and "forged-number" not in logs
    stack.sql("DELETE FROM attempt")


# ---- R30

EVIL = ["\n{\"level\":\"info\",\"text\":\"login ok\"}", "\r\n2026-11-23 login ok", "\x1b[2J\x1b[31m", "\x7f\x9b31m", "\"},{\"a\":\"", "\u2028\u2029\u0085", "‮txt.exe"]


@pytest.mark.parametrize("evil", EVIL, ids=[f"{text!r}"[:20] for text in EVIL])
def test_r30_no_text_forges_a_log_line(stack, filer, evil):
    """In a name, an address, a query, an agent: every line of every log is still one JSON object, and shows no control sign."""
    client = Client(stack.origin)
    form = client.get("/login").form("username", "password")
    client.post("/login", {**form.fields, "username": "kjj2" + evil, "password": "x" + evil})
    for path in ("/plans/" + quote(evil) + "/tasks", "/search?q=" + quote(evil), "/" + quote(evil), "/plans/2023/tasks/1?" + quote(evil) + "=" + quote(evil)):
        filer.get(path)
    raw = "".join(c for c in evil if c not in "\r\n").encode("utf-8")
    talk(stack, b"GET /dashboard HTTP/1.1\r\n" + HOST + b"User-Agent: " + raw + b"\r\nReferer: " + raw + b"\r\nConnection: close\r\n\r\n")
    for name in ("access", "page", "signin"):
        lines = stack.log(name).split("\n")
        assert lines[-1] == ""
        for line in lines[:-1]:
            assert isinstance(json.loads(line), dict), (name, line)
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e]", line), (name, line)
    stack.sql("DELETE FROM attempt")


# ---- R69

TELLTALE = re.compile(r"(?-i:SELECT |INSERT |UPDATE )|MariaDB|mysql|taizhang_app|Table '|doesn't exist|errno|Errno|\.(c|cc|tpl|sql)\b(?!ss)|/home/|/root/|/usr/|/tmp/|/var/|"
                      r"nginx/|nginx\b|libfcgi|Segmentation|Sanitizer|stack trace|\b(1146|1054|1064|2002|2006|2013)\b|Warning:", re.I)


def told_nothing(answer):
    assert not TELLTALE.search(answer.text), TELLTALE.search(answer.text)[0]
    assert answer.header("server") == "nginx" and "x-powered-by" not in answer.headers


@pytest.mark.parametrize("path, status", [("/nowhere", 404), ("/audit", 403), ("/plans/2023/tasks/999", 404), ("/plans/x/tasks", 404), ("/plans/2023/tasks/abc", 404),
                                          ("/search?q=%ff", 400), ("/plans/2023/tasks?light=%00", 400), ("/" + "a" * 40000, 414), ("/plans/2023/tasks?a=1&a=2", 400)])
def test_r69_refusals_tell_nothing(filer, path, status):
    answer = filer.get(path)
    assert answer.status == status or (status == 400 and answer.status == 200), answer.status
    told_nothing(answer)


def test_r69_a_database_that_is_broken_tells_nothing(stack, person):
    """A table is gone: the page has a number, the log has the reason under it."""
    office = Office(stack, person, "市科技局", "kjj1")
    form = office.client.get(office.path(office.led()[0], "2023-03") + "/edit").form("rev", "narrative")
    stack.sql("SET foreign_key_checks = 0; RENAME TABLE draft TO draft_away")
    try:
        page = office.client.get(office.path(office.led()[0], "2023-03") + "/edit")
        saved = office.client.send(form, ("action", "save"), office.path(office.led()[0], "2023-03"), narrative="写了一上午的进展情况。")
    finally:
        stack.sql("SET foreign_key_checks = 0; RENAME TABLE draft_away TO draft")
    for answer in (page, saved):
        assert answer.status == 500
        told_nothing(answer)
        number = re.search(r"\b([0-9a-f]{32})\b", answer.text)[1]
        line = next(line for line in stack.log("page").splitlines() if number in line)
        assert "1146" in line and "draft" in line
    assert "写了一上午的进展情况。" in saved.text


def test_r69_no_workers_and_a_worker_that_ends_tell_nothing(stack, filer):
    os.kill(stack.pid("page"), signal.SIGSTOP)  # its supervisor: nobody is started again
    for pid in pool(stack):
        os.kill(int(pid), signal.SIGSTOP)
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(Client(stack.origin).get("/healthz")))
    waiting.start()
    time.sleep(0.3)
    for pid in pool(stack):
        os.kill(int(pid), signal.SIGKILL)
    os.kill(stack.pid("page"), signal.SIGCONT)
    waiting.join()
    assert answers[0].status in (200, 502)
    told_nothing(answers[0])


# ---- R64

SLOW, CROWD = "127.0.0.2", 150


def slow_lines(stack, first, crowd=CROWD):
    """So many connections of somebody else that have sent this much."""
    lines = []
    for _ in range(crowd):
        line = socket.create_connection(("127.0.0.1", stack.port), 5, (SLOW, 0))
        line.sendall(first)
        lines.append(line)
    return lines


def drip(lines, seconds, piece):
    """Each gets one more piece now and then; how many were still open in the end."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for line in list(lines):
            try:
                line.sendall(piece)
            except OSError:
                lines.remove(line)
        time.sleep(0.25)


@pytest.mark.parametrize("label, first, piece", [
    ("headers", b"GET /dashboard HTTP/1.1\r\nHost: localhost\r\nX: ", b"a"),
    ("body", b"POST /login HTTP/1.1\r\nHost: localhost\r\n" + FORM + b"Content-Length: 9000\r\n\r\na=", b"b"),
    ("reading", None, b"")], ids=lambda v: v if isinstance(v, str) else "")
def test_r64_slow_clients_hold_up_nobody(stack, filer, label, first, piece):
    """nginx waits for them, no worker does: everybody else is served as before."""
    def slowest(n=40):
        times = []
        for _ in range(n):
            began = time.monotonic()
            assert filer.get("/dashboard").status == 200
            times.append(time.monotonic() - began)
        return sorted(times)[-2]
    usual = slowest()
    if first is None:  # asks for much and reads nothing of it
        cookie = "; ".join(f"{n}={v}" for n, v in filer.cookies.items()).encode()
        first = (b"GET /static/app.css HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + b"\r\n\r\n") * 40
    lines = slow_lines(stack, first)
    try:
        dripping = threading.Thread(target=drip, args=(lines, 1.5, piece))
        dripping.start()
        meanwhile = slowest()
        dripping.join()
    finally:
        [line.close() for line in lines]
    assert meanwhile < max(4 * usual, 0.25), (usual, meanwhile)


def test_r64_a_body_that_stops_is_given_up(stack):
    """408 after client_body_timeout of nginx-http.conf, which the test does not wait for: only that no worker has it."""
    before = stack.log("page").count('"request"')
    lines = slow_lines(stack, b"POST /login HTTP/1.1\r\nHost: localhost\r\n" + FORM + b"Content-Length: 9000\r\n\r\na=b", 20)
    time.sleep(0.5)
    busy = [pid for pid in pool(stack) if "epoll" not in open(f"/proc/{pid}/wchan", encoding="ascii").read()]
    [line.close() for line in lines]
    assert busy == [] or all("0" == open(f"/proc/{pid}/wchan", encoding="ascii").read() for pid in busy)
    assert stack.log("page").count('"request"') == before
