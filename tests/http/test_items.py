"""The project list under a task (工作项目化、项目清单化、清单责任化、责任实效化): who may put what on it, what a change does to its
confirmation, and how its progress is part of a report."""
import json

import pytest

from office import Office, decide, review_form, words

GOOD = {"name": "重大技改项目现场服务", "person": "王海", "starts_on": "2023-4-5", "due_on": "2023/9/30", "q1": "", "q2": "走访 20 家",
        "q3": "", "q4": "", "span_reason": ""}
UNIT, KEEPER = "市工业和信息化局", "gxj1"
FOREIGN, PARTNER, SUPERVISOR, AUDITOR = "swj1", "fgw1", "dcs1", "sjj1"


class List:
    """The project list of one task and unit."""

    def __init__(self, office, no):
        self.office, self.stack, self.no, self.unit = office, office.stack, no, office.unit
        self.path = f"/plans/2023/tasks/{no}/items/{self.unit}"

    def form(self, client, what="edit=new"):
        page = client.get(f"{self.path}?{what}")
        assert page.status == 200
        return page.form("rev", "name") or page.form("rev", "end_reason")

    def add(self, client, form=None, **fields):
        return client.send(form or self.form(client), ("action", "add"), self.path, fields={**GOOD, **fields})

    def change(self, client, no, form=None, **fields):
        return client.send(form or self.form(client, f"edit={no}"), ("action", "change"), self.path, fields=fields)

    def end(self, client, no, reason, form=None):
        return client.send(form or self.form(client, f"end={no}"), ("action", "end"), self.path, end_reason=reason)

    def confirm(self, client, action="confirm_all"):
        form = next(f for f in client.get(self.path).forms if f.offers("action", action))
        return client.send(form, ("action", action), self.path)

    def rows(self):
        return self.stack.sql(f"SELECT i.* FROM work_item i JOIN task t ON t.id = i.task_id WHERE t.no = {self.no} "
                              f"AND i.unit_id = {self.unit} ORDER BY i.no")

    def row(self, no):
        return next(row for row in self.rows() if row["no"] == str(no))

    def events(self):
        return [row["action"] for row in self.stack.sql(
            f"SELECT e.action FROM audit_event e JOIN work_item i ON i.id = e.entity_id JOIN task t ON t.id = i.task_id "
            f"WHERE e.etype = 'work_item' AND t.no = {self.no} AND i.unit_id = {self.unit} ORDER BY e.id")]

    def body(self, action):
        return json.loads(self.stack.sql(f"SELECT body FROM audit_event WHERE etype = 'work_item' AND action = '{action}' "
                                         "ORDER BY id DESC LIMIT 1")[0]["body"])


@pytest.fixture(scope="module")
def office(stack, person):
    return Office(stack, person, UNIT, KEEPER)


@pytest.fixture(scope="module")
def tasks(office):
    return iter(office.led()[:-1])


@pytest.fixture
def items(office, tasks):
    """A list that nobody has touched."""
    return List(office, next(tasks))


@pytest.fixture(scope="module")
def shared(office):
    """The list of the unit's last task, for tests that leave it as it is; it has an item."""
    one = List(office, office.led()[-1])
    assert one.add(office.client).status == 303
    return one


@pytest.fixture
def keeper(office):
    return office.client


@pytest.fixture
def supervisor(person):
    return person(SUPERVISOR)


# ---- the list

def test_an_empty_list_says_so(items, keeper, supervisor):
    page = keeper.get(items.path)
    assert page.status == 200 and "本单位尚未列出工作项目" in page.text and f"{items.path}?edit=new#form" in page.links
    page = supervisor.get(items.path)
    assert f"{UNIT}尚未列出工作项目" in page.text and not any("edit=new" in link for link in page.links)


@pytest.mark.parametrize("typed, stored", [
    ("2023-4-5", "2023-04-05"), ("2023/4/5", "2023-04-05"), ("20230405", "2023-04-05"), ("2023年4月5日", "2023-04-05"),
    ("２０２３年４月５日", "2023-04-05"),
])
def test_days_are_read_as_people_type_them(shared, keeper, typed, stored):
    before = len(shared.rows())
    assert shared.add(keeper, starts_on=typed).status == 303
    assert len(shared.rows()) == before + 1 and shared.rows()[-1]["starts_on"] == stored


