"""通报: drafted from a frozen period, changed, issued with number and checkpoint, objected to, recalled; the same content on the
page, on paper, as .docx and as .xlsx."""
import io
import re
import zipfile

import openpyxl
import pytest

from http_client import wait_for
from office import Office, decide, words

PERIOD = "2023-01"


@pytest.fixture(scope="module", autouse=True)
def after_the_deadline(stack):
    stack.set_clock("2023-04-06 09:00")


@pytest.fixture(scope="module")
def supervisor(after_the_deadline, person):
    return person("dcs1")


@pytest.fixture(scope="module")
def kjj(after_the_deadline, stack, person):
    return Office(stack, person, "市科技局", "kjj1")


@pytest.fixture(scope="module")
def frozen(stack, supervisor, kjj):
    """A month with one report in (late: the clock stands in April), approved red; all else is missing."""
    report = kjj.hand_in(period=PERIOD)
    assert decide(supervisor, report, "approve", light="red", comment="进度明显滞后。").status == 303
    page = supervisor.get(f"/plans/2023/periods/{PERIOD}/freeze")
    assert supervisor.send(page.form("rev", "rid")).status == 303
    return int(stack.sql(f"SELECT t.no FROM task t JOIN report r ON r.task_id = t.id WHERE r.id = {report['id']}")[0]["no"])


@pytest.fixture(scope="module")
def draft(supervisor, frozen):
    form = supervisor.get("/bulletins/new").form("period", "rid")
    answer = supervisor.send(form, fields={"period": "2023/" + PERIOD})
    assert answer.status == 303, words(answer)[:400]
    assert supervisor.send(form, fields={"period": "2023/" + PERIOD}).location == answer.location  # the same press
    return answer.location


def seal(stack):
    """Until nothing waits; the stack's own sealer may be at it."""
    wait_for("the sealer", 60, lambda: stack.ctl("seal") and stack.sql("SELECT COUNT(*) AS n FROM audit_pending")[0]["n"] == "0"
             and stack.sql("SELECT t.size = MAX(c.tree_size) AS done FROM tree_state t JOIN audit_checkpoint c")[0]["done"] == "1")


@pytest.fixture(scope="module")
def issued(stack, supervisor, draft):
    seal(stack)
    page = supervisor.get(draft + "/issue")
    assert "发布后全市可见，数据不再变化" in words(page)
    form = page.form("rev", "rid")
    assert form is not None, words(page)[:400]
    for _ in range(2):  # pressed twice
        assert supervisor.send(form).status == 303
    return draft


def test_empty(person, draft):
    assert "尚未发布通报。" in words(person("fgw2").get("/bulletins"))


@pytest.mark.parametrize("what", ["", "/print", "/docx", "/xlsx", "/checkpoint"])
def test_a_draft_is_the_offices_own(person, draft, what):
    assert person("fgw2").get(draft + what).status == 404


def test_a_period_that_is_not_frozen(supervisor, frozen):
    form = supervisor.get("/bulletins/new").form("period", "rid")
    assert supervisor.send(form, fields={"period": "2023/2023-03"}).status == 422


@pytest.mark.parametrize("fields, said", [
    ({"title": " "}, "请填写标题"), ({"title": "长" * 61}, "标题"), ({"words.demands": "长" * 2001}, "工作要求")])
def test_bad_words(supervisor, draft, fields, said):
    form = supervisor.get(draft + "/edit").form("rev", "title")
    answer = supervisor.send(form, fields=fields)
    assert answer.status == 422 and said in words(answer)
    assert all(value.strip() in answer.text for value in fields.values())


def test_words_and_parts_of_a_draft(supervisor, person, draft):
    stale = supervisor.get(draft + "/edit").form("rev", "title")
    form = supervisor.get(draft + "/edit").form("rev", "title")
    del form.fields["shown.problems"]
    assert supervisor.send(form, fields={"words.overall": "现将情况通报如下。<b>", "words.late": ""}).status == 303
    text = words(supervisor.get(draft))
    assert "现将情况通报如下。<b>" in text and "问题销号情况" not in text
    answer = person("dcs2").send(stale, fields={"words.overall": "另一位督查员的文字", "csrf": person("dcs2").get("/dashboard").form("csrf").fields["csrf"]})
    assert answer.status == 409 and "另一位督查员的文字" in answer.text and "现将情况通报如下" in answer.text


def test_it_needs_no_checkpoint_to_be_seen(stack, supervisor, draft, frozen):
    text = words(supervisor.get(draft))
    lines = stack.sql("SELECT COUNT(*) AS n FROM frozen_line f JOIN period p ON p.id = f.period_id WHERE p.code = '2023-01'")[0]["n"]
    assert f"应报进展{lines}件：按时报送0件、逾期报送1件" in text
    assert "任务数少于 3 项的单位不参与排名" in text and "督查认定红灯" in text


