"""The problem loop (ux.md 4.14, task 128 of the notice): 发现 → 协调 → 解决 → 反馈 → 销号, who may make which move, what is refused and
reopened, whom a group brings in, and how a late problem weighs on the light of its task."""
import json

import pytest

from office import Office, words

# Task 1 is led by 市科技局 alone; 市商务局 has no part in it, 市发展改革委 neither.
LEAD, LEADER_LOGIN = "市科技局", "kjj1"
SUPERVISOR, SECOND, AUDITOR, CITY, ADMIN = "dcs1", "dcs2", "sjj1", "zfb2", "zfb1"
HELPER, HELPER_UNIT, STRANGER = "czj1", "市财政局", "swj1"
GOOD = {"title": "实验室用地手续未办结", "body": "建设用地规划许可尚未核发，影响二期开工。", "level": "department", "due_on": "2023-4-10"}

TOKENS = {}


class Loop:
    """One problem, and those who move it."""

    def __init__(self, stack, person, no=1):
        self.stack, self.person, self.no = stack, person, no
        self.new = f"/plans/2023/tasks/{no}/problems/new"
        self.id = None

    def raise_it(self, login=LEADER_LOGIN, query="", **fields):
        client = self.person(login)
        form = client.get(self.new + query).form("title", "body")
        answer = client.send(form, None, self.new, fields={**GOOD, **fields})
        if answer.status == 303:
            self.id = int(answer.location.rsplit("/", 1)[1])
        return answer

    @property
    def path(self):
        return f"/problems/{self.id}"

    def page(self, login, move=None):
        return self.person(login).get(self.path + (f"?move={move}" if move else ""))

    def form(self, login, move):
        form = next((f for f in self.page(login, move).forms if f.fields.get("move") == move), None)
        return form

    def move(self, login, move, form=None, **fields):
        form = form or self.form(login, move)
        assert form is not None, f"{login} is not offered {move}"
        return self.person(login).send(form, None, self.path + "/transition", fields=fields)

    def post(self, login, move, rev=None, **fields):
        """Sent without the page, as somebody would who is offered no form."""
        client = self.person(login)
        if login not in TOKENS:
            TOKENS[login] = client.get("/me").form("csrf").fields["csrf"]
        csrf = TOKENS[login]
        return client.post(self.path + "/transition", {"csrf": csrf, "move": move, "rev": rev or self.row()["step_no"],
                                                       "words": "不应生效", "due_on": "2023-4-30", "level": "department", **fields})

    def note(self, login, text):
        client = self.person(login)
        form = next(f for f in client.get(self.path).forms if f.action.endswith("/notes"))
        return client.send(form, None, self.path + "/notes", fields={"words": text})

    def row(self):
        return self.stack.sql(f"SELECT * FROM problem WHERE id = {self.id}")[0]

    def steps(self):
        return [row["move"] for row in self.stack.sql(f"SELECT move FROM problem_step WHERE problem_id = {self.id} ORDER BY no")]

    def events(self):
        return [row["action"] for row in self.stack.sql(
            f"SELECT action FROM audit_event WHERE etype = 'problem' AND entity_id = {self.id} ORDER BY entity_seq")]

    def to(self, step):
        """Brings a fresh one there by the shortest way."""
        way = {"found": [], "coordinate": ["coordinate"], "solve": ["solve"], "feedback": ["solve", "answer"],
               "closed": ["solve", "answer", "close"]}[step]
        assert self.raise_it().status == 303
        for move in way:
            extra = {f"unit.{self.unit_id(HELPER_UNIT)}": "1"} if move == "coordinate" else {}
            login = SUPERVISOR if move == "close" else LEADER_LOGIN
            answer = self.move(login, move, words="已安排", **extra)
            assert answer.status == 303, words(answer)[:800]
        assert self.row()["step"] == step
        return self

    def unit_id(self, name):
        return int(self.stack.sql(f"SELECT id FROM unit WHERE name = '{name}'")[0]["id"])


@pytest.fixture
def loop(stack, person):
    return Loop(stack, person)


# ---- the whole way

