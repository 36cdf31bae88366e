"""Only our own forms change anything (R17), only by the method of the route (R18), and every answer carries its headers
(R19). The addresses come from `taizhangctl rights`, so that a new route is tried without a new line here."""
import csv
import io
import re

import pytest

from http_client import wait_for
from test_rights import KEPT, fingerprint

PEOPLE = {"filer": "kjj1", "supervisor": "dcs1", "auditor": "sjj1", "admin": "zfb1", "security": "zfb3", "leader": "zfb2"}
HEADERS = {
    "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "form-action 'self'", "base-uri 'none'",
          "object-src 'none'", "frame-ancestors 'none'")


@pytest.fixture(scope="module")
def routes(stack, person):
    """(method, address with real pieces, roles) of each route. Everybody has been in once, so that no row is new later."""
    for login in (*PEOPLE.values(), "kjj2"):
        person(login)
    unit = stack.sql("SELECT id FROM unit WHERE name = '市科技局'")[0]["id"]
    wait_for("the first record is sealed", 30, lambda: stack.sql("SELECT 1 FROM audit_leaf WHERE audit_id = 1"))
    pieces = {"/plans/{}/tasks/{}/reports/{}/{}": ("2023", "1", "2023-03", unit), "/plans/{}/periods": ("2023", "2023-03", "1", unit),
              "/plans": ("2023", "1", "2023-03", unit),
              "/reviews/{}": ("1",), "/audit/{}": ("1",)}
    found = []
    for row in csv.DictReader(io.StringIO(stack.ctl("rights").stdout), delimiter="\t"):
        address, values = row["address"], iter(next((v for k, v in pieces.items() if row["address"].startswith(k)), ()))
        while "{}" in address:
            address = address.replace("{}", next(values, "1"), 1)
        found.append((row["method"], address, row["roles"].split()))
    assert sum(method == "POST" for method, _, _ in found) >= 4
    return found


def posts(routes):
    return [(address, roles) for method, address, roles in routes if method == "POST" and address != "/login"]


def good_token(client):
    return client.get("/dashboard").form("csrf").fields["csrf"]


FIELDS = {"action": "save", "rev": "0", "period": "2023-03", "narrative": "不该保存的文字，超过二十个字，来自别的网站的表单。", "light": "green",
          "decision": "approve", "comment": "x", "next_steps": "", "light_reason": ""}

ATTACKS = [
    ("no token", lambda token, other: {}, {}),
    ("an empty token", lambda token, other: {"csrf": ""}, {}),
    ("another session's token", lambda token, other: {"csrf": other}, {}),
    ("half a token", lambda token, other: {"csrf": token[:-1]}, {}),
    ("a token and more", lambda token, other: {"csrf": token + "A"}, {}),
    ("from another site", lambda token, other: {"csrf": token}, {"Sec-Fetch-Site": "cross-site"}),
    ("from a neighbour", lambda token, other: {"csrf": token}, {"Sec-Fetch-Site": "same-site"}),
    ("another origin", lambda token, other: {"csrf": token}, {"Origin": "https://evil.example", "Sec-Fetch-Site": None}),
    ("an origin that looks like ours", lambda token, other: {"csrf": token}, {"Origin": "http://127.0.0.1.evil.example", "Sec-Fetch-Site": None}),
    ("no origin at all", lambda token, other: {"csrf": token}, {"Origin": "null", "Sec-Fetch-Site": None}),
    ("plain text", lambda token, other: {"csrf": token}, {"Content-Type": "text/plain"}),
    ("JSON", lambda token, other: {"csrf": token}, {"Content-Type": "application/json"}),
    ("multipart", lambda token, other: {"csrf": token}, {"Content-Type": "multipart/form-data; boundary=x"}),
    ("no type", lambda token, other: {"csrf": token}, {"Content-Type": ""}),
]


@pytest.mark.parametrize("label, fields, headers", ATTACKS, ids=[a[0] for a in ATTACKS])
def test_a_foreign_form_changes_nothing(stack, routes, session, label, fields, headers):
    before = fingerprint(stack)
    other = good_token(session("kjj2"))
    clients = {role: session(login) for role, login in PEOPLE.items()}
    tokens = {role: good_token(client) for role, client in clients.items()}
    for address, roles in posts(routes):
        answer = clients[roles[0]].post(address, dict(FIELDS, **fields(tokens[roles[0]], other)), headers)
        assert 400 <= answer.status < 500, (address, answer.status)
        assert clients[roles[0]].get("/help").status == 200, f"{address} ended the session"
    assert fingerprint(stack) == before


def test_a_form_without_a_session_changes_nothing(stack, routes, anyone):
    before = fingerprint(stack)
    for address, _ in posts(routes):
        assert anyone.post(address, FIELDS).status == 403, address
    assert fingerprint(stack) == before


