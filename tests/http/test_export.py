"""What leaves the house as a table: equal to the page, harmless in a spreadsheet, recorded, and only its owner's."""
import csv
import io
import re
import time
import urllib.parse

import openpyxl
import pytest

from http_client import wait_for
from office import Office, decide, words

TASKS = "/plans/2023/tasks"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = "=cmd|' /C calc'!A0，这一句以等号开头，表格软件不应把它当作公式来计算。"


def workbook(answer):
    assert answer.status == 200, words(answer)[:400]
    assert answer.header("content-type") == XLSX
    return openpyxl.load_workbook(io.BytesIO(answer.body))


def table(answer):
    """Rows as dicts, by the titles of the first one."""
    rows = list(workbook(answer).worksheets[0].iter_rows(values_only=True))
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def csv_table(answer):
    assert answer.status == 200 and answer.header("content-type") == "text/csv; charset=utf-8"
    assert answer.body.startswith(b"\xef\xbb\xbf"), "Excel knows UTF-8 by its mark"
    assert b"\r\n" in answer.body
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def cells(page):
    """Number → words of the cells of each row of the ledger."""
    found = {}
    for row in re.findall(r'<tr role="row"[^>]*><td class="num hide".*?</tr>', page.text, re.S):
        texts = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<svg.*?</svg>", "", c))).strip()
                 for c in re.findall(r"(?s)<t[dh][ >].*?</t[dh]>", row)]
        found[int(texts[0])] = texts
    return found


def events(stack, action="export"):
    return stack.sql(f"SELECT id, etype, actor_role, body FROM audit_event WHERE action = '{action}' ORDER BY id")


@pytest.fixture(scope="module")
def wlj(stack, person):
    return Office(stack, person, "市文化和旅游局", "wlj1")


@pytest.fixture(scope="module")
def filled(stack, person, wlj):
    """January: one approved with a formula for a text, one on its way, in which only some may read."""
    led = wlj.led()
    report = wlj.hand_in(led[0], period="2023-01", narrative=FORMULA, next_steps="+86 号段，＝也一样。")
    assert decide(person("dcs1"), report, "approve", light="green", comment="同意").status == 303
    wlj.hand_in(led[1], period="2023-01", narrative="这份报送还没有审核，别的单位不应看到它的内容。")
    return led[0], led[1]


def test_equal_to_the_page(person, filled):
    client = person("dcs1")
    page = client.get(f"{TASKS}?period=2023-01")
    rows = table(client.get(f"{TASKS}.xlsx?period=2023-01"))
    shown = cells(page)
    assert [row["序号"] for row in rows] == list(shown) == list(range(1, 129))
    for row in rows:
        seen = shown[row["序号"]]
        assert row["任务"] in seen[1], seen
        assert row["牵头单位"].split("、")[0].replace("（台账指定）", "") in seen[2]
        light, _, by = row["亮灯"].partition("（")
        assert light in seen[4] and by.rstrip("）") in seen[4], (row["亮灯"], seen)
        assert row["报送状态"].split("，")[0] in seen[5]
        if row["完成率（%）"] is not None:
            assert isinstance(row["完成率（%）"], int), "a number stays a number"
            assert f"{row['完成率（%）']}%" in seen[3] and row["达序时目标数"] in seen[3]
    assert [dict(r) for r in csv_table(client.get(f"{TASKS}.csv?period=2023-01"))][5]["序号"] == "6"


def test_the_same_conditions_as_the_page(person, filled):
    client = person("dcs1")
    query = "?" + urllib.parse.urlencode({"sec": 2, "period": "2023-01", "sort": "-no"})
    wanted = list(cells(client.get(TASKS + query)))
    assert [row["序号"] for row in table(client.get(TASKS + ".xlsx" + query))] == wanted != []
    book = workbook(client.get(TASKS + ".xlsx" + query))
    notes = dict(book["说明"].iter_rows(values_only=True))
    assert "2023年1月" in notes["筛选条件"] and "二、" in notes["筛选条件"]
    assert notes["导出人"].startswith("市政府督查室 ") and notes["导出时间"].startswith("2023年4月3日")
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2" and sheet.column_dimensions["B"].width > 20
    assert table(client.get(TASKS + ".xlsx?q=绝无此词".replace("绝无此词", urllib.parse.quote("绝无此词")))) == []


