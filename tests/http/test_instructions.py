"""批示: a leader tells units, each signs and answers, a supervisor settles or sends back; late ones stand on everybody's home."""
import re

import pytest

from conftest import NOW, new_session

LEADER, SUPERVISOR, OTHER = "zfb2", "dcs1", "dcs2"


def told(stack, person, no=1, **fields):
    """An instruction on a task, as the form offers it; its id."""
    client = person(LEADER)
    path = f"/plans/2023/tasks/{no}/instruct"
    form = client.get(path).form("csrf", "rid")
    answer = client.post(path, {**form.fields, "body": "请对照目标，逐月排出计划。", "due_on": "2023-4-10", **fields})
    assert answer.status == 303, answer.text[:2000]
    return int(answer.location.rsplit("/", 1)[1])


def part(stack, instruction, unit=None):
    more = f" AND u.name = '{unit}'" if unit else ""
    return stack.sql(f"SELECT x.* FROM instruction_unit x JOIN unit u ON u.id = x.unit_id WHERE instruction_id = {instruction}{more}")[0]


def step(client, row, action, words="", rev=None, **more):
    page = client.get(f"/instructions/{row['instruction_id']}")
    form = page.form("csrf")
    return client.post(f"/instructions/{row['instruction_id']}", {
        "csrf": form.fields["csrf"], "action": action, "part": row["id"], "rev": rev or row["version"], "words": words, **more})


def test_told_signed_answered_sent_back_settled(stack, person):
    one = told(stack, person)
    unit, supervisor = person("kjj1"), person(SUPERVISOR)
    way = [(unit, "sign", "", "signed"), (unit, "answer", "已排出逐月计划，四月新增两家。", "answered"),
           (supervisor, "return", "请补充责任人和时间节点。", "returned"), (unit, "answer", "已补充责任人。", "answered"),
           (supervisor, "settle", "", "settled")]
    for client, action, words, state in way:
        answer = step(client, part(stack, one), action, words)
        assert answer.status == 303, f"{action}: {answer.text[:1500]}"
        assert part(stack, one)["state"] == state
    events = stack.sql(f"SELECT action, person_id, task_id, unit_id FROM audit_event WHERE etype = 'instruction_unit' AND entity_id = {part(stack, one)['id']}"
                       " ORDER BY entity_seq")
    assert [e["action"] for e in events] == ["instruction.to", "instruction.sign", "instruction.answer", "instruction.return",
                                             "instruction.answer", "instruction.settle"]
    row = part(stack, one)
    assert len(stack.sql(f"SELECT 1 FROM instruction_step WHERE part_id = {row['id']}")) == len(way) == int(row["version"]) - 1
    said = stack.sql(f"SELECT action, person_id FROM audit_event WHERE etype = 'instruction' AND entity_id = {one}")
    assert [e["action"] for e in said] == ["instruction.new"] and len({e["person_id"] for e in events}) == 3
    assert stack.ctl("verify").returncode == 0
    page = person(LEADER).get(f"/instructions/{one}").text
    assert "请补充责任人和时间节点。" in page and "已办结" in page
    assert "已办结" in person(SUPERVISOR).get("/plans/2023/tasks/1").text


@pytest.mark.parametrize("label, client, action, words, status", [
    ("an answer before signing", "kjj1", "answer", "已办。", 409),
    ("settled before an answer", SUPERVISOR, "settle", "", 409),
    ("another unit", "swj1", "sign", "", 403),
    ("a leader does not answer", LEADER, "sign", "", 403),
    ("an auditor does not", "sjj1", "settle", "", 403),
    ("the unit does not settle", "kjj1", "settle", "", 403),
    ("a supervisor does not sign for a unit with accounts", SUPERVISOR, "sign", "", 403),
    ("no such step", "kjj1", "signed", "", 400)])
