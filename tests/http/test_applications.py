"""延期、调整、异议、销号: who may ask and who decides, what granting changes and what stays, and what becomes of a task that was
struck off and reopened."""
import json

import pytest

from office import Office, decide, words

REASON = "受上半年连续降雨影响，主体工程推迟，申请调整。"
SUPERVISOR, SECOND, UNIT, FILER = "dcs1", "dcs2", "市工业和信息化局", "gxj1"


class Desk:
    """Applications of one unit, and those who decide on them."""

    def __init__(self, stack, person):
        self.stack, self.person = stack, person
        self.office = Office(stack, person, UNIT, FILER)
        self.decider = person(SUPERVISOR)

    def path(self, no, asks):
        return f"/plans/2023/tasks/{no}/apply/{asks}?unit={self.office.unit}"

    def form(self, no, asks, client=None):
        page = (client or self.office.client).get(self.path(no, asks))
        assert page.status == 200, words(page)[:300]
        return page.form("reason", "evidence")

    def ask(self, no, asks, client=None, form=None, reason=REASON, **fields):
        client = client or self.office.client
        return client.send(form or self.form(no, asks, client), None, self.path(no, asks).split("?")[0],
                           fields={"reason": reason, "evidence": "市气象局证明（气证〔2023〕7号）", **fields})

    def asked(self, no, asks, **fields):
        answer = self.ask(no, asks, **fields)
        assert answer.status == 303, words(answer)[:800]
        return int(answer.header("location").rsplit("/", 1)[1])

    def decide(self, number, action="grant", client=None, form=None, opinion="情况属实。", **fields):
        client = client or self.decider
        form = form or next(f for f in client.get(f"/applications/{number}").forms if f.offers("action", "refuse"))
        return client.send(form, ("action", action), f"/applications/{number}", fields={"opinion": opinion, **fields})

    def granted(self, number, **fields):
        answer = self.decide(number, **fields)
        assert answer.status == 303, words(answer)[:800]

    def row(self, number):
        return self.stack.sql(f"SELECT * FROM application WHERE id = {number}")[0]

    def task(self, no):
        return self.stack.sql(f"SELECT * FROM task WHERE no = {no}")[0]

    def events(self, number):
        """Actions of all events of the request that changed the application last."""
        return [row["action"] for row in self.stack.sql(
            f"SELECT action FROM audit_event WHERE req_id = (SELECT req_id FROM audit_event WHERE etype = 'application' AND entity_id = {number}"
            " ORDER BY id DESC LIMIT 1) ORDER BY req_no")]


@pytest.fixture(scope="module")
def desk(stack, person):
    return Desk(stack, person)


@pytest.fixture(scope="module")
def numbers(desk):
    """Tasks that the unit leads, each to be used once; those with targets of its own come last."""
    return iter(desk.office.led())


@pytest.fixture
def no(numbers):
    return next(numbers)


def test_an_extension_is_granted_and_counted(desk, no):
    for time, day in ((1, "2024-3-31"), (2, "2024/6/30")):
        number = desk.asked(no, "date", asked=day)
        desk.granted(number)
        assert desk.events(number) == ["application.grant", "task.extend"]
        assert desk.task(no)["extended"] == str(time)
    page = words(desk.office.client.get(f"/plans/2023/tasks/{no}"))
    assert "延期2次" in page and "2024年6月30日" in page and "原定 2023年12月31日" in page
    assert "延期2次" in words(desk.office.client.get("/plans/2023/tasks?mine=1"))


def test_the_deadline_of_a_report_is_extended_for_the_unit_alone(desk, no):
    number = desk.asked(no, "deadline", period="2023-03", asked="2023-4-9 18:00")
    desk.granted(number)
    assert desk.events(number) == ["application.grant", "period.extend", "period.extend"]
    row = desk.stack.sql("SELECT x.* FROM period_extension x JOIN period p ON p.id = x.period_id WHERE p.code = '2023-03'")
    assert [r["unit_id"] for r in row] == [str(desk.office.unit)] and row[0]["due_at"].startswith("2023-04-09 10:00")


