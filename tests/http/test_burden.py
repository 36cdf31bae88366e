"""减负: what is counted is what was asked and done; who sees whose."""
import io

import openpyxl
import pytest

from office import Office, decide, words
from test_notices import Ladder


@pytest.fixture(scope="module")
def kjj(stack, person):
    return Office(stack, person, "市科技局", "kjj1")


def table(client, query="period=2023-03"):
    answer = client.get(f"/burden.xlsx?{query}")
    assert answer.status == 200, words(answer)[:300]
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.body)).worksheets[0].iter_rows(values_only=True))
    return {row[0]: dict(zip(rows[0], row)) for row in rows[1:]}


def test_counts(stack, kjj, person):
    office = person("dcs1")
    before = table(office)["市科技局"]
    led, targets = len(kjj.led()), int(stack.sql(
        f"SELECT COUNT(*) AS n FROM target WHERE unit_id = {kjj.unit} AND ended_on IS NULL")[0]["n"])
    assert (before["应报"], before["要求填写的字段"]) == (led, 3 * led + targets)
    no = kjj.led()[0]
    kjj.hand_in(no)
    after = table(office)["市科技局"]
    assert after["提交次数"] == before["提交次数"] + 1 and after["退回次数"] == before["退回次数"]
    assert after["首次打开到提交（平均分钟）"] in (0, 1)
    row = stack.sql(f"SELECT active_s, first_at <= last_at AS ordered FROM form_time WHERE unit_id = {kjj.unit} AND task_id <> 0")
    assert len(row) == 1 and row[0]["ordered"] == "1" and int(row[0]["active_s"]) <= 300
    page = office.get("/burden?period=2023-03")
    said = words(page)
    assert page.status == 200 and "市科技局" in said and "市发展改革委" in said and "超过 5 分钟的只计 5 分钟" in said
    assert 'aria-label="要求填写的字段：' in page.text
    year = table(office, "period=year")["市科技局"]
    assert year["应报"] == 3 * led and year["提交次数"] == after["提交次数"]


def test_a_long_break_counts_five_minutes(stack, kjj):
    no = kjj.led()[1]
    kjj.client.get(kjj.path(no, "2023-03") + "/edit")
    where = f"unit_id = {kjj.unit} AND task_id = (SELECT id FROM task WHERE no = {no} LIMIT 1)"
    stack.sql(f"UPDATE form_time SET last_at = last_at - INTERVAL 3 HOUR, first_at = last_at WHERE {where}")
    stack.servers("restart", "--only", "pools")  # a worker notes no form again within seconds
    kjj.client.get(kjj.path(no, "2023-03") + "/edit")
    assert stack.sql(f"SELECT active_s FROM form_time WHERE {where}")[0]["active_s"] == "300"


def test_by_hand(stack, person):
    """A unit with one report in two rounds, two digests, one notice, forty minutes from opening to submission, 754 s in work."""
    office, unit = person("dcs1"), Office(stack, person, "市商务局", "swj1")
    before = table(office)["市商务局"]
    assert (before["提交次数"], before["退回次数"], before["提醒催办"], before["填写用时（分钟）"]) == (0, 0, 0, 0)
    assert before["首次打开到提交（平均分钟）"] == "—"
    person("swj2")  # the digest goes to whoever has an account here
    no = unit.led()[0]
    report = unit.hand_in(no)
    stack.sql(f"UPDATE form_time SET first_at = (SELECT submitted_at FROM report_version WHERE report_id = {report['id']}) - "
              f"INTERVAL 40 MINUTE, active_s = 754 WHERE unit_id = {unit.unit} AND task_id = {report['task_id']}")
    assert decide(office, report, "return", comment="请补充数据。").status == 303
    assert stack.ctl("digest", "--now", "2023-04-03 07:30").returncode == 0
    told = stack.sql(f"SELECT person_id FROM reminder WHERE unit_id = {unit.unit}")
    assert len(told) == 2 and told[0] != told[1]
    Ladder(stack, person).issue()
    after = table(office)["市商务局"]
    assert (after["提交次数"], after["退回次数"], after["提醒催办"]) == (1, 1, 3)
    assert (after["填写用时（分钟）"], after["首次打开到提交（平均分钟）"]) == (13, 40)
    unit.hand_in(no)
    again = table(office)["市商务局"]
    assert (again["提交次数"], again["退回次数"], again["首次打开到提交（平均分钟）"]) == (2, 1, 40), "of the first round only"
    assert (again["应报"], again["要求填写的字段"]) == (before["应报"], before["要求填写的字段"])


def test_opening_again_and_again_notes_nothing_more(stack, kjj):
    """The hot path: within seconds of an opening, each of the four workers writes once and no more; the sealer may write beside."""
    no = kjj.led()[2]
    writes = "SELECT VARIABLE_VALUE AS n FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'COM_INSERT'"
    before = int(stack.sql(writes)[0]["n"])
    for _ in range(36):
        assert kjj.client.get(kjj.path(no, "2023-03") + "/edit").status == 200
    assert 1 <= int(stack.sql(writes)[0]["n"]) - before <= 12


def test_a_unit_sees_its_own(kjj):
    page = kjj.client.get("/burden")
    assert page.status == 200 and "市发展改革委" not in words(page) and "2023年3月" in words(page)
    assert set(table(kjj.client)) == {"2023年1月", "2023年2月", "2023年3月", "合计"}
    assert "/burden" in kjj.client.get("/dashboard").links


@pytest.mark.parametrize("login, status", [("dcs1", 200), ("admin1", 403)])
def test_who_may_look(person, accounts, login, status):
    if login not in accounts:
        login = next(a.login for a in accounts.values() if a.roles == ("admin",))
    assert person(login).get("/burden").status == status
