"""简报 and 经验做法: a unit hands a practice in with the target that moved, the office selects it or sends it back, rolls it out
and picks it, with approved reports, into a brief that is numbered, issued, frozen and recalled; 采用 counts go back to the unit."""
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile

import openpyxl
import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "store"))
from test_places import event  # noqa: E402

from office import Office, decide, words
from test_returns import through_office

UNIT, KEEPER, STRANGER, SUPERVISOR, OTHER = "市科技局", "kjj1", "swj1", "dcs1", "dcs2"
BODY = "一是建立企业需求清单，专人对接；二是组织专家团队上门会诊，现场签约；三是每周调度，问题当日交办，办结回访，形成闭环。"
GOOD = {"title": "“科技专员”驻企服务机制", "body": BODY, "effect": "服务企业四十余家，促成合作十二项。"}


@pytest.fixture(scope="module")
def office(stack, person):
    return Office(stack, person, UNIT, KEEPER)


@pytest.fixture(scope="module")
def moved(stack, office, person):
    """A led task with a target whose values of January and February are approved."""
    rows = stack.sql(f"SELECT DISTINCT t.no FROM target g JOIN task t ON t.id = g.task_id WHERE g.unit_id = {office.unit} "
                     "AND g.ended_on IS NULL ORDER BY t.no")
    no = int(rows[0]["no"])
    target = stack.sql(f"SELECT g.id FROM target g JOIN task t ON t.id = g.task_id WHERE t.no = {no} ORDER BY g.no")[0]["id"]
    for period, value in (("2023-01", "3"), ("2023-02", "9")):  # the other targets: 16
        report = office.hand_in(no, period, **{f"value.{target}": value}, light_reason="按计划推进，进度正常。")
        assert decide(person(SUPERVISOR), report, "approve", light="green").status == 303
    return no


@pytest.fixture
def keeper(office):
    return office.client


@pytest.fixture
def supervisor(person):
    return person(SUPERVISOR)


def sql_one(stack, text):
    return stack.sql(text)[0]


def new_form(client, no):
    return client.get(f"/practices/new?task={no}").form("title", "body")


def write(client, no, action="submit", **fields):
    answer = client.send(new_form(client, no), ("action", action), fields={**GOOD, **fields})
    assert answer.status == 303, words(answer)[:500]
    return answer.location