def test_an_item_is_put_on_the_list_with_its_event(items, keeper):
    answer = items.add(keeper)
    assert (answer.status, answer.location) == (303, items.path)
    assert [(r["no"], r["name"], r["due_on"], r["confirmed"], r["version"]) for r in items.rows()] == [
        ("1", GOOD["name"], "2023-09-30", "0", "1")]
    assert items.events() == ["item.add"]
    assert items.body("item.add")["item_name"] == ["", GOOD["name"]]
    assert "已新增工作项目" in keeper.get(items.path).text


@pytest.mark.parametrize("wrong, field, says", [
    ({"name": " "}, "name", "请填写项目名称"),
    ({"name": "名" * 201}, "name", "项目名称超出 200 字，请删减 1 字"),
    ({"person": ""}, "person", "请填写责任人"),
    ({"starts_on": ""}, "starts_on", "请填写开始日期"),
    ({"starts_on": "四月五日"}, "starts_on", "开始日期无法识别"),
    ({"due_on": "2023-2-30"}, "due_on", "完成日期无法识别"),
    ({"due_on": "2023-4-4"}, "due_on", "完成日期不能早于开始日期"),
    ({"due_on": "2024-3-1"}, "span_reason", "起止日期超出 2023 年，请说明跨年度的原因"),
    ({"starts_on": "2022-12-31"}, "span_reason", "起止日期超出 2023 年，请说明跨年度的原因"),
    ({"q2": ""}, "q1", "请至少填写一个季度的预期成果"),
    ({"q3": "果" * 301}, "q3", "三季度预期成果超出 300 字"),
])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(shared, keeper, wrong, field, says):
    before = shared.rows()
    answer = shared.add(keeper, **wrong)
    assert answer.status == 422 and says in answer.text and f"#{field}" in answer.links
    form = answer.form("rev", "name")
    for name, value in {**GOOD, **wrong}.items():
        assert form.fields[name] == value.strip(), name
    assert shared.rows() == before


def test_an_item_beyond_the_year_says_why(items, keeper):
    assert items.add(keeper, due_on="2024-3-1", span_reason="工程跨年度").status == 303
    assert items.row(1)["span_reason"] == "工程跨年度"


def test_the_same_press_twice_is_one_item(items, keeper):
    form = items.form(keeper)
    assert [items.add(keeper, form).status for _ in range(2)] == [303, 303]
    assert len(items.rows()) == 1
    other = items.add(keeper, form, name="后来改写的另一个项目")
    assert other.status == 409 and other.form("rev", "name").fields["name"] == "后来改写的另一个项目"
    assert len(items.rows()) == 1
    assert items.add(keeper, other.form("rev", "name"), name="后来改写的另一个项目").status == 303
    assert [r["no"] for r in items.rows()] == ["1", "2"]


# ---- whose list it is

@pytest.mark.parametrize("login", [FOREIGN, PARTNER, SUPERVISOR, AUDITOR, "zfb1", "zfb2"])
@pytest.mark.parametrize("action", ["add", "change", "end"])
def test_only_the_lead_keeps_its_list(shared, person, login, action):
    before = shared.rows()
    client = person(login)
    csrf = client.get("/dashboard").form("csrf").fields["csrf"]
    fields = {"csrf": csrf, "action": action, "item": "1", "rev": before[0]["version"], "end_reason": "不应生效", **GOOD, "name": "不应生效"}
    assert client.post(shared.path, fields).status == 403
    assert shared.rows() == before


@pytest.mark.parametrize("login", [KEEPER, FOREIGN, AUDITOR, "zfb2"])
def test_only_supervisors_confirm(shared, person, login):
    before = shared.rows()
    client = person(login)
    csrf = client.get("/dashboard").form("csrf").fields["csrf"]
    for fields in ({"action": "confirm", "item": "1", "rev": before[0]["version"]},
                   {"action": "confirm_all", "seen.1": before[0]["version"]}):
        assert client.post(shared.path, {"csrf": csrf, **fields}).status == 403
    assert shared.rows() == before


