"""Approving many reports at once: each by name, each a deed of its own, never one that changed meanwhile."""
import re

import pytest

from office import Office, decide, words

PATH = "/reviews/batch"


@pytest.fixture(scope="module")
def jtj(stack, person):
    return Office(stack, person, "市交通运输局", "jtj1")


@pytest.fixture(scope="module")
def dcs(stack, person):
    """The supervision office as it files for tasks 126–128 (代填)."""
    return Office(stack, person, "市政府督查室", "dcs1")


@pytest.fixture
def first(person):
    return person("dcs1")


@pytest.fixture
def second(person):
    return person("dcs2")


def queue_form(client):
    page = client.get("/reviews")
    return next(form for form in page.forms if form.action == PATH)


def ask(client, *reports, step="confirm", **more):
    fields = {f"pick.{r['id']}": r["version"] for r in reports}
    return client.send(queue_form(client), ("step", step), PATH, fields={**fields, **more})


def confirm(client, page):
    form = page.form("rid")
    return client.send(form, ("step", "do"), PATH)


def state(stack, report):
    return stack.sql(f"SELECT state, light, version, (SELECT COUNT(*) FROM decision d WHERE d.report_id = r.id) AS decisions "
                     f"FROM report r WHERE id = {report['id']}")[0]


def test_nothing_is_ticked_beforehand(jtj, first):
    report = jtj.hand_in()
    page = first.get("/reviews")
    form = next(f for f in page.forms if f.action == PATH)
    assert f'name="pick.{report["id"]}" value="{report["version"]}"' in page.text and form.offers("step", "confirm")
    assert not any(name.startswith("pick.") for name in form.fields), "no box is checked"
    answer = first.send(form, ("step", "confirm"), PATH)
    assert answer.status == 303 and "请先勾选要通过的报送。" in words(first.get("/reviews"))


def test_each_is_named_then_approved_by_itself(stack, jtj, first):
    reports = [jtj.hand_in() for _ in range(2)]
    page = ask(first, *reports)
    said = words(page)
    assert page.status == 200 and "将通过 2 件" in said and said.count("市交通运输局") >= 2
    assert all(state(stack, r)["state"] == "submitted" for r in reports), "asking decides nothing"
    answers = [confirm(first, page) for _ in range(2)]
    assert [a.status for a in answers] == [303, 303] and answers[0].location.startswith("/reviews/batch?done=")
    for report in reports:
        assert state(stack, report) == {"state": "approved", "light": "green", "version": "2", "decisions": "1"}
    result = words(first.get(answers[0].location))
    assert "已通过 2 件" in result and "没有通过" not in result and result.count("已通过，认定 绿灯") == 2
    events = stack.sql("SELECT COUNT(*) AS n FROM audit_event WHERE action = 'report.approve' AND entity_id IN (%s)"
                       % ", ".join(r["id"] for r in reports))
    assert events[0]["n"] == "2", "one event each"


def test_those_that_changed_meanwhile_are_listed_apart(stack, jtj, first, second):
    decided, taken, newer, good = jtj.hand_in(), jtj.hand_in(), jtj.hand_in(period="2023-02"), jtj.hand_in(period="2023-01")
    page = ask(first, decided, taken, newer, good)
    assert "将通过 4 件" in words(page)
    assert decide(second, decided, "return", comment="请补充。").status == 303
    jtj.withdraw(number(stack, taken))
    jtj.withdraw(number(stack, newer), "2023-02")
    jtj.hand_in(number(stack, newer), "2023-02")
    again = words(ask(first, decided, taken, newer, good))
    assert "将通过 1 件" in again and "以下 3 件已不能通过" in again
    result = first.get(confirm(first, page).location)
    said = words(result)
    assert "已通过 1 件，3 件没有通过" in said
    assert re.search(r"没有通过：已由 \S+ 于 .{5,20} 退回", said) and "没有通过：填报单位已撤回" in said
    assert "没有通过：填报单位已重新提交，请单独审核新内容" in said
    assert state(stack, decided)["state"] == "returned" and state(stack, good)["state"] == "approved"
    assert state(stack, newer)["state"] == "submitted" and state(stack, taken)["state"] == "withdrawn"