def test_a_target_is_corrected_and_its_printed_value_stays(desk):
    target = desk.stack.sql(f"SELECT g.id, g.value, t.no FROM target g JOIN task t ON t.id = g.task_id WHERE g.unit_id = {desk.office.unit}"
                            " AND g.comparator <> 'range' AND g.ended_on IS NULL ORDER BY t.no DESC LIMIT 1")[0]
    number = desk.asked(target["no"], "target", target=target["id"], asked="7")
    desk.granted(number)
    after = desk.stack.sql(f"SELECT value, corrected, confirmed, basis FROM target WHERE id = {target['id']}")[0]
    assert (after["value"], after["corrected"], after["confirmed"]) == (target["value"], "7.0000", "1") and REASON[:10] in after["basis"]
    assert desk.events(number) == ["application.grant", "target.correct"]


def test_words_are_granted_beside_the_issued_ones(desk, no):
    before = desk.task(no)
    number = desk.asked(no, "content", asked="改为两个园区先行试点，2024年全面推开。")
    desk.granted(number)
    after = desk.task(no)
    assert after["source"] == before["source"] and after["adjusted"].startswith("改为两个园区")
    assert "经同意调整后的任务内容" in words(desk.office.client.get(f"/plans/2023/tasks/{no}"))


def test_another_unit_leads_instead(desk, person, no):
    other = int(desk.stack.sql("SELECT id FROM unit WHERE name = '市商务局'")[0]["id"])
    number = desk.asked(no, "assignment", asked=str(other))
    desk.granted(number)
    leads = {row["unit_id"]: row["ended_on"] for row in desk.stack.sql(
        f"SELECT l.* FROM task_lead l JOIN task t ON t.id = l.task_id WHERE t.no = {no}")}
    assert leads[str(desk.office.unit)] not in (None, "NULL") and leads[str(other)] in (None, "NULL")
    assert set(desk.events(number)) <= {"application.grant", "lead.grant", "target.set"}
    assert person("swj1").get(f"/plans/2023/tasks/{no}/reports/2023-03/{other}/edit").status == 200
    assert desk.office.client.get(f"/plans/2023/tasks/{no}/reports/2023-03/{desk.office.unit}/edit").status == 403


def test_the_notice_does_not_bring_back_a_lead_that_was_handed_over(desk):
    leads = "SELECT l.id, l.version, l.unit_id, l.place, l.ended_on FROM task_lead l ORDER BY l.id"
    before = desk.stack.sql(leads)
    again = desk.stack.ctl("import", "seeds/qingdao-2023.txt", "--plan", "2023", "--year", "2023")
    assert again.returncode == 0, again.stderr
    assert "变更 0 条，终止 0 条" in again.stdout and desk.stack.sql(leads) == before