def test_all_five_steps_and_once_refused(loop):
    answer = loop.raise_it()
    assert answer.status == 303, words(answer)[:800]
    assert (loop.row()["step"], loop.row()["due_on"], loop.row()["raised_unit"]) == ("found", "2023-04-10", str(loop.unit_id(LEAD)))
    helper = loop.unit_id(HELPER_UNIT)
    assert loop.move(LEADER_LOGIN, "coordinate", words="请财政局安排资金", due_on="2023-4-14", **{f"unit.{helper}": "1"}).status == 303
    assert loop.row()["step"] == "coordinate"
    assert HELPER_UNIT in words(loop.page(LEADER_LOGIN))
    assert loop.note(HELPER, "资金已列入二季度计划。").status == 303
    assert loop.move(LEADER_LOGIN, "solve", words="5月底前完成供地", due_on="2023-5-31").status == 303
    assert (loop.row()["step"], loop.row()["promised_on"]) == ("solve", "2023-05-31")
    assert loop.move(LEADER_LOGIN, "answer", words="规划许可已核发").status == 303
    assert loop.row()["step"] == "feedback"
    assert loop.move(SUPERVISOR, "refuse", words="请补充许可证编号", due_on="2023-4-20").status == 303
    assert (loop.row()["step"], loop.row()["refused"], loop.row()["promised_on"]) == ("solve", "1", "2023-04-20")
    assert "退回 1 次" in words(loop.page(LEADER_LOGIN))
    assert loop.move(LEADER_LOGIN, "answer", words="编号 370200202300012").status == 303
    assert loop.move(SUPERVISOR, "close", words="").status == 303
    row = loop.row()
    assert row["step"] == "closed" and row["due_on"] is None and row["closed_at"] is not None
    assert loop.steps() == ["raise", "coordinate", "solve", "answer", "refuse", "answer", "close"]
    assert loop.events() == ["problem." + m for m in ("raise", "coordinate", "note", "solve", "answer", "refuse", "answer", "close")]
    text = words(loop.page(LEADER_LOGIN))
    for said in ("请财政局安排资金", "资金已列入二季度计划", "请补充许可证编号", "已销号"):
        assert said in text
    assert loop.move(SUPERVISOR, "reopen", words="验收后又被叫停", due_on="2023-5-10").status == 303
    assert (loop.row()["step"], loop.row()["reopened"], loop.row()["closed_at"]) == ("solve", "1", None)


def test_an_event_says_what_was_said(loop):
    loop.to("solve")
    body = json.loads(loop.stack.sql(f"SELECT body FROM audit_event WHERE etype = 'problem' AND entity_id = {loop.id} AND "
                                     "action = 'problem.solve'")[0]["body"])
    assert body["problem_step"] == ["found", "solve"] and body["problem_words"][1] == "已安排"


# ---- who may

MOVES = ["coordinate", "solve", "answer", "close", "refuse", "reopen"]
MAY = {  # step → move → who, of the lead, the helper, a supervisor
    "found": {"coordinate": {LEADER_LOGIN, SUPERVISOR}, "solve": {LEADER_LOGIN}},
    "coordinate": {"coordinate": {LEADER_LOGIN, SUPERVISOR}, "solve": {LEADER_LOGIN}},
    "solve": {"coordinate": {LEADER_LOGIN, SUPERVISOR}, "answer": {LEADER_LOGIN}},
    "feedback": {"close": {SUPERVISOR}, "refuse": {SUPERVISOR}},
    "closed": {"reopen": {LEADER_LOGIN, SUPERVISOR}},  # the lead raised it
}


@pytest.mark.parametrize("step", MAY)
def test_who_is_offered_which_move(loop, step):
    loop.to(step)
    for login in (LEADER_LOGIN, HELPER, SUPERVISOR, AUDITOR, CITY):
        page = loop.page(login)
        if login == HELPER and step != "coordinate":
            assert page.status == 403 and "该问题没有涉及您所在单位（市财政局）" in words(page)
            continue
        assert page.status == 200
        for move in MOVES:
            offered = any(f"move={move}#form" in link for link in page.links)
            assert offered == (login in MAY[step].get(move, ())), f"{step} {move} {login}"


@pytest.mark.parametrize("step", MAY)
def test_whoever_may_not_is_told_and_nothing_changes(loop, step):
    loop.to(step)
    before = loop.row()
    for move in MOVES:
        for login in (LEADER_LOGIN, SUPERVISOR, STRANGER, AUDITOR, CITY, ADMIN):
            if login in MAY[step].get(move, ()):
                continue
            assert loop.post(login, move).status == 403, f"{step} {move} {login}"
    assert loop.row() == before


def test_the_words_of_a_refusal(loop):
    loop.to("coordinate")
    answer = loop.post(SUPERVISOR, "solve")
    assert f"“协调”环节由{LEAD}办理，您所在单位（市政府督查室）可以查看和备注" in words(answer)
    assert "现处于“协调”环节" in words(loop.post(LEADER_LOGIN, "answer"))
    assert f"“协调”环节由{LEAD}办理" in words(loop.page(HELPER))


