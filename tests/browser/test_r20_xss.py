"""Hostile texts in every field that people fill, seen in Chromium on every page that shows them (R20). The texts stand in xss.txt, one a
line; xss.js says what counts as a fault. Beside each page with them stands its twin with harmless ones: both have as many elements."""
import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(HERE), "http"), os.path.join(HERE, "..", "..", "packaging")]
from http_client import Client  # noqa: E402
from office import Office, decide, review_form  # noqa: E402
from stack import ROOT, Stack, read_accounts  # noqa: E402

with open(os.path.join(HERE, "xss.txt"), encoding="utf-8") as file:
    CORPUS = file.read().split("\n")[:-1]
UNIT = "市发展改革委"


def parcels(most, texts=CORPUS, between="\n"):
    """The corpus in texts of at most so many characters."""
    made, now = [], ""
    for text in texts:
        if between != "\n":
            text = text.replace("\t", " ")
        if len(now) + len(text) + len(between) > most and now:
            made.append(now)
            now = ""
        if len(text) <= most:
            now = now + between + text if now else text
    return made + [now]


def harmless(text):
    """As long, as many lines, and nothing in it that anybody could take for markup."""
    return "".join(c if c == "\n" else "字" for c in text)


@pytest.fixture(scope="module")
def stack():
    with Stack("xss", "--workers", "4", "--no-limits", "--address-most", "1000000", loaded=True, clock="2023-04-03 09:00") as servers:
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []


@pytest.fixture(scope="module")
def person(stack):
    accounts, known = read_accounts(f"{ROOT}/seeds/accounts.tsv"), {}

    def signed_in(login):
        if login not in known:
            known[login] = Client(stack.origin)
            assert known[login].sign_in(login, accounts[login].password).status == 303
        return known[login]
    return signed_in


@pytest.fixture(scope="module")
def office(stack, person):
    return Office(stack, person, UNIT, "fgw1")


@pytest.fixture(scope="module")
def twins(stack, office):
    """Pairs of the unit's tasks whose pages differ in nothing but their texts: no targets, as many units, as many paragraphs."""
    rows = stack.sql("SELECT t.no, (SELECT COUNT(*) FROM task_lead a WHERE a.task_id = t.id) AS leads, (SELECT COUNT(*) FROM task_participant b WHERE"
                     " b.task_id = t.id) AS others, LENGTH(t.body) - LENGTH(REPLACE(t.body, '\n', '')) AS paragraphs FROM task t JOIN task_lead l ON l.task_id"
                     f" = t.id WHERE l.unit_id = {office.unit} AND l.ended_on IS NULL AND NOT EXISTS (SELECT 1 FROM target g WHERE g.task_id = t.id) ORDER BY t.no")
    alike = {}
    for row in rows:
        alike.setdefault((row["leads"], row["others"], row["paragraphs"]), []).append(int(row["no"]))
    return iter([(group[i], group[i + 1]) for group in alike.values() for i in range(0, len(group) - 1, 2)])