def number(stack, report):
    return int(stack.sql(f"SELECT no FROM task WHERE id = {report['task_id']}")[0]["no"])


def test_own_filings_are_named_and_refused(stack, dcs, first, second):
    report = dcs.hand_in(126)
    page = ask(first, report)
    assert "没有可以通过的报送" in words(page) and "由您本人填写或提交，须由其他督查员审核" in words(page)
    answer = first.post(PATH, {"csrf": queue_form(first).fields["csrf"], "step": "do", f"pick.{report['id']}": report["version"]})
    assert "由您本人填写或提交" in words(first.get(answer.location)) and state(stack, report)["state"] == "submitted"
    page = ask(second, report)
    assert confirm(second, page).status == 303 and state(stack, report)["state"] == "approved"


def test_a_light_unlike_the_ledgers_needs_a_look(stack, person, first):
    """Its own page, where the light is decided on; the queue says so, too."""
    row = stack.sql("SELECT t.no, u.name, g.id FROM target g JOIN task t ON t.id = g.task_id JOIN unit u ON u.id = g.unit_id WHERE "
                    "g.kind = 'cumulative' AND g.comparator = '>=' AND u.name = '市农业农村局' AND g.ended_on IS NULL ORDER BY t.no")[0]
    targets = f"/plans/2023/tasks/{row['no']}/targets"
    form = next(f for f in first.get(targets).forms if f.action == f"{targets}/{row['id']}" and f.offers("action", "confirm"))
    assert first.send(form, ("action", "confirm")).status == 303
    office = Office(stack, person, row["name"], "nyj1")
    report = office.hand_in(int(row["no"]), "2023-03", light="green", light_reason="下月集中完成。", **{f"value.{row['id']}": "0"})
    assert stack.sql(f"SELECT computed FROM report WHERE id = {report['id']}")[0]["computed"] == "red"
    page = words(ask(first, report))
    assert "单位自评绿灯，系统建议红灯，请单独审核并认定" in page.replace(" ", "") and "没有可以通过的报送" in page
    answer = first.post(PATH, {"csrf": queue_form_token(first), "step": "do", f"pick.{report['id']}": report["version"]})
    assert "没有通过：单位自评绿灯" in words(first.get(answer.location)).replace(" ", "")
    assert state(stack, report)["state"] == "submitted"
    assert f"/reviews/{report['id']}" in first.get("/reviews?flag=advice").links


@pytest.mark.parametrize("label, fields, status", [
    ("no step", {"step": "x", "pick.1": "1"}, 400),
    ("no number", {"step": "do", "pick.x": "1"}, 400),
    ("no version", {"step": "do", "pick.1": "x"}, 400),
    ("a field of another form", {"step": "do", "pick.1": "1", "decision": "return"}, 400),
    ("a report that does not exist", {"step": "do", "pick.1": "1"}, 303),
])
def test_what_is_no_batch(first, label, fields, status):
    answer = first.post(PATH, {"csrf": queue_form_token(first), **fields})
    assert answer.status == status, label


def queue_form_token(client):
    return client.get("/dashboard").form("csrf").fields["csrf"]


def test_more_than_fifty(first):
    fields = {f"pick.{n}": "1" for n in range(1, 52)}
    answer = first.post(PATH, {"csrf": queue_form_token(first), "step": "do", **fields})
    assert answer.status == 303 and "一次最多通过 50 件" in words(first.get("/reviews"))


@pytest.mark.parametrize("login", ["jtj1", "sjj1", "zfb1", "zfb2"])
def test_other_roles(person, login):
    assert person(login).post(PATH, {"csrf": queue_form_token(person(login)), "step": "do", "pick.1": "1"}).status == 403
    assert person(login).get(PATH + "?done=1-1").status == 403


def test_the_result_page_without_results(first):
    for query in ("", "?done=", "?done=x", "?done=1-1.2-x.-3"):
        assert first.get(PATH + query).status in (200, 303)