def test_the_city_coordinates_its_own(loop):
    assert loop.raise_it(level="city").status == 303
    answer = loop.move(LEADER_LOGIN, "coordinate", words="请市级协调", level="city", **{f"unit.{loop.unit_id(HELPER_UNIT)}": "1"})
    assert answer.status == 303
    assert loop.post(LEADER_LOGIN, "solve").status == 403
    assert loop.move(SUPERVISOR, "solve", words="已召开协调会").status == 303


def test_participants_and_supervisors_raise_and_others_do_not(stack, person):
    row = stack.sql("SELECT t.no AS no, u.code AS code, l.unit_id AS lead FROM task t JOIN task_participant p ON p.task_id = t.id JOIN unit u ON u.id = "
                    "p.unit_id JOIN task_lead l ON l.task_id = t.id AND l.place = 1 WHERE u.code IS NOT NULL AND u.code <> '' AND t.no > 3 ORDER BY t.no LIMIT 1")[0]
    loop = Loop(stack, person, int(row["no"]))
    assert loop.raise_it(row["code"] + "1").status == 303
    assert loop.row()["unit_id"] == row["lead"] and loop.row()["raised_unit"] != row["lead"]
    assert Loop(stack, person).raise_it(SUPERVISOR).status == 303
    answer = person(STRANGER).get(Loop(stack, person).new)
    assert answer.status == 403 and "本任务由市科技局牵头" in words(answer)


# ---- from a report

def test_a_problem_keeps_the_report_that_told_of_it(stack, person):
    office = Office(stack, person, LEAD, LEADER_LOGIN)
    report = office.hand_in(1)
    loop = Loop(stack, person)
    page = office.client.get(office.path(1, "2023-03"))
    link = next(l for l in page.links if "/problems/new?" in l)
    assert link in person(SUPERVISOR).get(f"/reviews/{report['id']}").links  # and from the review
    assert loop.raise_it(query=link[link.index("?"):]).status == 303
    version = stack.sql(f"SELECT id FROM report_version WHERE report_id = {report['id']}")[0]["id"]
    assert loop.row()["version_id"] == version
    assert "2023年3月报送（第 1 次）" in words(loop.page(SUPERVISOR))
    form = person(LEADER_LOGIN).get(loop.new + link[link.index("?"):]).form("version")
    office.withdraw(1)
    office.hand_in(1)
    answer = office.client.send(form, None, loop.new, fields=GOOD)
    assert answer.status == 409 and "来源报送又提交了一次" in answer.text and GOOD["body"] in answer.text


def test_a_report_that_is_not_ones_to_read_is_no_origin(stack, person):
    loop = Loop(stack, person)
    version = stack.sql("SELECT id FROM report_version LIMIT 1")[0]["id"]
    client = person(LEADER_LOGIN)
    form = client.get(loop.new).form("title")
    answer = client.send(form, None, loop.new, fields={**GOOD, "version": version, "period": "2023-02",
                                                         "report_unit": str(loop.unit_id(LEAD))})
    assert answer.status in (403, 409)


# ---- forms

@pytest.mark.parametrize("wrong, field, says", [
    ({"title": " "}, "title", "请填写问题名称"),
    ({"title": "名" * 61}, "title", "问题名称超出 60 字，请删减 1 字"),
    ({"body": ""}, "body", "请填写问题说明"),
    ({"level": ""}, "level", "请选择协调层级"),
    ({"due_on": ""}, "due_on", "请填写办理时限"),
    ({"due_on": "下周"}, "due_on", "办理时限无法识别"),
    ({"due_on": "2023-1-1"}, "due_on", "办理时限不能早于今天"),
    ({"due_on": "2033-1-1"}, "due_on", "办理时限超过两年"),
])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(loop, wrong, field, says):
    answer = loop.raise_it(**wrong)
    assert answer.status == 422 and says in words(answer) and f"#{field}" in answer.links
    form = answer.form("title", "body")
    for name in ("title", "body", "due_on"):
        assert form.fields[name] == {**GOOD, **wrong}[name].strip()