def test_what_was_typed_is_shown_again(session):
    """A stale token loses no text (ux.md D9); a foreign site's form is not shown back."""
    client = session("kjj1")
    address = "/plans/2023/tasks/1/reports/2023-03/1"
    assert FIELDS["narrative"] in client.post(address, FIELDS).text
    assert FIELDS["narrative"] not in client.post(address, FIELDS, {"Sec-Fetch-Site": "cross-site"}).text


def test_reading_changes_nothing(stack, routes, person):
    """Each GET, with the fields of a form in its query, by everybody."""
    before = fingerprint(stack)
    query = "?action=submit&decision=approve&narrative=" + "x" * 30
    for method, address, _ in routes:
        for login in PEOPLE.values():
            answer = person(login).get(address + query)
            assert answer.status < 500, (address, login, answer.status)
    assert fingerprint(stack) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "FOO"])
def test_other_methods_are_refused(routes, person, method):
    for address in {address for _, address, _ in routes}:
        assert person("kjj1").request(method, address).status in (405, 400), address


def test_a_post_to_a_page_is_refused(stack, routes, session):
    both = {address for method, address, _ in routes if method == "POST"}
    client = session("kjj1")
    token = good_token(client)
    for method, address, _ in routes:
        if address not in both:
            answer = client.post(address, {"csrf": token})
            assert answer.status == 405 and answer.header("allow") == "GET, HEAD", address
    pages = [re.compile(address.replace("{}", "[^/]+") + "$") for address in re.findall(r"^GET\t(\S+)", stack.ctl("rights").stdout, re.M)]
    for method, address, _ in routes:
        if method == "POST" and not any(page.match(address) for page in pages):
            assert client.get(address).status == 405, address


def check_headers(page):
    for name, value in HEADERS.items():
        assert page.headers.get(name) == [value], (page.url, page.status, name, page.headers.get(name))
    policy = page.headers["content-security-policy"]
    assert len(policy) == 1 and all(part in policy[0] for part in POLICY), page.url
    assert "unsafe" not in policy[0]
    assert "strict-transport-security" not in page.headers  # never over plain http (RFC 6797 §7.2); nginx adds it to TLS
    assert page.header("server") in (None, "nginx") and "x-powered-by" not in page.headers


FILES = {".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".csv": "text/csv; charset=utf-8",
         ".sha256": "text/plain; charset=utf-8"}
TEXTS = ("/audit/checkpoint", "/audit/key", "/audit/1/proof")


def check_type(address, answer):
    """A page, or a file that is kept and never shown in the page's place."""
    kind = "text/plain; charset=utf-8" if address in TEXTS else FILES.get(address[address.rfind("."):])
    assert answer.header("content-type") == (kind or "text/html; charset=utf-8"), address
    assert (answer.header("content-disposition") or "page").split(";")[0] == ("attachment" if kind else "page"), address


def test_headers_of_every_answer(routes, person, anyone):
    for method, address, roles in routes:
        for login in PEOPLE.values():
            answer = person(login).get(address)
            check_headers(answer)
            if answer.status == 200 and address != "/healthz":
                check_type(address, answer)
        check_headers(anyone.get(address))
        check_headers(anyone.post(address, {"x": "y"}))


@pytest.mark.parametrize("path, status", [
    ("/nothing", 404), ("/plans/none/tasks", 404), ("/plans/2023/tasks/999", 404), ("/plans/2023/tasks/abc", 404),
    ("/plans/2023/tasks/1/reports/2023-99", 404), ("/reviews/0", 403), ("/audit/1", 403), ("/%2e%2e/etc/passwd", 400), ("/a%00b", 400),
    ("/plans/2023/tasks/1%0a", 400), ("/plans/%c0%af/tasks", 400), ("/plans/2023/tasks?x=%ff", 400), ("/login/x", 404), ("/healthz/", 404),
    ("/templates/frame.tpl", 404), ("/.git/HEAD", 404), ("/conf/taizhang.conf", 404), ("/static/../sql/grants.sql", 400),
    ("/" + "a" * 600, 400), ("/plans/2023/tasks/99999999999999999999", 404), ("/plans/2023/tasks/-1", 404), ("/plans/2023/tasks/1e1", 404)])
def test_headers_and_words_of_error_pages(person, path, status):
    page = person("fgw1").get(path)
    assert page.status == status
    check_headers(page)
    for secret in ("mysql", "MariaDB", "SELECT", "/src/", "/tests/", "errno", "libfcgi", "ctemplate", "{{", "taizhang_app"):
        assert secret not in page.text, secret


def test_head_is_get_without_a_body(person):
    for address in ("/dashboard", "/plans/2023/tasks", "/healthz", "/nothing"):
        get, head = person("fgw1").get(address), person("fgw1").request("HEAD", address)
        assert (head.status, head.body) == (get.status, b"")
        check_headers(head)


assert "draft" in KEPT and "report" in KEPT
