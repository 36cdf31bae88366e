"""Supervision notices (提醒 → 催办 → 督办单): numbered by year without gaps, signed for and answered by the unit within limits,
settled or sent back by the office, escalated by the clock; what is overdue stays workable."""
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import NOW
from office import Office, words

UNIT, KEEPER, COLLEAGUE, OTHER = "市商务局", "swj1", "swj2", "fgw1"
OFFICE, SECOND = "dcs1", "dcs2"
WORDS = {"matter": "推进情况", "body": "请说明当前进展、存在的问题和下一步措施，明确完成时间。"}


class Ladder:
    """The office and one unit."""

    def __init__(self, stack, person):
        self.stack, self.person = stack, person
        self.unit = Office(stack, person, UNIT, KEEPER)

    def form(self, kind="remind", task=None, unit=None):
        page = self.person(OFFICE).get(f"/notices/new?plan=2023&kind={kind}&unit={unit or self.unit.unit}&task={task or ''}")
        assert page.status == 200
        return page.form("matter", "body")

    def issue(self, kind="remind", task=None, unit=None, form=None, **fields):
        answer = self.person(OFFICE).send(form or self.form(kind, task, unit), None, "/notices/new", fields={**WORDS, **fields})
        assert answer.status == 303, words(answer)[:800]
        return int(answer.location.rsplit("/", 1)[1])

    def step(self, login, notice, step, form=None, **fields):
        side = "answer" if step in ("receive", "answer") else "settle"
        form = form or self.offered(login, notice, step)
        assert form is not None, f"{step} is not offered to {login}"
        return self.person(login).send(form, ("action", step), f"/notices/{notice}/{side}", fields=fields)

    def offered(self, login, notice, step):
        page = self.person(login).get(f"/notices/{notice}")
        return next((f for f in page.forms if f.offers("action", step)), None)

    def row(self, notice):
        return self.stack.sql(f"SELECT * FROM notice WHERE id = {notice}")[0]

    def steps(self, notice):
        return [row["step"] for row in self.stack.sql(f"SELECT step FROM notice_step WHERE notice_id = {notice} ORDER BY at_version")]

    def events(self, notice):
        return [row["action"] for row in self.stack.sql(
            f"SELECT action FROM audit_event WHERE etype = 'notice' AND entity_id = {notice} ORDER BY entity_seq")]


@pytest.fixture(scope="module")
def ladder(stack, person):
    return Ladder(stack, person)


def test_from_issue_to_settled_with_one_return(ladder):
    no = ladder.unit.led()[0]
    notice = ladder.issue(task=no)
    assert ladder.step(KEEPER, notice, "receive").status == 303
    assert ladder.step(KEEPER, notice, "answer", words="已于四月二日完成整改。").status == 303
    assert ladder.step(OFFICE, notice, "return", words="没有写明完成时间。", answer_by="2023-4-12").status == 303
    assert ladder.row(notice)["answer_by"].startswith("2023-04-12 10:00")  # 18:00 in the city
    assert ladder.step(COLLEAGUE, notice, "answer", words="四月二十日前完成。").status == 303
    assert ladder.step(SECOND, notice, "settle").status == 303
    assert ladder.row(notice)["state"] == "settled"
    assert ladder.steps(notice) == ["issue", "receive", "answer", "return", "answer", "settle"]
    assert ladder.events(notice) == ["notice." + step for step in ladder.steps(notice)]
    page = words(ladder.person(KEEPER).get(f"/notices/{notice}"))
    for sentence in ("已办结", "没有写明完成时间。", "四月二十日前完成。"):
        assert sentence in page


def test_numbers_have_no_gaps_whoever_presses_at_once(ladder):
    forms = [ladder.form("urge") for _ in range(6)]
    before = int(ladder.stack.sql("SELECT COALESCE(MAX(no), 0) AS n FROM notice WHERE kind = 'urge'")[0]["n"])
    with ThreadPoolExecutor(6) as pool:
        from http_client import Client
        clients = [Client(ladder.stack.origin) for _ in forms]
        for client in clients:
            client.cookies = dict(ladder.person(OFFICE).cookies)
        answers = list(pool.map(lambda pair: pair[0].send(pair[1], None, "/notices/new", fields=WORDS), zip(clients, forms)))
    assert {a.status for a in answers} <= {303, 503}
    done = sum(a.status == 303 for a in answers)
    numbers = [int(r["no"]) for r in ladder.stack.sql("SELECT no FROM notice WHERE kind = 'urge' AND year = 2023 ORDER BY no")]
    assert done >= 1 and numbers == list(range(1, before + done + 1))