@pytest.mark.parametrize("step, move, login, wrong, says", [
    ("found", "coordinate", LEADER_LOGIN, {"words": ""}, "请填写需要协调的事项"),
    ("found", "coordinate", LEADER_LOGIN, {"words": "x"}, "请勾选协调单位"),
    ("found", "solve", LEADER_LOGIN, {"words": " "}, "请填写解决措施"),
    ("solve", "answer", LEADER_LOGIN, {"words": ""}, "请填写解决结果"),
    ("feedback", "refuse", SUPERVISOR, {"words": ""}, "请填写退回理由"),
    ("feedback", "refuse", SUPERVISOR, {"words": "再办", "due_on": "x"}, "办理时限无法识别"),
    ("closed", "reopen", SUPERVISOR, {"words": ""}, "请填写重开理由"),
])
def test_moves_want_their_words(loop, step, move, login, wrong, says):
    loop.to(step)
    before = loop.row()
    answer = loop.move(login, move, **wrong)
    assert answer.status == 422 and says in words(answer)
    assert loop.row() == before


def test_a_problem_that_moved_meanwhile(loop):
    loop.to("feedback")
    late = loop.form(SECOND, "refuse")
    assert loop.move(SUPERVISOR, "close", words="").status == 303
    answer = loop.move(SECOND, "refuse", form=late, words="这段话不能丢", due_on="2023-5-1")
    assert answer.status == 409 and "已由他人办理" in words(answer) and "这段话不能丢" in answer.text
    assert loop.row()["step"] == "closed"


def test_a_note_does_not_disturb_who_is_writing(loop):
    loop.to("solve")
    form = loop.form(LEADER_LOGIN, "answer")
    assert loop.note(SUPERVISOR, "请抓紧。").status == 303
    assert loop.move(LEADER_LOGIN, "answer", form=form, words="已办结").status == 303


def test_the_same_press_twice_is_one_step(loop):
    loop.to("solve")
    form = loop.form(LEADER_LOGIN, "answer")
    assert [loop.move(LEADER_LOGIN, "answer", form=form, words="已办结").status for _ in range(2)] == [303, 303]
    assert loop.steps().count("answer") == 1


def test_four_eyes(stack, person):
    """Task 126 is led by the supervision office itself: whoever answers does not find it solved."""
    loop = Loop(stack, person, 126)
    assert loop.raise_it(SUPERVISOR).status == 303
    assert loop.move(SUPERVISOR, "solve", words="安排").status == 303
    assert loop.move(SUPERVISOR, "answer", words="办结").status == 303
    page = loop.page(SUPERVISOR)
    assert "须由其他督查员验收" in words(page) and loop.form(SUPERVISOR, "close") is None
    assert "须由其他督查员验收" in words(loop.post(SUPERVISOR, "close"))
    assert loop.move(SECOND, "close", words="").status == 303


# ---- files and groups

def test_an_answer_shows_files_of_the_tasks_reports(stack, person):
    office = Office(stack, person, LEAD, LEADER_LOGIN)
    no = next(n for n in office.led() if n != 1)
    path = office.path(no, "2023-03")
    form = office.client.get(path + "/files").form("rid", "file")
    assert office.client.send_files(form, ("action", "upload"), path + "/files", [("许可证.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")]).status == 303
    office.hand_in(no)
    loop = Loop(stack, person, no)
    assert loop.raise_it().status == 303
    assert loop.move(LEADER_LOGIN, "solve", words="安排").status == 303
    form = loop.form(LEADER_LOGIN, "answer")
    evidence = stack.sql("SELECT id FROM evidence ORDER BY id DESC LIMIT 1")[0]["id"]
    assert loop.move(LEADER_LOGIN, "answer", form=form, words="见附件", **{"shown.999": "1"}).status == 400
    assert loop.move(LEADER_LOGIN, "answer", words="见附件", **{f"shown.{evidence}": "1"}).status == 303
    page = loop.page(SUPERVISOR)
    link = next(l for l in page.links if l.endswith(f"/files/{evidence}"))
    assert "许可证.pdf" in page.text and person(SUPERVISOR).get(link).status == 200