def choices(client, no):
    """The approved values of the target that moved: January's and February's."""
    page = client.get(f"/practices/new?task={no}").text
    found = re.findall(r'<option value="(\d+\.\d+)">[^<]*月：([39])\D', page)
    return [value for value, _ in found[:len(found) // 2]]  # both selects have them


def form_at(client, page, end):
    return next((form for form in client.get(page).forms if form.action == page + end), None)


def decided(client, page, action, opinion=""):
    return client.send(form_at(client, page, "/decide"), ("action", action), opinion=opinion)


def state(stack, page):
    return sql_one(stack, f"SELECT state FROM practice WHERE id = {page.split('/')[-1]}")["state"]


def actions(stack, etype, number):
    return [row["action"] for row in stack.sql(f"SELECT action FROM audit_event WHERE etype = '{etype}' AND entity_id = {number} ORDER BY entity_seq")]


def refused_at(client, path, fields):
    csrf = client.get("/me").form("csrf").fields["csrf"]
    return client.post(path, {"csrf": csrf, **fields}).status


# ---- 经验做法

def test_a_practice_goes_all_the_way(stack, office, keeper, supervisor, person, moved):
    form = new_form(keeper, moved)
    values = choices(keeper, moved)
    assert len(values) == 2
    answer = keeper.send(form, ("action", "submit"), fields={**GOOD, "before": values[0], "after": values[1]})
    assert answer.status == 303, words(answer)[:500]
    page = answer.location
    assert "2023年1月 3" in words(keeper.get(page)) and "2023年2月 9" in words(keeper.get(page))
    assert person(STRANGER).get(page).status == 403
    assert decided(supervisor, page, "send_back").status == 422
    assert decided(supervisor, page, "send_back", "请补充成效数据。").status == 303
    assert state(stack, page) == "returned" and "请补充成效数据。" in keeper.get(page + "/edit").text
    edit = keeper.get(page + "/edit").form("title", "body")
    assert keeper.send(edit, ("action", "submit"), effect="服务企业四十余家，促成合作十二项，合同额 2.3 亿元。").status == 303
    assert decided(supervisor, page, "select", "可在全市推广。").status == 303
    assert person(STRANGER).get(page).status == 200 and "合同额 2.3 亿元" in person(STRANGER).get(page).text
    roll = form_at(supervisor, page, "/roll-out")
    unit = sql_one(stack, "SELECT id FROM unit WHERE name = '市商务局'")["id"]
    assert supervisor.send(roll, fields={"ask": "请结合实际借鉴。"}).status == 422  # to nobody
    assert supervisor.send(roll, fields={"ask": "请结合实际借鉴。", f"unit.{unit}": "1"}).status == 303
    assert "等待签收" in words(person(STRANGER).get("/practices")) and GOOD["title"] in person(STRANGER).get("/dashboard").text
    note = form_at(person(STRANGER), page, "/note")
    assert person(STRANGER).send(note, note="拟在外贸企业服务中试行。").status == 303
    assert "已签收 1 / 1 个单位" in words(supervisor.get(page)) and "拟在外贸企业服务中试行。" in keeper.get(page).text
    assert refused_at(keeper, page + "/note", {"rev": "1", "note": "x"}) == 403  # it was not rolled out to its own unit
    number = page.split("/")[-1]
    assert actions(stack, "practice", number) == ["practice.submit", "practice.send_back", "practice.submit", "practice.select", "practice.roll_out"]
    row = sql_one(stack, f"SELECT id FROM practice_unit WHERE practice_id = {number}")
    assert actions(stack, "practice_unit", row["id"]) == ["practice.roll_out", "practice.note"]


@pytest.mark.parametrize("label, wrong, says", [
    ("no title", {"title": " "}, "请填写标题"),
    ("too short", {"body": "太短"}, "主要做法不少于 50 字"),
    ("too long", {"body": "长" * 3001}, "主要做法"),
    ("no effect", {"effect": ""}, "请填写取得的成效"),
])
def test_what_cannot_be_handed_in_is_told_and_kept(office, keeper, moved, label, wrong, says):
    answer = keeper.send(new_form(keeper, moved), ("action", "submit"), fields={**GOOD, **wrong})
    assert answer.status == 422 and says in words(answer), label
    assert answer.form("title", "body").fields["effect"] == {**GOOD, **wrong}["effect"]


def test_the_value_after_is_of_a_later_period(stack, keeper, moved):
    values = choices(keeper, moved)
    for label, before, after, says in (("swapped", values[1], values[0], "须取自较晚的报送期"), ("one only", values[0], "", "请选择做法实施前和实施后的数值")):
        answer = keeper.send(new_form(keeper, moved), ("action", "submit"), fields={**GOOD, "before": before, "after": after})
        assert answer.status == 422 and says in words(answer), label
    target = values[0].split(".")[1]
    answer = keeper.send(new_form(keeper, moved), ("action", "submit"), fields={**GOOD, "before": f"999.{target}", "after": values[1]})
    assert answer.status == 400 and stack.sql("SELECT id FROM practice WHERE before_version = 999") == []


def test_a_practice_is_kept_by_its_unit_alone(stack, keeper, supervisor, person, moved):
    page = write(keeper, moved, "save")
    assert state(stack, page) == "draft"
    for login in (STRANGER, SUPERVISOR):
        assert person(login).get(page).status == 403
    assert refused_at(person(STRANGER), page + "/edit", {"action": "save", "rev": "1", "task": str(moved), **GOOD}) == 403
    assert refused_at(supervisor, page + "/decide", {"action": "select", "rev": "1", "opinion": ""}) == 403  # not handed in
    form = keeper.get(page + "/edit").form("title", "body")
    assert keeper.send(form, ("action", "submit"), title="改名").status == 303
    again = keeper.send(form, ("action", "save"), title="另一个名字")
    assert again.status == 409 and GOOD["body"] in again.text  # handed in meanwhile: what was typed is shown
    withdraw = form_at(keeper, page, "/withdraw")
    assert keeper.send(withdraw).status == 303 and state(stack, page) == "draft"
    assert keeper.send(withdraw).status == 303  # pressed twice is one deed
    no = sql_one(stack, "SELECT t.no FROM task t WHERE NOT EXISTS (SELECT 1 FROM task_lead l JOIN unit u ON u.id = l.unit_id WHERE l.task_id = t.id "
                 "AND u.name = '市科技局') AND NOT EXISTS (SELECT 1 FROM task_participant p JOIN unit u ON u.id = p.unit_id WHERE p.task_id = t.id "
                 "AND u.name = '市科技局')")["no"]
    assert refused_at(keeper, "/practices/new", {"action": "save", "rev": "0", "task": no, **GOOD}) == 403


def test_two_of_a_unit_write_at_once(keeper, person, moved):
    page = write(keeper, moved, "save")
    mine, theirs = keeper.get(page + "/edit").form("title", "body"), person("kjj2").get(page + "/edit").form("title", "body")
    assert person("kjj2").send(theirs, ("action", "save"), effect="同事写的成效。").status == 303
    answer = keeper.send(mine, ("action", "save"), effect="我写的成效。")
    assert answer.status == 409 and "我写的成效。" in answer.text and "同事写的成效。" in answer.text
    assert keeper.send(answer.form("title", "body"), ("action", "save")).status == 303


# ---- 简报

@pytest.fixture(scope="module")
def selected(stack, office, person, moved):
    page = write(office.client, moved)
    assert decided(person(SUPERVISOR), page, "select").status == 303
    return page.split("/")[-1]


def new_brief(client):
    form = next(f for f in client.get("/briefs").forms if f.action == "/briefs/new")
    answer = client.send(form)
    assert answer.status == 303
    return answer.location.removesuffix("/edit")


def pick(client, brief, **picked):
    form = client.get(brief + "/pick?period=2023-02").form("rev", "period")
    return client.send(form, fields={name.replace("_", "."): "1" for name in picked})


def version_of(stack, office, no):
    return sql_one(stack, f"SELECT v.id FROM report r JOIN report_version v ON v.report_id = r.id AND v.round = r.round JOIN task t ON t.id = r.task_id "
                   f"JOIN period p ON p.id = r.period_id WHERE t.no = {no} AND p.code = '2023-02' AND r.unit_id = {office.unit}")["id"]


def filled(stack, office, client, moved, selected):
    """A draft with a report and a practice."""
    brief = new_brief(client)
    assert pick(client, brief, **{f"report_{version_of(stack, office, moved)}": 1, f"practice_{selected}": 1}).status == 303
    return brief


def items(stack, brief):
    return stack.sql(f"SELECT * FROM brief_item WHERE brief_id = {brief.split('/')[-1]} AND dropped = 0 ORDER BY place, id")


def step(client, brief, action, **fields):
    form = next(f for f in client.get(brief).forms if f.offers("action", action))
    return client.send(form, ("action", action), fields=fields)


def test_a_brief_is_picked_edited_issued_and_recalled(stack, office, supervisor, person, moved, selected):
    stranger = person(STRANGER)
    before = [int(x) for x in adoption(stranger.get("/briefs/adoption"), UNIT)]
    brief = filled(stack, office, supervisor, moved, selected)
    first, second = items(stack, brief)
    assert stranger.get(brief).status == 403 and brief not in stranger.get("/briefs").links
    form = supervisor.get(brief + "/edit").form("title", "lead_text")
    swapped = {"title": "3月重点工作推进情况", "lead_text": "各单位请借鉴。", f"entry_place.{first['id']}": "2", f"entry_place.{second['id']}": "1",
               f"entry_title.{first['id']}": "第一条（编者改）", f"entry_text.{first['id']}": "编辑后的正文。", "issue_to": "各区人民政府"}
    assert supervisor.send(form, ("action", "save"), fields=swapped).status == 303
    now = items(stack, brief)
    assert [row["id"] for row in now] == [second["id"], first["id"]]
    assert now[1]["text"] == "编辑后的正文。" and now[1]["source_text"] == first["source_text"] != now[1]["text"]
    assert first["source_text"] in supervisor.get(brief + "/edit").text  # what it was picked from stands beside it
    assert step(supervisor, brief, "issue").status == 303
    row = sql_one(stack, f"SELECT * FROM brief WHERE id = {brief.split('/')[-1]}")
    assert row["year"] == "2023" and row["state"] == "issued"
    page = stranger.get(brief)
    assert page.status == 200 and f"第{row['no']}期" in page.text and "编辑后的正文。" in page.text and "发：各区人民政府。" in words(page)
    assert refused_at(supervisor, brief + "/edit", {"rev": row["version"], "title": "x", "lead_text": "", "action": "save"}) == 409
    assert [int(x) for x in adoption(stranger.get("/briefs/adoption"), UNIT)][:3] == [before[0] + 2, before[1] + 1, before[2] + 1]
    assert "2023年简报采用 " + str(before[0] + 2) in words(office.client.get("/dashboard"))
    assert step(supervisor, brief, "recall").status == 422
    assert step(supervisor, brief, "recall", reason="第二条数据有误，重新核实。").status == 303
    page = stranger.get(brief)
    assert "第二条数据有误" in page.text and "编辑后的正文。" not in page.text and "编辑后的正文。" in supervisor.get(brief).text
    assert stranger.get(brief + "/docx").status == 403
    assert [int(x) for x in adoption(stranger.get("/briefs/adoption"), UNIT)][0] == before[0]
    assert actions(stack, "brief", brief.split("/")[-1]) == ["brief.new", "brief.pick", "brief.save", "brief.issue", "brief.recall"]


def adoption(page, unit):
    """简报采用, 进展报送, 经验做法, 报送, 选用."""
    found = re.search(rf'<th scope="row" role="rowheader">{unit}</th>(.*?)</tr>', page.text, re.S)
    return re.findall(r">(?:<b>)?(\d+)(?:</b>)?</td>", found[1]) if found else [0, 0, 0, 0, 0]


def test_numbers_have_no_gap_and_a_recalled_one_keeps_its_own(stack, office, supervisor, moved, selected):
    briefs = [filled(stack, office, supervisor, moved, selected) for _ in range(3)]
    assert step(supervisor, briefs[0], "drop").status == 303  # takes no number
    for brief in briefs[:0:-1]:
        assert step(supervisor, brief, "issue").status == 303
    assert step(supervisor, briefs[2], "recall", reason="误发").status == 303
    last = filled(stack, office, supervisor, moved, selected)
    assert step(supervisor, last, "issue").status == 303
    numbers = [int(row["no"]) for row in stack.sql("SELECT no FROM brief WHERE year = 2023 ORDER BY no")]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 3


@pytest.mark.parametrize("label, statement, words_of", [
    ("a word of an issued one", "UPDATE brief SET title = 'x', version = version + 1 WHERE state = 'issued'", "no audit event"),
    ("an item of an issued one", "UPDATE brief_item x JOIN brief b ON b.id = x.brief_id SET x.text = 'x', x.version = x.version + 1 WHERE b.state = 'issued'",
     "no audit event"),
    ("a practice that was selected", "UPDATE practice SET body = 'x', version = version + 1 WHERE state = 'selected'", "no audit event"),
    ("taking one away", "DELETE FROM brief", "denied"),
    ("taking a practice away", "DELETE FROM practice", "denied"),
])
def test_what_the_database_refuses(stack, office, supervisor, moved, selected, label, statement, words_of):
    brief = filled(stack, office, supervisor, moved, selected)
    assert step(supervisor, brief, "issue").status == 303
    done = stack.sql_as("app", statement)
    assert done.returncode != 0 and words_of in done.stderr, label


@pytest.mark.parametrize("label, table, where, change, says", [
    ("a word of an issued brief", "brief", "state = 'issued'", "title = 'x'", "no such step"),
    ("an item of an issued brief", "brief_item", "brief_id IN (SELECT id FROM brief WHERE state = 'issued')", "text = 'x'", "no draft"),
    ("what an item was picked from", "brief_item", "1", "source_text = 'x'", "never changes"),
    ("a selected practice", "practice", "state = 'selected'", "body = 'x'", "does not change"),
    ("the number of a draft", "brief", "state = 'draft'", "state = 'issued', year = 2023, no = 900, issued_at = NOW(6), issued_by = made_by", "next number"),
])
def test_with_an_event_and_still_refused(stack, office, supervisor, moved, selected, label, table, where, change, says):
    """An event alone does not open what is frozen, not even for the database's root."""
    issued, draft = (filled(stack, office, supervisor, moved, selected) for _ in range(2))
    assert step(supervisor, issued, "issue").status == 303 and draft
    row = sql_one(stack, f"SELECT id, version FROM {table} WHERE {where} LIMIT 1")
    seq = int(row["version"]) + 1
    done = stack.sql_as(None, f"START TRANSACTION; {event(table, row['id'], seq)} UPDATE {table} SET {change}, version = {seq} "
                        f"WHERE id = {row['id']}; ROLLBACK")
    assert done.returncode != 0 and says in done.stderr, f"{label}: {done.stderr}"


def test_a_draft_keeps_what_two_typed(stack, office, supervisor, person, moved, selected):
    brief = filled(stack, office, supervisor, moved, selected)
    mine, theirs = (person(login).get(brief + "/edit").form("title", "lead_text") for login in (SUPERVISOR, OTHER))
    assert person(OTHER).send(theirs, ("action", "save"), title="同事的标题").status == 303
    answer = supervisor.send(mine, ("action", "save"), title="我的标题")
    assert answer.status == 409 and "我的标题" in answer.text and "同事的标题" in answer.text
    assert supervisor.send(answer.form("title", "lead_text"), ("action", "save")).status == 303
    form = supervisor.get(brief + "/edit").form("title", "lead_text")
    first = items(stack, brief)[0]["id"]
    answer = supervisor.send(form, ("action", "save"), fields={"title": "", f"entry_place.{first}": "甲"})
    assert answer.status == 422 and "请填写标题" in words(answer) and "次序请填写数字" in words(answer)
    assert supervisor.send(form, ("action", "save"), fields={f"entry_drop.{first}": "1"}).status == 303
    assert first not in [row["id"] for row in items(stack, brief)]
    assert supervisor.send(supervisor.get(brief + "/pick").form("rev", "period")).status == 422  # nothing ticked


@pytest.fixture
def brief_on_paper(stack, office, supervisor, moved, selected):
    brief = filled(stack, office, supervisor, moved, selected)
    form = supervisor.get(brief + "/edit").form("title", "lead_text")
    assert supervisor.send(form, ("action", "save"), fields={"lead_text": "请借鉴。", "issue_to": "各区人民政府"}).status == 303
    return brief


def in_libreoffice(content, tmp_path, name):
    """The words of a .docx that LibreOffice opened and turned to PDF."""
    text = subprocess.run(["pdftotext", "-", "-"], input=through_office(content, name, "pdf", tmp_path), check=True, stdout=subprocess.PIPE).stdout
    return re.sub(r"\s", "", text.decode("utf-8"))


def test_documents(stack, supervisor, brief_on_paper, selected, tmp_path):
    for path, says in ((brief_on_paper + "/docx", ("重点工作简报", "市政府督查室2023年", "编者按：", "发：各区人民政府。")),
                       (f"/practices/{selected}/docx", ("一、主要做法", "二、取得成效", UNIT))):
        answer = supervisor.get(path)
        assert answer.status == 200 and "wordprocessingml" in answer.header("content-type")
        assert "科技专员" in zipfile.ZipFile(io.BytesIO(answer.body)).read("word/document.xml").decode("utf-8")
        if shutil.which("soffice"):
            folder = tmp_path / path.split("/")[1]
            folder.mkdir()
            said = in_libreoffice(answer.body, folder, "paper.docx")
            assert all(word in said for word in ("科技专员", "—1—", *says)), said
    assert stack.sql("SELECT id FROM audit_event WHERE action = 'export' AND body LIKE '%简报%'")


def test_on_paper(supervisor, person, brief_on_paper):
    """A4 in the form of GB/T 9704: the sheet alone, for those who may read the brief."""
    page = supervisor.get(brief_on_paper + "/print")
    assert page.status == 200 and "official" in page.text and "发：各区人民政府。" in words(page) and "编者按：" in words(page)
    assert person(STRANGER).get(brief_on_paper + "/print").status == 403  # a draft
    assert supervisor.send(next(f for f in supervisor.get(brief_on_paper).forms if f.offers("action", "issue")), ("action", "issue")).status == 303
    assert person(STRANGER).get(brief_on_paper + "/print").status == 200
    assert step(supervisor, brief_on_paper, "recall", reason="误发").status == 303
    assert person(STRANGER).get(brief_on_paper + "/print").status == 403 and "本期已撤回" in words(supervisor.get(brief_on_paper + "/print"))


def test_adoption_in_excel_is_the_page(stack, office, supervisor, moved, selected):
    assert step(supervisor, filled(stack, office, supervisor, moved, selected), "issue").status == 303
    rows = list(openpyxl.load_workbook(io.BytesIO(supervisor.get("/briefs/adoption.xlsx?year=2023").body)).worksheets[0].iter_rows(values_only=True))
    page = supervisor.get("/briefs/adoption?year=2023")
    units = re.findall(r'<th scope="row" role="rowheader">([^<]*)</th>', page.text)
    assert UNIT in units
    assert rows[1:] == [(unit, *map(int, adoption(page, unit))) for unit in units]