def test_no_text_becomes_a_formula(person, filled):
    client = person("dcs1")
    no = filled[0]
    answer = client.get(f"{TASKS}.xlsx?period=2023-01")
    sheet = workbook(answer).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    row = next(r for r in table(answer) if r["序号"] == no)
    assert FORMULA in row["进展情况"], "in .xlsx a text is a text and stays as it was typed"
    row = next(r for r in csv_table(client.get(f"{TASKS}.csv?period=2023-01")) if r["序号"] == str(no))
    assert row["进展情况"].startswith(("'=", "【")) and row["下一步措施"].startswith(("'+", "【"))
    assert not any(v.startswith(("=", "+", "-", "@")) for r in csv_table(client.get(f"{TASKS}.csv?period=2023-01"))
                   for v in r.values() if not re.fullmatch(r"-?[\d.]+", v))


@pytest.mark.parametrize("login, reads", [("wlj1", True), ("dcs1", True), ("sjj1", True), ("mzj1", False), ("zfb2", False)])
def test_texts_on_their_way_are_not_everybodys(person, filled, login, reads):
    rows = table(person(login).get(f"{TASKS}.xlsx?period=2023-01"))
    text = next(r for r in rows if r["序号"] == filled[1])["进展情况"] or ""
    assert ("还没有审核" in text) == reads


def test_exports_are_events(stack, person, filled):
    before = len(events(stack))
    assert person("sjj1").get(f"{TASKS}.csv?sec=3").status == 200
    added = events(stack)[before:]
    assert len(added) == 1 and added[0]["etype"] == "export" and added[0]["actor_role"] == "auditor"
    assert "任务台账（CSV）" in added[0]["body"] and "三、" in added[0]["body"]
    page = person("sjj1").get("/audit?act=export")
    assert "任务台账（CSV）" in words(page)


def test_names_of_files(person):
    answer = person("dcs1").get(f"{TASKS}.xlsx")
    name = answer.header("content-disposition")
    assert name.startswith('attachment; filename="export.xlsx"; filename*=UTF-8\'\'')
    assert urllib.parse.unquote(name.split("''")[1]).startswith("任务台账202304")
    assert answer.header("x-content-type-options") == "nosniff" and "no-store" in answer.header("cache-control")


def ask(client, kind, query="", rid=None):
    page = client.get("/exports")
    fields = {"csrf": page.form("csrf").fields["csrf"], "kind": kind, "query": query}
    return client.post("/exports", fields | ({"rid": rid} if rid else {}))


def test_all_reports_of_the_year(stack, person, filled, wlj):
    rows = table(ask(person("dcs1"), "reports.xlsx", "plan=2023"))
    assert len(rows) == int(stack.sql("SELECT COUNT(*) AS n FROM report WHERE state IN ('approved', 'submitted', 'returned')")[0]["n"])
    mine = {r["序号"]: r for r in rows if r["牵头单位"] == wlj.name and r["报送期"] == "2023年1月"}
    assert mine[filled[0]]["督查室认定"] == "绿灯" and mine[filled[0]]["审核意见"] == "同意"
    others = table(ask(person("mzj1"), "reports.xlsx", "plan=2023"))
    assert filled[1] not in {r["序号"] for r in others if r["牵头单位"] == wlj.name}
    assert filled[0] in {r["序号"] for r in others if r["牵头单位"] == wlj.name}


REFUSED = [("a filer, change records", "wlj1", "audit.csv", 403), ("a supervisor, change records", "dcs1", "audit.xlsx", 403),
           ("no such kind", "dcs1", "secrets.xlsx", 400), ("no such form", "sjj1", "audit.exe", 400)]


@pytest.mark.parametrize("label, login, kind, status", REFUSED, ids=[r[0] for r in REFUSED])
def test_refused(stack, person, label, login, kind, status):
    before = stack.sql("SELECT COUNT(*) AS n FROM export_job")
    assert ask(person(login), kind).status == status
    assert stack.sql("SELECT COUNT(*) AS n FROM export_job") == before


def test_an_admin_exports_own_deeds_only(stack, person):
    rows = csv_table(ask(person("zfb1"), "audit.csv"))
    assert rows and {r["操作人"] for r in rows} == {stack.sql("SELECT name FROM person WHERE login = 'zfb1'")[0]["name"]}


@pytest.fixture(scope="module")
def many_events(stack):
    """More than a direct download gives."""
    stack.sql("INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, actor, actor_unit, actor_role, ip, agent, action, "
              "result, req_id, req_no, body, prev_hash, hash, mac) SELECT 1, 'auth', 7000000000 + seq, 1, 1680400000000000 + seq, "
              "'无名', '', '', '10.9.9.9', '', 'auth.refuse', 'wrong', UNHEX(MD5(CONCAT('export', seq))), 0, "
              "'{\"request\":[null,\"=1+1\"]}', REPEAT('\\0', 32), UNHEX(SHA2(seq, 256)), UNHEX(SHA2(seq, 256)) FROM seq_1_to_5200")
    return 5200