def test_the_supervision_office_keeps_the_lists_of_its_own_tasks(stack, person):
    own = Office(stack, person, "市政府督查室", SUPERVISOR)
    one = List(own, 127)
    assert one.add(own.client, name="台账系统建设").status == 303
    assert one.row(1)["name"] == "台账系统建设"


def test_a_unit_that_does_not_lead_has_no_list(shared, keeper, stack):
    other = stack.sql(f"SELECT u.id FROM unit u WHERE NOT EXISTS (SELECT 1 FROM task_lead l JOIN task t ON t.id = l.task_id "
                      f"WHERE l.unit_id = u.id AND t.no = {shared.no}) LIMIT 1")[0]["id"]
    for bad in (f"/plans/2023/tasks/{shared.no}/items/{other}", f"/plans/2023/tasks/{shared.no}/items/999999",
                f"/plans/2023/tasks/999/items/{shared.unit}", f"/plans/2023/tasks/{shared.no}/items/x",
                f"/plans/1999/tasks/{shared.no}/items/{shared.unit}"):
        assert keeper.get(bad).status == 404, bad


@pytest.mark.parametrize("fields", [
    {"action": "steal"}, {"action": "change", "item": "x", "rev": "1"}, {"action": "confirm_all"},
    {"action": "add", "confirmed": "1"}, {"action": "add", "unit_id": "1"},
])
def test_what_no_form_of_ours_sends(shared, keeper, supervisor, fields):
    before = shared.rows()
    client = supervisor if fields["action"].startswith("confirm") else keeper
    csrf = client.get("/dashboard").form("csrf").fields["csrf"]
    assert client.post(shared.path, {"csrf": csrf, **GOOD, **fields}).status == 400
    assert shared.rows() == before


# ---- confirming, changing, taking off

def test_a_change_takes_the_confirmation_back_and_says_so(items, keeper, supervisor):
    items.add(keeper)
    items.add(keeper, name="第二个项目")
    assert items.confirm(supervisor).status == 303
    assert [(r["confirmed"], r["version"]) for r in items.rows()] == [("1", "2"), ("1", "2")]
    assert "该项目已经督查确认。修改任何内容后，确认随之撤回" in keeper.get(items.path + "?edit=1").text
    assert items.change(keeper, 1, due_on="2023-10-31").status == 303
    assert "督查确认已随修改撤回" in keeper.get(items.path).text
    assert [(r["confirmed"], r["confirmed_by"] is None) for r in items.rows()] == [("0", True), ("1", False)]
    assert items.body("item.change") == {"due_on": ["2023-09-30", "2023-10-31"], "item": [None, GOOD["name"]],
                                         "item_confirmed": ["yes", ""]}
    assert items.confirm(supervisor, "confirm").status == 303
    assert items.row(1)["confirmed"] == "1"
    assert items.events() == ["item.add", "item.add", "item.confirm", "item.confirm", "item.change", "item.confirm"]


def test_saving_without_a_change_keeps_the_confirmation(items, keeper, supervisor):
    items.add(keeper)
    items.confirm(supervisor)
    assert items.change(keeper, 1).status == 303
    assert (items.row(1)["confirmed"], items.row(1)["version"]) == ("1", "2")


def test_a_stale_change_is_409_with_both(items, keeper, session):
    items.add(keeper)
    form = items.form(keeper, "edit=1")
    assert items.change(session("gxj2"), 1, q2="走访 30 家").status == 303
    answer = items.change(keeper, 1, form, q2="走访 25 家")
    assert answer.status == 409 and "现在的内容" in answer.text and "走访 30 家" in answer.text
    again = answer.form("rev", "name")
    assert again.fields["q2"] == "走访 25 家" and items.row(1)["q2"] == "走访 30 家"
    assert items.change(keeper, 1, again).status == 303
    assert items.row(1)["q2"] == "走访 25 家"