def test_pressed_twice_is_one_notice(ladder):
    form = ladder.form()
    assert ladder.issue(form=form) == ladder.issue(form=form)


def person_page(ladder, notice):
    return ladder.person(KEEPER).get(f"/notices/{notice}/print")


def test_the_page_names_the_number_and_the_paper_is_official(ladder):
    notice = ladder.issue("order", ladder.unit.led()[1])
    no = ladder.row(notice)["no"]
    for path in (f"/notices/{notice}", f"/notices/{notice}/print"):
        assert f"督办单〔2023〕第{no}号" in words(ladder.person(KEEPER).get(path))
    paper = words(ladder.person(KEEPER).get(f"/notices/{notice}/print"))
    for sentence in ("市政府督查室督办通知单", "的督办通知", "市商务局：", "2023年4月3日", "签收回执"):
        assert sentence in paper
    assert "/static/official." in person_page(ladder, notice).text and "<nav" not in person_page(ladder, notice).text


@pytest.mark.parametrize("fields, complaint", [
    ({"matter": ""}, "请填写事由"),
    ({"matter": "字" * 101}, "事由超出 100 字"),
    ({"body": " "}, "请填写情况和要求"),
    ({"body": "字" * 2001}, "超出 2000 字"),
    ({"unit": ""}, "请选择单位"),
    ({"task": "999"}, "没有这个序号的任务"),
    ({"task": "1"}, "不由市商务局牵头"),
    ({"period": "2023-13"}, "没有这个报送期"),
    ({"receive_by": "随时"}, "签收时限无法识别"),
    ({"receive_by": "2023-4-2"}, "签收时限（当日 18:00）已过"),
    ({"receive_by": "2023-4-9", "answer_by": "2023-4-8"}, "答复时限不能早于签收时限"),
])
def test_bad_input_comes_back_as_typed(ladder, fields, complaint):
    form = ladder.form(task=ladder.unit.led()[0])
    typed = {**WORDS, **fields}
    answer = ladder.person(OFFICE).send(form, None, "/notices/new", fields=typed)
    assert answer.status == 422 and complaint in words(answer)
    again = answer.form("matter", "body").fields
    for name in set(typed) - {"unit", "period"}:
        assert again[name] == typed[name]


@pytest.mark.parametrize("step, fields, complaint", [
    ("settle", {"words": ""}, "单位尚未答复，请写明办结意见"),
    ("escalate", {"words": ""}, "请填写升级理由"),
    ("withdraw", {"words": " "}, "请填写撤销理由"),
    ("withdraw", {"words": "字" * 2001}, "超出 2000 字"),
])
def test_a_step_needs_its_words(ladder, step, fields, complaint):
    notice = ladder.issue()
    answer = ladder.step(OFFICE, notice, step, **fields)
    assert answer.status == 422 and complaint in words(answer)
    assert ladder.row(notice)["state"] == "issued"


def test_a_colleague_was_first(ladder):
    notice = ladder.issue()
    ladder.step(KEEPER, notice, "receive")
    stale = ladder.offered(KEEPER, notice, "answer")
    assert ladder.step(COLLEAGUE, notice, "answer", words="已完成。").status == 303
    answer = ladder.step(KEEPER, notice, "answer", form=stale, words="我的答复不应丢失。")
    assert answer.status == 409
    assert "我的答复不应丢失。" in words(answer) and "其他人刚刚办理" in words(answer)
    assert ladder.steps(notice) == ["issue", "receive", "answer"]


def test_sent_again_is_the_same_step(ladder):
    notice = ladder.issue()
    form = ladder.offered(KEEPER, notice, "receive")
    assert [ladder.step(KEEPER, notice, "receive", form=form).status for _ in range(2)] == [303, 303]
    assert ladder.steps(notice) == ["issue", "receive"]