def test_what_does_not_go(stack, person, label, client, action, words, status):
    one = told(stack, person)
    row = part(stack, one)
    fields = {"csrf": person(client).get("/dashboard").form("csrf").fields["csrf"], "action": action, "part": row["id"], "rev": "1", "words": words}
    answer = person(client).post(f"/instructions/{one}", fields)
    assert answer.status == status, f"{label}: {answer.status}"
    assert part(stack, one) == row


def test_words_are_kept_and_missed(stack, person):
    one = told(stack, person)
    unit = person("kjj1")
    step(unit, part(stack, one), "sign")
    answer = step(unit, part(stack, one), "answer", "   ")
    assert answer.status == 422 and "请填写办理情况" in answer.text
    long = "办" * 1001
    answer = step(unit, part(stack, one), "answer", long)
    assert answer.status == 422 and long in answer.text
    row = part(stack, one)
    assert step(unit, row, "answer", "先到的反馈。").status == 303
    late = step(unit, row, "answer", "后到的反馈。")
    assert late.status == 409 and "先到的反馈。" in late.text and "后到的反馈。" in late.text
    answer = step(person(SUPERVISOR), part(stack, one), "return", "")
    assert answer.status == 422 and "退回的，请写明理由" in answer.text


def test_pressed_twice_is_once(stack, person):
    client = person(LEADER)
    form = client.get("/plans/2023/tasks/1/instruct").form("csrf", "rid")
    fields = {**form.fields, "body": "只算一次。", "due_on": "2023-4-20"}
    first, again = (client.post("/plans/2023/tasks/1/instruct", fields) for _ in range(2))
    assert first.status == again.status == 303 and first.location == again.location
    assert len(stack.sql("SELECT 1 FROM instruction WHERE body = '只算一次。'")) == 1
    row = stack.sql("SELECT x.* FROM instruction_unit x JOIN instruction i ON i.id = x.instruction_id WHERE i.body = '只算一次。'")[0]
    rid = person("kjj1").get(f"/instructions/{row['instruction_id']}").form("csrf", "rid").fields["rid"]
    for _ in range(2):
        assert step(person("kjj1"), row, "sign", rid=rid).status == 303
    assert part(stack, row["instruction_id"])["version"] == "2"


@pytest.mark.parametrize("label, fields, words", [
    ("nothing said", {"body": " "}, "请填写批示内容"),
    ("no day", {"due_on": "尽快"}, "反馈时限请按"),
    ("yesterday", {"due_on": "2023-4-2"}, "反馈时限不能早于今天"),
    ("too long", {"body": "办" * 1001}, "请删减 1 字")])
def test_form_says_what_is_wrong_and_keeps_the_rest(stack, person, label, fields, words):
    client = person(LEADER)
    form = client.get("/plans/2023/tasks/1/instruct").form("csrf", "rid")
    sent = {**form.fields, "body": "留下的话。", "due_on": "2023-4-10", **fields}
    answer = client.post("/plans/2023/tasks/1/instruct", sent)
    assert answer.status == 422 and re.search(words, answer.text), f"{label}: {answer.status}"
    assert sent["body"] in answer.text and sent["due_on"] in answer.text


def test_no_unit_is_no_instruction(stack, person):
    client = person(LEADER)
    form = client.get("/plans/2023/tasks/1/instruct").form("csrf", "rid")
    fields = {k: v for k, v in form.fields.items() if not k.startswith("to.")}
    answer = client.post("/plans/2023/tasks/1/instruct", {**fields, "body": "交给谁？", "due_on": "2023-4-10"})
    assert answer.status == 422 and "请至少选择一个承办单位" in answer.text


def test_several_units_each_see_their_own(stack, person):
    units = {row["name"]: row["id"] for row in stack.sql("SELECT id, name FROM unit")}
    one = told(stack, person, **{f"to.{units['市商务局']}": "1", "other": units["市财政局"]})
    assert len(stack.sql(f"SELECT 1 FROM instruction_unit WHERE instruction_id = {one}")) == 3
    page = person("swj1").get(f"/instructions/{one}").text
    assert "<h2>市商务局</h2>" in page and "<h2>市财政局</h2>" not in page
    assert person("gxj1").get(f"/instructions/{one}").status == 403
    assert "<h2>市财政局</h2>" in person(OTHER).get(f"/instructions/{one}").text