def test_what_changed_meanwhile_is_not_confirmed(items, keeper, supervisor):
    items.add(keeper)
    items.add(keeper, name="第二个项目")
    form = next(f for f in supervisor.get(items.path).forms if f.offers("action", "confirm_all"))
    items.change(keeper, 2, person="李敏")
    answer = supervisor.send(form, ("action", "confirm_all"), items.path)
    assert answer.status == 409 and "没有确认任何项目" in answer.text
    assert [r["confirmed"] for r in items.rows()] == ["0", "0"], "one transaction: all or none"


def test_taking_off_wants_a_reason_and_keeps_the_row(items, keeper):
    items.add(keeper)
    answer = items.end(keeper, 1, "  ")
    assert answer.status == 422 and "请填写移出清单的理由" in answer.text
    assert items.end(keeper, 1, "并入市级重点项目").status == 303
    row = items.row(1)
    assert (row["ended_on"], row["end_reason"], row["version"]) == ("2023-04-03", "并入市级重点项目", "2")
    page = keeper.get(items.path)
    assert "已移出清单的项目（1 个）" in page.text and "并入市级重点项目" in page.text
    csrf = page.form("csrf").fields["csrf"]
    late = keeper.post(items.path, {"csrf": csrf, "action": "change", "item": "1", "rev": "2", **GOOD, "name": "死灰复燃"})
    assert late.status == 409 and items.row(1)["name"] == GOOD["name"]


# ---- the whole list

def test_the_unit_list_is_filtered_and_groups_by_unit(items, keeper, supervisor):
    items.add(keeper, name="早已到期的项目", starts_on="2023-1-1", due_on="2023-4-1")
    items.add(keeper, name="今天到期的项目", starts_on="2023-1-1", due_on="2023-4-3")
    page = keeper.get("/plans/2023/items")
    assert "早已到期的项目" in page.text and "超期 2 天" in page.text
    late = words(supervisor.get("/plans/2023/items?unit=&late=1"))
    assert "早已到期的项目" in late and "今天到期的项目" not in late, "an item is late the day after its day"
    assert "没有符合条件" in supervisor.get("/plans/2023/items?unit=&state=done&late=1").text
    foreign = supervisor.get("/plans/2023/items?unit=1&unit=2")
    assert foreign.status == 200


# ---- in the report

def report_form(office, no, client=None):
    page = (client or office.client).get(office.path(no, "2023-03") + "/edit")
    return page.form("rev", "narrative")


def test_progress_is_part_of_the_report(items, office, keeper, supervisor, stack):
    items.add(keeper, starts_on="2023-1-1", due_on="2023-12-1")
    items.add(keeper, name="第二个项目")
    first, second = [row["id"] for row in items.rows()]
    path = office.path(items.no, "2023-03")
    form = report_form(office, items.no)
    assert form.fields[f"item_state.{first}"] == "waiting" and form.fields[f"item_result.{first}"] == ""
    fields = {name: "16" for name in form.fields if name.startswith("value.")}
    fields |= {"narrative": "一是完成项目前期论证和选址，二是召开现场推进会两次。", "light": "green", "light_reason": "测试", "next_steps": "推进",
               f"item_state.{first}": "done"}
    answer = keeper.send(form, ("action", "check"), path, fields=fields)
    assert answer.status == 422 and "已完成的项目请写明实际成果" in answer.text and f"#item_result.{first}" in answer.links
    fields |= {f"item_result.{first}": "走访企业 22 家", f"item_state.{second}": "doing"}
    checked = keeper.send(answer.form("rev", "narrative"), ("action", "check"), path, fields=fields)
    assert checked.status == 200 and "走访企业 22 家" in checked.text
    assert report_form(office, items.no).fields[f"item_result.{first}"] == "走访企业 22 家", "the draft keeps it"
    form = checked.form("rev", "narrative")
    done = [keeper.send(form, ("action", "submit"), path) for _ in range(2)]
    assert [a.status for a in done] == [303, 303]
    report = office.report(items.no)
    rows = stack.sql(f"SELECT x.place, x.item_id, x.state, x.result, v.item_count FROM report_item x JOIN report_version v "
                     f"ON v.id = x.version_id WHERE v.report_id = {report['id']} ORDER BY x.place")
    assert [(r["place"], r["item_id"], r["state"], r["result"], r["item_count"]) for r in rows] == [
        ("1", first, "done", "走访企业 22 家", "2"), ("2", second, "doing", "", "2")]
    body = json.loads(stack.sql(f"SELECT body FROM audit_event WHERE etype = 'report' AND entity_id = {report['id']}")[0]["body"])
    assert body[f"item_state.{first}"] == [None, "done"] and body[f"item_result.{first}"] == ["", "走访企业 22 家"]
    other = keeper.send(form, ("action", "submit"), path, fields={f"item_result.{first}": "后来改写的"})
    assert other.status == 403 and "后来改写的" in other.text, "other words under the same request are judged anew, and not lost"
    assert "走访企业 22 家" in supervisor.get(f"/reviews/{report['id']}").text
    assert decide(supervisor, report, "approve", comment="同意").status == 303
    assert "走访企业 22 家" in supervisor.get(path).text