def test_other_units_neither_read_nor_answer(ladder, person):
    notice = ladder.issue()
    csrf = person(OTHER).get("/dashboard").form("csrf").fields["csrf"]
    assert person(OTHER).get(f"/notices/{notice}").status == 403
    assert person(OTHER).get(f"/notices/{notice}/print").status == 403
    answer = person(OTHER).post(f"/notices/{notice}/answer", {"csrf": csrf, "action": "receive", "rev": "1"})
    assert answer.status == 403 and "其他单位的事项" in words(answer)
    assert f"/notices/{notice}" not in person(OTHER).get("/notices?state=all").links
    assert f"/notices/{notice}" in person("sjj1").get("/notices").links  # auditors see all, and change nothing
    assert person("sjj1").get(f"/notices/{notice}").form("rev") is None
    assert ladder.steps(notice) == ["issue"]


def test_nobody_settles_an_own_answer(ladder, person, stack):
    unit = int(stack.sql("SELECT id FROM unit WHERE name = '市政府督查室'")[0]["id"])
    notice = ladder.issue(unit=unit)
    assert ladder.step(OFFICE, notice, "receive").status == 303
    assert ladder.step(OFFICE, notice, "answer", words="已办。").status == 303
    assert ladder.offered(OFFICE, notice, "settle") is None
    assert ladder.step(SECOND, notice, "settle").status == 303


def test_on_top_of_home_and_task(ladder, person):
    no = ladder.unit.led()[2]
    notice = ladder.issue(task=no)
    for path in ("/dashboard", f"/plans/2023/tasks/{no}"):
        assert f"/notices/{notice}" in person(KEEPER).get(path).links
    assert f"/notices/{notice}" not in person(OTHER).get(f"/plans/2023/tasks/{no}").links
    assert "件未办结" in words(person(OFFICE).get("/dashboard"))


def test_limits_that_pass_escalate_once_and_the_task_stays_workable(ladder, stack, person):
    no = ladder.unit.led()[3]
    unsigned, silent = ladder.issue(task=no), ladder.issue()
    answered = ladder.issue()
    for notice in (silent, answered):
        ladder.step(KEEPER, notice, "receive")
    ladder.step(KEEPER, answered, "answer", words="已完成。")
    with ThreadPoolExecutor(2) as pool:  # two machines in the same minute
        for done in pool.map(lambda _: stack.ctl("sweep", "--now", "2023-04-20 09:00"), range(2)):
            assert done.returncode == 0, done.stderr
    assert [ladder.row(n)["state"] for n in (unsigned, silent, answered)] == ["escalated", "escalated", "answered"]
    for notice in (unsigned, silent):
        following = stack.sql(f"SELECT * FROM notice WHERE follows = {notice}")
        assert len(following) == 1 and following[0]["kind"] == "urge"
        assert "未在规定时限内" in following[0]["body"] and WORDS["body"] in following[0]["body"]
        body = json.loads(stack.sql(f"SELECT body FROM audit_event WHERE etype = 'notice' AND entity_id = {notice} "
                                    "AND action = 'notice.escalate'")[0]["body"])
        assert "escalated" in json.dumps(body)
    urge = stack.sql(f"SELECT id FROM notice WHERE follows = {unsigned}")[0]["id"]
    assert stack.ctl("sweep", "--now", "2023-05-08 09:00").returncode == 0
    order = stack.sql(f"SELECT * FROM notice WHERE follows = {urge}")[0]
    assert order["kind"] == "order" and order["body"].count("原通知要求") == 1
    for _ in range(2):
        assert stack.ctl("sweep", "--now", "2023-05-30 09:00").returncode == 0
    assert ladder.row(order["id"])["late"] == "1" and ladder.row(order["id"])["state"] == "issued"
    assert ladder.steps(order["id"]) == ["issue", "late"]
    assert ladder.unit.hand_in(no)["state"] == "submitted"  # an overdue task stays workable
    assert ladder.step(KEEPER, order["id"], "receive").status == 303
    assert ladder.step(KEEPER, order["id"], "answer", words="已补报并整改。").status == 303
    assert ladder.step(OFFICE, order["id"], "settle").status == 303


def urging(page, unit):
    """The way from a row of a late unit to the form."""
    found = [link for link in page.links if link.startswith("/notices/new?") and re.search(rf"kind=urge&unit={unit}\b", link)]
    assert len(found) == 1, found
    return found[0]