def finished(client, path):
    """The job's page once it has ended."""
    wait_for("the export", 60, lambda: re.search("导出完成|导出未完成", client.get(path).text))
    return client.get(path)


def test_a_long_export_is_a_job(stack, person, many_events):
    client = person("sjj1")
    asked = len(events(stack))
    answer = ask(client, "audit.xlsx", "ip=10.9.9.9&act=sign")
    assert answer.status == 303 and re.fullmatch(r"/exports/\d+", answer.location), words(answer)[:300]
    first = client.get(answer.location)
    if "data-poll" in first.text:
        assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in first.text
    page = finished(client, answer.location)
    assert f"导出完成：{many_events} 行" in words(page), words(page)
    assert "http-equiv" not in page.text and "data-poll" not in page.text, "what has ended refreshes nothing"
    file = client.get(answer.location + "/file")
    rows = table(file)
    assert len(rows) == many_events and {r["IP"] for r in rows} == {"10.9.9.9"}
    assert rows[0]["变更内容"] == "请求：=1+1" and rows[0]["动作"] == "登录未成功"
    assert urllib.parse.unquote(file.header("content-disposition")).find("变更记录") > 0
    assert file.header("x-content-type-options") == "nosniff" and file.header("x-accel-redirect") is None
    assert len(events(stack)) == asked + 2, "asking and fetching are both recorded"
    assert answer.location in client.get("/exports").text

    other = person("dcs1")
    for path in (answer.location, answer.location + "/file"):
        assert other.get(path).status == 404, "another's export is not there"
    assert answer.location not in other.get("/exports").text
    name = stack.sql(f"SELECT file FROM export_job WHERE id = {answer.location.split('/')[-1]}")[0]["file"]
    assert client.get(f"/private-exports/{name}").status == 404, "the folder has no address"


def test_pressed_twice_is_one_job(stack, person, many_events):
    client = person("sjj1")
    rid = re.search(r'name="rid" value="([^"]+)"', client.get("/audit").text)[1]
    before = int(stack.sql("SELECT COUNT(*) AS n FROM export_job")[0]["n"])
    answers = [ask(client, "audit.csv", "ip=10.9.9.9", rid) for _ in range(2)]
    assert [a.status for a in answers] == [303, 303] and answers[1].location == "/exports"
    assert int(stack.sql("SELECT COUNT(*) AS n FROM export_job")[0]["n"]) == before + 1
    finished(client, answers[0].location)


def test_two_runners_and_one_that_died(stack, person, many_events):
    """A job whose runner fell silent is taken over; two that look at once do not both write it."""
    client = person("sjj1")
    location = ask(client, "audit.csv", "ip=10.9.9.9&from=2023-1-1").location
    finished(client, location)
    job = location.split("/")[-1]
    stack.sql(f"UPDATE export_job SET state = 'running', file = 'gone', ended_at = NULL, beat_at = '2023-01-01' WHERE id = {job}")
    both = [stack.ctl("jobs") for _ in range(2)]
    assert all(done.returncode == 0 for done in both), [d.stderr for d in both]
    assert "导出完成" in finished(client, location).text
    assert client.get(location + "/file").status == 200


def test_a_job_sees_what_its_person_saw(stack, person, many_events):
    """Roles that no longer allow it: the file is not written."""
    client = person("sjj1")
    location = ask(client, "audit.csv", "ip=10.9.9.9&to=2024-1-1").location
    finished(client, location)
    job = location.split("/")[-1]
    stack.sql(f"UPDATE export_job SET state = 'waiting', roles = 1 WHERE id = {job}")
    assert "导出未完成" in finished(client, location).text


def test_files_go_after_seven_days(stack, person, many_events):
    client = person("sjj1")
    location = ask(client, "audit.csv", "ip=10.9.9.9&from=2022-1-1").location
    finished(client, location)
    job = location.split("/")[-1]
    stack.sql(f"UPDATE export_job SET ended_at = '2023-03-01' WHERE id = {job}")
    wait_for("the sweep", 20, lambda: stack.sql(f"SELECT COUNT(*) AS n FROM export_job WHERE id = {job}")[0]["n"] == "0")
    assert client.get(location + "/file").status == 404


def test_csv_line_ends_and_quotes(person, filled):
    """RFC 4180: what the module of another house reads is what was written."""
    rows = list(csv.reader(io.StringIO(person("dcs1").get(f"{TASKS}.csv?period=2023-01").body.decode("utf-8-sig"), newline=""),
                           strict=True))
    assert len(rows) == 129 and {len(row) for row in rows} == {14}
    assert time.strptime(next(r[13] for r in rows[1:] if r[13]), "%Y-%m-%d")