class TestObjectionOfAPart:
    """异议 of a unit that only takes part: against its own part, and nothing else."""

    @pytest.fixture(scope="class")
    def part(self, desk, person):
        row = desk.stack.sql("SELECT t.no, u.id AS unit, u.name FROM task_participant b JOIN task t ON t.id = b.task_id JOIN unit u ON u.id = b.unit_id"
                             " WHERE u.name = '市商务局' AND NOT EXISTS (SELECT 1 FROM task_lead l WHERE l.task_id = t.id AND l.unit_id = u.id)"
                             " ORDER BY t.no LIMIT 1")[0]
        return int(row["no"]), int(row["unit"]), person("swj1")

    def parts(self, desk, no):
        return {row["name"]: row["ended_on"] for row in desk.stack.sql(
            f"SELECT u.name, b.ended_on FROM task_participant b JOIN task t ON t.id = b.task_id JOIN unit u ON u.id = b.unit_id WHERE t.no = {no}")}

    def ask(self, part, asked):
        no, unit, client = part
        path = f"/plans/2023/tasks/{no}/apply/assignment?unit={unit}"
        form = client.get(path).form("reason", "evidence")
        return client.send(form, None, path.split("?")[0], fields={"reason": "本单位无此职责（三定规定第三条）。", "asked": asked})

    def test_only_against_the_part(self, desk, part):
        no, unit, client = part
        page = client.get(f"/plans/2023/tasks/{no}")
        assert f"apply/assignment?unit={unit}" in page.text and "apply/date" not in page.text
        assert client.get(f"/plans/2023/tasks/{no}/apply/date?unit={unit}").status == 403
        form = client.get(f"/plans/2023/tasks/{no}/apply/assignment?unit={unit}")
        assert "不再参与本任务" in words(form) and "建议改由哪个单位参与" in words(form)
        assert self.ask(part, str(unit)).status == 422

    def test_refused_it_stays_and_granted_another_has_it(self, desk, part):
        no = part[0]
        other = int(desk.stack.sql("SELECT u.id FROM unit u WHERE u.code IS NOT NULL AND u.kind = 'bureau' AND NOT EXISTS (SELECT 1 FROM task_participant b"
                                   f" JOIN task t ON t.id = b.task_id WHERE t.no = {no} AND b.unit_id = u.id) AND NOT EXISTS (SELECT 1 FROM task_lead b"
                                   f" JOIN task t ON t.id = b.task_id WHERE t.no = {no} AND b.unit_id = u.id) ORDER BY u.id LIMIT 1")[0]["id"])
        name = desk.stack.sql(f"SELECT name FROM unit WHERE id = {other}")[0]["name"]
        answer = self.ask(part, str(other))
        assert answer.status == 303, words(answer)[:600]
        number = int(answer.header("location").rsplit("/", 1)[1])
        assert desk.decide(number, "refuse").status == 303 and self.parts(desk, no)["市商务局"] in (None, "NULL")
        number = int(self.ask(part, str(other)).header("location").rsplit("/", 1)[1])
        page = words(desk.decider.get(f"/applications/{number}"))
        assert "不宜由本单位参与" in words(desk.decider.get("/applications")) and name in page
        desk.granted(number)
        after = self.parts(desk, no)
        assert after["市商务局"] not in (None, "NULL") and after[name] in (None, "NULL")
        assert desk.events(number) == ["application.grant", "part.grant", "part.grant"]
        assert "apply/assignment" not in part[2].get(f"/plans/2023/tasks/{no}").text

    def test_the_notice_does_not_bring_it_back(self, desk, part):
        before = self.parts(desk, part[0])
        again = desk.stack.ctl("import", "seeds/qingdao-2023.txt", "--plan", "2023", "--year", "2023")
        assert again.returncode == 0 and "变更 0 条，终止 0 条" in again.stdout, again.stdout + again.stderr
        assert self.parts(desk, part[0]) == before


def test_a_light_is_decided_anew(desk, person, no):
    report = desk.office.hand_in(no)
    decide(person(SECOND), report, "approve", light="yellow", comment="与序时进度不符。")
    number = desk.asked(no, "light", period="2023-03", asked="green")
    desk.granted(number)
    assert desk.office.report(no)["light"] == "green"
    assert desk.events(number) == ["application.grant", "report.relight"]


def test_refused_and_withdrawn_change_nothing_else(desk, no):
    before = desk.task(no)
    number = desk.asked(no, "date", asked="2024-3-31")
    again = desk.ask(no, "date", asked="2024-4-30")
    assert again.status == 409 and "已有一件待审批的申请" in words(again) and "2024-4-30" in again.text
    assert desk.decide(number, "refuse").status == 303
    number = desk.asked(no, "date", asked="2024-3-31")
    form = next(f for f in desk.office.client.get(f"/applications/{number}").forms if f.action.endswith("/withdraw"))
    late = next(f for f in desk.decider.get(f"/applications/{number}").forms if f.offers("action", "refuse"))
    assert desk.office.client.send(form, None, f"/applications/{number}/withdraw").status == 303
    answer = desk.decide(number, form=late, opinion="这段意见不能丢")
    assert answer.status == 409 and "这段意见不能丢" in answer.text
    assert desk.task(no) == before