def test_from_the_row_of_a_late_unit_to_its_notice(ladder, stack, person):
    form = person(OFFICE).get(urging(person(OFFICE).get("/dashboard"), ladder.unit.unit)).form("matter", "body")
    owed = stack.sql(f"""SELECT p.code, GROUP_CONCAT(t.no ORDER BY t.no SEPARATOR '、') AS nos FROM period p JOIN task_lead l ON l.unit_id = {ladder.unit.unit}
        JOIN task t ON t.id = l.task_id WHERE p.due_at < '2023-04-03' GROUP BY p.code ORDER BY p.due_at""")
    assert form.fields["matter"] == "逾期未报的进展报送" and form.fields["kind"] == "urge"
    for row in owed:
        assert f"2023年{int(row['code'][5:])}月：第{row['nos']}项。" in form.fields["body"], form.fields["body"]
    assert "2023年3月" not in form.fields["body"]  # not due yet
    notice = ladder.row(ladder.issue(form=form, matter=form.fields["matter"], body=form.fields["body"]))
    assert notice["kind"] == "urge" and notice["task_id"] is notice["period_id"] is None


def test_a_unit_that_owes_one_report(ladder, stack, person):
    unit = stack.sql("SELECT l.unit_id, MAX(t.no) AS no FROM task_lead l JOIN task t ON t.id = l.task_id JOIN unit u ON u.id = l.unit_id "
                     "GROUP BY l.unit_id HAVING COUNT(*) = 1 ORDER BY 1 LIMIT 1")[0]
    page = person(OFFICE).get(urging(person(OFFICE).get("/plans/2023/periods/2023-02"), unit["unit_id"]))
    form = page.form("matter", "body")
    assert form.fields["task"] == unit["no"] and form.fields["period"] == "2023-02"
    assert "2023年2月进展应于2023年3月5日 18:00前报送，至今尚未报送" in form.fields["body"]


def test_about_a_whole_period_and_what_is_open_is_shown(ladder, stack, person):
    client = person(OFFICE)
    form = client.get(urging(client.get("/plans/2023/periods/2023-01"), ladder.unit.unit)).form("matter", "body")
    assert form.fields["matter"] == "2023年1月进展报送" and form.fields["period"] == "2023-01" and form.fields["task"] == ""
    notice = ladder.issue(form=form)
    assert stack.sql(f"SELECT p.code FROM notice n JOIN period p ON p.id = n.period_id WHERE n.id = {notice} AND n.task_id IS NULL")[0]["code"] == "2023-01"
    assert "涉及报送期" in words(person(KEEPER).get(f"/notices/{notice}"))
    assert f"/notices/{notice}" in client.get(f"/notices/new?plan=2023&kind=order&unit={ladder.unit.unit}").links


def test_only_the_office_is_offered_the_way(ladder, person):
    for login in ("sjj1", "zfb2"):
        assert not [link for link in person(login).get("/plans/2023/periods/2023-02").links if link.startswith("/notices/new")]


def chain(stack, notice):
    """The notice and those that escalate it: [(kind, state, [actions])]. Each change has its event, and nothing else has one."""
    found = []
    while notice:
        row = stack.sql(f"SELECT * FROM notice WHERE id = {notice}")[0]
        events = stack.sql(f"SELECT action, person_id, entity_seq FROM audit_event WHERE etype = 'notice' AND entity_id = {notice} ORDER BY entity_seq")
        assert [int(e["entity_seq"]) for e in events] == list(range(1, int(row["version"]) + 1))
        found.append((row["kind"], row["state"], [e["action"].removeprefix("notice.") for e in events]))
        following = stack.sql(f"SELECT id FROM notice WHERE follows = {notice}")
        notice = following[0]["id"] if following else None
    return found