def look(stack, visits, tmp_path):
    path = tmp_path / "visits.json"
    path.write_text(json.dumps(visits, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run(["node", os.path.join(HERE, "xss.js"), stack.origin, str(path)], cwd=HERE, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=280)
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-6000:]


def saved(office, no, fields, period="2023-03"):
    form = office.client.get(office.path(no, period) + "/edit").form("rev", "narrative")
    answer = office.client.send(form, ("action", "save"), office.path(no, period), fields={**fields, "light": "yellow"})
    assert answer.status == 303, answer.text[:3000]


class Pair:
    """Two alike tasks of the unit: one with hostile texts, its twin with harmless ones."""

    def __init__(self, office, numbers, fields):
        self.office, self.fields = office, fields
        self.sides = list(zip(numbers, (fields, {name: harmless(text) for name, text in fields.items()})))
        self.mine, self.twin = (office.path(no, "2023-03") for no in numbers)

    def visit(self, login, suffix="", more=()):
        return {"login": login, "path": self.mine + suffix, "twin": self.twin + suffix, "texts": [*self.fields.values(), *more]}


@pytest.fixture(scope="module")
def pairs(office, twins):
    longest, steps, reasons = parcels(2000), parcels(1000), parcels(500)
    return [Pair(office, next(twins), {"narrative": longest[i % len(longest)], "next_steps": steps[i], "light_reason": reasons[i]}) for i in range(len(steps))]


def test_r20_drafts(stack, office, pairs, tmp_path):
    for pair in pairs:
        [saved(office, no, fields) for no, fields in pair.sides]
    look(stack, [pair.visit("fgw1", "/edit") for pair in pairs] + [{"login": "fgw1", "path": "/plans/2023/periods/2023-03/fill"}], tmp_path)


def test_r20_reports_and_reviews(stack, office, pairs, tmp_path):
    visits = []
    for pair in pairs:
        pair.reports = [office.hand_in(no, **fields, light="yellow") for no, fields in pair.sides]
        visits.append(pair.visit("fgw1"))
        visits.append({"login": "dcs1", "path": f"/reviews/{pair.reports[0]['id']}", "texts": list(pair.fields.values())})
    no = pairs[0].sides[0][0]
    shared = (("fgw1", "/dashboard"), ("fgw1", "/reports?period=2023-03"), ("fgw1", f"/plans/2023/tasks/{no}"), ("fgw1", f"/plans/2023/tasks/{no}/reports/2023-03"),
              ("dcs1", "/reviews"), ("dcs1", "/reviews/batch"), ("dcs1", "/dashboard"))
    look(stack, visits + [{"login": login, "path": path} for login, path in shared], tmp_path)


def test_r20_returns_and_what_changed(stack, office, pairs, person, tmp_path):
    comments, visits = parcels(490, between=" "), []
    for pair, comment in zip(pairs[:2], comments):
        for report, words in zip(pair.reports, (comment, harmless(comment))):
            assert decide(person("dcs1"), report, "return", review_form(person("dcs1"), report), comment=words).status == 303
        visits += [pair.visit("fgw1", "/edit", [comment]), pair.visit("fgw1", "", [comment])]
    look(stack, visits, tmp_path)
    visits = []
    for pair in pairs[:2]:
        no, fields = pair.sides[0]
        again = {**fields, "narrative": "<i>" + fields["narrative"][:-60] + "<b>改</b>"}
        office.hand_in(no, **again, light="yellow", **{"answer.1": parcels(480, between=" ")[1]})
        event = stack.sql(f"SELECT MAX(id) AS id FROM audit_event WHERE etype = 'report' AND entity_id = {pair.reports[0]['id']}")[0]["id"]
        visits += [{"login": "dcs1", "path": f"/reviews/{pair.reports[0]['id']}"}, {"login": "sjj1", "path": f"/audit/{event}"},
                   {"login": "fgw1", "path": f"/plans/2023/tasks/{no}/history"}]
    look(stack, visits + [{"login": "sjj1", "path": "/audit"}, {"login": "zfb2", "path": "/plans/2023/tasks"}], tmp_path)


def test_r20_refused_forms_that_come_back(office, twins):
    """What is typed stands on pages that answer a POST: checked by their bytes, since a browser would have to press the button."""
    path = office.path(next(twins)[0], "2023-03")
    form = office.client.get(path + "/edit").form("rev", "narrative")
    plain = [len(tags(office.client.send(form, ("action", action), path, narrative="字" * 2100, light_reason="字", next_steps="字").text)) for action in ("check", "preview")]
    for text in parcels(1000):
        long = text + "字" * (2100 - len(text))
        for action, count in zip(("check", "preview"), plain):
            answer = office.client.send(form, ("action", action), path, narrative=long, light_reason="字", next_steps="字")
            assert answer.status == 422 and len(tags(answer.text)) == count
            assert answer.form("rev", "narrative").fields["narrative"] == long


def tags(html):
    from html.parser import HTMLParser
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, tuple(name for name, _ in attrs)))
    Reader().feed(html)
    assert not [name for _, names in found for name in names if name.startswith("on") or name == "style"]
    return found