def test_a_group_brings_its_members(stack, person, loop):
    loop.to("found")
    group = stack.sql("SELECT id, name FROM unit WHERE kind = 'group' ORDER BY id LIMIT 1")[0]
    a, b = loop.unit_id(HELPER_UNIT), loop.unit_id("市商务局")
    person(ADMIN)  # who alone keeps groups, and is known once signed in
    by = stack.sql("SELECT id FROM person WHERE roles = 8 LIMIT 1")[0]["id"]
    for i, unit in enumerate((a, b)):
        stack.sql(f"""INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, person_id, actor, actor_unit, actor_role, ip,
            agent, action, result, task_id, req_id, req_no, body, prev_hash, hash, mac)
            VALUES (1, 'unit_member', {990000 + i}, 1, 1, {by}, '', '', '', '', '', 'x', 'ok', 0, UNHEX(MD5('m{i}')), 0, '{{}}', '', '', '')""")
        stack.sql(f"INSERT INTO unit_member VALUES ({990000 + i}, 1, {group['id']}, {unit}, '2023-01-01', NULL, 'x', {by}, NOW(6))")
    assert loop.move(LEADER_LOGIN, "coordinate", words="请各成员单位配合", **{f"unit.{group['id']}": "1", f"unit.{a}": "1"}).status == 303
    rows = stack.sql(f"SELECT unit_id, group_id FROM problem_unit WHERE problem_id = {loop.id} ORDER BY place")
    assert sorted(int(r["unit_id"]) for r in rows) == sorted((a, b))
    assert person("swj1").get(loop.path).status == 200  # a member sees what it was asked


# ---- board, list, task page, home pages, lights

@pytest.fixture
def other(stack, person):
    """Under a task of the same lead that has no other problems."""
    return Loop(stack, person, Office(stack, person, LEAD, LEADER_LOGIN).led()[-1])


def test_board_and_list(stack, person, other):
    loop = other.to("solve")
    board = person(SUPERVISOR).get("/problems")
    assert board.status == 200 and [w in words(board) for w in ("发现", "协调", "解决", "反馈", "已销号")] == [True] * 5
    assert loop.path in board.links
    assert loop.path in person(SUPERVISOR).get("/problems?view=list&step=solve").links
    assert loop.path not in person(SUPERVISOR).get("/problems?view=list&step=feedback").links
    assert loop.path not in person("ybj1").get("/problems").links
    assert loop.path in person(LEADER_LOGIN).get("/problems?mine=1").links
    assert loop.path not in person(SUPERVISOR).get("/problems?mine=1").links
    assert person(ADMIN).get("/problems").status == 403
    assert loop.path in person(SUPERVISOR).get(f"/plans/2023/tasks/{loop.no}").links
    assert loop.path not in person("ybj1").get(f"/plans/2023/tasks/{loop.no}").links
    assert "等我办理的问题" in words(person(LEADER_LOGIN).get("/dashboard"))
    for login in (SUPERVISOR, CITY):
        assert "未销号问题" in words(person(login).get("/dashboard"))


def test_the_task_page_notices_a_change(person, other):
    loop = other.to("found")
    client = person(SUPERVISOR)
    assert GOOD["title"] in client.get(f"/plans/2023/tasks/{loop.no}").text
    loop.move(LEADER_LOGIN, "solve", words="换一种办法解决，本周动工")
    for _ in range(4):  # whichever worker answers
        assert "换一种办法解决" in client.get(f"/plans/2023/tasks/{loop.no}").text


def test_a_late_problem_makes_the_light_yellow_and_says_why(stack, person):
    """The clock stands in April: a limit in the past cannot be typed, so the row is made older as the database's root."""
    office = Office(stack, person, "市医保局", "ybj1")
    no = office.led()[0]
    loop = Loop(stack, person, no)
    assert loop.raise_it("ybj1").status == 303
    older(stack, loop.id, "2023-03-20")
    page = person(SUPERVISOR).get(f"/problems?late=1&unit={office.unit}")
    assert loop.path in page.links and "超期" in words(page)
    form = office.client.get(office.path(no, "2023-03") + "/edit").form("rev", "narrative")
    fields = {name: "16" for name in form.fields if name.startswith("value.")}
    answer = office.client.send(form, ("action", "check"), office.path(no, "2023-03"), fields={
        **fields, "narrative": "一是完成项目前期论证和选址，二是召开现场推进会两次，三是走访企业三十余家。", "light": "green", "light_reason": ""})
    assert "1 个问题超过办理时限（“实验室用地手续未办结”，发现环节超期" in words(answer)


def older(stack, problem, day):
    trigger = stack.sql("SHOW CREATE TRIGGER problem_update")[0]["SQL Original Statement"]
    stack.sql("DROP TRIGGER problem_update")
    place = stack.sql("SHOW CREATE TRIGGER problem_place")[0]["SQL Original Statement"]
    stack.sql("DROP TRIGGER problem_place")
    stack.sql(f"UPDATE problem SET due_on = '{day}' WHERE id = {problem}")
    for text in (trigger, place):
        done = stack.sql_as(None, "DELIMITER //\n" + text + "\n//\n")
        assert done.returncode == 0, done.stderr
