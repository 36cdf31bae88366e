"""Periods and dispatch: planned, changed, opened, extended; the board's numbers; what a chosen scope asks for."""
import re

import pytest

from office import Office, decide, words

LIST = "/plans/2023/periods"
NEW = LIST + "/new"


@pytest.fixture(scope="module")
def supervisor(person):
    return person("dcs1")


@pytest.fixture(scope="module")
def kjj(stack, person):
    return Office(stack, person, "市科技局", "kjj1")


def form_of(client, address):
    return client.get(address).form("opens", "due") or client.get(address).form("rev", "reason")


def send_new(client, usual, action="save", **fields):
    """usual: the code whose dates the form brings."""
    form = form_of(client, f"{NEW}?code={usual}")
    return client.send(form, ("action", action), fields={"code": usual, **fields})


def row(stack, code):
    rows = stack.sql(f"SELECT * FROM period WHERE code = '{code}'")
    return rows[0] if rows else None


def counts(stack):
    return stack.sql("SELECT (SELECT COUNT(*) FROM period) AS p, (SELECT COUNT(*) FROM period_task) AS t,"
                     " (SELECT COUNT(*) FROM audit_event WHERE etype LIKE 'period%') AS e")[0]


KINDS = [
    ("2023-04", "2023年4月", "2023-4-25 00:00", "2023-5-5 18:00"),
    ("2023-Q1", "2023年第一季度", "2023-3-25 00:00", "2023-4-5 18:00"),
    ("2023-H1", "2023年上半年", "2023-6-25 00:00", "2023-7-5 18:00"),
    ("2023-Y", "2023年全年", "2023-12-25 00:00", "2024-1-5 18:00"),
]


@pytest.mark.parametrize("code, name, opens, due", KINDS)
def test_each_kind_is_planned_with_its_usual_dates(stack, supervisor, code, name, opens, due):
    form = form_of(supervisor, f"{NEW}?code={code}")
    assert (form.fields["code"], form.fields["opens"], form.fields["due"]) == (code, opens, due)
    answer = supervisor.send(form, ("action", "save"))
    assert answer.status == 303, words(answer)[:300]
    found = row(stack, code)
    assert (found["state"], found["scope"], found["version"]) == ("planned", "all", "1")
    assert name in words(supervisor.get(LIST))


def test_the_button_brings_the_usual_dates_and_keeps_the_rest(stack, supervisor):
    before = counts(stack)
    form = form_of(supervisor, NEW)
    answer = supervisor.send(form, ("action", "dates"), fields={"code": "2023-09", "instructions": "请附佐证。"})
    again = answer.form("opens", "due")
    assert answer.status == 200 and again.fields["opens"] == "2023-9-25 00:00" and again.fields["instructions"] == "请附佐证。"
    assert counts(stack) == before


WRONG = [
    # label, fields, the sentence
    ("it exists", {"code": "2023-03"}, "2023年3月报送期已存在"),
    ("no code", {"code": "2023-13"}, "请选择报送期"),
    ("another year", {"code": "2022-03"}, "请选择报送期"),
    ("no opening", {"opens": "明天"}, "开放时间请按"),
    ("no deadline", {"due": ""}, "截止时间请按"),
    ("no such day", {"due": "2023-2-30 18:00"}, "截止时间请按"),
    ("the deadline first", {"opens": "2023-6-5", "due": "2023-6-1"}, "截止时间应晚于开放时间"),
    ("freezing before the deadline", {"freezes": "2023-1-1"}, "自动冻结时间应晚于截止时间"),
    ("freezing at no time", {"freezes": "以后"}, "自动冻结时间请按"),
    ("chosen, but none", {"scope": "chosen"}, "请至少勾选一项任务"),
    ("long instructions", {"instructions": "要" * 1001}, "填报要求超出 1000 字，请删减 1 字"),
]