def test_before_approval_others_see_nothing_of_it(items, office, keeper, person, supervisor):
    items.add(keeper)
    item = items.rows()[0]["id"]
    report = office.hand_in(items.no, light_reason="测试", **{f"item_state.{item}": "doing", f"item_result.{item}": "保密的半成品"})
    for login, sees in ((KEEPER, True), (SUPERVISOR, True), (AUDITOR, True), (FOREIGN, False), ("zfb2", False)):
        assert ("保密的半成品" in person(login).get(items.path).text) == sees, login
        assert ("保密的半成品" in person(login).get(f"/plans/2023/tasks/{items.no}").text) == sees, login
    decide(supervisor, report, "approve", form=review_form(supervisor, report), comment="同意")
    assert "保密的半成品" in person(FOREIGN).get(items.path).text


def test_items_of_another_list_have_no_place_in_a_report(items, office, keeper, person):
    items.add(keeper)
    foreign = List(Office(office.stack, person, "市商务局", FOREIGN), Office(office.stack, person, "市商务局", FOREIGN).led()[0])
    foreign.add(person(FOREIGN))
    alien = foreign.rows()[0]["id"]
    form = report_form(office, items.no)
    for name in (f"item_state.{alien}", f"item_result.{alien}", "item_state.x"):
        assert keeper.send(form, ("action", "save"), office.path(items.no, "2023-03"), fields={name: "doing"}).status == 400
    own = items.rows()[0]["id"]
    assert keeper.send(form, ("action", "save"), office.path(items.no, "2023-03"), fields={f"item_state.{own}": "lost"}).status == 400


def test_an_item_taken_off_meanwhile_is_told_with_what_was_typed(items, office, keeper):
    items.add(keeper)
    item = items.rows()[0]["id"]
    form = report_form(office, items.no)
    items.end(keeper, 1, "不再推进")
    answer = keeper.send(form, ("action", "save"), office.path(items.no, "2023-03"), fields={f"item_result.{item}": "写到一半的成果"})
    assert answer.status == 422 and "已移出清单" in answer.text and "写到一半的成果" in answer.text
    assert keeper.send(answer.form("rev", "narrative"), ("action", "save"), office.path(items.no, "2023-03")).status == 303


def test_two_writers_of_the_same_item_meet_on_the_clash_page(items, office, keeper, session):
    items.add(keeper)
    item = items.rows()[0]["id"]
    path = office.path(items.no, "2023-03")
    form = report_form(office, items.no)
    colleague = session("gxj2")
    colleague.send(report_form(office, items.no, colleague), ("action", "save"), path,
                   fields={f"item_state.{item}": "doing", f"item_result.{item}": "对方的成果"})
    answer = keeper.send(form, ("action", "save"), path, fields={f"item_state.{item}": "stopped", f"item_result.{item}": "我的成果"})
    assert answer.status == 409 and "对方的成果" in answer.text
    merged = answer.form("rev", f"mine.item_state.{item}")
    assert (merged.fields[f"mine.item_state.{item}"], merged.fields[f"mine.item_result.{item}"]) == ("stopped", "我的成果")
    picked = {f"pick.item_{part}.{item}": "mine" for part in ("state", "result")}
    assert keeper.send(merged, ("action", "save"), path, fields=picked).status == 303
    assert report_form(office, items.no).fields[f"item_result.{item}"] == "我的成果"