def test_stands_in_for_a_unit_nobody_signs_in_for_and_not_for_oneself(stack, person):
    """The supervision office leads tasks 126–128 itself: one supervisor answers, another one settles."""
    units = {row["name"]: row["id"] for row in stack.sql("SELECT id, name FROM unit")}
    one = told(stack, person, no=126, other=units["市政府督查室"])
    first, second = person(SUPERVISOR), person(OTHER)
    office = lambda: part(stack, one, "市政府督查室")  # noqa: E731
    assert step(first, office(), "sign").status == 303
    assert step(first, office(), "answer", "已办。").status == 303
    assert step(first, office(), "settle").status == 403
    assert step(second, office(), "settle").status == 303


def test_red_first_with_reasons_and_a_way_to_instruct(stack, person):
    page = person(LEADER).get("/dashboard").text
    assert "/instruct" in person(LEADER).get("/plans/2023/tasks/1").text
    assert "批示办理" in page
    assert "/instruct\"" not in person(SUPERVISOR).get("/plans/2023/tasks/1").text


def test_a_report_page_offers_it_to_leaders(stack, person):
    """On a report that is approved and red; the instruction says which report it is about."""
    unit = stack.sql("SELECT id FROM unit WHERE name = '市科技局'")[0]["id"]
    path = f"/plans/2023/tasks/1/reports/2023-02/{unit}"
    filer, office, leader = person("kjj1"), person(SUPERVISOR), person(LEADER)
    form = filer.get(path + "/edit").form("csrf", "rev")
    answer = filer.post(path, {**form.fields, "action": "submit", "narrative": "二月份完成实验室基地主体工程，新增入驻团队四个，转化成果两项。",
                               "light": "red", "light_reason": "用地手续尚未办结，主体工程停工三周，四月份才能恢复。", "next_steps": "四月上旬排出赶工计划。"})
    assert answer.status == 303, answer.text[:3000]
    number = stack.sql(f"SELECT r.id FROM report r JOIN period p ON p.id = r.period_id WHERE p.code = '2023-02' AND r.unit_id = {unit}")[0]["id"]
    form = office.get(f"/reviews/{number}").form("csrf", "rev")
    assert office.post(f"/reviews/{number}", {**form.fields, "decision": "approve", "light": "red", "comment": "属实。"}).status == 303
    link = f"/plans/2023/tasks/1/instruct?unit={unit}&amp;period=2023-02"
    assert link in leader.get(path).text and link not in office.get(path).text and link not in filer.get(path).text
    form = leader.get(link.replace("&amp;", "&")).form("csrf", "rid", "of_unit")
    answer = leader.post("/plans/2023/tasks/1/instruct", {**form.fields, "body": "请说明停工原因。", "due_on": "2023-4-10"})
    assert answer.status == 303 and "市科技局 2023年2月的报送" in leader.get(answer.location).text


def test_late_ones_stand_on_the_homes(stack, person, accounts):
    one = told(stack, person, no=1, body="过期的批示。", due_on="2023-4-4")
    try:
        stack.set_clock("2023-04-06 09:00")
        at = {login: new_session(stack, accounts[login]) for login in ("kjj1", "swj1", SUPERVISOR, LEADER)}
        for login in ("kjj1", SUPERVISOR, LEADER):
            page = at[login].get("/dashboard").text
            assert "过期的批示。" in page and "超期 2 天" in page, login
        assert "过期的批示。" not in at["swj1"].get("/dashboard").text
        assert step(at["kjj1"], part(stack, one), "sign").status == 303
    finally:
        stack.set_clock(NOW)