@pytest.mark.parametrize("label, fields, says", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_stored(stack, supervisor, label, fields, says):
    before = counts(stack)
    answer = send_new(supervisor, "2023-08", **fields)
    assert answer.status == 422, label
    assert words(answer).count(says) >= 2, f"{label}: above and beside the field"
    assert counts(stack) == before
    for name, text in fields.items():
        if name not in ("scope", "code"):
            assert answer.form("opens", "due").fields[name] == text, label


def test_pressed_twice_it_is_one_period(stack, supervisor):
    form = form_of(supervisor, f"{NEW}?code=2023-10")
    assert [supervisor.send(form, ("action", "save")).status for _ in range(2)] == [303, 303]
    assert len(stack.sql("SELECT id FROM period WHERE code = '2023-10'")) == 1
    assert supervisor.send(form, ("action", "save"), fields={"instructions": "另一种要求"}).status == 422


def test_a_stale_form_is_409_with_both(stack, supervisor):
    first, second = (form_of(supervisor, f"{LIST}/2023-10/edit") for _ in range(2))
    assert supervisor.send(first, ("action", "save"), fields={"instructions": "先保存的要求"}).status == 303
    answer = supervisor.send(second, ("action", "save"), fields={"instructions": "后保存的要求"})
    assert answer.status == 409
    said = words(answer)
    assert "先保存的要求" in said and answer.form("opens", "due").fields["instructions"] == "后保存的要求"
    assert row(stack, "2023-10")["instructions"] == "先保存的要求"
    assert supervisor.send(answer.form("opens", "due"), ("action", "save")).status == 303
    assert row(stack, "2023-10")["instructions"] == "后保存的要求"


def test_opening_is_a_button_and_an_event(stack, supervisor):
    form = supervisor.get(f"{LIST}/2023-10").form("rev")
    assert form.action.endswith("/open")
    assert [supervisor.send(form).status for _ in range(2)] == [303, 303]
    found = row(stack, "2023-10")
    assert found["state"] == "open" and found["opens_at"] < "2023-04-04"
    actions = [r["action"] for r in stack.sql(f"SELECT action FROM audit_event WHERE etype = 'period' AND entity_id ="
                                              f" {found['id']} ORDER BY entity_seq")]
    assert actions == ["period.new", "period.change", "period.change", "period.open"]


def chosen_form(client, code, *numbers):
    return {"scope": "chosen", **{f"task.{no}": "1" for no in numbers}}


def test_a_chosen_scope_asks_for_its_tasks_only(stack, supervisor, kjj):
    assert send_new(supervisor, "2023-Q2", "open", instructions="请重点说明投资完成情况。",
                    **chosen_form(supervisor, "2023-Q2", 1, 29)).status == 303
    rows = stack.sql("SELECT t.no FROM period_task c JOIN task t ON t.id = c.task_id JOIN period p ON p.id = c.period_id"
                     " WHERE p.code = '2023-Q2' AND c.chosen = 1 ORDER BY t.no")
    assert [r["no"] for r in rows] == ["1", "29"]
    page = kjj.client.get(kjj.path(1, "2023-Q2") + "/edit")
    assert page.form("rev", "narrative") is not None and "请重点说明投资完成情况。" in words(page)
    other = next(no for no in kjj.led() if no not in (1, 29))
    page = kjj.client.get(kjj.path(other, "2023-Q2") + "/edit")
    assert page.form("rev", "narrative") is None and "本任务不在其中，无需报送" in words(page)
    mine = words(kjj.client.get("/reports?period=2023-Q2&st=all"))
    assert "已报 0 / 1" in mine or "0 / 1" in mine, mine[:400]
    assert kjj.hand_in(1, "2023-Q2")["state"] == "submitted", "a quarter goes through the whole flow"


def test_the_badge_counts_what_is_asked(stack, kjj):
    """我的报送: tasks of periods that ask for all, and of those that ask for some."""
    led, done = kjj.led(), len(stack.sql(f"SELECT id FROM report WHERE unit_id = {kjj.unit} AND state IN ('submitted', 'approved')"))
    want = 0
    for p in stack.sql("SELECT id, scope FROM period WHERE state IN ('open', 'due')"):
        asked = {int(r["no"]) for r in stack.sql("SELECT t.no FROM period_task c JOIN task t ON t.id = c.task_id WHERE c.chosen = 1"
                                                 f" AND c.period_id = {p['id']}")}
        want += sum(1 for no in led if p["scope"] == "all" or no in asked)
    badge = re.search(r'<span class="cnt">(\d+)<span class="vh">项待办', kjj.client.get("/dashboard").text)
    assert int(badge[1]) == want - done


def test_unticking_is_a_change_of_that_row(stack, supervisor):
    page = supervisor.get(f"{LIST}/2023-Q2/edit")
    form = page.form("opens", "due")
    assert form.fields.get("task.29") == "1"
    del form.fields["task.29"]
    assert supervisor.send(form, ("action", "save"), fields={"task.30": "1"}).status == 303
    rows = stack.sql("SELECT t.no, c.chosen, c.version FROM period_task c JOIN task t ON t.id = c.task_id JOIN period p ON"
                     " p.id = c.period_id WHERE p.code = '2023-Q2' ORDER BY t.no")
    assert [(r["no"], r["chosen"], r["version"]) for r in rows] == [("1", "1", "1"), ("29", "0", "2"), ("30", "1", "1")]
    body = stack.sql("SELECT body FROM audit_event WHERE etype = 'period' AND action = 'period.change' ORDER BY id DESC LIMIT 1")
    assert "1、29" in body[0]["body"] and "1、30" in body[0]["body"]


EXTEND_WRONG = [
    ("nobody", {"unit": ""}, "请选择本期有任务的单位"),
    ("a unit that leads nothing", {"unit": "999999"}, "请选择本期有任务的单位"),
    ("no time", {"due": "过几天"}, "延期后的截止时间请按"),
    ("not later", {"due": "2023-3-5 18:00"}, "延期后的截止时间应晚于"),
    ("no reason", {"reason": " "}, "请填写延期理由"),
    ("a long reason", {"reason": "因" * 201}, "延期理由超出 200 字"),
]


@pytest.mark.parametrize("label, fields, says", EXTEND_WRONG)
def test_an_extension_without_what_it_needs(stack, supervisor, kjj, label, fields, says):
    form = supervisor.get(f"{LIST}/2023-02/extend").form("rev", "reason")
    answer = supervisor.send(form, fields={"unit": str(kjj.unit), "due": "2023-4-10 18:00", "reason": "数据核算未完成", **fields})
    assert answer.status == 422 and says in words(answer), label
    assert stack.sql("SELECT COUNT(*) AS n FROM period_extension") == [{"n": "0"}]


def test_an_extension_moves_the_deadline_of_that_unit_alone(stack, supervisor, person, kjj):
    fgw = Office(stack, person, "市发展改革委", "fgw1")
    stale = supervisor.get(f"{LIST}/2023-02/extend").form("rev", "reason")
    form = supervisor.get(f"{LIST}/2023-02/extend").form("rev", "reason")
    fields = {"unit": str(kjj.unit), "due": "2023-4-10 18:00", "reason": "数据核算未完成"}
    assert [supervisor.send(form, fields=fields).status for _ in range(2)] == [303, 303]
    assert supervisor.send(stale, fields={**fields, "due": "2023-4-20"}).status == 409
    assert len(stack.sql("SELECT id FROM period_extension")) == 1
    assert "本单位的截止时间已延至 2023年4月10日 18:00（理由：数据核算未完成）" in words(kjj.client.get(kjj.path(2, "2023-02") + "/edit"))
    assert kjj.hand_in(2, "2023-02")["late"] == "0"
    no = next(no for no in fgw.led() if fgw.report(no, "2023-02") is None)
    assert fgw.hand_in(no, "2023-02")["late"] == "1"
    assert "逾期" not in words(kjj.client.get("/reports?period=2023-02&st=todo")).split("共")[0].replace("逾期报送", "")
    assert "逾期未报" in words(fgw.client.get("/reports?period=2023-02&st=todo"))


def numbers(page):
    """name → the numbers of its row."""
    found = {}
    for block in re.findall(r"<tr[^>]*>(.*?)</tr>", page.text, re.S):
        name = re.search(r'<th scope="row"[^>]*>(?:<a[^>]*>)?([^<]+)', block)
        cells = {label: int(re.search(r"\d+", re.sub(r"<[^>]+>", "", text))[0])
                 for label, text in re.findall(r'data-l="([^"]+)">(.*?)</td>', block, re.S)}
        if name and "应报" in cells:
            found[name[1]] = cells
    return found


@pytest.mark.parametrize("code", ["2023-02", "2023-03", "2023-Q2"])
def test_the_numbers_of_the_board_add_up(stack, supervisor, kjj, code):
    if code == "2023-03":
        approved, returned = kjj.hand_in(4, code), kjj.hand_in(5, code)
        kjj.hand_in(6, code)
        kjj.hand_in(7, code)
        kjj.withdraw(7, code)
        assert decide(supervisor, approved, "approve", light="green").status == 303
        assert decide(supervisor, returned, "return", comment="请补充。").status == 303
    table = numbers(supervisor.get(f"{LIST}/{code}"))
    total = table.pop("合计")
    for name, n in {**table, "合计": total}.items():
        assert n["应报"] == n["待审"] + n["通过"] + n["退回"] + n["未报"], name
        assert n["已报"] == n["待审"] + n["通过"] + n["退回"], name
        assert n["逾期"] <= n["未报"], name
        assert n["应报"] == n["绿灯"] + n["黄灯"] + n["红灯"] + n["未亮灯"], name
    for label in total:
        assert total[label] == sum(n[label] for n in table.values()), label
    owed = [n["未报"] + n["退回"] for n in table.values()]
    assert owed == sorted(owed, reverse=True)
    stored = stack.sql(f"SELECT r.state, COUNT(*) AS n FROM report r JOIN period p ON p.id = r.period_id WHERE p.code = '{code}'"
                       " GROUP BY r.state")
    states = {r["state"]: int(r["n"]) for r in stored}
    assert [total["待审"], total["通过"], total["退回"]] == [states.get(s, 0) for s in ("submitted", "approved", "returned")]
    assert total["应报"] == (4 if code == "2023-Q2" else 204) or code == "2023-Q2"
    if code == "2023-02":
        assert table["市科技局"]["逾期"] == 0 and total["逾期"] > 0


def test_the_list_counts_the_same(stack, supervisor):
    page = words(supervisor.get(LIST))
    for code, name in (("2023-03", "2023年3月"), ("2023-02", "2023年2月")):
        total = numbers(supervisor.get(f"{LIST}/{code}"))["合计"]
        part = page[page.index(name):]
        assert re.search(rf"{total['已报']} / {total['应报']}", part[:200]), part[:200]


def test_the_reminder_names_who_owes_what(supervisor):
    page = supervisor.get(f"{LIST}/2023-02")
    text = re.search(r'<textarea id="call"[^>]*>(.*?)</textarea>', page.text, re.S)[1]
    assert "市发展改革委：第 " in text and "已延期至 4月10日 18:00" in text and "以下单位尚未报齐" in text


WRONG_PERIODS = [
    ("another period", "2023-02", "表单是2023年2月的，页面地址是2023年3月，两者不一致，没有保存"),
    ("none", "", "表单没有写明报送期，页面地址是2023年3月，没有保存"),
    ("nonsense", "x", "两者不一致，没有保存"),
]


@pytest.mark.parametrize("action", ["save", "check", "submit"])
@pytest.mark.parametrize("label, sent, says", WRONG_PERIODS)
def test_filing_for_the_wrong_period_is_impossible(stack, kjj, label, sent, says, action):
    no = kjj.led()[-1]
    form = kjj.client.get(kjj.path(no, "2023-02") + "/edit").form("rev", "narrative")
    count = "SELECT (SELECT COUNT(*) FROM draft) AS d, (SELECT COUNT(*) FROM report_version) AS v"
    before = stack.sql(count)
    fields = {"period": sent, "narrative": "写给另一期的一段文字，一个字也不能丢，也不能存到别的期里去。", "light": "green"}
    form.action = kjj.path(no, "2023-03")
    answer = kjj.client.send(form, ("action", action), fields=fields)
    assert answer.status == 422 and says in words(answer), label
    again = answer.form("rev", "narrative")
    assert again.fields["narrative"] == fields["narrative"] and again.fields["period"] == "2023-03"
    assert stack.sql(count) == before


WHO = [("supervisor", "dcs1", 200, 200), ("auditor", "sjj1", 200, 403), ("leader", "zfb2", 200, 403),
       ("filer", "kjj1", 403, 403), ("admin", "zfb1", 403, 403)]


@pytest.mark.parametrize("role, login, reads, sets", WHO)
def test_who_reads_the_board_and_who_sets_periods(person, role, login, reads, sets):
    client = person(login)
    assert client.get(f"{LIST}/2023-03").status == reads and client.get(LIST).status == reads
    assert [client.get(address).status for address in (NEW, f"{LIST}/2023-03/edit", f"{LIST}/2023-03/extend",
                                                       f"{LIST}/2023-03/freeze")] == [sets] * 4
    assert (f'href="{LIST}"' in client.get("/plans/2023/tasks").text) == (reads == 200), "the navigation"