@pytest.mark.parametrize("label, asks, fields, why", [
    ("a date that is no later", "date", {"asked": "2023-12-31"}, "应晚于现在的时限"),
    ("no date", "date", {"asked": "明年"}, "请按"),
    ("no reason", "date", {"asked": "2024-3-31", "reason": "  "}, "请填写申请理由"),
    ("a reason too long", "date", {"asked": "2024-3-31", "reason": "字" * 1001}, "请删减 1 字"),
    ("a deadline that is past", "deadline", {"period": "2023-03", "asked": "2023-4-1"}, "应晚于"),
    ("a period that is not open", "deadline", {"period": "2023-12", "asked": "2024-4-1"}, "请选择"),
    ("no target", "target", {"asked": "5"}, "请选择要调整的量化目标"),
    ("a target of nobody", "target", {"target": "1", "asked": "5"}, "请选择要调整的量化目标"),
    ("no words", "content", {"asked": ""}, "请填写调整后的任务内容"),
    ("no other lead", "lead", {"asked": ""}, "请选择改由哪个单位牵头"),
    ("a light nobody decided", "light", {"period": "2023-03", "asked": "green"}, "已认定亮灯"),
])
def test_bad_forms_keep_what_was_typed(desk, label, asks, fields, why):
    no = desk.office.led()[-1]
    answer = desk.ask(no, asks, **fields)
    assert answer.status == 422 and why in words(answer), label
    form = answer.form("reason", "evidence")
    assert form.fields["evidence"].strip() == "市气象局证明（气证〔2023〕7号）"


def test_who_may_ask_read_and_decide(desk, person):
    no = desk.office.led()[-1]
    assert person("swj1").get(f"/plans/2023/tasks/{no}/apply/date").status == 403
    number = desk.asked(no, "date", asked="2024-3-31")
    for login, status in (("swj1", 403), (SUPERVISOR, 200), ("sjj1", 200), ("zfb2", 200), ("zfb1", 403), (FILER, 200)):
        assert person(login).get(f"/applications/{number}").status == status, login
    assert "当前没有" not in words(desk.office.client.get("/applications")) and UNIT in words(desk.decider.get("/applications"))
    assert "待审批的申请" in words(desk.decider.get("/dashboard")) and "待审批的申请" in words(desk.office.client.get("/dashboard"))
    desk.granted(number)


def test_nobody_decides_on_what_he_asked_for(desk, person, stack):
    """The supervision office leads a task of its own: whoever asked there is not the one who decides."""
    unit = int(stack.sql("SELECT id FROM unit WHERE name = '市政府督查室'")[0]["id"])
    own = stack.sql(f"SELECT t.no FROM task t JOIN task_lead l ON l.task_id = t.id WHERE l.unit_id = {unit} AND l.ended_on IS NULL")[0]["no"]
    path = f"/plans/2023/tasks/{own}/apply/date?unit={unit}"
    form = desk.decider.get(path).form("reason", "evidence")
    answer = desk.decider.send(form, None, path.split("?")[0], fields={"asked": "2024-3-31", "reason": REASON})
    assert answer.status == 303, words(answer)[:500]
    number = int(answer.header("location").rsplit("/", 1)[1])
    page = desk.decider.get(f"/applications/{number}")
    assert "须由其他督查员审批" in words(page) and not any(f.offers("action", "grant") for f in page.forms)
    other = person(SECOND)
    form = next(f for f in other.get(f"/applications/{number}").forms if f.offers("action", "grant"))
    token = page.form("csrf").fields["csrf"]
    own_try = desk.decider.post(f"/applications/{number}", {"csrf": token, "rev": "1", "action": "grant", "opinion": "同意"})
    assert own_try.status == 403 and desk.row(number)["state"] == "waiting"
    desk.granted(number, client=other, form=form)