def test_a_quarter_of_a_late_unit(ladder, stack, person):
    """Reminded, 提醒, 催办, 督办单, signed, answered, sent back, answered, settled; its report is handed in after all."""
    no = ladder.unit.led()[4]
    client = person(OFFICE)
    assert ladder.unit.report(no, "2023-02") is None
    assert stack.ctl("digest", "--now", "2023-04-03 07:30").returncode == 0
    told = words(person(KEEPER).get("/dashboard"))
    assert "今日提醒" in told and f"第 {no} 项 2023年2月进展报送" in told
    form = client.get(f"/notices/new?plan=2023&kind=remind&unit={ladder.unit.unit}&task={no}&period=2023-02").form("matter", "body")
    first = ladder.issue(form=form, matter=form.fields["matter"], body=form.fields["body"])
    for moment in ("2023-04-14 09:00", "2023-04-24 09:00", "2023-05-15 09:00", "2023-05-15 09:00"):
        assert stack.ctl("sweep", "--now", moment).returncode == 0
    assert chain(stack, first) == [("remind", "escalated", ["issue", "escalate"]), ("urge", "escalated", ["issue", "escalate"]),
                                   ("order", "issued", ["issue", "late"])]
    order = stack.sql(f"SELECT o.id FROM notice o JOIN notice u ON u.id = o.follows WHERE u.follows = {first}")[0]["id"]
    assert "列入通报" in words(person(KEEPER).get(f"/notices/{order}"))
    assert stack.ctl("digest", "--now", "2023-05-16 07:30").returncode == 0
    assert f"/notices/{order}" in person(KEEPER).get("/reminders").links
    assert ladder.step(KEEPER, order, "receive").status == 303
    assert ladder.unit.hand_in(no, "2023-02")["state"] == "submitted"  # overdue, and still workable
    assert ladder.step(KEEPER, order, "answer", words="已补报。").status == 303
    assert ladder.step(OFFICE, order, "return", words="请写明改进措施。", answer_by="2023-4-12").status == 303
    assert ladder.step(KEEPER, order, "answer", words="今后由专人在截止前三个工作日核对。").status == 303
    assert ladder.step(SECOND, order, "settle", words="同意办结。").status == 303
    assert chain(stack, first)[-1] == ("order", "settled", ["issue", "late", "receive", "answer", "return", "answer", "settle"])
    escalated = stack.sql(f"SELECT person_id FROM audit_event WHERE etype = 'notice' AND entity_id = {first} AND action = 'notice.escalate'")
    assert escalated[0]["person_id"] is None  # the clock
    assert stack.sql(f"SELECT n.id FROM notice n JOIN task t ON t.id = n.task_id WHERE t.no = {no} AND n.state IN ('issued', 'received', 'answered')") == []
    paper = words(person(KEEPER).get(f"/notices/{order}/print"))
    assert f"关于第{no}项任务2023年2月进展报送的督办通知" in paper and "升级督办" not in paper


@pytest.mark.parametrize("label, statement, error", [
    ("a number out of turn", "INSERT INTO notice SELECT 990001, 1, kind, year, no + 900, plan_id, unit_id, NULL, NULL, 'x', 'x', 'issued', "
                             "NOW(), NOW(), 0, NULL, NULL, NOW() FROM notice LIMIT 1", "no audit event"),
    ("a change without an event", "UPDATE notice SET state = 'settled', version = version + 1 WHERE state = 'issued' LIMIT 1", "no audit event"),
    ("other words", "UPDATE notice SET body = 'y', version = version + 1 LIMIT 1", "denied"),
    ("a step out of nothing", "INSERT INTO notice_step SELECT id, version + 1, 'settle', '', 0, NULL, NOW() FROM notice LIMIT 1", "no audit event"),
    ("a step taken away", "DELETE FROM notice_step", "denied"),
    ("a notice taken away", "DELETE FROM notice", "denied"),
    ("another word in a step", "UPDATE notice_step SET words = 'x'", "denied"),
])
@pytest.mark.parametrize("account", ["app", "ctl"])
def test_what_the_database_refuses(ladder, stack, account, label, statement, error):
    before = stack.sql("CHECKSUM TABLE notice, notice_step")
    done = stack.sql_as(account, statement)
    assert done.returncode != 0 and error in done.stderr, done.stderr
    assert stack.sql("CHECKSUM TABLE notice, notice_step") == before


def test_the_clock_of_the_stack_is_left_alone(stack):
    assert NOW.startswith("2023-04-03") and re.fullmatch(r"\d+", stack.sql("SELECT COUNT(*) AS n FROM notice")[0]["n"])