def test_numbered_with_its_checkpoint(stack, supervisor, person, issued, tmp_path):
    row = stack.sql("SELECT state, year, no, issuer, tree_size FROM bulletin")[0]
    assert (row["state"], row["year"], row["no"], row["issuer"]) == ("issued", "2023", "1", "市政府督查室")
    bureau = person("fgw2")
    assert "〔2023〕第1期" in words(bureau.get("/bulletins")) and "〔2023〕第1期" in words(bureau.get(issued))
    note = bureau.get(issued + "/checkpoint").body
    assert note == stack.sql("SELECT checkpoint AS c FROM bulletin")[0]["c"].encode()
    kept = tmp_path / "kept.note"
    kept.write_bytes(note)
    seal(stack)
    done = stack.ctl("verify", "--checkpoint", str(kept))
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_point_has_its_event(stack, person, issued, kjj, frozen):
    client = person("fgw2")
    text = client.get(f"{issued}/scores/{kjj.unit}").text
    actions = {}
    for event in set(re.findall(r"记录 (\d+)", text)):
        actions[stack.sql(f"SELECT action FROM audit_event WHERE id = {event}")[0]["action"]] = event
    assert set(actions) == {"report.submit", "report.approve", "period.freeze"}
    rows = stack.sql("SELECT points, score_e1 FROM bulletin_score WHERE unit_id = %d" % kjj.unit)[0]
    points = [int(n) for n in re.findall(r'"points":(-?\d+)', rows["points"])]
    most = [int(n) for n in re.findall(r'"most":(\d+)', rows["points"])]
    assert int(rows["score_e1"]) == max(0, 1000 * sum(points) // sum(most)) and sum(points) == 20


def test_one_content_four_outputs(supervisor, issued):
    paper = supervisor.get(issued + "/print")
    assert "/static/official." in paper.text and "<nav" not in paper.text
    shown = re.sub(r"<td class=\"mid scr\">.*?</td>", "", re.search(r"<main>(.*)</main>", paper.text, re.S)[1], flags=re.S)
    cells = [c for c in re.findall(r">([^<>]+)<", shown) if c.strip()]
    docx = supervisor.get(issued + "/docx")
    archive = zipfile.ZipFile(io.BytesIO(docx.body))
    assert archive.testzip() is None
    document = re.sub(r"<[^>]+>", "\n", archive.read("word/document.xml").decode())
    missing = [c for c in cells if not all(line.strip() in document for line in c.split("\n")) and c.strip() != "分布"]
    assert not missing, missing[:5]
    sheets = openpyxl.load_workbook(io.BytesIO(supervisor.get(issued + "/xlsx").body))
    assert {"说明", "排名", "红灯任务", "逾期"} <= set(sheets.sheetnames), sheets.sheetnames
    rank = list(sheets["排名"].iter_rows(values_only=True))
    assert rank[0][:3] == ("位次", "牵头单位", "任务数") and isinstance(rank[1][2], (int, float)) and isinstance(rank[1][9], (int, float))


def test_objection(stack, supervisor, person, kjj, issued):
    path = f"{issued}/scores/{kjj.unit}"
    form = next(f for f in kjj.client.get(path).forms if f.action == issued + "/scores")
    assert kjj.client.send(form, fields={"reason": " "}).status == 422
    assert kjj.client.send(form, fields={"reason": "逾期系系统维护所致。"}).status == 303
    assert "逾期系系统维护所致" in words(person("fgw2").get(issued))
    form = next(f for f in supervisor.get(path).forms if "/objections/" in f.action)
    before = stack.sql("SELECT * FROM bulletin_score")
    assert supervisor.send(form, ("result", "upheld"), path, fields={"answer": "情况属实。"}).status == 303
    assert "情况属实" in words(person("fgw2").get(path)) and stack.sql("SELECT * FROM bulletin_score") == before
    assert person("dcs2").send(form, ("result", "refused"), path, fields={"answer": "再答"}).status in (403, 409)


@pytest.mark.parametrize("statement", [
    "UPDATE bulletin SET title = 'x', version = version + 1", "UPDATE bulletin SET content = '{}'", "DELETE FROM bulletin",
    "UPDATE bulletin SET state = 'draft', version = version + 1", "UPDATE bulletin_score SET score_e1 = 1000",
    "DELETE FROM bulletin_score", "INSERT INTO bulletin_part SELECT bulletin_id, at_version + 1, place, shown, 'x' FROM bulletin_part",
    "UPDATE bulletin_part SET words = 'x'", "INSERT INTO bulletin_score SELECT bulletin_id, 1, 'x', 1, 3, 1000, '[]' FROM bulletin_score LIMIT 1",
    "UPDATE score_objection SET reason = 'x', version = version + 1", "DELETE FROM score_objection"])
def test_nothing_changes_then(stack, issued, statement):
    """Root itself: the fences say no, whoever asks."""
    done = stack.sql_as(None, statement)
    assert done.returncode != 0 and "45000" in done.stderr, done.stderr


def test_recalled_and_kept(stack, supervisor, person, issued):
    before = words(person("fgw2").get(issued + "/print"))
    form = supervisor.get(issued + "/recall").form("rev", "reason")
    assert supervisor.send(form, fields={"reason": ""}).status == 422
    assert supervisor.send(form, fields={"reason": "表1 有误，另行印发。"}).status == 303
    text = words(person("fgw2").get(issued))
    assert "撤回理由：表1 有误，另行印发。" in text and words(person("fgw2").get(issued + "/print")) == before
    assert supervisor.get(issued + "/edit").status == 303 and supervisor.get(issued + "/issue").status == 303
    assert "45000" in stack.sql_as(None, "UPDATE bulletin SET state = 'issued', version = version + 1").stderr