class TestClosing:
    """One task, struck off and reopened; its tests follow each other."""

    @pytest.fixture(scope="class")
    def task(self, desk, numbers):
        return next(n for n in numbers if desk.stack.sql(
            f"SELECT COUNT(*) AS n FROM target g JOIN task t ON t.id = g.task_id WHERE t.no = {n}")[0]["n"] != "0")

    def test_what_is_not_reached_is_explained_first(self, desk, task):
        page = desk.office.client.get(desk.path(task, "closure"))
        assert "未达到" in words(page) and "没有未销号的问题" in words(page)
        answer = desk.ask(task, "closure", reason="任务已完成。")
        assert answer.status == 422 and "请说明原因和处理意见" in words(answer)
        assert desk.task(task)["state"] == "open"

    def test_asking_makes_it_closing_and_taking_back_opens_it(self, desk, task):
        number = self.ask(desk, task)
        assert desk.task(task)["state"] == "closing"
        form = next(f for f in desk.office.client.get(f"/applications/{number}").forms if f.action.endswith("/withdraw"))
        desk.office.client.send(form, None, f"/applications/{number}/withdraw")
        assert desk.task(task)["state"] == "open"

    def ask(self, desk, task):
        form = desk.form(task, "closure")
        said = {name: "节点在下半年，已安排到位。" for name in form.fields if name.startswith("explain.")}
        return desk.asked(task, "closure", form=form, reason="任务已完成。", **said)

    def test_it_is_verified_by_names_and_a_day(self, desk, task):
        number = self.ask(desk, task)
        bare = desk.decide(number)
        assert bare.status == 422 and "请填写核验人员" in words(bare) and "书面核验或现场核验" in words(bare)
        desk.granted(number, verified="site", verifiers="周明、韩冰", verified_on="2023-4-3")
        assert desk.events(number) == ["application.grant", "task.close"]
        page = words(desk.office.client.get(f"/applications/{number}"))
        assert "现场核验" in page and "周明、韩冰" in page and "已说明" in page
        assert desk.task(task)["state"] == "closed"

    def test_the_period_that_ran_still_asks_and_the_next_does_not(self, desk, task):
        assert desk.office.client.get(desk.office.path(task, "2023-03") + "/edit").status == 200
        assert f"narrative.{task}" in desk.office.client.get("/plans/2023/periods/2023-03/fill").text
        opened = desk.stack.ctl("period", "2023", "2023-04", "open", "--opens", "2023-04-04", "--due", "2023-05-05 18:00")
        assert opened.returncode == 0, opened.stderr
        rows = desk.stack.sql(f"SELECT (t.state <> 'closed' OR t.closed_at > p.opens_at) AS asks, p.code FROM task t JOIN period p WHERE t.no = {task}"
                              " AND p.code IN ('2023-03', '2023-04') ORDER BY p.code")
        assert [row["asks"] for row in rows] == ["1", "0"]
        answer = desk.office.client.get(desk.office.path(task, "2023-04") + "/edit")
        assert answer.form("rev", "narrative") is None and "已销号" in words(answer), words(answer)[:900]
        page = desk.office.client.get("/plans/2023/periods/2023-04/fill").text
        assert "narrative." in page and f"narrative.{task}" not in page

    def test_it_is_reopened_with_a_reason(self, desk, task):
        number = desk.stack.sql("SELECT id FROM application WHERE asks = 'closure' AND state = 'granted'")[0]["id"]
        form = next(f for f in desk.decider.get(f"/applications/{number}").forms if f.action.endswith("/reopen"))
        empty = desk.decider.send(form, None, f"/applications/{number}/reopen", fields={"reason": ""})
        assert empty.status == 422 and "请填写重开理由" in words(empty)
        assert desk.decider.send(form, None, f"/applications/{number}/reopen", fields={"reason": "群众反映部分设备未投用。"}).status == 303
        assert desk.events(number) == ["application.reopen", "task.reopen"]
        assert desk.task(task)["state"] == "open" and desk.task(task)["closed_at"] in (None, "NULL")
        assert "群众反映部分设备未投用" in words(desk.office.client.get(f"/applications/{number}"))
        assert desk.office.client.get(desk.office.path(task, "2023-04") + "/edit").status == 200

    def test_an_open_problem_keeps_it_open(self, desk, task):
        path = f"/plans/2023/tasks/{task}/problems/new"
        form = desk.office.client.get(path).form("title", "body")
        answer = desk.office.client.send(form, None, path, fields={
            "title": "设备未投用", "body": "群众反映部分设备未投用，需尽快整改。", "level": "unit", "due_on": "2023-4-20"})
        assert answer.status == 303, words(answer)[:600]
        form = desk.form(task, "closure")
        said = {name: "已说明。" for name in form.fields if name.startswith("explain.")}
        answer = desk.ask(task, "closure", form=form, **said)
        assert answer.status == 422 and "还有 1 个问题没有销号，暂不能申请销号" in words(answer)

    def test_a_problem_raised_meanwhile_hinders_the_decision(self, desk, numbers):
        no = next(numbers)
        form = desk.form(no, "closure")
        number = desk.asked(no, "closure", form=form, **{name: "已说明。" for name in form.fields if name.startswith("explain.")})
        path = f"/plans/2023/tasks/{no}/problems/new"
        form = desk.office.client.get(path).form("title", "body")
        answer = desk.office.client.send(form, None, path, fields={
            "title": "验收材料不全", "body": "验收材料尚缺两份，需补充后再验收。", "level": "unit", "due_on": "2023-4-20"})
        assert answer.status == 303, words(answer)[:600]
        page = desk.decider.get(f"/applications/{number}")
        assert "现在不能同意：还有 1 个问题没有销号" in words(page)
        form = next(f for f in page.forms if f.offers("action", "refuse"))
        assert not form.offers("action", "grant")
        forced = desk.decide(number, "grant", form=form, verified="paper", verifiers="周明", verified_on="2023-4-3")
        assert forced.status in (422, 200) and desk.row(number)["state"] == "waiting"
        assert desk.decide(number, "refuse").status == 303 and desk.task(no)["state"] == "open"

    def test_an_open_item_keeps_it_open(self, desk, numbers):
        no = next(numbers)
        path = f"/plans/2023/tasks/{no}/items/{desk.office.unit}"
        form = desk.office.client.get(path + "?edit=new").form("rev", "name")
        answer = desk.office.client.send(form, ("action", "add"), path, fields={
            "name": "设备投用", "person": "王海", "starts_on": "2023-4-5", "due_on": "2023-9-30", "q1": "", "q2": "投用", "q3": "", "q4": "", "span_reason": ""})
        assert answer.status == 303, words(answer)[:300]
        form = desk.form(no, "closure")
        said = {name: "已说明。" for name in form.fields if name.startswith("explain.")}
        answer = desk.ask(no, "closure", form=form, **said)
        assert answer.status == 422 and "未完成 1 个" in words(answer) and "暂不能申请销号" in words(answer)


def test_pressed_twice_is_one_application(desk, numbers):
    no = next(numbers)
    form = desk.form(no, "date")
    first = desk.ask(no, "date", form=form, asked="2024-3-31")
    second = desk.ask(no, "date", form=form, asked="2024-3-31")
    assert first.status == second.status == 303 and first.header("location") == second.header("location")


def test_every_row_agrees_with_its_last_event(desk):
    rows = desk.stack.sql("SELECT a.id FROM application a LEFT JOIN audit_event e ON e.etype = 'application' AND e.entity_id = a.id"
                          " AND e.entity_seq = a.version WHERE e.id IS NULL")
    assert rows == []
    body = json.loads(desk.stack.sql("SELECT body FROM audit_event WHERE action = 'task.extend' ORDER BY id LIMIT 1")[0]["body"])
    assert "task_due_on" in json.dumps(body)