def test_r20_items(stack, office, twins, person, tmp_path):
    mine, twin = next(twins)
    names, expected = parcels(200, between=" "), parcels(300, between=" ")
    visits, wanted = [], []
    for i, name in enumerate(names[:12]):
        fields = {"name": name, "person": parcels(64, between=" ")[i], "q1": expected[i % len(expected)], "q2": expected[(i + 1) % len(expected)], "q3": "", "q4": "",
                  "starts_on": "2023-4-5", "due_on": "2024-3-1", "span_reason": names[-1 - i]}
        wanted += [fields["name"], fields["person"], fields["q1"]]
        for no, sent in ((mine, fields), (twin, {k: harmless(v) if k in ("name", "person", "q1", "q2", "span_reason") else v for k, v in fields.items()})):
            path = f"/plans/2023/tasks/{no}/items/{office.unit}"
            answer = office.client.send(office.client.get(path + "?edit=new").form("rev", "name"), ("action", "add"), path, fields=sent)
            assert answer.status == 303, answer.text[:3000]
    mine_path, twin_path = (f"/plans/2023/tasks/{no}/items/{office.unit}" for no in (mine, twin))
    for login in ("fgw1", "dcs1"):
        visits.append({"login": login, "path": mine_path, "twin": twin_path, "texts": wanted})
    visits += [{"login": "fgw1", "path": f"{mine_path}?edit={i}", "twin": f"{twin_path}?edit={i}"} for i in (1, 5, 9)]
    visits += [{"login": "fgw1", "path": office.path(mine, "2023-03") + "/edit", "twin": office.path(twin, "2023-03") + "/edit", "texts": names[:12]},
               {"login": "dcs1", "path": "/plans/2023/items"}, {"login": "fgw1", "path": f"/plans/2023/tasks/{mine}"}]
    look(stack, visits, tmp_path)


def test_r20_what_supervisors_write(stack, office, person, tmp_path):
    """Periods' requirements and extensions; the basis of a corrected target."""
    supervisor, visits = person("dcs1"), []
    for i, text in enumerate(parcels(480)[:6:2], 4):
        form = supervisor.get("/plans/2023/periods/new").form("csrf", "instructions")
        code = f"2023-{i:02d}"
        answer = supervisor.send(form, ("action", "save"), "/plans/2023/periods/new", fields={
            "code": code, "opens": f"2023-{i:02d}-25 09:00", "due": f"2023-{i + 1:02d}-05 18:00", "instructions": text[:500]})
        assert answer.status == 303, answer.text[:3000]
        visits.append({"login": "dcs1", "path": f"/plans/2023/periods/{code}/edit", "texts": [text]})
        visits.append({"login": "dcs1", "path": f"/plans/2023/periods/{code}"})
    form = supervisor.get("/plans/2023/periods/2023-03/extend").form("csrf", "reason")
    reason = parcels(200, between=" ")[3]
    assert supervisor.send(form, None, "/plans/2023/periods/2023-03/extend", fields={"unit": str(office.unit), "due": "2023-4-10 18:00", "reason": reason}).status == 303
    visits += [{"login": "dcs1", "path": "/plans/2023/periods/2023-03"}, {"login": "fgw1", "path": "/reports?period=2023-03"},
               {"login": "fgw1", "path": "/dashboard"}, {"login": "dcs1", "path": "/plans/2023/periods"}]
    look(stack, visits, tmp_path)


ADDRESSES = ("/search?q={}", "/plans/2023/tasks?q={}", "/plans/2023/tasks?light={}", "/plans/2023/tasks?unit={}", "/reports?period={}", "/reports?st={}",
             "/plans/{}/tasks", "/{}", "/plans/2023/tasks/1?period={}", "/plans/2023/summary?by={}", "/plans/2023/items?state={}")


def test_r20_in_addresses(stack, person, tmp_path):
    """Each text in each place of an address, by bytes; some of them in the browser."""
    client, auditor, stranger = person("fgw1"), person("sjj1"), Client(stack.origin)
    for pattern in ADDRESSES:
        for text in parcels(120, between=" ")[::9]:
            tags(client.get(pattern.format(quote(text, safe=""))).text)
    for pattern in ("/audit?user={}", "/audit?ip={}", "/audit?task={}", "/audit?act={}", "/audit?unit={}", "/audit?from={}"):
        for text in CORPUS[::14]:
            tags(auditor.get(pattern.format(quote(text, safe=""))).text)
    for text in CORPUS[::8]:
        tags(stranger.get("/login?next=" + quote(text, safe="")).text)
    some = [CORPUS[i] for i in (3, 31, 34, 58)]
    look(stack, [{"login": "fgw1", "path": pattern.format(quote(text, safe=""))} for pattern in ("/search?q={}", "/plans/2023/tasks?q={}", "/{}") for text in some] +
         [{"login": "-", "path": "/login?next=" + quote(text, safe="")} for text in some], tmp_path)


def test_r20_a_name_to_sign_in_with(stack, tmp_path):
    client = Client(stack.origin)
    form = client.get("/login").form("username", "password")
    for text in parcels(60, between=" ")[::4]:
        answer = client.post("/login", {**form.fields, "username": text, "password": "x"})
        assert answer.status == 403
        tags(answer.text)
        assert answer.form("username", "password").fields["username"] == text
    stack.sql("DELETE FROM attempt")
